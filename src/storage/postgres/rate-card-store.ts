import { invariant } from '../../base/index.ts'
import type { RateCard, RateCards } from '../../ledger/index.ts'
import type { Pool } from './pool.ts'

interface RateCardRow {
  readonly version: number
  readonly micros_per_minute: bigint
}

/** The newest of the workspace's own, else the newest of everybody's. */
export const CURRENT_RATE_CARD = (workspace: string) => `
  select version, micros_per_minute from rate_card
  where workspace = ${workspace} or workspace is null order by workspace is null, version desc limit 1`

export function createRateCards(pool: Pool): RateCards {
  return {
    async current(workspace) {
      const { rows } = await pool.query<RateCardRow>(CURRENT_RATE_CARD('$1'), [workspace])
      invariant(rows[0] !== undefined, 'the first migration made a rate card for everybody')
      return rateCardOf(rows[0])
    },
    async find(version) {
      const { rows } = await pool.query<RateCardRow>(
        'select version, micros_per_minute from rate_card where version = $1',
        [version],
      )
      return rows[0] && rateCardOf(rows[0])
    },
    async add(workspace, microsPerMinute) {
      const { rows } = await pool.query<RateCardRow>(
        `insert into rate_card (workspace, micros_per_minute) values ($1, $2)
         returning version, micros_per_minute`,
        [workspace, microsPerMinute],
      )
      invariant(rows[0] !== undefined, 'an insert returns its row')
      return rateCardOf(rows[0])
    },
  }
}

export const rateCardOf = (row: RateCardRow): RateCard => ({
  version: row.version,
  microsPerMinute: row.micros_per_minute,
})
