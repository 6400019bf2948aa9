import type { AssistantId, CallId, TrunkId } from '../../base/index.ts'
import { invariant } from '../../base/index.ts'
import type { FoundAssistant, Placement, PlacementFacts, PlacementStore } from '../../calls/index.ts'
import { placeGroup } from './place-group.ts'
import { type Placed, PlacementGroups } from './placement-groups.ts'
import { instant, type Pool } from './pool.ts'
import type { PublishedDefinitions } from './published-definitions.ts'
import { CURRENT_RATE_CARD } from './rate-card-store.ts'
import { isUniqueViolation } from './sql-error.ts'

interface FactsRow {
  readonly countries: readonly string[]
  readonly assistant: AssistantId | null
  readonly version: number | null
  readonly trunk: TrunkId | null
  readonly system: boolean | null
  readonly rate_version: number
  readonly micros_per_minute: bigint
}

const FACTS = `
  select w.countries, a.id as assistant, a.published_version as version, t.id as trunk, t.system,
         rate.version as rate_version, rate.micros_per_minute
  from workspace w
  left join assistant a on a.workspace = w.id and a.id = $2
  left join telephone_number n on n.workspace = w.id and n.number = $3 and n.active
  left join trunk t on t.id = n.trunk
  cross join lateral (${CURRENT_RATE_CARD('w.id')}) rate
  where w.id = $1`

/**
 * Money, call, queue and idempotency key in one statement: a wallet's row stays locked for one commit, not for
 * five round trips.
 */
const PLACE = `
  with paid as (
    update wallet set available = available - $14, held = held + $14
    where workspace = $2 and available >= $14 returning workspace
  ), placed as (
    insert into call (id, workspace, assistant, assistant_version, status, direction, callee, caller, trunk,
                      inputs, metadata, created_at, scheduled_at, due_at, rate_card, hours)
    select $1, workspace, $3, $4, 'queued', 'outbound', $5, $6, $7, $8, $9, $10, $11, $12, $13, $17
    from paid
    returning id, workspace
  ), reserved as (
    insert into hold (call, workspace, amount) select id, workspace, $14 from placed
  ), entered as (
    insert into entry (workspace, at, kind, debit, credit, amount, call)
    select workspace, $10, 'hold', 'available', 'held', $14, id from placed where $14 > 0
  ), remembered as (
    insert into idempotency (workspace, key, body_hash, call, created_at)
    select workspace, $15, $16, id, $10 from placed where $15::text is not null
  ), hastened as (
    update dispatch_state set next_due = $12
    from placed where dispatch_state.workspace = placed.workspace and next_due > $12
  )
  select id from placed`

export function createPlacementStore(pool: Pool, definitions: PublishedDefinitions): PlacementStore {
  const placeOne = async (placement: Placement): Promise<Placed> => {
    const { rowCount } = await pool.query({ name: 'place', text: PLACE, values: valuesOf(placement) })
    return rowCount === 1 ? 'placed' : 'insufficient-balance'
  }
  const groups = new PlacementGroups({ one: placeOne, many: (group) => placeGroup(pool, group) })
  return {
    async facts(workspace, assistant, caller) {
      const { rows } = await pool.query<FactsRow>({
        name: 'placement-facts',
        text: FACTS,
        values: [workspace, assistant, caller],
      })
      invariant(rows[0] !== undefined, 'whoever places a call has a workspace')
      return factsOf(rows[0], await assistantOf(rows[0], definitions))
    },
    async remembered(workspace, key, since) {
      const { rows } = await pool.query<{ call: CallId; body_hash: string }>(
        'select call, body_hash from idempotency where workspace = $1 and key = $2 and created_at > $3',
        [workspace, key, instant(since)],
      )
      return rows[0] && { callId: rows[0].call, bodyHash: rows[0].body_hash }
    },
    async place(placement) {
      if (placement.idempotency === undefined) return groups.place(placement)
      try {
        return await placeOne(placement) // by itself: a key that is taken must undo nobody else's call
      } catch (error) {
        if (isUniqueViolation(error)) return 'key-taken'
        throw error
      }
    },
  }
}

function factsOf(row: FactsRow, assistant: FoundAssistant | undefined): PlacementFacts {
  const { countries, trunk, system } = row
  return {
    countries,
    assistant,
    caller: trunk === null ? undefined : { trunk, system: system === true },
    rateCard: { version: row.rate_version, microsPerMinute: row.micros_per_minute },
  }
}

async function assistantOf(
  { assistant, version }: FactsRow,
  definitions: PublishedDefinitions,
): Promise<FoundAssistant | undefined> {
  if (assistant === null) return undefined
  if (version === null) return { type: 'draft-only' }
  const definition = await definitions.find(assistant, version)
  invariant(definition !== undefined, 'what is published is there')
  return { type: 'published', version, definition }
}

function valuesOf(placement: Placement): unknown[] {
  return [
    placement.id,
    placement.workspace,
    placement.assistant,
    placement.assistantVersion,
    placement.callee,
    placement.caller,
    placement.trunk,
    JSON.stringify(placement.inputs),
    JSON.stringify(placement.metadata),
    instant(placement.createdAt),
    instant(placement.scheduledAt),
    instant(placement.dueAt),
    placement.rateCardVersion,
    placement.holdMicros,
    placement.idempotency?.key,
    placement.idempotency?.bodyHash,
    JSON.stringify(placement.hours),
  ]
}
