import type { Topic } from './persona.ts'

/** Questions by the words a recogniser makes of them; within a sentence the first row that fits counts. */
const QUESTIONS: readonly (readonly [Topic, RegExp])[] = [
  [
    'confirm',
    /\b(is|was) (that|this|it) (right|correct|ok|okay|fine)|did i (get|hear) (that|it)|shall i note/,
  ],
  ['time', /\b(what|which|when|good|best|suitable|convenient)\b.{0,40}\b(time|day|call)\b/],
  ['time', /\bwhen (is|would|should|shall|can|may)\b/],
  ['call-back', /\b(call|calls|ring|phone) (you )?(back|again|later)\b/],
  ['call-back', /\b(advis[eo]rs?|expert|colleague|team)\b.{0,30}\bcall\b/],
  ['interest', /\binterest(ed|ing)?\b|\bkeen\b|\bstill (looking|thinking|planning)\b/],
  ['identity', /\b(speaking|talking) (with|to)\b|\bis this\b|\bam i (speaking|talking)\b/],
  ['are-you-there', /\bare you (still )?there\b|\bcan you hear me\b|^ ?hello$/],
  ['goodbye', /\b(good ?bye|bye|have a (nice|good|great|lovely|wonderful) (day|evening)|take care)\b/],
]

/** What the assistant's turn asks for: the last sentence of it that asks for anything. */
export function topicOf(heard: string): Topic {
  const sentences = heard
    .toLowerCase()
    .replace(/\b([ap])\.m\./g, '$1m')
    .split(/[.?!]+/)
  for (const sentence of sentences.toReversed()) {
    const asked = QUESTIONS.find(([, pattern]) => pattern.test(sentence))
    if (asked !== undefined) return asked[0]
  }
  return 'other'
}
