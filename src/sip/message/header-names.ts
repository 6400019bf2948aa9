/** Compact forms of RFC 3261 §20 and the extensions' own registrations (IANA, SIP header fields). */
const COMPACT: Readonly<Record<string, string>> = {
  a: 'Accept-Contact',
  b: 'Referred-By',
  c: 'Content-Type',
  d: 'Request-Disposition',
  e: 'Content-Encoding',
  f: 'From',
  i: 'Call-ID',
  j: 'Reject-Contact',
  k: 'Supported',
  l: 'Content-Length',
  m: 'Contact',
  o: 'Event',
  r: 'Refer-To',
  s: 'Subject',
  t: 'To',
  u: 'Allow-Events',
  v: 'Via',
  x: 'Session-Expires',
}
const USUAL = [
  ...Object.values(COMPACT),
  ...['Accept', 'Allow', 'Authorization', 'CSeq', 'Date', 'Expires', 'Max-Forwards', 'Min-SE', 'Reason'],
  ...['P-Asserted-Identity', 'Proxy-Authenticate', 'Proxy-Authorization', 'Proxy-Require', 'Record-Route'],
  ...[
    'Require',
    'Retry-After',
    'Route',
    'Server',
    'Unsupported',
    'User-Agent',
    'Warning',
    'WWW-Authenticate',
  ],
]
const USUAL_BY_NAME = new Map([
  ...USUAL.map((name) => [name.toLowerCase(), name] as const),
  ...Object.entries(COMPACT),
])

/** The long form in its usual case; a name nobody registered stays as it was written. */
export function usualName(name: string): string {
  return USUAL_BY_NAME.get(name) ?? USUAL_BY_NAME.get(name.toLowerCase()) ?? name
}

/** At most one of each a message (RFC 3261 §7.3.1, table 2). */
export const SINGLE: ReadonlySet<string> = new Set([
  ...['From', 'To', 'Call-ID', 'CSeq', 'Max-Forwards', 'Content-Length', 'Content-Type'],
])

/** Lists of name-addr that are taken apart while parsing. */
export const ADDRESS_LISTS: ReadonlySet<string> = new Set(['Contact', 'Route', 'Record-Route'])
