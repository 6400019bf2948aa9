/**
 * The far end for demos and tests: a SIP server whose callees are synthetic people.
 *
 * Terminology. *Persona*: a synthetic person, chosen by the dialed number. *Manner*: what sets it apart from
 * somebody who listens and answers. *Record*: what truly reached and left its phone, with times; the ground
 * truth of tests.
 */
export * from './carrier.ts'
export * from './persona.ts'
export * from './personas.ts'
export * from './record.ts'
