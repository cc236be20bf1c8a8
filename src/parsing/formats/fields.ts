/** What the formats have in common, field by field. */
import * as z from "zod"
import { canonicalId, isTitleKey } from "../../papers/name.ts"
import type { Paper } from "../../papers/paper.ts"
import { isDate } from "../../papers/period.ts"
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
    context.issues.push({ code: "custom", message: `"${clipped(text)}" is no arXiv identifier`, input: text })
    return z.NEVER
  })
}

/** Text that has to be there, as one line without TeX. */
export const line = nonEmpty(texToUnicode)

/** Text that a reading must leave something of. */
export function nonEmpty(read: (text: string) => string) {
  return z.string().transform((text, context) => {
    const plain = read(text)
    if (plain !== "") return plain
    context.issues.push({ code: "custom", message: "is empty", input: text })
    return z.NEVER
  })
}

/** Text that may be missing, null or empty. */
export const lineOrNothing = z
  .string()
  .nullish()
  .transform((text) => texToUnicode(text ?? ""))

/** Something that adorns a paper: of the wrong type, or missing, it is left blank and the paper stays. */
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
  const field = issue?.path.join(".") || "the record"
  return { refused: `${field}: ${issue?.message.replace(/^Invalid input: /, "") ?? "cannot be read"}` }
}

/** A stretch of foreign text that is short enough for a message. */
export function clipped(text: string): string {
  const shown = texToUnicode(text.slice(0, 60))
  return text.length > 60 ? `${shown}…` : shown
}
