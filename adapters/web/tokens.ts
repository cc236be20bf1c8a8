/** Texts that browsers keep for us, sealed so that nobody can read or forge them. */
import { randomBytes } from "node:crypto"
import type { Clock } from "../../src/vocabulary/system.ts"
import { decrypt, encrypt } from "../encryption.ts"

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

  return {
    seal(purpose, text, forSeconds) {
      const [key = randomBytes(32)] = keys
      return encrypt(key, purpose, `${now() + forSeconds} ${text}`).toString("base64url")
    },
    open(purpose, token) {
      const bytes = Buffer.from(token, "base64url")
      const opened = keys.map((key) => decrypt(key, purpose, bytes)).find((text) => text !== undefined)
      const [, until, text] = /^(\d+) (.*)$/s.exec(opened ?? "") ?? []
      return text !== undefined && Number(until) > now() ? text : undefined
    },
    isCurrent(purpose, token) {
      const [key] = keys
      return key !== undefined && decrypt(key, purpose, Buffer.from(token, "base64url")) !== undefined
    },
  }
}
