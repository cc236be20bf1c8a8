/**
 * Text from outside, made harmless for every platform: halves of characters become U+FFFD, control characters go (an
 * ESC would command a terminal), and so do the marks that turn the direction of the text around them. Line breaks stay.
 */
export function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, "\n")
    .replace(/\t/g, " ")
    .replace(unwanted, "")
}

/** The same on one line, for titles and labels. */
export function cleanLine(text: string): string {
  return clean(text).replace(/\s+/g, " ").trim()
}

// Controls (line feed aside), and the bidirectional embeddings, overrides and isolates.
const unwanted = /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu
