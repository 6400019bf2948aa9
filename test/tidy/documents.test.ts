import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rooms } from './rooms.ts'

const pages = [
  ...readdirSync('.').filter((file) => file.endsWith('.md')),
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
]

describe('the documents', () => {
  it('show the rooms and doors as they are', () => {
    const section = /<!-- rooms -->([\s\S]*)<!-- \/rooms -->/.exec(
      readFileSync('ARCHITECTURE.md', 'utf8'),
    )?.[1]
    const shown = [...(section ?? '').matchAll(/^\| `(\w+)` \| .* \| (.+) \|$/gm)].map(([, room, doors]) => [
      room,
      doors === '–' ? [] : (doors ?? '').split(', '),
    ])
    expect(Object.fromEntries(shown)).toEqual(rooms)
  })

  it('link only to what is there', () => {
    const broken = pages.flatMap((page) =>
      [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
        .map(([, target]) => target ?? '')
        .filter((target) => !existsSync(join(dirname(page), target)))
        .map((target) => `${page} → ${target}`),
    )
    expect(broken).toEqual([])
  })

  it('name only files and folders that exist', () => {
    const missing = pages.flatMap((page) =>
      [...readFileSync(page, 'utf8').matchAll(/`((?:src|test|docs|launcher)\/[\w./-]+)`/g)]
        .map(([, path]) => path ?? '')
        .filter((path) => !existsSync(path))
        .map((path) => `${page} → ${path}`),
    )
    expect(missing).toEqual([])
  })
})
