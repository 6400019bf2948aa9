import type { OpenApi } from '../../contract/index.ts'
import { escaped, prose } from './html.ts'
import { operationSection, type Placed } from './operation.ts'
import { style } from './style.ts'

/** The OpenAPI document as one page to read: no script, nothing from elsewhere. */
export function docsPage(document: OpenApi): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  )
  const chapters = document.tags.map(({ name }) => ({
    name,
    operations: operations.filter(({ operation }) => operation.tags.includes(name)),
  }))
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(document.info.title)} API</title>
<style>${style}</style>
</head>
<body>
<div class="page">
<nav aria-label="Operations">${chapters.map(({ name, operations }) => menuOf(name, operations)).join('')}</nav>
<main>
<h1>${escaped(document.info.title)} API</h1>
<p>Version ${escaped(document.info.version)}. ${prose(document.info.description)}</p>
<p>Credentials: <code>Authorization: Basic base64(api_key:api_key_secret)</code>. The same as data:
<a href="openapi.json">openapi.json</a>.</p>
${chapters
  .map(
    ({ name, operations }) =>
      `<h2>${escaped(name)}</h2>${operations.map((one) => operationSection(one, document)).join('\n')}`,
  )
  .join('\n')}
<footer>An independent implementation of a documented API.</footer>
</main>
</div>
</body>
</html>
`
}

const menuOf = (name: string, operations: readonly Placed[]): string =>
  `<strong>${escaped(name)}</strong>${operations
    .map(({ operation }) => `<a href="#${operation.operationId}">${escaped(operation.summary)}</a>`)
    .join('')}`
