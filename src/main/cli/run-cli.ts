import { apiClient } from './api-client.ts'
import type { Command, CommandContext } from './command.ts'
import { commands } from './commands/index.ts'
import { connectionOf } from './connection.ts'
import { commandHelp, generalHelp, nounHelp } from './help.ts'
import { coloured, plain } from './paint.ts'
import { parseCommand } from './parse-command.ts'
import { type CliWorld, CommandFailed, type ExitCode } from './world.ts'

/** Runs one command, `./twenty2 <args>`; resolves with the exit code. */
export async function runCli(args: readonly string[], world: CliWorld): Promise<ExitCode> {
  try {
    return await dispatched(args, world)
  } catch (error) {
    if (world.signal.aborted) return 1
    if (!(error instanceof CommandFailed)) throw error
    world.stderr(`${error.message}\n${error.next}\n`)
    return error.exitCode
  }
}

async function dispatched(args: readonly string[], world: CliWorld): Promise<ExitCode> {
  const [noun, verb, ...rest] = args
  const print = (lines: readonly string[]): ExitCode => {
    world.stdout(`${lines.join('\n')}\n`)
    return 0
  }
  if (noun === undefined || noun === 'help' || noun === '--help' || noun === '-h') {
    return print(generalHelp(commands))
  }
  if (!commands.some((command) => command.noun === noun)) throw unknownWord(noun, './twenty2 --help')
  if (verb === undefined || verb === '--help' || verb === '-h' || verb === 'help') {
    return print(nounHelp(noun, commands))
  }
  const command = commands.find((it) => it.noun === noun && it.verb === verb)
  if (command === undefined) throw unknownWord(`${noun} ${verb}`, `./twenty2 ${noun} --help`)
  if (rest.includes('--help') || rest.includes('-h')) return print(commandHelp(command))
  return (await command.run(contextOf(command, rest, world))) ?? 0
}

const unknownWord = (words: string, help: string) =>
  new CommandFailed(`There is no command "${words}".`, `See \`${help}\`.`, 2)

function contextOf(command: Command, args: readonly string[], world: CliWorld): CommandContext {
  const { words, options } = parseCommand(command, args)
  const connection = connectionOf(world, { url: options.text('url'), workspace: options.text('workspace') })
  return {
    words,
    options,
    world,
    api: apiClient(world, connection),
    paint: world.isTty && !world.env['NO_COLOR'] ? coloured : plain,
    show: (value, lines) =>
      world.stdout(`${options.has('json') ? JSON.stringify(value, null, 2) : lines.join('\n')}\n`),
  }
}
