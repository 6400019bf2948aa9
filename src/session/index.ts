/**
 * Binds one answered leg, the models and the conversation until hang-up.
 *
 * Terminology. *Session*: the live part of a call, from answer to hang-up, in one worker. *Ears*: leg audio
 * to events.
 * *Mouth*: sentences to leg audio. *Mind*: what to say next. *Journal*: the ordered events of a session.
 */
export type { Mind } from './mind.ts'
export type { SessionDeps } from './open-session.ts'
export { createPrepareSession, sentencesToPrepare } from './prepare-session.ts'
export { createRunSession } from './run-session.ts'
export * from './session.ts'
export { warmUp } from './warm-up.ts'
