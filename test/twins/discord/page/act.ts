/** What a member does on the page, done in the twin. */
import { type APIApplicationCommand, ApplicationCommandOptionType as Kind } from "discord-api-types/v10"
import type { Deed, Outcome } from "../../browser/serve.ts"
import { limits } from "../limits.ts"
import { erase } from "../state/messages.ts"
import { isThread } from "../state/world.ts"
import type { DiscordTwin } from "../twin.ts"
import { findCommand, type Values } from "../verbs/command-data.ts"
import { commandsOffered } from "../verbs/commands-offered.ts"
import type { Asked } from "../verbs/interact.ts"
import { nothingTyped, type Typed } from "./composer.ts"
import type { Look } from "./places.ts"

/** What the page remembers of a member between two deeds. */
export type Desk = {
  typed: Typed
  /** The form that is open, and the interaction that it answered. */
  asked?: Asked
}

export type Acting = { readonly twin: DiscordTwin; readonly look: Look; readonly desk: Desk }

/** Longer than a bot has, so that a late answer is seen to be late. */
const patienceMs = limits.interaction.firstResponseMs + 200

/** Does it. Throws what a client would not let one do, as a sentence. */
export async function act(acting: Acting, deed: Deed): Promise<Outcome | undefined> {
  const { twin, look, desk } = acting
  const guild = twin.world.guilds.get(look.guild) ?? twin.guild
  const person = twin.member(look.as, { guild })
  const on = String(deed.on ?? "")
  const place = look.thread || look.channel
  switch (deed.kind) {
    case "say":
      return say(acting, String(deed.fields?.text ?? "").trim())
    case "typing":
      desk.typed.text = deed.text ?? ""
      return undefined
    case "pick":
      desk.typed = {
        ...nothingTyped(),
        turn: desk.typed.turn + 1,
        ...(deed.line ? { line: String(deed.line) } : {}),
      }
      return undefined
    case "complete":
      return complete(acting, String(deed.line), String(deed.option), deed.text ?? "")
    case "choose":
      desk.typed.values[String(deed.option)] = String(deed.value)
      desk.typed.choices = []
      desk.typed.turn += 1
      return undefined
    case "slash":
      return slash(acting, String(deed.line), deed.fields ?? {})
    case "click":
      return answered(desk, person.click(on, String(deed.which)))
    case "select": {
      const chosen = deed.values ?? [deed.fields?.values ?? []].flat()
      return answered(
        desk,
        person.select(
          on,
          String(deed.which),
          chosen.filter((value) => value !== ""),
        ),
      )
    }
    case "menu":
      return answered(desk, person.useMessageMenu(on, String(deed.name)))
    case "submit":
      return submit(acting, deed.fields ?? {})
    case "cancel":
      delete desk.asked
      return undefined
    case "react": {
      const how = { isSuper: deed.burst === true }
      const emoji = String(deed.emoji)
      if (!person.react(on, emoji, how)) person.unreact(on, emoji, how)
      return undefined
    }
    case "reply":
      desk.typed.replyTo = on || undefined
      return undefined
    case "forward":
      person.forward(on, place)
      return undefined
    case "dismiss":
      return dismiss(acting, on)
    case "go":
      return { view: whereTo(twin, look, String(deed.to)) }
    case "remove-bot":
      twin.staff(guild).removeBot()
      return { note: "Paperboy was removed from the server." }
    case "add-bot":
      twin.staff(guild).addBot()
      return { note: "Paperboy was added to the server." }
    case "drop":
      twin.breaks.drop()
      return { note: "All connections of the bot were cut." }
    default:
      throw new Error(`nobody can ${deed.kind}`)
  }
}

/** Waits for the first answer, as a client does, and opens the form if it is one. */
async function answered(desk: Desk, asked: Asked): Promise<Outcome | undefined> {
  try {
    await asked.acknowledged(patienceMs)
  } catch {
    return { note: "This interaction failed: the bot did not answer within three seconds." }
  }
  if (asked.state.modal) desk.asked = asked
  return undefined
}

function say(acting: Acting, text: string): Promise<Outcome | undefined> | Outcome | undefined {
  const { twin, look, desk } = acting
  const { replyTo, turn } = desk.typed
  desk.typed = { ...nothingTyped(), turn }
  if (text === "") return undefined
  if (text.startsWith("/")) {
    const { line, values } = splitCommand(text, (words) => optionTypes(offered(acting), words))
    return run(acting, line, values)
  }
  const guild = twin.world.guilds.get(look.guild) ?? twin.guild
  const words = text.replaceAll("@bot", `<@${twin.botId}>`)
  twin.member(look.as, { guild }).say(look.thread || look.channel, words, replyTo)
  return undefined
}

function offered({ twin, look }: Acting): readonly APIApplicationCommand[] {
  const channel = twin.world.channels.get(look.channel)
  const user = twin.member(look.as).id
  return channel
    ? commandsOffered(twin.world, channel, { user, userInstall: false })
    : twin.observe.commands()
}

async function run({ twin, look, desk }: Acting, line: string, values: Values): Promise<Outcome | undefined> {
  const guild = twin.world.guilds.get(look.guild) ?? twin.guild
  const asked = twin.member(look.as, { guild }).slash(look.thread || look.channel, line, values)
  desk.typed = { ...nothingTyped(), turn: desk.typed.turn + 1 }
  return answered(desk, asked)
}

function slash(
  acting: Acting,
  line: string,
  fields: NonNullable<Deed["fields"]>,
): Promise<Outcome | undefined> {
  const types = optionTypes(offered(acting), line)
  const given = Object.entries(fields).filter(([, value]) => String(value).trim() !== "")
  const values = given.map(([name, value]) => [name, typedValue(String(value), types.get(name))] as const)
  return run(acting, line, Object.fromEntries(values))
}

async function complete(
  { twin, look, desk }: Acting,
  line: string,
  option: string,
  text: string,
): Promise<undefined> {
  Object.assign(desk.typed, { option, values: { ...desk.typed.values, [option]: text } })
  const asked = twin.member(look.as).autocomplete(look.thread || look.channel, line, option, text)
  const choices = await asked.choices(patienceMs).catch(() => [])
  if (desk.typed.values[option] === text) desk.typed.choices = choices
}

/** Sends the open form. Boxes that nobody ticked are not among a page's fields. */
async function submit(
  { twin, look, desk }: Acting,
  fields: NonNullable<Deed["fields"]>,
): Promise<Outcome | undefined> {
  const { asked } = desk
  const form = asked?.state.modal
  if (!asked || !form) return undefined
  const names = form.components.flatMap((component) =>
    "component" in component && "custom_id" in component.component ? [component.component.custom_id] : [],
  )
  const filled = Object.fromEntries(names.map((name) => [name, fields[name] ?? []]))
  const guild = twin.world.guilds.get(look.guild) ?? twin.guild
  const sent = await twin.member(look.as, { guild }).submit(asked, { ...filled, ...fields })
  delete desk.asked
  return answered(desk, sent)
}

function dismiss({ twin }: Acting, on: string): undefined {
  const discord = { world: twin.world, events: twin.events }
  const stored = [...twin.world.messages.values()].map((known) => known.get(on)).find(Boolean)
  if (stored?.onlyFor !== undefined) erase(discord, stored)
}

function whereTo(twin: DiscordTwin, look: Look, to: string): Look {
  const channel = twin.world.channels.get(to)
  return channel && isThread(channel)
    ? { ...look, channel: channel.parent_id, thread: to }
    : { ...look, channel: to, thread: "" }
}

function optionTypes(commands: readonly APIApplicationCommand[], line: string): ReadonlyMap<string, number> {
  return new Map(findCommand(commands, line).options.map(({ name, type }) => [name, type]))
}

function typedValue(value: string, type: number | undefined): string | number | boolean {
  if (type === Kind.Integer) return Number(value)
  return type === Kind.Boolean ? value !== "false" : value
}

/** `/paper search query:sparse attention limit:3`: a value goes on until the next option's name. */
export function splitCommand(
  text: string,
  optionsOf: (line: string) => ReadonlyMap<string, number>,
): { readonly line: string; readonly values: Values } {
  const [head = ""] = text.slice(1).split(/\s+(?=[\w-]+:)/)
  const line = head.trim().split(/\s+/).join(" ")
  const options = optionsOf(line)
  const rest = text.slice(1 + head.length)
  const starts = [...rest.matchAll(/(?<=\s)([\w-]+):/g)].filter(([, name]) => options.has(name ?? ""))
  const values = starts.map(({ 0: mark, 1: name = "", index }, order) => {
    const value = rest.slice(index + mark.length, starts[order + 1]?.index).trim()
    return [name, typedValue(value, options.get(name))] as const
  })
  return { line, values: Object.fromEntries(values) }
}
