import {
  HOST,
  type Parameter,
  parameterOf,
  parseParameters,
  printParameters,
  TOKEN,
  withParameter,
} from './grammar.ts'

/** One hop a request took (RFC 3261 §20.42). */
export interface Via {
  readonly transport: string
  readonly host: string
  readonly port: number | undefined
  readonly parameters: readonly Parameter[]
}

/** With it a branch is unique for its transaction (RFC 3261 §8.1.1.7). */
export const BRANCH_COOKIE = 'z9hG4bK'
const VIA = new RegExp(
  `^SIP\\s*/\\s*2\\.0\\s*/\\s*(${TOKEN})\\s+(${HOST})(?:\\s*:\\s*(\\d{1,5}))?\\s*(?=;|$)`,
  'i',
)

export function parseVia(text: string): Via | undefined {
  const match = VIA.exec(text)
  if (match === null) return undefined
  const parameters = parseParameters(text, match[0].length)
  const port = match[3] === undefined ? undefined : Number(match[3])
  if (parameters === undefined || port === 0 || (port ?? 1) > 65_535) return undefined
  return { transport: (match[1] ?? '').toUpperCase(), host: match[2] ?? '', port, parameters }
}

export function printVia(via: Via): string {
  const port = via.port === undefined ? '' : `:${via.port}`
  return `SIP/2.0/${via.transport} ${via.host}${port}${printParameters(via.parameters)}`
}

/** Our own hop over UDP; `rport` asks for the answer at the port it came from (RFC 3581 §3). */
export function udpVia(host: string, port: number, branch: string): Via {
  return {
    transport: 'UDP',
    host,
    port,
    parameters: [
      { name: 'branch', value: branch },
      { name: 'rport', value: undefined },
    ],
  }
}

export function branchOf(via: Via): string | undefined {
  return parameterOf(via.parameters, 'branch')
}

/** Notes where a request really came from (RFC 3261 §18.2.1, RFC 3581 §4). */
export function withSource(via: Via, source: { readonly host: string; readonly port: number }): Via {
  const asked = parameterOf(via.parameters, 'rport') !== undefined
  const received =
    asked || via.host !== source.host
      ? withParameter(via.parameters, 'received', source.host)
      : via.parameters
  return { ...via, parameters: asked ? withParameter(received, 'rport', String(source.port)) : received }
}

/** Where the response to a request with this top Via goes (RFC 3261 §18.2.2, RFC 3581 §4). */
export function responseAddress(via: Via): { readonly host: string; readonly port: number } {
  const rport = Number(parameterOf(via.parameters, 'rport') || Number.NaN)
  const host = parameterOf(via.parameters, 'maddr') || parameterOf(via.parameters, 'received') || via.host
  const valid = Number.isInteger(rport) && rport > 0 && rport <= 65_535
  return { host: host.replace(/^\[|\]$/g, ''), port: valid ? rport : (via.port ?? 5060) }
}
