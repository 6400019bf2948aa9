import { createHash } from 'node:crypto'
import { z } from 'zod'
import { BRANCH_COOKIE, printUri, sipUri } from '../../../sip/index.ts'
import type { DialogSnapshot, DialRequest } from '../../call-leg.ts'
import { trunkForm } from '../../trunk.ts'
import type { Endpoint } from './udp-transport.ts'

const endpoint = z.object({ host: z.string(), port: z.int().min(1).max(65_535) }).readonly()
const dialog = z
  .object({
    callId: z.string().min(1),
    localTag: z.string(),
    remoteTag: z.string(),
    localUri: z.string(),
    remoteUri: z.string(),
    remoteTarget: z.string(),
    routes: z.array(z.string()).readonly(),
    localCSeq: z.int(),
    remoteCSeq: z.int(),
  })
  .readonly()
const sipSnapshot = z
  .object({
    protocol: z.literal('sip'),
    phase: z.enum(['inviting', 'confirmed']),
    /** While inviting: what is known of it; the remote tag is empty before a response named one. */
    dialog,
    /** Of the INVITE that may be open. */
    requestUri: z.string(),
    inviteCSeq: z.int(),
    /** As our Via names us; the host is empty when it was not known yet. */
    sentBy: endpoint,
    /** Where the INVITE goes: a name before it was resolved. */
    peer: endpoint,
    trunkId: z.string(),
  })
  .readonly()

/** A SIP leg as plain data: enough to CANCEL its INVITE or to BYE it from another process. */
export type SipSnapshot = z.infer<typeof sipSnapshot>

export function parseSnapshot(snapshot: DialogSnapshot): SipSnapshot | undefined {
  return sipSnapshot.safeParse(snapshot).data
}

/** The dialog that an INVITE for `request` will open, from `sentBy`. */
export function plannedSnapshot(request: DialRequest, sentBy: Endpoint): SipSnapshot {
  const { trunk, sipCallId } = request
  const port = trunk.port === 5060 ? undefined : trunk.port
  const requestUri = printUri(sipUri(trunkForm(request.to, trunk.numberFormat), trunk.host, port))
  return {
    protocol: 'sip',
    phase: 'inviting',
    dialog: {
      callId: sipCallId,
      localTag: localTagOf(sipCallId),
      remoteTag: '',
      localUri: printUri(sipUri(trunkForm(request.from, trunk.numberFormat), trunk.host)),
      remoteUri: requestUri,
      remoteTarget: requestUri,
      routes: [],
      localCSeq: 1,
      remoteCSeq: -1,
    },
    requestUri,
    inviteCSeq: 1,
    sentBy,
    peer: { host: trunk.host, port: trunk.port },
    trunkId: trunk.id,
  }
}

/**
 * Tag and branch of an INVITE follow from its Call-ID, so that a process that only knows the Call-ID can
 * still end it. They stay unique and, for whoever has not seen the Call-ID, unguessable (RFC 3261 §19.3).
 */
export const localTagOf = (sipCallId: string): string => derived(`tag ${sipCallId}`)

export const inviteBranchOf = (sipCallId: string, cseq: number): string =>
  `${BRANCH_COOKIE}${derived(`branch ${cseq} ${sipCallId}`)}`

/** 96 bits in hex. */
function derived(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24)
}
