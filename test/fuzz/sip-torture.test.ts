import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Abilities, parseMessage, printMessage, screenRequest } from '../../src/sip/index.ts'

const FOLDER = new URL('../data/rfc4475/', import.meta.url)
/** A user agent that takes every method of the torture messages, so that nothing hides behind a 405. */
const TOLERANT: Abilities = {
  methods: ['INVITE', 'ACK', 'CANCEL', 'BYE', 'OPTIONS', 'REGISTER', 'MESSAGE'],
  known: [],
  extensions: [],
  bodies: ['application/sdp'],
}
/** What became of a message: taken, refused with a status, or dropped. */
function treatmentOf(file: string): 'taken' | 'dropped' | number {
  const parsed = parseMessage(readFileSync(new URL(file, FOLDER)))
  if (parsed.type === 'malformed') return parsed.what === 'request' ? parsed.status : 'dropped'
  if (parsed.type === 'keep-alive') return 'dropped'
  if (parsed.message.kind === 'response') return parsed.message.vias.length === 1 ? 'taken' : 'dropped'
  const screening = screenRequest(parsed.message, TOLERANT)
  return screening.type === 'accept' ? 'taken' : screening.status
}

/** RFC 4475 by section; where it leaves a choice, the choice is ours. */
const TREATMENTS: readonly (readonly [string, string, ReturnType<typeof treatmentOf>])[] = [
  ['3.1.1.1', 'wsinv', 'taken'],
  ['3.1.1.2', 'intmeth', 501],
  ['3.1.1.3', 'esc01', 'taken'],
  ['3.1.1.4', 'escnull', 'taken'],
  ['3.1.1.5', 'esc02', 501],
  ['3.1.1.6', 'lwsdisp', 'taken'],
  ['3.1.1.7', 'longreq', 'taken'],
  ['3.1.1.8', 'dblreq', 'taken'],
  ['3.1.1.9', 'semiuri', 'taken'],
  ['3.1.1.10', 'transports', 'taken'],
  ['3.1.1.11', 'mpart01', 'taken'],
  ['3.1.1.12', 'unreason', 'taken'],
  ['3.1.1.13', 'noreason', 'taken'],
  ['3.1.2.1', 'badinv01', 400],
  ['3.1.2.2', 'clerr', 400],
  ['3.1.2.3', 'ncl', 400],
  ['3.1.2.4', 'scalar02', 400],
  ['3.1.2.5', 'scalarlg', 'dropped'],
  ['3.1.2.6', 'quotbal', 400],
  ['3.1.2.7', 'ltgtruri', 400],
  ['3.1.2.8', 'lwsruri', 400],
  ['3.1.2.9', 'lwsstart', 400],
  ['3.1.2.10', 'trws', 400],
  ['3.1.2.11', 'escruri', 400],
  ['3.1.2.12', 'baddate', 'taken'],
  ['3.1.2.13', 'regbadct', 400],
  ['3.1.2.14', 'badaspec', 400],
  ['3.1.2.15', 'baddn', 400],
  ['3.1.2.16', 'badvers', 505],
  ['3.1.2.17', 'mismatch01', 400],
  ['3.1.2.18', 'mismatch02', 400],
  ['3.1.2.19', 'bigcode', 'dropped'],
  ['3.2.1', 'badbranch', 'taken'],
  ['3.3.1', 'insuf', 400],
  ['3.3.2', 'unkscm', 416],
  ['3.3.3', 'novelsc', 416],
  ['3.3.4', 'unksm2', 'taken'],
  ['3.3.5', 'bext01', 420],
  ['3.3.6', 'invut', 415],
  ['3.3.7', 'regaut01', 'taken'],
  ['3.3.8', 'multi01', 400],
  ['3.3.9', 'mcl01', 400],
  ['3.3.10', 'bcast', 'dropped'],
  ['3.3.11', 'zeromf', 'taken'],
  ['3.3.12', 'cparam01', 'taken'],
  ['3.3.13', 'cparam02', 'taken'],
  ['3.3.14', 'regescrt', 'taken'],
  ['3.3.15', 'sdp01', 406],
  ['3.4.1', 'inv2543', 'taken'],
]

describe('the torture messages of RFC 4475', () => {
  it.each(TREATMENTS)('§%s %s: %s', (_section, name, treatment) => {
    expect(treatmentOf(`${name}.dat`)).toBe(treatment)
  })

  it('are all in the table', () => {
    const files = readdirSync(FOLDER).filter((file) => file.endsWith('.dat'))
    expect(TREATMENTS.map(([, name]) => `${name}.dat`).toSorted()).toEqual(files.toSorted())
  })

  it('say the same after being printed and read again', () => {
    for (const [, name] of TREATMENTS) {
      const parsed = parseMessage(readFileSync(new URL(`${name}.dat`, FOLDER)))
      if (parsed.type !== 'message') continue
      const again = parseMessage(printMessage(parsed.message))
      expect(again, name).toEqual(parsed)
    }
  })

  it('unfold, name and read the fields of the short tortuous INVITE', () => {
    const parsed = parseMessage(readFileSync(new URL('wsinv.dat', FOLDER)))
    if (parsed.type !== 'message') throw new Error('not taken')
    const { message } = parsed
    expect(message.cseq).toEqual({ number: 9, method: 'INVITE' })
    expect(message.from.parameters).toEqual([{ name: 'tag', value: '98asjd8' }])
    expect(message.vias.map(({ transport, host }) => `${transport} ${host}`)).toEqual([
      'UDP 192.0.2.2',
      'TCP spindle.example.com',
      'UDP 192.168.255.111',
    ])
    expect(message.headers.filter(({ name }) => name === 'Subject')).toEqual([{ name: 'Subject', value: '' }])
    expect(message.body.length).toBe(150)
  })
})
