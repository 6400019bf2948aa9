import {
  type AssistantDefinition,
  advance,
  disclosureLines,
  type Line,
  nodeOf,
  openingLines,
  openWalk,
  type Position,
  type Script,
  scriptOf,
  sentencesOf,
  type Values,
  type WalkStep,
} from '../assistants/index.ts'
import type { Expected, HumanTurn, MindFact } from '../conversation/index.ts'
import type { Now, SpokenTime } from '../understanding/index.ts'
import type { Mind } from './mind.ts'
import { choicesOf, understandTurn } from './understand-turn.ts'

/** Where the talk stands between two replies. */
interface Place {
  readonly position: Position
  readonly time: SpokenTime | undefined
}

/** A mind without a model: walks the assistant's flow by what `understanding` finds in the words. */
export class FlowMind implements Mind {
  readonly name = 'flow 1'
  readonly #script: Script
  readonly #definition: AssistantDefinition
  readonly #inputs: Values
  readonly #now: () => Now
  readonly #before = new Map<number, Place | undefined>()
  /** Sentences of the disclosure that were not heard to their end yet. */
  readonly #undisclosed: Set<string>
  #place: Place | undefined

  constructor(definition: AssistantDefinition, inputs: Values, now: () => Now) {
    this.#definition = definition
    this.#inputs = inputs
    this.#now = now
    this.#script = scriptOf(definition, inputs)
    this.#undisclosed = new Set(disclosureLines(definition, inputs).map(({ text }) => text))
  }

  async *think(reply: number, turn: HumanTurn | undefined): AsyncGenerator<MindFact> {
    this.#before.clear()
    this.#before.set(reply, this.#place)
    const place = this.#place
    yield* place === undefined || turn === undefined ? this.#open(reply) : this.#answer(reply, turn, place)
  }

  takeBack(reply: number): void {
    if (this.#before.has(reply)) this.#place = this.#before.get(reply)
    this.#before.delete(reply)
  }

  noteHeard(sentence: string): void {
    this.#undisclosed.delete(sentence)
  }

  outputs(): Readonly<Record<string, string>> {
    const outputs = Object.entries(this.#place?.position.outputs ?? {})
    return Object.fromEntries(outputs.map(([key, { value }]) => [key, value]))
  }

  *#open(reply: number): Generator<MindFact> {
    const step = openWalk(this.#script)
    this.#place = { position: step.position, time: undefined }
    const opening = openingLines(this.#definition, this.#inputs)
    yield* this.#facts(reply, step, { before: opening, heard: '' })
  }

  *#answer(reply: number, turn: HumanTurn, place: Place): Generator<MindFact> {
    const { position } = place
    const node = nodeOf(this.#script, position.node)
    const given = { script: this.#script, node, position, now: this.#now(), time: place.time }
    const { heard, time } = understandTurn(turn, given)
    const step = advance(this.#script, position, heard)
    this.#place = { position: step.position, time }
    yield { type: 'understood', reply, acts: heard.acts }
    if (step.position.again > position.again) yield { type: 'asked-again', node: position.node, reply }
    const before = step.next === 'hang-up' ? [] : this.#missedDisclosure()
    yield* this.#facts(reply, step, { before, heard: turn.text || turn.digits })
  }

  /** It was spoken over: it is owed before the talk goes on. */
  #missedDisclosure(): readonly Line[] {
    return disclosureLines(this.#definition, this.#inputs).filter(({ text }) => this.#undisclosed.has(text))
  }

  *#facts(
    reply: number,
    step: WalkStep,
    { before, heard }: { readonly before: readonly Line[]; readonly heard: string },
  ): Generator<MindFact> {
    for (const id of step.entered)
      yield { type: 'node-entered', reply, node: id, title: nodeOf(this.#script, id).title }
    for (const key of step.withdrawn) yield { type: 'output-withdrawn', reply, key }
    for (const { key, value } of step.captured) {
      const iso = value.iso === undefined ? {} : { iso: value.iso }
      yield { type: 'output-captured', reply, key, value: value.value, heard, ...iso }
    }
    const said = step.say.flatMap(sentencesOf).map((text) => ({ text, interruptible: true }))
    for (const line of [...before, ...said]) yield { type: 'model-sentence', reply, ...line }
    yield { type: 'model-finished', reply, afterwards: step.next, expects: this.#expected(step) }
  }

  #expected(step: WalkStep): Expected {
    const answers = choicesOf(this.#script, nodeOf(this.#script, step.position.node))
    return step.expects === 'choice' ? { kind: 'choice', answers } : { kind: step.expects }
  }
}
