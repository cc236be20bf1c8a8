/** One piece of a command line. `raw` is how it was written, with typographic quotes made plain. */
export type Token = {
  readonly raw: string
  /** Without the quotes around it; of a keyed token, the part after the separator. */
  readonly text: string
  /** Lower case. `-` and digits are allowed after the first letter, so `GPT-4:turbo` is keyed by `gpt-4`. */
  readonly key?: string
  /** How the key was written: `key:value`, `key=value`, `--key` or `--key=value`. */
  readonly form: "word" | "colon" | "equals" | "dashes"
}

/**
 * Splits a line at white space, keeping quoted phrases together, also behind a key (`author:"yann lecun"`) or a
 * minus. Inside quotes `\"` and `\\` stand for themselves. Phones write `“…”` for quotes and `—` for `--`. An
 * unclosed quote behind a key reaches to the end of the line; elsewhere it is a character like any other (`5" disk`).
 */
export function tokenize(line: string): readonly Token[] {
  const tokens: Token[] = []
  let rest = line.trimStart()
  while (rest !== "") {
    const [token, length] = readToken(rest)
    tokens.push(token)
    rest = rest.slice(length).trimStart()
  }
  return tokens
}

// Joiners stay: scripts and emoji are spelled with them.
const invisible = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g
const marks = "([*_~`]{1,3})"
const wrapped = new RegExp(`^${marks}(.+)\\1$`, "s")
const markedWord = new RegExp(`^${marks}([^\\s*_~\`]+)\\1(?=[\\s,:;]|$)`)
const markedOption = new RegExp(
  `(?<=\\s)${marks}((?:--|[—–])?[a-z][a-z0-9-]*(?:[:=]\\S+?)?)\\1(?=\\s|$)`,
  "gi",
)

/** A line without what comes along when people type or paste it: bold, code marks, a comma, invisible characters. */
export function withoutFormatting(text: string): string {
  let line = text
    .replace(invisible, "")
    .replaceAll("\u00a0", " ")
    .replace(/^[\s,:;]+/, "")
    .trimEnd()
  while (wrapped.test(line)) line = line.replace(wrapped, "$2")
  return line
    .replace(markedWord, "$2")
    .replace(/^(\/?[a-z-]+)[,:;](?=\s)/i, "$1")
    .replace(markedOption, unmarked)
}

// `__init__` is a word that is looked for, `*limit:1*` an option in bold.
function unmarked(whole: string, _marks: string, word: string): string {
  return /[:=]|^--|^[—–]/.test(word) ? word : whole
}

/** A value as it is written behind a key, so that `tokenize` gives it back unchanged. */
export function quote(value: string): string {
  return /^(?!\/\/)[^\s"“”„\\]+$/.test(value) ? value : `"${value.replace(/[\\"]/g, "\\$&")}"`
}

// Not `https://…`: a link is a word.
const keyed = /^([a-z][a-z0-9-]*)(:|=)(?!\/\/)(?=\S)/i
const dashed = /^(?:--|[—–])([a-z][a-z0-9-]*)(=?)/i

function readToken(rest: string): [Token, number] {
  const dashes = rest.match(dashed)
  if (dashes) return readKeyed(rest, dashes, "dashes")
  const pair = rest.match(keyed)
  if (pair) return readKeyed(rest, pair, pair[2] === ":" ? "colon" : "equals")
  const minus = rest.startsWith("-") ? "-" : ""
  const quoted = readQuoted(rest.slice(minus.length))
  if (quoted) return [word(minus + quoted.raw, minus + quoted.text), minus.length + quoted.length]
  const bare = readBare(rest)
  return [word(bare, bare), bare.length]
}

function readKeyed(
  rest: string,
  [head, key = "", separator]: RegExpMatchArray,
  form: Token["form"],
): [Token, number] {
  const after = rest.slice(head.length)
  if (form === "dashes" && separator === "") {
    // `--limit5` and `--` in front of other signs are no options; the whole word stays a word.
    const whole = readBare(rest)
    return whole === head
      ? [{ raw: head, text: "", key: key.toLowerCase(), form }, head.length]
      : [word(whole, whole), whole.length]
  }
  const value = readQuoted(after) ?? readUnclosed(after) ?? plain(readBare(after))
  const token = { raw: head + value.raw, text: value.text, key: key.toLowerCase(), form }
  return [token, head.length + value.length]
}

type Piece = { readonly raw: string; readonly text: string; readonly length: number }

function readQuoted(rest: string): Piece | undefined {
  const match = rest.match(/^"((?:\\.|[^"\\])*)"/s) ?? rest.match(/^[“”„]([^"“”„]*)["“”]/)
  if (!match) return undefined
  const [whole, inner = ""] = match
  const isPlain = whole.startsWith('"')
  const text = isPlain ? inner.replace(/\\(["\\])/g, "$1") : inner
  return { raw: isPlain ? whole : `"${inner}"`, text, length: whole.length }
}

function readUnclosed(rest: string): Piece | undefined {
  if (!/^["“”„]/.test(rest)) return undefined
  const text = rest.slice(1).trimEnd()
  return { raw: `"${text}"`, text, length: rest.length }
}

function readBare(rest: string): string {
  return rest.match(/^\S+/)?.[0] ?? ""
}

function plain(text: string): Piece {
  return { raw: text, text, length: text.length }
}

function word(raw: string, text: string): Token {
  return { raw, text, form: "word" }
}
