import { type CliWorld, type ExitCode, runCli } from '../../src/main/cli/index.ts'
import { type InMemoryApi, OPERATOR_TOKEN } from './in-memory-api.ts'

export interface Printed {
  readonly code: ExitCode
  readonly out: string
  readonly err: string
}

/** Runs commands against an API in memory, with the credentials of its first tenant. */
export function inMemoryTerminal(api: InMemoryApi, changed: Partial<CliWorld> = {}) {
  return async (...args: readonly string[]): Promise<Printed> => {
    let [out, err] = ['', '']
    const code = await runCli(args, {
      env: {
        TWENTY2_URL: api.url,
        TWENTY2_API_KEY: api.ours.key,
        TWENTY2_API_SECRET: api.ours.secret,
        TWENTY2_WORKSPACE_ID: api.ours.workspace,
        TWENTY2_ASSISTANT_ID: api.ours.assistant,
        TWENTY2_CALLER_PHONE: api.ours.number,
        TWENTY2_OPERATOR_TOKEN: OPERATOR_TOKEN,
      },
      fetch,
      stdout: (text) => {
        out += text
      },
      stderr: (text) => {
        err += text
      },
      isTty: false,
      dataDir: '/nowhere',
      clock: api.stores.clock,
      signal: new AbortController().signal,
      ...changed,
    })
    return { code, out, err }
  }
}
