import * as z from 'zod'
import type { JsonSchema, OpenApi, Operation, Parameter, Response } from './openapi-document.ts'
import { type ProblemCode, problemMeanings, problemStatuses } from './problem.ts'
import { type Access, problemsOf, type Route } from './route.ts'

/** The routes as an OpenAPI 3.1 document, whose schemas are JSON Schema 2020-12 as zod prints it. */
export function openApiOf(routes: Readonly<Record<string, Route>>, version: string): OpenApi {
  const components = new Components()
  const paths: Record<string, Record<string, Operation>> = {}
  for (const [name, route] of Object.entries(routes)) {
    paths[route.path] ??= {}
    Object.assign(paths[route.path] ?? {}, {
      [route.method.toLowerCase()]: operationOf(name, route, components),
    })
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Twenty2',
      version,
      description: ABOUT,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(Object.values(routes).map(({ tag }) => tag))].map((tag) => ({ name: tag })),
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'basic', description: 'API key and its secret.' },
        operator: { type: 'http', scheme: 'bearer', description: 'The operator’s token.' },
      },
      schemas: { Problem: components.of(problemBody, 'output'), ...components.schemas },
    },
  }
}

const ABOUT =
  'AI voice calls from your own machine. Times are ISO-8601 UTC; ids are 24 hexadecimal characters. ' +
  '`x-workspace-id` may be sent with every request and must then name the key’s own workspace.'

const problemBody = z.object({
  success: z.literal(false),
  statusCode: z.int(),
  message: z.string(),
  validationErrors: z
    .record(z.string(), z.array(z.string()))
    .optional()
    .describe('With 422 only: by field, what is wrong with it.'),
  error: z.object({
    code: z.string(),
    message: z.string(),
    status: z.int(),
    reference: z.string().optional().describe('With 500 only: what to quote to the operator.'),
  }),
})

/** Gathers the named schemas met on the way under `components/schemas`. */
class Components {
  readonly schemas: Record<string, JsonSchema> = {}

  of(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const { $schema, $defs, ...plain } = z.toJSONSchema(schema, { io })
    for (const [name, definition] of Object.entries($defs ?? {})) {
      const { id: _, ...named } = Object(definition)
      this.schemas[name] = tidied(named)
    }
    return tidied(plain)
  }
}

/** References point into the document; zod's long date patterns say no more than `format` does. */
function tidied(value: object): JsonSchema {
  const entries = Object.entries(value)
    .filter(([key]) => !(key === 'pattern' && 'format' in value))
    .map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string'
        ? inner.replace('#/$defs/', '#/components/schemas/')
        : tidiedInside(inner),
    ])
  return Object.fromEntries(entries)
}

function tidiedInside(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidiedInside)
  return typeof value === 'object' && value !== null ? tidied(value) : value
}

function operationOf(name: string, route: Route, components: Components): Operation {
  return {
    operationId: name,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    security: SECURITY[route.access],
    ...parametersOf(route, components),
    ...(route.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: components.of(route.body, 'input'),
                ...(route.bodyExample === undefined ? {} : { example: route.bodyExample }),
              },
            },
          },
        }),
    responses: { ...successOf(route, components), ...failuresOf(route) },
  }
}

const SECURITY: Readonly<Record<Access, Operation['security']>> = {
  open: [],
  link: [],
  workspace: [{ key: [] }, { operator: [] }],
  operator: [{ operator: [] }],
  'operator-in-workspace': [{ operator: [] }],
}

function parametersOf(route: Route, components: Components): Pick<Operation, 'parameters'> {
  const places = [
    { where: 'path', schema: route.params },
    { where: 'query', schema: route.query },
    { where: 'header', schema: route.headers },
  ] as const
  const parameters: Parameter[] = places.flatMap(({ where, schema }) =>
    Object.entries(schema?.shape ?? {}).map(([name, field]) => {
      const { description, ...rest } = components.of(field, 'input')
      return {
        name,
        in: where,
        required: where === 'path' || !field.safeParse(undefined).success,
        ...(description === undefined ? {} : { description }),
        schema: rest,
      }
    }),
  )
  if (route.access === 'workspace' || route.access === 'operator-in-workspace') {
    parameters.push(workspaceHeader(route.access === 'operator-in-workspace'))
  }
  return parameters.length === 0 ? {} : { parameters }
}

const workspaceHeader = (required: boolean): Parameter => ({
  name: 'x-workspace-id',
  in: 'header',
  required,
  description: 'A key’s own workspace, or the one the operator acts in.',
  schema: { type: 'string', pattern: '^[0-9a-f]{24}$' },
})

function successOf(route: Route, components: Components): Readonly<Record<string, Response>> {
  const { reply } = route
  if (reply.kind === 'raw') {
    return {
      [reply.status]: { description: reply.description, content: { [reply.contentType]: {} } },
    }
  }
  const schema = z.object({ success: z.literal(true), ...reply.schema.shape })
  return {
    [reply.status]: {
      description: 'Done.',
      content: {
        'application/json': {
          schema: components.of(schema, 'output'),
          example: { success: true, ...reply.example },
        },
      },
    },
  }
}

function failuresOf(route: Route): Readonly<Record<string, Response>> {
  const byStatus = Map.groupBy(statusesOf(route), ([status]) => status)
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map(([, code]) => `\`${code}\`: ${problemMeanings[code]}`).join(' '),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )
}

const statusesOf = (route: Route): readonly (readonly [number, ProblemCode])[] =>
  problemsOf(route).map((code) => [problemStatuses[code], code])
