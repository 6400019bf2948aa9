import type { MediaEngine, MediaEvent, MediaSession, MediaTarget } from '../../src/telephony/index.ts'

/** A session whose news are kept in order. */
export interface NewsyRtpSession {
  readonly session: MediaSession
  readonly news: MediaEvent[]
}

export const LOCAL_HOST = '127.0.0.1'

export async function openSession(engine: MediaEngine, mediaLostAfterMs = 20_000): Promise<NewsyRtpSession> {
  const session = await engine.open({ localHost: LOCAL_HOST, mediaLostAfterMs })
  const news: MediaEvent[] = []
  session.onEvent((event) => void news.push(event))
  return { session, news }
}

export function targetAt(port: number, options: Partial<MediaTarget> = {}): MediaTarget {
  return { host: LOCAL_HOST, port, codec: 'PCMA', telephoneEvent: 101, direction: 'sendrecv', ...options }
}

/** Waits in real time until `condition` holds; rejects after ten seconds. */
export async function until(condition: () => boolean, limitMs = 10_000): Promise<void> {
  const endMs = performance.now() + limitMs
  while (!condition()) {
    if (performance.now() > endMs) throw new Error(`${limitMs} ms passed in vain`)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}
