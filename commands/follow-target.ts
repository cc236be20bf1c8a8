/** Reads from a line what to follow: a name, a paper or a search. Where that is unclear, a card asks. */
import { askedPaper } from "../src/bot/asked-paper.ts"
import { namesCard, nobodyCard, whichCard } from "../src/cards/follow-cards.ts"
import { parsePaperName } from "../src/papers/index.ts"
import { fold, matchesName, namesIn, parseFilter } from "../src/search/index.ts"
import { invoke } from "../src/vocabulary/calls.ts"
import type { Card } from "../src/vocabulary/card.ts"
import type { Context } from "../src/vocabulary/command.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import type { FollowTarget, Namesake } from "../src/vocabulary/following.ts"
import { words } from "../src/words/words.ts"

export type ReadTarget = { readonly target: FollowTarget } | { readonly card: Card }
type Name = { readonly kind: "author" | "org"; readonly name: string; readonly who?: string }

const sayings = words.following

/** Throws `UserError` for a search that cannot be read. */
export async function readTarget(written: string, context: Context): Promise<ReadTarget> {
  const text = written.trim()
  const paper = /^like:\s*(.+)$/is.exec(text)?.[1] ?? text
  const name = parsePaperName(paper.replaceAll('"', ""))
  if (paper !== text || name.kind === "id") {
    const asked = await askedPaper(name, context, (id) => invoke("follow", { what: `like:${id}` }))
    if (asked.kind === "question") return { card: asked.card }
    return { target: { kind: "similar", text: asked.paper.id, name: asked.paper.title } }
  }
  const named = nameWritten(text) ?? (await nameMeant(text, context))
  if (named === undefined) return { target: await searchTarget(text, context) }
  return named.kind === "author" ? author(named, context) : organization(named, context)
}

/** `author:"Yi Zhang" with:"Bo Fox"`: one name and nothing else. */
function nameWritten(text: string): Name | undefined {
  const [, before = text, who] = /^(.*\S)\s+with:\s*("[^"]*"|\S+)$/is.exec(text) ?? []
  const [only] = namesIn(before)
  if (only === undefined || only.written.trim() !== before.trim()) return undefined
  const kind = only.kind === "author" ? "author" : "org"
  return { kind, name: only.name.trim(), ...(who !== undefined && { who: who.replaceAll('"', "") }) }
}

/** Words that are an author's whole name, or an organization's. */
async function nameMeant(text: string, { library }: Context): Promise<Name | undefined> {
  if (/[:"()]|\b(?:OR|NOT)\b/.test(text)) return undefined
  const isSame = ({ value }: { readonly value: string }) => fold(value) === fold(text)
  const author = text.includes(" ") ? (await library.suggest("author", text, near)).find(isSame) : undefined
  if (author) return { kind: "author", name: author.value }
  const organization = (await library.suggest("organization", text, near)).find(isSame)
  return organization && { kind: "org", name: organization.value }
}

const near = 5

async function author({ name, who }: Name, context: Context): Promise<ReadTarget> {
  const { library, follows } = context
  const { hits } = await library.search({ text: `author:"${name}"`, ...first })
  const all = hits.flatMap(({ paper }) => paper.authors.filter((one) => matchesName(name, one)))
  const names = [...Map.groupBy(all, fold).values()].toSorted((one, other) => other.length - one.length)
  const known = (names.find(([one = ""]) => fold(one) === fold(name)) ??
    (names.length === 1 ? names[0] : undefined))?.[0]
  if (names.length === 0)
    return { card: nobodyCard("author", name, await library.suggest("author", name, near)) }
  if (known === undefined && who === undefined)
    return {
      card: namesCard(
        name,
        names.slice(0, near).map((same) => ({ name: same[0] ?? name, papers: same.length })),
      ),
    }
  const target: FollowTarget = { kind: "author", text: known ?? name, name: known ?? name }
  if (who === anyone) return { target }
  const people = await follows.namesakes(target.text)
  const chosen = people.find((person) => isPerson(person, who))
  if (people.length > 1 && chosen === undefined)
    return { card: whichCard(target.name, people, (person) => lineOf(target.name, person)) }
  const exclusions = chosen?.exclusions ?? []
  return { target: { ...target, ...(exclusions.length > 0 && { exclusions }) } }
}

const anyone = "anyone"
const first = { offset: 0, limit: 100, exact: true } as const

/** The person who writes with somebody, or for an organization. */
function isPerson({ coAuthors, organization }: Namesake, who: string | undefined): boolean {
  return who !== undefined && [...coAuthors, organization ?? ""].some((one) => fold(one) === fold(who))
}

function lineOf(name: string, person: Namesake | undefined): string {
  const who = person === undefined ? anyone : (person.coAuthors[0] ?? person.organization ?? anyone)
  return `author:"${name}" with:"${who}"`
}

async function organization({ name }: Name, { library }: Context): Promise<ReadTarget> {
  const { hits } = await library.search({ text: `org:"${name}"`, ...first })
  if (hits.length === 0)
    return { card: nobodyCard("org", name, await library.suggest("organization", name, near)) }
  const own = hits.flatMap(({ paper }) => paper.organization ?? [])
  const known = own.find((one) => fold(one) === fold(name))
  return { target: { kind: "org", text: known ?? name, name: known ?? name } }
}

/** Plain words are understood as a search understands them; an order and days that move say nothing of what is to come. */
async function searchTarget(written: string, { library }: Context): Promise<FollowTarget> {
  const understood = library.understand(written)
  const text = understood
    .replaceAll(/(?<=^|\s)sort:\S+/gi, "")
    .replaceAll(/\s+/g, " ")
    .trim()
  if (text === "") throw new UserError("no-search", sayings.noSort(written), { hint: sayings.noSearchHint })
  const filter = parseFilter(text)
  if (filter.kind === "filter") return { kind: "search", text, name: written }
  const { message, suggestion } = filter
  throw new UserError("search-refused", message, {
    ...(suggestion !== undefined && {
      suggestion: {
        ...invoke("follow", { what: suggestion }),
        label: sayings.buttons.followInstead(suggestion),
        effect: "reply",
      },
    }),
  })
}
