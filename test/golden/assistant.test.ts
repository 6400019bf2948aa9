import { expect, it } from 'vitest'
import { assistantJsonSchema, demoAssistant, validateAssistant } from '../../src/assistants/index.ts'

const asFile = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

it('publishes the JSON Schema of the assistant file as it is', async () => {
  await expect(asFile(assistantJsonSchema())).toMatchFileSnapshot('../../docs/assistant.schema.json')
})

it('keeps the demo assistant valid, with every default as it was', async () => {
  const validation = validateAssistant(demoAssistant)
  expect(validation.type).toBe('valid')
  await expect(asFile(validation)).toMatchFileSnapshot('demo-assistant.json')
})
