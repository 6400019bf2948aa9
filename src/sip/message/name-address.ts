import {
  type Parameter,
  parameterOf,
  parseParameters,
  printParameters,
  QUOTED,
  TOKEN,
  withParameter,
} from './grammar.ts'
import { parseUri, printUri, type Uri } from './uri.ts'

/** What From, To, Contact, Route and Record-Route hold (RFC 3261 §20.10). */
export interface NameAddress {
  /** As it was written, quotes and all; empty when there is none. */
  readonly display: string
  readonly uri: Uri
  /** Of the header field, not of the URI. */
  readonly parameters: readonly Parameter[]
}

const BRACKETED = new RegExp(`^(${QUOTED}|(?:${TOKEN}\\s*)*)\\s*<([^<>]*)>`)

export function parseNameAddress(text: string): NameAddress | undefined {
  const match = BRACKETED.exec(text)
  return match === null
    ? parseBare(text)
    : build(match[1] ?? '', match[2] ?? '', parseParameters(text, match[0].length))
}

/** Without brackets all parameters belong to the header, and `?` and `,` may not appear (§20.10). */
function parseBare(text: string): NameAddress | undefined {
  const end = text.indexOf(';')
  const address = (end === -1 ? text : text.slice(0, end)).trimEnd()
  if (/[?,<>"]/.test(address)) return undefined
  return build('', address, end === -1 ? [] : parseParameters(text, end))
}

function build(
  display: string,
  address: string,
  parameters: readonly Parameter[] | undefined,
): NameAddress | undefined {
  const uri = parseUri(address)
  return uri === undefined || parameters === undefined
    ? undefined
    : { display: display.trimEnd(), uri, parameters }
}

export function printNameAddress({ display, uri, parameters }: NameAddress): string {
  const name = display === '' ? '' : `${display} `
  return `${name}<${printUri(uri)}>${printParameters(parameters)}`
}

export function nameAddress(uri: Uri, tag?: string): NameAddress {
  return { display: '', uri, parameters: tag === undefined ? [] : [{ name: 'tag', value: tag }] }
}

export function tagOf(address: NameAddress): string | undefined {
  return parameterOf(address.parameters, 'tag')
}

export function withTag(address: NameAddress, tag: string): NameAddress {
  return { ...address, parameters: withParameter(address.parameters, 'tag', tag) }
}
