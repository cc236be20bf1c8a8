import { readFile } from "node:fs/promises"
import { resolve } from "node:path"
import { text } from "node:stream/consumers"
import { UserError } from "../../src/vocabulary/errors.ts"
import { words } from "../../src/words/words.ts"

const longestName = 1_000
/** What nobody writes as a title. */
const looksLikeFile = /^(?:[~.]?\/|\.\.\/)\S*$|^\S+\.(?:bib|ris|json|csv|txt|md)$/i

/** A file's text, or what is piped in for `-`; undefined where `name` names no file. Throws where it is one that is not there. */
export async function textOf(
  name: string,
  folder: string,
  piped: NodeJS.ReadableStream,
): Promise<string | undefined> {
  if (name === "-") return text(piped)
  if (name === "" || name.length > longestName || /[\n\0]/.test(name)) return undefined
  try {
    return await readFile(resolve(folder, name), "utf8")
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const isNone = code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG"
    if (isNone && !looksLikeFile.test(name)) return undefined
    throw new UserError("unreadable-file", words.readers.saveList.unreadable(name, message), {
      hint: words.readers.saveList.nothingHint,
    })
  }
}
