import { fold, wordsOf } from "../index/words.ts"

/**
 * Whether `written` means this author: its words in any order, ignoring case and accents, with initials (`G. Hinton`),
 * spelled-out umlauts (`Mueller` for `Müller`), and words joined or separated (`obrien`, `李 明`).
 */
export function matchesName(written: string, author: string): boolean {
  const sought = spellingsOf(written)
  const own = spellingsOf(author)
  if (sought.some((words) => own.some((name) => holdsJoined(name, words.join(""))))) return true
  return sought.some((words) => own.some((name) => holdsEach(name, words)))
}

/** The words of a name without accents, and with its umlauts spelled out. */
export function spellingsOf(name: string): readonly (readonly string[])[] {
  const spelledOut = name
    .normalize("NFC")
    .replaceAll(/[äöüåøÄÖÜÅØ]/g, (letter) => umlauts[letter.toLowerCase()] ?? "")
  return [...new Set([name, spelledOut].map(fold))].map((text) => wordsOf(text).map((word) => word.text))
}

const umlauts: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", å: "aa", ø: "oe" }

/** Whether some neighboring words of the name are written as one, or the other way round. */
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
