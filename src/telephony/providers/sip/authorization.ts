import type { Random } from '../../../base/index.ts'
import {
  answerChallenge,
  type DigestAccount,
  type Header,
  mayAnswer,
  printUri,
  randomToken,
  type SipRequest,
  type SipResponse,
  strongestChallenge,
} from '../../../sip/index.ts'
import type { Trunk } from '../../trunk.ts'

export function accountOf(trunk: Trunk): DigestAccount | undefined {
  const { user, secret } = trunk
  return user === undefined || secret === undefined ? undefined : { user, secret: secret.reveal() }
}

/** The header that answers a 401 or 407 to `request`; undefined when it cannot or may not be answered. */
export function authorizationFor(
  request: SipRequest,
  response: SipResponse,
  options: {
    readonly account: DigestAccount | undefined
    readonly answeredBefore: number
    readonly random: Random
  },
): Header | undefined {
  const { account, answeredBefore, random } = options
  const asked = response.status === 401 || response.status === 407
  const challenge = asked ? strongestChallenge(response) : undefined
  if (account === undefined || challenge === undefined || !mayAnswer(challenge, answeredBefore)) {
    return undefined
  }
  const name = response.status === 407 ? 'Proxy-Authorization' : 'Authorization'
  const subject = {
    method: request.method,
    uri: printUri(request.uri),
    cnonce: randomToken(random),
    nonceCount: 1,
  }
  return { name, value: answerChallenge(challenge, account, subject) }
}
