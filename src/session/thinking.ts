import type { Scope } from '../base/index.ts'
import type { ConversationEvent, HumanTurn } from '../conversation/index.ts'
import type { CallTime } from './call-time.ts'
import type { Mind } from './mind.ts'

export interface ThinkingOptions {
  readonly mind: Mind
  readonly time: CallTime
  readonly emit: (event: ConversationEvent) => void
  readonly onFailure: (error: unknown) => void
}

/** Replies being thought of: each fact of the mind is emitted as it comes, until the reply is cancelled. */
export class Thinking {
  readonly #options: ThinkingOptions
  readonly #scope: Scope
  readonly #running = new Map<number, AbortController>()

  constructor(scope: Scope, options: ThinkingOptions) {
    this.#scope = scope
    this.#options = options
  }

  start(reply: number, turn: HumanTurn | undefined): void {
    const controller = new AbortController()
    this.#running.set(reply, controller)
    this.#scope.start('mind', (closing) =>
      this.#think(reply, turn, AbortSignal.any([controller.signal, closing])),
    )
  }

  cancel(reply: number, takeBack: boolean): void {
    this.#running.get(reply)?.abort()
    if (takeBack) this.#options.mind.takeBack(reply)
  }

  async #think(reply: number, turn: HumanTurn | undefined, signal: AbortSignal): Promise<void> {
    const { mind, time, emit, onFailure } = this.#options
    try {
      for await (const fact of mind.think(reply, turn, signal)) {
        if (signal.aborted) return
        emit({ ...fact, atMs: time.now() })
      }
    } catch (error) {
      if (signal.aborted) return
      onFailure(error)
      emit({ type: 'model-failed', reply, atMs: time.now() })
    } finally {
      this.#running.delete(reply)
    }
  }
}
