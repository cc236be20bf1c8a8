import { createHash } from "node:crypto"

/**
 * The key of a paper of which only the title is known: `t:` and the first 16 hex digits of a SHA-256 over the title's
 * letters and digits, so that case, spacing, punctuation and accents do not make two papers of one.
 */
export function titleKey(title: string): string {
  return `t:${createHash("sha256").update(normalizedTitle(title)).digest("hex").slice(0, 16)}`
}

function normalizedTitle(title: string): string {
  const compatible = title.normalize("NFKD").toLowerCase()
  const lettersAndDigits = compatible.replace(/[^\p{L}\p{N}]+/gu, "")
  // A title without a single letter or digit still has to differ from another such.
  return lettersAndDigits === "" ? compatible.trim() : lettersAndDigits
}
