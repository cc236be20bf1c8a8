/**
 * Secrets at rest: AES-256-GCM, with the community's id as additional data, so that a row moved to another community
 * does not open. Each seal names its key, so that keys can be rotated.
 */

import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto"
import { PlatformError } from "../../src/vocabulary/errors.ts"
import { words } from "../../src/words/words.ts"
import { platform } from "./ids.ts"

const algorithm = "aes-256-gcm"
const ivBytes = 12
const tagBytes = 16

/** Keys from the operator, newest first: the first seals, all of them open. Each is 32 bytes in base64 or hex. */
export type SealKeys = readonly [Buffer, ...Buffer[]]

/** A short name of a key, which says nothing about it. */
function nameOf(key: Buffer): string {
  return createHash("sha256").update("key name").update(key).digest("hex").slice(0, 8)
}

/** `name.base64(iv, tag, text)`. */
export function seal(text: string, community: string, [key]: SealKeys): string {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(community))
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()])
  return `${nameOf(key)}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64")}`
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
  const bytes = Buffer.from(body, "base64")
  try {
    // Throws for a seal that was cut, too.
    const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
      .setAAD(Buffer.from(community))
      .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
    const parts = [decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]
    return { text: Buffer.concat(parts).toString("utf8"), old: key !== keys[0] }
  } catch (cause) {
    throw new PlatformError(platform, "sealed", errors.sealBroken(community), {
      hint: errors.sealBrokenHint,
      cause,
    })
  }
}
