import type { Private, Random } from '../../../base/index.ts'
import {
  type DigestAlgorithm,
  type Header,
  isAuthorized,
  printChallenges,
  randomToken,
  type SipRequest,
} from '../../../sip/index.ts'

/** Who may call: those who know the secret. */
export interface Callers {
  readonly realm: string
  readonly user: string
  readonly secret: Private<string>
  /** One challenge for each, the strongest first. */
  readonly algorithms: readonly DigestAlgorithm[]
}

/** Asks callers for a digest (RFC 3261 §22.2). One nonce a process: it guards a test carrier, not a bank. */
export class CallerCheck {
  readonly #callers: Callers
  readonly #nonce: string

  constructor(callers: Callers, random: Random) {
    this.#callers = callers
    this.#nonce = randomToken(random)
  }

  /** The headers of the 401 that `request` deserves; undefined when its caller is known. */
  challenge(request: SipRequest): readonly Header[] | undefined {
    const { realm, user, secret, algorithms } = this.#callers
    const account = { user, secret: secret.reveal() }
    if (isAuthorized(request, { header: 'Authorization', realm, nonce: this.#nonce, account }))
      return undefined
    return printChallenges(realm, this.#nonce, algorithms).map((value) => ({
      name: 'WWW-Authenticate',
      value,
    }))
  }
}
