/** Reads `source` until it ends or the signal is aborted, also while it waits for the next item. */
export async function* untilAborted<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]()
  const aborted = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined)
    signal.addEventListener('abort', () => resolve(undefined), { once: true })
  })
  for (;;) {
    const next = await Promise.race([iterator.next(), aborted])
    if (next === undefined || next.done === true) return
    yield next.value
  }
}
