export type Colour = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'blue' | 'cyan'
export type Paint = (colour: Colour, text: string) => string

/** SGR codes of ECMA-48: on, off. */
const CODES: Readonly<Record<Colour, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
}

export const coloured: Paint = (colour, text) => {
  const [on, off] = CODES[colour]
  return `\u001b[${on}m${text}\u001b[${off}m`
}
export const plain: Paint = (_colour, text) => text

/** What others said, with what a terminal would obey taken out. */
export const harmless = (text: string): string => text.replaceAll(/\p{Cc}/gu, ' ')
