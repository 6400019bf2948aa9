import { type AssistantFile, assistantDefinition, type Values } from '../../src/assistants/index.ts'
import type { HumanTurn } from '../../src/conversation/index.ts'
import { FlowMind } from '../../src/session/flow-mind.ts'

/** 20 January 2025, 15:30 in India: a Monday. */
const NOW = { wallMs: Date.UTC(2025, 0, 20, 10, 0, 0), offsetMinutes: 330 }

export interface TextTalk {
  readonly outputs: Readonly<Record<string, string>>
  /** What the assistant said, a string a turn. */
  readonly said: readonly string[]
  readonly hasEnded: boolean
}

/** A talk by words alone, without time, voices or a line: `#` before a reply presses its keys. */
export async function talkInText(
  file: AssistantFile,
  inputs: Values,
  replies: readonly string[],
): Promise<TextTalk> {
  const mind = new FlowMind(assistantDefinition.parse(file), inputs, () => NOW)
  const said: string[] = []
  let hasEnded = false
  for (const [number, turn] of [undefined, ...replies.map(turnOf)].entries()) {
    if (hasEnded) throw new Error(`It hung up before it heard "${turn?.text}":\n${said.join('\n')}`)
    const sentences: string[] = []
    for await (const fact of mind.think(number + 1, turn)) {
      if (fact.type === 'model-sentence') sentences.push(fact.text)
      if (fact.type === 'model-finished') hasEnded = fact.afterwards === 'hang-up'
    }
    for (const sentence of sentences) mind.noteHeard(sentence)
    said.push(sentences.join(' '))
  }
  return { outputs: mind.outputs(), said, hasEnded }
}

function turnOf(reply: string): HumanTurn {
  return reply.startsWith('#')
    ? { text: '', digits: reply.slice(1), clear: true, answering: 'question' }
    : { text: reply, digits: '', clear: reply !== '', answering: 'question' }
}
