/** Citation keys, `vaswani2017attention`: the same for the same papers, in whatever order they come. */
import type { Paper } from "../papers/index.ts"
import { fold } from "../search/index.ts"
import { yearOf } from "./entry.ts"
import { familyOf } from "./names.ts"

/** The key of each paper by its id. Papers that would have the same get `a`, `b`, … after it, all but the lowest id. */
export function citationKeys(papers: readonly Paper[]): ReadonlyMap<string, string> {
  const keys = new Map<string, string>()
  const taken = new Set<string>()
  const next = new Map<string, number>()
  for (const paper of papers.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const base = keyOf(paper)
    let number = next.get(base) ?? 0
    while (taken.has(base + suffixOf(number))) number += 1
    const key = base + suffixOf(number)
    next.set(base, number + 1)
    taken.add(key)
    keys.set(paper.id, key)
  }
  return keys
}

function keyOf(paper: Paper): string {
  const author = folded(familyOf(paper.authors[0] ?? ""))
  const word = paper.title.split(/[^\p{L}\p{N}\p{M}]+/u).find((one) => folded(one).length > 3)
  const key = `${author.slice(0, 40)}${yearOf(paper) ?? ""}${folded(word ?? paper.title).slice(0, 40)}`
  return /[a-z]/.test(key) ? key : `paper${folded(paper.id)}`
}

/** `""`, `a`, …, `z`, `aa`, … */
function suffixOf(number: number): string {
  if (number === 0) return ""
  const before = Math.floor((number - 1) / 26)
  return suffixOf(before) + String.fromCharCode(97 + ((number - 1) % 26))
}

/** Letters and digits of ASCII, which every program takes in a key. */
function folded(text: string): string {
  return fold(text).replace(/[^a-z0-9]/g, "")
}
