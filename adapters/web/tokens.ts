/** Texts that browsers keep for us, sealed so that they can neither be read nor made up: AES-256-GCM. */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto"
import type { Clock } from "../../src/vocabulary/system.ts"

const algorithm = "aes-256-gcm"
const [ivBytes, tagBytes] = [12, 16]

export type Tokens = {
  /** Seals a text for one purpose, for a while. */
  seal(purpose: string, text: string, forSeconds: number): string
  /** The text; undefined when it was changed, sealed for another purpose or by a lost key, or when its time is over. */
  open(purpose: string, token: string): string | undefined
  /** Whether the newest key sealed it; any other may be taken away some day. */
  isCurrent(purpose: string, token: string): boolean
}

/** The newest key seals, all of them open. */
export function createTokens(keys: readonly Buffer[], clock: Pick<Clock, "now">): Tokens {
  const now = () => Math.floor(clock.now().epochMilliseconds / 1000)

  function openWith(key: Buffer, purpose: string, bytes: Buffer): string | undefined {
    try {
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes), {
        authTagLength: tagBytes,
      })
        .setAAD(Buffer.from(purpose))
        .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
      return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString()
    } catch {
      return undefined
    }
  }

  return {
    seal(purpose, text, forSeconds) {
      const [key = randomBytes(32)] = keys
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(purpose))
      const body = Buffer.concat([cipher.update(`${now() + forSeconds} ${text}`), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url")
    },
    open(purpose, token) {
      const bytes = Buffer.from(token, "base64url")
      const opened = keys.map((key) => openWith(key, purpose, bytes)).find((text) => text !== undefined)
      const [, until, text] = /^(\d+) (.*)$/s.exec(opened ?? "") ?? []
      return text !== undefined && Number(until) > now() ? text : undefined
    },
    isCurrent(purpose, token) {
      const [key] = keys
      return key !== undefined && openWith(key, purpose, Buffer.from(token, "base64url")) !== undefined
    },
  }
}
