/** The many names of one paper, and the one identifier that all of them mean. */
import { createHash } from "node:crypto"
import type { Paper, PaperName } from "./paper.ts"

/**
 * Reads what a person wrote for a paper. One paper named in it, as identifier or link of whatever kind, gives its
 * canonical id (`2401.12345`, `math/0611800`, `t:<16 hex>`); anything else is taken as words of a title.
 */
export function parsePaperName(text: string): PaperName {
  const trimmed = text.trim()
  const ids = titleKeyForm.test(trimmed)
    ? [trimmed.toLowerCase()]
    : paperIdsIn(trimmed.replace(slippedId, "$1.$2"))
  const [id, another] = ids
  return id !== undefined && another === undefined ? { kind: "id", id } : { kind: "words", text: trimmed }
}

/** Every paper that a text names by identifier or link, as canonical ids, each once, in order of appearance. */
export function paperIdsIn(text: string): readonly string[] {
  if (!/\p{N}/u.test(text)) return []
  const plain = text.normalize("NFKC").replace(/%2f/gi, "/").replace(/%3a/gi, ":")
  return [...new Set([...plain.matchAll(anyId)].flatMap(canonicalOf))]
}

/** The canonical form of an arXiv identifier that stands alone, with or without prefix and version. */
export function canonicalId(text: string): string | undefined {
  const match = text.trim().match(wholeId)
  return match ? canonicalOf(match)[0] : undefined
}

/** Whether a text is an arXiv category or archive: `cs.AI`, `physics.ao-ph`, `hep-th`. */
export function isArxivCategory(text: string): boolean {
  return /^[a-z-]+(?:\.[A-Za-z-]{2,})?$/.test(text)
}

/** Whether the identifier is a key made from a title, for a paper of which no source gave an arXiv id. */
export function isTitleKey(id: string): boolean {
  return titleKeyForm.test(id)
}

/** Whether the identifier has arXiv's form of since April 2007, the only one that Hugging Face knows. */
export function isNewStyleId(id: string): boolean {
  return /^\d{4}\.\d{4,5}$/.test(id)
}

/** An identifier alone, with a blank after its dot, a comma for it, or without it: `2506. 03238`, `2506,03238`, `250603238`. */
const slippedId = /^(\d{4})(?:\s*[.,]\s*|(?=\d{5}$))(\d{4,5}(?:v\d{1,3})?)$/i

const titleKeyForm = /^t:[0-9a-f]{16}$/i

// https://info.arxiv.org/help/arxiv_identifier.html: YYMM.NNNN from 0704 to 1412, YYMM.NNNNN from 1501.
const newStyle = String.raw`(?<new>(?:0[7-9]|1[0-4])(?:0[1-9]|1[0-2])\.\d{4}|(?:1[5-9]|[2-9]\d)(?:0[1-9]|1[0-2])\.\d{5})`

// The archives of before April 2007: https://arxiv.org/archive. A subject class (`math.CA`) is not part of the id.
const archives =
  "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|" +
  "funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|math|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|" +
  "q-alg|q-bio|quant-ph|solv-int|supr-con"
const oldStyle = String.raw`(?<archive>${archives})(?:\.[a-z-]{2,10})?/(?<number>(?:9[1-9]|0[0-7])(?:0[1-9]|1[0-2])\d{3})`

const prefix = String.raw`(?:(?:oai:)?arxiv(?:\.org)?\s*[.:]?\s*)?`
const id = String.raw`${prefix}(?:${newStyle}|${oldStyle})(?:v\d{1,3})?`

const wholeId = new RegExp(`^${id}$`, "i")

// Not within a number, a word, or a DOI that is not arXiv's own (`10.1145/2012.34567`).
const anyId = new RegExp(String.raw`(?<![a-z0-9.]|10\.(?!48550/)\d{4,9}/)${id}(?![a-z0-9]|\.\d)`, "gi")

function canonicalOf(match: RegExpMatchArray): readonly string[] {
  const { new: number, archive, number: oldNumber } = match.groups ?? {}
  if (number !== undefined) return isBeforeApril2007(number) ? [] : [number]
  return archive !== undefined && oldNumber !== undefined ? [`${archive.toLowerCase()}/${oldNumber}`] : []
}

function isBeforeApril2007(number: string): boolean {
  return number < "0704"
}

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

/** The paper's abstract page on arXiv; undefined for a paper that is known by its title alone. */
export function abstractLink(paper: Pick<Paper, "id">): string | undefined {
  return isTitleKey(paper.id) ? undefined : `https://arxiv.org/abs/${paper.id}`
}

/** The paper itself; undefined where it is not on arXiv. */
export function pdfLink(paper: Pick<Paper, "id">): string | undefined {
  return isTitleKey(paper.id) ? undefined : `https://arxiv.org/pdf/${paper.id}`
}

/** The paper's page on Hugging Face, where its votes and comments are; undefined where there may be none. */
export function huggingFaceLink(paper: Pick<Paper, "id" | "source">): string | undefined {
  return paper.source === "huggingface" && isNewStyleId(paper.id)
    ? `https://huggingface.co/papers/${paper.id}`
    : undefined
}
