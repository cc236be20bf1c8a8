import { nearestWord } from "../src/parsing/edit-distance.ts"

/** A variable that is set and means nothing here, but looks like one that does. */
export type Misspelling = { readonly written: string; readonly meant: string }

/** Finds variables that are one edit away from a known name: `PROT` for `PORT`. */
export function misspelled(
  env: Readonly<Record<string, string | undefined>>,
  known: readonly string[],
): readonly Misspelling[] {
  return Object.keys(env).flatMap((written) => {
    if (known.includes(written)) return []
    const meant = nearestWord(written, known, 1)
    return meant === undefined || env[meant] !== undefined ? [] : [{ written, meant }]
  })
}
