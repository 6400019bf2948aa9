import { formatInr, inr, parseId } from '../../base/index.ts'
import type { LedgerEntryView, WalletView } from '../../ledger/index.ts'
import { inrNumber, isoTime } from '../call-view.ts'
import type { ApiDeps } from '../deps.ts'
import type { Handlers } from '../handlers.ts'
import { invalid } from '../problem.ts'

const ENTRIES_BY_DEFAULT = 20

export function walletHandlers({ ledger }: ApiDeps): Pick<Handlers, 'showWallet' | 'listEntries' | 'topUp'> {
  return {
    showWallet: async ({ workspace }) => ({ wallet: walletView(await ledger.wallet(workspace)) }),
    listEntries: async ({ workspace, query }) => {
      const before = query.before === undefined ? undefined : parseId('entry', query.before)
      if (query.before !== undefined && before === undefined) {
        return invalid({ before: ['Must be the entry_id of an entry'] })
      }
      const page = { limit: query.limit ?? ENTRIES_BY_DEFAULT, ...(before === undefined ? {} : { before }) }
      return { entries: (await ledger.entries(workspace, page)).map(entryView) }
    },
    topUp: async ({ workspace, body }) => ({
      wallet: walletView(await ledger.topUp(workspace, inr(body.amount), body.reference, body.note)),
    }),
  }
}

const walletView = ({ balance, held, available }: WalletView) => ({
  balance: formatInr(balance.micros),
  held: formatInr(held.micros),
  available: formatInr(available.micros),
  balance_inr: inrNumber(balance.micros),
  held_inr: inrNumber(held.micros),
  available_inr: inrNumber(available.micros),
})

/** The ledger's amounts have no sign; here a charge takes away. */
function entryView({ id, at, kind, amount, callId, note }: LedgerEntryView) {
  const micros = kind === 'charge' ? -amount.micros : amount.micros
  return {
    entry_id: id,
    at: isoTime(at),
    kind,
    amount: formatInr(micros),
    amount_inr: inrNumber(micros),
    call_id: callId ?? null,
    note,
  }
}
