import { problemStatuses } from '../contract/index.ts'
import type { Problem } from './problem.ts'

export interface ProblemResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

/** The one place where what is wrong becomes HTTP: both documented shapes of an error in one body. */
export function problemResponse(problem: Problem, reference?: string): ProblemResponse {
  const { code, message, validationErrors } = problem
  const status = validationErrors === undefined ? problemStatuses[code] : 422
  return {
    status,
    headers: problem.headers,
    body: {
      success: false,
      statusCode: status,
      message,
      ...(validationErrors === undefined ? {} : { validationErrors }),
      error: { code, message, status, ...(reference === undefined ? {} : { reference }) },
    },
  }
}
