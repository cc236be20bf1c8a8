/**
 * Independent readers of the formats that we export. They are loaded by name, so that a checkout that was not installed
 * anew still compiles and skips what needs them.
 */
import { createRequire } from "node:module"
import type { Need } from "../needs.ts"

/** What a reader finds of one reference. Names are `Family, Given`, or in one piece. */
export type Reference = {
  readonly title: string
  readonly authors: readonly string[]
  readonly year: string
  /** The arXiv identifier, if there is one. */
  readonly id: string
}

const packages = [
  "@retorquere/bibtex-parser",
  "@citation-js/core",
  "@citation-js/plugin-ris",
  "csv-parse/sync",
]

/** The readers, as devDependencies. */
export function referenceReaders(): Need {
  try {
    const require = createRequire(import.meta.url)
    for (const name of packages) require.resolve(name)
    return { path: "" }
  } catch {
    return { path: "", required: true, reason: "the readers of references are not installed; run npm ci" }
  }
}

type Name = {
  readonly lastName?: string
  readonly firstName?: string
  readonly prefix?: string
  readonly name?: string
}
type BibtexReader = {
  parse(
    text: string,
    options: object,
  ): {
    readonly errors: readonly { readonly error: string }[]
    readonly entries: readonly {
      readonly key: string
      readonly type: string
      readonly fields: Readonly<Record<string, string>> & { readonly author?: readonly Name[] }
    }[]
  }
}

/** Reads BibTeX with the parser of Better BibTeX for Zotero. Throws for anything it complains of. */
export async function readBibtex(text: string): Promise<readonly (Reference & { readonly key: string })[]> {
  const { parse }: BibtexReader = await import(packages[0] ?? "")
  const { entries, errors } = parse(text, {
    sentenceCase: false,
    caseProtection: false,
    verbatimFields: [/^(?:url|doi|eprint)$/],
  })
  if (errors.length > 0) throw new Error(`BibTeX: ${JSON.stringify(errors.slice(0, 3))}`)
  return entries.map(({ key, fields }) => ({
    key,
    title: textOf(fields.title),
    authors: (fields.author ?? []).map(nameOf).filter((name) => name !== "others"),
    year: textOf(fields.year),
    id: textOf(fields.eprint),
  }))
}

// The parser takes \textasciigrave for a modifier grave, which a title may have as well.
function textOf(value = ""): string {
  return value.replaceAll("ˋ", "`").normalize("NFC")
}

function nameOf({ name, prefix, lastName = "", firstName }: Name): string {
  if (name !== undefined) return textOf(name)
  return textOf([[prefix, lastName].filter(Boolean).join(" "), firstName].filter(Boolean).join(", "))
}

type Csl = {
  readonly title?: string
  readonly number?: string
  readonly DOI?: string
  readonly author?: readonly {
    readonly family?: string
    readonly given?: string
    readonly literal?: string
    readonly "non-dropping-particle"?: string
    readonly "dropping-particle"?: string
  }[]
  readonly issued?: { readonly "date-parts"?: readonly (readonly (number | string)[])[] }
}
type CitationReader = {
  readonly plugins: { readonly input: { chain(input: unknown, options: object): readonly Csl[] } }
}

async function citationReader(): Promise<CitationReader> {
  const reader: CitationReader = await import(packages[1] ?? "")
  await import(packages[2] ?? "")
  return reader
}

/** Reads RIS or CSL-JSON with citation-js. */
async function readWith(
  kind: "@ris/file" | "@csl/list+object",
  input: unknown,
): Promise<readonly Reference[]> {
  const { plugins } = await citationReader()
  return plugins.input
    .chain(input, { forceType: kind, generateGraph: false, target: "@csl/list+object" })
    .map((item) => ({
      title: item.title ?? "",
      authors: (item.author ?? []).map(
        (one) =>
          one.literal ??
          [
            [one["non-dropping-particle"] ?? one["dropping-particle"], one.family].filter(Boolean).join(" "),
            one.given,
          ]
            .filter(Boolean)
            .join(", "),
      ),
      year: String(item.issued?.["date-parts"]?.[0]?.[0] ?? ""),
      id: (item.DOI ?? "").replace("10.48550/arXiv.", ""),
    }))
}

export const readRis = (text: string) => readWith("@ris/file", text)
export const readCsl = (text: string) => readWith("@csl/list+object", JSON.parse(text))

type CsvReader = { parse(text: string, options: object): readonly Readonly<Record<string, string>>[] }

/** The rows of a CSV file by the names of their columns. */
export async function readCsv(text: string): Promise<readonly Readonly<Record<string, string>>[]> {
  const { parse }: CsvReader = await import(packages[3] ?? "")
  return parse(text, { bom: true, columns: true })
}
