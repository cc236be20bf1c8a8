import * as z from "zod"
import { type Secret, secret } from "./secret.ts"
import { setting } from "./setting.ts"

/** Where the store lies, beside DATA_DIR. */
export const storageSettings = {
  DATABASE_URL: setting(
    {
      purpose: "PostgreSQL in the place of the file in DATA_DIR; any number of bots may share it.",
      allowed: "an address such as postgres://user:password@host:5432/database",
      default: "none: one file in DATA_DIR",
      secret: true,
    },
    z
      .url({ protocol: /^postgres(ql)?$/, abort: true })
      .refine(isDecodable)
      .transform(databaseSecrets)
      .optional(),
  ),
} as const

/** The address, and the password within it: an error may name either. */
export type DatabaseAddress = { readonly url: Secret; readonly password?: Secret }

/** A shorter one would blot out parts of ordinary words in the log. */
const shortestHidden = 4

// A lone % in a password has to be written %25.
function isDecodable(url: string): boolean {
  try {
    return decodeURIComponent(url) !== ""
  } catch (error) {
    if (error instanceof URIError) return false
    throw error
  }
}

function databaseSecrets(url: string): DatabaseAddress {
  const password = decodeURIComponent(new URL(url).password)
  return { url: secret(url), ...(password.length < shortestHidden ? {} : { password: secret(password) }) }
}
