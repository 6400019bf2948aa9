import { parameterOf, type SipResponse } from '../../../sip/index.ts'

/** Whether the peer saw our request come from elsewhere than our Via says (RFC 3581 §4). */
export function isBehindNat(response: SipResponse, localPort: number): boolean {
  const via = response.vias[0]
  if (via === undefined) return false
  const received = parameterOf(via.parameters, 'received')
  const rport = parameterOf(via.parameters, 'rport')
  const moved = received !== undefined && received !== '' && received !== via.host
  return moved || (rport !== undefined && rport !== '' && Number(rport) !== localPort)
}
