import * as z from 'zod'
import { route } from './route.ts'

const checkState = z.enum(['ok', 'starting', 'failing'])

export const serviceRoutes = {
  health: route({
    method: 'GET',
    path: '/api/health',
    tag: 'Service',
    access: 'open',
    summary: 'Is this server well?',
    description: '503, in the form of a problem, when a part of it is failing.',
    reply: {
      kind: 'json',
      status: 200,
      schema: z.object({
        status: z.enum(['ok', 'starting']),
        version: z.string(),
        checks: z.record(z.string(), checkState),
      }),
      example: { status: 'ok', version: '0.1.0', checks: { database: 'ok' } },
    },
    problems: ['UNAVAILABLE'],
  }),
  openApi: route({
    method: 'GET',
    path: '/api/openapi.json',
    tag: 'Service',
    access: 'open',
    summary: 'This description, as OpenAPI 3.1',
    reply: { kind: 'raw', status: 200, contentType: 'application/json', description: 'OpenAPI 3.1.' },
    problems: [],
  }),
  docs: route({
    method: 'GET',
    path: '/api/docs',
    tag: 'Service',
    access: 'open',
    summary: 'This description, as a page to read',
    reply: { kind: 'raw', status: 200, contentType: 'text/html; charset=utf-8', description: 'HTML.' },
    problems: [],
  }),
}
