import type { JournalStore } from '../../calls/index.ts'
import type { ConversationEvent } from '../../conversation/index.ts'
import type { Pool, Queryable } from './pool.ts'
import { whileReachable } from './sql-error.ts'

interface ChunkRow {
  readonly first_sequence: number
  readonly events: readonly ConversationEvent[]
}

export function createJournalStore(pool: Pool): JournalStore {
  return {
    async append(attempt, fence, firstSequence, events) {
      // The shared lock on the lease makes a worker that takes the call over wait until this chunk is in.
      const kept = pool.query(
        `insert into journal_chunk (attempt, first_sequence, fence, events)
         select attempt, $3::integer, token, $4::json from lease where attempt = $1 and token = $2 for share`,
        [attempt, fence, firstSequence, JSON.stringify(events)],
      )
      const { rowCount } = await whileReachable(kept)
      return rowCount === 1 ? 'kept' : 'lost'
    },
    read: (attempt) => eventsOf(pool, attempt, 0),
  }
}

/** The events of an attempt from the `after`-th on. */
export async function eventsOf(
  db: Queryable,
  attempt: string,
  after: number,
): Promise<readonly ConversationEvent[]> {
  // A chunk may stand there twice: written again because the first answer was lost with the connection.
  // A day of grace: chunks are timed by the database, attempts by the worker. It spares the older partitions.
  const { rows } = await db.query<ChunkRow>(
    `select distinct on (first_sequence) first_sequence, events from journal_chunk
     where attempt = $1
       and kept_at >= (select started_at - interval '1 day' from attempt where id = $1)
       and first_sequence + json_array_length(events) > $2
     order by first_sequence`,
    [attempt, after],
  )
  const first = rows[0]
  if (first === undefined) return []
  return rows.flatMap(({ events }) => events).slice(Math.max(0, after - first.first_sequence))
}
