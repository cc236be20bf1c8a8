/**
 * What an admin sets for a place, field by field: the options of `channel`, how they are read, how they are written
 * back, and what they say. Command, form, help, draft and cards follow from this table; a field's columns are the keys
 * that its `read` gives.
 */
import type { Field as CardField } from "../cards/layout.ts"
import { whenInWords } from "../cards/subscription-words.ts"
import { parseFilter } from "../search/index.ts"
import type { PackedArguments, Text } from "../vocabulary/card.ts"
import type { ArgumentsOf, OptionTable } from "../vocabulary/command.ts"
import type { Subscription, SubscriptionSettings } from "../vocabulary/delivery-stores.ts"
import { UserError } from "../vocabulary/errors.ts"
import { code, joined, plainText } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { readMention } from "./read-mention.ts"
import { readSchedule, writeSchedule } from "./read-schedule.ts"
import { readTags, writeTags } from "./read-tags.ts"
import { readTimeZone } from "./read-time-zone.ts"

const {
  options: about,
  lists,
  forms,
  empty: onEmpty,
  early: whenOpen,
  publish: whenAnnounced,
} = words.commands.channel
const { channel: said } = words.cards
const { errors } = words.channels

type Field<T extends OptionTable> = {
  readonly options: T
  /** The settings that the options name; what they do not name stays as it is. Throws `UserError`. */
  read(draft: Partial<ArgumentsOf<T>>, base: Subscription, today: string): Partial<SubscriptionSettings>
  /** The options that would set what is set. */
  write(settings: Subscription): Partial<ArgumentsOf<T>>
  /** Absent where another field says it. */
  readonly label?: string
  inWords?(settings: Subscription): Text
}

function field<const T extends OptionTable>(row: Field<T>): Field<T> {
  return row
}

const when = field({
  options: {
    time: { kind: "text", maxLength: 20, description: about.time },
    days: { kind: "text", maxLength: 80, description: about.days },
    cron: { kind: "text", maxLength: 100, description: about.cron },
  },
  read: (draft, base) => ({ schedule: readSchedule(draft, base.schedule) }),
  write: ({ schedule }) => writeSchedule(schedule),
  label: said.settings.when,
  inWords: whenInWords,
})

const zone = field({
  options: { zone: { kind: "text", maxLength: 60, suggest: "zone", description: about.zone } },
  read: (draft, base) => ({ timeZone: draft.zone === undefined ? base.timeZone : readTimeZone(draft.zone) }),
  write: ({ timeZone }) => ({ zone: timeZone }),
})

const list = field({
  options: {
    list: { kind: "choice", description: about.list, choices: choices(lists) },
    arxiv: { kind: "text", maxLength: 100, description: about.arxiv },
    search: { kind: "text", maxLength: 300, description: about.search },
    name: { kind: "text", maxLength: 60, description: about.name },
  },
  read: readWhat,
  write: writeWhat,
  label: said.settings.list,
  inWords: ({ content, list, categories = [], early }) => {
    if (content.kind === "query") return joined([said.search(content.name), code(content.text)], ": ")
    if (content.kind === "recommended") return plainText(said.recommended)
    if (list === "arxiv") return plainText(said.arxivIn(said.lists.arxiv, categories.join(", ")))
    if (list === "trending") return plainText(said.lists.trending)
    return plainText(early ? said.early(said.lists[list]) : said.settled(said.lists[list]))
  },
})

const filter = field({
  options: {
    filter: { kind: "text", maxLength: 300, description: about.filter },
    votes: { kind: "integer", min: 0, max: 10_000, description: about.votes },
    org: { kind: "text", maxLength: 100, suggest: "organization", description: about.org },
    author: { kind: "text", maxLength: 100, suggest: "author", description: about.author },
    code: { kind: "flag", description: about.code },
  },
  read: readFilter,
  write: ({ filter }) => ({ filter: filter || "none" }),
  label: said.settings.filter,
  inWords: ({ filter }) => (filter === "" ? plainText(said.allPapers) : code(filter)),
})

const budget = field({
  options: { budget: { kind: "integer", min: 1, max: 25, description: about.budget } },
  read: (draft, base) => ({ budget: draft.budget ?? base.budget }),
  write: ({ budget }) => ({ budget }),
  label: said.settings.budget,
  inWords: ({ budget, form }) => plainText(said.top(budget, said.rest[form])),
})

const form = field({
  options: { form: { kind: "choice", description: about.form, choices: choices(forms) } },
  read: (draft, base) => ({ form: draft.form ?? base.form }),
  write: ({ form }) => ({ form }),
  label: said.settings.form,
  inWords: ({ form }) => plainText(said.forms[form]),
})

const empty = field({
  options: { empty: { kind: "choice", description: about.empty, choices: choices(onEmpty) } },
  read: (draft, base) => ({ whenEmpty: draft.empty ?? base.whenEmpty }),
  write: ({ whenEmpty }) => ({ empty: whenEmpty }),
  label: said.settings.empty,
  inWords: ({ whenEmpty }) => plainText(said.onEmpty[whenEmpty]),
})

const early = field({
  options: { early: { kind: "choice", description: about.early, choices: choices(whenOpen) } },
  read: (draft, base) => ({
    early: (draft.early === undefined ? base.early : draft.early === "yes") || undefined,
  }),
  write: ({ early }) => ({ early: early ? ("yes" as const) : undefined }),
})

const late = field({
  options: { late: { kind: "integer", min: 0, max: 720, description: about.late } },
  read: (draft, base) => ({ catchUpHours: draft.late ?? base.catchUpHours }),
  write: ({ catchUpHours }) => ({ late: catchUpHours }),
  label: said.settings.late,
  inWords: ({ catchUpHours: hours }) => plainText(hours === 0 ? said.lateNever : said.lateHours(hours)),
})

const mention = field({
  options: { mention: { kind: "text", maxLength: 60, description: about.mention } },
  read: (draft, base) => ({
    mention: draft.mention === undefined ? base.mention : readMention(draft.mention),
  }),
  write: ({ mention }) => ({ mention }),
  label: said.settings.mention,
  inWords: ({ mention }) =>
    mention === undefined ? plainText(said.nobody) : [{ text: said.someRole, mention }],
})

const publish = field({
  options: { publish: { kind: "choice", description: about.publish, choices: choices(whenAnnounced) } },
  read: (draft, base) => ({
    publish: (draft.publish === undefined ? base.publish : draft.publish === "yes") || undefined,
  }),
  write: ({ publish }) => ({ publish: publish ? ("yes" as const) : undefined }),
})

const tags = field({
  options: { tags: { kind: "text", maxLength: 300, description: about.tags } },
  read: (draft, base, today) => ({
    tags: draft.tags === undefined ? base.tags : readTags(draft.tags, today),
  }),
  write: ({ tags }) => ({ tags: tags && writeTags(tags) }),
})

/** The options of `channel` that set something, in the order in which people ask for them. */
export const subscriptionOptions = {
  ...when.options,
  ...zone.options,
  ...list.options,
  ...filter.options,
  ...budget.options,
  ...form.options,
  ...empty.options,
  ...early.options,
  ...late.options,
  ...mention.options,
  ...publish.options,
  ...tags.options,
}

export type Draft = Partial<ArgumentsOf<typeof subscriptionOptions>>

const fields = [when, zone, list, filter, budget, form, empty, early, late, mention, publish, tags] as const

/** A subscription with an admin's changes, made at `now`. Throws `UserError` that names what cannot be read and what was probably meant. */
export function applyDraft(draft: Draft, base: Subscription, now: Temporal.Instant): Subscription {
  const today = now.toZonedDateTimeISO(base.timeZone).toPlainDate().toString()
  const settings = { ...base, ...Object.assign({}, ...fields.map((one) => one.read(draft, base, today))) }
  // Only a list that fills for a time can be posted early.
  const { content, list } = settings
  const fills = content.kind === "list" && (list === "day" || list === "week" || list === "month")
  return { ...settings, early: fills ? settings.early : undefined }
}

/** The options that give this subscription: applied again, they change nothing. */
export function toDraft(subscription: Subscription): PackedArguments {
  const values = Object.assign({}, ...fields.map((one) => one.write(subscription)))
  return Object.fromEntries(
    Object.entries<PackedArguments[string]>(values).filter(([, value]) => value !== undefined),
  )
}

/** Every setting with its words, in the order in which people ask for them. */
export function settingsInWords(subscription: Subscription): readonly CardField[] {
  return fields.flatMap(({ label, inWords }) =>
    label && inWords ? [{ name: label, value: inWords(subscription) }] : [],
  )
}

function choices<V extends string>(labels: Readonly<Record<V, string>>) {
  return (Object.keys(labels) as V[]).map((value) => ({ value, label: labels[value] }))
}

type What = Pick<Subscription, "content" | "list" | "categories">
type WhatDraft = {
  readonly list?: keyof typeof lists | undefined
  readonly arxiv?: string | undefined
  readonly search?: string | undefined
  readonly name?: string | undefined
}

/** A list, a search, or what suits the community. */
function readWhat(draft: WhatDraft, base: Subscription, today: string): What {
  const { list, arxiv, search, name } = draft
  const isSearch =
    list === "search" || (list === undefined && arxiv === undefined && (search ?? name) !== undefined)
  if (isSearch) return { ...noList(base), content: readSearch(draft, base, today) }
  if (search !== undefined)
    throw new UserError("two-lists", errors.twoContents, { hint: errors.twoContentsHint, field: "search" })
  if (list === "recommended") return { ...noList(base), content: { kind: "recommended" } }
  const isList = base.content.kind === "list" || list !== undefined || arxiv !== undefined
  if (!isList) return { content: base.content, ...noList(base) }
  return { content: { kind: "list" }, ...readList({ list, arxiv }, base) }
}

/** What is neither has a list all the same: the one that it goes back to. */
function noList({ list }: Subscription): Pick<Subscription, "list" | "categories"> {
  return { list: list === "arxiv" ? "day" : list, categories: undefined }
}

function readSearch(
  { search, name }: WhatDraft,
  { content }: Subscription,
  today: string,
): Extract<Subscription["content"], { kind: "query" }> {
  const saved = content.kind === "query" ? content : undefined
  const text = search?.trim() || saved?.text
  if (text === undefined)
    throw new UserError("no-search", errors.noSearch, { hint: errors.noSearchHint, field: "search" })
  readQuery(text, today, "search")
  const sameName = saved?.text === text ? saved.name : undefined
  return { kind: "query", text, name: name?.trim() || (sameName ?? text) }
}

// The day's list is not named: it is the default, and naming it would contradict arXiv's categories.
function writeWhat({ content, list, categories }: Subscription): WhatDraft {
  switch (content.kind) {
    case "query": {
      const { text, name } = content
      return { list: "search", search: text, ...(name !== text && { name }) }
    }
    case "recommended":
      return { list: "recommended" }
    default:
      return {
        list: list === "day" || list === "arxiv" ? undefined : list,
        arxiv: categories?.join(","),
      }
  }
}

function readList(
  draft: { readonly list?: Subscription["list"] | undefined; readonly arxiv?: string | undefined },
  base: Subscription,
): Pick<Subscription, "list" | "categories"> {
  const written = draft.arxiv?.split(/[\s,+]+/).filter(Boolean) ?? []
  const wrong = written.find((category) => !/^[a-z-]+(?:\.[A-Za-z-]{2,})?$/.test(category))
  if (wrong !== undefined)
    throw new UserError("bad-category", errors.badCategory(wrong), {
      hint: errors.categoryHint,
      field: "arxiv",
    })
  const list = draft.list ?? (written.length > 0 ? "arxiv" : base.list)
  if (list !== "arxiv") {
    if (written.length > 0)
      throw new UserError("two-lists", errors.twoLists, { hint: errors.twoListsHint, field: "arxiv" })
    return { list, categories: undefined }
  }
  const categories = written.length > 0 ? written : (base.categories ?? [])
  if (categories.length > 0) return { list, categories }
  throw new UserError("no-category", errors.noCategory, {
    hint: errors.noCategoryHint,
    field: "arxiv",
    suggestion: "channel arxiv:cs.LG",
  })
}

type FilterDraft = {
  readonly filter?: string | undefined
  readonly votes?: number | undefined
  readonly org?: string | undefined
  readonly author?: string | undefined
  readonly code?: boolean | undefined
}

const takesAll = /^(none|all|everything|-|\*)$/i

/** What is written in the query language, and what the single options say; where neither is given it stays. */
function readFilter(
  { filter, votes, org, author, code }: FilterDraft,
  base: Subscription,
  today: string,
): Pick<Subscription, "filter"> {
  const single = [
    votes ? `upvotes:>=${votes}` : "",
    org === undefined ? "" : `org:${quoted(org)}`,
    author === undefined ? "" : `author:${quoted(author)}`,
    code ? "has:code" : "",
  ].filter(Boolean)
  if (filter === undefined && votes === undefined && single.length === 0) return { filter: base.filter }
  const all = takesAll.test(filter?.trim() ?? "") ? "" : (filter?.trim() ?? "")
  const written = / OR /.test(all) && single.length > 0 ? `(${all})` : all
  const whole = [written, ...single].filter(Boolean).join(" ")
  readQuery(whole, today, "filter")
  return { filter: whole }
}

/** Throws what the query language refuses, with what was probably meant. */
function readQuery(written: string, today: string, field: "filter" | "search"): void {
  const read = parseFilter(written, today)
  if (read.kind === "filter") return
  const { suggestion } = read
  throw new UserError("bad-filter", read.message, {
    field,
    hint: suggestion === undefined ? errors.filterHint : errors.didYouMean(suggestion),
    suggestion: suggestion && `channel ${field}:"${suggestion.replace(/[\\"]/g, "\\$&")}"`,
  })
}

function quoted(value: string): string {
  const bare = value.replaceAll('"', "").trim()
  return /[\s:]/.test(bare) ? `"${bare}"` : bare
}
