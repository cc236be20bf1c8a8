/**
 * Many texts as the numbers of their words, 16 bits each, in one array. Numbers of 65,535 and more, which are rare words,
 * take three places: `long` and the number's two halves. Reading them needs hardly a branch that is hard to foresee.
 */
export type WordTexts = { readonly words: Uint16Array; readonly starts: Uint32Array }

/** The sign of a number that takes two more places. */
export const long = 0xffff

export function wordTextsOf(texts: readonly (readonly number[])[]): WordTexts {
  const parts = texts.map((text) => (text.every((word) => word < long) ? text : text.flatMap(places)))
  return joinedTexts(parts)
}

/** The numbers of a text's words. */
export function wordsAt(texts: WordTexts, at: number): ArrayLike<number> {
  const text = placesAt(texts, at)
  if (!text.includes(long)) return text
  const words: number[] = []
  for (let i = 0; i < text.length; i++) {
    const word = text[i] as number
    words.push(word === long ? (text[++i] as number) * 2 ** 16 + (text[++i] as number) : word)
  }
  return words
}

/** A text as it is kept, for `joinedTexts`. */
export function placesAt({ words, starts }: WordTexts, at: number): Uint16Array {
  return words.subarray(starts[at], starts[at + 1])
}

/** Texts as they are kept, in one array. */
export function joinedTexts(parts: readonly ArrayLike<number>[]): WordTexts {
  const starts = new Uint32Array(parts.length + 1)
  for (const [at, part] of parts.entries()) starts[at + 1] = (starts[at] as number) + part.length
  const words = new Uint16Array(starts[parts.length] as number)
  for (const [at, part] of parts.entries()) words.set(part, starts[at])
  return { words, starts }
}

const places = (word: number) => (word < long ? [word] : [long, word >>> 16, word & 0xffff])
