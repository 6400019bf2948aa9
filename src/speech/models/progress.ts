import type { Clock, Ms } from '../../base/index.ts'

export interface PullProgress {
  readonly model: string
  /** A file's name, or the package that brings it. */
  readonly what: string
  readonly doneBytes: number
  readonly totalBytes: number
  readonly bytesPerSecond: number
}

const REPORT_EVERY_MS: Ms = 500

/** Reports one transfer's progress often enough to watch, and its end. Speed counts from the first report. */
export function reportProgress(
  item: { readonly model: string; readonly what: string; readonly totalBytes: number },
  clock: Clock,
  onProgress: (progress: PullProgress) => void,
): (doneBytes: number) => void {
  let first: { readonly atMs: Ms; readonly bytes: number } | undefined
  let reportedMs = Number.NEGATIVE_INFINITY
  return (doneBytes) => {
    const nowMs = clock.monotonic()
    first ??= { atMs: nowMs, bytes: doneBytes }
    if (nowMs - reportedMs < REPORT_EVERY_MS && doneBytes < item.totalBytes) return
    reportedMs = nowMs
    const seconds = Math.max(0.001, (nowMs - first.atMs) / 1_000)
    onProgress({ ...item, doneBytes, bytesPerSecond: Math.round((doneBytes - first.bytes) / seconds) })
  }
}
