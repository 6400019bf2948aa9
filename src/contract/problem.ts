/** Everything that can be wrong with a request, with the HTTP status it is told by. */
export const problemStatuses = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  INSUFFICIENT_BALANCE: 402,
  FORBIDDEN: 403,
  INVALID_ASSISTANT: 400,
  INVALID_NUMBER: 400,
  CALL_NOT_FOUND: 404,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RANGE_NOT_SATISFIABLE: 416,
  VALIDATION_ERROR: 422,
  RATE_LIMIT_EXCEEDED: 429,
  INTERNAL_ERROR: 500,
  UNAVAILABLE: 503,
} as const

export type ProblemCode = keyof typeof problemStatuses

/** What each code means, for readers of the documentation. */
export const problemMeanings: Readonly<Record<ProblemCode, string>> = {
  BAD_REQUEST: 'What came cannot be read as HTTP.',
  UNAUTHORIZED: 'No credentials, or credentials that do not open anything.',
  INSUFFICIENT_BALANCE: 'The wallet does not cover one minute of this call.',
  FORBIDDEN: 'The credentials do not open this; a link was changed or has expired.',
  INVALID_ASSISTANT: 'No such assistant in this workspace, or it has never been published.',
  INVALID_NUMBER:
    'As 400: `caller_phone` is not an active number of this workspace. As 422: a phone that cannot be dialed.',
  CALL_NOT_FOUND: 'No such call in this workspace.',
  NOT_FOUND: 'Nothing lives at this address.',
  METHOD_NOT_ALLOWED: 'The address exists, but not for this method; see the `Allow` header.',
  CONFLICT: 'The request contradicts what is kept: another body under the same key, or a thing in use.',
  PAYLOAD_TOO_LARGE: 'The body is larger than one megabyte.',
  UNSUPPORTED_MEDIA_TYPE: 'Bodies are `application/json`.',
  RANGE_NOT_SATISFIABLE: 'The `Range` lies outside of the recording.',
  VALIDATION_ERROR: 'Fields are missing or wrong: `validationErrors` names each.',
  RATE_LIMIT_EXCEEDED: 'Too many requests for this key: wait for `Retry-After` seconds.',
  INTERNAL_ERROR: 'A fault of this server: quote `error.reference` to its operator.',
  UNAVAILABLE: 'A part of this server is not ready.',
}

/** By field of the request, in dotted form, sentences on what is wrong with it. */
export type ValidationErrors = Readonly<Record<string, readonly string[]>>
