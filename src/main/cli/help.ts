import type { Command } from './command.ts'
import { GLOBAL_OPTIONS } from './parse-command.ts'
import { facts } from './table.ts'

const NOUNS: Readonly<Record<string, string>> = {
  call: 'place, watch, show, list and cancel calls',
  assistant: 'create, check and publish assistants from files',
  number: 'telephone numbers to call from',
  trunk: 'SIP trunks: ways to a carrier',
  wallet: 'balance, top-ups and charges',
  key: 'API keys',
  member: 'people of a workspace',
  workspace: 'workspaces and their limits',
  models: 'the speech models of this machine',
  server: 'the server itself',
}

export function generalHelp(commands: readonly Command[]): readonly string[] {
  const nouns = [...new Set(commands.map(({ noun }) => noun))]
  return [
    'Usage: ./twenty2 <noun> <verb> [words] [options]',
    '',
    ...indented(facts(Object.fromEntries(nouns.map((noun) => [noun, NOUNS[noun] ?? ''])))),
    '',
    'Try:',
    '  ./twenty2 call place 9999999999 --input customerName=Priya --follow',
    '  ./twenty2 call logs',
    '  ./twenty2 call --help',
    '',
    'Credentials come from TWENTY2_URL, TWENTY2_API_KEY, TWENTY2_API_SECRET and TWENTY2_WORKSPACE_ID, else',
    'from demo.env in the data folder; the operator’s token from the data folder or TWENTY2_OPERATOR_TOKEN.',
    'Exit codes: 0 done, 1 refused, 2 misused, 3 the server cannot be reached.',
  ]
}

export function nounHelp(noun: string, commands: readonly Command[]): readonly string[] {
  const own = commands.filter((command) => command.noun === noun)
  return [
    `${noun}: ${NOUNS[noun] ?? ''}`,
    '',
    ...indented(facts(Object.fromEntries(own.map((command) => [usage(command), command.about])))),
    '',
    'Try:',
    ...own.flatMap(({ examples }) => examples.slice(0, 1)).map((example) => `  ./twenty2 ${example}`),
    '',
    `More: ./twenty2 ${noun} <verb> --help`,
  ]
}

export function commandHelp(command: Command): readonly string[] {
  const options = Object.entries({ ...command.options, ...GLOBAL_OPTIONS })
  const described = options.map(([name, { value, about, repeated }]) => [
    `--${name}${value === undefined ? '' : ` ${value}`}`,
    repeated === true ? `${about} (may be repeated)` : about,
  ])
  return [
    `Usage: ./twenty2 ${usage(command)} [options]`,
    '',
    sentence(command.about),
    '',
    'Options:',
    ...indented(facts(Object.fromEntries(described))),
    '',
    'Examples:',
    ...command.examples.map((example) => `  ./twenty2 ${example}`),
  ]
}

const usage = ({ noun, verb, takes }: Command): string => [noun, verb, ...takes].join(' ')
const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`)
const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
