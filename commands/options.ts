/** Options that several commands have, so that they are called and limited alike. */
import { longestNote, readingStates } from "../src/vocabulary/readers.ts"
import { words } from "../src/words/words.ts"

const { options } = words.commands

/** A paper by any of its names; without it, the one that the thread or message is about. */
export const paperOption = { kind: "paper", positional: true, description: options.paper } as const

/** Papers on a page where nobody says how many: as many as are read without scrolling. */
export const defaultLimit = 5

/** Every platform shows so many, if need be by their titles alone; more would be left out, and be on no page. */
const mostOnPage = 10

export const pagingOptions = {
  limit: { kind: "integer", min: 1, max: mostOnPage, description: options.limit(defaultLimit) },
  page: { kind: "integer", min: 1, max: 1000, description: options.page },
} as const

/** A note of one's own. One that is too long is answered with how long it is. */
export const noteOption = {
  kind: "text",
  maxLength: 2 * longestNote,
  description: words.readers.save.options.note,
} as const

/** Tags, with commas between. */
export const tagsOption = { kind: "text", description: words.readers.save.options.tag } as const

export const readingStateChoices = readingStates.map((value) => ({
  value,
  label: words.readers.states[value],
}))
