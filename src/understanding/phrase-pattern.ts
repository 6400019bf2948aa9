/**
 * A small language for phrasings, so that one line stands for dozens of them: `do not (call|ring) <me>
 * [again]`. `(a|b c)` one of; `[a|b]` one of or nothing; `<name>` a class of words; `..` up to three words;
 * `*` one word; `^` where a clause starts, or after a word that only opens it; `$` where a clause ends; `^^`
 * and `$$` where the whole reply does. Breaks of the sentence may stand between any two words.
 */
export type WordClasses = Readonly<Record<string, string>>

export interface PhrasePattern {
  /** Sticky: matches from the start of a word in text of `matchable` form. */
  readonly regex: RegExp
  /** The words a match can start with; undefined when it can be any. */
  readonly firstWords: ReadonlySet<string> | undefined
}

type Node =
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'one-of'; readonly ways: readonly (readonly Node[])[]; readonly optional: boolean }
  | { readonly kind: 'gap' | 'any' | 'start' | 'end' | 'reply-start' | 'reply-end' }

const TOKEN = /\^\^|\$\$|\.\.|[()[\]|^$*]|<[\w-]+>|[^\s()[\]|^$<*]+/g
const CLASS_DEPTH_MAX = 4
const OPENERS = 'okay|hello|hi|hey|sorry|but|and|oh|yes|yeah|no|well|so|then|ji|haan|thanks|see|look|because'
const CLAUSE_START = `(?:(?<![^])|(?<=, )|(?<=(?<![^ ])(?:${OPENERS}) ))`
const CLAUSE_END = '(?:$|(?<=, ))'

export function compilePattern(pattern: string, classes: WordClasses): PhrasePattern {
  const ways = parseWays(tokensOf(pattern), classes, 0)
  return { regex: new RegExp(sourceOfWays(ways), 'y'), firstWords: firstOfWays(ways).words }
}

/** Every word and break followed by one space. */
export const matchable = (words: readonly string[]): string => words.map((word) => `${word} `).join('')

const tokensOf = (pattern: string): string[] => pattern.match(TOKEN) ?? []

/** Reads up to the bracket that closes this level, and takes what it read off `tokens`. */
function parseWays(tokens: string[], classes: WordClasses, depth: number): readonly (readonly Node[])[] {
  const ways: Node[][] = [[]]
  for (let token = tokens.shift(); token !== undefined; token = tokens.shift()) {
    if (token === ')' || token === ']') break
    if (token === '|') ways.push([])
    else ways.at(-1)?.push(parseNode(token, tokens, classes, depth))
  }
  return ways
}

function parseNode(token: string, rest: string[], classes: WordClasses, depth: number): Node {
  switch (token) {
    case '(':
    case '[':
      return { kind: 'one-of', ways: parseWays(rest, classes, depth), optional: token === '[' }
    case '^':
      return { kind: 'start' }
    case '$':
      return { kind: 'end' }
    case '^^':
      return { kind: 'reply-start' }
    case '$$':
      return { kind: 'reply-end' }
    case '..':
      return { kind: 'gap' }
    case '*':
      return { kind: 'any' }
    default:
      return token.startsWith('<')
        ? parseClass(token.slice(1, -1), classes, depth)
        : { kind: 'word', word: token }
  }
}

function parseClass(name: string, classes: WordClasses, depth: number): Node {
  const words = classes[name]
  if (words === undefined || depth >= CLASS_DEPTH_MAX) throw new RangeError(`no such word class: ${name}`)
  return { kind: 'one-of', ways: parseWays(tokensOf(words), classes, depth + 1), optional: false }
}

const sourceOfWays = (ways: readonly (readonly Node[])[]): string =>
  `(?:${ways.map((way) => way.map(sourceOf).join('')).join('|')})`

function sourceOf(node: Node): string {
  switch (node.kind) {
    case 'word':
      return `${node.word} (?:, )?`
    case 'one-of':
      return sourceOfWays(node.ways) + (node.optional ? '?' : '')
    case 'gap':
      return '(?:[^ ,]+ ){0,3}?'
    case 'any':
      return '[^ ,]+ (?:, )?'
    case 'start':
      return CLAUSE_START
    case 'end':
      return CLAUSE_END
    case 'reply-start':
      return '(?<![^])'
    case 'reply-end':
      return '$'
  }
}

interface First {
  /** Undefined when every word will do. */
  readonly words: ReadonlySet<string> | undefined
  /** May match no word at all, so that what follows may be first. */
  readonly mayBeEmpty: boolean
}

function firstOfWays(ways: readonly (readonly Node[])[]): First {
  const firsts = ways.map(firstOfWay)
  return {
    words: union(firsts.map(({ words }) => words)),
    mayBeEmpty: firsts.some((first) => first.mayBeEmpty),
  }
}

function firstOfWay(way: readonly Node[]): First {
  const seen: (ReadonlySet<string> | undefined)[] = []
  for (const node of way) {
    const first = firstOf(node)
    seen.push(first.words)
    if (!first.mayBeEmpty) return { words: union(seen), mayBeEmpty: false }
  }
  return { words: union(seen), mayBeEmpty: true }
}

function firstOf(node: Node): First {
  switch (node.kind) {
    case 'word':
      return { words: new Set([node.word]), mayBeEmpty: false }
    case 'one-of': {
      const first = firstOfWays(node.ways)
      return { words: first.words, mayBeEmpty: first.mayBeEmpty || node.optional }
    }
    case 'gap':
      return { words: undefined, mayBeEmpty: true }
    case 'any':
      return { words: undefined, mayBeEmpty: false }
    case 'start':
    case 'end':
    case 'reply-start':
    case 'reply-end':
      return { words: new Set(), mayBeEmpty: true }
  }
}

const union = (sets: readonly (ReadonlySet<string> | undefined)[]): ReadonlySet<string> | undefined =>
  sets.includes(undefined) ? undefined : new Set(sets.flatMap((words) => [...(words ?? [])]))
