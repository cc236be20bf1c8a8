/** Servers, channels and people at the left; what is looked at on top. */
import { type APIUser, ChannelType } from "discord-api-types/v10"
import { acts, escapeHtml, viewHref } from "../../browser/html.ts"
import { channelsOf, threadsOf } from "../state/guilds.ts"
import { type Channel, type Guild, isThread, type World } from "../state/world.ts"
import { avatar } from "./message.ts"

/** What somebody looks at. */
export type Look = {
  readonly as: string
  /** A channel's id, or `@me`. */
  readonly channel: string
  readonly guild: string
  readonly thread: string
  /** On a phone: the list of channels is open. */
  readonly list: string
}

const initials = (name: string) =>
  name
    .split(" ")
    .map((word) => word.charAt(0))
    .join("")

export function drawServers(world: World, look: Look): string {
  const at = (guild: string, channel: string) => viewHref({ ...look, guild, channel, thread: "", list: "" })
  const servers = [...world.guilds.values()].map((guild) => {
    const current = guild.id === look.guild && look.channel !== "@me" ? ' aria-current="true"' : ""
    const [first] = channelsOf(world, guild.id)
    return `<a class="server"${current} title="${escapeHtml(guild.name)}" href="${at(guild.id, first?.id ?? "")}">${escapeHtml(initials(guild.name))}</a>`
  })
  const here = look.channel === "@me" ? ' aria-current="true"' : ""
  return `<a class="server"${here} title="Direct messages" href="${at(look.guild, "@me")}">@</a><hr>${servers.join("")}`
}

export function drawChannels(world: World, look: Look, people: readonly string[], me: APIUser): string {
  const guild = world.guilds.get(look.guild)
  if (!guild) return ""
  const channels = channelsOf(world, guild.id).map((channel) => {
    const threads = threadsOf(world, guild.id)
      .filter((thread) => thread.parent_id === channel.id && !thread.thread_metadata?.archived)
      .filter(({ id }) => (channel.type === ChannelType.GuildForum ? false : id === look.thread))
      .map(
        (thread) =>
          `<a class="channel in-thread" aria-current="true" href="${viewHref({ ...look, thread: thread.id, list: "" })}">└ ${escapeHtml(thread.name)}</a>`,
      )
    const current = channel.id === look.channel ? ' aria-current="true"' : ""
    return `<a class="channel"${current} href="${viewHref({ ...look, channel: channel.id, thread: "", list: "" })}"><span aria-hidden="true">${sign(channel)}</span>${escapeHtml(channel.name ?? "")}</a>${threads.join("")}`
  })
  const others = people.map(
    (as) =>
      `<a href="${viewHref({ ...look, as, list: "" })}"${as === look.as ? ' aria-current="true"' : ""}>${escapeHtml(as)}</a>`,
  )
  return `${serverMenu(guild)}<nav aria-label="Channels">${channels.join("")}</nav>
<div class="me">${avatar(me, "small")}<span><b>${escapeHtml(look.as)}</b><small>You are ${others.join(" ")}</small></span></div>`
}

function serverMenu(guild: Guild): string {
  const deed = guild.botIsMember ? ["remove-bot", "Remove Paperboy"] : ["add-bot", "Add Paperboy"]
  const [kind = "", label = ""] = deed
  return `<details class="server-menu"><summary><b>${escapeHtml(guild.name)}</b></summary><button${acts({ kind })}>${label}</button><button${acts({ kind: "drop" })}>Cut the bot's connection</button></details>`
}

function sign({ type }: Channel): string {
  if (type === ChannelType.GuildForum) return "☰"
  return type === ChannelType.GuildAnnouncement ? "»" : "#"
}

export function drawHead(channel: Channel | undefined, look: Look): string {
  const name = look.channel === "@me" ? "Paperboy" : (channel?.name ?? "")
  const menu = `<a class="burger" href="${viewHref({ ...look, list: look.list ? "" : "open" })}" aria-label="Channels">☰</a>`
  const topic = channel && "topic" in channel && channel.topic ? `<p>${escapeHtml(channel.topic)}</p>` : ""
  return `${menu}<span aria-hidden="true">${look.channel === "@me" ? "@" : channel ? sign(channel) : ""}</span><b>${escapeHtml(name)}</b>${topic}`
}

/** A forum's posts, newest first. */
export function drawForum(world: World, look: Look, forum: Channel): string {
  const posts = [...world.channels.values()]
    .filter(isThread)
    .filter(({ parent_id }) => parent_id === forum.id)
  const tags = "available_tags" in forum ? forum.available_tags : []
  const cards = posts.toReversed().map((post) => {
    const applied = tags
      .filter(({ id }) => post.applied_tags?.includes(id))
      .map(({ name }) => `<span class="label">${escapeHtml(name)}</span>`)
    return `<a class="post" href="${viewHref({ ...look, thread: post.id })}">${applied.join("")}<b>${escapeHtml(post.name)}</b><small>💬 ${post.message_count ?? 0}</small></a>`
  })
  return cards.join("") || '<p class="empty">There are no posts yet.</p>'
}
