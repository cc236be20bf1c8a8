import { graphemesOf } from "../rendering/characters.ts"

const mostCharacters = 60
const cutMark = "\u00a0…"

/** A title that is cut does not end with one of these. */
const danglingWords = /(?: (?:a|an|and|by|for|from|in|of|on|the|through|to|towards?|via|with))+$/i

/** A title as people call the paper: its name where it has one (`DDT: Decoupled …`), else its first words. */
export function shortTitle(title: string): string {
  const [name = title, rest] = title.split(": ", 2)
  if (rest !== undefined && graphemesOf(name).length <= mostCharacters) return name
  const characters = graphemesOf(title)
  if (characters.length <= mostCharacters) return title
  const kept = characters.slice(0, mostCharacters).join("")
  const whole = kept.includes(" ") ? kept.slice(0, kept.lastIndexOf(" ")) : kept
  return whole.replace(danglingWords, "") + cutMark
}
