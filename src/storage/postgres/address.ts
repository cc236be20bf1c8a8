import { StoreError } from "../../vocabulary/errors.ts"

/** Where a database is, in words that may be shown: its address holds the password. Throws `StoreError` for no address. */
export function describeAddress(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined || !/^postgres(ql)?:$/.test(parsed.protocol)) throw noAddress()
  const host = parsed.searchParams.get("host") ?? (parsed.host || "localhost")
  return `${decodeURIComponent(parsed.pathname.slice(1)) || "the default one"} on ${decodeURIComponent(host)}`
}

export function isPostgresUrl(text: string): boolean {
  return /^postgres(ql)?:\/\//i.test(text)
}

// Without what was written there: a mistyped address holds the password all the same.
function noAddress(): StoreError {
  return new StoreError(
    "unreachable",
    "The database's address cannot be read.",
    "It should look like postgres://user:password@host:5432/database; signs such as @ or / in a password are written %40, %2F.",
  )
}
