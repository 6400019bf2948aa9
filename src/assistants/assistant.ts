import type { AssistantId, EpochMs, WorkspaceId } from '../base/index.ts'
import type { AssistantDefinition } from './definition.ts'

/**
 * An assistant as its workspace sees it: one draft that may change, and published versions that never do.
 */
export interface Assistant {
  readonly id: AssistantId
  readonly workspace: WorkspaceId
  readonly name: string
  readonly draft: AssistantDefinition
  /** The newest published version, counted from 1; undefined before the first. */
  readonly publishedVersion: number | undefined
  readonly createdAt: EpochMs
  readonly updatedAt: EpochMs
}
export interface AssistantVersion {
  readonly assistant: AssistantId
  readonly version: number
  readonly definition: AssistantDefinition
  readonly publishedAt: EpochMs
}

export interface AssistantStore {
  create(workspace: WorkspaceId, id: AssistantId, draft: AssistantDefinition): Promise<Assistant>
  saveDraft(
    workspace: WorkspaceId,
    id: AssistantId,
    draft: AssistantDefinition,
  ): Promise<Assistant | undefined>
  /** Freezes the draft as the next version. */
  publish(workspace: WorkspaceId, id: AssistantId): Promise<AssistantVersion | undefined>
  find(workspace: WorkspaceId, id: AssistantId): Promise<Assistant | undefined>
  list(workspace: WorkspaceId): Promise<readonly Assistant[]>
  version(workspace: WorkspaceId, id: AssistantId, version: number): Promise<AssistantVersion | undefined>
}
