import { StoreError, type StoreProblem } from "../../vocabulary/errors.ts"

/** SQLite's primary result codes, https://www.sqlite.org/rescode.html */
const busy = 5

type Explained = { readonly code: StoreProblem; readonly what: string; readonly hint: string }

const explanations: Readonly<Record<number, Explained>> = {
  [busy]: {
    code: "busy",
    what: "is held by another program",
    hint: "Stop the other program that writes to it, or wait until its import is through.",
  },
  6: {
    code: "busy",
    what: "is locked by another program",
    hint: "Stop the other program that writes to it, or wait until its import is through.",
  },
  8: {
    code: "read-only",
    what: "cannot be written",
    hint: "Give this user write permission for the file and its folder, or set DATA_DIR to another folder.",
  },
  10: {
    code: "unreachable",
    what: "could not be read or written: the disk reports an error",
    hint: "Look at the disk's health and free space, then start again; what was confirmed before is safe.",
  },
  11: {
    code: "corrupt",
    what: "is damaged",
    hint: "Stop the bot, keep the file as it is, and put a backup in its place.",
  },
  13: {
    code: "full",
    what: "cannot grow: the disk is full",
    hint: "Free some space; what was confirmed before is safe, and writing goes on by itself.",
  },
  14: {
    code: "unreachable",
    what: "cannot be opened",
    hint: "See that the folder exists and that this user may read and write in it.",
  },
  26: {
    code: "foreign",
    what: "is not a database of Paperboy's",
    hint: "Set DATA_DIR to another folder, or move the file away. It was left as it is.",
  },
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

/** What to throw in the place of an error of SQLite's: a `StoreError` where an operator can do something about it. */
export function explainSqliteError(error: unknown, file: string): unknown {
  const explained = explanations[resultCode(error) ?? 0]
  if (explained === undefined || !(error instanceof Error)) return error
  const message = `The database ${file} ${explained.what} (${error.message}).`
  return new StoreError(explained.code, message, explained.hint, { cause: error })
}
