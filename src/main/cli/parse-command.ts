import { parseArgs } from 'node:util'
import type { Command, GivenOptions, Option } from './command.ts'
import { CommandFailed } from './world.ts'

/** Understood by every command. */
export const GLOBAL_OPTIONS: Readonly<Record<string, Option>> = {
  json: { about: 'print JSON for programs instead of lines for people' },
  workspace: { value: '<id>', about: 'act in this workspace' },
  url: { value: '<address>', about: 'of the server; default TWENTY2_URL, demo.env, http://127.0.0.1:2222' },
  help: { about: 'explain the command' },
}

export interface ParsedWords {
  readonly words: readonly string[]
  readonly options: GivenOptions
}

export function parseCommand(command: Command, args: readonly string[]): ParsedWords {
  const known = { ...command.options, ...GLOBAL_OPTIONS }
  const { values, positionals } = parsed(command, known, args)
  const needed = command.takes.filter((word) => !word.startsWith('['))
  const isMore = command.takes.some((word) => word.includes('…'))
  if (positionals.length < needed.length) {
    throw misused(command, `${needed[positionals.length] ?? ''} is missing.`)
  }
  if (positionals.length > command.takes.length && !isMore) {
    throw misused(command, `"${positionals[command.takes.length] ?? ''}" is one word too many.`)
  }
  const all = (name: string) => [values[name] ?? []].flat().map(String)
  return {
    words: positionals,
    options: { text: (name) => all(name).at(-1), list: all, has: (name) => values[name] === true },
  }
}

function parsed(command: Command, known: Readonly<Record<string, Option>>, args: readonly string[]) {
  const options = Object.fromEntries(
    Object.entries(known).map(([name, { value, repeated }]) => [
      name,
      {
        type: value === undefined ? ('boolean' as const) : ('string' as const),
        multiple: repeated ?? false,
        ...(name === 'help' ? { short: 'h' } : {}),
      },
    ]),
  )
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch (error) {
    throw misused(command, error instanceof Error ? (error.message.split('. ')[0] ?? '') : '')
  }
}

export const misused = ({ noun, verb }: Pick<Command, 'noun' | 'verb'>, message: string): CommandFailed =>
  new CommandFailed(message, `See \`./twenty2 ${noun} ${verb} --help\`.`, 2)
