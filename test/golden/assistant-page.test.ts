import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { conditionWord } from '../../src/assistants/flow/flow.ts'
import { validateAssistant } from '../../src/assistants/index.ts'

const page = readFileSync('docs/assistants.md', 'utf8')

it('shows a whole assistant that is valid as it stands', () => {
  const file: unknown = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '')
  expect(validateAssistant(file)).toMatchObject({ type: 'valid' })
})

it('names every word that a branch may ask for', () => {
  expect(conditionWord.options.filter((word) => !page.includes(`\`${word}\``))).toEqual([])
})
