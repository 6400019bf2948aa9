import { expect, it } from 'vitest'
import { HearingQueue } from './hearing-queue.ts'

it('hears utterances in the order in which they came', () => {
  const queue = new HearingQueue<string>()
  queue.add('a', 'first')
  queue.add('b', 'second')
  expect([queue.take()?.asked, queue.take()?.asked, queue.take()]).toEqual(['first', 'second', undefined])
})

it('lets the newest request for an utterance take the older one’s place', () => {
  const queue = new HearingQueue<string>()
  queue.add('a', 'old')
  queue.add('b', 'other')
  queue.add('a', 'new')
  expect([queue.take()?.asked, queue.take()?.asked, queue.take()]).toEqual(['new', 'other', undefined])
})

it('stops hearing what was asked again or is unwanted', () => {
  const queue = new HearingQueue<string>()
  queue.add('a', 'old')
  const old = queue.take()
  queue.add('a', 'new')
  expect(old?.controller.signal.aborted).toBe(true)
  const renewed = queue.take()
  queue.add('b', 'dropped')
  queue.drop((asked) => asked === 'new' || asked === 'dropped')
  expect(renewed?.controller.signal.aborted).toBe(true)
  expect(queue.take()).toBeUndefined()
})
