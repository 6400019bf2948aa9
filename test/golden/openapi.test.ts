import { expect, it } from 'vitest'
import { openApiOf, routes } from '../../src/contract/index.ts'

const description = openApiOf(routes, '0.1.0')

it('keeps the API as docs/openapi.json describes it', async () => {
  await expect(`${JSON.stringify(description, null, 2)}\n`).toMatchFileSnapshot('../../docs/openapi.json')
})

it('refers only to schemas that it holds', () => {
  const { components } = description as { components: { schemas: Record<string, unknown> } }
  const references = [...JSON.stringify(description).matchAll(/#\/components\/schemas\/(\w+)/g)]
  const missing = references.map((match) => match[1] ?? '').filter((name) => !(name in components.schemas))
  expect(references.length).toBeGreaterThan(50)
  expect(missing).toEqual([])
})

it('names every operation once', () => {
  const { paths } = description as { paths: Record<string, Record<string, { operationId: string }>> }
  const names = Object.values(paths).flatMap((path) => Object.values(path).map((it) => it.operationId))
  expect(new Set(names).size).toBe(Object.keys(routes).length)
})

it('shows an example that its own schema accepts with every JSON answer', () => {
  const wrong = Object.entries(routes).filter(
    ([, { reply }]) => reply.kind === 'json' && !reply.schema.strict().safeParse(reply.example).success,
  )
  expect(wrong.map(([name]) => name)).toEqual([])
})

it('shows an example that its own schema accepts with every body', () => {
  const wrong = Object.entries(routes).filter(
    ([, route]) => 'body' in route && !route.body.safeParse(route.bodyExample).success,
  )
  expect(wrong.map(([name]) => name)).toEqual([])
})
