import {
  type Header,
  NO_BODY,
  nameAddress,
  parseUri,
  type SipRequest,
  type Uri,
  udpVia,
} from '../../../sip/index.ts'
import { inviteBranchOf, type SipSnapshot } from './snapshot.ts'

/**
 * The INVITE a snapshot speaks of: the same marks whoever builds it, so that another process can cancel it.
 * Headers and body do not matter for that.
 */
export function inviteOf(snapshot: SipSnapshot, headers: readonly Header[] = [], body = NO_BODY): SipRequest {
  const { dialog, inviteCSeq, sentBy } = snapshot
  return {
    kind: 'request',
    method: 'INVITE',
    uri: uriOf(snapshot.requestUri),
    vias: [udpVia(sentBy.host, sentBy.port, inviteBranchOf(dialog.callId, inviteCSeq))],
    from: nameAddress(uriOf(dialog.localUri), dialog.localTag),
    to: nameAddress(uriOf(dialog.remoteUri)),
    callId: dialog.callId,
    cseq: { number: inviteCSeq, method: 'INVITE' },
    headers: [{ name: 'Max-Forwards', value: '70' }, ...headers],
    body,
  }
}

/** A stored URI that does not parse leads nowhere, visibly. */
function uriOf(text: string): Uri {
  return parseUri(text) ?? { kind: 'other', scheme: 'invalid', rest: 'uri' }
}

/** How peers reach us in a dialog. */
export function contactHeader(host: string, port: number): Header {
  const bracketed = host.includes(':') ? `[${host}]` : host
  return { name: 'Contact', value: `<sip:twenty2@${bracketed}:${port}>` }
}
