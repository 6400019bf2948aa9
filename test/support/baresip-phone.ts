import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readWav, type WavAudio, writeWav } from '../../src/audio/index.ts'

const MODULES = '/usr/lib/baresip/modules'

export interface BaresipPhone {
  /** Settings, the voice and the recordings lie here. */
  readonly folder: string
  readonly host: string
  readonly port: number
  /** The first of twenty ports for RTP. */
  readonly rtpPort: number
  /** The user part of the only address that it answers. */
  readonly user: string
  /** What its human says, at 8 kHz. */
  readonly voice: WavAudio
}

/** The settings of a telephone that answers by itself, plays a voice and records what it hears. */
export function furnishPhone({ folder, host, port, rtpPort, user, voice }: BaresipPhone): void {
  writeFileSync(join(folder, 'voice.wav'), writeWav(voice))
  const lines = [
    `sip_listen ${host}:${port}`,
    `net_interface ${host}`,
    `rtp_ports ${rtpPort}-${rtpPort + 20}`,
    `module_path ${MODULES}`,
    ...['g711', 'aufile', 'sndfile', 'aubridge'].map((name) => `module ${name}.so`),
    ...['account', 'menu'].map((name) => `module_app ${name}.so`),
    `audio_source aufile,${join(folder, 'voice.wav')}`,
    'audio_player aubridge,nobody',
    `snd_path ${folder}`,
  ]
  writeFileSync(join(folder, 'config'), `${lines.join('\n')}\n`)
  const account = `<sip:${user}@${host}:${port}>;regint=0;answermode=auto;audio_codecs=PCMA/8000/1`
  writeFileSync(join(folder, 'accounts'), `${account}\n`)
  writeFileSync(join(folder, 'contacts'), '')
}

/** What the telephone heard of its last call; undefined before it has written anything. */
export function heardByPhone({ folder }: Pick<BaresipPhone, 'folder'>): WavAudio | undefined {
  const file = readdirSync(folder).find((name) => name.endsWith('-dec.wav'))
  return file === undefined ? undefined : readWav(readFileSync(join(folder, file)))
}
