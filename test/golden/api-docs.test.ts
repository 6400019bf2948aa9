import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { docsPage } from '../../src/api/docs-page/page.ts'
import { openApiOf, problemStatuses, type Route, routes } from '../../src/contract/index.ts'
import { commands } from '../../src/main/cli/commands/index.ts'

describe('docs/api.md', () => {
  const page = readFileSync('docs/api.md', 'utf8')

  it('names every route and every problem', () => {
    const addresses = Object.values<Route>(routes).map(({ method, path }) => `\`${method} ${path}\``)
    const codes = Object.keys(problemStatuses).map((code) => `\`${code}\``)
    expect([...addresses, ...codes].filter((name) => !page.includes(name))).toEqual([])
  })

  it('names no route that does not exist', () => {
    const named = [...page.matchAll(/`(GET|POST|PUT|PATCH|DELETE) (\/api\/[^`?]+)/g)]
    const wrong = named.filter(
      ([, method, path]) =>
        !Object.values<Route>(routes).some((it) => it.method === method && it.path === path),
    )
    expect(wrong.map(([name]) => name)).toEqual([])
  })
})

describe('docs/cli.md', () => {
  const page = readFileSync('docs/cli.md', 'utf8')

  it('shows every command', () => {
    const missing = commands.filter(({ noun, verb }) => !page.includes(`./twenty2 ${noun} ${verb}`))
    expect(missing.map(({ noun, verb }) => `${noun} ${verb}`)).toEqual([])
  })

  it('shows no command that does not exist', () => {
    const shown = [...page.matchAll(/^(?:\w+='[^']*' )?\.\/twenty2 (\w+) ([\w-]+)/gm)]
    const wrong = shown.filter(
      ([, noun, verb]) => !commands.some((command) => command.noun === noun && command.verb === verb),
    )
    expect(wrong.map(([line]) => line)).toEqual([])
  })
})

describe('the page at /api/docs', () => {
  const page = docsPage(openApiOf(routes, '0.1.0'))

  it('has a section and a menu entry for every route', () => {
    const missing = Object.keys(routes).filter(
      (name) => !page.includes(`<section id="${name}">`) || !page.includes(`<a href="#${name}">`),
    )
    expect(missing).toEqual([])
  })

  it('asks no other server for anything, and runs no script', () => {
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(|src=/)
    expect(
      [...page.matchAll(/href="([^"]+)"/g)].filter(([, href]) => !/^(#|openapi\.json$)/.test(href ?? '')),
    ).toEqual([])
  })

  it('closes every element that it opens', () => {
    const open: string[] = []
    for (const [, slash, name = ''] of page.matchAll(/<(\/?)([a-z]\w*)[^>]*>/g)) {
      if (['meta', 'br'].includes(name)) continue
      if (slash === '') open.push(name)
      else expect([name, open.pop()]).toEqual([name, name])
    }
    expect(open).toEqual([])
  })
})
