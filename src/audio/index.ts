/**
 * Turns samples into other samples; pure.
 *
 * Terminology. *Frame*: 20 ms of mono PCM16. *Sink*: the next link of a media path; may not keep what it is
 * given.
 * *Level*: RMS in dBFS, where 0 dBFS is a full-scale square wave.
 */
export * from './frame.ts'
export * from './g711.ts'
export * from './level.ts'
export * from './resample.ts'
export * from './tone.ts'
export * from './wav.ts'
