import { createBoundedMap } from "../../concurrency/bounded-map.ts"
import { fold, unspaced, type Word, wordsOf } from "./words.ts"

/** How names are written that are spelled otherwise in the papers. */
const otherOrganizations: Readonly<Record<string, readonly string[]>> = {
  "google deepmind": ["deepmind"],
  "meta ai": ["facebook ai", "fair", "meta"],
  facebook: ["meta", "meta ai"],
}

/**
 * Whether `written` means this author: its words in any order, ignoring case and accents, with initials (`G. Hinton`),
 * spelled-out umlauts (`Mueller` for `Müller`), and words joined or separated (`obrien`, `李 明`).
 */
export function matchesName(written: string, author: string): boolean {
  return nameTest(written)(author)
}

/** The same of many authors: what is written is read once. */
export function nameTest(written: string): (author: string) => boolean {
  if (unspaced.test(written)) {
    const letters = lettersOf(written)
    return (author) => lettersOf(author).includes(letters)
  }
  const spellings = spellingsOf(written).map((words) => ({ words, joined: words.join("") }))
  return (author) => {
    if (spellings.every(({ words, joined }) => isSurelyOther(author, words, joined))) return false
    const own = spellingsOf(author)
    return spellings.some(({ words, joined }) => {
      // Most names share no word, which is quickly seen.
      const near = own.filter((name) => name.some((word) => words.includes(word) || joined.startsWith(word)))
      return near.some((name) => holdsJoined(name, joined) || holdsEach(name, words))
    })
  }
}

/** Most names are seen to be others' by their letters: a word of what is written is not among them, nor its initial. */
function isSurelyOther(author: string, words: readonly string[], joined: string): boolean {
  const name = author.toLowerCase()
  // Where names have no initials, two letters tell most of them apart.
  if (words.some((word) => !name.includes(word.slice(0, 2))) && wholeWords.test(name)) return true
  if (!/^[a-z .-]+$/.test(name)) return false
  const own = name.split(/[ .-]+/)
  const letters = own.join("")
  const mayBe = (word: string) =>
    letters.includes(word) ||
    own.some((other) => (word.length === 1 || other.length === 1) && word[0] === other[0])
  return !letters.includes(joined) && !words.every(mayBe)
}

const wholeWords = /^[a-z]{2,}(?:[ .-]+[a-z]{2,})*$/

/** Whether `written` means this organization: neighboring words of its name, joined or separated, or another name of it. */
export function matchesOrganization(written: string, organization: string): boolean {
  const own = textsOf(wordsOf(organization))
  return organizationSpellings(written).some((words) => holdsJoined(own, words.join("")))
}

/** The words of an organization's name, and of its other names. */
export function organizationSpellings(name: string): readonly (readonly string[])[] {
  const words = textsOf(wordsOf(name))
  const others = otherOrganizations[words.join(" ")] ?? []
  return [words, ...others.map((other) => other.split(" "))]
}

/** The words of a name without accents, and with its umlauts spelled out. */
export function spellingsOf(name: string): readonly (readonly string[])[] {
  const remembered = spellings.get(name)
  if (remembered !== undefined) return remembered
  const composed = name.normalize("NFC")
  const spelledOut = composed.replaceAll(/[äöüåø]/gi, (letter) => umlauts[letter.toLowerCase()] ?? "")
  const all = spelledOut === composed ? [name] : [name, spelledOut]
  const found = all.map((text) => textsOf(wordsOf(text)))
  spellings.set(name, found)
  return found
}

/** A day's authors are held against many names. */
const spellings = createBoundedMap<string, readonly (readonly string[])[]>(10_000)

/**
 * The words that a name is indexed by: its own, with umlauts spelled out too, and joined: `O'Brien` is `obrien`. With
 * `whole`, all of it in one word: `huggingface`.
 */
export function nameTerms(name: string, whole = false): ReadonlySet<string> {
  const terms = new Set(spellingsOf(name).flat())
  const words = wordsOf(name)
  let joined = ""
  for (const [at, { text, joined: isJoined }] of words.entries()) {
    joined = isJoined ? joined + text : text
    if (isJoined && words[at + 1]?.joined !== true) terms.add(joined)
  }
  if (whole && words.length > 1 && words.length <= mostJoined) terms.add(textsOf(words).join(""))
  return terms
}

const mostJoined = 4
const textsOf = (words: readonly Word[]) => words.map(({ text }) => text)
const lettersOf = (text: string) => fold(text).replaceAll(/\s+/g, "")
const umlauts: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", å: "aa", ø: "oe" }

/** Whether neighboring words of the name are these letters when they are written as one. */
function holdsJoined(name: readonly string[], joined: string): boolean {
  return name.some((_, from) => {
    let run = ""
    for (let at = from; at < name.length && run.length < joined.length; at++) run += name[at]
    return run !== "" && run === joined
  })
}

/** An initial stands for a word on either side, but not for every word. */
function holdsEach(name: readonly string[], words: readonly string[]): boolean {
  const left = [...name]
  const take = (fits: (own: string) => boolean) => {
    const at = left.findIndex(fits)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  }
  const others = words.filter((word) => !take((own) => own === word))
  const isInitial = (a: string, b: string) => (a.length === 1 || b.length === 1) && a[0] === b[0]
  return others.length < words.length && others.every((word) => take((own) => isInitial(own, word)))
}
