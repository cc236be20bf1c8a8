/**
 * The stem of an English word: `networks`, `network` and `networked` are `network`. M. F. Porter, An algorithm for
 * suffix stripping, Program 14 (1980), in its author's current form (https://tartarus.org/martin/PorterStemmer/).
 * Takes a folded word; one with a letter outside a-z (`gpt4`, `3d`, `変換`) is its own stem, as one of up to two letters.
 */
export function stem(word: string): string {
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return word
  const noPlural = withoutPlural(word)
  const bare = withoutPast(noPlural)
  const soft = /y$/.test(bare) && hasVowel(bare.slice(0, -1)) ? `${bare.slice(0, -1)}i` : bare
  const folded = replaceEnding(replaceEnding(soft, doubleSuffixes, 0), halfSuffixes, 0)
  return withoutFinalE(withoutSuffix(folded))
}

function withoutPlural(word: string): string {
  if (word.endsWith("sses") || word.endsWith("ies")) return word.slice(0, -2)
  return word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word
}

function withoutPast(word: string): string {
  if (word.endsWith("eed")) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word
  const ending = word.endsWith("ed") ? 2 : word.endsWith("ing") ? 3 : 0
  const rest = word.slice(0, word.length - ending)
  if (ending === 0 || !hasVowel(rest)) return word
  if (/(at|bl|iz)$/.test(rest)) return `${rest}e`
  if (/([^aeioulsz])\1$/.test(rest) && endsWithConsonant(rest)) return rest.slice(0, -1)
  return measure(rest) === 1 && endsShort(rest) ? `${rest}e` : rest
}

function replaceEnding(word: string, endings: Endings, least: number): string {
  const found = endings.get(word.charAt(word.length - 2))?.find(([ending]) => word.endsWith(ending))
  if (found === undefined) return word
  const rest = word.slice(0, word.length - found[0].length)
  return measure(rest) > least ? rest + found[1] : word
}

function withoutSuffix(word: string): string {
  const found = lastSuffixes.get(word.charAt(word.length - 2))?.find(([ending]) => word.endsWith(ending))
  if (found === undefined) return word
  const [suffix] = found
  const rest = word.slice(0, word.length - suffix.length)
  if (suffix === "ion" && !/[st]$/.test(rest)) return word
  return measure(rest) > 1 ? rest : word
}

function withoutFinalE(word: string): string {
  const rest = word.slice(0, -1)
  if (word.endsWith("e") && (measure(rest) > 1 || (measure(rest) === 1 && !endsShort(rest))))
    return withSingleL(rest)
  return withSingleL(word)
}

function withSingleL(word: string): string {
  return word.endsWith("ll") && measure(word) > 1 ? word.slice(0, -1) : word
}

type Ending = readonly [ending: string, replacement: string]
/** By their last letter but one, as the paper advises; longer endings before shorter ones with the same end. */
type Endings = ReadonlyMap<string, readonly Ending[]>

function byLastButOne(endings: readonly Ending[]): Endings {
  return Map.groupBy(endings, ([ending]) => ending.charAt(ending.length - 2))
}

const doubleSuffixes = byLastButOne([
  ["ational", "ate"],
  ["tional", "tion"],
  ["enci", "ence"],
  ["anci", "ance"],
  ["izer", "ize"],
  ["logi", "log"],
  ["bli", "ble"],
  ["alli", "al"],
  ["entli", "ent"],
  ["eli", "e"],
  ["ousli", "ous"],
  ["ization", "ize"],
  ["ation", "ate"],
  ["ator", "ate"],
  ["alism", "al"],
  ["iveness", "ive"],
  ["fulness", "ful"],
  ["ousness", "ous"],
  ["aliti", "al"],
  ["iviti", "ive"],
  ["biliti", "ble"],
])
const halfSuffixes = byLastButOne([
  ["icate", "ic"],
  ["ative", ""],
  ["alize", "al"],
  ["iciti", "ic"],
  ["ical", "ic"],
  ["ful", ""],
  ["ness", ""],
])
const lastSuffixes = byLastButOne(
  "ement|ance|ence|able|ible|ment|ant|ent|ism|ate|iti|ous|ive|ize|ion|al|er|ic|ou"
    .split("|")
    .map((ending) => [ending, ""]),
)

/** How often a vowel is followed by a consonant: the m of the paper's [C](VC)^m[V]. */
function measure(word: string): number {
  let count = 0
  let afterVowel = false
  for (let i = 0; i < word.length; i++) {
    const consonant = isConsonant(word, i)
    if (consonant && afterVowel) count++
    afterVowel = !consonant
  }
  return count
}

function hasVowel(word: string): boolean {
  for (let i = 0; i < word.length; i++) if (!isConsonant(word, i)) return true
  return false
}

/** `y` is a vowel after a consonant. */
function isConsonant(word: string, at: number): boolean {
  const letter = word.charAt(at)
  if (letter === "y") return at === 0 || !isConsonant(word, at - 1)
  return !"aeiou".includes(letter)
}

function endsWithConsonant(word: string): boolean {
  return isConsonant(word, word.length - 1)
}

/** Consonant, vowel, consonant other than w, x, y: `hop`, `fil`. */
function endsShort(word: string): boolean {
  const last = word.length - 1
  if (last < 2 || /[wxy]$/.test(word)) return false
  return isConsonant(word, last) && !isConsonant(word, last - 1) && isConsonant(word, last - 2)
}
