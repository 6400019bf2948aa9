import type { DtmfDigit, Ms } from '../../src/base/index.ts'
import {
  begin,
  type Conversation,
  type ConversationEvent,
  type Effect,
  type Ending,
  type Expected,
  type HumanTurn,
  type Policy,
  reduce,
  standardPolicy,
  type Timer,
  type Weight,
} from '../../src/conversation/index.ts'
import { VirtualClock } from '../support/virtual-clock.ts'
import { RigMouth } from './rig-mouth.ts'

export interface Speech {
  readonly text: string
  readonly ending?: Ending
  readonly weight?: Weight
  readonly rejected?: 'no-speech' | 'uncertain'
}
interface Spoken extends Speech {
  readonly fromMs: Ms
  readonly toMs: Ms
}
/** What the rig's mind says to a turn; without one, the opening. */
export type Answer = (turn: HumanTurn | undefined) => {
  readonly sentences: readonly string[]
  readonly afterwards?: 'listen' | 'wait' | 'hang-up'
  readonly interruptible?: boolean
  readonly fails?: true
  readonly expects?: Expected['kind']
}

/** Noticed this much later than it was on the wire, as a real detector does. */
const NOTICE_START_MS = 100
const NOTICE_STOP_MS = 200
const DECODE_MS = 80
const THINK_MS = 5
/** A system's timers count whole milliseconds and may fire a fraction early. */
const TIMER_EARLY_MS = 0.6

/** The reducer among a scripted human, mind and mouth, in virtual time. */
export class ConversationRig {
  readonly clock = new VirtualClock()
  readonly journal: ConversationEvent[] = []
  readonly effects: Effect[] = []
  readonly asked: (HumanTurn | undefined)[] = []
  readonly replies = { asked: new Set<number>(), closed: new Set<number>() }
  state: Conversation
  readonly #timers = new Map<Timer, () => void>()
  readonly #thoughts = new Map<number, () => void>()
  readonly #spoken: Spoken[] = []
  readonly mouth: RigMouth
  readonly #answer: Answer
  earsAnswer = true

  constructor(answer: Answer, policy: Partial<Policy> = {}) {
    this.state = begin({ ...standardPolicy, ...policy })
    this.#answer = answer
    this.mouth = new RigMouth(this.clock, (event) => this.send(event))
  }

  async start(): Promise<this> {
    this.send({
      type: 'session-started',
      atMs: 0,
      assistant: { name: 'Varsha', voice: 'v', language: 'en-IN' },
      policy: this.state.policy,
      engines: {},
    })
    await this.clock.advance(0)
    return this
  }

  send(event: ConversationEvent): void {
    this.journal.push(event)
    const step = reduce(this.state, event)
    this.state = step.state
    for (const effect of step.effects) this.#perform(effect)
  }

  /** The human speaks from now for `forMs`; resolves when they have fallen silent. */
  async say(speech: string | Speech, forMs: Ms): Promise<void> {
    const fromMs = this.now()
    const words = typeof speech === 'string' ? { text: speech } : speech
    this.#spoken.push({ ...words, fromMs, toMs: fromMs + forMs })
    this.#in(NOTICE_START_MS, () => this.send({ type: 'human-speech-started', atMs: fromMs }))
    this.#in(forMs + NOTICE_STOP_MS, () => this.send({ type: 'human-speech-stopped', atMs: fromMs + forMs }))
    await this.clock.advance(forMs)
  }

  press(digit: DtmfDigit): void {
    this.send({ type: 'digit-pressed', digit, atMs: this.now() })
  }

  hangUp(): void {
    this.mouth.stop()
    this.send({ type: 'call-ended', atMs: this.now() })
  }

  wait(ms: Ms): Promise<void> {
    return this.clock.advance(ms)
  }
  now(): Ms {
    return this.clock.monotonic()
  }
  ordered<Type extends Effect['type']>(type: Type): readonly Extract<Effect, { type: Type }>[] {
    return this.effects.filter((effect): effect is Extract<Effect, { type: Type }> => effect.type === type)
  }

  #in(delayMs: Ms, act: () => void): void {
    this.clock.after(delayMs, () => {
      if (this.state.floor.holder !== 'ended') act()
    })
  }

  #perform(effect: Effect): void {
    this.effects.push(effect)
    switch (effect.type) {
      case 'set-timer':
        this.#timers.get(effect.timer)?.()
        this.#timers.set(
          effect.timer,
          this.clock.after(effect.atMs - this.now() - TIMER_EARLY_MS, () =>
            this.send({ type: 'timer-fired', timer: effect.timer, atMs: this.now() }),
          ),
        )
        break
      case 'clear-timer':
        this.#timers.get(effect.timer)?.()
        break
      case 'ask-mind':
        this.#think(effect.reply, effect.turn)
        break
      case 'cancel-mind':
        this.#thoughts.get(effect.reply)?.()
        this.replies.closed.add(effect.reply)
        break
      case 'hear':
        if (this.earsAnswer) this.#hear(effect)
        break
      case 'note':
        this.journal.push({ ...effect.fact, atMs: this.now() })
        break
      case 'say':
        this.mouth.say(effect.reply, effect.text)
        break
      case 'pause-saying':
        this.mouth.pause()
        break
      case 'resume-saying':
        this.mouth.resume()
        break
      case 'stop-saying':
        this.mouth.stop(effect.reply)
        break
      case 'hang-up':
        this.#in(0, () => undefined)
        break
      case 'listen-for':
        break
    }
  }

  #think(reply: number, turn: HumanTurn | undefined): void {
    this.asked.push(turn)
    this.replies.asked.add(reply)
    const answer = this.#answer(turn)
    const finish = () => {
      for (const text of answer.sentences)
        this.send({
          type: 'model-sentence',
          reply,
          text,
          interruptible: answer.interruptible ?? true,
          atMs: this.now(),
        })
      this.replies.closed.add(reply)
      if (answer.fails) return this.send({ type: 'model-failed', reply, atMs: this.now() })
      this.send({
        type: 'model-finished',
        reply,
        afterwards: answer.afterwards ?? 'listen',
        expects: { kind: answer.expects ?? 'open' },
        atMs: this.now(),
      })
    }
    this.#thoughts.set(reply, this.clock.after(THINK_MS, finish))
  }

  #hear({ utterance, fromMs, untilMs }: { utterance: number; fromMs: Ms; untilMs: Ms }): void {
    const pieces = this.#spoken.filter((piece) => piece.toMs > fromMs && piece.fromMs < untilMs)
    const last = pieces.at(-1)
    const { ending = 'finished', weight = 'words', rejected } = last ?? { rejected: 'no-speech' }
    this.#in(DECODE_MS, () =>
      this.send({
        type: 'transcript-final',
        utterance,
        text: pieces.map(({ text }) => text).join(' '),
        untilMs,
        ending,
        weight: pieces.length > 1 ? 'words' : weight,
        ...(rejected ? { rejected } : {}),
        atMs: this.now(),
      }),
    )
  }
}
