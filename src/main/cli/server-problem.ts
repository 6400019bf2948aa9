import * as z from 'zod'

const problemBody = z.object({
  message: z.string(),
  validationErrors: z.record(z.string(), z.array(z.string())).optional(),
  error: z.object({ code: z.string(), reference: z.string().optional() }),
})

export interface ServerProblem {
  readonly code: string
  /** Whether the lines name fields of the request. */
  readonly hasFields: boolean
  readonly lines: readonly string[]
}

/** A refusal of the server in lines for people; an answer that is none of our server’s is told as it is. */
export function parseProblem(text: string, status: number): ServerProblem {
  const parsed = problemBody.safeParse(asJson(text))
  if (!parsed.success)
    return { code: '', hasFields: false, lines: [`The server answered ${status}, not as Twenty2 does.`] }
  const { message, validationErrors = {}, error } = parsed.data
  const fields = Object.entries(validationErrors).map(
    ([field, sentences]) => `  ${field}: ${sentences.join('; ')}`,
  )
  const reference = error.reference === undefined ? [] : [`  Reference: ${error.reference}`]
  const lines = [`${message} (${error.code})`, ...fields, ...reference]
  return { code: error.code, hasFields: fields.length > 0, lines }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const NEXT: Readonly<Record<string, string>> = {
  UNAUTHORIZED:
    'Check TWENTY2_API_KEY and TWENTY2_API_SECRET, or take them out of the environment to use demo.env.',
  FORBIDDEN: 'Use credentials of that workspace, or the operator’s token with --workspace <id>.',
  INSUFFICIENT_BALANCE: 'Add balance: `./twenty2 wallet top-up 500`.',
  INVALID_ASSISTANT: 'See `./twenty2 assistant list`; publish with `./twenty2 assistant publish <id>`.',
  INVALID_NUMBER: 'See `./twenty2 number list`; switch one on with `./twenty2 number on <number>`.',
  CALL_NOT_FOUND: 'See `./twenty2 call logs`.',
  NOT_FOUND: 'Look it up with the same noun and `list`.',
  VALIDATION_ERROR: 'Correct the fields above and run the command again; `--help` shows what it takes.',
  RATE_LIMIT_EXCEEDED: 'Wait a minute, or raise the limit: `./twenty2 workspace limits <id> --requests 600`.',
  INTERNAL_ERROR: 'The server’s log has more under this reference.',
}

export function nextStep({ code, hasFields }: ServerProblem): string {
  return (hasFields ? NEXT['VALIDATION_ERROR'] : NEXT[code]) ?? 'See docs/api.md for what this means.'
}
