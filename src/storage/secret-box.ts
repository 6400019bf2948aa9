import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto'
import { invariant, type Random } from '../base/index.ts'

/** Encrypts what must not lie readable in the database. */
export interface SecretBox {
  seal(plain: string): string
  /** Throws when it was sealed with a secret this box does not know, or was changed. */
  open(sealed: string): string
  /** True when it was sealed with an older secret and should be sealed anew. */
  isStale(sealed: string): boolean
}

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

interface Key {
  /** Eight hex characters that name the key without telling it. */
  readonly id: string
  readonly bytes: Buffer
}

/**
 * A box for `secrets`, newest first: the first seals, all open. To rotate, put the new secret first and keep
 * the old one for one start, which seals anew. A sealed text is `1.<key id>.<base64url of nonce, tag,
 * text>`.
 */
export function createSecretBox(secrets: readonly string[], random: Random): SecretBox {
  const keys = secrets.map(deriveKey)
  const [current] = keys
  invariant(current !== undefined, 'a secret box needs a secret')
  return {
    seal: (plain) => `1.${current.id}.${encrypt(current, plain, nonceFrom(random)).toString('base64url')}`,
    open(sealed) {
      const [version, id, body] = sealed.split('.')
      const key = keys.find((candidate) => candidate.id === id)
      if (version !== '1' || key === undefined || body === undefined)
        throw new Error(
          'A trunk’s secret was encrypted with an earlier TWENTY2_SECRET: set it behind the new one and a comma',
        )
      return decrypt(key, Buffer.from(body, 'base64url'))
    },
    isStale: (sealed) => sealed.split('.')[1] !== current.id,
  }
}

/** HKDF (RFC 5869): links and API tokens derive other keys from the same secret. */
function deriveKey(secret: string): Key {
  const bytes = Buffer.from(hkdfSync('sha256', secret, '', 'twenty2 stored secrets', 32))
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes }
}

function encrypt(key: Key, plain: string, nonce: Buffer): Buffer {
  const cipher = createCipheriv(CIPHER, key.bytes, nonce)
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), text])
}

function decrypt(key: Key, body: Buffer): string {
  const nonce = body.subarray(0, NONCE_BYTES)
  const tag = body.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)
  const decipher = createDecipheriv(CIPHER, key.bytes, nonce, { authTagLength: TAG_BYTES })
  decipher.setAuthTag(tag)
  const text = body.subarray(NONCE_BYTES + TAG_BYTES)
  return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8')
}

function nonceFrom(random: Random): Buffer {
  return Buffer.from(Array.from({ length: NONCE_BYTES }, () => Math.floor(random.next() * 256)))
}
