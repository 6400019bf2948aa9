import type { AudioFrame } from '../audio/index.ts'
import type { Ms, Scope } from '../base/index.ts'
import type { ConversationEvent, Effect, Expected } from '../conversation/index.ts'
import type { SpeechToText, Transcript, TranscriptionStream, VoiceActivity } from '../speech/index.ts'
import type { CallLeg } from '../telephony/index.ts'
import { readEnding } from '../understanding/index.ts'
import { BeepWatch } from './beep-watch.ts'
import type { CallTime } from './call-time.ts'
import { askedFor, expectationFor } from './expectation.ts'
import { hindiAnswer } from './heard-as.ts'
import { untilAborted } from './until-aborted.ts'
import { weigh } from './weigh.ts'

/**
 * The detector needs a moment to notice a voice, and words begin softly: audio from before its start
 * counts.
 */
const LEAD_MS: Ms = 250
/** And from after its end, when that is there. */
const TAIL_MS: Ms = 120

export type HearOrder = Extract<Effect, { type: 'hear' }>

export interface EarsOptions {
  readonly leg: CallLeg
  readonly time: CallTime
  readonly hear: SpeechToText
  readonly voiceActivity: VoiceActivity
  readonly language: string
  readonly phrases: readonly string[]
  readonly emit: (event: ConversationEvent) => void
}

/** Leg audio to facts: when the human's voice begins and ends, and, when asked, which words it was. */
export class Ears {
  readonly #options: EarsOptions
  readonly #stream: TranscriptionStream
  #expected: Expected = { kind: 'open' }
  #deaf = false

  constructor(scope: Scope, options: EarsOptions) {
    const { leg, time, hear, voiceActivity, language, phrases, emit } = options
    this.#options = options
    this.#stream = hear.open({ language, phrases })
    scope.onClose(() => this.#stream.close())
    const activity = voiceActivity.open(({ type, atMs }) =>
      emit({
        type: type === 'speech-started' ? 'human-speech-started' : 'human-speech-stopped',
        atMs: time.of(atMs),
      }),
    )
    scope.onClose(() => activity.close())
    scope.start('transcripts', (signal) => this.#readTranscripts(signal))
    const beeps = new BeepWatch((atMs) => emit({ type: 'beep-heard', atMs: time.of(atMs) }))
    leg.listen({
      write: (frame: AudioFrame) => {
        activity.write(frame)
        beeps.write(frame)
        this.#stream.write(frame)
      },
    })
  }

  listenFor(expected: Expected): void {
    this.#expected = expected
  }

  /** Asks for the words; they come as a fact. A dead engine answers that it did not understand. */
  hear({ utterance, fromMs, untilMs }: HearOrder): void {
    if (this.#deaf) return this.#answerDeaf(utterance, untilMs)
    const { time } = this.#options
    this.#stream.expect(expectationFor(this.#expected, untilMs - fromMs))
    const [from, until] = [time.monotonic(fromMs - LEAD_MS), time.monotonic(untilMs + TAIL_MS)]
    this.#stream.flush({ utterance, fromMs: from, untilMs: until })
  }

  async #readTranscripts(signal: AbortSignal): Promise<void> {
    try {
      for await (const transcript of untilAborted(this.#stream.transcripts, signal)) this.#tell(transcript)
    } catch (error) {
      this.#deaf = true
      const detail = error instanceof Error ? error.message : String(error)
      this.#options.emit({ type: 'engine-failed', engine: 'hear', detail, atMs: this.#options.time.now() })
    }
  }

  #tell(transcript: Transcript): void {
    const { emit, time } = this.#options
    const { type, utterance, toMs, confidence } = transcript
    const atMs = time.now()
    if (type === 'interim')
      return emit({ type: 'transcript-interim', utterance, text: transcript.text, atMs })
    const hindi = hindiAnswer(transcript.text, this.#expected)
    const text = hindi ?? transcript.text.trim()
    const rejected = hindi === undefined ? transcript.rejected : undefined
    emit({
      type: 'transcript-final',
      utterance,
      text,
      untilMs: time.of(toMs) - TAIL_MS,
      ending: readEnding(text, askedFor(this.#expected)),
      weight: weigh(text),
      confidence,
      ...(rejected === undefined ? {} : { rejected }),
      atMs,
    })
  }

  #answerDeaf(utterance: number, untilMs: Ms): void {
    const { emit, time } = this.#options
    const nothing = { text: '', ending: 'open', weight: 'words', rejected: 'uncertain' } as const
    emit({ type: 'transcript-final', utterance, untilMs, ...nothing, atMs: time.now() })
  }
}
