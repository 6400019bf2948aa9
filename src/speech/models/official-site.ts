import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Clock, Ms } from '../../base/index.ts'
import type { ModelFile } from './model.ts'
import { claimPartial } from './partial-file.ts'
import { transfer } from './transfer.ts'

/** All waiting for sites that do not answer, together: no network is noticed within this. */
const CONNECT_BUDGET_MS: Ms = 5_000

export type DownloadOutcome =
  | { readonly type: 'fetched'; readonly partialPath: string }
  | { readonly type: 'failed'; readonly why: string }

export interface OfficialSites {
  /** Fetches into a partial file beside `target`, going on where an earlier try stopped. */
  download(request: {
    readonly file: ModelFile
    readonly target: string
    readonly onBytes: (doneBytes: number) => void
    readonly signal: AbortSignal
  }): Promise<DownloadOutcome>
}

/** The makers' own sites; `mirror` answers in place of all of them, under the same paths. */
export function openOfficialSites(options: {
  readonly mirror?: string
  readonly clock: Clock
}): OfficialSites {
  const dead = new Set<string>()
  let budgetMs = CONNECT_BUDGET_MS
  return {
    async download({ file, target, onBytes, signal }) {
      const url = addressOf(file, options.mirror)
      if (dead.has(url.host)) return { type: 'failed', why: `${url.host} did not answer` }
      await mkdir(dirname(target), { recursive: true })
      const partial = await claimPartial(target)
      const startedMs = options.clock.monotonic()
      try {
        const end = await transfer({
          url,
          partialPath: partial.path,
          bytes: file.bytes,
          connectMs: budgetMs,
          clock: options.clock,
          onBytes,
          signal,
        })
        if (end.type === 'complete') return { type: 'fetched', partialPath: partial.path }
        if (end.type === 'unreachable') {
          dead.add(url.host)
          budgetMs = Math.max(0, budgetMs - (options.clock.monotonic() - startedMs))
        }
        return { type: 'failed', why: `${url.host}: ${end.why}` }
      } finally {
        partial.release()
      }
    },
  }
}

function addressOf(file: ModelFile, mirror: string | undefined): URL {
  const official = new URL(file.official)
  return mirror === undefined ? official : new URL(mirror.replace(/\/+$/, '') + official.pathname)
}
