import type { Header, SipMessage } from './message.ts'
import { printNameAddress } from './name-address.ts'
import { printUri } from './uri.ts'
import { printVia } from './via.ts'

/** The bytes of a message; Content-Length is always there and always right. */
export function printMessage(message: SipMessage): Buffer {
  const head = Buffer.from(printHead(message), 'latin1')
  return message.body.length === 0 ? head : Buffer.concat([head, message.body])
}

function printHead(message: SipMessage): string {
  let text = `${startLine(message)}\r\n`
  for (const via of message.vias) text += `Via: ${printVia(via)}\r\n`
  text += `From: ${printNameAddress(message.from)}\r\n`
  text += `To: ${printNameAddress(message.to)}\r\n`
  text += `Call-ID: ${message.callId}\r\n`
  text += `CSeq: ${message.cseq.number} ${message.cseq.method}\r\n`
  text += printHeaders(message.headers)
  return `${text}Content-Length: ${message.body.length}\r\n\r\n`
}

function startLine(message: SipMessage): string {
  return message.kind === 'request'
    ? `${message.method} ${printUri(message.uri)} SIP/2.0`
    : `SIP/2.0 ${message.status} ${message.reason}`
}

export function printHeaders(headers: readonly Header[]): string {
  let text = ''
  for (const { name, value } of headers) text += `${name}: ${value}\r\n`
  return text
}
