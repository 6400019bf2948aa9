import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { commands } from '../../src/main/cli/commands/index.ts'
import {
  assistantFile,
  type InMemoryApi,
  inMemoryApi,
  OPERATOR_TOKEN,
  shortTalk,
} from '../support/in-memory-api.ts'
import { inMemoryTerminal } from '../support/in-memory-terminal.ts'

let api: InMemoryApi
let run: ReturnType<typeof inMemoryTerminal>
let folder: string
beforeAll(async () => {
  api = await inMemoryApi()
  run = inMemoryTerminal(api)
  folder = mkdtempSync(join(tmpdir(), 'twenty2-cli-'))
})
afterAll(async () => {
  await api.close()
  rmSync(folder, { recursive: true })
})
beforeEach(() => api.stores.clock.advance(60_000))

describe('help', () => {
  it('is there at every level, with examples', async () => {
    expect((await run()).out).toContain('Usage: ./twenty2')
    for (const { noun, verb, examples } of commands) {
      expect((await run(noun, '--help')).out).toContain(`  ${noun} ${verb}`)
      const { code, out } = await run(noun, verb, '--help')
      expect(code).toBe(0)
      expect(out).toContain(`./twenty2 ${examples[0]}`)
    }
  })

  it.each([
    [['nothing'], 'There is no command "nothing".'],
    [['call', 'nothing'], 'There is no command "call nothing".'],
    [['call', 'place'], '<number> is missing.'],
    [['call', 'show'], '<call_id> is missing.'],
    [['call', 'show', 'a', 'b'], '"b" is one word too many.'],
    [['call', 'logs', '--colour'], "Unknown option '--colour'"],
    [['call', 'place', '9999999999', '--input', 'x'], '--input "x" is not key=value.'],
    [['number', 'connect', '9999999999'], '--trunk is missing.'],
    [['models', 'pull', 'nothing'], 'There is no model "nothing".'],
    [['assistant', 'create', '/nowhere.json'], '/nowhere.json cannot be read.'],
  ])('is pointed to after %j, with exit code 2', async (words, message) => {
    const { code, out, err } = await run(...words)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(message)
    expect(err.trim().split('\n').length).toBeGreaterThan(1)
  })
})

describe('a call', () => {
  it('is placed, listed, shown and canceled', async () => {
    const placed = await run('call', 'place', '9999999999', '--input', 'customerName=Priya', '--json')
    const { call_id } = JSON.parse(placed.out) as { call_id: string }
    expect((await run('call', 'logs')).out).toContain(call_id)
    expect((await run('call', 'show', call_id)).out).toMatch(/status +queued[\s\S]*customerName +Priya/)
    expect(await run('call', 'cancel', call_id)).toEqual({ code: 0, out: `Canceled ${call_id}.\n`, err: '' })
    expect((await run('call', 'logs', '--status', 'canceled')).out).toContain(call_id)
  })

  it('is followed from its first status to its end', async () => {
    const call = await api.place()
    const following = run('call', 'show', call, '--follow')
    await api.stores.clock.advance(400)
    api.stores.calls.write(call, ...shortTalk)
    const now = api.stores.clock.wallTime()
    api.stores.calls.complete(call, { answeredAt: now - 94_000, endedAt: now })
    const moving = movesUntil(following)
    const { code, out } = await following
    await moving
    expect(code).toBe(0)
    expect(out).toContain(
      [
        '00:00.4  assistant   speaks',
        '00:01.9  assistant   Hello Priya.',
        '00:02.2  human       speaks',
      ].join('\n'),
    )
    expect(out).toContain('01:04.0  assistant   speaks  +61.02 s\n')
    expect(out).toContain('■ completed, assistant_hangup\n')
    expect(out).toMatch(/callback_time +Tomorrow 11am/)
  })

  it('gives its transcript and its recording', async () => {
    const call = await api.place()
    const now = api.stores.clock.wallTime()
    api.stores.calls.write(call, ...shortTalk)
    api.stores.calls.complete(call, { answeredAt: now - 94_000, endedAt: now })
    expect((await run('call', 'transcript', call)).out).toContain('[00:00.4] assistant: Hello Priya.\n')
    const json = await run('call', 'transcript', call, '--json')
    expect(JSON.parse(json.out)).toMatchObject({ turns: [{ speaker: 'assistant' }, {}, {}] })
    const file = join(folder, 'call.mp3')
    expect((await run('call', 'recording', call, file)).code).toBe(0)
    expect(readFileSync(file)).toHaveLength(1_000)
  })

  it('that was refused says what to do next, with exit code 1', async () => {
    const malformed = await run('call', 'place', '12')
    expect([malformed.code, malformed.err]).toEqual([1, expect.stringContaining('callee_phone: ')])
    const unpaid = await run('call', 'show', '000000000000000000000000')
    expect(unpaid.err).toContain('CALL_NOT_FOUND')
    expect(unpaid.err).toContain('./twenty2 call logs')
  })
})

/** Moves virtual time until a command has ended. */
async function movesUntil(command: Promise<unknown>): Promise<void> {
  let runs = true
  void command.finally(() => {
    runs = false
  })
  while (runs) await api.stores.clock.advance(200)
}

describe('an assistant', () => {
  it('goes from a file to a published version', async () => {
    const file = join(folder, 'varsha.json')
    writeFileSync(file, JSON.stringify(assistantFile))
    expect((await run('assistant', 'validate', file)).out).toContain('can be published')
    const created = JSON.parse((await run('assistant', 'create', file, '--json')).out)
    const { assistant_id } = created.assistant as { assistant_id: string }
    expect((await run('assistant', 'save', assistant_id, file)).code).toBe(0)
    expect((await run('assistant', 'publish', assistant_id)).out).toContain('Published version 1.')
    expect((await run('assistant', 'list')).out).toContain(assistant_id)
    const shown = JSON.parse((await run('assistant', 'show', assistant_id, '--version', '1')).out)
    expect(shown).toMatchObject({ name: 'Varsha', format: 1 })
  })

  it('that cannot be published is told why, with exit code 1', async () => {
    const file = join(folder, 'broken.json')
    writeFileSync(file, JSON.stringify({ ...assistantFile, name: 7 }))
    const { code, out } = await run('assistant', 'validate', file)
    expect(code).toBe(1)
    expect(out).toMatch(/^name: /m)
  })
})

describe('what belongs to a workspace', () => {
  it('is made and shown: trunks, numbers, keys, members, money', async () => {
    const trunk = await run('trunk', 'create', 'mine', '--host', 'sip.carrier.example', '--json')
    const { trunk_id } = JSON.parse(trunk.out).trunk as { trunk_id: string }
    expect((await run('number', 'connect', '7971441943', '--trunk', trunk_id)).code).toBe(0)
    expect((await run('number', 'off', '7971441943')).out).toBe('7971441943 is off.\n')
    expect((await run('number', 'list')).out).toMatch(/7971441943 +off/)
    expect((await run('trunk', 'delete', trunk_id)).err).toContain('CONFLICT')
    expect((await run('number', 'release', '7971441943')).code).toBe(0)
    expect((await run('trunk', 'delete', trunk_id)).code).toBe(0)
    const key = JSON.parse((await run('key', 'create', 'site', '--json')).out) as { api_key: string }
    expect((await run('key', 'delete', key.api_key)).code).toBe(0)
    expect((await run('member', 'add', 'a@example.com', '--role', 'owner')).code).toBe(0)
    expect((await run('wallet', 'top-up', '99.50', '--reference', 'r1')).out).toContain('₹599.50')
    expect((await run('wallet', 'top-up', '99.50', '--reference', 'r1')).out).toContain('₹599.50')
  })

  it('takes the password of a trunk from the environment, not from the words', async () => {
    const env = {
      TWENTY2_URL: api.url,
      TWENTY2_OPERATOR_TOKEN: OPERATOR_TOKEN,
      TWENTY2_TRUNK_SECRET: 's3cret',
    }
    const { out } = await inMemoryTerminal(api, { env })(
      ...['trunk', 'create', 'with-password', '--host', 'h.example', '--user', 'u', '--json'],
      ...['--workspace', api.ours.workspace],
    )
    expect(JSON.parse(out)).toMatchObject({ trunk: { has_secret: true } })
    expect(out).not.toContain('s3cret')
  })

  it('is reached as the operator when another workspace is chosen', async () => {
    const { out } = await run('key', 'list', '--workspace', api.theirs.workspace)
    expect(out).toContain(api.theirs.key)
    expect(out).not.toContain(api.ours.key)
  })
})

describe('credentials', () => {
  it('come from demo.env and operator-token in the data folder when the environment has none', async () => {
    writeFileSync(
      join(folder, 'demo.env'),
      `TWENTY2_URL=${api.url}\nTWENTY2_API_KEY=${api.ours.key}\nTWENTY2_API_SECRET=${api.ours.secret}\n`,
    )
    writeFileSync(join(folder, 'operator-token'), `${OPERATOR_TOKEN}\n`)
    const terminal = inMemoryTerminal(api, { env: {}, dataDir: folder })
    expect((await terminal('workspace', 'show')).out).toContain(api.ours.workspace)
    expect((await terminal('workspace', 'list')).out).toContain(api.theirs.workspace)
  })

  it('that are nowhere are asked for', async () => {
    const terminal = inMemoryTerminal(api, { env: { TWENTY2_URL: api.url } })
    const { code, err } = await terminal('call', 'logs')
    expect([code, err]).toEqual([2, expect.stringContaining('npm start')])
  })

  it('do not matter when there is no server: exit code 3', async () => {
    const { code, err } = await run('call', 'logs', '--url', 'http://127.0.0.1:1')
    expect([code, err]).toEqual([3, expect.stringContaining('npm start')])
  })
})
