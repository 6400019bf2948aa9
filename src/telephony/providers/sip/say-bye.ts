import {
  type Dialog,
  type DigestAccount,
  type Header,
  requestInDialog,
  type SipRequest,
  type TransactionNotice,
  udpVia,
} from '../../../sip/index.ts'
import { authorizationFor } from './authorization.ts'
import { describeResponse } from './outcome.ts'
import type { SipStack } from './sip-stack.ts'
import { type Endpoint, printEndpoint } from './udp-transport.ts'

export interface ByeOutcome {
  /** Whether the other side said that the dialog is over, or never was. */
  readonly confirmed: boolean
  readonly detail: string
}
export interface Bye {
  readonly dialog: Dialog
  /** Above every CSeq the dialog has seen from us. */
  readonly cseq: number
  /** Used when the dialog's own target has no address. */
  readonly peer: Endpoint
  readonly account?: DigestAccount | undefined
}

/** Ends a dialog (RFC 3261 §15.1.1), answering one challenge. Resolves on a final response or timer F. */
export async function sayBye(stack: SipStack, bye: Bye): Promise<ByeOutcome> {
  const first = await attempt(stack, bye, bye.cseq)
  if (first.notice.type !== 'response') return outcomeOf(first)
  const authorization = authorizationFor(first.request, first.notice.response, {
    account: bye.account,
    answeredBefore: 0,
    random: stack.options.random,
  })
  if (authorization === undefined) return outcomeOf(first)
  return outcomeOf(await attempt(stack, bye, bye.cseq + 1, [authorization]))
}

interface Attempt {
  readonly request: SipRequest
  readonly destination: Endpoint
  readonly notice: TransactionNotice
}

async function attempt(
  stack: SipStack,
  bye: Bye,
  cseq: number,
  authorization: readonly Header[] = [],
): Promise<Attempt> {
  const via = udpVia(await stack.hostToward(bye.peer), stack.port, stack.newBranch())
  const headers = [{ name: 'User-Agent', value: stack.options.userAgent }, ...authorization]
  const request = requestInDialog(bye.dialog, { method: 'BYE', via, cseq, headers })
  const destination = await stack.destinationOf(request, bye.peer)
  const notice = await finalNotice(stack, request, destination)
  return { request, destination, notice }
}

/** The final response to a request other than INVITE, or that there was none. */
export function finalNotice(
  stack: SipStack,
  request: SipRequest,
  destination: Endpoint,
): Promise<TransactionNotice> {
  return new Promise((resolve) => {
    stack.transactions.request(request, destination, (notice) => {
      if (notice.type !== 'response' || notice.response.status >= 200) resolve(notice)
    })
  })
}

function outcomeOf({ notice, destination }: Attempt): ByeOutcome {
  if (notice.type === 'response') {
    const { status } = notice.response
    const confirmed = (status >= 200 && status < 300) || status === 404 || status === 481
    return { confirmed, detail: `BYE: ${describeResponse(notice.response, printEndpoint(destination))}` }
  }
  const by = notice.type === 'failed' && notice.by !== 'transport' ? `timer ${notice.by}` : 'transport error'
  return { confirmed: false, detail: `BYE: ${by} toward ${printEndpoint(destination)}` }
}
