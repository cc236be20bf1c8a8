import { words } from "../../words/words.ts"
import { storeError } from "../engine.ts"

/** Where a database is, as it may be shown: its address has the password. Throws `StoreError` for no address. */
export function describeAddress(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  // The error does not quote the address: a mistyped one has the password too.
  if (parsed === undefined || !/^postgres(ql)?:$/.test(parsed.protocol))
    throw storeError("unreachable", words.storage.postgres.noAddress)
  const host = parsed.searchParams.get("host") ?? (parsed.host || "localhost")
  return words.storage.postgres.named(decodeURIComponent(parsed.pathname.slice(1)), decodeURIComponent(host))
}

export function isPostgresUrl(text: string): boolean {
  return /^postgres(ql)?:\/\//i.test(text)
}
