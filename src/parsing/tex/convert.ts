/** TeX read in one pass, with its groups matched beforehand: nothing is scanned for twice. */
import { accented, accentOf } from "./accents.ts"
import { type ArgumentKind, commandOf, isNamedOperator, isSwitch } from "./commands.ts"
import { type Cursor, endOfPair, matchedPairs, maxDepth, readOption, skipBlanks } from "./cursor.ts"
import { closingDollar, opensFormula, proseSign } from "./prose.ts"
import { script } from "./scripts.ts"
import { greekOf, symbolOf } from "./symbols.ts"

/** The text with its TeX as Unicode. White space is left as it comes out. */
export function convert(text: string): string {
  const source = { text, closing: matchedPairs(text) }
  return within({ source, depth: 0 }, 0, text.length, "prose")
}

function convertRange(cursor: Cursor): string {
  if (cursor.depth > maxDepth)
    return cursor.source.text.slice(cursor.at, cursor.end).replace(/[\\{}$^_]+/g, " ")
  const pieces: string[] = []
  while (cursor.at < cursor.end) {
    const piece = readPiece(cursor)
    cursor.last = piece.at(-1) ?? cursor.last
    pieces.push(piece)
  }
  return pieces.join("")
}

function readPiece(cursor: Cursor): string {
  const sign = cursor.source.text[cursor.at] ?? ""
  if (sign === "\\") return readCommand(cursor)
  if (sign === "{") return readGroup(cursor)
  if (cursor.mode === "formula") return readFormulaSign(cursor, sign)
  if (sign === "$") return readDollar(cursor)
  return readScript(cursor, sign) ?? proseSign(cursor)
}

// Formulas without dollar signs: `10^{-3}`, `360^\circ`, `p_{max}`.
function readScript(cursor: Cursor, sign: string): string | undefined {
  const next = cursor.source.text[cursor.at + 1] ?? ""
  if ((sign !== "^" && sign !== "_") || (next !== "{" && next !== "\\")) return undefined
  if (!/[\p{L}\p{N}\p{M})\]}]/u.test(cursor.last)) return undefined
  cursor.at += 1
  return script(sign, readArgument(cursor, "formula"))
}

function readFormulaSign(cursor: Cursor, sign: string): string {
  cursor.at += 1
  switch (sign) {
    case "^":
    case "_":
      return script(sign, readArgument(cursor, "alike"))
    case "'":
      return "′"
    case "~":
    case "&":
      return " "
    case "}":
    case "$":
      return ""
    default:
      return sign
  }
}

/** What stands before a part counts within it too: `90{\\deg}`. */
function within(
  { source, depth, last = "" }: Pick<Cursor, "source" | "depth"> & { readonly last?: string },
  at: number,
  end: number,
  mode: Cursor["mode"],
): string {
  return convertRange({ source, at, end, mode, depth: depth + 1, last, quoted: false, singleQuoted: false })
}

function readDollar(cursor: Cursor): string {
  const { text } = cursor.source
  const isDisplay = text[cursor.at + 1] === "$"
  const opening = isDisplay ? cursor.at + 1 : cursor.at
  const closing = closingDollar(text, opening, cursor.end)
  if (closing === undefined) {
    cursor.at += 1
    return opensFormula(text, cursor.at) ? "" : "$"
  }
  cursor.at = closing + (isDisplay && text[closing + 1] === "$" ? 2 : 1)
  return within(cursor, opening + 1, closing, "formula")
}

function readGroup(cursor: Cursor): string {
  const start = cursor.at + 1
  const closing = endOfPair(cursor)
  if (closing === undefined) {
    cursor.at = start
    return cursor.mode === "prose" ? "{" : ""
  }
  cursor.at = closing + 1
  const content = within(cursor, start, closing, cursor.mode)
  return cursor.mode === "formula" || isTexGroup(cursor.source.text.slice(start, closing))
    ? content
    : `{${content}}`
}

// In prose a brace may be just a brace: `{0, 1}`. TeX's own protect a word or hold a command.
function isTexGroup(content: string): boolean {
  return content.includes("\\") || /^[\p{L}\p{N}\p{M}-]*$/u.test(content)
}

function readCommand(cursor: Cursor): string {
  const { text } = cursor.source
  commandName.lastIndex = cursor.at + 1
  const name = commandName.exec(text)?.[0]
  if (name !== undefined && cursor.at + name.length < cursor.end) {
    cursor.at += 1 + name.length
    return readNamed(cursor, name)
  }
  const sign = text[cursor.at + 1] ?? ""
  cursor.at += 2
  return readSign(cursor, sign)
}

const commandName = /[A-Za-z]+/y

function readSign(cursor: Cursor, sign: string): string {
  const mark = accentOf(sign, "prose")
  if (mark !== undefined) return accented(readArgument(cursor, "prose"), mark, sign)
  if (sign === "(" || sign === "[") return readDelimited(cursor)
  if ("!-/@)]".includes(sign)) return ""
  if (sign === "|") return "‖"
  return ",;:>\\".includes(sign) ? " " : sign
}

// `\(` has been read already; without its end it is dropped, as in a formula, where it means nothing.
function readDelimited(cursor: Cursor): string {
  const closing = endOfPair(cursor, cursor.at - 2)
  if (closing === undefined || cursor.mode === "formula") return ""
  const start = cursor.at
  cursor.at = closing + 2
  return within(cursor, start, closing, "formula")
}

function readNamed(cursor: Cursor, name: string): string {
  if (isSwitch(name)) return dropSwitch(cursor, name)
  if (name === "not") return `${readArgument(cursor, "alike")}\u0338`.normalize("NFC")
  if (isNamedOperator(name)) return operator(cursor, name)
  const command = commandOf(name)
  if (command) {
    const option = readOption(cursor)
    const rendered = command.render(...command.takes.map((kind) => readArgument(cursor, kind)))
    return name === "sqrt" ? script("^", option) + rendered : rendered
  }
  const split = splitSymbol(cursor, name)
  if (split !== undefined) return split
  const mark = accentOf(name, cursor.mode)
  if (mark !== undefined) return accented(readArgument(cursor, "alike"), mark)
  const symbol = symbolOf(name)
  return symbol === undefined ? unknown(cursor, name) : spaced(cursor, name, symbol)
}

// `\b{eta}` and `\c{hi}`: arXiv took the first letter of a symbol's name for an accent and put braces around the rest.
function splitSymbol(cursor: Cursor, name: string): string | undefined {
  const { text } = cursor.source
  const closing = name.length === 1 && text[cursor.at] === "{" ? endOfPair(cursor) : undefined
  if (closing === undefined || closing > cursor.at + longestSymbol) return undefined
  const symbol = greekOf(name + text.slice(cursor.at + 1, closing))
  if (symbol !== undefined) cursor.at = closing + 1
  return symbol
}

const longestSymbol = 10

// `{\bf Bold}`, `\left.`: nothing is shown of them, nor of the blank that ends their name.
function dropSwitch(cursor: Cursor, name: string): "" {
  skipBlanks(cursor)
  const takesDelimiter = name === "left" || name === "right" || name === "middle"
  if (takesDelimiter && cursor.source.text[cursor.at] === "." && cursor.at < cursor.end) cursor.at += 1
  return ""
}

// A command's name ends at a blank that is not meant: `\alpha n`, `Sm\o rgaard`. Between signs a blank is kept when
// there is one before them too: `a \leq b`.
function spaced(cursor: Cursor, name: string, symbol: string): string {
  const isLetter = /^\p{L}+$/u.test(symbol)
  const isMeant = cursor.mode === "formula" ? !isLetter && cursor.last === " " : !isTextLetter.test(name)
  if (!isMeant) skipBlanks(cursor)
  return symbol
}

const isTextLetter = /^(?:cyr[a-z]+|CYR[A-Z]+|a[ae]|A[AE]|oe|OE|o|O|l|L|ss|i|j|dj|DJ|th|TH|dh|DH|ng|NG)$/

function operator(cursor: Cursor, name: string): string {
  // `90\deg` is a common slip for degrees, and in running text it means nothing else.
  if (name === "deg" && (cursor.mode === "prose" || /\d/.test(cursor.last))) return "°"
  const before = /[\p{L}\p{N})\]]/u.test(cursor.last) ? " " : ""
  skipBlanks(cursor)
  const after =
    /[\p{L}\p{N}\\]/u.test(cursor.source.text[cursor.at] ?? "") && cursor.at < cursor.end ? " " : ""
  return before + name + after
}

// A command of the authors' own: most of those with an argument only mark it up, the others are names.
function unknown(cursor: Cursor, name: string): string {
  if (cursor.source.text[cursor.at] !== "{" || endOfPair(cursor) === undefined) return name
  return readArgument(cursor, "alike") || name
}

function readArgument(cursor: Cursor, kind: ArgumentKind): string {
  skipBlanks(cursor)
  const { text } = cursor.source
  const start = cursor.at
  if (start >= cursor.end) return ""
  if (text[start] !== "{") return readSingle(cursor)
  const closing = endOfPair(cursor)
  cursor.at = closing === undefined ? start + 1 : closing + 1
  if (closing === undefined) return ""
  if (kind === "raw") return text.slice(start + 1, closing)
  return within(cursor, start + 1, closing, kind === "alike" ? cursor.mode : kind)
}

// Without braces the next command or character is the argument, `\frac12`; a closing sign is none.
function readSingle(cursor: Cursor): string {
  const { text } = cursor.source
  if (text[cursor.at] === "\\") return readCommandWithin(cursor)
  const character = String.fromCodePoint(text.codePointAt(cursor.at) ?? 0)
  if ("$}^_".includes(character)) return ""
  cursor.at += character.length
  return character
}

// A chain of commands that each wait for an argument nests as braces do.
function readCommandWithin(cursor: Cursor): string {
  if (cursor.depth > maxDepth) return ""
  cursor.depth += 1
  const read = readCommand(cursor)
  cursor.depth -= 1
  return read
}
