import { createReadStream, type ReadStream } from "node:fs"
import { open } from "node:fs/promises"
import { createGunzip } from "node:zlib"
import { readLine } from "../../src/parsing/formats/json.ts"
import { isJsonLines, parsePapers } from "../../src/parsing/formats/parse-papers.ts"
import { joinRead, type ReadOptions, type ReadPapers } from "../../src/parsing/formats/read-papers.ts"
import { UserError } from "../../src/vocabulary/errors.ts"
import { words } from "../../src/words/words.ts"
import type { FoundFile } from "./find-files.ts"

/** Lines of one batch: enough that saving is cheap, few enough that a chat in the same process goes on. */
const batchLines = 500
/** Characters of a file that is not JSON Lines and so is held in memory whole; V8's strings end near 512 million. */
const largestWhole = 400_000_000
/** Characters of one line of JSON Lines: a paper, or a day's list. */
const longestLine = 50_000_000

export type Batch = {
  readonly read: ReadPapers
  /** Bytes of the file, as it lies on disk, that have been read by now. */
  readonly bytesRead: number
}

/**
 * Reads a file of any format, packed with gzip or not (its first bytes tell, not its name), batch by batch. `name` is
 * how messages call it. Throws `UserError` where it cannot be read on; a bad record is left out by itself.
 */
export async function* readPaperFile(
  file: FoundFile,
  name: string,
  options: ReadOptions,
): AsyncGenerator<Batch> {
  const raw = createReadStream(file.path)
  try {
    const texts = (await unpacked(raw, file.path))[Symbol.asyncIterator]()
    const start = await firstLine(texts, name)
    if (!isJsonLines(start)) {
      yield { read: parsePapers(name, await whole(start, texts, name), options), bytesRead: file.bytes }
      return
    }
    for await (const read of batches(lines(start, texts, name), name))
      yield { read, bytesRead: raw.bytesRead }
  } catch (error) {
    throw explained(error, name)
  } finally {
    raw.destroy()
  }
}

type Texts = AsyncIterator<string>

async function unpacked(raw: ReadStream, path: string): Promise<AsyncIterable<string>> {
  if (!(await isPacked(path))) return raw.setEncoding("utf8")
  const gunzip = createGunzip()
  // A stream that is piped keeps its errors to itself.
  raw.on("error", (error) => gunzip.destroy(error))
  return raw.pipe(gunzip).setEncoding("utf8")
}

async function isPacked(path: string): Promise<boolean> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await handle.close()
  }
}

/** The text up to the end of the first line at least. Throws `UserError` for what is no text. */
async function firstLine(texts: Texts, name: string): Promise<string> {
  const held = createHeld(name, largestWhole)
  for (let next = await texts.next(); !next.done; next = await texts.next()) {
    if (next.value.includes("\0")) throw new UserError("not-text", words.terminal.import.notText(name))
    held.add(next.value)
    if (next.value.includes("\n")) break
  }
  return held.take().replace(/^\ufeff/, "")
}

async function whole(start: string, texts: Texts, name: string): Promise<string> {
  const held = createHeld(name, largestWhole)
  held.add(start)
  for (let next = await texts.next(); !next.done; next = await texts.next()) held.add(next.value)
  return held.take()
}

async function* lines(start: string, texts: Texts, name: string): AsyncGenerator<readonly string[]> {
  const held = createHeld(name, longestLine)
  let piece: IteratorResult<string> = { value: start, done: false }
  for (; !piece.done; piece = await texts.next()) {
    const end = piece.value.lastIndexOf("\n")
    held.add(piece.value.slice(0, Math.max(0, end)))
    if (end >= 0) yield held.take().split("\n")
    held.add(piece.value.slice(end + 1))
  }
  yield [held.take()]
}

/** Pieces of a text that are joined once, so that a long text takes time in proportion to its length. */
function createHeld(name: string, most: number) {
  let pieces: string[] = []
  let length = 0
  return {
    /** Throws `UserError` when the text gets longer than allowed. */
    add(piece: string): void {
      length += piece.length
      if (length > most) {
        const { tooLarge, tooLargeHint } = words.terminal.import
        throw new UserError("file-too-large", tooLarge(name, most / 1e6), { hint: tooLargeHint })
      }
      pieces.push(piece)
    },
    take(): string {
      const text = pieces.join("")
      pieces = []
      length = 0
      return text
    },
  }
}

async function* batches(chunks: AsyncIterable<readonly string[]>, name: string): AsyncGenerator<ReadPapers> {
  let held: ReadPapers[] = []
  let line = 0
  for await (const chunk of chunks) {
    for (const text of chunk) {
      line += 1
      held.push(readLine(text, `${name}, line ${line}`))
      if (held.length < batchLines) continue
      yield joinRead(held)
      held = []
    }
  }
  yield joinRead(held)
}

/** What the file system or gzip says, as a mistake that a person can correct; anything else as it is. */
function explained(error: unknown, name: string): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : ""
  if (code.startsWith("Z_")) {
    const { damaged, damagedHint } = words.terminal.import
    return new UserError("damaged-file", damaged(name, (error as Error).message), { hint: damagedHint })
  }
  if (code === "EACCES" || code === "EPERM") {
    return new UserError("forbidden-file", words.terminal.import.forbidden(name))
  }
  return error
}
