import {
  type AssistantFile,
  assistantDefinition,
  demoAssistant,
  type Values,
} from '../../src/assistants/index.ts'
import { type CallId, type Log, type Ms, silentLog } from '../../src/base/index.ts'
import { type ConversationEvent, latencyOf, transcriptOf } from '../../src/conversation/index.ts'
import { createRunSession, type SessionResult } from '../../src/session/index.ts'
import { createLoopbackPair } from '../../src/telephony/providers/loopback/loopback-pair.ts'
import { VirtualClock } from '../support/virtual-clock.ts'
import { ScriptedHearing, ScriptedSpeaking, SpokenWords, scriptedVoiceActivity } from './scripted-speech.ts'

/** What the callee says when the assistant's turn is over, by the last thing it heard; pauses in ms. */
export type Manner = (heard: string) => readonly (string | Ms)[] | 'hang-up' | undefined

/** Silence after which a callee takes its turn. */
const TURN_OVER_MS = 700
const MS_PER_CHARACTER = 60
/** 20 January 2025, 15:30 in India. */
const ANSWERED_AT_WALL = Date.UTC(2025, 0, 20, 10, 0, 0)

/** A session on one end of a line in memory, a scripted callee on the other. */
export class SessionRig {
  readonly clock = new VirtualClock()
  readonly words = new SpokenWords()
  readonly hear = new ScriptedHearing(this.clock, this.words)
  readonly speak = new ScriptedSpeaking(this.clock, this.words)
  readonly pair = createLoopbackPair({ clock: this.clock })
  readonly journal: ConversationEvent[] = []
  readonly abort = new AbortController()
  readonly errors: string[] = []
  result: SessionResult | undefined
  /** The assistant's sound at the callee: one entry a stretch, with its text. */
  readonly sounds: { text: string; fromMs: Ms; untilMs: Ms }[] = []
  /** The callee's own speech: when each piece was on the wire. */
  readonly said: { text: string; fromMs: Ms; untilMs: Ms }[] = []
  manner: Manner = () => undefined
  /** Called for every frame of the assistant's voice with what is being said and for how long by now. */
  onSound: (text: string, forMs: Ms) => void = () => undefined
  #quietMs = 0
  #turn = ''
  #freeAtMs = 0

  start(options: { assistant?: AssistantFile; inputs?: Values; longestTalkMs?: Ms } = {}): this {
    const { assistant = demoAssistant, inputs = { customerName: 'Priya' }, longestTalkMs = 300_000 } = options
    const log: Log = {
      ...silentLog,
      error: (message, fields) => void this.errors.push(`${message} ${fields?.['error']}`),
    }
    const run = createRunSession({
      clock: this.clock,
      log,
      hear: this.hear,
      speak: this.speak,
      voiceActivity: scriptedVoiceActivity(),
    })
    this.pair.far.listen({ write: ({ samples, startMs }) => this.#hearFrame(samples[0] ?? 0, startMs) })
    const request = {
      callId: 'call' as CallId,
      leg: this.pair.near,
      answeredAtMs: this.clock.monotonic(),
      assistant: assistantDefinition.parse(assistant),
      inputs,
      longestTalkMs,
      answeredAtWall: ANSWERED_AT_WALL,
      journal: (event: ConversationEvent) => void this.journal.push(event),
    }
    void run(request, this.abort.signal).then((result) => {
      this.result = result
    })
    return this
  }

  /** Until the session has resolved, or for `limitMs`. */
  async finish(limitMs: Ms = 200_000): Promise<SessionResult> {
    const until = this.clock.monotonic() + limitMs
    while (this.result === undefined && this.clock.monotonic() < until) await this.clock.advance(100)
    if (this.result === undefined) throw new Error(`still talking:\n${this.turns().join('\n')}`)
    return this.result
  }

  /** Puts speech and pauses on the wire, one after the other, from now. */
  say(...parts: readonly (string | Ms)[]): void {
    let atMs = Math.max(this.clock.monotonic(), this.#freeAtMs)
    for (const part of parts) {
      if (typeof part === 'number') {
        atMs += part
        continue
      }
      const lastsMs = Math.max(300, Math.ceil((part.length * MS_PER_CHARACTER) / 20) * 20)
      this.sayAt(atMs, part, lastsMs)
      atMs += lastsMs
    }
    this.#freeAtMs = atMs
  }

  sayAt(atMs: Ms, text: string, lastsMs: Ms): void {
    this.said.push({ text, fromMs: atMs, untilMs: atMs + lastsMs })
    this.clock.after(atMs - this.clock.monotonic(), () => {
      for (const frame of this.words.frames(text, lastsMs)) this.pair.far.play(frame)
    })
  }

  turns(): readonly string[] {
    return transcriptOf(this.journal).map(
      ({ speaker, text, interrupted }) => `${speaker}: ${text}${interrupted ? ' —' : ''}`,
    )
  }
  latencies(): readonly Ms[] {
    return latencyOf(this.journal).map(({ latencyMs }) => latencyMs)
  }

  #hearFrame(number: number, startMs: Ms): void {
    if (number === 0) return this.#hearSilence()
    const text = this.words.textOf(number)
    const last = this.sounds.at(-1)
    if (last !== undefined && last.text === text && startMs - last.untilMs < 40) last.untilMs = startMs + 20
    else {
      this.sounds.push({ text, fromMs: startMs, untilMs: startMs + 20 })
      this.#turn = `${this.#turn} ${text}`.trim()
    }
    this.#quietMs = 0
    const sound = this.sounds.at(-1)
    if (sound !== undefined) this.onSound(text, sound.untilMs - sound.fromMs)
  }

  #hearSilence(): void {
    this.#quietMs += 20
    if (this.#quietMs < TURN_OVER_MS || this.#turn === '') return
    const heard = this.#turn
    this.#turn = ''
    const answer = this.manner(heard)
    if (answer === 'hang-up') void this.pair.far.hangUp('normal')
    else if (answer !== undefined) this.say(150, ...answer)
  }
}
