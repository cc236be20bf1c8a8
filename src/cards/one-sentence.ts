import type { Paper } from "../papers/index.ts"
import { graphemesOf } from "../rendering/characters.ts"

const mostCharacters = 160
/** A comma before this says too little to end at. */
const earliestComma = 90
/** Never begins a line, so that it stands by the word before it. */
const cutMark = "\u00a0…"

/** What the paper did, in one sentence: the first of its summary, else of its abstract. Undefined where it has neither. */
export function oneSentence({ summary, abstract }: Paper): string | undefined {
  const text = (summary?.trim() || abstract).replace(/\s+/g, " ").trim()
  return text === "" ? undefined : cut(firstSentence(text))
}

/** A full stop that ends no sentence follows these: `e.g.`, `et al.`, `Fig.`, an initial, letters as in `U.S.`. */
const abbreviated =
  /(?:^|[\s(["“‘])(?:e\.g|i\.e|a\.k\.a|w\.r\.t|et al|cf|vs|ca|approx|resp|Figs?|Eqs?|Secs?|Refs?|Tabs?|Nos?|Vol|Ch|pp?|Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|Inc|Ltd|Co|(?:\p{Lu}\.)*\p{Lu})$/u

/** Formulas hold full stops of their own; two prices are no formula. */
const formula = /\$(?=\S)[^$]{0,80}?\S\$(?!\d)/g

// Chinese and Japanese put no space between sentences. After `etc.` a sentence ends where another begins.
const end = /[。！？]["”’」』）]*|[.!?]+["”’)\]]*(?=\s+(\S)|$)/gu

function firstSentence(text: string): string {
  const masked = text.replace(formula, (found) => "x".repeat(found.length))
  for (const match of masked.matchAll(end)) {
    const before = masked.slice(0, match.index)
    const isStop = match[0].startsWith(".") && match[1] !== undefined
    if (isStop && (abbreviated.test(before) || /\p{Ll}/u.test(match[1] ?? ""))) continue
    return text.slice(0, match.index + match[0].length)
  }
  return text
}

function cut(sentence: string): string {
  const characters = graphemesOf(sentence)
  if (characters.length <= mostCharacters) return sentence
  const kept = characters.slice(0, mostCharacters - cutMark.length)
  const end = lastComma(kept) ?? lastWordEnd(kept, characters) ?? kept.length
  return (
    kept
      .slice(0, end)
      .join("")
      .trimEnd()
      .replace(/[,;:–—-]+$/u, "")
      .trimEnd() + cutMark
  )
}

function lastComma(kept: readonly string[]): number | undefined {
  const at = kept.findLastIndex(
    (character, index) => /^[,，、；;]$/u.test(character) && !isInNumber(kept, index),
  )
  return at >= earliestComma ? at : undefined
}

/** `1,234`. */
function isInNumber(kept: readonly string[], at: number): boolean {
  return /\d/.test(kept[at - 1] ?? "") && /\d/.test(kept[at + 1] ?? "")
}

function lastWordEnd(kept: readonly string[], all: readonly string[]): number | undefined {
  if (/^\s$/.test(all[kept.length] ?? "")) return kept.length
  const at = kept.lastIndexOf(" ")
  // A script without spaces is cut between characters.
  return at > earliestComma ? at : undefined
}
