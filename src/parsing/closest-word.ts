import Fuse from "fuse.js"

/**
 * The candidate that was probably meant, for "did you mean" over a few short names: commands, options, filters,
 * choices. Undefined if none is close. Ignores upper and lower case; of equal candidates, the first.
 */
export function closestWord(text: string, candidates: readonly string[]): string | undefined {
  const written = text.trim().toLowerCase()
  if (written.length < 2 || written.length > longestPattern) return undefined
  const fuse = new Fuse(
    candidates.filter((candidate) => isComparable(written, candidate.toLowerCase())),
    { includeScore: true, threshold: farthest, distance: 10 },
  )
  // A swap of neighbours costs bitap two errors, so the word is also asked with each swap undone.
  const guesses = [written, ...swapsUndone(written)].flatMap((spelling, undone) =>
    fuse.search(spelling).map(({ item, score = 1, refIndex }) => ({
      item,
      refIndex,
      cost: score + (undone > 0 ? swapCost : 0) + unlikeness(written, item.toLowerCase()),
    })),
  )
  guesses.sort((a, b) => a.cost - b.cost || a.refIndex - b.refIndex)
  return guesses[0] !== undefined && guesses[0].cost <= farthest ? guesses[0].item : undefined
}

/** Above this cost (0 is equal, fuse.js calls 1 nothing alike) a guess annoys more than it helps. */
const farthest = 0.5
/** fuse.js splits longer patterns and scores their pieces apart; no name here is that long. */
const longestPattern = 32
/** Words whose lengths differ by more are not spellings of each other. */
const longestDifference = 3
const swapCost = 0.1

function isComparable(written: string, candidate: string): boolean {
  return (
    Math.abs(written.length - candidate.length) <= longestDifference ||
    candidate.startsWith(written) ||
    written.startsWith(candidate)
  )
}

/** fuse.js looks for the pattern anywhere inside; a spelling also begins and ends alike. */
function unlikeness(written: string, candidate: string): number {
  const firstLetter = written.charAt(0) === candidate.charAt(0) ? 0 : 0.2
  return firstLetter + 0.02 * Math.abs(written.length - candidate.length)
}

function swapsUndone(word: string): string[] {
  return Array.from({ length: word.length - 1 }, (_, i) => {
    return word.slice(0, i) + word.charAt(i + 1) + word.charAt(i) + word.slice(i + 2)
  })
}
