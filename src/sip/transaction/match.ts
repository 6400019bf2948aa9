import { parameterOf } from '../message/grammar.ts'
import type { SipRequest, SipResponse } from '../message/message.ts'
import { tagOf } from '../message/name-address.ts'
import { printUri } from '../message/uri.ts'
import { BRANCH_COOKIE, branchOf, type Via } from '../message/via.ts'

/** The name of the client transaction a request of ours begins or a response belongs to (§17.1.3). */
export function clientKey(message: SipRequest | SipResponse): string {
  const branch = message.vias[0] && branchOf(message.vias[0])
  return `${branch ?? ''} ${message.cseq.method}`
}

/** The name of the server transaction a request belongs to; ACK has the name of its INVITE (§17.2.3). */
export function serverKey(request: SipRequest): string {
  const method = request.method === 'ACK' ? 'INVITE' : request.method
  return `${hopKey(request)} ${method}`
}

/** The name of the INVITE transaction that a CANCEL wants to end (§9.2). */
export function canceledKey(cancel: SipRequest): string {
  return `${hopKey(cancel)} INVITE`
}

function hopKey(request: SipRequest): string {
  const via = request.vias[0]
  const branch = via && branchOf(via)
  const unique = branch?.startsWith(BRANCH_COOKIE) && branch.length > BRANCH_COOKIE.length
  return via !== undefined && unique ? `${branch} ${sentBy(via)}` : oldKey(request)
}

/**
 * Senders that know only RFC 2543 make no unique branch; then more of the message must agree (§17.2.3).
 * To is left out: in the ACK it carries the tag that our response added.
 */
function oldKey(request: SipRequest): string {
  const via = request.vias[0]
  const parts = [printUri(request.uri), tagOf(request.from), request.callId, request.cseq.number]
  return `old ${parts.join(' ')} ${via === undefined ? '' : sentBy(via)} ${branchText(via)}`
}

const branchText = (via: Via | undefined) => (via && parameterOf(via.parameters, 'branch')) ?? ''
const sentBy = (via: Via) => `${via.host.toLowerCase()}:${via.port ?? 5060}`
