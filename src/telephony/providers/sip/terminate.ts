import type { Ms, TrunkId } from '../../../base/index.ts'
import { cancelFor, type Dialog, type SipRequest, type SipResponse, tagOf } from '../../../sip/index.ts'
import type { DialogSnapshot } from '../../call-leg.ts'
import type { Trunk } from '../../trunk.ts'
import { Answers } from './answers.ts'
import { accountOf } from './authorization.ts'
import { inviteOf } from './invite.ts'
import { within } from './patience.ts'
import { type Bye, finalNotice, sayBye } from './say-bye.ts'
import type { SipContext } from './sip-context.ts'
import { SipStack } from './sip-stack.ts'
import { parseSnapshot, type SipSnapshot } from './snapshot.ts'
import type { Endpoint } from './udp-transport.ts'

export interface TerminateParts {
  readonly context: SipContext
  readonly findTrunk: ((id: TrunkId) => Promise<Trunk | undefined>) | undefined
}
export type Termination = 'ended' | 'unconfirmed'

/** The requests of the dead process that its last snapshot may not know of. */
const CSEQ_GAP = 1_000
/** A 2xx is repeated at gaps of at most T2 = 4 s: whoever waits longer than that has heard all there is. */
const ANSWER_WAIT_MS: Ms = 4_500

/** Ends a leg whose process died. Uses the dead process's port when it can have it: answers come there. */
export async function terminateDialog(
  parts: TerminateParts,
  stored: DialogSnapshot,
  signal: AbortSignal,
): Promise<Termination> {
  const { stack: own } = parts.context
  const { log } = own.options
  const snapshot = parseSnapshot(stored)
  if (snapshot === undefined) {
    log.error('a stored SIP dialog cannot be read', {})
    return 'unconfirmed'
  }
  const borrowed = snapshot.sentBy.port === own.port ? undefined : await borrowPort(own, snapshot.sentBy.port)
  const stack = borrowed?.stack ?? own
  const answers = borrowed?.answers ?? parts.context.answers
  try {
    const work = end({ stack, answers, snapshot, account: await accountFor(parts, snapshot) })
    const result = await Promise.race([work, aborted(signal)])
    log.info('a SIP leg of a dead process was ended', { sipCallId: snapshot.dialog.callId, result })
    return result
  } catch (error) {
    log.warn('a SIP leg of a dead process could not be ended', { sipCallId: snapshot.dialog.callId, error })
    return 'unconfirmed'
  } finally {
    borrowed?.answers.close()
    await borrowed?.stack.close()
  }
}

/** A second socket on the dead process's port, or nothing when somebody has it already. */
async function borrowPort(own: SipStack, port: number) {
  let answers: Answers | undefined
  const receiver = {
    onRequest: () => undefined,
    onStray: (response: SipResponse, from: Endpoint) => answers?.onStray(response, from),
  }
  try {
    const stack = await SipStack.open({ ...own.options, port }, receiver)
    answers = new Answers(stack)
    return { stack, answers }
  } catch (error) {
    own.options.log.info('the port of a dead process is taken', { port, error })
    return undefined
  }
}

async function accountFor({ findTrunk }: TerminateParts, { trunkId }: SipSnapshot) {
  const trunk = trunkId === '' ? undefined : await findTrunk?.(trunkId as TrunkId)
  return trunk === undefined ? undefined : accountOf(trunk)
}

interface Ending {
  readonly stack: SipStack
  readonly answers: Answers
  readonly snapshot: SipSnapshot
  readonly account: Bye['account']
}

async function end(ending: Ending): Promise<Termination> {
  const { stack, snapshot } = ending
  const peer = { host: await stack.transport.resolve(snapshot.peer.host), port: snapshot.peer.port }
  return snapshot.phase === 'confirmed' ? bye(ending, snapshot.dialog, peer) : cancel(ending, peer)
}

async function bye({ stack, account }: Ending, dialog: Dialog, peer: Endpoint): Promise<Termination> {
  const { confirmed } = await sayBye(stack, { dialog, cseq: dialog.localCSeq + CSEQ_GAP, peer, account })
  return confirmed ? 'ended' : 'unconfirmed'
}

/** CANCEL, then whatever the INVITE's own transaction says: a failure ends it, an answer is left with BYE. */
async function cancel(ending: Ending, peer: Endpoint): Promise<Termination> {
  const { stack, snapshot } = ending
  const host = snapshot.sentBy.host === '' ? await stack.hostToward(peer) : snapshot.sentBy.host
  const invite = inviteOf({ ...snapshot, sentBy: { host, port: snapshot.sentBy.port } })
  const watched = watchInvite(ending, invite, peer)
  try {
    const canceled = await finalNotice(stack, cancelFor(invite), peer)
    if (canceled.type !== 'response')
      return (await within(stack.options.clock, 0, watched.end)) ?? 'unconfirmed'
    const seen = await within(stack.options.clock, ANSWER_WAIT_MS, watched.end)
    return seen ?? (await endUnseen(ending, canceled.response, peer))
  } finally {
    watched.stop()
  }
}

/** The INVITE says nothing more: it may have been answered and acknowledged. BYE, if a tag is known. */
function endUnseen(
  ending: Ending,
  toCancel: SipResponse,
  peer: Endpoint,
): Promise<Termination> | Termination {
  const { dialog } = ending.snapshot
  // The answer to a CANCEL carries the tag of the INVITE's own answers (RFC 3261 §9.2).
  const named = toCancel.status < 300 ? (tagOf(toCancel.to) ?? '') : ''
  const remoteTag = dialog.remoteTag === '' ? named : dialog.remoteTag
  if (remoteTag !== '') return bye(ending, { ...dialog, remoteTag }, peer)
  return toCancel.status === 481 ? 'ended' : 'unconfirmed'
}

/** Hears the end of an INVITE that another process sent. */
function watchInvite({ stack, answers, account }: Ending, invite: SipRequest, peer: Endpoint) {
  let stop: () => void = () => undefined
  const end = new Promise<Termination>((resolve) => {
    const transaction = stack.transactions.resumeInvite(invite, peer, (notice) => {
      if (notice.type !== 'response' || notice.response.status < 200) return
      if (notice.response.status >= 300) return resolve('ended')
      const left = answers.leave(notice.response, { peer, account })
      void left.then(({ confirmed }) => resolve(confirmed ? 'ended' : 'unconfirmed'))
    })
    stop = transaction.abandon
  })
  return { end, stop }
}

function aborted(signal: AbortSignal): Promise<Termination> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve('unconfirmed')
    signal.addEventListener('abort', () => resolve('unconfirmed'), { once: true })
  })
}
