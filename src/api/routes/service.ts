import { openApiOf, routes } from '../../contract/index.ts'
import type { ApiDeps, HealthState } from '../deps.ts'
import { docsPage } from '../docs-page/page.ts'
import type { Handlers } from '../handlers.ts'
import { Problem } from '../problem.ts'

export function serviceHandlers(deps: ApiDeps): Pick<Handlers, 'health' | 'openApi' | 'docs'> {
  const document = openApiOf(routes, deps.version)
  const description = JSON.stringify(document)
  const page = docsPage(document)
  return {
    health: async () => {
      const checks = Object.fromEntries(
        await Promise.all(
          Object.entries(deps.healthChecks).map(async ([name, check]) => [
            name,
            await stateOf(deps, name, check),
          ]),
        ),
      ) as Record<string, HealthState>
      const failing = Object.keys(checks).filter((name) => checks[name] === 'failing')
      if (failing.length > 0) return new Problem('UNAVAILABLE', `Failing: ${failing.join(', ')}`)
      const status = Object.values(checks).includes('starting') ? ('starting' as const) : ('ok' as const)
      return { status, version: deps.version, checks }
    },
    openApi: async ({ exchange }) => {
      void exchange.reply.type('application/json; charset=utf-8').send(description)
      return undefined
    },
    docs: async ({ exchange }) => {
      void exchange.reply
        .headers({
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
        })
        .send(page)
      return undefined
    },
  }
}

/** A check that throws is a part that fails. */
async function stateOf(
  { log }: ApiDeps,
  name: string,
  check: () => Promise<HealthState>,
): Promise<HealthState> {
  try {
    return await check()
  } catch (error) {
    log.warn('A health check failed', { name, error })
    return 'failing'
  }
}
