import { describe, expect, it } from 'vitest'
import { acceptAnswer, answerOffer, makeOffer } from './negotiate.ts'
import { parseSdp } from './parse.ts'
import { printSdp } from './print.ts'

const OURS = { address: '192.0.2.1', port: 40_000, codecs: ['PCMA', 'PCMU'] } as const
const ID = { sessionId: '7', version: 1 }

function sdp(...lines: readonly string[]) {
  const text = ['v=0', 'o=- 1 1 IN IP4 192.0.2.9', 's=-', 'c=IN IP4 192.0.2.9', 't=0 0', ...lines].join(
    '\r\n',
  )
  const parsed = parseSdp(Buffer.from(`${text}\r\n`))
  if (parsed === undefined) throw new Error('no SDP')
  return parsed
}
const AUDIO = 'm=audio 5000 RTP/AVP 0 8 96'
const EVENTS = 'a=rtpmap:96 telephone-event/8000'

describe('offer and answer', () => {
  it('offers both codecs, the preferred first, and telephone events', () => {
    expect(printSdp(makeOffer(OURS, ID)).toString()).toBe(
      [
        'v=0',
        'o=- 7 1 IN IP4 192.0.2.1',
        's=-',
        'c=IN IP4 192.0.2.1',
        't=0 0',
        'm=audio 40000 RTP/AVP 8 0 101',
        'a=rtpmap:8 PCMA/8000',
        'a=rtpmap:0 PCMU/8000',
        'a=rtpmap:101 telephone-event/8000',
        'a=fmtp:101 0-15',
        'a=ptime:20',
        'a=sendrecv',
        '',
      ].join('\r\n'),
    )
  })

  it('answers with the offerer’s first codec that we have, and its own number for events', () => {
    const settled = answerOffer(sdp(AUDIO, EVENTS), OURS, ID)
    expect(settled?.agreed).toEqual({
      host: '192.0.2.9',
      port: 5_000,
      codec: 'PCMU',
      telephoneEvent: 96,
      direction: 'sendrecv',
    })
    expect(settled?.answer.media[0]?.formats).toEqual(['0', '96'])
  })

  it('refuses other streams and keeps their places', () => {
    const offer = sdp('m=video 6000 RTP/AVP 31', 'm=audio 7000 RTP/SAVP 0', AUDIO)
    const { answer } = answerOffer(offer, OURS, ID) ?? {}
    expect(answer?.media.map(({ kind, port }) => `${kind} ${port}`)).toEqual([
      'video 0',
      'audio 0',
      'audio 40000',
    ])
  })

  it('takes the address of the stream before that of the session', () => {
    const answer = sdp(AUDIO, 'c=IN IP4 198.51.100.4')
    expect(acceptAnswer(answer, OURS)?.host).toBe('198.51.100.4')
  })

  it.each([
    ['a=sendrecv', 'sendrecv'],
    ['a=sendonly', 'recvonly'],
    ['a=recvonly', 'sendonly'],
    ['a=inactive', 'inactive'],
    ['c=IN IP4 0.0.0.0', 'recvonly'],
  ])('sees %s from our side as %s', (line, direction) => {
    const settled = answerOffer(sdp(AUDIO, line), OURS, ID)
    expect(settled?.agreed.direction).toBe(direction)
    expect(settled?.answer.media[0]?.attributes).toContainEqual({ name: direction, value: undefined })
  })

  it('takes the direction of the session when the stream names none', () => {
    expect(acceptAnswer(sdp('a=inactive', AUDIO), OURS)?.direction).toBe('inactive')
  })

  it.each([
    ['a refused stream', 'm=audio 0 RTP/AVP 8'],
    ['a strange codec', 'm=audio 5000 RTP/AVP 18'],
    ['no audio', 'm=video 5000 RTP/AVP 31'],
  ])('finds nothing usable in %s', (_what, line) => {
    expect(acceptAnswer(sdp(line), OURS)).toBeUndefined()
    expect(answerOffer(sdp(line), OURS, ID)).toBeUndefined()
  })

  it('does not take payload type 8 for PCMA when a map says otherwise', () => {
    const answer = sdp('m=audio 5000 RTP/AVP 8 0', 'a=rtpmap:8 G722/8000')
    expect(acceptAnswer(answer, OURS)?.codec).toBe('PCMU')
  })
})
