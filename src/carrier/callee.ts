import { type Clock, Inbox, type Log, type Ms, openScope, type Scope } from '../base/index.ts'
import type { SpeechToText, TextToSpeech, TranscriptionStream } from '../speech/index.ts'
import type { CallLeg, LegEvent } from '../telephony/index.ts'
import {
  type LineKind,
  type Mind,
  type MindEffect,
  type MindEvent,
  type MindTimer,
  think,
  wakeUp,
} from './mind.ts'
import type { Line, Persona } from './persona.ts'
import type { RecordEntry } from './record.ts'
import { SoundWatch } from './sound-watch.ts'
import { topicOf } from './topics.ts'
import { CalleeVoice } from './voice.ts'

export interface CalleeDeps {
  readonly clock: Clock
  readonly log: Log
  readonly hear: SpeechToText
  readonly speak: TextToSpeech
  readonly keep: (entry: RecordEntry) => void
}

/** Silence after which a person thinks that the other has finished. */
const TURN_GAP_MS: Ms = 700
/** Gaps inside one stretch of sound, for the record. */
const STRETCH_GAP_MS: Ms = 200
const EVENTS_WAITING_MAX = 1_000

/** Talks as `persona` on an answered leg until it has ended. It knows only what it hears. */
export async function runCallee(persona: Persona, leg: CallLeg, deps: CalleeDeps): Promise<void> {
  const scope = openScope({
    onFailure: (name, error) =>
      deps.log.warn('a callee’s part failed', { persona: persona.name, name, error }),
  })
  const callee = new Callee(persona, leg, deps, scope)
  try {
    await callee.talk()
  } finally {
    await scope.close()
  }
}

class Callee {
  readonly #leg: CallLeg
  readonly #deps: CalleeDeps
  readonly #scope: Scope
  readonly #voice: CalleeVoice
  readonly #ear: TranscriptionStream
  readonly #events = new Inbox<MindEvent>(EVENTS_WAITING_MAX)
  readonly #timers = new Map<MindTimer, () => void>()
  #mind: Mind

  constructor(persona: Persona, leg: CallLeg, deps: CalleeDeps, scope: Scope) {
    this.#leg = leg
    this.#deps = deps
    this.#scope = scope
    this.#mind = wakeUp(persona)
    this.#voice = new CalleeVoice(leg, deps.speak, persona.voice)
    this.#ear = deps.hear.open({ language: 'en', phrases: [] })
  }

  async talk(): Promise<void> {
    const { clock, keep } = this.#deps
    keep({ type: 'picked-up', atMs: clock.monotonic() })
    this.#listen()
    this.#scope.start('leg news', () => this.#followLeg())
    this.#scope.start('transcripts', () => this.#followTranscripts())
    this.#events.give({ type: 'picked-up' })
    for await (const event of this.#events) {
      const step = think(this.#mind, event)
      this.#mind = step.mind
      for (const effect of step.effects) this.#perform(effect)
    }
    for (const stop of this.#timers.values()) stop()
    await this.#ear.close()
  }

  #listen(): void {
    const stretches = new SoundWatch(
      STRETCH_GAP_MS,
      () => undefined,
      ({ fromMs, toMs }) => this.#deps.keep({ type: 'assistant-sound', fromMs, toMs }),
    )
    const turns = new SoundWatch(
      TURN_GAP_MS,
      () => this.#events.give({ type: 'assistant-started' }),
      ({ fromMs, toMs }) => this.#events.give({ type: 'assistant-stopped', fromMs, untilMs: toMs }),
    )
    this.#leg.listen({
      write: (frame) => {
        this.#ear.write(frame)
        stretches.write(frame)
        turns.write(frame)
      },
    })
    this.#scope.onClose(() => stretches.end())
  }

  async #followLeg(): Promise<void> {
    for await (const event of this.#leg.events) this.#onLeg(event)
    this.#events.end()
  }

  #onLeg(event: LegEvent): void {
    if (event.type === 'mark-played') this.#voice.markPlayed(event.mark, event.atMs)
    if (event.type === 'ended') {
      this.#deps.keep({ type: 'ended', atMs: event.atMs, by: event.by, detail: event.detail })
    }
  }

  async #followTranscripts(): Promise<void> {
    for await (const { text, fromMs, toMs } of this.#ear.transcripts) {
      this.#deps.keep({ type: 'heard', fromMs, toMs, text, topic: topicOf(text) })
      this.#events.give({ type: 'heard', text })
    }
  }

  #perform(effect: MindEffect): void {
    switch (effect.type) {
      case 'say':
        return this.#scope.start('say', (signal) => this.#say(effect.line, effect.kind, signal))
      case 'press':
        this.#deps.keep({ type: 'pressed', atMs: this.#deps.clock.monotonic(), digit: effect.digit })
        return this.#leg.pressDigit(effect.digit)
      case 'understand':
        return this.#ear.flush({ utterance: effect.turn, fromMs: effect.fromMs, untilMs: effect.untilMs })
      case 'hang-up':
        return this.#scope.start('hang up', () => this.#leg.hangUp('normal'))
      case 'set-timer':
        this.#timers.get(effect.timer)?.()
        this.#timers.set(
          effect.timer,
          this.#deps.clock.after(effect.delayMs, () =>
            this.#events.give({ type: 'timer-fired', timer: effect.timer }),
          ),
        )
        return
      case 'clear-timer':
        return this.#timers.get(effect.timer)?.()
    }
  }

  async #say(line: Line, kind: LineKind, signal: AbortSignal): Promise<void> {
    const span = await this.#voice.say(line, signal)
    const text = line.filter((part) => typeof part === 'string').join(' ')
    this.#deps.keep({ type: 'said', ...span, text, kind })
    this.#events.give({ type: 'line-said' })
  }
}
