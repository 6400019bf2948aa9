import * as z from 'zod'
import { MICROS_PER_RUPEE, parseRupees } from '../base/index.ts'
import * as examples from './examples.ts'
import { givenId, id, otherwise, rupees, rupeesNumber, time, wholeNumber } from './fields.ts'
import { route } from './route.ts'

export const wallet = z
  .object({
    balance: rupees,
    held: rupees.describe('Reserved for calls under way.'),
    available: rupees.describe('What a new call may hold.'),
    balance_inr: rupeesNumber,
    held_inr: rupeesNumber,
    available_inr: rupeesNumber,
  })
  .meta({ id: 'Wallet' })
export const walletEntry = z
  .object({
    entry_id: id,
    at: time,
    kind: z.enum(['top-up', 'charge']),
    amount: rupees,
    amount_inr: rupeesNumber,
    call_id: id.nullable(),
    note: z.string(),
  })
  .meta({ id: 'WalletEntry' })

/** So that no number of top-ups soon leaves what 64 bits hold. */
const TOP_UP_MICROS_MAX = 100_000_000n * MICROS_PER_RUPEE

const amount = z
  .union([z.string().max(20), z.number()], otherwise('Must be rupees, as in 500 or "99.50"'))
  .transform(String)
  .refine((text) => (parseRupees(text) ?? 0n) > 0n, 'Must be rupees above 0 with at most two decimals')
  .transform((text) => parseRupees(text) ?? 0n)
  .refine((micros) => micros <= TOP_UP_MICROS_MAX, 'Must be at most 100000000 rupees at once')

const exampleWallet = {
  balance: '₹500.00',
  held: '₹10.00',
  available: '₹490.00',
  balance_inr: 500,
  held_inr: 10,
  available_inr: 490,
}
const exampleEntry = {
  entry_id: examples.ENTRY_ID,
  at: '2026-01-25T10:01:35Z',
  kind: 'charge',
  amount: '-₹15.67',
  amount_inr: -15.67,
  call_id: examples.CALL_ID,
  note: '94 s, rate card 1',
}
const walletReply = {
  kind: 'json',
  status: 200,
  schema: z.object({ wallet }),
  example: { wallet: exampleWallet },
} as const

export const walletRoutes = {
  showWallet: route({
    method: 'GET',
    path: '/api/wallet',
    tag: 'Wallet',
    access: 'workspace',
    summary: 'Show the wallet',
    reply: walletReply,
    problems: [],
  }),
  listEntries: route({
    method: 'GET',
    path: '/api/wallet/entries',
    tag: 'Wallet',
    access: 'workspace',
    summary: 'List top-ups and charges, newest first',
    query: z.object({
      limit: wholeNumber(1, 100).optional().describe('Entries a page, at most 100. Default 20.'),
      before: givenId.optional().describe('The last `entry_id` of the page before.'),
    }),
    reply: {
      kind: 'json',
      status: 200,
      schema: z.object({ entries: z.array(walletEntry) }),
      example: { entries: [exampleEntry] },
    },
    problems: [],
  }),
  topUp: route({
    method: 'POST',
    path: '/api/wallet/top-up',
    tag: 'Wallet',
    access: 'operator-in-workspace',
    summary: 'Add money to a wallet',
    description: 'Repeating it with the same `reference` changes nothing.',
    body: z.object({
      amount: amount.describe('Rupees: `500` or `"99.50"`.'),
      reference: z
        .string()
        .regex(/^[\x21-\x7e]{1,100}$/, 'Must be 1 to 100 visible ASCII characters')
        .describe('Yours, and another one for each payment.'),
      note: z.string().max(200).default(''),
    }),
    bodyExample: { amount: '500', reference: 'invoice-17', note: 'January' },
    reply: walletReply,
    problems: [],
  }),
}
