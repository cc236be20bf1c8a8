import { chmodSync, closeSync, existsSync, openSync, readSync, statSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import { StoreError, type StoreProblem } from "../../vocabulary/errors.ts"
import { makeFolder } from "../make-folder.ts"
import { type Connection, isOpenHere } from "./connection.ts"

/** "Pbdb" in the header says whose database it is, https://www.sqlite.org/fileformat.html#application_id */
export const applicationId = 0x50626462

/** Community members' ids and votes are nobody else's business on a shared machine. */
const privateMode = 0o600

/**
 * Looks at a database file without opening it, so that nothing is overwritten: creates it (with its folder) where there
 * is none, and throws a `StoreError` where something else lies in its place or an emptied file tells of a loss.
 */
export function prepareFile(file: string): void {
  // The marker is looked at first: another process may be creating both just now, the database before the marker.
  const marked = existsSync(markerOf(file))
  const size = explained(file, () => sizeOf(file))
  if (size === 0 && marked) throw emptied(file, markerOf(file))
  if (size === 0 && sizeOf(`${file}-wal`) > 0) throw emptied(file, `${file}-wal`)
  explained(file, () => (size === 0 ? create(file) : takeOver(file)))
}

/** Leaves word beside the database that it holds something: a file that is empty later is noticed by it. */
export function leaveMarker(file: string): void {
  if (existsSync(markerOf(file))) return
  const text = `The database beside this file was created and holds Paperboy's papers and votes.
If it is found empty or missing, Paperboy stops and says so. To begin anew, delete this file too.
`
  explained(file, () => writeFileSync(markerOf(file), text, { mode: privateMode }))
}

/** The path of the word that `leaveMarker` leaves. */
export function markerOf(file: string): string {
  return `${file}.created`
}

function sizeOf(file: string): number {
  const found = statSync(file, { throwIfNoEntry: false })
  if (found === undefined) return 0
  if (!found.isFile()) throw foreign(file, "is not a file")
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

/** Throws a `StoreError` for a file that is no database of Paperboy's; the file must not be open here. */
export function checkHeader(file: string, flags: "r" | "r+"): void {
  const header = Buffer.alloc(headerBytes)
  const descriptor = openSync(file, flags)
  try {
    readSync(descriptor, header, 0, headerBytes, 0)
  } finally {
    closeSync(descriptor)
  }
  if (header.toString("latin1", 0, magic.length) !== magic) throw foreign(file, "is not a database")
  const found = header.readUInt32BE(applicationIdOffset)
  if (found !== applicationId) throw foreign(file, "is another program's database")
}

function foreign(file: string, what: string): StoreError {
  return new StoreError(
    "foreign",
    `${file} ${what}.`,
    "If it was Paperboy's, it is damaged: put a backup in its place. Otherwise set DATA_DIR to another folder. The file was left as it is.",
  )
}

function emptied(file: string, witness: string): StoreError {
  return new StoreError(
    "emptied",
    `${file} is empty or missing, though ${witness} beside it says that it held a library.`,
    `Put a backup in its place. To begin with an empty library, delete ${file}, ${file}-wal and ${markerOf(file)}.`,
  )
}

const problems: ReadonlyMap<string, StoreProblem> = new Map([
  ["EACCES", "read-only"],
  ["EPERM", "read-only"],
  ["EROFS", "read-only"],
  ["ENOSPC", "full"],
])

/** Runs what touches files; what an operator can mend is thrown as a `StoreError`. */
export function explained<T>(file: string, run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || error instanceof StoreError) throw error
    const code = String(error.code)
    throw new StoreError(
      problems.get(code) ?? "unreachable",
      `The database ${file} cannot be opened for writing (${error.message}).`,
      "See that there is space, and that this user may write the file and its folder, or set DATA_DIR to another folder.",
      { cause: error },
    )
  }
}

/** Throws a `StoreError` with what SQLite's quick check finds wrong with the pages. */
export async function checkPages(connection: Connection): Promise<void> {
  const { rows } = await connection.query("PRAGMA quick_check(1)")
  const verdict = String(Object.values(rows[0] ?? {})[0])
  if (verdict !== "ok") throw damaged(connection.file, verdict.replaceAll("\n", "; "))
}

/** Says what is wrong with a store that was open all along, and what to do; undefined when all is well. */
export async function findFault(
  connection: Connection,
  opened: Identity | undefined,
): Promise<string | undefined> {
  const loss = findFileLoss(connection.file, opened)
  if (loss !== undefined) return loss
  try {
    await checkPages(connection)
  } catch (error) {
    if (error instanceof StoreError) return `${error.message} ${error.hint}`
    throw error
  }
  return undefined
}

/** Which file a path led to: another one has another identity. */
export type Identity = { readonly device: number; readonly inode: number }

export function identityOf(file: string): Identity | undefined {
  const found = statSync(file, { throwIfNoEntry: false })
  return found && { device: found.dev, inode: found.ino }
}

function findFileLoss(file: string, opened: Identity | undefined): string | undefined {
  const now = statSync(file, { throwIfNoEntry: false })
  if (now === undefined) return `${file} was deleted while it was open; stop the bot and put it back`
  if (now.ino !== opened?.inode || now.dev !== opened.device)
    return `${file} was replaced while it was open; restart the bot`
  return now.size === 0
    ? `${file} was emptied while it was open; stop the bot and put a backup back`
    : undefined
}

function damaged(file: string, damage: string): StoreError {
  return new StoreError(
    "corrupt",
    `The database ${file} is damaged: ${damage}.`,
    "Stop the bot, keep the file as it is, and put a backup in its place.",
  )
}
