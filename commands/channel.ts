import { channelCard } from "../src/cards/channel-card.ts"
import { messageCard } from "../src/cards/message-card.ts"
import type { Action, Card, PackedArguments } from "../src/vocabulary/card.ts"
import type { Rehearsal, SubscriptionDraft } from "../src/vocabulary/channels.ts"
import type { Context } from "../src/vocabulary/command.ts"
import { type Answer, type ArgumentsOf, defineCommand } from "../src/vocabulary/command.ts"
import type { Subscription } from "../src/vocabulary/delivery-stores.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import { sentence } from "../src/words/runs.ts"
import { channelOptions } from "./channel-options.ts"
import { localized } from "./localized.ts"

type Arguments = ArgumentsOf<typeof channelOptions>

export const channel = defineCommand({
  name: "channel",
  description: "What this channel gets and when: set it up, rehearse it, switch it off",
  localized: localized.channel,
  options: channelOptions,
  visibility: "private",
  surface: "chat",
  needs: "library",
  changes: true,
  form: filledIn,
  examples: [
    "channel",
    "channel time:09:00 days:weekdays zone:Europe/Berlin",
    "channel list:week votes:50 budget:10",
    'channel filter:"diffusion -video" --code',
    "channel off",
  ],
  async run(args, context) {
    const wish = toDraft(args)
    const wished = packed(args)
    const todo = args.do ?? (Object.keys(wished).length > 0 ? "try" : "show")
    if (todo === "show") return shown(context)
    if (!context.actor.isAdmin) throw adminsOnly()
    if (todo === "off") return switchedOff(context)
    const subscription = await context.schedules.proposed(context.actor, wish, context.timeZone)
    return todo === "save" ? saved(subscription, context) : rehearsed(subscription, wished, context)
  },
})

/** What the channel has, or what it would get: to be changed, not to be found out. */
async function filledIn({ actor, schedules, timeZone }: Context): Promise<PackedArguments | undefined> {
  if (!actor.isAdmin) return undefined
  const wish = schedules.toDraft(await schedules.proposed(actor, {}, timeZone))
  const { categories, organization, author, withCode, whenEmpty, early, catchUpHours, ...rest } = wish
  return given({
    ...{ ...rest, arxiv: categories, org: organization, author, code: withCode },
    ...{ empty: whenEmpty, late: catchUpHours },
    early: early === undefined ? undefined : early ? "yes" : "no",
  })
}

function toDraft(args: Arguments): SubscriptionDraft {
  return {
    time: args.time,
    days: args.days,
    cron: args.cron,
    zone: args.zone,
    list: args.list,
    categories: args.arxiv,
    filter: args.filter,
    votes: args.votes,
    organization: args.org,
    author: args.author,
    ...(args.code ? { withCode: true } : {}),
    budget: args.budget,
    form: args.form,
    whenEmpty: args.empty,
    ...(args.early === undefined ? {} : { early: args.early === "yes" }),
    catchUpHours: args.late,
  }
}

/** What was wished, as a button carries it; flags that are off are left out. */
function packed({ do: _, ...wished }: Arguments): PackedArguments {
  return given(wished)
}

function given(values: Readonly<Record<string, string | number | boolean | undefined>>): PackedArguments {
  const named = Object.entries(values).flatMap(([name, value]): [string, string | number | boolean][] =>
    value === undefined || value === false ? [] : [[name, value]],
  )
  return Object.fromEntries(named)
}

async function shown(context: Context): Promise<Card> {
  const { actor, schedules, now, timeZone } = context
  const [subscription] = await schedules.ofPlace(actor.community, actor.place)
  if (subscription === undefined) {
    // Where nothing can be posted, as in a terminal, that is the answer, not an offer that fails.
    if (actor.isAdmin) await schedules.proposed(actor, {}, timeZone)
    return nothingYet(context)
  }
  const { active } = subscription
  return channelCard({
    title: active ? "What this channel gets" : "This channel's posts are switched off",
    tone: "plain",
    subscription,
    upcoming: active ? await schedules.upcoming(subscription, nextPosts) : [],
    missingPermissions: active ? await schedules.missingPermissions(actor) : [],
    actions: actor.isAdmin ? [active ? offAction : onAction, ...changeActions({}, subscription)] : [],
    notes: [
      actor.isAdmin
        ? "To change something, name it: `channel time:08:30 budget:3`."
        : "Admins of this channel can change it.",
    ],
    now,
  })
}

function nothingYet({ actor }: Context): Card {
  const wish = { time: "09:00", days: "daily" }
  return messageCard({
    title: "Nothing is posted here by itself yet.",
    text: actor.isAdmin
      ? sentence("Say when: `channel time:09:00 zone:Europe/Berlin`. You see what it would bring first.")
      : sentence("An admin of this channel can set it up."),
    actions: actor.isAdmin
      ? [tryAction("Every morning at nine", wish), tryAction("Mondays: the week's best", { ...mondays })]
      : [],
  })
}

const mondays = { list: "week", days: "mon", time: "09:00", budget: 10 }
const nextPosts = 3

async function rehearsed(
  subscription: Subscription,
  wished: PackedArguments,
  context: Context,
): Promise<Answer> {
  const { schedules, actor, now } = context
  const [missingPermissions, upcoming] = await Promise.all([
    schedules.missingPermissions(actor),
    schedules.upcoming(subscription, nextPosts),
  ])
  const card = (rehearsals: readonly Rehearsal[], notes: readonly string[] = []) =>
    channelCard({
      title: "This is what the channel would get; nothing is saved yet",
      tone: "plain",
      subscription,
      upcoming,
      missingPermissions,
      rehearsals,
      actions: [saveAction(wished), ...changeActions(wished, subscription)],
      notes: [...notes, ...(subscription.list === "trending" ? [trendingNote] : [])],
      now,
    })
  const stored = await schedules.rehearse(subscription, { ask: false })
  if (stored.every(({ unknown }) => unknown === 0)) return { card: card(stored) }
  return {
    card: card(stored, ["The lists that are not stored here are being asked for."]),
    later: schedules.rehearse(subscription, { ask: true }).then((full) => card(full, missingNote(full))),
  }
}

const trendingNote = "What was trending then is not known: each post is counted with what is trending now."

function missingNote(rehearsals: readonly Rehearsal[]): readonly string[] {
  const missing = rehearsals.some(({ unknown }) => unknown > 0)
  return missing ? ["Some lists could not be had, so the numbers are lower than they would have been."] : []
}

async function saved(subscription: Subscription, { schedules, actor, now }: Context): Promise<Card> {
  const missingPermissions = await schedules.missingPermissions(actor)
  await schedules.save(subscription)
  return channelCard({
    title:
      missingPermissions.length > 0
        ? "Saved, but the bot cannot post here yet"
        : "Saved: this channel gets its posts",
    tone: "success",
    subscription,
    upcoming: await schedules.upcoming(subscription, nextPosts),
    missingPermissions,
    actions: [{ ...deliverAction }, offAction],
    notes:
      missingPermissions.length > 0
        ? ["Give the bot what it lacks in the channel's settings; nothing else is to be done."]
        : [],
    now,
  })
}

async function switchedOff({ schedules, actor }: Context): Promise<Card> {
  const stopped = await schedules.stop(actor)
  if (stopped === undefined)
    return messageCard({ title: "There was nothing to switch off: nothing is posted here by itself." })
  return messageCard({
    title: "Switched off: nothing is posted here by itself any more.",
    tone: "success",
    text: sentence("The settings are kept, and what was posted stays."),
    actions: [onAction],
  })
}

function adminsOnly(): UserError {
  return new UserError("admins-only", "What a channel gets is changed by its admins.", {
    hint: "Ask somebody who may manage this channel. In a direct message with the bot you can set up your own.",
    suggestion: "channel show",
  })
}

const update = { kind: "invoke", command: "channel", effect: "update" } as const
const offAction: Action = { ...update, label: "Switch off", arguments: { do: "off" }, style: "danger" }
const onAction: Action = { ...update, label: "Switch on", arguments: { do: "save" }, style: "primary" }
const deliverAction: Action = {
  kind: "invoke",
  command: "deliver",
  effect: "reply",
  label: "Post the newest list now",
  arguments: {},
}

function saveAction(wished: PackedArguments): Action {
  return { ...update, label: "Save", arguments: { ...wished, do: "save" }, style: "primary" }
}

function tryAction(label: string, wished: PackedArguments): Action {
  return { ...update, label, arguments: { ...wished, do: "try" } }
}

/** The changes that are asked for most, each a rehearsal of its own. */
function changeActions(wished: PackedArguments, { form, budget, schedule }: Subscription): readonly Action[] {
  return [
    form === "digest"
      ? tryAction("A message for each paper", { ...wished, form: "messages" })
      : tryAction("One message for all", { ...wished, form: "digest" }),
    budget > 3
      ? tryAction("Fewer: the best 3", { ...wished, budget: 3 })
      : tryAction("More: the best 10", { ...wished, budget: 10 }),
    ...(/ \* \* \*$/.test(schedule) ? [tryAction("Monday to Friday", { ...wished, days: "weekdays" })] : []),
  ]
}
