import { cardOf } from "../src/cards/layout.ts"
import { titleKey } from "../src/papers/index.ts"
import { type NamedPaper, papersNamedIn } from "../src/parsing/references/read-references.ts"
import { readTags } from "../src/parsing/tags.ts"
import { invoke } from "../src/vocabulary/calls.ts"
import type { Card, PackedArguments } from "../src/vocabulary/card.ts"
import { type Context, defineCommand } from "../src/vocabulary/command.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import type { Form } from "../src/vocabulary/form.ts"
import { counted } from "../src/words/counted.ts"
import { plainText } from "../src/words/runs.ts"
import { words } from "../src/words/words.ts"
import { tagsOption } from "./options.ts"

const sayings = words.readers.saveList

/** More than anybody keeps in one file of references. */
const longest = 4_000_000
const mostPapers = 10_000
/** Titles that are looked for, one search each. */
const mostTitles = 500
/** Papers that the library has to ask its sources for, one by one. */
const mostAsked = 40
const missedShown = 15
const longestTitle = 400

export const saveList = defineCommand({
  name: "save-list",
  description: sayings.description,
  options: {
    papers: {
      kind: "text",
      positional: true,
      query: true,
      maxLength: longest,
      description: sayings.options.papers,
      file: sayings.options.file,
    },
    tag: { ...tagsOption, description: sayings.options.tag },
  },
  visibility: "private",
  surface: "any",
  needs: "library",
  group: "me",
  changes: true,
  // Hundreds of searches and thousands of papers, where most calls are about one.
  weight: 10,
  personal: true,
  form: async (values) => (values.papers === undefined ? listForm(values) : undefined),
  examples: sayings.examples,
  async run(given, context) {
    const { papers, tag } = withTag(given)
    const text = (await context.operator?.textOf(papers)) ?? papers
    if (text.length > longest)
      throw new UserError("list-too-long", sayings.tooLong, { hint: sayings.tooLongHint })
    const named = papersNamedIn(text)
    if (named.length === 0) throw nothingNamed(context)
    if (named.length > mostPapers)
      throw new UserError("list-too-long", sayings.tooMany(named.length, mostPapers), {
        hint: sayings.tooLongHint,
      })
    return outcomeCard(await saveAll(named, readTags(tag), context))
  },
})

/** `1706.03762 tag:classics`: behind a text of any words, what looks like an option is one of them. */
function withTag({ papers = "", tag }: { readonly papers?: string; readonly tag?: string }) {
  const [whole, quoted, bare] = /(?:^|\s)tag:(?:"([^"\n]*)"|(\S+))\s*$/i.exec(papers) ?? []
  if (tag !== undefined || whole === undefined) return { papers, tag: tag ?? "" }
  return { papers: papers.slice(0, -whole.length).trim(), tag: quoted ?? bare ?? "" }
}

function nothingNamed({ surface }: Pick<Context, "surface">): UserError {
  const paste = { ...invoke("save-list", {}), label: sayings.paste, effect: "form" } as const
  const { nothing, nothingHint: hint } = sayings
  return new UserError("nothing-to-save", nothing, { hint, ...(surface.formFields && { suggestion: paste }) })
}

function listForm(values: PackedArguments): Form {
  return {
    title: sayings.form.title,
    fields: [
      { kind: "text", name: "papers", ...sayings.form.papers, isLong: true, isRequired: true },
      { kind: "text", name: "tag", ...sayings.form.tag, value: String(values.tag ?? "") },
    ],
    submit: { ...invoke("save-list", {}), label: sayings.form.submit, style: "primary", effect: "reply" },
  }
}

type Missed = { readonly named: NamedPaper; readonly why: string }
type Outcome = { readonly saved: number; readonly already: number; readonly missed: readonly Missed[] }

async function saveAll(
  named: readonly NamedPaper[],
  tags: readonly string[],
  context: Context,
): Promise<Outcome> {
  const lookUp = await createLookUp(named, context.library)
  const missed: Missed[] = []
  const found = new Set<string>()
  for (const one of named) {
    const { papers, why } = await lookUp(one)
    for (const id of papers) found.add(id)
    if (why !== undefined) missed.push({ named: one, why })
  }
  const already = await saveEach([...found], tags, context)
  return { saved: found.size - already, already, missed }
}

/** Gives how many were saved before. Those get the tags too. */
async function saveEach(
  papers: readonly string[],
  tags: readonly string[],
  { saved, actor }: Context,
): Promise<number> {
  const before = await saved.of(actor, papers)
  for (const id of papers) {
    const had = before.get(id)
    if (had === undefined || tags.length > 0)
      await saved.save(actor, id, { tags: [...new Set([...(had?.tags ?? []), ...tags])] })
  }
  return before.size
}

/** Which papers an entry names, and why not all of them can be saved. */
type LookedUp = { readonly papers: readonly string[]; readonly why?: string }

/** What the library has is found at once; what it has not is asked for, up to a bound. */
async function createLookUp(
  named: readonly NamedPaper[],
  library: Context["library"],
): Promise<(one: NamedPaper) => Promise<LookedUp>> {
  const known = new Set((await library.papers(named.flatMap(({ ids }) => ids))).map(({ id }) => id))
  let [asked, titles] = [0, 0]

  async function byIds(ids: readonly string[]): Promise<LookedUp> {
    const papers: string[] = []
    let why: string | undefined
    for (const id of ids) {
      const found = known.has(id) ? id : asked++ < mostAsked ? await fetched(id, library) : later
      if (found === later) why = sayings.askLater
      else if (found === undefined) why = sayings.unknownId
      else papers.push(found)
    }
    return { papers, ...(why !== undefined && { why }) }
  }

  async function byTitle(title: string): Promise<LookedUp> {
    if (titles++ >= mostTitles) return { papers: [], why: sayings.askLater }
    const id = await titledSo(title, library)
    return id === undefined ? { papers: [], why: sayings.unknownTitle } : { papers: [id] }
  }
  return ({ ids, title = "" }) => (ids.length > 0 ? byIds(ids) : byTitle(title))
}

/** Its source can't be reached now. */
const later = Symbol("later")

async function fetched(id: string, library: Context["library"]): Promise<string | typeof later | undefined> {
  try {
    const found = await library.find({ kind: "id", id })
    return found.kind === "one" ? found.paper.id : undefined
  } catch (error) {
    if (error instanceof UserError && error.isNetwork) return later
    throw error
  }
}

/** The paper of exactly that title. */
async function titledSo(title: string, library: Context["library"]): Promise<string | undefined> {
  if (title === "") return undefined
  const found = await library.find({ kind: "words", text: title.slice(0, longestTitle) })
  const papers = found.kind === "one" ? [found.paper] : found.kind === "several" ? found.papers : []
  return papers.find((paper) => titleKey(paper.title) === titleKey(title))?.id
}

function outcomeCard({ saved, already, missed }: Outcome): Card {
  const shown = missed.slice(0, missedShown)
  const { blocks } = cardOf({
    title: "",
    text: shown.length > 0 ? sayings.missed(missed.length) : "",
    items: shown.map(({ named: { line, written }, why }) => ({
      title: plainText(sayings.missedOne(line, shortened(written), why)),
      lines: [],
      actions: [],
    })),
    notes: missed.length > shown.length ? [sayings.missedMore(missed.length - shown.length)] : [],
  })
  const card = cardOf({
    title: sayings.saved(counted(saved, "paper")),
    tone: missed.length > 0 ? "warning" : "success",
    text: already > 0 ? sayings.already(counted(already, "paper")) : "",
    actions: [{ ...invoke("saved", {}), label: sayings.all, effect: "reply" }],
  })
  return { ...card, blocks: [...card.blocks, ...blocks] }
}

const shortened = (text: string) => (text.length > 90 ? `${text.slice(0, 89)}…` : text)
