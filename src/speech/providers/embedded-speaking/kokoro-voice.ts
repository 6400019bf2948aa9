import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SpeechEngineError } from '../../speech-engine-error.ts'

/** A voice is a table of styles, one row for each length of a text in phonemes. */
const STYLE_SIZE = 256
const STYLE_ROWS = 510

export interface KokoroVoice {
  /** The style of a text of `phonemes` letters. */
  styleFor(phonemes: number): Float32Array
}

/** `voicesDir` holds `<voice>.bin`: 510 × 256 little-endian floats. */
export async function loadVoice(voicesDir: string, voice: string): Promise<KokoroVoice> {
  const bytes = await readVoice(voicesDir, voice)
  const styles = new Float32Array(Uint8Array.from(bytes).buffer)
  return {
    styleFor(phonemes) {
      const row = Math.min(phonemes, STYLE_ROWS - 1)
      return styles.slice(row * STYLE_SIZE, (row + 1) * STYLE_SIZE)
    },
  }
}

async function readVoice(voicesDir: string, voice: string): Promise<Uint8Array> {
  const refused = (cause?: unknown) => new SpeechEngineError('tts', 'refused', { retryable: false, cause })
  if (!/^[a-z]{2}_[a-z]+$/.test(voice)) throw refused()
  const bytes = await readFile(join(voicesDir, `${voice}.bin`)).catch((cause: unknown) => {
    throw refused(cause)
  })
  if (bytes.length !== STYLE_ROWS * STYLE_SIZE * 4) throw refused()
  return bytes
}
