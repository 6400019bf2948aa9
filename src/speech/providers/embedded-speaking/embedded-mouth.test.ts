import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { silentLog } from '../../../base/index.ts'
import { systemClock } from '../../../base/system-clock.ts'
import { SpeechEngineError } from '../../speech-engine-error.ts'
import { openClauseCache } from './clause-cache.ts'
import { createEmbeddedMouth, type EmbeddedMouth } from './embedded-mouth.ts'
import { serveMouth } from './serve-mouth.ts'

/** A mouth whose engine says a clause as one frame a word, and can be held up. */
let folder: string
let rendered: string[]
let hold: Promise<void>
let serving: { readonly stop: () => Promise<void> } | undefined
let client: EmbeddedMouth

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mouth-'))
  rendered = []
  hold = Promise.resolve()
  client = createEmbeddedMouth({
    socketPath: join(folder, 'mouth.sock'),
    cacheDir: join(folder, 'cache'),
    clock: systemClock,
    log: silentLog,
  })
})
afterEach(async () => {
  client.close()
  await serving?.stop()
  serving = undefined
  await rm(folder, { recursive: true })
})

function serve(): void {
  const stopping = new AbortController()
  const done = serveMouth(
    {
      socketPath: join(folder, 'mouth.sock'),
      cache: openClauseCache(join(folder, 'cache'), 1_000_000),
      log: silentLog,
      ready: () => {},
      async render(clause, voice) {
        rendered.push(clause)
        await hold
        if (voice === 'none') throw new SpeechEngineError('tts', 'refused', { retryable: false })
        return new Int16Array(160 * clause.split(' ').length).fill(1)
      },
    },
    stopping.signal,
  )
  serving = {
    stop: () => {
      stopping.abort()
      return done
    },
  }
}

const forever = new AbortController().signal

async function spoken(text: string, voice = 'af_heart', signal = forever): Promise<number> {
  let frames = 0
  for await (const frame of client.speak(text, voice, signal)) {
    expect(frame.samples).toHaveLength(160)
    expect(frame.startMs).toBe(frames * 20)
    frames++
  }
  return frames
}

describe('the embedded mouth', () => {
  it('speaks clause by clause, with a pause between sentences', async () => {
    serve()
    expect(await spoken('How are you today? I am fine.')).toBe(4 + 10 + 3)
    expect(rendered).toEqual(['How are you today?', 'I am fine.'])
  })

  it('renders what it said before no second time, not even for another process', async () => {
    serve()
    await spoken('How are you today?')
    const other = createEmbeddedMouth({
      socketPath: join(folder, 'mouth.sock'),
      cacheDir: join(folder, 'cache'),
      clock: systemClock,
      log: silentLog,
    })
    for await (const _ of other.speak('How are you today?', 'af_heart', forever));
    other.close()
    expect(rendered).toHaveLength(1)
  })

  it('speaks what is prepared while the mouth is down', async () => {
    serve()
    expect(await client.isPrepared('How are you today?', 'af_heart')).toBe(false)
    await client.prepare(['How are you today?'], 'af_heart', forever)
    expect(await client.isPrepared('How are you today?', 'af_heart')).toBe(true)
    await serving?.stop()
    expect(await spoken('How are you today?')).toBe(4)
  })

  it('says live clauses before those that are prepared', async () => {
    let release = () => {}
    hold = new Promise((resolve) => {
      release = resolve
    })
    serve()
    const texts = ['One two three.', 'Four five six.', 'Ten eleven twelve.', 'Twenty thirty forty.']
    const preparing = client.prepare(texts, 'af_heart', forever)
    await waitFor(() => rendered.length === 1)
    const speaking = spoken('Seven eight nine.')
    let turns = 0
    await waitFor(() => turns++ > 50)
    release()
    await Promise.all([preparing, speaking])
    expect(rendered.slice(0, 2)).toEqual(['One two three.', 'Seven eight nine.'])
  })

  it('has the clauses of a sentence rendered in their order', async () => {
    serve()
    const numbers = 'One two three. Four five six. Seven eight nine. Ten eleven twelve. Six seven eight.'
    await spoken(numbers)
    expect(rendered.join(' ')).toBe(numbers)
  })

  it('goes on by itself when the mouth dies in the middle and comes back', async () => {
    let release = () => {}
    hold = new Promise((resolve) => {
      release = resolve
    })
    serve()
    const speaking = spoken('How are you today?')
    await waitFor(() => rendered.length === 1)
    const stopped = serving?.stop()
    release()
    await stopped
    serve()
    expect(await speaking).toBe(4)
  })

  it('waits for a mouth that is still starting', async () => {
    const speaking = spoken('How are you today?')
    serve()
    expect(await speaking).toBe(4)
  })

  it('says that a voice is refused', async () => {
    serve()
    await expect(spoken('Hello there, you.', 'none')).rejects.toMatchObject({
      kind: 'refused',
      retryable: false,
    })
  })

  it('stops with the reason of the signal, and takes back what is not yet rendered', async () => {
    let release = () => {}
    hold = new Promise((resolve) => {
      release = resolve
    })
    serve()
    const stopping = new AbortController()
    const speaking = spoken('One two three. Four five six. Seven eight nine.', 'af_heart', stopping.signal)
    await waitFor(() => rendered.length === 1)
    stopping.abort(new Error('barge-in'))
    await expect(speaking).rejects.toThrow('barge-in')
    release()
    await spoken('Ten eleven twelve.')
    expect(rendered).toEqual(['One two three.', 'Ten eleven twelve.'])
  })
})

describe('a mouth that stays away', () => {
  it('is reported once patience ends', async () => {
    const impatient = createEmbeddedMouth({
      socketPath: join(folder, 'nobody.sock'),
      cacheDir: join(folder, 'cache'),
      clock: { ...systemClock, after: (delayMs, fire) => systemClock.after(delayMs / 500, fire) },
      log: silentLog,
    })
    await expect(impatient.speak('Hello.', 'af_heart', forever).next()).rejects.toMatchObject({
      engine: 'tts',
      kind: 'unavailable',
      retryable: true,
    })
    impatient.close()
  })
})

async function waitFor(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve))
}
