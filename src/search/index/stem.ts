import { stemmer } from "stemmer"

/**
 * The stem of a folded English word: `networks`, `network` and `networked` are `network` (M. F. Porter, An algorithm
 * for suffix stripping, Program 14, 1980). A word with other letters than a to z (`gpt4`, `変換`) is its own stem.
 */
export function stem(word: string): string {
  // The package reduces the gene EED to the letter e.
  return /^[a-z]{3,}$/.test(word) && word !== "eed" ? stemmer(word) : word
}
