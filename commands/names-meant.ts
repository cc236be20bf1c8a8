import type { Wording } from "../src/cards/layout.ts"
import { fold, matchesName, matchesOrganization, namesIn, type WrittenName } from "../src/search/index.ts"
import type { Subscription } from "../src/vocabulary/delivery-stores.ts"
import type { Library, Suggestion } from "../src/vocabulary/library.ts"
import { words } from "../src/words/words.ts"

type Asked = Pick<Library, "search" | "suggest">

/** A name in a filter that no paper has, with the names that were probably meant. */
export type UnknownName = WrittenName & { readonly near: readonly Suggestion[] }

/** A name in a filter that is written otherwise in the papers: how, and how many papers it finds. */
export type OtherSpelling = WrittenName & { readonly names: readonly string[]; readonly papers: number }

export const mostMeant = 3
/** So many papers show how a name is written. */
const papersRead = 20

const sayings = words.commands.channel

/** What the names in its filter or search were taken for: a filter of somebody unknown posts nothing, in silence. */
export async function nameNotes(
  { content, filter }: Subscription,
  library: Asked,
): Promise<readonly Wording[]> {
  const query = [content.kind === "query" ? content.text : "", filter].join(" ").trim()
  if (query === "") return []
  const [unknown, others] = await Promise.all([unknownNames(query, library), otherSpellings(query, library)])
  return [
    ...unknown.map(({ written, near }) =>
      sayings.unknownName(
        written,
        near.map(({ value, detail = "" }) => sayings.nearName(value, detail)),
      ),
    ),
    ...others.map(({ written, names, papers }) => sayings.otherSpelling(written, names, papers)),
  ]
}

/** The names in a query's filters that no paper has. */
export async function unknownNames(query: string, library: Asked): Promise<readonly UnknownName[]> {
  const names = await Promise.all(
    namesIn(query).map(async (name) => {
      const { total } = await library.search({ text: name.written, offset: 0, limit: 1 })
      return total > 0 ? [] : [{ ...name, near: await library.suggest(name.kind, name.name, mostMeant) }]
    }),
  )
  return names.flat()
}

/** The names in a query's filters that no paper writes so. */
async function otherSpellings(query: string, library: Asked): Promise<readonly OtherSpelling[]> {
  const names = await Promise.all(namesIn(query).map((name) => otherSpelling(name, library)))
  return names.filter((name) => name !== undefined)
}

async function otherSpelling(written: WrittenName, library: Asked): Promise<OtherSpelling | undefined> {
  const { hits, total } = await library.search({ text: written.written, offset: 0, limit: papersRead })
  const isOrganization = written.kind === "organization"
  const fits = isOrganization ? matchesOrganization : matchesName
  const names = hits
    .flatMap(({ paper }) => (isOrganization ? (paper.organization ?? []) : paper.authors))
    .filter((name) => fits(written.name, name))
  if (names.length === 0 || names.some((name) => lettersOf(name).includes(lettersOf(written.name))))
    return undefined
  return { ...written, names: [...new Set(names)].slice(0, mostMeant), papers: total }
}

function lettersOf(name: string): string {
  return fold(name).replaceAll(/[^\p{L}\p{N}]+/gu, "")
}
