import { stem } from "../index/stem.ts"

/** A word as a filter reads it: folded, with its stem, and its stem without signs if it has some: `c++`, and `c`. */
export type KnownWord = { readonly text: string; readonly stem: string; readonly bare?: string }

/** Texts repeat their words, so they are kept. Once this many are known, all are forgotten: memory stays bounded. */
const most = 20_000
/** Numbers of words plus one, open addressing; at most a third full. */
const table = new Uint16Array(2 ** 16)
const known: KnownWord[] = []
const hashes = new Int32Array(most)

const firstHash = 0x811c9dc5
/** FNV-1a, letter by letter. */
const hashed = (hash: number, code: number) => Math.imul(hash ^ code, 0x01000193)

/** The code of each letter and digit of ASCII in lower case; 0 for every other character. */
const lowerLetters = Uint8Array.from({ length: 128 }, (_, code) => {
  const letter = String.fromCharCode(code)
  return /[a-z0-9]/i.test(letter) ? letter.toLowerCase().charCodeAt(0) : 0
})

/** The letter or digit of ASCII in lower case, or 0. */
export const lowerCode = (code: number) => (code < 128 ? (lowerLetters[code] as number) : 0)

/** The run of ASCII's letters and digits that begins there as a word, if one does. It is cut out only if it is new. */
export function knownRun(text: string, from: number): KnownWord | undefined {
  let hash = firstHash
  let to = from
  for (; to < text.length; to++) {
    const code = lowerCode(text.charCodeAt(to))
    if (code === 0) break
    hash = hashed(hash, code)
  }
  if (to === from) return undefined
  for (let place = placeOf(hash); table[place] !== 0; place = next(place)) {
    const number = (table[place] as number) - 1
    if (hashes[number] !== hash) continue
    const word = known[number] as KnownWord
    if (isRun(word.text, text, from, to)) return word
  }
  return remember(text.slice(from, to).toLowerCase(), hash)
}

function isRun(word: string, text: string, from: number, to: number): boolean {
  if (word.length !== to - from) return false
  for (let at = from; at < to; at++)
    if (word.charCodeAt(at - from) !== lowerCode(text.charCodeAt(at))) return false
  return true
}

const placeOf = (hash: number) => (hash ^ (hash >>> 15)) & (table.length - 1)
const next = (place: number) => (place + 1) & (table.length - 1)

function remember(text: string, hash: number): KnownWord {
  if (known.length === most) {
    known.length = 0
    table.fill(0)
  }
  let place = placeOf(hash)
  while (table[place] !== 0) place = next(place)
  const word = wordOf(text)
  table[place] = known.push(word)
  hashes[known.length - 1] = hash
  return word
}

/** A folded word of any letters. */
export function wordOf(text: string): KnownWord {
  const bare = text.replace(signs, "")
  return { text, stem: stem(text), ...(bare !== text && { bare: stem(bare) }) }
}

const signs = /[+#*]+$/
