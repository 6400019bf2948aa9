import { describe, expect, it } from 'vitest'
import { headersOf, type SipMessage } from '../message/message.ts'
import { parseMessage } from '../message/parse.ts'
import { printUri } from '../message/uri.ts'
import { udpVia } from '../message/via.ts'
import {
  dialogFromInvite,
  dialogFromResponse,
  nextHop,
  onRequestInDialog,
  requestInDialog,
} from './dialog.ts'

function read(startLine: string, ...lines: readonly string[]): SipMessage {
  const common = [
    'Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1',
    'From: <sip:a@192.0.2.1>;tag=a-tag',
    'To: <sip:b@192.0.2.2>;tag=b-tag',
    'Call-ID: call',
  ]
  const parsed = parseMessage(Buffer.from(`${[startLine, ...common, ...lines].join('\r\n')}\r\n\r\n`))
  if (parsed.type !== 'message') throw new Error(JSON.stringify(parsed))
  return parsed.message
}
function response(...lines: readonly string[]) {
  const message = read('SIP/2.0 200 OK', 'CSeq: 7 INVITE', ...lines)
  if (message.kind !== 'response') throw new Error('no response')
  return message
}
function request(method: string, cseq: number, ...lines: readonly string[]) {
  const message = read(`${method} sip:b@192.0.2.2 SIP/2.0`, `CSeq: ${cseq} ${method}`, ...lines)
  if (message.kind !== 'request') throw new Error('no request')
  return message
}
const via = udpVia('192.0.2.1', 5060, 'z9hG4bK2')

describe('a dialog', () => {
  it('follows loose routers in the order a response recorded, last first', () => {
    const dialog = dialogFromResponse(
      response('Contact: <sip:b@198.51.100.9>', 'Record-Route: <sip:p2;lr>, <sip:p1;lr>'),
    )
    const bye = requestInDialog(dialog, { method: 'BYE', via, cseq: 8 })
    expect(headersOf(bye, 'Route')).toEqual(['<sip:p1;lr>', '<sip:p2;lr>'])
    expect(printUri(bye.uri)).toBe('sip:b@198.51.100.9')
    expect(printUri(nextHop(bye))).toBe('sip:p1;lr')
  })

  it('gives a strict router its own URI and the target as the last route', () => {
    const dialog = dialogFromResponse(
      response('Contact: <sip:b@198.51.100.9>', 'Record-Route: <sip:p2;lr>, <sip:p1>'),
    )
    const bye = requestInDialog(dialog, { method: 'BYE', via, cseq: 8 })
    expect(printUri(bye.uri)).toBe('sip:p1')
    expect(headersOf(bye, 'Route')).toEqual(['<sip:p2;lr>', '<sip:b@198.51.100.9>'])
  })

  it('has its tags the other way round for the callee', () => {
    const dialog = dialogFromInvite(request('INVITE', 7, 'Record-Route: <sip:p1;lr>, <sip:p2;lr>'), 'b-tag')
    expect(dialog).toMatchObject({
      localTag: 'b-tag',
      remoteTag: 'a-tag',
      remoteCSeq: 7,
      routes: ['<sip:p1;lr>', '<sip:p2;lr>'],
    })
    const bye = requestInDialog(dialog, { method: 'BYE', via, cseq: 1 })
    expect([bye.from.parameters[0]?.value, bye.to.parameters[0]?.value]).toEqual(['b-tag', 'a-tag'])
  })

  it('moves its target with a re-INVITE, not with a BYE, and refuses what is older', () => {
    const dialog = dialogFromInvite(request('INVITE', 7, 'Contact: <sip:a@192.0.2.1>'), 'b-tag')
    const moved = onRequestInDialog(dialog, request('INVITE', 9, 'Contact: <sip:a@203.0.113.5>'))
    expect(moved).toMatchObject({ dialog: { remoteTarget: 'sip:a@203.0.113.5', remoteCSeq: 9 } })
    const said = onRequestInDialog(dialog, request('BYE', 9, 'Contact: <sip:a@203.0.113.5>'))
    expect(said).toMatchObject({ dialog: { remoteTarget: 'sip:a@192.0.2.1' } })
    expect(onRequestInDialog(dialog, request('BYE', 6))).toEqual({ type: 'out-of-order' })
  })

  it('survives being stored as JSON', () => {
    const dialog = dialogFromResponse(response('Record-Route: <sip:p1;lr>'))
    expect(JSON.parse(JSON.stringify(dialog))).toEqual(dialog)
  })
})
