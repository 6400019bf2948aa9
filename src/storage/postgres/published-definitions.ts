import type { AssistantDefinition } from '../../assistants/index.ts'
import type { AssistantId } from '../../base/index.ts'
import { definitionOf } from './assistant-store.ts'
import type { Pool } from './pool.ts'

const KEPT_MAX = 200

/**
 * Published versions never change, so each is read and parsed once: a flow is tens of kilobytes, and every
 * trigger and every dial needs it. The longest unused goes first.
 */
export class PublishedDefinitions {
  readonly #pool: Pool
  readonly #kept = new Map<string, AssistantDefinition>()

  constructor(pool: Pool) {
    this.#pool = pool
  }

  async find(assistant: AssistantId, version: number): Promise<AssistantDefinition | undefined> {
    const key = `${assistant}/${version}`
    const definition = this.#kept.get(key) ?? (await this.#read(assistant, version))
    if (definition === undefined) return undefined
    this.#kept.delete(key)
    this.#kept.set(key, definition)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > KEPT_MAX && oldest !== undefined) this.#kept.delete(oldest)
    return definition
  }

  async #read(assistant: AssistantId, version: number): Promise<AssistantDefinition | undefined> {
    const { rows } = await this.#pool.query<{ definition: unknown }>(
      'select definition from assistant_version where assistant = $1 and version = $2',
      [assistant, version],
    )
    return rows[0] && definitionOf(rows[0].definition)
  }
}
