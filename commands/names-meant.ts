import { fold, matchesName, matchesOrganization, namesIn, type WrittenName } from "../src/search/index.ts"
import type { Library, Suggestion } from "../src/vocabulary/library.ts"

type Asked = Pick<Library, "search" | "suggest">

/** A name in a filter that no paper has, with the names that were probably meant. */
export type UnknownName = WrittenName & { readonly near: readonly Suggestion[] }

/** A name in a filter that is written otherwise in the papers: how, and how many papers it finds. */
export type OtherSpelling = WrittenName & { readonly names: readonly string[]; readonly papers: number }

export const mostMeant = 3
/** So many papers show how a name is written. */
const papersRead = 20

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
export async function otherSpellings(query: string, library: Asked): Promise<readonly OtherSpelling[]> {
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
