import type { Ms } from '../../../base/index.ts'
import { type AudioCapability, type Header, makeOffer, printSdp } from '../../../sip/index.ts'
import type { DialRequest } from '../../call-leg.ts'
import type { MediaEvent } from '../../media/media-engine.ts'
import { ABILITIES, bodyHeaders } from './abilities.ts'
import { contactHeader } from './invite.ts'
import type { LegMedia } from './leg-media.ts'
import type { SipContext } from './sip-context.ts'
import type { LegEnd } from './sip-leg.ts'
import { plannedSnapshot, type SipSnapshot } from './snapshot.ts'
import { codeOf, type Endpoint, printEndpoint } from './udp-transport.ts'

/** All an INVITE needs that can be known before it leaves. */
export interface Prepared {
  readonly type: 'ready'
  readonly peer: Endpoint
  readonly snapshot: SipSnapshot
  readonly audio: AudioCapability
  readonly sessionId: string
  readonly contact: Header
  readonly headers: readonly Header[]
  readonly body: Uint8Array
}
interface Failed {
  readonly type: 'failed'
  readonly end: LegEnd
}

/** Long enough for an ICMP error of a near network, short enough that nobody notices it before ringing. */
const REFUSAL_WAIT_MS: Ms = 50
const HEARD_WITHIN_MS: Ms = 5_000

/** Finds the carrier and a media port. What fails here fails definitely: nothing has left. */
export async function prepareInvite(
  context: SipContext,
  request: DialRequest,
  media: LegMedia,
  onMediaEvent: (event: MediaEvent) => void,
): Promise<Prepared | Failed> {
  const { stack } = context
  const { trunk } = request
  const address = await stack.transport.resolve(trunk.host).catch((error: unknown) => ({ error }))
  if (typeof address !== 'string')
    return unreachable(`no address for ${trunk.host}: ${codeOf(address.error)}`)
  const peer = { host: address, port: trunk.port }
  const refusal = await stack.transport.refusal(peer, REFUSAL_WAIT_MS, HEARD_WITHIN_MS)
  if (refusal !== undefined) return unreachable(`nothing reachable at ${printEndpoint(peer)}: ${refusal}`)
  const host = await stack.hostToward(peer)
  const localHost = stack.options.localHost
  const session = await media.open(context.media, localHost, context.mediaLostAfterMs, onMediaEvent)
  const audio = { address: host, port: session?.port ?? 0, codecs: trunk.codecs }
  const sessionId = String(Math.floor(stack.options.random.next() * 2 ** 48))
  const contact = contactHeader(host, stack.port)
  return {
    type: 'ready',
    peer,
    snapshot: plannedSnapshot(request, { host, port: stack.port }),
    audio,
    sessionId,
    contact,
    headers: [
      contact,
      ...ABILITIES.headers.filter(({ name }) => name === 'Allow'),
      { name: 'User-Agent', value: stack.options.userAgent },
      { name: 'X-Twenty2-Call-Id', value: request.callId },
      ...bodyHeaders,
    ],
    body: printSdp(makeOffer(audio, { sessionId, version: 1 })),
  }
}

function unreachable(detail: string): Failed {
  return { type: 'failed', end: { cause: 'unreachable', by: 'network', definite: true, detail } }
}
