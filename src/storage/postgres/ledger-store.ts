import { type CallId, type Clock, type Id, inr, invariant, type WorkspaceId } from '../../base/index.ts'
import type { Ledger, LedgerEntryView, WalletView } from '../../ledger/index.ts'
import { type Connection, instant, type Pool, transact } from './pool.ts'

interface EntryRow {
  readonly id: bigint
  readonly at: number
  readonly kind: 'top-up' | 'charge'
  readonly amount: bigint
  readonly call: CallId | null
  readonly note: string
}
interface ResolvedRow {
  readonly amount: bigint
  readonly charged: bigint
}

/**
 * The tail of a statement that resolves a hold once: wallet, entries and the hold itself. Before it stands a
 * CTE `ending(call)` that has a row when the hold is to be resolved now; $cost and $at name parameters.
 */
export const resolveHold = (cost: string, at: string) => `
  resolved as (
    update hold set charged = least(amount, ${cost}), resolved_at = ${at}
    from ending where hold.call = ending.call and resolved_at is null
    returning hold.call, hold.workspace, amount, charged
  ), repaid as (
    update wallet set held = held - amount, available = available + amount - charged, spent = spent + charged
    from resolved where wallet.workspace = resolved.workspace returning wallet.workspace
  ), entered as (
    insert into entry (workspace, at, kind, debit, credit, amount, call)
    select workspace, ${at}, 'charge', 'held', 'spent', charged, call from resolved where charged > 0
    union all
    select workspace, ${at}, 'release', 'held', 'available', amount - charged, call from resolved
    where amount > charged
  )`

export function createLedger(pool: Pool, clock: Clock): Ledger {
  const now = () => instant(clock.wallTime())
  const resolve = async (callId: CallId, micros: bigint) => {
    await pool.query(`with ending as (select $1::text as call), ${resolveHold('$2', '$3')} select 1`, [
      callId,
      micros,
      now(),
    ])
    const { rows } = await pool.query<ResolvedRow>('select amount, charged from hold where call = $1', [
      callId,
    ])
    const [hold] = rows
    invariant(hold !== undefined, 'a call that is settled has a hold')
    return hold
  }
  return {
    async topUp(workspace, amount, reference, note) {
      await pool.query(
        `with entered as (
           insert into entry (workspace, at, kind, debit, credit, amount, reference, note)
           select workspace, $4, 'top-up', 'funded', 'available', $2, $3, $5 from wallet where workspace = $1
           on conflict (workspace, reference) where reference is not null do nothing
           returning workspace, amount
         )
         update wallet set funded = funded + amount, available = available + amount
         from entered where wallet.workspace = entered.workspace`,
        [workspace, amount.micros, reference, now(), note],
      )
      return readWallet(pool, workspace)
    },
    wallet: (workspace) => readWallet(pool, workspace),
    async entries(workspace, { limit, before }) {
      const { rows } = await pool.query<EntryRow>(
        `select id, at, kind, amount, call, note from entry
         where workspace = $1 and kind in ('top-up', 'charge') and ($3::bigint is null or id < $3)
         order by id desc limit $2`,
        [workspace, limit, before === undefined ? null : entryNumber(before)],
      )
      return rows.map(entryOf)
    },
    growHold: (callId, amount) => transact(pool, (tx) => growHold(tx, callId, amount.micros, now())),
    async settle(callId, amount) {
      const hold = await resolve(callId, amount.micros)
      return { charged: inr(hold.charged), returned: inr(hold.amount - hold.charged) }
    },
    async release(callId) {
      await resolve(callId, 0n)
    },
  }
}

const INT8_MAX = 2n ** 63n - 1n
/** An entry's id counts in hexadecimal; one beyond all that can be counted lies before everything. */
function entryNumber(id: Id<'entry'>): bigint {
  const number = BigInt(`0x${id}`)
  return number > INT8_MAX ? INT8_MAX : number
}

async function readWallet(pool: Pool, workspace: WorkspaceId): Promise<WalletView> {
  const { rows } = await pool.query<{ readonly available: bigint; readonly held: bigint }>(
    'select available, held from wallet where workspace = $1',
    [workspace],
  )
  const { available, held } = rows[0] ?? { available: 0n, held: 0n }
  return { balance: inr(available + held), held: inr(held), available: inr(available) }
}

async function growHold(tx: Connection, callId: CallId, wanted: bigint, at: string) {
  const { rows } = await tx.query<{ workspace: WorkspaceId; amount: bigint; available: bigint }>(
    `select hold.workspace, amount, available from hold join wallet on wallet.workspace = hold.workspace
     where call = $1 and resolved_at is null for update`,
    [callId],
  )
  const [hold] = rows
  invariant(hold !== undefined, 'only an open hold grows')
  const missing = wanted > hold.amount ? wanted - hold.amount : 0n
  const extra = missing < hold.available ? missing : hold.available
  if (extra > 0n)
    await tx.query(
      `with grown as (
         update hold set amount = amount + $2 where call = $1
       ), moved as (
         update wallet set available = available - $2, held = held + $2 where workspace = $3
       )
       insert into entry (workspace, at, kind, debit, credit, amount, call)
       values ($3, $4, 'hold', 'available', 'held', $2, $1)`,
      [callId, extra, hold.workspace, at],
    )
  // A call has one hold, so the call's id names it.
  return { id: `${callId}` as Id<'hold'>, callId, amount: inr(hold.amount + extra) }
}

function entryOf(row: EntryRow): LedgerEntryView {
  return {
    id: row.id.toString(16).padStart(24, '0') as Id<'entry'>,
    at: row.at,
    kind: row.kind,
    amount: inr(row.amount),
    note: row.note,
    ...(row.call === null ? {} : { callId: row.call }),
  }
}
