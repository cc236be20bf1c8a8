/** Markdown: a list to tick off, with votes, links to discussions, and notes. */
import { words } from "../words/words.ts"
import { type About, type Entry, hasMoreAuthors, urlOf, yearOf } from "./entry.ts"

export function toMarkdown(entries: readonly Entry[], { title }: About): string {
  return `# ${escaped(title)}\n\n${entries.map(line).join("\n")}\n`
}

/** One paper as it is cited in a text: `[title](url), Ding et al., 2026`. */
export function toMarkdownReference({ paper }: Entry): string {
  return [linkedTitle(paper), byline(paper), yearOf(paper)].filter(Boolean).join(", ")
}

function line(entry: Entry): string {
  const { paper, votes = 0, discussions = [], saved } = entry
  const say = words.exporting.remarks
  const by = [byline(paper), yearOf(paper)].filter(Boolean).join(", ")
  const facts = [
    by,
    ...(votes > 0 ? [say.votes(votes)] : []),
    ...discussions.map((url) => `[${say.discussionLink}](${address(url)})`),
    ...(saved?.tags ?? []).map((tag) => `#${escaped(tag)}`),
  ].filter(Boolean)
  const head = `- [${saved?.state === "read" ? "x" : " "}] ${linkedTitle(paper)}`
  const note = saved?.note ? saved.note.split(/\r\n?|\n/).map((text) => `\n  > ${escaped(text)}`) : []
  return `${head}${facts.length > 0 ? ` — ${facts.join(" · ")}` : ""}${note.join("")}`
}

type Named = Entry["paper"]

function linkedTitle(paper: Named): string {
  const url = urlOf(paper)
  return url ? `[${escaped(paper.title)}](${address(url)})` : escaped(paper.title)
}

function byline(paper: Named): string {
  const [first = "", second, third] = paper.authors
  if (first === "") return ""
  const isPair = second !== undefined && third === undefined && !hasMoreAuthors(paper)
  if (isPair) return `${escaped(first)}, ${escaped(second)}`
  const isAlone = second === undefined && !hasMoreAuthors(paper)
  return isAlone ? escaped(first) : `${escaped(first)} ${words.exporting.andOthers}`
}

function escaped(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[!-/:-@[-`{-~]/g, (sign) => (/[\\`*_{}[\]<>#|~$&!@]/.test(sign) ? `\\${sign}` : sign))
}

/** Within the parentheses of a link. */
function address(url: string): string {
  return url.replace(
    /[()\s<>\\]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  )
}
