/**
 * Turns packets into frames, in order and with their times; pure.
 *
 * Terminology. *Source*: one sender of RTP, named by its SSRC. *Wire line*: when each timestamp was on the
 * wire. *Patience*: how long a missing packet is waited for. *Concealment*: audio made up in place of lost
 * audio.
 */
export * from './concealment.ts'
export * from './jitter-buffer.ts'
export * from './packet.ts'
export * from './patience.ts'
export * from './reception.ts'
export * from './rtcp.ts'
export * from './rtp-receiver.ts'
export * from './rtp-sender.ts'
export * from './sequence.ts'
export * from './telephone-event.ts'
