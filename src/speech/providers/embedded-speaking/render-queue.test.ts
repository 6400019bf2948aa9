import { describe, expect, it } from 'vitest'
import { RenderQueue, type Waiter } from './render-queue.ts'

const someone = (): Waiter => ({ deliver: () => {}, refuse: () => {} })
const asked = (clause: string, live: boolean) => ({ key: clause, clause, voice: 'af_heart', live })

function drained(queue: RenderQueue): readonly string[] {
  const clauses: string[] = []
  for (let job = queue.take(); job !== undefined; job = queue.take()) clauses.push(job.clause)
  return clauses
}

describe('the render queue', () => {
  it('gives live clauses before those ahead of their time, each in order', () => {
    const queue = new RenderQueue(10)
    for (const [clause, live] of [
      ['a', false],
      ['b', true],
      ['c', false],
      ['d', true],
    ] as const) {
      queue.add(asked(clause, live), someone())
    }
    expect(drained(queue)).toEqual(['b', 'd', 'a', 'c'])
  })

  it('renders a clause once for all who wait, and as soon as one of them is live', () => {
    const queue = new RenderQueue(10)
    queue.add(asked('other', false), someone())
    queue.add(asked('twice', false), someone())
    queue.add(asked('twice', true), someone())
    queue.add(asked('twice', false), someone())
    expect(queue.take()).toMatchObject({ clause: 'twice', live: true })
    expect(drained(queue)).toEqual(['other'])
  })

  it('keeps every waiter of a clause that is asked for again', () => {
    const queue = new RenderQueue(10)
    const [first, second] = [someone(), someone()]
    queue.add(asked('twice', false), first)
    queue.add(asked('twice', true), second)
    expect(queue.take()?.waiters).toEqual(new Set([first, second]))
  })

  it('forgets a clause when the last waiter leaves', () => {
    const queue = new RenderQueue(10)
    const [first, second] = [someone(), someone()]
    queue.add(asked('a', false), first)
    queue.add(asked('a', false), second)
    queue.cancel('a', first)
    expect(queue.take()?.waiters).toEqual(new Set([second]))
    queue.add(asked('b', true), first)
    queue.cancel('b', first)
    expect(queue.take()).toBeUndefined()
  })

  it('refuses work ahead of its time when too much waits, and never a live clause', () => {
    const queue = new RenderQueue(1)
    expect(queue.add(asked('a', false), someone())).toBe('added')
    expect(queue.add(asked('b', false), someone())).toBe('full')
    expect(queue.add(asked('c', true), someone())).toBe('added')
  })
})
