import { type Header, NO_BODY, type SipRequest, type SipResponse } from '../message/message.ts'
import { tagOf, withTag } from '../message/name-address.ts'

export interface ResponseParts {
  readonly status: number
  readonly reason?: string
  /** Our tag in To; from the first response above 100 on (RFC 3261 §8.2.6.2). */
  readonly tag?: string | undefined
  readonly headers?: readonly Header[]
  readonly body?: Uint8Array
}

/** A response to `request`: its Via, From, Call-ID and CSeq; Record-Route for a dialog (§8.2.6, §12.1.1). */
export function responseTo(request: SipRequest, parts: ResponseParts): SipResponse {
  const { status, tag, headers = [], body = NO_BODY } = parts
  const keepsRoute = status > 100 && status < 300
  const tagged = tag !== undefined && tagOf(request.to) === undefined ? withTag(request.to, tag) : request.to
  return {
    kind: 'response',
    status,
    reason: parts.reason ?? reasonPhrase(status),
    vias: request.vias,
    from: request.from,
    to: tagged,
    callId: request.callId,
    cseq: request.cseq,
    headers: keepsRoute
      ? [...request.headers.filter(({ name }) => name === 'Record-Route'), ...headers]
      : headers,
    body,
  }
}

const REASONS: Readonly<Record<number, string>> = {
  100: 'Trying',
  180: 'Ringing',
  183: 'Session Progress',
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  415: 'Unsupported Media Type',
  416: 'Unsupported URI Scheme',
  420: 'Bad Extension',
  480: 'Temporarily Unavailable',
  481: 'Call/Transaction Does Not Exist',
  482: 'Loop Detected',
  486: 'Busy Here',
  487: 'Request Terminated',
  488: 'Not Acceptable Here',
  491: 'Request Pending',
  500: 'Server Internal Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
  505: 'Version Not Supported',
  600: 'Busy Everywhere',
  603: 'Decline',
  604: 'Does Not Exist Anywhere',
}

export function reasonPhrase(status: number): string {
  return REASONS[status] ?? (status < 400 ? 'OK' : 'Failure')
}
