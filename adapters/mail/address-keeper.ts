/** Addresses at rest: sealed with AES-256-GCM for their row alone, and hashed with a key for what is counted. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto"
import type { AddressKeeper } from "../../src/vocabulary/addresses.ts"

const algorithm = "aes-256-gcm"
const [ivBytes, tagBytes, idBytes] = [12, 16, 12]

/** The newest key seals, all of them open. They are read when the first is needed. */
export function addressKeeper(keys: () => readonly Buffer[]): AddressKeeper {
  return {
    newId: () => randomBytes(idBytes).toString("base64url"),
    seal(id, address) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv(algorithm, keyFor("seal", keys()[0]), iv).setAAD(Buffer.from(id))
      const body = Buffer.concat([cipher.update(address), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url")
    },
    open(id, sealed) {
      const bytes = Buffer.from(sealed, "base64url")
      return keys()
        .map((key) => openWith(keyFor("seal", key), id, bytes))
        .find((address) => address !== undefined)
    },
    // The oldest, so that a new key in front forgets no allowance.
    hash: (text) =>
      createHmac("sha256", keyFor("hash", keys().at(-1)))
        .update(text)
        .digest("base64url"),
  }
}

/** Each purpose has a key of its own, made of the operator's. */
export function keyFor(purpose: string, key: Buffer | undefined): Buffer {
  if (key === undefined) throw new TypeError("there is no secret key")
  return Buffer.from(hkdfSync("sha256", key, "", `mail ${purpose}`, 32))
}

function openWith(key: Buffer, id: string, bytes: Buffer): string | undefined {
  try {
    const tag = bytes.subarray(ivBytes, ivBytes + tagBytes)
    const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
      .setAAD(Buffer.from(id))
      .setAuthTag(tag)
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString()
  } catch {
    return undefined
  }
}
