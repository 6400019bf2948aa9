/**
 * Says what the HTTP API accepts and returns; shared with clients and OpenAPI.
 *
 * Terminology. *Route*: one thing the API can do, as data. *Problem*: what was wrong with a request, from one
 * closed list. *Access*: who may use a route.
 */
export type { LogsQuery } from './call-logs.ts'
export type {
  CallDetail,
  CallSummary,
  TranscriptDocument,
  TriggerBody,
} from './calls.ts'
export { openApiOf } from './openapi.ts'
export type * from './openapi-document.ts'
export * from './problem.ts'
export * from './route.ts'
export { type RouteName, type Routes, routes } from './routes.ts'
