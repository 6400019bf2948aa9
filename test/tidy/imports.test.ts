import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bannedFileNames, bannedGlobals, rooms } from './rooms.ts'

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join('src', file))
const isTest = (file: string) => file.endsWith('.test.ts')
const textOf = new Map(sources.map((file) => [file, readFileSync(file, 'utf8')]))

const roomOf = (file: string) => file.split('/')[1] ?? ''
const isProvider = (file: string) => file.includes('/providers/')

function importsOf(file: string): readonly string[] {
  const text = textOf.get(file) ?? ''
  return [...text.matchAll(/(?:from|import\(|import)\s*['"](\.[^'"]+)['"]/g)].map((match) =>
    posix.join(dirname(file), match[1] ?? ''),
  )
}
const edges = sources.flatMap((from) => importsOf(from).map((to) => ({ from, to })))

describe('the house', () => {
  it('has no room that the table does not know', () => {
    expect([...new Set(sources.map(roomOf))].filter((room) => rooms[room] === undefined)).toEqual([])
  })

  it('uses only the doors of the table, through each room’s index', () => {
    const wrong = edges.filter(({ from, to }) => {
      const [here, there] = [roomOf(from), roomOf(to)]
      if (here === there || !to.startsWith('src/') || here === 'main' || isTest(from)) return false
      const doors = rooms[here] ?? []
      const throughDoor = to === `src/${there}/index.ts` || to.startsWith('src/base/system-')
      return !doors.includes(there) || !throughDoor
    })
    expect(wrong).toEqual([])
  })

  it('lets only main and a provider’s own room choose implementations', () => {
    const wrong = edges.filter(
      ({ from, to }) =>
        isProvider(to) &&
        roomOf(from) !== 'main' &&
        !isTest(from) &&
        !(isProvider(from) && roomOf(from) === roomOf(to)),
    )
    expect(wrong).toEqual([])
  })

  it('lets only providers, threads and main take the system’s clock and chance', () => {
    const wrong = edges.filter(
      ({ from, to }) =>
        to.startsWith('src/base/system-') &&
        !isTest(from) &&
        roomOf(from) !== 'main' &&
        !isProvider(from) &&
        !/-(thread|process)\.ts$/.test(from),
    )
    expect(wrong).toEqual([])
  })

  it('has no cycle of files', () => {
    const next = new Map<string, string[]>()
    for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to])
    const cycles: string[] = []
    const done = new Set<string>()
    const visit = (file: string, path: readonly string[]) => {
      if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' → '))
      if (path.includes(file) || done.has(file)) return
      for (const to of next.get(file) ?? []) visit(to, [...path, file])
      done.add(file)
    }
    for (const file of sources) visit(file, [])
    expect(cycles).toEqual([])
  })

  it('keeps banned names and globals out', () => {
    const names = sources.filter((file) => bannedFileNames.test(basename(file)))
    const globals = bannedGlobals.flatMap(({ pattern, allowed }) =>
      sources
        .filter(
          (file) =>
            !isTest(file) && !allowed.test(file) && pattern.test(withoutComments(textOf.get(file) ?? '')),
        )
        .map((file) => `${file}: ${pattern.source}`),
    )
    expect([...names, ...globals]).toEqual([])
  })

  it('speaks SQL only in storage', () => {
    const sql = /\b(select\s+.+\s+from|insert\s+into|update\s+\w+\s+set|delete\s+from)\b/i
    const wrong = sources.filter(
      (file) =>
        roomOf(file) !== 'storage' && !isTest(file) && sql.test(withoutComments(textOf.get(file) ?? '')),
    )
    expect(wrong).toEqual([])
  })
})

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
