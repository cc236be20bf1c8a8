import { channelCard, postsToAsk } from "../src/cards/channel-card.ts"
import { commandForm } from "../src/cards/command-form.ts"
import { cardOf } from "../src/cards/layout.ts"
import { setUpButton } from "../src/cards/welcome-card.ts"
import { settingsInWords, subscriptionOptions } from "../src/channels/fields.ts"
import { type Calls, invoke } from "../src/vocabulary/calls.ts"
import type { Action, Card, PackedArguments } from "../src/vocabulary/card.ts"
import type { Rehearsal } from "../src/vocabulary/channels.ts"
import type { Context } from "../src/vocabulary/command.ts"
import { type Answer, type ArgumentsOf, defineCommand } from "../src/vocabulary/command.ts"
import type { Subscription } from "../src/vocabulary/delivery-stores.ts"
import { UserError } from "../src/vocabulary/errors.ts"
import type { Form } from "../src/vocabulary/form.ts"
import { words } from "../src/words/words.ts"
import { nameNotes } from "./names-meant.ts"

const { do: doing } = words.commands.channel

const channelOptions = {
  do: {
    kind: "choice",
    positional: true,
    description: words.commands.channel.options.do,
    choices: [
      { value: "show", label: doing.show },
      { value: "try", label: doing.try },
      { value: "save", label: doing.save },
      { value: "off", label: doing.off },
    ],
  },
  ...subscriptionOptions,
} as const

type Wanted = Omit<ArgumentsOf<typeof channelOptions>, "do">

const sayings = words.commands.channel

export const channel = defineCommand({
  name: "channel",
  description: sayings.description,
  options: channelOptions,
  visibility: "private",
  surface: "chat",
  group: "admin",
  usesPermissions: true,
  needs: "library",
  changes: true,
  form: filledIn,
  examples: sayings.examples,
  async run({ do: given, ...wanted }, context) {
    const isChange = Object.values(wanted).some((value) => value !== undefined && value !== false)
    const todo = given ?? (isChange ? "try" : "show")
    if (todo === "show") return shown(context)
    if (!context.actor.isAdmin) throw adminsOnly()
    if (todo === "off") return turnedOff(context)
    const subscription = await context.schedules.proposed(context.actor, wanted, context.timeZone)
    return todo === "save" ? saved(subscription, context) : rehearsed(subscription, wanted, context)
  },
})

/** What the channel has, or what it would get: to be changed, not to be found out. */
async function filledIn(values: PackedArguments, context: Context): Promise<Form | undefined> {
  const { actor, schedules, timeZone } = context
  if (!actor.isAdmin || Object.keys(values).length > 0) return undefined
  const now = schedules.toDraft(await schedules.proposed(actor, {}, timeZone))
  return commandForm({ name: "channel", options: channelOptions }, now)
}

async function shown(context: Context): Promise<Card> {
  const { actor, schedules, timeZone } = context
  const [subscription] = await schedules.ofPlace(actor.community, actor.place)
  if (subscription === undefined) {
    // Where nothing can be posted, that is the answer, not an offer that fails.
    if (actor.isAdmin) {
      await schedules.proposed(actor, {}, timeZone)
      await schedules.missingPermissions(actor)
    }
    return nothingYet(context)
  }
  const { active } = subscription
  return channelCard({
    title: active ? sayings.current : sayings.off,
    tone: "plain",
    subscription,
    settings: settingsInWords(subscription),
    upcoming: active ? await schedules.upcoming(subscription, postsToAsk) : [],
    missingPermissions: active ? await schedules.missingPermissions(actor) : [],
    actions: actor.isAdmin
      ? [
          { ...setUpButton(), label: words.setup.buttons.edit },
          active ? offAction : onAction,
          ...changeActions({}, subscription),
        ]
      : [],
    notes: [actor.isAdmin ? sayings.toChange : sayings.adminsChange],
  })
}

function nothingYet({ actor: { isAdmin } }: Context): Card {
  return cardOf({
    title: sayings.nothing,
    text: isAdmin ? sayings.nothingAdmin : sayings.nothingMember,
    actions: isAdmin
      ? [
          setUpButton(),
          tryAction(sayings.everyMorning, { time: "09:00", days: "daily" }),
          tryAction(sayings.mondays, { list: "week", days: "mon", time: "09:00", budget: 10 }),
        ]
      : [],
  })
}

async function rehearsed(subscription: Subscription, wanted: Wanted, context: Context): Promise<Answer> {
  const { schedules, actor } = context
  const [missingPermissions, upcoming, names] = await Promise.all([
    schedules.missingPermissions(actor),
    schedules.upcoming(subscription, postsToAsk),
    nameNotes(subscription, context.library),
  ])
  const card = (rehearsals: readonly Rehearsal[], note: string) =>
    channelCard({
      title: sayings.preview,
      tone: "plain",
      subscription,
      settings: settingsInWords(subscription),
      upcoming,
      missingPermissions,
      rehearsals,
      actions: [saveAction(wanted), ...changeActions(wanted, subscription)],
      notes: [...names, note, pastNote(subscription)],
    })
  const stored = await schedules.rehearse(subscription, { ask: false })
  if (isWhole(stored)) return { card: card(stored, "") }
  const later = schedules
    .rehearse(subscription, { ask: true })
    .then((full) => card(full, isWhole(full) ? "" : sayings.listsMissing))
  return { card: card(stored, sayings.loading), later }
}

/** What a rehearsal cannot know of the past. */
function pastNote({ content, list }: Subscription): string {
  if (content.kind === "recommended") return sayings.recommendedPreview
  return content.kind === "list" && list === "trending" ? sayings.trendingPreview : ""
}

function isWhole(rehearsals: readonly Rehearsal[]): boolean {
  return rehearsals.every(({ unknown }) => unknown === 0)
}

async function saved(subscription: Subscription, { schedules, actor }: Context): Promise<Card> {
  const missingPermissions = await schedules.missingPermissions(actor)
  await schedules.save(subscription)
  const canPost = (await schedules.missingPermissions({ ...actor, toPost: true })).length === 0
  return channelCard({
    title: canPost ? sayings.saved : sayings.savedCannotPost,
    tone: "success",
    subscription,
    settings: settingsInWords(subscription),
    upcoming: await schedules.upcoming(subscription, postsToAsk),
    missingPermissions,
    actions: [deliverAction, offAction],
    notes: canPost ? [] : [sayings.grant],
  })
}

async function turnedOff({ schedules, actor }: Context): Promise<Card> {
  const stopped = await schedules.stop(actor)
  if (stopped === undefined) return cardOf({ title: sayings.nothingToStop })
  return cardOf({
    title: sayings.stopped,
    tone: "success",
    text: sayings.settingsKept,
    actions: [onAction],
  })
}

function adminsOnly(): UserError {
  return new UserError("admins-only", sayings.adminsOnly, {
    hint: sayings.adminsOnlyHint,
    suggestion: invoke("channel", { do: "show" }),
  })
}

const { buttons } = sayings

const offAction: Action = {
  ...invoke("channel", { do: "off" }),
  label: buttons.off,
  style: "danger",
  effect: "update",
}

const onAction: Action = saving(buttons.on, {})

const deliverAction: Action = { ...invoke("deliver", {}), label: buttons.postNow, effect: "reply" }

function saveAction(wanted: Calls["channel"]): Action {
  return saving(buttons.save, wanted)
}

function saving(label: string, wanted: Calls["channel"]): Action {
  return { ...invoke("channel", { ...wanted, do: "save" }), label, style: "primary", effect: "update" }
}

function tryAction(label: string, wanted: Calls["channel"]): Action {
  return { ...invoke("channel", { ...wanted, do: "try" }), label, effect: "update" }
}

/** The changes that are asked for most, each a rehearsal of its own. */
function changeActions(wanted: Calls["channel"], subscription: Subscription): readonly Action[] {
  const { form, budget, schedule } = subscription
  return [
    form === "digest"
      ? tryAction(buttons.messages, { ...wanted, form: "messages" })
      : tryAction(buttons.digest, { ...wanted, form: "digest" }),
    budget > 3
      ? tryAction(buttons.top3, { ...wanted, budget: 3 })
      : tryAction(buttons.top10, { ...wanted, budget: 10 }),
    ...(/ \* \* \*$/.test(schedule) ? [tryAction(buttons.weekdays, { ...wanted, days: "weekdays" })] : []),
  ]
}
