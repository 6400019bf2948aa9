import type { OpenApi, Operation, Parameter, Response } from '../../contract/index.ts'
import { fieldsTable, kindOf, tableOf } from './fields.ts'
import { code, escaped, prose } from './html.ts'

export interface Placed {
  readonly method: string
  readonly path: string
  readonly operation: Operation
}

/** One operation as a section: what it takes, what it answers, what can be wrong. */
export function operationSection({ method, path, operation }: Placed, document: OpenApi): string {
  const { operationId, summary, description, parameters = [], requestBody, responses } = operation
  const body = requestBody?.content['application/json']
  return `<section id="${operationId}">
<h3>${escaped(summary)}</h3>
<p class="address"><span class="method ${method}">${method.toUpperCase()}</span> <code>${escaped(path)}</code> ${accessOf(operation)}</p>
${description === undefined ? '' : `<p>${prose(description)}</p>`}
${titled('Parameters', tableOf(parameters.map((parameter) => parameterRow(parameter, document))))}
${titled('Body', body?.schema === undefined ? '' : fieldsTable(body.schema, document))}
${body?.example === undefined ? '' : code(body.example)}
${Object.entries(responses)
  .filter(([status]) => status.startsWith('2'))
  .map(([status, response]) => answerOf(status, response, document))
  .join('')}
${problemsOf(responses)}
</section>`
}

const titled = (title: string, content: string): string =>
  content === '' ? '' : `<h4>${title}</h4>${content}`

const parameterRow = (parameter: Parameter, document: OpenApi) => ({
  name: parameter.name,
  kind: `${kindOf(parameter.schema, document)} · ${parameter.in}`,
  required: parameter.required,
  about: parameter.description ?? '',
})

function accessOf({ security }: Operation): string {
  const schemes = security.flatMap((one) => Object.keys(one))
  const words = schemes.includes('key') ? 'API key' : schemes.includes('operator') ? 'operator' : 'open'
  return `<span class="access">${words}</span>`
}

function answerOf(status: string, { description, content }: Response, document: OpenApi): string {
  return Object.entries(content)
    .map(([type, { schema, example }]) => {
      const fields = schema === undefined ? '' : fieldsTable(schema, document)
      return (
        `<h4>${status} <small>${escaped(type)}</small></h4>` +
        `${schema === undefined ? `<p>${prose(description)}</p>` : ''}` +
        `${example === undefined ? '' : code(example)}` +
        `${fields === '' ? '' : `<details><summary>Fields</summary>${fields}</details>`}`
      )
    })
    .join('')
}

function problemsOf(responses: Operation['responses']): string {
  const rows = Object.entries(responses)
    .filter(([status]) => !status.startsWith('2'))
    .map(([status, { description }]) => `<tr><td>${status}</td><td>${prose(description)}</td></tr>`)
  return rows.length === 0
    ? ''
    : `<details><summary>Problems</summary><table>${rows.join('')}</table></details>`
}
