/** BibTeX as arXiv writes it: `@misc` with `eprint`, `archivePrefix` and `primaryClass`. */
import { arXivIdOf, doiOf, type Entry, hasMoreAuthors, remarksOf, urlOf, yearOf } from "./entry.ts"
import { citationKeys } from "./keys.ts"
import { splitName } from "./names.ts"

export function toBibtex(entries: readonly Entry[]): string {
  const keys = citationKeys(entries.map(({ paper }) => paper))
  return entries.map((entry) => record(entry, keys.get(entry.paper.id) ?? "")).join("\n")
}

function record(entry: Entry, key: string): string {
  const { paper, saved } = entry
  const eprint = arXivIdOf(paper)
  const fields: readonly (readonly [name: string, value: string | undefined])[] = [
    // Doubled, so that no style changes its capitals.
    ["title", `{${toTex(paper.title)}}`],
    ["author", authors(entry)],
    ["year", yearOf(paper)],
    ["eprint", eprint],
    ["archivePrefix", eprint && "arXiv"],
    ["primaryClass", eprint && paper.categories[0]],
    ["doi", doiOf(paper) && verbatim(doiOf(paper) ?? "")],
    ["url", urlOf(paper) && verbatim(urlOf(paper) ?? "")],
    ["note", remarksOf(entry, (url) => `\\url{${verbatim(url)}}`).join("; ") || undefined],
    ["keywords", saved?.tags.map(toTex).join(", ") || undefined],
    ["annote", saved?.note && toTex(saved.note)],
  ]
  const known = fields.filter(([, value]) => value !== undefined && value !== "")
  return `@misc{${key},\n${known.map(([name, value]) => `  ${name} = {${value}}`).join(",\n")}\n}\n`
}

function authors({ paper }: Entry): string | undefined {
  const names = paper.authors.map(nameToTex).filter((name) => name !== "{}")
  const all = [...names, ...(hasMoreAuthors(paper) ? ["others"] : [])]
  return all.length > 0 ? all.join(" and ") : undefined
}

function nameToTex(name: string): string {
  const split = splitName(name)
  return "literal" in split ? `{${toTex(split.literal)}}` : `${toTex(split.family)}, ${toTex(split.given)}`
}

/** Addresses are read as they stand; what would end the field is left out of them. */
function verbatim(text: string): string {
  return text.replace(/[{}\s\\]/g, encodeURIComponent)
}

const spelled: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "`": "\\textasciigrave{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
}

/**
 * A text of Unicode as TeX that reads back as it was. Braces are spelled out, because BibTeX counts escaped ones too;
 * signs that TeX would join (`--`, `''`) are held apart.
 */
function toTex(text: string): string {
  return text
    .replace(/[\\{}~^`<>|&%$#_]/g, (sign) => spelled[sign] ?? `\\${sign}`)
    .replace(/([-',!?])(?=\1|`)/g, "$1{}")
    .replace(/\s+/g, " ")
    .trim()
}
