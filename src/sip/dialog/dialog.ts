import { parameterOf } from '../message/grammar.ts'
import { type Header, headersOf, NO_BODY, type SipRequest, type SipResponse } from '../message/message.ts'
import { nameAddress, parseNameAddress, tagOf } from '../message/name-address.ts'
import { parseUri, printUri, type Uri } from '../message/uri.ts'
import type { Via } from '../message/via.ts'

/** A dialog (RFC 3261 §12) as plain data, so that another process can go on with it. URIs are text. */
export interface Dialog {
  readonly callId: string
  readonly localTag: string
  /** Empty until the other side named one, and for senders that know only RFC 2543. */
  readonly remoteTag: string
  readonly localUri: string
  readonly remoteUri: string
  /** Where requests go: the other side's Contact. */
  readonly remoteTarget: string
  /** URIs of the proxies that want to stay, nearest first; each in angle brackets with its parameters. */
  readonly routes: readonly string[]
  /** Of the last request each side sent; -1 before the first. */
  readonly localCSeq: number
  readonly remoteCSeq: number
}

/** The caller's view, from a response to its INVITE; such a response says all (§12.1.2). */
export function dialogFromResponse(response: SipResponse): Dialog {
  return {
    callId: response.callId,
    localTag: tagOf(response.from) ?? '',
    remoteTag: tagOf(response.to) ?? '',
    localUri: printUri(response.from.uri),
    remoteUri: printUri(response.to.uri),
    remoteTarget: contactUri(response) ?? printUri(response.to.uri),
    routes: headersOf(response, 'Record-Route').toReversed(),
    localCSeq: response.cseq.number,
    remoteCSeq: -1,
  }
}

/** The callee's view, from the INVITE and the tag it gives itself (§12.1.1). */
export function dialogFromInvite(invite: SipRequest, localTag: string): Dialog {
  return {
    callId: invite.callId,
    localTag,
    remoteTag: tagOf(invite.from) ?? '',
    localUri: printUri(invite.to.uri),
    remoteUri: printUri(invite.from.uri),
    remoteTarget: contactUri(invite) ?? printUri(invite.from.uri),
    routes: headersOf(invite, 'Record-Route'),
    localCSeq: -1,
    remoteCSeq: invite.cseq.number,
  }
}

export interface RequestParts {
  readonly method: string
  readonly via: Via
  /** The dialog's next number; for ACK that of its INVITE. */
  readonly cseq: number
  readonly headers?: readonly Header[]
  readonly body?: Uint8Array
}

/** A request inside a dialog: route set and Request-URI as §12.2.1.1 says, strict routers included. */
export function requestInDialog(dialog: Dialog, parts: RequestParts): SipRequest {
  const { uri, routes } = pathOf(dialog)
  const { method, via, cseq, headers = [], body = NO_BODY } = parts
  return {
    kind: 'request',
    method,
    uri,
    vias: [via],
    from: nameAddress(requireUri(dialog.localUri), dialog.localTag === '' ? undefined : dialog.localTag),
    to: nameAddress(requireUri(dialog.remoteUri), dialog.remoteTag === '' ? undefined : dialog.remoteTag),
    callId: dialog.callId,
    cseq: { number: cseq, method },
    headers: [
      ...routes.map((value) => ({ name: 'Route', value })),
      { name: 'Max-Forwards', value: '70' },
      ...headers,
    ],
    body,
  }
}

function pathOf(dialog: Dialog): { readonly uri: Uri; readonly routes: readonly string[] } {
  const target = requireUri(dialog.remoteTarget)
  const first = dialog.routes[0] === undefined ? undefined : parseNameAddress(dialog.routes[0])?.uri
  if (first === undefined || first.kind === 'other') return { uri: target, routes: [] }
  if (parameterOf(first.parameters, 'lr') !== undefined) return { uri: target, routes: dialog.routes }
  const uri = { ...first, headers: undefined }
  return { uri, routes: [...dialog.routes.slice(1), `<${dialog.remoteTarget}>`] }
}

/** The URI whose host the request is sent to: the first route, else the Request-URI (§8.1.2). */
export function nextHop(request: SipRequest): Uri {
  const route = headersOf(request, 'Route')[0]
  return (route === undefined ? undefined : parseNameAddress(route)?.uri) ?? request.uri
}

export type DialogStep =
  | { readonly type: 'accepted'; readonly dialog: Dialog }
  /** Older than what was seen: 500 (§12.2.2). */
  | { readonly type: 'out-of-order' }

/** Takes a request of the other side: counts it and, for INVITE and UPDATE, follows its Contact (§12.2.2). */
export function onRequestInDialog(dialog: Dialog, request: SipRequest): DialogStep {
  if (request.cseq.number < dialog.remoteCSeq) return { type: 'out-of-order' }
  return {
    type: 'accepted',
    dialog: { ...dialog, remoteCSeq: request.cseq.number, remoteTarget: refreshedTarget(dialog, request) },
  }
}

/** A 2xx to our re-INVITE or UPDATE also refreshes the target (§12.2.1.2). */
export function onResponseInDialog(dialog: Dialog, response: SipResponse): Dialog {
  return { ...dialog, remoteTarget: refreshedTarget(dialog, response) }
}

const REFRESHING: ReadonlySet<string> = new Set(['INVITE', 'UPDATE'])

function refreshedTarget(dialog: Dialog, message: SipRequest | SipResponse): string {
  return (REFRESHING.has(message.cseq.method) ? contactUri(message) : undefined) ?? dialog.remoteTarget
}

/** What names a dialog (§12): a stranger who knows the Call-ID alone does not. */
export function dialogKey(dialog: Pick<Dialog, 'callId' | 'localTag' | 'remoteTag'>): string {
  return `${dialog.callId} ${dialog.localTag} ${dialog.remoteTag}`
}

/** The key of the dialog that a request of the other side belongs to. */
export function dialogKeyOf(request: SipRequest): string {
  const [localTag, remoteTag] = [tagOf(request.to) ?? '', tagOf(request.from) ?? '']
  return dialogKey({ callId: request.callId, localTag, remoteTag })
}

function contactUri(message: SipRequest | SipResponse): string | undefined {
  const contact = headersOf(message, 'Contact')[0]
  const uri = contact === undefined ? undefined : parseNameAddress(contact)?.uri
  return uri?.kind === 'sip' ? printUri(uri) : undefined
}

/** Stored URIs were parsed before; one that no longer parses leads nowhere, visibly. */
function requireUri(text: string): Uri {
  return parseUri(text) ?? { kind: 'other', scheme: 'invalid', rest: 'uri' }
}
