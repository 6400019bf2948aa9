/** Text that is safe to stand inside HTML. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** A sentence of the contract: `code` between backticks is set as code. */
export const prose = (text: string): string => escaped(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>')

export const code = (value: unknown): string => `<pre>${escaped(JSON.stringify(value, null, 2))}</pre>`
