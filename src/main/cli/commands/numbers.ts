import { type Command, type CommandContext, command } from '../command.ts'
import { misused } from '../parse-command.ts'
import { table } from '../table.ts'
import type { ExitCode } from '../world.ts'

export const trunkCommands: readonly Command[] = [
  command({
    noun: 'trunk',
    verb: 'list',
    about: 'list SIP trunks, the built-in test carrier’s among them',
    takes: [],
    examples: ['trunk list'],
    async run({ api, show }) {
      const reply = await api.ask('listTrunks')
      const rows = reply.trunks.map((trunk) => [
        trunk.trunk_id,
        trunk.name,
        `${trunk.host}:${trunk.port}`,
        trunk.number_format,
        trunk.system ? 'built-in' : trunk.has_secret ? 'with password' : '',
      ])
      show(reply, table(['trunk', 'name', 'address', 'numbers', ''], rows))
      return 0
    },
  }),
  command({
    noun: 'trunk',
    verb: 'create',
    about: 'create a SIP trunk: a way to a carrier',
    takes: ['[<name>]'],
    options: {
      name: { value: '<name>', about: 'instead of the first word' },
      host: { value: '<host>', about: 'of the carrier' },
      port: { value: '<port>', about: 'default 5060' },
      user: { value: '<name>', about: 'for digest authentication' },
      secret: {
        value: '<secret>',
        about: 'better in TWENTY2_TRUNK_SECRET: words stay in the shell’s history',
      },
      'number-format': {
        value: '<format>',
        about: 'e164 (default), e164-without-plus, national, zero-national',
      },
      codecs: { value: '<list>', about: 'default PCMA,PCMU' },
      'dials-per-second': { value: '<number>', about: 'default 1' },
    },
    examples: ['trunk create my-carrier --host sip.carrier.example --user account --number-format national'],
    run: createTrunk,
  }),
  command({
    noun: 'trunk',
    verb: 'delete',
    about: 'delete a trunk that no number uses',
    takes: ['<trunk_id>'],
    examples: ['trunk delete 665f1d0c9b1e8a4a7c2d9f12'],
    async run({ api, words, show }) {
      const reply = await api.ask('deleteTrunk', { params: { trunk_id: words[0] ?? '' } })
      show(reply, [`Deleted ${reply.trunk_id}.`])
      return 0
    },
  }),
]

async function createTrunk({ api, words, options, world, show }: CommandContext): Promise<ExitCode> {
  const host = options.text('host')
  if (host === undefined) throw misused({ noun: 'trunk', verb: 'create' }, '--host is missing.')
  const number = (name: string) => (options.text(name) === undefined ? undefined : Number(options.text(name)))
  const body = {
    name: options.text('name') ?? words[0],
    host,
    port: number('port'),
    user: options.text('user'),
    secret: options.text('secret') ?? (world.env['TWENTY2_TRUNK_SECRET'] || undefined),
    number_format: options.text('number-format'),
    codecs: options.text('codecs')?.split(','),
    dials_per_second: number('dials-per-second'),
  }
  const reply = await api.ask('createTrunk', { body })
  const { trunk_id, name } = reply.trunk
  show(reply, [
    `Created ${name}: ${trunk_id}`,
    `Connect a number: ./twenty2 number connect <number> --trunk ${trunk_id}`,
  ])
  return 0
}

export const numberCommands: readonly Command[] = [
  command({
    noun: 'number',
    verb: 'list',
    about: 'list telephone numbers',
    takes: [],
    examples: ['number list'],
    async run({ api, show }) {
      const reply = await api.ask('listNumbers')
      const rows = reply.numbers.map(({ number, trunk_id, active }) => [
        number,
        active ? 'on' : 'off',
        trunk_id,
      ])
      show(reply, table(['number', 'active', 'trunk'], rows))
      return 0
    },
  }),
  command({
    noun: 'number',
    verb: 'connect',
    about: 'connect a number to a trunk, to call from it',
    takes: ['<number>'],
    options: { trunk: { value: '<id>', about: 'see `trunk list`' } },
    examples: ['number connect 7971441943 --trunk 665f1d0c9b1e8a4a7c2d9f12'],
    async run({ api, words, options, show }) {
      const trunk_id = options.text('trunk')
      if (trunk_id === undefined) throw misused({ noun: 'number', verb: 'connect' }, '--trunk is missing.')
      const reply = await api.ask('connectNumber', { body: { number: words[0] ?? '', trunk_id } })
      const { number } = reply.number
      show(reply, [`Connected ${number}.`, `Call from it: ./twenty2 call place <number> --from ${number}`])
      return 0
    },
  }),
  switching('on', true),
  switching('off', false),
  command({
    noun: 'number',
    verb: 'release',
    about: 'release a number',
    takes: ['<number>'],
    examples: ['number release 7971441943'],
    async run({ api, words, show }) {
      const reply = await api.ask('releaseNumber', { params: { number: words[0] ?? '' } })
      show(reply, [`Released ${reply.number}.`])
      return 0
    },
  }),
]

function switching(verb: 'on' | 'off', active: boolean): Command {
  return command({
    noun: 'number',
    verb,
    about: `switch a number ${verb}`,
    takes: ['<number>'],
    examples: [`number ${verb} 7971441943`],
    async run({ api, words, show }) {
      const reply = await api.ask('switchNumber', { params: { number: words[0] ?? '' }, body: { active } })
      show(reply, [`${reply.number.number} is ${verb}.`])
      return 0
    },
  })
}
