import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { commands } from '../../src/main/cli/commands/index.ts'
import { parseCommand } from '../../src/main/cli/parse-command.ts'

const PAGES = ['README.md', ...globSync('docs/*.md')]

/** Every line of the documents that gives the command line tool something to do. */
function shown(): readonly string[] {
  const blocks = PAGES.flatMap((page) => [
    ...readFileSync(page, 'utf8').matchAll(/^```\w*\n([\s\S]*?)^```/gm),
  ])
  return blocks
    .flatMap(([, block = '']) => block.replaceAll(/\\\n\s*/g, ' ').split('\n'))
    .flatMap((line) => /^(?:\w+='[^']*' )?\.\/twenty2 (.*)$/.exec(line)?.[1] ?? [])
}

/** As a shell would split it; what stands for a value of the reader's is one word. */
const wordsOf = (line: string): readonly string[] =>
  [...line.replace(/ > \S+$/, '').matchAll(/(?:"[^"]*"|'[^']*'|<[^>]*>|[^\s"'<])+/g)].map(([word]) => word)

it('takes every command that the documents show', () => {
  const lines = shown()
  expect(lines.length).toBeGreaterThan(40)
  for (const line of lines) {
    const [noun, verb, ...rest] = wordsOf(line)
    const command = commands.find((it) => it.noun === noun && it.verb === verb)
    if (command === undefined) throw new Error(`no such command: ${line}`)
    expect(() => parseCommand(command, rest), line).not.toThrow()
  }
})
