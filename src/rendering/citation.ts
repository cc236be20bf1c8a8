/** A paper as people cite it: BibTeX, RIS, Markdown. Pure; the same paper gives the same text. */
import { abstractLink, isNewStyleId, isTitleKey, type Paper } from "../papers/index.ts"

export type CitationFormat = "bibtex" | "ris" | "markdown"
export const citationFormats: readonly CitationFormat[] = ["bibtex", "ris", "markdown"]

/** The citation, without a line break at its end. */
export function citationOf(paper: Paper, format: CitationFormat): string {
  return writers[format](paper)
}

const writers: Readonly<Record<CitationFormat, (paper: Paper) => string>> = {
  bibtex: toBibtex,
  ris: toRis,
  markdown: toMarkdown,
}

function toBibtex(paper: Paper): string {
  const { title, authors, id, categories, doi } = paper
  const names = [...authors.map(lastFirst), ...(areMore(paper) ? ["others"] : [])]
  const fields: readonly (readonly [name: string, value: string | undefined])[] = [
    ["title", escapeTex(title)],
    ["author", names.length > 0 ? names.map(escapeTex).join(" and ") : undefined],
    ["year", yearOf(paper)],
    ["eprint", isTitleKey(id) ? undefined : id],
    ["archivePrefix", isTitleKey(id) ? undefined : "arXiv"],
    ["primaryClass", isTitleKey(id) ? undefined : categories[0]],
    ["doi", doi],
    ["url", abstractLink(paper)],
  ]
  const known = fields.filter(([, value]) => value !== undefined)
  return `@misc{${citationKey(paper)},\n${known.map(([name, value]) => `  ${name} = {${value}}`).join(",\n")}\n}`
}

function toRis(paper: Paper): string {
  const url = abstractLink(paper)
  const lines = [
    "TY  - GEN",
    `TI  - ${paper.title}`,
    ...paper.authors.map((name) => `AU  - ${lastFirst(name)}`),
    ...(yearOf(paper) ? [`PY  - ${yearOf(paper)}`] : []),
    ...(paper.publishedOn ? [`DA  - ${paper.publishedOn.replaceAll("-", "/")}`] : []),
    ...(paper.doi ? [`DO  - ${paper.doi}`] : []),
    ...(url ? [`UR  - ${url}`] : []),
    "ER  - ",
  ]
  return lines.join("\n")
}

function toMarkdown(paper: Paper): string {
  const url = abstractLink(paper)
  const title = paper.title.replace(/[\\`*_[\]<>]/g, "\\$&")
  const [first = "", second] = paper.authors
  const who =
    second === undefined && !areMore(paper)
      ? first
      : paper.authors.length === 2 && !areMore(paper)
        ? `${first}, ${second}`
        : `${first} et al.`
  const by = first === "" ? undefined : who.replace(/[\\`*_[\]<>]/g, "\\$&")
  return [url ? `[${title}](${url})` : title, by, yearOf(paper)].filter(Boolean).join(", ")
}

function areMore({ authors, authorCount }: Paper): boolean {
  return authorCount > authors.length
}

/** The year in the identifier where no source gave a date. */
function yearOf({ publishedOn, id }: Paper): string | undefined {
  return publishedOn?.slice(0, 4) ?? (isNewStyleId(id) ? `20${id.slice(0, 2)}` : undefined)
}

/** `Ding, Xin`. A name of one word is a group's; particles such as `van` belong to the family name. */
function lastFirst(name: string): string {
  const words = name.trim().split(/\s+/)
  if (words.length < 2) return name.trim()
  const particle = words.findIndex(
    (word, at) => at > 0 && /^(?:van|von|de|den|der|del|della|di|da|dos|la|le|ten|ter)$/.test(word),
  )
  const at = particle > 0 ? particle : words.length - 1
  return `${words.slice(at).join(" ")}, ${words.slice(0, at).join(" ")}`
}

/** `ding2026zetta`. */
function citationKey(paper: Paper): string {
  const author = lastFirst(paper.authors[0] ?? "anonymous").split(",", 1)[0] ?? ""
  const word = paper.title.split(/[^\p{L}\p{N}]+/u).find((one) => plain(one).length > 3) ?? paper.title
  const key = `${plain(author)}${yearOf(paper) ?? ""}${plain(word)}`
  return key === "" ? plain(paper.id) : key
}

function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9]/g, "")
    .toLowerCase()
}

const texEscapes: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
}

function escapeTex(text: string): string {
  return text.replace(/[\\{}&%$#_~^]/g, (sign) => texEscapes[sign] ?? `\\${sign}`)
}
