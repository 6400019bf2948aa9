import {
  contentTypeOf,
  type Header,
  headerOf,
  headersOf,
  optionsOf,
  type SipRequest,
} from '../message/message.ts'

/** What a user agent understands. */
export interface Abilities {
  /** Methods it takes, and methods it knows but does not take here. */
  readonly methods: readonly string[]
  readonly known: readonly string[]
  /** Option tags for Require; lower case. */
  readonly extensions: readonly string[]
  /** Media types of bodies, lower case. */
  readonly bodies: readonly string[]
}
export type Screening =
  | { readonly type: 'accept' }
  | { readonly type: 'reject'; readonly status: number; readonly headers: readonly Header[] }

/** The inspection of RFC 3261 §8.2, in its order: method, Request-URI, extensions, body, answers. */
export function screenRequest(request: SipRequest, abilities: Abilities): Screening {
  if (!abilities.methods.includes(request.method)) {
    const status = abilities.known.includes(request.method) ? 405 : 501
    return reject(status, { name: 'Allow', value: abilities.methods.join(', ') })
  }
  if (request.uri.kind === 'other') return reject(416)
  // Require in CANCEL and in ACK for a failure is ignored: a stateless hop made them (§8.2.2.3).
  const strange = optionsOf(request, 'Require').filter(
    (option) => !abilities.extensions.includes(option.toLowerCase()),
  )
  if (strange.length > 0 && request.method !== 'CANCEL' && request.method !== 'ACK') {
    return reject(420, { name: 'Unsupported', value: strange.join(', ') })
  }
  return screenBody(request, abilities)
}

function screenBody(request: SipRequest, abilities: Abilities): Screening {
  const type = contentTypeOf(request)
  const encoding = (headerOf(request, 'Content-Encoding') ?? 'identity').toLowerCase()
  const optional = /;\s*handling\s*=\s*optional/i.test(headerOf(request, 'Content-Disposition') ?? '')
  const readable = type !== undefined && abilities.bodies.includes(type) && encoding === 'identity'
  if (request.body.length > 0 && !readable && !optional && request.method === 'INVITE') {
    return reject(415, { name: 'Accept', value: abilities.bodies.join(', ') })
  }
  return request.method === 'INVITE' && !takesSdp(request) ? reject(406) : { type: 'accept' }
}

/** Whether the sender can read a session description (Accept, §20.1; SDP when the field is missing). */
function takesSdp(request: SipRequest): boolean {
  const accepted = headersOf(request, 'Accept')
  if (accepted.length === 0) return true
  return accepted
    .flatMap((value) => value.split(','))
    .some((range) =>
      ['application/sdp', 'application/*', '*/*'].includes(range.replace(/;.*$/s, '').trim().toLowerCase()),
    )
}

function reject(status: number, ...headers: readonly Header[]): Screening {
  return { type: 'reject', status, headers }
}
