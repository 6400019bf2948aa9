import type { CallId } from '../base/index.ts'
import type { TranscriptDocument } from '../contract/index.ts'
import type { SpokenTurn } from '../conversation/index.ts'

/** One line a turn: `[00:04.2] assistant: Hello.`; a turn that was talked over ends in a dash. */
export const transcriptText = (turns: readonly SpokenTurn[]): string =>
  turns.map((turn) => `[${offset(turn.startMs)}] ${turn.speaker}: ${lineOf(turn)}\n`).join('')

const lineOf = ({ text, interrupted }: SpokenTurn): string =>
  text.replaceAll(/\s+/g, ' ').trim() + (interrupted === true ? ' —' : '')

/** Minutes, seconds and tenths. */
function offset(ms: number): string {
  const tenths = Math.max(0, Math.floor(ms / 100))
  const [minutes, seconds] = [Math.floor(tenths / 600), Math.floor((tenths % 600) / 10)]
  return `${String(minutes).padStart(2, '0')}:${String(seconds).padStart(2, '0')}.${tenths % 10}`
}

export const transcriptDocument = (callId: CallId, turns: readonly SpokenTurn[]): TranscriptDocument => ({
  success: true,
  call_id: callId,
  turns: turns.map(({ speaker, text, startMs, endMs, interrupted }) => ({
    speaker,
    text,
    start_ms: Math.round(startMs),
    end_ms: Math.round(endMs),
    interrupted: interrupted ?? false,
  })),
})
