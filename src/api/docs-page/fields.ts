import type { JsonSchema, OpenApi } from '../../contract/index.ts'
import { escaped, prose } from './html.ts'

const DEPTH_MAX = 4

interface Row {
  readonly name: string
  readonly kind: string
  readonly required: boolean
  readonly about: string
}

/** The fields of an object as a table, those of its own objects under dotted names. */
export function fieldsTable(schema: JsonSchema, document: OpenApi): string {
  return tableOf(rowsOf(schema, document, ''))
}

export function tableOf(rows: readonly Row[]): string {
  if (rows.length === 0) return ''
  const lines = rows.map(
    ({ name, kind, required, about }) =>
      `<tr><td><code>${escaped(name)}</code>${required ? '<b title="required">*</b>' : ''}</td>` +
      `<td class="kind">${escaped(kind)}</td><td>${prose(about)}</td></tr>`,
  )
  return `<table>${lines.join('')}</table>`
}

function rowsOf(schema: JsonSchema, document: OpenApi, prefix: string, depth = 0): readonly Row[] {
  const { properties = {}, required = [] } = resolved(schema, document)
  return Object.entries(properties)
    .filter(([, field]) => field.not === undefined)
    .flatMap(([name, field]) => {
      const path = `${prefix}${name}`
      const row = {
        name: path,
        kind: kindOf(field, document),
        required: required.includes(name),
        about: aboutOf(field, document),
      }
      const inside = objectIn(field, document)
      const more =
        inside === undefined || depth >= DEPTH_MAX ? [] : rowsOf(inside, document, `${path}.`, depth + 1)
      return [row, ...more]
    })
}

/** The schema that a reference names. */
export function resolved(schema: JsonSchema, document: OpenApi): JsonSchema {
  const name = schema.$ref?.split('/').at(-1)
  return (name === undefined ? undefined : document.components.schemas[name]) ?? schema
}

/** What is there when it is not null. */
const present = ({ anyOf }: JsonSchema): JsonSchema | undefined =>
  anyOf?.length === 2 ? anyOf.find(({ type }) => type !== 'null') : undefined

function objectIn(field: JsonSchema, document: OpenApi): JsonSchema | undefined {
  const schema = resolved(present(field) ?? field, document)
  const inside = schema.items === undefined ? schema : resolved(schema.items, document)
  return inside.properties === undefined ? undefined : inside
}

const aboutOf = (field: JsonSchema, document: OpenApi): string =>
  field.description ?? resolved(present(field) ?? field, document).description ?? ''

/** In words: `text`, `list of objects`, `number or null`. */
export function kindOf(field: JsonSchema, document: OpenApi): string {
  const schema = resolved(field, document)
  if (schema.anyOf !== undefined) return schema.anyOf.map((one) => kindOf(one, document)).join(' or ')
  if (schema.enum !== undefined) return schema.enum.join(' · ')
  if (schema.const !== undefined) return String(schema.const)
  if (schema.items !== undefined) return `list of ${kindOf(schema.items, document)}`
  const type = Array.isArray(schema.type) ? schema.type.join(' or ') : String(schema.type ?? 'anything')
  return WORDS[type] ?? type
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  boolean: 'true or false',
}
