/** RIS. It has no type for preprints: `GEN` with `M3  - Preprint` is what reference managers take for one. */
import { arXivIdOf, doiOf, type Entry, remarksOf, urlOf, yearOf } from "./entry.ts"
import { splitName } from "./names.ts"

export function toRis(entries: readonly Entry[]): string {
  return entries.map(record).join("\r\n")
}

function record(entry: Entry): string {
  const { paper, saved } = entry
  const arXivId = arXivIdOf(paper)
  const lines: readonly (readonly [tag: string, value: string | undefined])[] = [
    ["TY", "GEN"],
    ["M3", "Preprint"],
    ["TI", paper.title],
    ...paper.authors.map((name) => ["AU", nameToRis(name)] as const),
    ["PY", yearOf(paper)],
    ["DA", paper.publishedOn && `${paper.publishedOn.replaceAll("-", "/")}/`],
    ["AB", paper.abstract],
    ["PB", arXivId && "arXiv"],
    ["AN", arXivId && `arXiv:${arXivId}`],
    ["DO", doiOf(paper)],
    ["UR", urlOf(paper)],
    ...[...paper.keywords, ...(saved?.tags ?? [])].map((word) => ["KW", word] as const),
    ["N1", remarksOf(entry).join("; ")],
    ["N1", saved?.note],
  ]
  const known = lines.flatMap(([tag, value = ""]) => {
    const line = oneLine(value)
    return line === "" ? [] : [`${tag}  - ${line}\r\n`]
  })
  return `${known.join("")}ER  - \r\n`
}

/** A comma parts the family name from the given one, so a name in one piece has none. */
function nameToRis(name: string): string {
  const split = splitName(name)
  return "literal" in split ? split.literal.replaceAll(",", "") : `${split.family}, ${split.given}`
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim()
}
