/**
 * Turns SIP and SDP bytes into meaning, and SIP transactions into states; pure.
 *
 * Terminology. *SIP transaction*: a request with its responses. *Dialog*: the lasting relation of two user
 * agents (RFC 3261 §12). *Branch*, *tag*: the marks that name them. *Target*: the URI the other side is at.
 * *Screening*: what a user agent checks before it works on a request. Texts hold one character a byte.
 */
export * from './dialog/dialog.ts'
export * from './dialog/respond.ts'
export * from './dialog/screen-request.ts'
export * from './digest-auth.ts'
export * from './digest-server.ts'
export { parameterOf } from './message/grammar.ts'
export * from './message/message.ts'
export * from './message/name-address.ts'
export * from './message/parse.ts'
export * from './message/print.ts'
export * from './message/uri.ts'
export * from './message/via.ts'
export * from './sdp/negotiate.ts'
export * from './sdp/parse.ts'
export * from './sdp/print.ts'
export * from './sdp/session-description.ts'
export * from './transaction/answer-repeat.ts'
export * from './transaction/invite-client.ts'
export * from './transaction/invite-server.ts'
export * from './transaction/match.ts'
export * from './transaction/request-client.ts'
export * from './transaction/request-server.ts'
export * from './transaction/step.ts'
