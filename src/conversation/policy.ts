import type { Ms } from '../base/index.ts'

/** A text as sentences, each spoken, cached and counted as heard on its own. */
export type Line = readonly string[]

/**
 * How to behave in a talk, as data: a call can be replayed under another policy. Times count from the
 * answer.
 */
export interface Policy {
  readonly speaksFirst: 'assistant' | 'human'
  /** How long to wait after the end of speech, by what the words sound like. */
  readonly endpoint: {
    readonly finishedMs: Ms
    /** After a word or two, which often begin something longer: "Yes … but call me tomorrow". */
    readonly briefMs: Ms
    readonly openMs: Ms
    readonly unfinishedMs: Ms
    /** After a keypress, when more keys may follow. */
    readonly keyMs: Ms
    /** When the engine has not said what it heard by then, the turn counts as unclear. */
    readonly wordsWaitMs: Ms
  }
  readonly bargeIn: {
    /** The voice is held once the human's has lasted this long. */
    readonly holdAfterMs: Ms
    /**
     * People say "hello?" as they pick up: over the opening, speech that begins this early is borne longer.
     */
    readonly helloWithinMs: Ms
    readonly helloHoldAfterMs: Ms
    /** Speech this short without clear words is no interruption. */
    readonly backchannelMs: Ms
    /** Longer murmurs, and longer speech that nobody understood, want the floor. */
    readonly murmurMs: Ms
    readonly unclearMs: Ms
    /** A voice that lasts is judged by its words so far: a line may hum without end. */
    readonly judgeAfterMs: Ms
    /** How long a held voice waits for the words after the human fell silent. */
    readonly verdictMs: Ms
    /** A "yes" this close to the end of a question answers it. */
    readonly overlapMs: Ms
  }
  /** Speech after a short pause is decoded together with what was before it, up to this length. */
  readonly joinWithinMs: Ms
  readonly longestUtteranceMs: Ms
  readonly silence: {
    readonly afterMs: Ms
    /** When the human asked for a moment. */
    readonly patienceMs: Ms
    readonly prompts: readonly Line[]
    readonly goodbye: Line
  }
  readonly limit: { readonly goodbyeAtMs: Ms; readonly longestMs: Ms; readonly goodbye: Line }
  readonly voicemail: {
    readonly policy: 'hang-up' | 'message'
    readonly message: Line
    /** Greetings of machines come early in a call. */
    readonly withinMs: Ms
  }
  readonly apology: string
}

/** Measured on telephone calls: see the tests of endpointing and barge-in for what each number decides. */
export const standardPolicy: Policy = {
  speaksFirst: 'assistant',
  endpoint: {
    finishedMs: 400,
    briefMs: 600,
    openMs: 700,
    unfinishedMs: 1_900,
    keyMs: 2_000,
    wordsWaitMs: 2_500,
  },
  bargeIn: {
    holdAfterMs: 260,
    helloWithinMs: 1_500,
    helloHoldAfterMs: 560,
    backchannelMs: 560,
    murmurMs: 700,
    unclearMs: 900,
    judgeAfterMs: 5_000,
    verdictMs: 700,
    overlapMs: 400,
  },
  joinWithinMs: 12_000,
  longestUtteranceMs: 20_000,
  silence: {
    afterMs: 6_000,
    patienceMs: 20_000,
    prompts: [['Hello, are you there?'], ['Sorry, I cannot hear you.', 'Are you there?']],
    goodbye: ['I cannot hear you.', 'Goodbye.'],
  },
  limit: { goodbyeAtMs: 292_000, longestMs: 300_000, goodbye: ['I am sorry, our time is up.', 'Goodbye.'] },
  voicemail: { policy: 'hang-up', message: [], withinMs: 30_000 },
  apology: 'Sorry, could you say that again?',
}
