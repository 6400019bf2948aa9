import type { AudioFrame } from '../../../audio/index.ts'
import { type Clock, Inbox, type Log, type Ms } from '../../../base/index.ts'
import type { Expectation, SpeechToText, Transcript, TranscriptionStream } from '../../speech-to-text.ts'
import { EarsConnection } from './ears-connection.ts'
import type { Heard } from './hear.ts'
import { RecentAudio } from './recent-audio.ts'

const KEEP_MS: Ms = 30_000
/** Voice activity marks the edges a little late or early: soft beginnings and endings are heard too. */
const PRE_ROLL_MS: Ms = 200
const POST_ROLL_MS: Ms = 200
const TRANSCRIPTS_WAITING_MAX = 256

export interface EmbeddedEars extends SpeechToText {
  close(): void
}

/** Hearing through the machine's `ears` process. One connection serves all calls of this process. */
export function createEmbeddedEars(options: {
  readonly socketPath: string
  readonly clock: Clock
  readonly log: Log
}): EmbeddedEars {
  const connection = new EarsConnection(options.socketPath, options.clock)
  let streams = 0
  return {
    open({ language }) {
      streams += 1
      return new EarsStream({ connection, stream: streams, language, log: options.log })
    },
    close: () => connection.close(),
  }
}

interface StreamOptions {
  readonly connection: EarsConnection
  readonly stream: number
  readonly language: string
  readonly log: Log
}

class EarsStream implements TranscriptionStream {
  readonly transcripts: Inbox<Transcript> = new Inbox(TRANSCRIPTS_WAITING_MAX)
  readonly #options: StreamOptions
  readonly #audio = new RecentAudio(KEEP_MS)
  /** How to drop the newest flush of each utterance that is not answered yet. */
  readonly #waiting = new Map<number, () => void>()
  #expectation: Expectation = { kind: 'open' }

  constructor(options: StreamOptions) {
    this.#options = options
  }

  write(frame: AudioFrame): void {
    this.#audio.write(frame)
  }

  expect(expectation: Expectation): void {
    this.#expectation = expectation
  }

  flush({ utterance, fromMs, untilMs }: Parameters<TranscriptionStream['flush']>[0]): void {
    const { connection, stream, language, log } = this.#options
    this.#waiting.get(utterance)?.()
    const asked = {
      stream,
      utterance,
      language,
      expectation: this.#expectation,
      samples: this.#audio.between(fromMs - PRE_ROLL_MS, untilMs + POST_ROLL_MS),
    }
    const drop = connection.hear(asked, (heard: Heard) => {
      this.#waiting.delete(utterance)
      if (heard.rejected !== undefined) log.debug('Not believed', { stream, utterance, why: heard.rejected })
      this.transcripts.give({ type: 'final', utterance, fromMs, toMs: untilMs, ...heard })
    })
    this.#waiting.set(utterance, drop)
  }

  async close(): Promise<void> {
    for (const drop of this.#waiting.values()) drop()
    this.#waiting.clear()
    this.transcripts.end()
  }
}
