import { fold, type Word } from "./words.ts"

/**
 * The words of which a sign is a part: `C++`, `C#`, `.NET`, `AT&T`, and `don't`. Without it they are other words: a
 * search for `C++` must not find every paper with a letter c. What is longer (`LLaVA++`) is told apart by its letters.
 */
export function signedWords(text: string): Word[] {
  if (!holdsSign.test(text)) return []
  return [...text.matchAll(signed)].map(({ 0: written, index }) => ({
    text: fold(written).replace(/['’]/, ""),
    start: index,
    end: index + written.length,
    joined: false,
  }))
}

/** Most texts have none, and are not searched further. */
const holdsSign = /\+\+|#|&|\.net|n['’]t/i

const before = String.raw`(?<![\p{L}\p{N}\p{M}.])`
const after = String.raw`(?![\p{L}\p{N}\p{M}])`
const signed = new RegExp(
  [
    String.raw`${before}\p{L}{1,2}\+\+(?![\p{L}+#])`,
    String.raw`${before}\p{L}{1,2}#(?![\p{L}\p{N}+#])`,
    String.raw`${before}[\p{L}\p{N}]{1,3}&[\p{L}\p{N}]{1,3}${after}`,
    String.raw`${before}\.net${after}`,
    String.raw`${before}\p{L}{1,20}n['’]t${after}`,
  ].join("|"),
  "giu",
)
