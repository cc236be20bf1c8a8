/** Addresses at rest: sealed for their row alone, and hashed with a key for what is counted. */
import { createHmac, hkdfSync, randomBytes } from "node:crypto"
import type { AddressKeeper } from "../../src/vocabulary/addresses.ts"
import { decrypt, encrypt } from "../encryption.ts"

const idBytes = 12

/** The newest key seals, all of them open. They are read when the first is needed. */
export function addressKeeper(keys: () => readonly Buffer[]): AddressKeeper {
  return {
    newId: () => randomBytes(idBytes).toString("base64url"),
    seal: (id, address) => encrypt(keyFor("seal", keys()[0]), id, address).toString("base64url"),
    open(id, sealed) {
      const bytes = Buffer.from(sealed, "base64url")
      return keys()
        .map((key) => decrypt(keyFor("seal", key), id, bytes))
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
