import type { Attribute, MediaDescription, SessionDescription } from './session-description.ts'

export function printSdp(description: SessionDescription): Buffer {
  const { origin, name, address, attributes, media } = description
  const lines = [
    'v=0',
    `o=${origin.user} ${origin.sessionId} ${origin.version} IN ${family(origin.address)} ${origin.address}`,
    `s=${name}`,
    ...printConnection(address),
    't=0 0',
    ...attributes.map(printAttribute),
    ...media.flatMap(printMedia),
  ]
  return Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1')
}

function printMedia(media: MediaDescription): readonly string[] {
  return [
    `m=${media.kind} ${media.port} ${media.protocol} ${media.formats.join(' ')}`,
    ...printConnection(media.address),
    ...media.attributes.map(printAttribute),
  ]
}

function printConnection(address: string | undefined): readonly string[] {
  return address === undefined ? [] : [`c=IN ${family(address)} ${address}`]
}

function printAttribute({ name, value }: Attribute): string {
  return value === undefined ? `a=${name}` : `a=${name}:${value}`
}

function family(address: string): string {
  return address.includes(':') ? 'IP6' : 'IP4'
}
