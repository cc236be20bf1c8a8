import { fieldNamed, spacedFields } from "./fields.ts"

/** A word, phrase or field of a query, as it is written. */
export type Piece = {
  readonly start: number
  readonly end: number
  readonly written: string
  readonly minus: boolean
  /** The field's name; empty for words and phrases. */
  readonly key: string
  /** Whether a blank follows the colon, as it does in titles: then it is a field only if the value fits. */
  readonly spaced: boolean
  readonly value: string
  readonly quoted: boolean
}

const quotes = '"“”„«»'
const piecePattern = new RegExp(
  String.raw`(-(?=\S))?\(?(?:([A-Za-z]+):(?=\S)(?!//)|(${spacedFields.join("|")}):\s+(?=\S))?` +
    `(?:[${quotes}]([^${quotes}]*)[${quotes}]?|(\\S+))`,
  "g",
)

/** A space or a closing quote ends a piece. A link and `BERT: pre-training` have no key. */
export function piecesOf(text: string): readonly Piece[] {
  return [...text.matchAll(piecePattern)].map((match) => {
    const [written, minus, key, spacedKey, quoted, bare = ""] = match
    const name = key ?? spacedKey ?? ""
    const value = name !== "" && !bare.includes("(") ? bare.replace(/\)+$/, "") : bare
    return {
      start: match.index,
      end: match.index + written.length,
      written,
      minus: minus !== undefined,
      key: name,
      spaced: spacedKey !== undefined,
      value: quoted ?? value,
      quoted: quoted !== undefined,
    }
  })
}

/** Quotes around fields, as a shell leaves them, say nothing: `"author:lecun diffusion"`. */
export function withoutQuotesAroundFields(text: string): string {
  return piecesOf(text)
    .filter(({ quoted, key, minus, value }) => quoted && key === "" && !minus && holdsField(value))
    .reduce((whole, { written, value }) => whole.replace(written, () => value), text)
}

function holdsField(text: string): boolean {
  return [...text.matchAll(/(?:^|\s)-?([a-z]+):\S/g)].some(([, key = ""]) => fieldNamed(key) !== undefined)
}

/** In a sentence, a quotation and a word after a hyphen are words like others. */
export function asRunningText(all: readonly Piece[]): readonly Piece[] {
  const isPlain = ({ minus, key, quoted }: Piece) => !minus && key === "" && !quoted
  const plain = all.filter(isPlain).length
  const last = all.findLastIndex(isPlain)
  return all.map((piece, at) => {
    const { minus, key, quoted } = piece
    if (key !== "") return piece
    if (quoted) return minus || plain < sentence.withQuotation ? piece : { ...piece, quoted: false }
    return minus && plain >= sentence.withHyphen && at < last ? { ...piece, minus: false } : piece
  })
}

/** So many other words make a sentence. */
const sentence = { withQuotation: 10, withHyphen: 5 }
