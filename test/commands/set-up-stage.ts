/** A set-up on real stores, pressed as an admin presses it. */
import { setup } from "../../commands/setup.ts"
import { createSchedules } from "../../src/channels/schedules.ts"
import { packAction, selectAction, unpackAction } from "../../src/rendering/packed-action.ts"
import type { PlaceDescription } from "../../src/vocabulary/actor.ts"
import type { Action, Card, PackedArguments, Select } from "../../src/vocabulary/card.ts"
import type { Reply } from "../../src/vocabulary/command.ts"
import type { Form } from "../../src/vocabulary/form.ts"
import type { Library } from "../../src/vocabulary/library.ts"
import type { Adapter } from "../../src/vocabulary/ports.ts"
import { words } from "../../src/words/words.ts"
import { aContext, anActor } from "../builders.ts"
import { filledIn } from "../filled-in.ts"
import { createWorld } from "../src/editions/world.ts"
import { askTyped } from "./asking.ts"

const monday = "2026-11-23T12:00:00Z"
const admin = { isAdmin: true, place: "daily" }

export type Pressable = Extract<Action, { readonly kind: "invoke" }>

export type Given = {
  readonly missing?: readonly string[]
  readonly kind?: PlaceDescription["kind"]
  readonly adapter?: Partial<Adapter>
  readonly isAdmin?: boolean
  /** For what a preview asks about names. */
  readonly library?: Partial<Library>
}

export async function openSetUp({
  missing = [],
  kind = "text",
  adapter,
  isAdmin = true,
  library,
}: Given = {}) {
  const world = await createWorld(monday)
  const web: Adapter = {
    ...world.chat,
    missingPermissions: async () => missing,
    describePlace: async ({ place }) => ({ name: place, kind, tags: ["Vision", "Agents"] }),
    timeZoneOf: async () => "Europe/Berlin",
    ...adapter,
  }
  const schedules = createSchedules({
    ...world.stores,
    library: {
      ...world.library,
      search: async () => ({ hits: [], total: 0, from: "store" }),
      papers: async () => [],
      listedOn: async () => [],
    },
    adapters: new Map([["web", web]]),
    clock: world.clock,
    wake: () => undefined,
  })
  const context = { schedules, now: world.clock.now(), timeZone: "UTC", ...(library && { library }) }
  const actor = { ...admin, isAdmin }

  const call = (values: PackedArguments): Promise<Reply> => askTyped("setup", values, context, actor)

  return {
    ...world,
    call,
    /** The form of a call, as a platform asks for it first. */
    form: (values: PackedArguments): Promise<Form | undefined> =>
      setup.form?.(values, aContext({ ...context, actor: anActor(actor) })) ?? Promise.resolve(undefined),
    press: (action: Pressable) => call(throughPlatform(action)),
    choose: (select: Select, value: string) =>
      call({ ...throughPlatform(selectAction(select)), [select.into]: value }),
    /** Sends a form as it opened, but for what is typed into it. */
    send: (form: Form, typed: PackedArguments = {}) => call({ ...filledIn(form), ...typed }),
    stored: (place = "daily") => world.stores.subscriptions.ofPlace("web:local", place),
  }
}

function throughPlatform(action: Parameters<typeof packAction>[0]): PackedArguments {
  return unpackAction(packAction(action))?.arguments ?? {}
}

export function actionsOf({ blocks }: Card): readonly Pressable[] {
  const actions = blocks.flatMap((block) => {
    if (block.kind === "actions") return block.actions
    return block.kind === "items" ? block.items.flatMap((item) => item.actions) : []
  })
  return actions.filter((action) => action.kind === "invoke")
}

/** The button with a label. Throws where there is none. */
export function button(card: Card, label: string): Pressable {
  const found = actionsOf(card).find((action) => action.label === label)
  if (found === undefined) throw new Error(`no button ${label} on ${JSON.stringify(card)}`)
  return found
}

/** The menus of the set-up; a previewed post has its own. */
export function menusOf({ blocks }: Card): readonly Select[] {
  return blocks.flatMap((block) => (block.kind === "select" && block.call.command === "setup" ? [block] : []))
}

export function menu(card: Card, label: keyof typeof words.setup): Select {
  const found = menusOf(card).find((select) => select.label === words.setup[label])
  if (found === undefined) throw new Error(`no menu ${label}`)
  return found
}
