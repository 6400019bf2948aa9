import type { Expected } from '../conversation/index.ts'

/** A Hindi yes, as an English recogniser writes it: "Han Han Han", "Hahn, hahn.", "Hanji", "Kanji". */
const HINDI_YES = /^(?:(?:haan|haa|han|hahn|hon|hun)[\s,.!?-]*)+(ji\b)?[\s,.!?]*$/i
const HINDI_YES_JI = /^(?:haanji|hanji|hahnji|hunji|honji|kanji|han g|haan g)[\s,.!?]*$/i

/**
 * The Hindi answer behind an English spelling, where yes or no was asked for: there is no other word it could
 * be, so that it is believed even when the engine would rather not.
 */
export function hindiAnswer(text: string, { kind }: Expected): string | undefined {
  if (kind !== 'yes-no') return undefined
  const yes = HINDI_YES.exec(text.trim())
  if (yes !== null) return yes[1] === undefined ? 'Haan.' : 'Haan ji.'
  return HINDI_YES_JI.test(text.trim()) ? 'Haan ji.' : undefined
}
