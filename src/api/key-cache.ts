import type { Clock, Id, Ms } from '../base/index.ts'
import type { ApiKey, Workspace, WorkspaceStore } from '../workspaces/index.ts'

/** How long a key deleted, or a limit changed, by another process may still be believed. */
const BELIEVED_MS: Ms = 1_000
const KEYS_MAX = 10_000

export interface KnownKey {
  readonly key: ApiKey
  readonly workspace: Workspace
}

/** Remembers the keys of the last second, so that a busy client costs the database one read a second. */
export class KeyCache {
  readonly #workspaces: Pick<WorkspaceStore, 'findKey' | 'find'>
  readonly #clock: Clock
  readonly #known = new Map<Id<'api-key'>, { readonly untilMs: Ms; readonly key: KnownKey }>()
  /** Counts deletions, so that a read under way when its key was deleted is not remembered. */
  #forgotten = 0

  constructor(workspaces: Pick<WorkspaceStore, 'findKey' | 'find'>, clock: Clock) {
    this.#workspaces = workspaces
    this.#clock = clock
  }

  async find(id: Id<'api-key'>): Promise<KnownKey | undefined> {
    const known = this.#known.get(id)
    if (known !== undefined && this.#clock.monotonic() < known.untilMs) return known.key
    this.#known.delete(id)
    const forgotten = this.#forgotten
    const key = await this.#read(id)
    if (key !== undefined && forgotten === this.#forgotten) this.#remember(id, key)
    return key
  }

  /** After a key was deleted or its workspace's limits changed: the next request asks again. */
  forgetAll(): void {
    this.#forgotten += 1
    this.#known.clear()
  }

  async #read(id: Id<'api-key'>): Promise<KnownKey | undefined> {
    const key = await this.#workspaces.findKey(id)
    const workspace = key && (await this.#workspaces.find(key.workspace))
    return key && workspace && { key, workspace }
  }

  #remember(id: Id<'api-key'>, key: KnownKey): void {
    if (this.#known.size >= KEYS_MAX) this.#known.clear()
    this.#known.set(id, { untilMs: this.#clock.monotonic() + BELIEVED_MS, key })
  }
}
