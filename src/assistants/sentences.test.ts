import { expect, it } from 'vitest'
import { sentencesOf } from './sentences.ts'

it.each([
  ['Hello, this is Varsha. Are you there?', ['Hello, this is Varsha.', 'Are you there?']],
  ['Am I speaking with Mr. Rao? Good.', ['Am I speaking with Mr. Rao?', 'Good.']],
  ['I am calling for J. Sharma. Is he in?', ['I am calling for J. Sharma.', 'Is he in?']],
  ['Tomorrow at eleven A M. Is that right?', ['Tomorrow at eleven A M.', 'Is that right?']],
  ['No. Not today!', ['No.', 'Not today!']],
  ['नमस्ते। आप कैसे हैं?', ['नमस्ते।', 'आप कैसे हैं?']],
  ['  ', []],
])('divides %j', (text, sentences) => {
  expect(sentencesOf(text)).toEqual(sentences)
})
