import type { AttemptId, Clock, Log, Ms } from '../base/index.ts'
import type { RecordingStore, RecordingWriter } from '../calls/index.ts'
import type { WireTap } from '../telephony/index.ts'
import { atMost } from './at-most.ts'

/** Of 20 ms each: what may wait while the recording is being opened. */
const WAITING_FRAMES_MAX = 500
/** An mp3 that takes longer comes after the call's end; its link works from then on. */
const FINISH_LIMIT_MS: Ms = 1_200

interface Beat {
  readonly human: Int16Array
  readonly assistant: Int16Array
  readonly startMs: Ms
}

/** Records what the tap hears. Opened with the first frame, so that an unanswered call leaves no file. */
export class CallRecorder implements WireTap {
  readonly #recordings: RecordingStore
  readonly #attempt: AttemptId
  readonly #clock: Clock
  readonly #log: Log
  #opening: Promise<void> | undefined
  #writer: RecordingWriter | undefined
  #waiting: Beat[] = []

  constructor(options: {
    readonly recordings: RecordingStore
    readonly attempt: AttemptId
    readonly clock: Clock
    readonly log: Log
  }) {
    this.#recordings = options.recordings
    this.#attempt = options.attempt
    this.#clock = options.clock
    this.#log = options.log
  }

  write(human: Int16Array, assistant: Int16Array, startMs: Ms): void {
    if (this.#writer !== undefined) return this.#writer.write(human, assistant, startMs)
    this.#opening ??= this.#open()
    if (this.#waiting.length >= WAITING_FRAMES_MAX) return
    // The tap's buffers are used again for the next frame.
    this.#waiting.push({ human: human.slice(), assistant: assistant.slice(), startMs })
  }

  /** Whether there is a recording, or will be in a moment. */
  async finish(): Promise<boolean> {
    await this.#opening
    const writer = this.#writer
    if (writer === undefined) return false
    const finished = writer.finish().catch((error: unknown) => {
      this.#log.error('A recording could not be finished', { attempt: this.#attempt, error })
    })
    await atMost(this.#clock, FINISH_LIMIT_MS, finished)
    return true
  }

  async #open(): Promise<void> {
    try {
      const writer = await this.#recordings.open(this.#attempt)
      for (const { human, assistant, startMs } of this.#waiting.splice(0)) {
        writer.write(human, assistant, startMs)
      }
      this.#writer = writer
    } catch (error) {
      this.#log.error('A call cannot be recorded', { attempt: this.#attempt, error })
    }
  }
}
