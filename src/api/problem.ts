import type { ProblemCode, ValidationErrors } from '../contract/index.ts'

/** What was wrong with a request: an expected outcome, returned and never thrown. */
export class Problem {
  readonly code: ProblemCode
  readonly message: string
  readonly validationErrors: ValidationErrors | undefined
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: ProblemCode,
    message: string,
    more: {
      readonly validationErrors?: ValidationErrors
      readonly headers?: Readonly<Record<string, string>>
    } = {},
  ) {
    this.code = code
    this.message = message
    this.validationErrors = more.validationErrors
    this.headers = more.headers ?? {}
  }
}

/** One answer for all that is wrong with the fields of a request. */
export const invalid = (validationErrors: ValidationErrors): Problem =>
  new Problem(
    isAboutPhonesOnly(validationErrors) ? 'INVALID_NUMBER' : 'VALIDATION_ERROR',
    'Validation errors',
    {
      validationErrors,
    },
  )

const PHONES = new Set(['callee_phone', 'caller_phone'])

/** A telephone number that is there but cannot be dialed has a code of its own. */
const isAboutPhonesOnly = (errors: ValidationErrors): boolean =>
  Object.entries(errors).every(([field, sentences]) => PHONES.has(field) && !sentences.includes('Required'))
