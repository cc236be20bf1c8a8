import { stemmer } from "stemmer"
import { createBoundedMap } from "../../concurrency/bounded-map.ts"

/**
 * The stem of a folded English word: `networks`, `network` and `networked` are `network` (M. F. Porter, An algorithm
 * for suffix stripping, Program 14, 1980). A word with other letters than a to z (`gpt4`, `変換`) is its own stem.
 */
export function stem(word: string): string {
  const remembered = stems.get(word)
  if (remembered !== undefined) return remembered
  const found = stemOnce(word)
  stems.set(word, found)
  return found
}

/** The same for a word that is stemmed only once: it is not remembered. */
export function stemOnce(word: string): string {
  // The package reduces the gene EED to the letter e.
  return /^[a-z]{3,}$/.test(word) && word !== "eed" ? stemmer(word) : word
}

/** Texts say the same words again and again: those of a day's papers are stemmed once. */
const stems = createBoundedMap<string, string>(20_000)
