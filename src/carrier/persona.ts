import type { DtmfDigit, Ms } from '../base/index.ts'

/** What a callee may be asked, recognised by the words it heard. */
export type Topic =
  | 'identity'
  | 'interest'
  | 'call-back'
  | 'time'
  | 'confirm'
  | 'are-you-there'
  | 'goodbye'
  | 'other'

/** Speech, the silence inside it and a machine's beep, in the order they reach the wire. */
export type LinePart = string | { readonly pauseMs: Ms } | { readonly beepMs: Ms }
export type Line = readonly LinePart[]

/** How the phone is picked up, or is not. */
export type PickUp =
  | { readonly type: 'answers'; readonly afterMs: Ms }
  | { readonly type: 'refuses'; readonly afterMs: Ms; readonly status: number; readonly phrase: string }
  | { readonly type: 'rings-out' }

/** What sets this person apart from somebody who listens to the end and answers. */
export type Manner =
  | { readonly type: 'polite' }
  /**
   * Talks into the assistant's sentence, `afterMs` after its first sound, in as many of its turns as there
   * are lines.
   */
  | { readonly type: 'interrupts'; readonly afterMs: Ms; readonly lines: readonly Line[] }
  /** Says "hmm" while the assistant speaks, once a turn, and means nothing by it. */
  | { readonly type: 'hums'; readonly afterMs: Ms; readonly lines: readonly Line[] }
  | { readonly type: 'says-nothing' }
  /** A machine: greeting with its beep, then silence until the caller is gone. */
  | { readonly type: 'voicemail'; readonly greeting: Line }
  | { readonly type: 'presses-keys' }
  /** Hangs up in the middle of the assistant's second turn. */
  | { readonly type: 'hangs-up'; readonly afterMs: Ms }

/** A line that is not as clean as loopback: white noise under the voice, packets lost and late. */
export interface LineTrouble {
  readonly noiseDbfs: number
  readonly lossShare: number
  readonly jitterMs: Ms
}

/** A synthetic person, chosen by the dialed number. */
export interface Persona {
  /** Ten digits, as dialed. */
  readonly number: string
  readonly name: string
  /** For people: a row of the docs. */
  readonly summary: string
  readonly voice: string
  readonly pickUp: PickUp
  readonly manner: Manner
  /** Said on picking up. */
  readonly hello: Line
  readonly answers: Readonly<Partial<Record<Topic, Answer>>>
  readonly trouble?: LineTrouble
  /** What a call of the demo assistant must end with. */
  readonly expected: ExpectedEnd
}
export interface Answer {
  readonly says: Line
  /** A key pressed instead of speaking, by a persona that presses keys. */
  readonly presses?: DtmfDigit
  /** Ends the call after saying it. */
  readonly thenHangsUp?: true
}
export interface ExpectedEnd {
  readonly status: 'completed' | 'failed'
  readonly reason: string
  readonly outputs: Readonly<Record<string, string>>
}
