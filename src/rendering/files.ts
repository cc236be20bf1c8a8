/** Files in words: `papers.bib · 2.3 KB`, and names that are safe wherever they are saved. */
import type { CardFile } from "../vocabulary/card.ts"
import { words } from "../words/words.ts"
import { cleanLine, graphemesOf } from "./characters.ts"

/** What a file is called and how large it is. */
export function fileLine({ name, bytes }: Pick<CardFile, "name" | "bytes">): string {
  return words.rendering.fileLine(safeFileName(name), sizeInWords(bytes.length))
}

/** `512 bytes`, `2.3 KB`, `12 MB`. */
export function sizeInWords(bytes: number): string {
  const step = Math.min(Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024)), 3)
  const size = bytes / 1024 ** step
  const shown = step === 0 || size >= 10 ? Math.round(size) : Math.round(size * 10) / 10
  return `${shown} ${words.rendering.fileSizes[step]}`
}

const longestName = 80

/**
 * A file's name without a folder, without what Windows, macOS or Linux refuse in one, and not hidden. The ending stays.
 */
export function safeFileName(name: string): string {
  const base = cleanLine(name)
    .replace(/[<>:"/\\|?*\p{C}\p{Zl}\p{Zp}]/gu, "-")
    .replace(/^[.\s-]+|[.\s]+$/g, "")
  const [, stem = base, ending = ""] = /^(.+?)(\.[\p{L}\p{N}]{1,10})?$/u.exec(base) ?? []
  const short = graphemesOf(stem).slice(0, longestName).join("").trim()
  const isDevice = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(base)
  return `${isDevice ? "_" : ""}${short === "" ? words.rendering.file : short}${ending}`
}
