/** Who mails come from: `papers@example.org`, or with a name before it. */
export type Sender = { readonly name: string; readonly address: string; readonly domain: string }

const written = /^(?:"?(?<name>[^"<>\p{Cc}]*?)"?\s*<(?<named>[^<>\s]+)>|(?<bare>[^<>\s]+))$/u
const address = /^[^\s@<>"(),:;]+@(?<domain>[a-z0-9.-]*[a-z0-9])$/i

/** Undefined for what is no address. */
export function senderOf(text: string): Sender | undefined {
  const { name = "", named, bare } = written.exec(text.trim())?.groups ?? {}
  const found = named ?? bare ?? ""
  const domain = address.exec(found)?.groups?.domain
  if (domain === undefined) return undefined
  return { name: name.trim() || "Paperboy", address: found, domain: domain.toLowerCase() }
}
