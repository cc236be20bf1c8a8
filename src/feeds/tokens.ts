/** The secret part of a feed's address. */
import { createHash, createHmac } from "node:crypto"
import type { Feed } from "../vocabulary/feeds.ts"

/** 160 bits: nobody guesses one. */
const characters = 27

/** What the store keeps of a token: who sees the store alone can read no feed. */
export function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex")
}

/** Made from a key that is not in the store, so that its owner can be shown the address again. */
export function tokenOf(key: Buffer, { id, generation }: Pick<Feed, "id" | "generation">): string {
  return createHmac("sha256", key).update(`feed ${id} ${generation}`).digest("base64url").slice(0, characters)
}

/** An id for ever: the same for the same parts, in the form of a UUID. */
export function urnOf(...parts: readonly string[]): string {
  const hex = createHash("sha256").update(parts.join("\n")).digest("hex")
  const groups = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`]
  return `urn:uuid:${[...groups, hex.slice(20, 32)].join("-")}`
}
