import type { Reading } from "./reading.ts"

/**
 * What Discord shows for a text, and what it does with it: a reader of its markdown, strict in our disfavour (what
 * might format, link or mention is taken to do so). Punctuation behind a backslash is itself.
 */
export function readDiscord(markdown: string): Reading {
  const done = new Set<string>()
  let text = ""
  for (let rest = markdown; rest !== ""; ) {
    const [taken, shown, what] = readPiece(rest, text === "" || text.endsWith("\n"))
    if (what !== undefined) done.add(what)
    text += shown
    rest = rest.slice(taken)
  }
  return { text, done: [...done].sort() }
}

type Piece = readonly [taken: number, shown: string, done?: string]

function readPiece(rest: string, atLineStart: boolean): Piece {
  const escaped = rest.match(/^\\([!-/:-@[-`{-~])/)
  if (escaped) return [2, escaped[1] ?? ""]
  const code = rest.match(/^(`+)(?!`)(.*?[^`])\1(?!`)/s)
  if (code) return [code[0].length, (code[2] ?? "").replace(/^ (?=`)|(?<=`) $/g, ""), "code"]
  const masked = rest.match(/^\[((?:\\.|[^\]\\])*)\]\(<([^>]*)>\)/s)
  if (masked) return [masked[0].length, readDiscord(masked[1] ?? "").text, `link ${masked[2]}`]
  for (const [pattern, what] of active) {
    const match = rest.match(pattern)
    if (match) return [match[0].length, keepsText(what) ? match[0] : "", what]
  }
  const block = atLineStart ? rest.match(/^(?:#{1,3} |-# |> |>>> |[-*] |\d+\. )/) : undefined
  return block ? [block[0].length, block[0], "block"] : [1, rest.charAt(0)]
}

const active: readonly (readonly [RegExp, string])[] = [
  [/^\*\*\*|^\*\*|^\*/, "emphasis"],
  [/^__|^_/, "emphasis"],
  [/^~~/, "strike"],
  [/^\|\|/, "spoiler"],
  [/^<(?:@[!&]?|#|:\w+:|a:\w+:|t:|\/)[^>]*>/, "mention"],
  [/^@(?:everyone|here)/, "mention"],
  [/^https?:\/\/[^\s<]+/, "link"],
  [/^:\w+:/, "emoji"],
]

function keepsText(what: string): boolean {
  return what === "mention" || what === "link" || what === "emoji"
}
