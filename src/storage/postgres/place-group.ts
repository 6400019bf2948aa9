import type { CallId } from '../../base/index.ts'
import type { Placement } from '../../calls/index.ts'
import { instant, type Pool } from './pool.ts'

/**
 * Many placements in one statement and one commit. Wallets are locked in the order of their workspaces, so
 * that two groups never wait for each other in a circle; within a wallet the earlier request comes first.
 */
const PLACE_GROUP = `
  with wanted as (
    select * from unnest(
      $1::text[], $2::text[], $3::text[], $4::integer[], $5::text[], $6::text[], $7::text[], $8::text[],
      $9::text[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[], $13::integer[], $14::bigint[],
      $15::text[]
    ) with ordinality as request (id, workspace, assistant, version, callee, caller, trunk, inputs, metadata,
      created_at, scheduled_at, due_at, rate_card, amount, hours, place)
  ), purse as (
    select workspace, available from wallet where workspace in (select workspace from wanted)
    order by workspace for update
  ), covered as (
    select summed.* from (
      select *, sum(amount) over (partition by workspace order by place) as total from wanted
    ) summed join purse on purse.workspace = summed.workspace where total <= available
  ), sums as (
    select workspace, sum(amount)::bigint as amount, min(due_at) as due_at from covered group by workspace
  ), paid as (
    update wallet set available = available - amount, held = held + amount
    from sums where wallet.workspace = sums.workspace
  ), placed as (
    insert into call (id, workspace, assistant, assistant_version, status, direction, callee, caller, trunk,
                      inputs, metadata, created_at, scheduled_at, due_at, rate_card, hours)
    select id, workspace, assistant, version, 'queued', 'outbound', callee, caller, trunk,
           inputs::json, metadata::json, created_at, scheduled_at, due_at, rate_card, hours::json
    from covered
    returning id
  ), reserved as (
    insert into hold (call, workspace, amount) select id, workspace, amount from covered
  ), entered as (
    insert into entry (workspace, at, kind, debit, credit, amount, call)
    select workspace, created_at, 'hold', 'available', 'held', amount, id from covered where amount > 0
  ), hastened as (
    update dispatch_state set next_due = due_at
    from sums where dispatch_state.workspace = sums.workspace and next_due > due_at
  )
  select id from placed`

/** Returns the calls that their wallets covered. */
export async function placeGroup(pool: Pool, group: readonly Placement[]): Promise<ReadonlySet<CallId>> {
  const column = <T>(of: (placement: Placement) => T) => group.map(of)
  const { rows } = await pool.query<{ id: CallId }>({
    name: 'place-group',
    text: PLACE_GROUP,
    values: [
      column(({ id }) => id),
      column(({ workspace }) => workspace),
      column(({ assistant }) => assistant),
      column(({ assistantVersion }) => assistantVersion),
      column(({ callee }) => callee),
      column(({ caller }) => caller),
      column(({ trunk }) => trunk),
      column(({ inputs }) => JSON.stringify(inputs)),
      column(({ metadata }) => JSON.stringify(metadata)),
      column(({ createdAt }) => instant(createdAt)),
      column(({ scheduledAt }) => instant(scheduledAt)),
      column(({ dueAt }) => instant(dueAt)),
      column(({ rateCardVersion }) => rateCardVersion),
      column(({ holdMicros }) => holdMicros),
      column(({ hours }) => JSON.stringify(hours)),
    ],
  })
  return new Set(rows.map(({ id }) => id))
}
