/** Texts that nobody reads, changes or puts elsewhere without the key: AES-256-GCM. */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto"

const algorithm = "aes-256-gcm"
const [ivBytes, tagBytes] = [12, 16]

/** `about` says what the text belongs to: only under the same it is read again. Gives initial vector, tag and text. */
export function encrypt(key: Buffer, about: string, text: string): Buffer {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(about))
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body])
}

/** The text; undefined for bytes that were changed or cut, belong to something else, or were made with another key. */
export function decrypt(key: Buffer, about: string, bytes: Buffer): string | undefined {
  try {
    const tag = bytes.subarray(ivBytes, ivBytes + tagBytes)
    const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
      .setAAD(Buffer.from(about))
      .setAuthTag(tag)
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString()
  } catch {
    return undefined
  }
}
