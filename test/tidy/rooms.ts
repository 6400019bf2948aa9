/**
 * The house: each room of `src/` and the rooms whose doors it may use. `ARCHITECTURE.md` is checked against
 * this table.
 */
export const rooms: Readonly<Record<string, readonly string[]>> = {
  base: [],
  audio: ['base'],
  sip: ['base'],
  contract: ['base'],
  ledger: ['base'],
  queue: ['base'],
  understanding: ['base'],
  assistants: ['base'],
  workspaces: ['base'],
  rtp: ['base', 'audio'],
  speech: ['base', 'audio'],
  conversation: ['base'],
  telephony: ['base', 'audio', 'rtp', 'sip'],
  calls: ['base', 'assistants', 'ledger', 'queue', 'conversation', 'workspaces'],
  session: ['base', 'audio', 'speech', 'understanding', 'telephony', 'conversation', 'assistants', 'calls'],
  dispatch: [
    'base',
    'queue',
    'calls',
    'session',
    'telephony',
    'ledger',
    'assistants',
    'conversation',
    'workspaces',
  ],
  storage: ['base', 'audio', 'assistants', 'calls', 'conversation', 'ledger', 'queue', 'workspaces'],
  api: ['base', 'contract', 'assistants', 'calls', 'conversation', 'ledger', 'queue', 'workspaces'],
  carrier: ['base', 'audio', 'rtp', 'sip', 'speech', 'telephony', 'understanding'],
  main: ['*'],
}

/** Words of the trade a file name may not hide behind. */
export const bannedFileNames = /^(utils?|helpers?|common|misc)\b/

/** What may enter only where a room meets the world. */
export const bannedGlobals: readonly { readonly pattern: RegExp; readonly allowed: RegExp }[] = [
  { pattern: /\bprocess\.env\b/, allowed: /^src\/main\// },
  { pattern: /\bDate\.now\b/, allowed: /^src\/(base\/system-|main\/|[^/]+\/providers\/)/ },
  { pattern: /\bnew Date\(\)/, allowed: /^src\/(base\/system-|main\/)/ },
  { pattern: /\bset(Timeout|Interval)\b/, allowed: /^src\/(base\/system-|main\/|.*\/providers\/)/ },
  { pattern: /\bMath\.random\b/, allowed: /^src\/base\/system-/ },
  { pattern: /\brandom(UUID|Bytes)\b/, allowed: /^src\/(base\/system-|main\/|.*\/providers\/)/ },
  { pattern: /\bconsole\./, allowed: /^$/ },
]
