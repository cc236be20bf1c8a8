/**
 * Secrets at rest, bound to their community, so that a row moved to another one does not open. Each seal names its key,
 * so that keys can be rotated.
 */

import { createHash } from "node:crypto"
import { PlatformError } from "../../src/vocabulary/errors.ts"
import { words } from "../../src/words/words.ts"
import { decrypt, encrypt } from "../encryption.ts"
import { platform } from "./ids.ts"

/** Keys from the operator, newest first: the first seals, all of them open. Each is 32 bytes in base64 or hex. */
export type SealKeys = readonly [Buffer, ...Buffer[]]

/** A short name of a key, which says nothing about it. */
function nameOf(key: Buffer): string {
  return createHash("sha256").update("key name").update(key).digest("hex").slice(0, 8)
}

/** `name.base64(iv, tag, text)`. */
export function seal(text: string, community: string, [key]: SealKeys): string {
  return `${nameOf(key)}.${encrypt(key, community, text).toString("base64")}`
}

/**
 * What was sealed, and whether by a key that is no longer the newest. Throws `PlatformError` when the key is
 * missing, or when the seal belongs to another community or was changed.
 */
export function unseal(
  sealed: string,
  community: string,
  keys: SealKeys,
): { readonly text: string; readonly old: boolean } {
  const [name, body = ""] = sealed.split(".")
  const key = keys.find((some) => nameOf(some) === name)
  const { errors } = words.slack
  if (!key)
    throw new PlatformError(platform, "sealed", errors.keyMissing(name ?? "", community), {
      hint: errors.keyMissingHint,
    })
  const text = decrypt(key, community, Buffer.from(body, "base64"))
  if (text === undefined)
    throw new PlatformError(platform, "sealed", errors.sealBroken(community), { hint: errors.sealBrokenHint })
  return { text, old: key !== keys[0] }
}
