import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { type Persona, personas } from '../../src/carrier/index.ts'

const PAGE = 'docs/test-carrier.md'
const TABLE = /(<!-- personas -->\n)[\s\S]*(<!-- \/personas -->)/

function rowOf({ number, name, summary, expected }: Persona): string {
  const outputs = Object.entries(expected.outputs).map(([key, value]) => `\`${key}\` ${value}`)
  const cells = [
    number,
    name,
    summary,
    `${expected.status}, \`${expected.reason}\``,
    outputs.join('; ') || 'none',
  ]
  return `| ${cells.join(' | ')} |\n`
}

it('docs/test-carrier.md shows every persona and what a call of the demo assistant ends with', async () => {
  const heads = '| number | name | who answers | ends | outputs |\n|---|---|---|---|---|\n'
  const table = heads + personas.map(rowOf).join('')
  const page = readFileSync(PAGE, 'utf8')
  expect(page).toMatch(TABLE)
  const made = page.replace(TABLE, (_, open: string, close: string) => `${open}${table}${close}`)
  await expect(made).toMatchFileSnapshot(`../../${PAGE}`)
})
