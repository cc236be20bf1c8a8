/** Text as Hugging Face gives it: in many abstracts its dollar signs and backslashes have been taken away. */
import * as z from "zod"
import { texToUnicode } from "../tex/tex-to-unicode.ts"
import { nonEmpty } from "./fields.ts"

/**
 * Plain Unicode on one line: `a 2times speedup`, `leq5%`, `sim30 images` and `360^circ` get their signs back. Only
 * what cannot be English is taken for TeX: `three times`, `sim2real` and `approx. 30` stay.
 */
export function siteText(text: string): string {
  return texToUnicode(restored(text))
}

/** Text of the site that has to be there. */
export const siteLine = nonEmpty(siteText)

/** Text of the site that may be missing, null or empty. */
export const siteLineOrNothing = z
  .string()
  .nullish()
  .transform((text) => siteText(text ?? ""))

function restored(text: string): string {
  return patterns.reduce((restoring, [pattern, tex]) => restoring.replace(pattern, tex), text)
}

// Each looks back to keep out of words, addresses and TeX that was left whole.
const patterns: readonly (readonly [RegExp, string])[] = [
  [/\^circ|\^\{circ\}/g, "^{\\circ}"],
  [/(?<=[\d}])times(?![a-z])/g, "\\times"],
  [/\{(sim|times|approx|leq|geq|pm)\}/g, "{\\$1}"],
  [/(?<![A-Za-z\\/._-])(leq|geq|neq|infty|cdot|rightarrow|varepsilon)(?![A-Za-z])/g, "\\$1"],
  [/(?<![A-Za-z\\/._-])(sim|approx)(?=\d[\d.,]*(?![\d.,]|[a-z]{2}))/g, "\\$1"],
  [/(?<![A-Za-z\\/._])(text(?:bf|it|tt|sc|rm)|math(?:bf|rm|bb|cal|it))(?=\{)/g, "\\$1"],
  [/(?<![A-Za-z\\/._-])ell(?=[_^])/g, "\\ell"],
  [/(?<=\d\.\d+ ?)pm(?= ?\d)/g, "\\pm"],
]
