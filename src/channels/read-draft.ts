import { cardOf } from "../cards/layout.ts"
import { readArguments } from "../parsing/argument-values.ts"
import type { Moment } from "../parsing/dates.ts"
import type { PackedArguments } from "../vocabulary/card.ts"
import type { DraftProblem } from "../vocabulary/channels.ts"
import type { Command, Option } from "../vocabulary/command.ts"
import type { Subscription } from "../vocabulary/delivery-stores.ts"
import { UserError } from "../vocabulary/errors.ts"
import { applyDraft, type Draft, subscriptionOptions, toDraft } from "./fields.ts"

export type ReadDraft = {
  readonly subscription: Subscription
  /** One for each value that cannot be taken; the setting is then as in the base. */
  readonly problems: readonly DraftProblem[]
}

/**
 * The subscription that typed values give, all of them at once: what is absent is as in `base`. Nothing is thrown for a
 * value that cannot be taken, so that each can be shown at its field.
 */
export function readDraft(values: PackedArguments, base: Subscription, moment: Moment): ReadDraft {
  const problems: DraftProblem[] = []
  const draft: Record<string, unknown> = {}
  // A time or days that were chosen end a schedule that was written otherwise.
  const { cron, ...simple } = values
  const given = simple.time === undefined && simple.days === undefined ? values : simple
  for (const [name, option] of Object.entries(subscriptionOptions)) {
    const value = given[name]
    if (value === undefined || value === "") continue
    const read = refusable(name, () => readArguments(only(name, option), { [name]: value }, moment))
    if ("problem" in read) problems.push(read.problem)
    else Object.assign(draft, read.value)
  }
  return applied(draft, base, problems, moment.now)
}

/** `channel` with one option: what is wrong with a value is said as if it had been typed there. */
function only(name: string, option: Option): Command {
  const options = { [name]: option }
  const run = async () => cardOf({ title: "" })
  return {
    name: "channel",
    description: "",
    options,
    visibility: "private",
    surface: "chat",
    needs: "nothing",
    examples: [],
    run,
  }
}

/** Applies a draft, leaving out what is refused until nothing is. */
function applied(
  draft: Draft,
  base: Subscription,
  problems: readonly DraftProblem[],
  now: Temporal.Instant,
): ReadDraft {
  const read = refusable("", () => applyDraft(draft, base, now))
  if (!("problem" in read)) return { subscription: read.value, problems }
  const { field } = read.problem
  const rest = Object.fromEntries(Object.entries(draft).filter(([name]) => name !== field))
  const isLeft = Object.keys(rest).length < Object.keys(draft).length
  const all = [...problems, read.problem]
  // What no value is to blame for is said beside what it belongs to.
  return isLeft ? applied(rest, base, all, now) : { subscription: base, problems: all }
}

function refusable<T>(
  field: string,
  read: () => T,
): { readonly value: T } | { readonly problem: DraftProblem } {
  try {
    return { value: read() }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { problem: { field: error.field ?? field, error } }
  }
}

/** The values that give a subscription, as people would type them: what is absent is as in a new one. */
export function draftOf(subscription: Subscription): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(toDraft(subscription)).map(([name, value]) => [name, String(value)]),
  )
}
