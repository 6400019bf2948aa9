import type { Act } from './act.ts'

/** The universal acts of a reply, in the order they were said, each once; nothing when nothing is sure. */
export function readActs(_text: string): readonly Act[] {
  return []
}

/** The answer to a yes/no question; the last word counts ("no, I mean yes"). */
export function readYesNo(_text: string): 'yes' | 'no' | undefined {
  return undefined
}

/** Speech that only shows attention and does not want the floor: "hmm", "haan haan", "okay". */
export function isBackchannel(_text: string): boolean {
  return false
}
