import { type Command, type CommandContext, command } from '../command.ts'
import { readJsonFile } from '../json-file.ts'
import { orDash, table } from '../table.ts'
import type { ExitCode } from '../world.ts'

const noun = 'assistant'

export const assistantCommands: readonly Command[] = [
  command({
    noun,
    verb: 'list',
    about: 'list assistants',
    takes: [],
    examples: ['assistant list'],
    async run({ api, show }) {
      const reply = await api.ask('listAssistants')
      const rows = reply.assistants.map((assistant) => [
        assistant.assistant_id,
        assistant.name,
        orDash(assistant.published_version),
        assistant.updated_at,
      ])
      show(reply, table(['assistant', 'name', 'published', 'changed'], rows))
      return 0
    },
  }),
  command({
    noun,
    verb: 'create',
    about: 'create an assistant from a JSON file; its draft is not yet published',
    takes: ['<file>'],
    examples: ['assistant create varsha.json'],
    async run({ api, words, show }) {
      const reply = await api.ask('createAssistant', { body: readJsonFile(words[0] ?? '') })
      const { assistant_id, name } = reply.assistant
      show(reply, [
        `Created ${name}: ${assistant_id}`,
        `Publish it: ./twenty2 assistant publish ${assistant_id}`,
      ])
      return 0
    },
  }),
  command({
    noun,
    verb: 'validate',
    about: 'check a JSON file; keeps nothing',
    takes: ['<file>'],
    examples: ['assistant validate varsha.json'],
    run: validate,
  }),
  command({
    noun,
    verb: 'save',
    about: 'save a JSON file as the draft of an assistant',
    takes: ['<assistant_id>', '<file>'],
    examples: ['assistant save 665f1d0c9b1e8a4a7c2d9f11 varsha.json'],
    async run({ api, words, show }) {
      const [assistant_id = '', file = ''] = words
      const reply = await api.ask('saveDraft', { params: { assistant_id }, body: readJsonFile(file) })
      show(reply, [`Saved. Publish it: ./twenty2 assistant publish ${assistant_id}`])
      return 0
    },
  }),
  command({
    noun,
    verb: 'publish',
    about: 'publish the draft as the next version',
    takes: ['<assistant_id>'],
    examples: ['assistant publish 665f1d0c9b1e8a4a7c2d9f11'],
    async run({ api, words, show }) {
      const reply = await api.ask('publishAssistant', { params: { assistant_id: words[0] ?? '' } })
      show(reply, [
        `Published version ${reply.version.version}.`,
        `Call with it: ./twenty2 call place 9999999999 --assistant ${reply.version.assistant_id} --follow`,
      ])
      return 0
    },
  }),
  command({
    noun,
    verb: 'show',
    about: 'print the draft, or a published version, as its JSON file',
    takes: ['<assistant_id>'],
    options: { version: { value: '<number>', about: 'a published version instead of the draft' } },
    examples: ['assistant show 665f1d0c9b1e8a4a7c2d9f11 > varsha.json'],
    run: showFile,
  }),
]

async function validate({ api, words, show }: CommandContext): Promise<ExitCode> {
  const file = words[0] ?? ''
  const reply = await api.ask('validateAssistant', { body: readJsonFile(file) })
  const problems = reply.problems.map(({ path, message }) => `${path || 'file'}: ${message}`)
  show(reply, reply.valid ? [`${file} can be published.`] : [`${file} cannot be published yet:`, ...problems])
  return reply.valid ? 0 : 1
}

async function showFile({ api, words, options, show }: CommandContext): Promise<ExitCode> {
  const assistant_id = words[0] ?? ''
  const version = options.text('version')
  const print = (reply: unknown, file: unknown) => show(reply, [JSON.stringify(file, null, 2)])
  if (version === undefined) {
    const reply = await api.ask('showAssistant', { params: { assistant_id } })
    print(reply, reply.draft)
  } else {
    const reply = await api.ask('showVersion', { params: { assistant_id, version } })
    print(reply, reply.version.definition)
  }
  return 0
}
