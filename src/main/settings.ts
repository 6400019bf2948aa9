import { resolve } from 'node:path'
import * as z from 'zod'

/** Relative paths in settings start here, wherever a command was given. */
export const CLONE = resolve(import.meta.dirname, '../..')

const SECRET_LENGTH_MIN = 32

/** The secrets of TWENTY2_SECRET, newest first. */
export const secretsIn = (value: string): readonly string[] => value.split(',').map((secret) => secret.trim())

const wholeNumber = (min: number, max: number) => {
  const error = `Must be a whole number from ${min} to ${max}`
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error })
}
const port = wholeNumber(0, 65_535)

/**
 * Every setting, once: name, meaning, unit and default. `settings.example.env` is checked against this list.
 */
const settingsSchema = z.object({
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address the API listens on. 0.0.0.0 opens it to the network.'),
  PORT: port.default(2222).describe('Port of the API.'),
  TWENTY2_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'Address people reach the API at, used in recording and transcript links. Default: http://HOST:PORT.',
    ),
  TWENTY2_DATA_DIR: z
    .string()
    .min(1)
    .default('.twenty2')
    .describe(
      'Folder of everything kept: database, recordings, models, secrets. One running instance a folder.',
    ),
  TWENTY2_MODELS_DIR: z
    .string()
    .optional()
    .describe('Folder with model files that were put there by hand; looked at first, never written to.'),
  TWENTY2_MODELS_MIRROR: z
    .url()
    .optional()
    .describe('Address that replaces the official addresses of the model files.'),
  TWENTY2_SECRET: z
    .string()
    .refine((value) => secretsIn(value).every((secret) => secret.length >= SECRET_LENGTH_MIN), {
      error: `Each secret needs ${SECRET_LENGTH_MIN} characters at least`,
    })
    .optional()
    .describe(
      'Encrypts stored secrets and signs links; 32 characters at least. Several, newest first and separated by ' +
        'commas, while it is rotated. Default: made at first start and kept in the data folder with mode 0600.',
    ),
  DATABASE_URL: z
    .string()
    .optional()
    .describe('postgres:// address of a PostgreSQL 15 or newer. Default: our own, embedded.'),
  TWENTY2_SIP_HOST: z
    .string()
    .default('0.0.0.0')
    .describe('Local address that SIP and RTP of calls through your own trunks use.'),
  TWENTY2_SIP_PORT: port.default(0).describe('Local SIP port of the first worker; 0 takes any free one.'),
  TWENTY2_SIP_PUBLIC_HOST: z
    .string()
    .optional()
    .describe('Address that carriers reach this machine at, for Contact and SDP, when it is behind NAT.'),
  TWENTY2_WORKERS: wholeNumber(0, 64).default(1).describe('Call worker processes.'),
  TWENTY2_CARRIER: z
    .enum(['on', 'off'])
    .default('on')
    .describe('The built-in test carrier with its synthetic callees, on loopback.'),
  TWENTY2_HEARING: z
    .enum(['whisper-tiny.en', 'whisper-base'])
    .default('whisper-tiny.en')
    .describe('Embedded hearing engine.'),
  TWENTY2_LOG: z
    .enum(['debug', 'info', 'warn', 'error'])
    .default('info')
    .describe('Least severe log line that is written to the log files of the data folder.'),
})

export type SettingName = keyof typeof settingsSchema.shape
export interface Settings extends Readonly<z.infer<typeof settingsSchema>> {
  /** TWENTY2_DATA_DIR, absolute. */
  readonly dataDir: string
}
export type SettingsProblem = { readonly setting: string; readonly why: string }

/** Parses once, at the start. Empty values count as not set, as in an untouched example file. */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
): Settings | readonly SettingsProblem[] {
  const given = Object.fromEntries(
    Object.keys(settingsSchema.shape).flatMap((name) => (env[name] ? [[name, env[name]]] : [])),
  )
  const parsed = settingsSchema.safeParse(given)
  if (!parsed.success) {
    return parsed.error.issues.map((issue) => ({ setting: issue.path.join('.'), why: issue.message }))
  }
  return Object.freeze({ ...parsed.data, dataDir: resolve(CLONE, parsed.data.TWENTY2_DATA_DIR) })
}

/** The annotated example file: every setting, commented out, with its default. */
export function exampleSettings(): string {
  const entries = Object.entries(settingsSchema.shape).map(([name, schema]) => {
    const fallback = schema.safeParse(undefined)
    const value = fallback.success && fallback.data !== undefined ? String(fallback.data) : ''
    return `${wrapped(schema.description ?? '')}\n#${name}=${value}\n`
  })
  return `# Every setting of Twenty2. Copy to settings.env beside this file, or set them in the environment.\n\n${entries.join('\n')}`
}

const WRAP_AT = 100
function wrapped(text: string): string {
  const lines = ['#']
  for (const word of text.split(' ')) {
    const last = lines.length - 1
    if (`${lines[last]} ${word}`.length > WRAP_AT) lines.push(`# ${word}`)
    else lines[last] = `${lines[last]} ${word}`
  }
  return lines.join('\n')
}
