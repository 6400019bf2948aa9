export type Values = Readonly<Record<string, string>>

const PLACEHOLDER = /\{\{\s*([A-Za-z][A-Za-z0-9_]*)\s*(?:\|([^{}]*))?\}\}/g
const OPTIONAL_PART = /\[\[((?:(?!\]\]).)*)\]\]/gs

export interface Placeholder {
  readonly key: string
  /** It reads well without a value: it has a fallback or stands in an optional part. */
  readonly optional: boolean
}

/**
 * Fills `{{key}}`, `{{key|what to say without it}}` and `[[a part left out when one of its keys is
 * missing]]`. A missing value elsewhere leaves no trace but tidy punctuation.
 */
export function render(template: string, values: Values): string {
  const parts = template.replace(OPTIONAL_PART, (_whole, part: string) =>
    keysOf(part).every((key) => isGiven(values, key)) ? part : '',
  )
  return tidy(
    parts.replace(PLACEHOLDER, (_whole, key: string, fallback?: string) =>
      isGiven(values, key) ? (values[key] ?? '').trim() : (fallback ?? ''),
    ),
  )
}

export function placeholdersOf(template: string): readonly Placeholder[] {
  const optionalKeys = [...template.matchAll(OPTIONAL_PART)].flatMap((match) => keysOf(match[1] ?? ''))
  return [...template.matchAll(PLACEHOLDER)].map((match) => {
    const key = match[1] ?? ''
    return { key, optional: match[2] !== undefined || optionalKeys.includes(key) }
  })
}

/** The plain words of a template, without what is filled in and without the marks of optional parts. */
export function withoutPlaceholders(template: string): string {
  return template.replace(PLACEHOLDER, '').replace(OPTIONAL_PART, (_whole, part: string) => part)
}

const keysOf = (template: string) => [...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '')
const isGiven = (values: Values, key: string) => (values[key] ?? '').trim() !== ''

function tidy(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/\s+([,.?!])/g, '$1')
    .replace(/,(?=[,.?!])/g, '')
    .trim()
}
