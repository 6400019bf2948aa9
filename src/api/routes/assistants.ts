import type { Assistant, AssistantVersion } from '../../assistants/index.ts'
import { type AssistantId, parseId, type WorkspaceId } from '../../base/index.ts'
import { errorsByField, publishProblems, readDraft } from '../assistant-file.ts'
import { isoTime } from '../call-view.ts'
import type { ApiDeps } from '../deps.ts'
import type { Handlers } from '../handlers.ts'
import { invalid, Problem } from '../problem.ts'

type AssistantHandlers = Pick<
  Handlers,
  | 'createAssistant'
  | 'listAssistants'
  | 'showAssistant'
  | 'saveDraft'
  | 'validateAssistant'
  | 'publishAssistant'
  | 'showVersion'
>

export function assistantHandlers({ assistants, ids }: ApiDeps): AssistantHandlers {
  const find = async (workspace: WorkspaceId, text: string): Promise<Assistant | Problem> => {
    const id = parseId('assistant', text)
    return (id && (await assistants.find(workspace, id))) ?? noSuchAssistant()
  }
  return {
    createAssistant: async ({ workspace, body }) => {
      const file = readDraft(body)
      if (file.type === 'unreadable') return invalid(errorsByField(file.problems))
      const id: AssistantId = ids.next('assistant')
      return draftView(await assistants.create(workspace, id, file.definition))
    },
    listAssistants: async ({ workspace }) => ({
      assistants: (await assistants.list(workspace)).map(summaryView),
    }),
    showAssistant: async ({ workspace, params }) => {
      const assistant = await find(workspace, params.assistant_id)
      return assistant instanceof Problem ? assistant : draftView(assistant)
    },
    saveDraft: async ({ workspace, params, body }) => {
      const file = readDraft(body)
      if (file.type === 'unreadable') return invalid(errorsByField(file.problems))
      const id = parseId('assistant', params.assistant_id)
      const saved = id && (await assistants.saveDraft(workspace, id, file.definition))
      return saved === undefined ? noSuchAssistant() : draftView(saved)
    },
    validateAssistant: async ({ body }) => {
      const problems = publishProblems(body)
      return { valid: problems.length === 0, problems: problems.map((problem) => ({ ...problem })) }
    },
    publishAssistant: async ({ workspace, params }) => {
      const assistant = await find(workspace, params.assistant_id)
      if (assistant instanceof Problem) return assistant
      const problems = publishProblems(assistant.draft)
      if (problems.length > 0) return invalid(errorsByField(problems))
      const version = await assistants.publish(workspace, assistant.id)
      return version === undefined ? noSuchAssistant() : { version: versionView(version) }
    },
    showVersion: async ({ workspace, params }) => {
      const id = parseId('assistant', params.assistant_id)
      const version = id && (await assistants.version(workspace, id, params.version))
      return version === undefined
        ? new Problem('NOT_FOUND', 'No such version of an assistant in this workspace')
        : { version: versionView(version) }
    },
  }
}

const noSuchAssistant = () => new Problem('NOT_FOUND', 'No such assistant in this workspace')

const summaryView = (assistant: Assistant) => ({
  assistant_id: assistant.id,
  name: assistant.name,
  published_version: assistant.publishedVersion ?? null,
  created_at: isoTime(assistant.createdAt),
  updated_at: isoTime(assistant.updatedAt),
})
const draftView = (assistant: Assistant) => ({
  assistant: summaryView(assistant),
  draft: { ...assistant.draft },
})
const versionView = ({ assistant, version, definition, publishedAt }: AssistantVersion) => ({
  assistant_id: assistant,
  version,
  definition: { ...definition },
  published_at: isoTime(publishedAt),
})
