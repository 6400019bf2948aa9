import type { Assistant, AssistantStore, AssistantVersion } from '../../src/assistants/index.ts'
import type { AssistantId, Clock, WorkspaceId } from '../../src/base/index.ts'

export function inMemoryAssistants(clock: Clock): AssistantStore {
  const assistants = new Map<AssistantId, Assistant>()
  const versions: AssistantVersion[] = []
  const own = (workspace: WorkspaceId, id: AssistantId) => {
    const found = assistants.get(id)
    return found?.workspace === workspace ? found : undefined
  }
  const put = (assistant: Assistant) => {
    assistants.set(assistant.id, assistant)
    return assistant
  }
  return {
    async create(workspace, id, draft) {
      const now = clock.wallTime()
      const { name } = draft
      return put({ id, workspace, name, draft, publishedVersion: undefined, createdAt: now, updatedAt: now })
    },
    async saveDraft(workspace, id, draft) {
      const assistant = own(workspace, id)
      return assistant && put({ ...assistant, name: draft.name, draft, updatedAt: clock.wallTime() })
    },
    async publish(workspace, id) {
      const assistant = own(workspace, id)
      if (assistant === undefined) return undefined
      const version = (assistant.publishedVersion ?? 0) + 1
      put({ ...assistant, publishedVersion: version })
      const published = {
        assistant: id,
        version,
        definition: assistant.draft,
        publishedAt: clock.wallTime(),
      }
      versions.push(published)
      return published
    },
    find: async (workspace, id) => own(workspace, id),
    list: async (workspace) => [...assistants.values()].filter((it) => it.workspace === workspace),
    version: async (workspace, id, version) =>
      own(workspace, id) && versions.find((it) => it.assistant === id && it.version === version),
  }
}
