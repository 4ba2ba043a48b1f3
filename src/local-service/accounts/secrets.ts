import {
  createCipheriv, createDecipheriv, createHash, randomBytes, randomInt, scrypt, timingSafeEqual
} from 'node:crypto'

const TOKEN_LENGTH = 30
const TOKEN_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const KEY_BYTES = 32

/** What is kept of a password and its token: neither can be read back without the password. */
export interface KeptSecrets {
  readonly passwordSalt: string
  readonly passwordProof: string
  readonly tokenHash: string
  readonly sealedToken: string
}

/** A new API token: 30 letters and digits, the shape of all tokens seen (API notes, hosts and limits). */
function createToken(): string {
  return Array.from({ length: TOKEN_LENGTH }, () => TOKEN_ALPHABET[randomInt(TOKEN_ALPHABET.length)]).join('')
}

/** How a token is looked up. Tokens are random and long, so a plain hash tells nothing about them. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/**
 * Makes a token and what to keep of it. `app/login` must hand the token out again, so it is kept sealed
 * (AES-256-GCM) under a key that only the password gives; the files on disk alone give nobody access.
 */
export async function createSecrets(password: string): Promise<KeptSecrets> {
  const salt = randomBytes(16)
  const { proof, key } = await deriveKeys(password, salt)
  const token = createToken()
  return {
    passwordSalt: salt.toString('hex'),
    passwordProof: proof.toString('hex'),
    tokenHash: hashToken(token),
    sealedToken: seal(token, key)
  }
}

/** The token behind a password; null when the password is not the one it was made with. */
export async function openToken(kept: KeptSecrets, password: string): Promise<string | null> {
  const { proof, key } = await deriveKeys(password, Buffer.from(kept.passwordSalt, 'hex'))
  const expected = Buffer.from(kept.passwordProof, 'hex')
  if (expected.length !== proof.length || !timingSafeEqual(expected, proof)) return null
  return unseal(kept.sealedToken, key)
}

// One scrypt run gives both: its output blocks do not tell about one another.
function deriveKeys(password: string, salt: Buffer): Promise<{ proof: Buffer; key: Buffer }> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, 2 * KEY_BYTES, (error, derived) => {
      if (error) reject(error)
      else resolve({ proof: derived.subarray(0, KEY_BYTES), key: derived.subarray(KEY_BYTES) })
    })
  })
}

function seal(text: string, key: Buffer): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return [nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('hex')).join('.')
}

function unseal(kept: string, key: Buffer): string {
  const [nonce, tag, sealed] = kept.split('.').map((part) => Buffer.from(part, 'hex'))
  if (!nonce || !tag || !sealed) throw new Error('A sealed token in the database is not whole.')
  const decipher = createDecipheriv('aes-256-gcm', key, nonce)
  decipher.setAuthTag(tag)
  return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8')
}
