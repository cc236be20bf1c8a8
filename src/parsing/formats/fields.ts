/** The fields that several formats have, and text as Hugging Face gives it. */

import * as z from "zod"
import { canonicalId, isTitleKey } from "../../papers/name.ts"
import type { Paper } from "../../papers/paper.ts"
import { isDate } from "../../papers/period.ts"
import { words } from "../../words/words.ts"
import { texToUnicode } from "../tex/tex-to-unicode.ts"
import type { Refusal } from "./read-papers.ts"

/** What a paper has where its source says nothing of it. */
export const blankPaper = {
  abstract: "",
  authors: [],
  authorCount: 0,
  keywords: [],
  categories: [],
  upvotes: 0,
  comments: 0,
  media: [],
} as const satisfies Partial<Paper>

/** An arXiv identifier in any of its forms, as its canonical one. */
export const arxivId = identifier(canonicalId)

/** The same, or the key of a title, as our own exports hold it. */
export const paperId = identifier((text) => (isTitleKey(text) ? text.toLowerCase() : canonicalId(text)))

function identifier(read: (text: string) => string | undefined) {
  return z.string().transform((text, context) => {
    const id = read(text)
    if (id !== undefined) return id
    context.issues.push({ code: "custom", message: words.files.noIdentifier(clipped(text)), input: text })
    return z.NEVER
  })
}

/** Required text, as one line without TeX. */
export const line = nonEmpty(texToUnicode)

/** Required text of which `read` leaves something. */
export function nonEmpty(read: (text: string) => string) {
  return z.string().transform((text, context) => {
    const plain = read(text)
    if (plain !== "") return plain
    context.issues.push({ code: "custom", message: words.files.empty, input: text })
    return z.NEVER
  })
}

/** Text that may be missing, null or empty. */
export const lineOrNothing = z
  .string()
  .nullish()
  .transform((text) => texToUnicode(text ?? ""))

/** A count, as a number or as its digits: some sources quote all their values. */
export const count = z
  .union(
    [
      z.number(),
      z
        .string()
        .regex(/^\d{1,9}$/)
        .transform(Number),
    ],
    { error: words.files.noNumber },
  )
  .pipe(z.number().int().nonnegative())

/** A field that a paper can do without: of the wrong type, or missing, it is left blank and the paper stays. */
export function adornment<T extends z.ZodType>(type: T) {
  return type.nullish().catch(null)
}

/** A web address, http or https only: nothing else may become a link. */
export function webAddress(text: string | null | undefined, base?: string): string | undefined {
  const address = text?.trim()
  if (!address || !URL.canParse(address, base)) return undefined
  const url = new URL(address, base)
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : undefined
}

/** A repository as sources write it: a web address, or GitHub's `owner/name`. */
export function repository(text: string | null | undefined): string | undefined {
  const address = text?.trim() ?? ""
  if (/^[\w.-]+\/[\w.-]+$/.test(address)) return `https://github.com/${address}`
  return webAddress(/^(?:www\.)?git(?:hub|lab)\.com\//i.test(address) ? `https://${address}` : address)
}

/** The ISO date of an instant or date: `2024-05-24T17:34:15.000Z` is `2024-05-24`. */
export function isoDate(text: string | null | undefined): string | undefined {
  const date = text?.trim().slice(0, 10) ?? ""
  return isDate(date) ? date : undefined
}

/** Whether a value out of JSON is an object with fields. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

/** Names the first thing that is wrong with a record: `paper.title: expected string, received null`. */
export function refusalOf(error: z.ZodError): Refusal {
  const [issue] = error.issues
  const field = issue?.path.join(".") || words.files.wholeRecord
  const why = issue?.message.replace(/^Invalid input: /, "") ?? words.files.unknownFault
  return { refused: words.files.wrongField(field, why) }
}

/** The start of a text, short enough for a message. */
export function clipped(text: string): string {
  const shown = texToUnicode(text.slice(0, 60))
  return text.length > 60 ? `${shown}…` : shown
}

/** Whether the authors withdrew the paper: arXiv has no field for it, only their words. */
export function isWithdrawn(abstract: string, remark: string): boolean {
  return [abstract, remark].some((text) => said.test(text))
}

const said =
  /^\W*(?:(?:this|the) (?:paper|article|submission|manuscript|work|preprint)\b[^.]{0,60}\bwithdrawn|withdrawn)\b/i

/**
 * Text of Hugging Face, which takes the dollar signs and backslashes out of many abstracts, as plain Unicode on one line:
 * `a 2times speedup`, `leq5%`, `sim30 images` and `360^circ` get them back. Only what cannot be English is taken for
 * TeX: `three times`, `sim2real` and `approx. 30` stay.
 */
export function siteText(text: string): string {
  return texToUnicode(restored(text))
}

/** Required text of the site. */
export const siteLine = nonEmpty(siteText)

/** Text of the site that may be missing, null or empty. */
export const siteLineOrNothing = z
  .string()
  .nullish()
  .transform((text) => siteText(text ?? ""))

function restored(text: string): string {
  return patterns.reduce((restoring, [pattern, tex]) => restoring.replace(pattern, tex), text)
}

// Each looks back, so that words, addresses and complete TeX stay as they are.
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
