import { type Command, type CommandContext, command } from '../command.ts'
import { misused } from '../parse-command.ts'
import { facts, table } from '../table.ts'
import type { ExitCode } from '../world.ts'

export const workspaceCommands: readonly Command[] = [
  command({
    noun: 'workspace',
    verb: 'list',
    about: 'list all workspaces (operator)',
    takes: [],
    examples: ['workspace list'],
    async run({ api, show }) {
      const reply = await api.ask('listWorkspaces')
      const rows = reply.workspaces.map((it) => [it.workspace_id, it.name, it.created_at])
      show(reply, table(['workspace', 'name', 'created'], rows))
      return 0
    },
  }),
  command({
    noun: 'workspace',
    verb: 'create',
    about: 'create a workspace (operator)',
    takes: ['<name>'],
    examples: ['workspace create "My company"'],
    async run({ api, words, show }) {
      const reply = await api.ask('createWorkspace', { body: { name: words[0] ?? '' } })
      const { workspace_id, name } = reply.workspace
      show(reply, [
        `Created ${name}: ${workspace_id}`,
        `Make a key for it: ./twenty2 key create <name> --workspace ${workspace_id}`,
      ])
      return 0
    },
  }),
  command({
    noun: 'workspace',
    verb: 'show',
    about: 'show the workspace of these credentials',
    takes: [],
    examples: ['workspace show'],
    async run({ api, show }) {
      const reply = await api.ask('showWorkspace')
      const { workspace_id, name, limits } = reply.workspace
      show(reply, facts({ workspace: workspace_id, name, ...limitFacts(limits) }))
      return 0
    },
  }),
  command({
    noun: 'workspace',
    verb: 'limits',
    about: 'change the limits of a workspace (operator)',
    takes: ['<workspace_id>'],
    options: {
      calls: { value: '<count>', about: 'calls at once' },
      requests: { value: '<count>', about: 'requests a minute and key' },
      countries: { value: '<list>', about: 'that may be called, as in IN,US' },
    },
    examples: ['workspace limits 665f1d0c9b1e8a4a7c2d9f10 --calls 10 --requests 600'],
    run: setLimits,
  }),
]

interface Limits {
  readonly concurrent_calls: number
  readonly requests_per_minute: number
  readonly countries: readonly string[]
}
const limitFacts = (limits: Limits) => ({
  'calls at once': String(limits.concurrent_calls),
  'requests a minute': String(limits.requests_per_minute),
  countries: limits.countries.join(', '),
})

async function setLimits({ api, words, options, show }: CommandContext): Promise<ExitCode> {
  const [calls, requests] = [options.text('calls'), options.text('requests')]
  const countries = options.text('countries')
  const body = {
    ...(calls === undefined ? {} : { concurrent_calls: Number(calls) }),
    ...(requests === undefined ? {} : { requests_per_minute: Number(requests) }),
    ...(countries === undefined ? {} : { countries: countries.split(',') }),
  }
  if (Object.keys(body).length === 0) {
    throw misused({ noun: 'workspace', verb: 'limits' }, 'Name at least one limit.')
  }
  const reply = await api.ask('setLimits', { params: { workspace_id: words[0] ?? '' }, body })
  show(reply, facts(limitFacts(reply.workspace.limits)))
  return 0
}

export const memberCommands: readonly Command[] = [
  command({
    noun: 'member',
    verb: 'list',
    about: 'list the members of a workspace',
    takes: [],
    examples: ['member list'],
    async run({ api, show }) {
      const reply = await api.ask('listMembers')
      const rows = reply.members.map(({ member_id, email, role }) => [member_id, email, role])
      show(reply, table(['member', 'e-mail', 'role'], rows))
      return 0
    },
  }),
  command({
    noun: 'member',
    verb: 'add',
    about: 'add a member to a workspace',
    takes: ['<email>'],
    options: { role: { value: '<role>', about: 'owner, admin, builder (default), analyst, billing' } },
    examples: ['member add owner@example.com --role owner'],
    async run({ api, words, options, show }) {
      const body = { email: words[0], role: options.text('role') }
      const reply = await api.ask('addMember', { body })
      show(reply, [`Added ${reply.member.email} as ${reply.member.role}.`])
      return 0
    },
  }),
]

export const keyCommands: readonly Command[] = [
  command({
    noun: 'key',
    verb: 'list',
    about: 'list API keys',
    takes: [],
    examples: ['key list'],
    async run({ api, show }) {
      const reply = await api.ask('listKeys')
      const rows = reply.keys.map(({ key_id, name, created_at }) => [key_id, name, created_at])
      show(reply, table(['key', 'name', 'created'], rows))
      return 0
    },
  }),
  command({
    noun: 'key',
    verb: 'create',
    about: 'create an API key; its secret is shown this once',
    takes: ['<name>'],
    examples: ['key create website', 'key create website --workspace 665f1d0c9b1e8a4a7c2d9f10'],
    async run({ api, words, show }) {
      const reply = await api.ask('createKey', { body: { name: words[0] ?? '' } })
      show(reply, [
        ...facts({ 'API Key': reply.api_key, 'API Secret': reply.api_key_secret }),
        'Keep the secret now: it is not shown again.',
      ])
      return 0
    },
  }),
  command({
    noun: 'key',
    verb: 'delete',
    about: 'delete an API key; it opens nothing from now on',
    takes: ['<key_id>'],
    examples: ['key delete 665f1d0c9b1e8a4a7c2d9f13'],
    async run({ api, words, show }) {
      const reply = await api.ask('deleteKey', { params: { key_id: words[0] ?? '' } })
      show(reply, [`Deleted ${reply.key_id}.`])
      return 0
    },
  }),
]
