import { expect, it } from 'vitest'
import { assistantJsonSchema, demoAssistant, VOICES, validateAssistant } from '../../src/assistants/index.ts'
import { manifest } from '../../src/speech/models/index.ts'

const asFile = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

it('publishes the JSON Schema of the assistant file as it is', async () => {
  await expect(asFile(assistantJsonSchema())).toMatchFileSnapshot('../../docs/assistant.schema.json')
})

it('keeps the demo assistant valid, with every default as it was', async () => {
  const validation = validateAssistant(demoAssistant)
  expect(validation.type).toBe('valid')
  await expect(asFile(validation)).toMatchFileSnapshot('demo-assistant.json')
})

it('lets an assistant have every voice that the speaking engine brings, and no other', () => {
  const brought = manifest.find(({ name }) => name === 'kokoro-voices')?.files.map(({ name }) => name)
  expect(VOICES.map((voice) => `${voice}.bin`)).toEqual(brought)
})
