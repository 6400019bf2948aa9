import { Private } from '../base/index.ts'
import type { Trunk } from '../telephony/index.ts'
import type { TrunkRecord } from '../workspaces/index.ts'

/** A kept trunk as telephony wants it: without its owner and limits, the secret out of reach of logs. */
export function trunkOf({ id, host, port, user, secret, numberFormat, codecs }: TrunkRecord): Trunk {
  return {
    ...{ id, host, port, numberFormat, codecs },
    ...(user === undefined ? {} : { user }),
    ...(secret === undefined ? {} : { secret: new Private(secret) }),
  }
}
