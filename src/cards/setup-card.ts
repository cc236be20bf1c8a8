/** The panel in which an admin sets up a channel's daily post. Each press carries everything that is shown. */
import { type Calls, invoke } from "../vocabulary/calls.ts"
import type { Action, Block, Button, Card, Item, PackedArguments, Select } from "../vocabulary/card.ts"
import type { SetUp } from "../vocabulary/channels.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import { capitalized, shortMomentInWords } from "../words/counted.ts"
import { code, joined, plainText } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { cardOf } from "./layout.ts"
import { daysOfSchedule, whenInWords } from "./subscription-words.ts"

const said = words.setup

export type Panel = SetUp & {
  readonly nextMoments: readonly string[]
  readonly missingPermissions: readonly string[]
  /** What names the post in calls: its id, `first` for a place's first, `new` for one more. */
  readonly post: string
}

type Values = Calls["setup"]

/** What every press of a set-up carries: the place, the post and everything that is shown. */
export function carried({ place, post, values }: Pick<Panel, "place" | "post" | "values">): Values {
  return { ...values, place: place.id, post }
}

export function setUpCard(panel: Panel): Card {
  const { place, missingPermissions } = panel
  const blocks: readonly Block[] = [
    ...cardOf({ title: "", text: stateOf(panel) }).blocks,
    ...selects(panel),
    { kind: "note", text: summaryOf(panel) },
    { kind: "actions", actions: panelActions(panel) },
    ...otherPosts(panel),
  ]
  const tone = missingPermissions.length > 0 ? "warning" : "plain"
  return { ...cardOf({ title: said.titleIn(place.name), tone }), blocks }
}

/** `Next posts: Fri, Aug 21, 09:00 · Mon, Aug 24, 09:00`. */
export function nextPostsInWords({
  nextMoments,
  subscription,
}: Pick<Panel, "nextMoments" | "subscription">): string {
  return said.nextPosts(
    nextMoments.map((at) => shortMomentInWords(at, subscription.timeZone)).join(said.between),
  )
}

/** When it would be posted next, and what stands in the way. */
export function stateOf(panel: Panel): string {
  const { missingPermissions } = panel
  const next = nextPostsInWords(panel)
  const state = standingOf(panel)
  const permissions = missingPermissions.length > 0 ? said.cannotPost(missingPermissions.join(", ")) : ""
  return [next, state, permissions].filter(Boolean).join("\n")
}

/** Why nothing is posted yet, or for now; empty where posts come. */
function standingOf({ saved, subscription, place }: Panel): string {
  if (saved === undefined) return place.isUnknown ? said.noChannelYet : said.nothingYet
  if (!saved.active) return said.off
  const { pausedUntil, active, timeZone } = subscription
  return pausedUntil !== undefined && active ? said.paused(shortMomentInWords(pausedUntil, timeZone)) : ""
}

function selects(panel: Panel): readonly Select[] {
  const { place, subscription, values } = panel
  const menu = (label: string, into: keyof Values & string, drop: readonly string[] = [], step?: "move") => ({
    kind: "select" as const,
    label,
    into,
    call: invoke("setup", { ...without(carried(panel), [into, ...drop]), ...(step && { do: step }) }),
  })
  const { form } = subscription
  return [
    { ...menu(said.channel, "place", [], "move"), of: "places", chosen: place.id },
    {
      ...menu(said.list, "list", ["arxiv", "search", "name"]),
      opensForms: true,
      of: "options",
      options: whatOptions(subscription),
      chosen: whatOf(subscription),
    },
    { ...menu(said.form, "form"), of: "options", options: formOptions(panel), chosen: form },
    {
      ...menu(said.days, "days", ["cron"]),
      opensForms: true,
      of: "options",
      ...dayMenu(panel),
    },
    { ...menu(said.time, "time", ["cron"]), opensForms: true, of: "options", ...timeMenu(values) },
  ]
}

function whatOptions({ content, categories = [] }: Subscription) {
  const { day, week, month, trending, recommended, arxivIn, searchFor } = said.lists
  const arxiv = categories.length > 0 ? arxivIn(categories.join(", ")) : said.lists.arxiv
  const search = content.kind === "query" ? searchFor(content.name) : said.lists.search
  return optionsOf({ day, week, month, trending, arxiv, search, recommended })
}

/** What a post brings, as `list` names it. */
export function whatOf({ content, list }: Pick<Subscription, "content" | "list">) {
  if (content.kind === "query") return "search"
  return content.kind === "list" ? list : "recommended"
}

/** What a post brings, in a few words. */
function whatInWords({ content, list }: Subscription): string {
  const { searchFor, recommended } = said.lists
  if (content.kind === "query") return searchFor(content.name)
  return content.kind === "list" ? said.lists[list] : recommended
}

/** A forum takes posts alone, and nothing else does. */
function formOptions({ place, subscription }: Panel) {
  const { messages, digest, forum } = said.forms
  if (place.kind === "forum" || subscription.form === "forum") return optionsOf({ forum, messages, digest })
  return optionsOf({ messages, digest })
}

function dayMenu({ subscription: { schedule }, values: { days, cron } }: Panel) {
  const options = optionsOf(said.dayGroups)
  if (days === undefined) return { options, placeholder: said.otherSchedule(String(cron ?? schedule)) }
  const chosen = String(days)
  if (options.some(({ value }) => value === chosen)) return { options, chosen }
  return { options: [{ value: chosen, label: capitalized(daysOfSchedule(schedule)) }, ...options], chosen }
}

const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, "0")}:00`)

/** The full hours; of another time, itself instead of its hour: a menu has room for 25. */
function timeMenu({ time }: PackedArguments) {
  const chosen = time === undefined ? undefined : String(time)
  const isOther = chosen !== undefined && !hours.includes(chosen)
  const shown = isOther ? hours.with(Number(chosen.slice(0, 2)), chosen) : hours
  const another = { value: anotherTime, label: said.anotherTime }
  return { options: [...shown.map((value) => ({ value, label: value })), another], ...(chosen && { chosen }) }
}

/** Choices that open a form. */
export const anotherTime = "other"
export const customDays = "custom"

function optionsOf(labels: Readonly<Record<string, string>>) {
  return Object.entries(labels).map(([value, label]) => ({ value, label }))
}

/** What the menus do not show, in one line. */
function summaryOf({ subscription, place }: Panel) {
  const { timeZone, budget, filter, mention, whenEmpty, publish, tags = [] } = subscription
  const { summary } = said
  return joined([
    timeZone,
    summary.papers(budget),
    filter === "" ? "" : joined([summary.filter, code(filter)], " "),
    mention === undefined
      ? ""
      : joined([summary.notifies, [{ text: words.cards.channel.someRole, mention }]], " "),
    whenEmpty === "silent" ? summary.quiet : summary.says,
    publish && place.kind === "announcement" ? summary.published : "",
    tags.length > 0 && place.kind === "forum" ? summary.tags(tags.length) : "",
  ])
}

function panelActions(panel: Panel): readonly Action[] {
  const { place, saved, subscription } = panel
  const values = carried(panel)
  const { buttons } = said
  return [
    pressed(buttons.save, { ...values, do: "save" }, "primary"),
    pressed(buttons.preview, { ...values, do: "preview" }),
    opened(buttons.more, { ...values, sheet: "more" }),
    ...(place.kind === "announcement" ? [publishAction(subscription, values)] : []),
    ...(place.kind === "forum" ? [opened(buttons.tags, { ...values, sheet: "tags" })] : []),
    ...(saved?.active ? [...pauseActions(panel), offAction(panel)] : []),
    ...(saved ? [pressed(buttons.another, { place: place.id, post: "new" })] : []),
  ]
}

function publishAction({ publish }: Subscription, values: Values): Action {
  return publish
    ? pressed(said.buttons.unpublish, { ...without(values, ["publish"]) })
    : pressed(said.buttons.publish, { ...values, publish: "yes" })
}

function pauseActions({ saved, place, post }: Pick<Panel, "saved" | "place" | "post">): readonly Action[] {
  const { pause, resume } = said.buttons
  const call = { place: place.id, post }
  return saved?.pausedUntil === undefined
    ? [opened(pause, { ...call, sheet: "pause" })]
    : [pressed(resume, { ...call, do: "resume" })]
}

/** Several posts of a channel, each with what can be done about it. */
function otherPosts(panel: Panel): readonly Block[] {
  const { posts, place } = panel
  if (posts.length < 2) return []
  const items = posts.map((saved): Item => {
    const call = { place: place.id, post: saved.id }
    return {
      title: plainText(whatInWords(saved)),
      lines: [whenInWords(saved)],
      actions: [
        pressed(said.buttons.edit, call),
        ...pauseActions({ saved, place, post: saved.id }),
        pressed(said.buttons.remove, { ...call, do: "remove" }, "danger"),
      ],
    }
  })
  return [
    { kind: "text", text: [{ text: said.posts, bold: true }] },
    { kind: "items", items },
  ]
}

/** Sends the post as it would be to who presses. It answers beside what is shown. */
export function testAction(panel: Panel): Button {
  return { ...pressed(said.buttons.test, { ...carried(panel), do: "test" }), effect: "reply" }
}

/** Ends a post that is saved. */
export function offAction({ place, post }: Pick<Panel, "place" | "post">): Button {
  return pressed(said.buttons.off, { place: place.id, post, do: "off" }, "danger")
}

/** A button that changes the panel. */
export function pressed(label: string, values: Values, style?: "primary" | "danger"): Button {
  return { ...invoke("setup", values), label, ...(style && { style }), effect: "update" }
}

/** A button that opens a form. */
export function opened(label: string, values: Values): Button {
  return { ...invoke("setup", values), label, effect: "form" }
}

/** The call's values but for some. */
export function without(values: Values, names: readonly string[]): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)))
}
