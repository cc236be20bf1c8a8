/** The formats of exports: what a file is called, what kind it is, and who writes it. */
import type { ReferenceFormat } from "../vocabulary/calls.ts"
import type { CardFile } from "../vocabulary/card.ts"
import { counted } from "../words/counted.ts"
import { words } from "../words/words.ts"
import { toBibtex } from "./bibtex.ts"
import { toCslJson } from "./csl.ts"
import { toCsv } from "./csv.ts"
import type { About, Entry, Writer } from "./entry.ts"
import { toMarkdown, toMarkdownReference } from "./markdown.ts"
import { toRis } from "./ris.ts"

export type ExportFormat = ReferenceFormat

type Kind = { readonly ending: string; readonly type: string; readonly write: Writer }

const kinds: Readonly<Record<ExportFormat, Kind>> = {
  bibtex: { ending: "bib", type: "text/x-bibtex; charset=utf-8", write: toBibtex },
  ris: { ending: "ris", type: "application/x-research-info-systems; charset=utf-8", write: toRis },
  csl: { ending: "json", type: "application/vnd.citationstyles.csl+json", write: toCslJson },
  csv: { ending: "csv", type: "text/csv; charset=utf-8", write: toCsv },
  markdown: { ending: "md", type: "text/markdown; charset=utf-8", write: toMarkdown },
}

export const exportFormats = Object.keys(kinds) as readonly ExportFormat[]

/** The formats of a single citation, as they are offered beside a paper. */
export const citationFormats = ["bibtex", "ris", "markdown"] as const satisfies readonly ExportFormat[]

/** A file of entries; `name` without its ending. */
export function exportFile(
  entries: readonly Entry[],
  format: ExportFormat,
  { name, ...about }: About & { readonly name: string },
): CardFile {
  const { ending, type, write } = kinds[format]
  const alt = words.exporting.alt(counted(entries.length, "paper"), words.exporting.formats[format])
  return { name: `${name}.${ending}`, type, alt, bytes: new TextEncoder().encode(write(entries, about)) }
}

/** One paper as it is cited, without a line break at its end. */
export function citationOf(entry: Entry, format: ExportFormat): string {
  const text =
    format === "markdown"
      ? toMarkdownReference(entry)
      : kinds[format].write([entry], { title: entry.paper.title })
  return text
    .replace(/^\ufeff/, "")
    .replace(/\r\n/g, "\n")
    .trimEnd()
}
