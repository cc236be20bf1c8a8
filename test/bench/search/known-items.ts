import type { Paper } from "../../../src/papers/paper.ts"

/** A query that one paper, and no other, is sought with. */
export type KnownItem = { readonly kind: string; readonly query: string; readonly id: string }

/** A number in [0, 1) at each call, the same ones for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * Corpus-item queries over these papers, `each` of every kind, for tuning: in the manner of the judged ones, for other
 * papers (those of `except` are left out), with other random edits.
 */
export function makeKnownItems(
  papers: readonly Paper[],
  each: number,
  seed: number,
  except: ReadonlySet<string>,
): KnownItem[] {
  const random = seeded(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const items: KnownItem[] = []
  const count = new Map<string, number>()
  const put = (kind: string, query: string, id: string) => {
    const before = count.get(kind) ?? 0
    if (before < each) items.push({ kind, query, id })
    count.set(kind, before + 1)
  }
  const shuffled = [...papers].sort(() => random() - 0.5)
  for (const { id, title, authors, keywords } of shuffled) {
    if (except.has(id)) continue
    const words = title
      .split(/\s+/)
      .map(bare)
      .filter((word) => word.length > 1)
    const long = [
      ...new Set(
        words.map((word) => word.toLowerCase()).filter((word) => word.length > 3 && !common.has(word)),
      ),
    ]
    if (words.length < 4 || long.length < 3) continue
    const plain = words.join(" ")
    put("title", plain, id)
    put("title, one typo", withTypos(plain.split(" "), 1, random), id)
    const three =
      long.filter((word) => word.length > 4).length >= 3 ? long.filter((word) => word.length > 4) : long
    while (three.length > 3) three.splice(Math.floor(random() * three.length), 1)
    put("three words", three.join(" "), id)
    put("three words, one typo", withTypos(three, 1, random), id)
    put("three words, two typos", withTypos(three, 2, random), id)
    put("title prefix of 8", plain.slice(0, 8), id)
    put("title prefix of 16", plain.slice(0, 16), id)
    put("mistyped title prefix of 16", edited(plain.slice(0, 16), random), id)
    const family = authors[0]?.split(" ").at(-1)
    if (family !== undefined && family.length > 1)
      put("first author and a word", `${family} ${pick(long)}`, id)
    const author = pick(authors)
    if (author !== undefined && author.length > 6) put("author with a typo", edited(author, random), author)
    if (keywords.length >= 4) put("three keywords", threeOf(keywords, random).join(" "), id)
  }
  return items
}

const common = new Set(
  "with from that this into over under your their without through towards toward using based".split(" "),
)

function bare(word: string): string {
  return word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "")
}

function threeOf<T>(list: readonly T[], random: () => number): T[] {
  const rest = [...list]
  while (rest.length > 3) rest.splice(Math.floor(random() * rest.length), 1)
  return rest
}

function withTypos(words: readonly string[], typos: number, random: () => number): string {
  const long = words.flatMap((word, at) => (word.length > 3 ? [at] : []))
  const hit = new Set<number>()
  while (hit.size < Math.min(typos, long.length)) hit.add(long[Math.floor(random() * long.length)] as number)
  return words.map((word, at) => (hit.has(at) ? edited(word, random) : word)).join(" ")
}

/** One random edit, never of the first letter: a letter left out, put in, replaced, or two swapped. */
export function edited(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2))
  const letter = String.fromCharCode(97 + Math.floor(random() * 26))
  const kind = Math.floor(random() * 4)
  if (kind === 0) return word.slice(0, at) + word.slice(at + 1)
  if (kind === 1) return word.slice(0, at) + letter + word.slice(at)
  if (kind === 2) return word.slice(0, at) + letter + word.slice(at + 1)
  return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2)
}
