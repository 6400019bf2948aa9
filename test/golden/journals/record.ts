/**
 * Makes the journals of this folder anew: `node test/golden/journals/record.ts`. A journal of a live call
 * that went wrong is put here by hand.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Manner, SessionRig } from '../../sim/session-rig.ts'

const agreeing: Manner = (heard) => {
  if (/is that right/i.test(heard)) return ['Yes, that is right.']
  return /good time|when may/i.test(heard) ? ['Tomorrow at', 1_100, '11 a.m.'] : ['Yes please.']
}
const nothing: Manner = () => undefined

/** Speaks once into the sentence that matches. */
const speakingInto = (words: RegExp, text: string, lastsMs: number) => (rig: SessionRig) => {
  let said = false
  rig.onSound = (sentence, forMs) => {
    if (said || !words.test(sentence) || forMs < 900) return
    said = true
    rig.sayAt(rig.clock.monotonic(), text, lastsMs)
  }
}

const calls: Readonly<Record<string, { readonly manner: Manner; readonly act?: (rig: SessionRig) => void }>> =
  {
    interested: { manner: agreeing, act: (rig) => rig.sayAt(350, 'Hello?', 500) },
    interrupts: {
      manner: agreeing,
      act: speakingInto(/asked us/, 'Yes yes, I am interested, go on.', 1_800),
    },
    hums: { manner: agreeing, act: speakingInto(/asked us/, 'Haan.', 420) },
    silent: { manner: nothing },
    voicemail: {
      manner: nothing,
      act: (rig) =>
        rig.say(350, 'The person you are calling is not available.', 250, 'Please leave a message.'),
    },
  }

for (const [name, { manner, act }] of Object.entries(calls)) {
  const rig = new SessionRig()
  rig.manner = manner
  rig.start()
  act?.(rig)
  await rig.finish()
  const lines = rig.journal.map((event) => JSON.stringify(event))
  writeFileSync(join(import.meta.dirname, `${name}.jsonl`), `${lines.join('\n')}\n`)
}
