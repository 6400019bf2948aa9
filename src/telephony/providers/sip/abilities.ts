import type { Abilities, Header } from '../../../sip/index.ts'

const METHODS = ['INVITE', 'ACK', 'CANCEL', 'BYE', 'OPTIONS', 'INFO', 'UPDATE']

/** What our user agent takes, and how it says so in OPTIONS and INVITE. */
export const ABILITIES: Abilities & { readonly headers: readonly Header[] } = {
  methods: METHODS,
  known: ['REGISTER', 'SUBSCRIBE', 'NOTIFY', 'PUBLISH', 'MESSAGE', 'REFER', 'PRACK'],
  extensions: [],
  bodies: ['application/sdp'],
  headers: [
    { name: 'Allow', value: METHODS.join(', ') },
    { name: 'Accept', value: 'application/sdp' },
  ],
}

export const bodyHeaders: readonly Header[] = [{ name: 'Content-Type', value: 'application/sdp' }]
