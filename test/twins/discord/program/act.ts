import type { DiscordTwin } from "../twin.ts"
import { findCommand, type Values } from "../verbs/command-data.ts"

/** What a person does on the page: `say`, `click`, `react` and the like, on which message, with which words. */
export type Deed = { readonly kind: string; readonly on: string; readonly text: string }

/** Does it, and says what came of it where that cannot be seen. Throws what a client would not let one do. */
export function act(twin: DiscordTwin, { channel, as }: { channel: string; as: string }, deed: Deed): string {
  const person = twin.member(as)
  const channelId = twin.world.channels.has(channel) || channel === "@me" ? channel : twin.channel(channel)
  switch (deed.kind) {
    case "say":
      if (!deed.text.startsWith("/")) {
        person.say(channelId, deed.text.replaceAll("@bot", `<@${twin.botId}>`))
        return ""
      }
      return typeCommand(twin, as, channelId, deed.text)
    case "click":
      person.click(deed.on, deed.text)
      return ""
    case "select":
      person.select(deed.on, deed.text.split("=")[0] ?? "", [deed.text.slice(deed.text.indexOf("=") + 1)])
      return ""
    case "react":
      return person.react(deed.on, deed.text) || person.unreact(deed.on, deed.text) ? "" : "nothing changed"
    case "menu":
      person.useMessageMenu(deed.on, deed.text)
      return ""
    case "drop":
      twin.breaks.drop()
      return "all sockets were dropped"
    default:
      return `nobody can ${deed.kind}`
  }
}

function typeCommand(twin: DiscordTwin, as: string, channel: string, text: string): string {
  const commands = [...twin.observe.commands(twin.guild.id), ...twin.observe.commands()]
  const { line, values } = splitCommand(text, (words) => optionTypes(commands, words))
  twin.member(as).slash(channel, line, values)
  return ""
}

function optionTypes(commands: Parameters<typeof findCommand>[0], line: string): ReadonlyMap<string, number> {
  return new Map(findCommand(commands, line).options.map(({ name, type }) => [name, type]))
}

const integer = 4
const boolean = 5

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
    const type = options.get(name)
    return [name, type === integer ? Number(value) : type === boolean ? value !== "false" : value] as const
  })
  return { line, values: Object.fromEntries(values) }
}
