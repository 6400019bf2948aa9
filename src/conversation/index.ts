/**
 * Decides who has the floor and what to do next; pure.
 *
 * Terminology. *Human* and *assistant*: the two speakers. *Floor*: whose turn it is. *Turn*: all that one
 * speaker says
 * until the floor passes. *Reply*: one assistant answer in the making; becomes a turn when heard.
 * *Barge-in*: the human
 * takes the floor while the assistant speaks. *Backchannel*: speech that does not want the floor.
 */
export * from './event.ts'
