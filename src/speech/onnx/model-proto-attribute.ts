import { decodeTensor, encodeTensor } from './model-proto-tensor.ts'
import type { Attribute, AttributeValue } from './model-proto-types.ts'
import {
  fieldsOf,
  floatField,
  integerField,
  messageField,
  type Parts,
  packedIntegers,
  textField,
} from './model-proto-wire.ts'

/** AttributeProto.AttributeType and the field that holds a value of it. */
const FORMS = {
  float: { type: 1, field: 2 },
  int: { type: 2, field: 3 },
  text: { type: 3, field: 4 },
  tensor: { type: 4, field: 5 },
  floats: { type: 6, field: 7 },
  ints: { type: 7, field: 8 },
} as const
const NAME = 1
const TYPE = 20

export const int = (name: string, value: number): Attribute => ({ name, value: { type: 'int', int: value } })
export const ints = (name: string, values: readonly number[]): Attribute => ({
  name,
  value: { type: 'ints', ints: values },
})
export const float = (name: string, value: number): Attribute => ({
  name,
  value: { type: 'float', float: value },
})
export const text = (name: string, value: string): Attribute => ({
  name,
  value: { type: 'text', text: value },
})
export function decodeAttribute(message: Uint8Array): Attribute {
  const fields = [...fieldsOf(message)]
  const name = new TextDecoder().decode(fields.find(({ number }) => number === NAME)?.bytes)
  const type = Number(fields.find(({ number }) => number === TYPE)?.integer ?? 0n)
  const held = fields.filter(({ number }) => number !== NAME && number !== TYPE)
  return { name, value: decodeValue(type, held) ?? { type: 'opaque', message } }
}

type Fields = readonly { readonly number: number; readonly integer: bigint; readonly bytes: Uint8Array }[]

/** Undefined when the value is of a form that is not modelled, or holds integers a number cannot. */
function decodeValue(type: number, fields: Fields): AttributeValue | undefined {
  const form = Object.values(FORMS).find((candidate) => candidate.type === type)
  if (form === undefined || fields.some(({ number }) => number !== form.field)) return undefined
  const bytes = fields[0]?.bytes ?? new Uint8Array(0)
  if (form === FORMS.float) return { type: 'float', float: floatsIn(bytes)[0] ?? 0 }
  if (form === FORMS.text) return { type: 'text', text: new TextDecoder().decode(bytes) }
  if (form === FORMS.tensor) return { type: 'tensor', tensor: decodeTensor(bytes) }
  if (form === FORMS.floats)
    return { type: 'floats', floats: fields.flatMap((field) => floatsIn(field.bytes)) }
  const integers = fields.flatMap((field) =>
    field.bytes.length > 0 ? packedIntegers(field.bytes) : [field.integer],
  )
  const numbers = integers.map(Number)
  if (!numbers.every(Number.isSafeInteger)) return undefined
  return form === FORMS.ints ? { type: 'ints', ints: numbers } : { type: 'int', int: numbers[0] ?? 0 }
}

function floatsIn(bytes: Uint8Array): number[] {
  return [...new Float32Array(Uint8Array.from(bytes).buffer)]
}

export function encodeAttribute({ name, value }: Attribute): Parts {
  if (value.type === 'opaque') return [value.message]
  const { type, field } = FORMS[value.type]
  return [...textField(NAME, name), ...valueParts(value, field), ...integerField(TYPE, type)]
}

function valueParts(value: Exclude<AttributeValue, { type: 'opaque' }>, field: number): Parts {
  switch (value.type) {
    case 'float':
      return floatField(field, value.float)
    case 'int':
      return integerField(field, value.int)
    case 'text':
      return textField(field, value.text)
    case 'tensor':
      return messageField(field, encodeTensor(value.tensor))
    case 'floats':
      return value.floats.flatMap((each) => floatField(field, each))
    case 'ints':
      return value.ints.flatMap((each) => integerField(field, each))
  }
}
