import { UserError } from "../vocabulary/errors.ts"
import { words } from "../words/words.ts"

const longest = 254
const local = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/
const domain = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/

/**
 * An address as mail servers take it: one, without a name, its domain in small ASCII letters. Throws `UserError` that does not
 * repeat it.
 */
export function readAddress(written: string): string {
  const text = written
    .trim()
    .replace(/^(?:mailto:|<)/i, "")
    .replace(/>$/, "")
  const at = text.lastIndexOf("@")
  const host = asciiHost(text.slice(at + 1))
  const [name, address] = [text.slice(0, at), `${text.slice(0, at)}@${host}`]
  if (at < 1 || name.length > 64 || address.length > longest || !local.test(name) || !domain.test(host))
    throw new UserError("bad-address", words.mail.badAddress, {
      hint: words.mail.badAddressHint,
      field: "address",
    })
  return address
}

function asciiHost(host: string): string {
  return /^[\p{L}\p{N}.-]+$/u.test(host) && URL.canParse(`http://${host}`)
    ? new URL(`http://${host}`).hostname
    : ""
}
