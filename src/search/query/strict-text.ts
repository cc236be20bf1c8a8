import type { Paper } from "../../papers/paper.ts"
import { stem } from "../index/stem.ts"
import { fold } from "../index/words.ts"

/** Title or abstract, as a filter reads it. */
export type TextField = {
  readonly words: readonly string[]
  /** Their stems, each at its word's place. */
  readonly stems: readonly string[]
  /** These, and the stems of words without their signs: what is not among them is not in the text. */
  readonly among: ReadonlySet<string>
  /** Compounds in one word: `selfattention` for `self-attention`. */
  readonly joined: ReadonlySet<string>
  /** The text without spaces, for scripts that have none. */
  readonly letters: string
}

const known = new WeakMap<Paper, readonly TextField[]>()

/** The title, and the abstract or what stands for it; read once for all filters. */
export function textsOf(paper: Paper): readonly TextField[] {
  const texts = [paper.title, paper.abstract === "" ? (paper.summary ?? "") : paper.abstract]
  const fields = known.get(paper) ?? texts.map(textField)
  known.set(paper, fields)
  return fields
}

function textField(text: string): TextField {
  const compounds = text.match(/[\p{L}\p{N}\p{M}]+(?:[-‐‑–_'’./][\p{L}\p{N}\p{M}]+)+/gu) ?? []
  const words = strictWords(text)
  const stems = words.map(stem)
  return {
    words,
    stems,
    among: new Set([
      ...stems,
      ...words.filter((word) => withSigns.test(word)).map((word) => stem(withoutSigns(word))),
    ]),
    joined: new Set(compounds.map((compound) => strictWords(compound).join(""))),
    letters: lettersOf(text),
  }
}

/** Folded words in order. Signs that make it another word belong to it: `C++`, `C#`, `A*`, `.NET`, `&` in `AT&T`. */
export function strictWords(text: string): readonly string[] {
  return (text.match(strictWord) ?? []).map(fold).filter((word) => word !== "")
}

const strictWord =
  /(?:(?<![\p{L}\p{N}.])\.(?=\p{L}))?[\p{L}\p{N}\p{M}]+(?:\+{2,}|[+#*](?![\p{L}\p{N}]))?|(?<=[\p{L}\p{N}])&(?=[\p{L}\p{N}])/gu
/** Without spaces, for scripts that have none. */
export const lettersOf = (text: string) => fold(text).replaceAll(/\s+/g, "")

const withSigns = /[+#*]+$/
const withoutSigns = (word: string) => word.replace(withSigns, "")
