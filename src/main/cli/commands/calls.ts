import { writeFile } from 'node:fs/promises'
import { callLines, waitingFact } from '../call-lines.ts'
import { type Command, type CommandContext, command } from '../command.ts'
import { followCall } from '../follow-call.ts'
import { harmless } from '../paint.ts'
import { misused } from '../parse-command.ts'
import { facts, orDash, table } from '../table.ts'
import { CommandFailed, type ExitCode } from '../world.ts'

const noun = 'call'
const follow = { about: 'watch the call until it ends' }

export const callCommands: readonly Command[] = [
  command({
    noun,
    verb: 'place',
    about: 'call a number with a published assistant',
    takes: ['[<number>]'],
    options: {
      to: { value: '<number>', about: 'instead of the first word' },
      from: { value: '<number>', about: 'to call from; default TWENTY2_CALLER_PHONE' },
      assistant: { value: '<id>', about: 'default TWENTY2_ASSISTANT_ID' },
      input: { value: '<key=value>', about: 'an input parameter', repeated: true },
      at: { value: '<time>', about: 'not before this ISO-8601 time' },
      metadata: { value: '<json>', about: 'an object to find again on the call' },
      'idempotency-key': { value: '<text>', about: 'repeating the command makes no second call' },
      follow,
    },
    examples: [
      'call place 9999999999 --input customerName=Priya --follow',
      'call place 9812345678 --from 7971441943 --assistant 665f1d0c9b1e8a4a7c2d9f11 --at 2030-01-31T10:00:00+05:30',
    ],
    run: place,
  }),
  command({
    noun,
    verb: 'show',
    about: 'show one call, or watch it live',
    takes: ['<call_id>'],
    options: { follow },
    examples: ['call show 6a329e7c5a54529ba7f0b4e6', 'call show 6a329e7c5a54529ba7f0b4e6 --follow'],
    run: (context) => showCall(context, context.words[0] ?? ''),
  }),
  command({
    noun,
    verb: 'logs',
    about: 'list calls, newest first',
    takes: [],
    options: {
      status: {
        value: '<status>',
        about: 'queued, dialing, ringing, in_progress, completed, failed, canceled',
      },
      assistant: { value: '<id>', about: 'of this assistant only' },
      to: { value: '<number>', about: 'to this number only' },
      limit: { value: '<count>', about: 'calls a page, at most 100; default 20' },
      page: { value: '<page>', about: 'counted from 1' },
    },
    examples: ['call logs', 'call logs --status failed --limit 50'],
    run: logs,
  }),
  command({
    noun,
    verb: 'cancel',
    about: 'cancel a call that is still queued',
    takes: ['<call_id>'],
    examples: ['call cancel 6a329e7c5a54529ba7f0b4e6'],
    async run({ api, words, show }) {
      const reply = await api.ask('cancelCall', { body: { call_id: words[0] ?? '' } })
      show(reply, [`Canceled ${reply.call_id}.`])
      return 0
    },
  }),
  command({
    noun,
    verb: 'transcript',
    about: 'print what was said',
    takes: ['<call_id>'],
    examples: ['call transcript 6a329e7c5a54529ba7f0b4e6', 'call transcript 6a329e7c5a54529ba7f0b4e6 --json'],
    run: transcript,
  }),
  command({
    noun,
    verb: 'recording',
    about: 'save the recording as an mp3 file',
    takes: ['<call_id>', '<file>'],
    examples: ['call recording 6a329e7c5a54529ba7f0b4e6 call.mp3'],
    run: recording,
  }),
]

async function place(context: CommandContext): Promise<ExitCode> {
  const { api, words, options, show } = context
  const at = options.text('at')
  const reply = await api.ask('triggerCall', {
    headers: headersOf(options.text('idempotency-key')),
    body: {
      assistant_id: wanted(context, 'assistant', api.connection.defaults.assistant),
      callee_phone: words[0] ?? options.text('to') ?? nobody(),
      caller_phone: wanted(context, 'from', api.connection.defaults.caller),
      input_parameters: inputsOf(options.list('input')),
      metadata: metadataOf(options.text('metadata')),
      ...(at === undefined ? {} : { scheduled_at: at }),
    },
  })
  if (options.has('follow')) return showCall(context, reply.call_id)
  show(reply, [
    `${reply.message} ${reply.call_id}`,
    `Watch it: ./twenty2 call show ${reply.call_id} --follow`,
  ])
  return 0
}

function nobody(): never {
  throw misused({ noun, verb: 'place' }, '<number> is missing.')
}

const headersOf = (key: string | undefined) => (key === undefined ? {} : { 'idempotency-key': key })

function wanted({ options }: CommandContext, name: string, fallback: string | undefined): string {
  const value = options.text(name) ?? fallback
  if (value === undefined) throw misused({ noun, verb: 'place' }, `--${name} is missing.`)
  return value
}

function inputsOf(pairs: readonly string[]): Record<string, string> {
  const entries = pairs.map((pair) => {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(pair) ?? []
    if (key === undefined) throw misused({ noun, verb: 'place' }, `--input "${pair}" is not key=value.`)
    return [key, value ?? '']
  })
  return Object.fromEntries(entries)
}

function metadataOf(text: string | undefined): Record<string, unknown> {
  if (text === undefined) return {}
  try {
    return Object(JSON.parse(text))
  } catch {
    throw misused({ noun, verb: 'place' }, '--metadata is not valid JSON.')
  }
}

/** With --follow it succeeds as the call does. */
async function showCall(context: CommandContext, callId: string): Promise<ExitCode> {
  const { api, world, options, paint, show } = context
  const isFollowed = options.has('follow') && !options.has('json')
  if (isFollowed) {
    const { call } = await api.ask('callDetail', { query: { call_id: callId } })
    for (const line of facts(waitingFact(call))) world.stdout(`${line}\n`)
    await followCall(api, world, callId, paint)
  }
  const reply = await api.ask('callDetail', { query: { call_id: callId } })
  show(reply, [...(isFollowed ? [''] : []), ...callLines(reply.call, paint)])
  return isFollowed && reply.call.status !== 'completed' ? 1 : 0
}

async function logs({ api, options, show }: CommandContext): Promise<ExitCode> {
  const reply = await api.ask('callLogs', {
    query: {
      status: options.text('status'),
      assistant_id: options.text('assistant'),
      callee_phone: options.text('to'),
      limit: options.text('limit'),
      page: options.text('page'),
    },
  })
  const rows = reply.calls.map((call) => [
    call.call_id,
    call.created_at,
    call.status,
    orDash(call.disconnection_reason),
    call.callee_phone,
    `${call.duration_seconds} s`,
    orDash(call.cost),
  ])
  const headings = ['call', 'created', 'status', 'reason', 'to', 'talk', 'cost']
  const next = reply.next_cursor === null ? [] : [`Page ${reply.page}. More: --page ${reply.page + 1}`]
  show(reply, [...table(headings, rows), ...next])
  return 0
}

async function transcript({ api, words, options, world }: CommandContext): Promise<ExitCode> {
  const link = await linkOf(api, words[0] ?? '', 'transcript')
  const response = await api.fetchLink(options.has('json') ? `${link}&format=json` : link)
  const text = await response.text()
  world.stdout(options.has('json') ? `${text}\n` : `${text.split('\n').map(harmless).join('\n')}`)
  return 0
}

async function recording({ api, words, world }: CommandContext): Promise<ExitCode> {
  const [callId = '', file = ''] = words
  const response = await api.fetchLink(await linkOf(api, callId, 'recording'))
  const bytes = new Uint8Array(await response.arrayBuffer())
  try {
    await writeFile(file, bytes)
  } catch {
    throw new CommandFailed(`${file} cannot be written.`, 'Name a file in a folder that is yours.')
  }
  world.stdout(`Saved ${file}, ${Math.ceil(bytes.length / 1_000)} kB.\n`)
  return 0
}

async function linkOf(
  api: CommandContext['api'],
  callId: string,
  kind: 'recording' | 'transcript',
): Promise<string> {
  const { call } = await api.ask('callDetail', { query: { call_id: callId } })
  const link = call[kind]
  if (link !== null) return link.url
  throw new CommandFailed(
    `This call has no ${kind}: it is ${call.status}${call.answered_at === null ? ' and was not answered' : ''}.`,
    `Watch it until it ends: \`./twenty2 call show ${callId} --follow\`.`,
  )
}
