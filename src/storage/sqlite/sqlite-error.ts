import { StoreError, type StoreProblem } from "../../vocabulary/errors.ts"
import { words } from "../../words/words.ts"

/** SQLite's primary result codes, https://www.sqlite.org/rescode.html */
const busy = 5

const { sqlite } = words.storage
type Explained = {
  readonly code: StoreProblem
  readonly said: { readonly what: string; readonly hint: string }
}

const explanations: Readonly<Record<number, Explained>> = {
  [busy]: { code: "busy", said: sqlite.busy },
  6: { code: "busy", said: sqlite.busy },
  8: { code: "read-only", said: sqlite.readOnly },
  10: { code: "unreachable", said: sqlite.disk },
  11: { code: "corrupt", said: sqlite.corrupt },
  13: { code: "full", said: sqlite.full },
  14: { code: "unreachable", said: sqlite.cannotOpen },
  26: { code: "foreign", said: sqlite.foreign },
}

/** SQLite's primary result code of what was thrown, if SQLite threw it. */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error)) return undefined
  // The low byte is the primary code, the rest says more.
  return typeof error.errcode === "number" ? error.errcode & 0xff : undefined
}

export function isBusy(error: unknown): boolean {
  return resultCode(error) === busy
}

/** What to throw instead of an error of SQLite's: a `StoreError` where an operator can do something about it. */
export function explainSqliteError(error: unknown, file: string): unknown {
  const explained = explanations[resultCode(error) ?? 0]
  if (explained === undefined || !(error instanceof Error)) return error
  const { what, hint } = explained.said
  return new StoreError(explained.code, sqlite.failed(file, what, error.message), hint, { cause: error })
}
