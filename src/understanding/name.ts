/** `asked`: the question was for the name, so that a bare "Priya Sharma" is one. */
export function readName(_text: string, _options: { readonly asked?: boolean } = {}): string | undefined {
  return undefined
}
