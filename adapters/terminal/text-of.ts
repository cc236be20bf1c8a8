import { readFile } from "node:fs/promises"
import { resolve } from "node:path"
import { text } from "node:stream/consumers"
import { UserError } from "../../src/vocabulary/errors.ts"
import { words } from "../../src/words/words.ts"

const longestName = 1_000

/** A file's text, or what is piped in for `-`; undefined where `name` names no file. */
export async function textOf(
  name: string,
  folder: string,
  piped: NodeJS.ReadableStream,
): Promise<string | undefined> {
  if (name === "-") return text(piped)
  if (name.length > longestName || /[\n\0]/.test(name)) return undefined
  try {
    return await readFile(resolve(folder, name), "utf8")
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG") return undefined
    throw new UserError("unreadable-file", words.readers.saveList.unreadable(name, message), {
      hint: words.readers.saveList.nothingHint,
    })
  }
}
