import type { Clock, Ms } from '../../../base/index.ts'

/** What `promise` brings, or undefined when it takes longer than `limitMs`. Leaves no timer behind. */
export async function within<T>(clock: Clock, limitMs: Ms, promise: Promise<T>): Promise<T | undefined> {
  let callOff: () => void = () => undefined
  const late = new Promise<undefined>((resolve) => {
    callOff = clock.after(limitMs, () => resolve(undefined))
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    callOff()
  }
}
