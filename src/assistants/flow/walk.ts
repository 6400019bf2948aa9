import { sentencesOf } from '../sentences.ts'
import { render } from '../template.ts'
import {
  answering,
  answerOf,
  findBranch,
  isBare,
  isHard,
  isRefusal,
  remainder,
  type Sieve,
  valueFor,
} from './evidence.ts'
import type { Branch, FlowNode } from './flow.ts'
import { type Heard, type HeardValue, heardNothing } from './heard.ts'
import type { Position, Trail, WalkStep } from './position.ts'
import { capturing, listening, moved, saying, startTrail, withdrawing } from './position.ts'
import { GOODBYE, nodeOf, type Script } from './script.ts'

/** More hops or stays than any sensible talk needs: then it asks, or moves on. */
const HOPS_MAX = 20
const STAYS_MAX = 5
const READ_BACKS_MAX = 3

/** The first step: enters the start node. The greeting before it is the caller's. */
export function openWalk(script: Script): WalkStep {
  const position: Position = { node: script.start, stage: 'asking', again: 0, stays: 0, outputs: {} }
  return enter(script, startTrail(position), script.start, heardNothing)
}

/**
 * What one human turn means at this place of the flow, in order of strength: what ends or turns the talk;
 * what the node itself asked for; what any node answers; else the question is asked again in other words
 * and finally left. One "yes" answers one question; what is specific (a time, an act) answers every
 * question it fits, so that "yes, call me tomorrow at 11" may fill three nodes at once.
 */
export function advance(script: Script, position: Position, heard: Heard): WalkStep {
  const node = nodeOf(script, position.node)
  const trail = startTrail(position)
  if (node.end) return afterGoodbye(script, trail, node, heard)
  if (heard.answering === 'check' && isBare(heard)) return stay(script, trail, node, 'whole')
  if (position.stage === 'confirming') return onConfirmation(script, trail, node, heard)
  return answer(script, trail, node, heard) ?? notUnderstood(script, trail, node, heard)
}

/** Into the goodbye a human may still correct what was agreed, refuse it all or ask to wait. */
function afterGoodbye(script: Script, trail: Trail, node: FlowNode, heard: Heard): WalkStep {
  const hard = findAnywhere(script, trail, heard, 'hard')
  if (hard?.target !== undefined) return take(script, trail, { node, branch: hard, heard: heardNothing })
  const agreed = correctedNode(script, trail, heard)
  if (agreed !== undefined && heard.moment !== undefined) {
    const back = moved(trail, { node: agreed.id, stays: 0 })
    return readBack(script, fill(back, agreed, heard.moment), agreed)
  }
  if (heard.acts.includes('hold-on'))
    return listening(saying(trail, script.definition.wording.holdOn), node, 'wait')
  return listening(saying(trail, closing(script)), node, 'hang-up')
}

/** The node that agreed on a time, when another one is wished for now. */
function correctedNode(script: Script, { position }: Trail, { moment }: Heard): FlowNode | undefined {
  if (moment === undefined) return undefined
  return [...script.nodes.values()].find(({ captures = '', confirm }) => {
    const known = position.outputs[captures]
    const isTime = script.outputs.get(captures)?.type === 'date-time'
    return isTime && confirm !== undefined && known !== undefined && known.value !== moment.value
  })
}

/** The question of this place once more, as after a silence or an interruption. */
export function askOnceMore(script: Script, position: Position): WalkStep {
  return stay(script, startTrail(position), nodeOf(script, position.node), 'whole')
}

function answer(script: Script, before: Trail, node: FlowNode, reply: Heard): WalkStep | undefined {
  const heard = answering(script.anywhere, node, reply)
  const hard = findBranch(node.branches, heard, 'hard') ?? findAnywhere(script, before, heard, 'hard')
  if (hard !== undefined) return take(script, before, { node, branch: hard, heard: remainder(heard) })
  const filled = valueFor(node, script.outputs.get(node.captures ?? ''), heard)
  const trail = filled === undefined ? before : fill(before, node, filled)
  if (filled?.missing !== undefined && trail.position.stage !== 'asking-part')
    return askForPart(script, trail, node, filled.missing)
  if (filled !== undefined && node.confirm !== undefined) return readBack(script, trail, node)
  return progress(script, trail, { node, heard, filled })
}

interface Reply {
  readonly node: FlowNode
  readonly heard: Heard
  readonly filled: HeardValue | undefined
}

/** Signs of a node's own branches, the strongest first. */
const OWN_SIEVES: readonly Sieve[] = ['act', 'general', 'example', 'timely']

function progress(script: Script, trail: Trail, { node, heard, filled }: Reply): WalkStep | undefined {
  const own = OWN_SIEVES.map((sieve) => findBranch(node.branches, heard, sieve, filled)).find(Boolean)
  const aside = findAnywhere(script, trail, heard, 'specific')
  if (own !== undefined) {
    const isRemark = aside !== undefined && aside.target === undefined
    const said = isRemark ? remark(script, trail, aside) : trail
    return take(script, said, { node, branch: own, heard: remainder(heard, filled) })
  }
  if (aside !== undefined)
    return take(script, trail, { node, branch: aside, heard: remainder(heard, filled) })
  return undefined
}

/** Answers a question on the way ("what does it cost?") without leaving the way. */
function remark(script: Script, trail: Trail, branch: Branch): Trail {
  const said = saying(trail, text(script, trail, branch.say ?? ''))
  return { ...said, used: [...said.used, branch] }
}

/** What led to a branch already in this turn leads nowhere else: "please call me back" is said once. */
function findAnywhere(script: Script, trail: Trail, heard: Heard, sieve: Sieve): Branch | undefined {
  const spent = trail.used.flatMap(({ when }) => when)
  const { moment, ...rest } = heard
  const left: Heard = {
    ...rest,
    acts: heard.acts.filter((act) => !spent.includes(act)),
    ...(moment === undefined || spent.includes('date-time') ? {} : { moment }),
  }
  return findBranch(script.anywhere, left, sieve)
}

interface Choice {
  readonly node: FlowNode
  readonly branch: Branch
  readonly heard: Heard
}

function take(script: Script, before: Trail, { node, branch, heard }: Choice): WalkStep {
  const trail = remark(script, setOutputs(before, branch), branch)
  if (branch.target !== undefined) return enter(script, trail, branch.target, heard)
  if (branch.when.includes('hold-on')) return listening(trail, node, 'wait')
  return stay(script, trail, node, branch.when.includes('repeat') ? 'whole' : 'question')
}

function setOutputs(trail: Trail, branch: Branch): Trail {
  return Object.entries(branch.set).reduce(
    (so, [key, value]) =>
      value === '' ? withdrawing(so, key) : capturing(so, key, { value, spoken: value }),
    trail,
  )
}

/** Goes to a node; passes through it when its answer is known or lies in what is left of the reply. */
function enter(script: Script, before: Trail, id: string, heard: Heard): WalkStep {
  const node = nodeOf(script, id)
  const trail: Trail = {
    ...moved(before, { node: id, stage: 'asking', again: 0, stays: 0 }),
    entered: [...before.entered, id],
  }
  if (node.end) return listening(saying(trail, text(script, trail, node.say)), node, 'hang-up')
  if (trail.entered.length > HOPS_MAX) return ask(script, trail, node)
  return passThrough(script, trail, node, heard) ?? ask(script, trail, node)
}

function passThrough(script: Script, trail: Trail, node: FlowNode, heard: Heard): WalkStep | undefined {
  const known = trail.position.outputs[node.captures ?? '']
  if (known !== undefined) {
    const reply: Heard = { ...heard, ...(isYesNo(known.value) ? { answer: known.value } : {}) }
    const branch = findBranch(node.branches, reply, 'general', known)
    return branch === undefined ? undefined : take(script, trail, { node, branch, heard })
  }
  if (isEmpty(heard) || node.expects === 'open') return undefined
  return answer(script, trail, node, { ...heard, text: '' })
}

const isYesNo = (value: string): value is 'yes' | 'no' => value === 'yes' || value === 'no'
const isEmpty = (heard: Heard) => heard.acts.length === 0 && isBare(heard)

function fill(trail: Trail, node: FlowNode, value: HeardValue): Trail {
  return node.captures === undefined ? trail : capturing(trail, node.captures, value)
}

function ask(script: Script, trail: Trail, node: FlowNode): WalkStep {
  return listening(saying(trail, text(script, trail, node.say)), node)
}

function askForPart(script: Script, trail: Trail, node: FlowNode, part: 'day' | 'time'): WalkStep {
  const { whichDay, whatTime } = script.definition.wording
  return listening(saying(moved(trail, { stage: 'asking-part' }), part === 'day' ? whichDay : whatTime), node)
}

function readBack(script: Script, trail: Trail, node: FlowNode): WalkStep {
  const confirming = moved(trail, { stage: 'confirming', again: 0 })
  return listening(saying(confirming, text(script, confirming, node.confirm ?? '')), node)
}

function onConfirmation(script: Script, trail: Trail, node: FlowNode, heard: Heard): WalkStep {
  const value = valueFor(node, script.outputs.get(node.captures ?? ''), heard)
  const isNew = value !== undefined && value.value !== trail.position.outputs[node.captures ?? '']?.value
  if (isHard(heard)) return answer(script, trail, node, heard) ?? readBack(script, trail, node)
  if (isNew && trail.position.stays < READ_BACKS_MAX) {
    const changed = moved(fill(trail, node, value), { stays: trail.position.stays + 1 })
    return readBack(script, changed, node)
  }
  const yes = answerOf(heard) === 'yes' || value !== undefined
  if (yes) return confirmed(script, trail, node, heard)
  if (heard.answer === 'no') return denied(script, trail, node)
  const aside = findAnywhere(script, trail, heard, 'specific')
  if (aside !== undefined) return take(script, trail, { node, branch: aside, heard: remainder(heard) })
  return unsureConfirmation(script, trail, node)
}

function confirmed(script: Script, trail: Trail, node: FlowNode, heard: Heard): WalkStep {
  const filled = trail.position.outputs[node.captures ?? '']
  const branch = findBranch(node.branches, heardNothing, 'general', filled)
  const { moment: _moment, number: _number, digits: _digits, ...rest } = remainder(heard)
  if (branch !== undefined) return take(script, trail, { node, branch, heard: rest })
  return enter(script, trail, node.otherwise ?? GOODBYE, rest)
}

function denied(script: Script, before: Trail, node: FlowNode): WalkStep {
  const trail = moved(withdrawing(before, node.captures ?? ''), { stage: 'asking' })
  return askInOtherWords(script, trail, node)
}

/** The value was heard and not denied: read back once more, then kept. */
function unsureConfirmation(script: Script, trail: Trail, node: FlowNode): WalkStep {
  if (trail.position.again > 0) return confirmed(script, trail, node, heardNothing)
  const again = saying(moved(trail, { again: 1 }), script.definition.wording.notUnderstood)
  return listening(saying(again, text(script, again, node.confirm ?? '')), node)
}

function notUnderstood(script: Script, trail: Trail, node: FlowNode, heard: Heard): WalkStep {
  if (isRefusal(heard)) return enter(script, trail, GOODBYE, heardNothing)
  // A part that was asked for and not understood leaves the part that was.
  if (trail.position.stage === 'asking-part') return readBackOrGoOn(script, trail, node)
  const sorry = heard.text === '' ? saying(trail, script.definition.wording.notUnderstood) : trail
  return askInOtherWords(script, sorry, node)
}

function readBackOrGoOn(script: Script, trail: Trail, node: FlowNode): WalkStep {
  return node.confirm === undefined
    ? confirmed(script, trail, node, heardNothing)
    : readBack(script, trail, node)
}

/** Once or twice in other words, then on: what was not understood stays absent. */
function askInOtherWords(script: Script, trail: Trail, node: FlowNode): WalkStep {
  const { again } = trail.position
  if (again >= Math.max(1, node.again.length))
    return enter(script, { ...trail, say: [] }, node.otherwise ?? GOODBYE, heardNothing)
  const words = node.again[again] ?? node.say
  const asked = moved(trail, { again: again + 1, stage: 'asking' })
  return listening(saying(asked, text(script, asked, words)), node)
}

/** Keeps the place: says again what was asked, wholly or only its question. */
function stay(script: Script, trail: Trail, node: FlowNode, extent: 'whole' | 'question'): WalkStep {
  if (trail.position.stays >= STAYS_MAX) return enter(script, trail, node.otherwise ?? GOODBYE, heardNothing)
  const kept = moved(trail, { stays: trail.position.stays + 1 })
  const whole = text(script, kept, kept.position.stage === 'confirming' ? (node.confirm ?? '') : node.say)
  const words = extent === 'whole' ? whole : (sentencesOf(whole).at(-1) ?? '')
  return listening(saying(kept, words), node)
}

const closing = (script: Script) => sentencesOf(script.definition.wording.goodbye).at(-1) ?? ''

function text(script: Script, trail: Trail, template: string): string {
  const spoken = Object.entries(trail.position.outputs).map(([key, value]) => [key, value.spoken])
  return render(template, { ...script.inputs, ...Object.fromEntries(spoken) })
}
