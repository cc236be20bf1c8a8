/** The page: what a member sees of Discord, put together for what they look at. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { ChannelType } from "discord-api-types/v10"
import { openBrowserPage, type View } from "../../browser/serve.ts"
import { isThread } from "../state/world.ts"
import type { DiscordTwin } from "../twin.ts"
import { commandsOffered } from "../verbs/commands-offered.ts"
import { act, type Desk } from "./act.ts"
import { drawComposer, nothingTyped } from "./composer.ts"
import { drawForm } from "./form.ts"
import { drawMessages } from "./message.ts"
import { drawChannels, drawForum, drawHead, drawServers, type Look } from "./places.ts"

const shell = `<body><div class="window"><nav class="servers" data-region="servers" aria-label="Servers"></nav>
<div class="channels" data-region="channels"></div>
<main><header data-region="head"></header><div class="log" data-region="main" data-stick="bottom"></div><div data-region="composer"></div></main>
<aside class="thread"><header data-region="thread-head"></header><div class="log" data-region="thread" data-stick="bottom"></div><div data-region="thread-composer"></div></aside></div>
<div data-region="form"></div>`

/** Serves the page for these members of the twin. */
export function openPage(twin: DiscordTwin, people: readonly string[], port?: number) {
  const desks = new Map<string, Desk>()
  const deskOf = ({ as, thread, channel }: Look): Desk => {
    const key = `${as} ${thread || channel}`
    const desk = desks.get(key) ?? { typed: nothingTyped() }
    desks.set(key, desk)
    return desk
  }
  const lookOf = (view: View): Look => ({
    as: view.as ?? people[0] ?? "",
    guild: view.guild ?? twin.guild.id,
    channel: channelOf(twin, view.channel ?? "papers"),
    thread: view.thread ?? "",
    list: view.list ?? "",
  })
  return openBrowserPage({
    ...(port !== undefined && { port }),
    title: "Paperboy on Discord (twin)",
    style: readFileSync(join(import.meta.dirname, "page.css"), "utf8"),
    shell,
    regions: (view) => regions(twin, people, lookOf(view), deskOf),
    act: (view, deed) => act({ twin, look: lookOf(view), desk: deskOf(lookOf(view)) }, deed),
  })
}

function channelOf(twin: DiscordTwin, channel: string): string {
  return channel === "@me" || twin.world.channels.has(channel) ? channel : twin.channel(channel)
}

function regions(twin: DiscordTwin, people: readonly string[], look: Look, deskOf: (look: Look) => Desk) {
  const { world } = twin
  const guild = world.guilds.get(look.guild) ?? twin.guild
  const person = twin.member(look.as, { guild })
  const me = world.users.get(person.id)
  if (!me) throw new Error(`no user ${look.as} in the twin`)
  const channel = person.placed(look.channel)
  const desk = deskOf(look)
  const thread = world.channels.get(look.thread)
  const commands = commandsOffered(world, channel, { user: person.id, userInstall: false })
  const reading = { world, reader: person.id, guild: look.channel === "@me" ? undefined : guild.id }
  const messagesOf = (place: string) =>
    drawMessages(
      reading,
      [...(world.messages.get(place)?.values() ?? [])].filter(
        ({ onlyFor }) => onlyFor === undefined || onlyFor === person.id,
      ),
    )
  const isForum = channel.type === ChannelType.GuildForum
  const name = look.channel === "@me" ? "@Paperboy" : `#${channel.name}`
  const isInThread = thread !== undefined && isThread(thread)
  const close = `<a href="?${new URLSearchParams({ ...look, thread: "" })}" class="close" aria-label="Close the thread">✕</a>`
  const form = desk.asked?.state.modal
  return {
    servers: drawServers(world, look),
    channels: drawChannels(world, look, people, me) + (look.list ? '<i class="opened"></i>' : ""),
    head: drawHead(channel, look),
    main: isForum ? drawForum(world, look, channel) : messagesOf(channel.id),
    composer: isForum || isInThread ? "" : drawComposer(commands, desk.typed, name),
    "thread-head": isInThread
      ? `<b class="thread-name">${thread.name.replaceAll("<", "&lt;")}</b>${close}`
      : "",
    thread: isInThread ? messagesOf(thread.id) : "",
    "thread-composer": isInThread ? drawComposer(commands, desk.typed, thread.name) : "",
    form: form ? drawForm(world, reading.guild, form) : "",
  }
}
