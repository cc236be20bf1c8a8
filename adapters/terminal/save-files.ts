/** Where the files of a card go: into the folder that the person is in, or to standard output where that is piped on. */
import { writeFile } from "node:fs/promises"
import { join, parse } from "node:path"
import { sizeInWords } from "../../src/rendering/files.ts"
import { fit } from "../../src/rendering/fit.ts"
import { noLimits } from "../../src/rendering/limits.ts"
import type { Block, Card, CardFile } from "../../src/vocabulary/card.ts"
import { words } from "../../src/words/words.ts"

export type FilesGoTo =
  | { readonly kind: "folder"; readonly path: string }
  | { readonly kind: "output"; readonly write: (bytes: Uint8Array) => void }

/** What is shown beside the files: nothing where they themselves are the answer. */
export type Saved = { readonly card: Card | undefined; readonly failed: boolean }

/** Writes the card's files, and says in the card where they are, or why one can't be written. */
export async function saveFiles(card: Card, to: FilesGoTo): Promise<Saved> {
  const files = fit(card, noLimits).blocks.flatMap((block) => (block.kind === "file" ? [block.file] : []))
  if (files.length === 0) return { card, failed: false }
  if (to.kind === "output") {
    for (const { bytes } of files) to.write(bytes)
    return { card: undefined, failed: false }
  }
  const outcomes: Outcome[] = []
  for (const file of files) outcomes.push(await saveAs(to.path, file))
  const said = outcomes.map(({ text }): Block => ({ kind: "text", text: [{ text }] }))
  const blocks = [...card.blocks.filter(({ kind }) => kind !== "file"), ...said]
  return { card: { ...card, blocks }, failed: outcomes.some(({ failed }) => failed) }
}

type Outcome = { readonly text: string; readonly failed: boolean }

/** A file that is there already is never overwritten: the new one gets a number. */
async function saveAs(folder: string, { name, bytes }: CardFile): Promise<Outcome> {
  const { name: stem, ext } = parse(name)
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? name : `${stem}-${number}${ext}`
    try {
      await writeFile(join(folder, free), bytes, { flag: "wx" })
      return { text: words.terminal.files.saved(free, sizeInWords(bytes.length)), failed: false }
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : String(error)
      if (code !== "EEXIST")
        return { text: words.terminal.files.cannotSave(join(folder, free), code), failed: true }
    }
  }
}
