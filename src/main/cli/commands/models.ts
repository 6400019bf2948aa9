import { join } from 'node:path'
import { silentLog } from '../../../base/index.ts'
import {
  defaultModelNames,
  type ModelPlaces,
  ModelsMissing,
  manifest,
  modelStatus,
  pullModels,
} from '../../../speech/models/index.ts'
import { type Command, type CommandContext, command } from '../command.ts'
import { table } from '../table.ts'
import { type CliWorld, CommandFailed, type ExitCode } from '../world.ts'

const noun = 'models'

export const modelCommands: readonly Command[] = [
  command({
    noun,
    verb: 'list',
    about: 'list the speech models and whether they are here',
    takes: [],
    examples: ['models list'],
    async run({ world, show }) {
      const states = await modelStatus(placesOf(world))
      const rows = states.map(({ model, state, bytes }) => [
        model.name,
        state,
        `${megabytes(bytes)} MB`,
        model.optional ? 'optional' : '',
        model.purpose,
        model.licence,
      ])
      const views = states.map(({ model, state, bytes, missing }) => ({
        ...{ name: model.name, state, bytes, missing, optional: model.optional },
        ...{ purpose: model.purpose, licence: model.licence },
      }))
      show({ models: views }, table(['model', 'state', 'size', '', 'for', 'licence'], rows))
      return 0
    },
  }),
  command({
    noun,
    verb: 'pull',
    about: 'fetch models, verified; without a name those that the server needs',
    takes: ['[<name>…]'],
    examples: ['models pull', 'models pull whisper-base'],
    run: pull,
  }),
]

function placesOf({ env, dataDir }: CliWorld): ModelPlaces {
  const modelsDir = env['TWENTY2_MODELS_DIR']
  return { cacheDir: join(dataDir, 'models'), ...(modelsDir ? { modelsDir } : {}) }
}

async function pull({ words, world, show }: CommandContext): Promise<ExitCode> {
  const names = words.length === 0 ? defaultModelNames : words
  const unknown = names.find((name) => !manifest.some((model) => model.name === name))
  if (unknown !== undefined) {
    throw new CommandFailed(`There is no model "${unknown}".`, 'See `./twenty2 models list`.', 2)
  }
  const mirror = world.env['TWENTY2_MODELS_MIRROR']
  try {
    await pullModels(names, {
      ...placesOf(world),
      ...(mirror ? { mirror } : {}),
      onProgress: ({ what, doneBytes, totalBytes }) =>
        world.stderr(`${what}: ${megabytes(doneBytes)} of ${megabytes(totalBytes)} MB\n`),
      clock: world.clock,
      log: silentLog,
      signal: world.signal,
    })
  } catch (error) {
    if (!(error instanceof ModelsMissing)) throw error
    throw new CommandFailed(`Failed: ${error.message}`, 'See `./twenty2 models list` for what is here.')
  }
  show({ pulled: names }, [`Here and verified: ${names.join(', ')}.`])
  return 0
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1)
