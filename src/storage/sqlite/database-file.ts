import { chmodSync, closeSync, existsSync, openSync, readSync, statSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import { StoreError, type StoreProblem } from "../../vocabulary/errors.ts"
import { words } from "../../words/words.ts"
import { storeError } from "../engine.ts"
import { makeFolder } from "../make-folder.ts"
import { isOpenHere } from "./connection.ts"

/** "Pbdb" in the header says whose database it is, https://www.sqlite.org/fileformat.html#application_id */
export const applicationId = 0x50626462

/** On a shared machine nobody else may read members' ids and votes. */
const privateMode = 0o600

const said = words.storage.file

/**
 * Looks at a database file without opening it, so that nothing is overwritten: creates it (with its folder) if there is
 * none, and throws a `StoreError` if it is something else, or empty although it had data.
 */
export function prepareFile(file: string): void {
  // The marker is looked at first: another process may be creating both just now, the database before the marker.
  const marked = existsSync(markerOf(file))
  const size = explainedFile(file, () => sizeOf(file))
  const witness = marked ? markerOf(file) : `${file}-wal`
  if (size === 0 && (marked || sizeOf(witness) > 0))
    throw storeError("emptied", said.emptied(file, witness, markerOf(file)))
  explainedFile(file, () => (size === 0 ? create(file) : takeOver(file)))
}

/** Writes beside the database that it has data: a file that is empty later is noticed by that. */
export function leaveMarker(file: string): void {
  if (existsSync(markerOf(file))) return
  explainedFile(file, () => writeFileSync(markerOf(file), said.marker, { mode: privateMode }))
}

/** The path of what `leaveMarker` writes. */
export function markerOf(file: string): string {
  return `${file}.created`
}

function sizeOf(file: string): number {
  const found = statSync(file, { throwIfNoEntry: false })
  if (found === undefined) return 0
  if (!found.isFile()) throw storeError("foreign", said.foreign(file, said.notAFile))
  return found.size
}

/** Creates an empty file that nobody else may read, with its folder; one that exists is only closed to others. */
export function create(file: string): void {
  makeFolder(dirname(file), 0o700)
  closeSync(openSync(file, "a", privateMode))
  // SQLite gives its -wal and -shm files the mode of the database.
  chmodSync(file, privateMode)
}

const magic = "SQLite format 3\0"
const headerBytes = 100
const applicationIdOffset = 68

function takeOver(file: string): void {
  if (isOpenHere(file)) return
  checkHeader(file, "r+")
  if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, privateMode)
}

/** Throws a `StoreError` for a file that is not Paperboy's database; the file must not be open here. */
export function checkHeader(file: string, flags: "r" | "r+"): void {
  const header = Buffer.alloc(headerBytes)
  const descriptor = openSync(file, flags)
  try {
    readSync(descriptor, header, 0, headerBytes, 0)
  } finally {
    closeSync(descriptor)
  }
  const isDatabase = header.toString("latin1", 0, magic.length) === magic
  if (isDatabase && header.readUInt32BE(applicationIdOffset) === applicationId) return
  throw storeError("foreign", said.foreign(file, isDatabase ? said.anotherProgram : said.notADatabase))
}

const problems: ReadonlyMap<string, StoreProblem> = new Map([
  ["EACCES", "read-only"],
  ["EPERM", "read-only"],
  ["EROFS", "read-only"],
  ["ENOSPC", "full"],
])

/** Runs what touches files; what an operator can fix is thrown as a `StoreError`. */
export function explainedFile<T>(file: string, run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || error instanceof StoreError) throw error
    const problem = problems.get(String(error.code)) ?? "unreachable"
    throw storeError(problem, said.notWritable(file, error.message), error)
  }
}

/** Which file a path led to: another one has another identity. */
export type Identity = { readonly device: number; readonly inode: number }

export function identityOf(file: string): Identity | undefined {
  const found = statSync(file, { throwIfNoEntry: false })
  return found && { device: found.dev, inode: found.ino }
}

/** Says what happened to a file while it was open, if anything. */
export function findFileLoss(file: string, opened: Identity | undefined): string | undefined {
  const now = statSync(file, { throwIfNoEntry: false })
  if (now === undefined) return said.deletedWhileOpen(file)
  if (now.ino !== opened?.inode || now.dev !== opened.device) return said.replacedWhileOpen(file)
  return now.size === 0 ? said.emptiedWhileOpen(file) : undefined
}
