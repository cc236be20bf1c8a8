import { cardOf } from "../src/cards/layout.ts"
import { type Entry, type ExportFormat, exportFile, exportFormats } from "../src/exporting/index.ts"
import { listDayAt, type Paper, type Period, periodOf } from "../src/papers/index.ts"
import { invoke } from "../src/vocabulary/calls.ts"
import type { Action } from "../src/vocabulary/card.ts"
import { type ArgumentsOf, type Context, defineCommand } from "../src/vocabulary/command.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import type { QueryProblem } from "../src/vocabulary/search-request.ts"
import { counted, periodInWords } from "../src/words/counted.ts"
import { words } from "../src/words/words.ts"
import { requestOf } from "./search-request.ts"

const { command: sayings, formats } = words.exporting

const whats = ["saved", "votes", "today", "list", "search", "thread", "here"] as const
type What = (typeof whats)[number]

const options = {
  what: {
    kind: "choice",
    positional: true,
    description: sayings.options.what,
    choices: whats.map((value): { readonly value: What; readonly label: string } => ({
      value,
      label: sayings.kinds[value],
    })),
  },
  format: {
    kind: "choice",
    description: sayings.options.format,
    choices: exportFormats.map((value) => ({ value, label: formats[value] })),
  },
  query: { kind: "text", query: true, maxLength: 1000, description: sayings.options.query },
  date: { kind: "period", description: sayings.options.date },
} as const

type Arguments = ArgumentsOf<typeof options>

/** What is exported, under which name; the file's name has no ending. */
type Found = {
  readonly title: string
  readonly name: string
  readonly entries: readonly Entry[]
  /** What the file leaves out. */
  readonly note?: string | undefined
}

export const exportPapers = defineCommand({
  name: "export",
  description: sayings.description,
  options,
  visibility: "private",
  surface: "any",
  needs: "library",
  personal: true,
  examples: sayings.examples,
  async run(args, context) {
    const { what = "saved", format = "bibtex" } = args
    const found = await finders[what](args, context)
    const papers = counted(found.entries.length, "paper")
    return cardOf({
      title: sayings.title(papers, formats[format]),
      files: [exportFile(found.entries, format, found)],
      actions: exportFormats.filter((other) => other !== format).map((other) => exportAs(other, args)),
      notes: [found.note ?? ""],
    })
  },
})

/** More than anybody reads; a narrower search gives the rest. */
const mostFound = 1000
/** Of a channel: decades of daily posts. */
const mostPosted = 10_000

const finders: Readonly<Record<What, (args: Arguments, context: Context) => Promise<Found>>> = {
  saved: savedPapers,
  votes: votedPapers,
  today: (_, context) => listed(periodOf("day", listDayAt(context.now)), context),
  list: ({ date }, context) => listed(date ?? periodOf("day", listDayAt(context.now)), context),
  search: searched,
  thread: ofThread,
  here: postedHere,
}

async function savedPapers(_: Arguments, context: Context): Promise<Found> {
  const all = await context.saved.all(context.actor)
  if (all.length === 0) throw nothing(sayings.nothing.saved, sayings.nothing.savedHint)
  const saved = new Map(all.map((one) => [one.paper, one]))
  const papers = await context.library.papers([...saved.keys()])
  const entries = await withStats(papers, context)
  return {
    title: sayings.kinds.saved,
    name: sayings.names.saved,
    entries: entries.map((entry) => ({ ...entry, saved: saved.get(entry.paper.id) })),
  }
}

async function votedPapers(_: Arguments, context: Context): Promise<Found> {
  const ids = await context.community.votesOf(context.actor, 100_000)
  if (ids.length === 0) throw nothing(sayings.nothing.votes, sayings.nothing.votesHint)
  const entries = await withStats(await context.library.papers(ids), context)
  return { title: sayings.kinds.votes, name: sayings.names.votes, entries }
}

async function listed(period: Period, context: Context): Promise<Found> {
  const answer = await context.library.list(period)
  const papers = answer.state === "listed" ? answer.papers : []
  const title = periodInWords(period)
  if (papers.length === 0) throw nothing(sayings.nothing.list(title), sayings.nothing.listHint)
  return { title, name: sayings.names.list(period.key), entries: await withStats(papers, context) }
}

async function searched({ query, format }: Arguments, context: Context): Promise<Found> {
  if (query === undefined) throw nothing(sayings.missingQuery, sayings.missingQueryHint)
  const request = await requestOf(query, context)
  const found = await context.library.search({ ...request, offset: 0, limit: mostFound })
  const [problem] = found.problems ?? []
  if (problem) throw refused(problem, { query, format })
  const papers = found.hits.map(({ paper }) => paper)
  if (papers.length === 0) throw nothing(sayings.nothing.search(query), sayings.nothing.searchHint)
  const entries = await withStats(papers, context)
  return {
    title: query,
    name: sayings.names.search,
    entries,
    note: found.total > papers.length ? sayings.mostFound(mostFound) : undefined,
  }
}

/** With the query as it was probably meant. */
function refused(
  { message, written, suggestion }: QueryProblem,
  { query = "", format }: Pick<Arguments, "query" | "format">,
): UserError {
  const hint = sayings.nothing.searchHint
  if (suggestion === undefined) return nothing(message, hint)
  const meant = { what: "search", format, query: query.replace(written, () => suggestion) } as const
  return new UserError("nothing-to-export", message, { hint, suggestion: invoke("export", meant) })
}

async function ofThread(_: Arguments, context: Context): Promise<Found> {
  const { community, library, actor, on } = context
  const papers = await library.papers(await community.papersAt(actor, on))
  const [first, ...others] = papers
  if (first === undefined) throw nothing(sayings.nothing.thread, sayings.nothing.threadHint)
  const entries = await withStats(papers, context)
  if (others.length === 0) return { title: first.title, name: sayings.names.paper, entries }
  return { title: sayings.threadTitle, name: sayings.names.thread, entries }
}

async function postedHere({ date }: Arguments, context: Context): Promise<Found> {
  const { community, library, actor } = context
  const span = date === undefined ? {} : instantsOf(date, context.timeZone)
  const ids = await community.postedHere(actor, span, mostPosted + 1)
  const period = date && periodInWords(date)
  if (ids.length === 0) throw nothing(sayings.nothing.here(period), sayings.nothing.hereHint)
  const papers = await library.papers(ids.slice(0, mostPosted))
  return {
    title: sayings.hereTitle((await community.nameOf(actor, actor)) ?? actor.place, period),
    name: sayings.names.here(date?.key),
    entries: await withStats(papers, context),
    note: ids.length > mostPosted ? sayings.mostPosted(mostPosted) : undefined,
  }
}

/** From the first moment of a period to the first one after it. */
function instantsOf({ from, to }: Period, timeZone: string) {
  const starts = (day: Temporal.PlainDate) => day.toZonedDateTime(timeZone).toInstant().toString()
  return {
    from: starts(Temporal.PlainDate.from(from)),
    to: starts(Temporal.PlainDate.from(to).add({ days: 1 })),
  }
}

/** Asked for in parts: a person may have saved ten thousand. */
const askedAtOnce = 500

async function withStats(papers: readonly Paper[], { community, actor }: Context): Promise<readonly Entry[]> {
  const entries: Entry[] = []
  for (let at = 0; at < papers.length; at += askedAtOnce) {
    const some = papers.slice(at, at + askedAtOnce)
    const stats = await community.paperStats(
      actor,
      some.map(({ id }) => id),
    )
    for (const paper of some) {
      const { votes = 0, threads = [] } = stats.get(paper.id) ?? {}
      entries.push({ paper, votes, discussions: threads.flatMap((thread) => community.linkTo(thread) ?? []) })
    }
  }
  return entries
}

function exportAs(format: ExportFormat, { what, query, date }: Arguments): Action {
  const label = formats[format]
  const call = invoke("export", { what, format, query, date: date?.key })
  return { ...call, label, describes: sayings.as(label), effect: "reply" }
}

function nothing(message: string, hint: string): UserError {
  return new UserError("nothing-to-export", message, { hint })
}
