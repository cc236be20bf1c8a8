/** The forms of a set-up: what the panel has no menu for, or on platforms with large forms all of it. */
import { type Calls, invoke } from "../vocabulary/calls.ts"
import type { Text } from "../vocabulary/card.ts"
import type { DraftProblem } from "../vocabulary/channels.ts"
import type { UserError } from "../vocabulary/errors.ts"
import type { Form, FormField } from "../vocabulary/form.ts"
import { capitalized } from "../words/counted.ts"
import { joined, plainText, sentence } from "../words/runs.ts"
import { words } from "../words/words.ts"
import { carried, offAction, type Panel, pressed, stateOf, whatOf, without } from "./setup-card.ts"
import { daysOfSchedule, weekdaysOf } from "./subscription-words.ts"

const said = words.setup
const { hints } = said

export type Sheet = NonNullable<Calls["setup"]["sheet"]>

const everything = [
  "place",
  "list",
  "search",
  "days",
  "time",
  "zone",
  "form",
  "budget",
  "filter",
  "mention",
  "empty",
]

const sheets: Readonly<Record<Sheet, readonly string[]>> = {
  more: ["zone", "budget", "filter", "mention", "empty"],
  days: ["days"],
  time: ["time"],
  arxiv: ["arxiv"],
  search: ["search", "name"],
  tags: ["tags"],
  pause: ["until"],
  all: everything,
  each: everything,
}

const titles: Readonly<Record<Sheet, string>> = {
  more: said.buttons.more,
  days: said.days,
  time: said.time,
  arxiv: said.arxiv,
  search: said.lists.search,
  tags: said.tags,
  pause: said.until,
  all: said.title,
  each: said.title,
}

/** Whether a form holds all of a set-up, and not what one of its menus or buttons leaves open. */
export function isWholeSheet(sheet: Sheet): boolean {
  return sheet === "all" || sheet === "each"
}

/** A form of the set-up, filled with what was typed, each problem at its field. */
export function setUpForm(sheet: Sheet, panel: Panel, until = ""): Form {
  const names = sheet === "all" ? fieldsFor(panel) : sheets[sheet]
  const fields = names.map((name) => {
    const field = sheet === "all" && name === "days" ? commonDays(panel) : fieldOf(name, panel, until, sheet)
    return { ...field, ...errorOf(name, panel.problems) }
  })
  const values = without(carried(panel), [...sheets[sheet], ...(dropped[sheet] ?? [])])
  const { save, preview, apply, pauseNow } = said.buttons
  const call = { ...values, sheet }
  if (sheet === "pause")
    return formOf(
      sheet,
      fields,
      pressed(pauseNow, { place: values.place, post: values.post, sheet, do: "pause" }),
    )
  if (!isWholeSheet(sheet)) return formOf(sheet, fields, pressed(apply, { ...call, do: "fill" }))
  const show = { ...invoke("setup", { ...call, do: "preview" }), label: preview, effect: "reply" as const }
  const test = {
    ...invoke("setup", { ...call, do: "test" }),
    label: said.buttons.test,
    effect: "reply" as const,
  }
  const form = formOf(sheet, fields, pressed(save, { ...call, do: "save" }))
  return {
    ...form,
    ...(sheet === "all" && { again: invoke("setup", { ...without(carried(panel), names), sheet }) }),
    note: plainText(stateOf(panel)),
    actions: [show, ...(panel.canTest ? [test] : []), ...(panel.saved?.active ? [offAction(panel)] : [])],
  }
}

/** A search is written where one is chosen. What was written before stays with the form, and is not sent. */
function fieldsFor(panel: Panel): readonly string[] {
  return listOf(panel) === "search" ? everything : everything.filter((name) => name !== "search")
}

function listOf({ values: { list }, subscription }: Panel): string {
  return list === undefined ? whatOf(subscription) : String(list)
}

/** What a form ends when it is sent: categories belong to a list, and a schedule of one's own has no days. */
const dropped: Partial<Record<Sheet, readonly string[]>> = {
  days: ["cron"],
  time: ["cron"],
  search: ["list", "arxiv"],
}

function formOf(sheet: Sheet, fields: readonly FormField[], submit: Form["submit"]): Form {
  return { title: titles[sheet], fields, submit }
}

function errorOf(name: string, problems: readonly DraftProblem[]): { readonly error?: Text } {
  const problem = problems.find(({ field }) => field === name)
  return problem ? { error: problemInWords(problem.error) } : {}
}

/** What is wrong, and what is allowed. What a filter takes is said of the filter itself, or meant by it. */
export function problemInWords({ message, hint = "", code, suggestion }: UserError): Text {
  const isSaid = code === "bad-filter" && suggestion === undefined
  return joined([sentence(message), isSaid ? "" : sentence(hint)], " ")
}

/** Beside a choice of what to post, a search is written for one of the choices alone. */
function searchField(name: "search" | "name", value: string | undefined, sheet: Sheet): FormField {
  const isSearch = name === "search"
  const isAlone = sheet !== "each"
  return {
    name,
    kind: "text",
    label: said[name],
    hint: isSearch && !isAlone ? hints.searchOnly : hints[name],
    value,
    maxLength: isSearch ? 300 : 60,
    ...(isSearch && isAlone && { isRequired: true }),
  }
}

function fieldOf(name: string, panel: Panel, until: string, sheet: Sheet): FormField {
  const { values, subscription, place } = panel
  const typed = values[name] === undefined ? undefined : String(values[name])
  switch (name) {
    case "place":
      return { name, kind: "place", label: said.channel, isRequired: true, value: place.id }
    case "list": {
      const { day, week, month, trending, recommended } = said.lists
      // Categories are written in a form of their own.
      const arxiv = said.lists.arxivIn((subscription.categories ?? []).join(", "))
      const lists = { day, week, month, trending, search: words.digests.found, recommended }
      return {
        name,
        kind: "choice",
        label: said.list,
        options: optionsOf(subscription.list === "arxiv" ? { ...lists, arxiv } : lists),
        value: typed !== undefined && typed in lists ? typed : whatOf(subscription),
        isRequired: true,
        ...(sheet === "all" && { reshapes: true }),
      }
    }
    case "search":
    case "name":
      return searchField(name, typed, sheet)
    case "form": {
      const { messages, digest, forum } = said.forms
      const options = optionsOf(place.kind === "forum" ? { forum, messages, digest } : { messages, digest })
      return { name, kind: "choice", label: said.form, options, value: subscription.form, isRequired: true }
    }
    case "days":
      return {
        name,
        kind: "choices",
        label: said.days,
        options: optionsOf(said.weekdays),
        value: weekdaysOf(subscription.schedule),
        isRequired: true,
      }
    case "time":
      return { name, kind: "time", label: said.time, hint: hints.time, value: typed, isRequired: true }
    case "zone":
      return {
        name,
        kind: "text",
        label: said.zone,
        hint: hints.zone,
        value: typed,
        isRequired: true,
        hasSuggestions: true,
        maxLength: 60,
      }
    case "budget":
      return {
        name,
        kind: "number",
        label: said.budget,
        hint: hints.budget,
        min: 1,
        max: 25,
        value: typed,
        isRequired: true,
      }
    case "filter": {
      const value = typed === "none" ? undefined : typed
      return {
        name,
        kind: "text",
        label: said.filter,
        hint: hints.filter,
        value,
        placeholder: said.allPapers,
        maxLength: 300,
      }
    }
    case "mention":
      return { name, kind: "mention", label: said.mention, hint: hints.mention, value: typed }
    case "empty":
      return {
        name,
        kind: "choice",
        label: said.empty,
        options: optionsOf(said.onEmpty),
        value: typed,
        isRequired: true,
      }
    case "arxiv":
      return {
        name,
        kind: "text",
        label: said.arxiv,
        hint: hints.arxiv,
        value: typed,
        isRequired: true,
        maxLength: 100,
      }
    case "tags": {
      const hint = place.tags?.length ? hints.tagsOf(place.tags.join(", ")).slice(0, 100) : hints.tags
      return {
        name,
        kind: "text",
        label: said.tags,
        hint,
        placeholder: hints.tags,
        value: typed,
        maxLength: 300,
      }
    }
    default:
      return {
        name,
        kind: "text",
        label: said.until,
        hint: hints.until,
        value: until || undefined,
        isRequired: true,
        maxLength: 40,
      }
  }
}

/** When, in people's words. Days of one's own that hold already are one more choice; others are typed. */
function commonDays({ subscription: { schedule }, values: { days } }: Panel): FormField {
  const value = String(days ?? weekdaysOf(schedule).join(","))
  const { daily, weekdays } = said.dayGroups
  const single = Object.entries(said.weekdays).map(([day, label]) => ({
    value: day,
    label: said.everyDay(label),
  }))
  const common = [...optionsOf({ daily, weekdays }), ...single]
  const own = { value, label: capitalized(daysOfSchedule(schedule)) }
  const options = common.some((one) => one.value === value) ? common : [own, ...common]
  return {
    name: "days",
    kind: "choice",
    label: said.days,
    hint: hints.days,
    options,
    value,
    isRequired: true,
  }
}

/** What a setting is called where something is said about it. */
export function fieldLabel(name: string): string {
  const labels: Readonly<Record<string, unknown>> = said
  const label = labels[name]
  return typeof label === "string" ? label : name
}

function optionsOf(labels: Readonly<Record<string, string>>) {
  return Object.entries(labels).map(([value, label]) => ({ value, label }))
}
