/**
 * A small language for phrasings, so that one line stands for dozens of them:
 * `do not (call|ring) <me> [again]`.
 * `(a|b c)` one of; `[a|b]` one of or nothing; `<name>` a class of words; `..` up to three words; `*` one word;
 * `^` where a clause starts, or after a word that only opens it; `$` where a clause ends. Breaks of the
 * sentence may stand between any two words.
 */
export type WordClasses = Readonly<Record<string, string>>

const TOKEN = /\.\.|[()[\]|^$*]|<[\w-]+>|[^\s()[\]|^$<*]+/g
const CLASS_DEPTH_MAX = 4
const OPENERS = 'okay|hello|hi|hey|sorry|but|and|oh|yes|yeah|no|well|so|then|ji|haan|thanks|see|look|because'
const CLAUSE_START = `(?:^|(?<=, )|(?<=(?<![^ ])(?:${OPENERS}) ))`

/** Matches in text of `matchable` form. */
export function compilePattern(pattern: string, classes: WordClasses): RegExp {
  return new RegExp(`(?<![^ ])${translate(pattern, classes, 0)}`, 'g')
}

/** Every word and break followed by one space. */
export const matchable = (words: readonly string[]): string => words.map((word) => `${word} `).join('')

function translate(pattern: string, classes: WordClasses, depth: number): string {
  return (pattern.match(TOKEN) ?? []).map((token) => translateToken(token, classes, depth)).join('')
}

function translateToken(token: string, classes: WordClasses, depth: number): string {
  switch (token) {
    case '(':
    case '[':
      return '(?:'
    case ')':
    case '|':
      return token
    case ']':
      return ')?'
    case '^':
      return CLAUSE_START
    case '$':
      return '(?:$|(?<=, ))'
    case '..':
      return '(?:[^ ,]+ ){0,3}?'
    case '*':
      return '[^ ,]+ (?:, )?'
    default:
      return token.startsWith('<') ? translateClass(token.slice(1, -1), classes, depth) : `${token} (?:, )?`
  }
}

function translateClass(name: string, classes: WordClasses, depth: number): string {
  const words = classes[name]
  if (words === undefined || depth >= CLASS_DEPTH_MAX) throw new RangeError(`no such word class: ${name}`)
  return `(?:${translate(words, classes, depth + 1)})`
}
