/** The command line tool: words in, requests to the HTTP API, lines out. */
export { type ApiClient, apiClient } from './api-client.ts'
export { callLines } from './call-lines.ts'
export { type Connection, connectionOf } from './connection.ts'
export { callEvents, followCall } from './follow-call.ts'
export { type LiveEvent, type LiveView, openLiveView, renderLiveEvent } from './live-view.ts'
export { coloured, type Paint, plain } from './paint.ts'
export { runCli } from './run-cli.ts'
export { type CliWorld, CommandFailed, type ExitCode } from './world.ts'
