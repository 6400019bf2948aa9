/** Rupees, paise as the fraction; undefined when there is none or it is not clear which. */
export function readAmount(_text: string): number | undefined {
  return undefined
}

/** The one number of a reply, with or without a currency; undefined when there is none or several differ. */
export function readNumber(_text: string): number | undefined {
  return undefined
}
