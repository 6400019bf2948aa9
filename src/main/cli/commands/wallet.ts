import { type Command, command } from '../command.ts'
import { facts, orDash, table } from '../table.ts'

const noun = 'wallet'

export const walletCommands: readonly Command[] = [
  command({
    noun,
    verb: 'show',
    about: 'show the balance',
    takes: [],
    examples: ['wallet show'],
    async run({ api, show }) {
      const reply = await api.ask('showWallet')
      const { balance, held, available } = reply.wallet
      show(reply, facts({ balance, held, available }))
      return 0
    },
  }),
  command({
    noun,
    verb: 'top-up',
    about: 'add rupees to a wallet (operator)',
    takes: ['<rupees>'],
    options: {
      reference: { value: '<text>', about: 'repeating the command with the same one adds nothing' },
      note: { value: '<text>', about: 'shown beside the entry' },
    },
    examples: ['wallet top-up 500', 'wallet top-up 99.50 --reference invoice-17 --note January'],
    async run({ api, words, options, world, show }) {
      const reference = options.text('reference') ?? `cli-${world.clock.wallTime()}`
      const note = options.text('note') ?? ''
      const reply = await api.ask('topUp', { body: { amount: words[0] ?? '', reference, note } })
      const { balance, available } = reply.wallet
      show(reply, facts({ balance, available }))
      return 0
    },
  }),
  command({
    noun,
    verb: 'entries',
    about: 'list top-ups and charges, newest first',
    takes: [],
    options: {
      limit: { value: '<count>', about: 'at most 100; default 20' },
      before: { value: '<entry_id>', about: 'entries older than this one' },
    },
    examples: ['wallet entries', 'wallet entries --limit 100'],
    async run({ api, options, show }) {
      const reply = await api.ask('listEntries', {
        query: { limit: options.text('limit'), before: options.text('before') },
      })
      const rows = reply.entries.map((entry) => [
        entry.entry_id,
        entry.at,
        entry.kind,
        entry.amount,
        orDash(entry.call_id),
        entry.note,
      ])
      show(reply, table(['entry', 'at', 'kind', 'amount', 'call', 'note'], rows))
      return 0
    },
  }),
]
