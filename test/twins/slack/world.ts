/** What a Slack is made of: workspaces, people, channels, messages. All of it lives in memory. */
import type { Json } from "./block-rules.ts"

export type Reaction = { readonly name: string; readonly users: string[] }

/** A file on its way into Slack, or there. */
export type Upload = {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly length: number
  bytes?: Buffer
}

export type Message = {
  readonly ts: string
  readonly user: string
  readonly botId?: string
  text: string
  blocks: unknown[]
  readonly threadTs?: string
  readonly metadata?: unknown
  readonly files?: readonly Upload[]
  readonly reactions: Reaction[]
  /** Shown to this member alone. */
  readonly onlyFor?: string
  /** Previews that were attached to its links. */
  readonly unfurls: Record<string, unknown>
  edited?: boolean
  deleted?: boolean
  /** Deleted, but its replies are still there. */
  tombstone?: boolean
}

export type Channel = {
  readonly id: string
  readonly name: string
  readonly isPrivate: boolean
  readonly isDirect: boolean
  readonly creator: string
  archived: boolean
  deleted: boolean
  readonly members: Set<string>
  readonly messages: Message[]
}

export type Person = {
  readonly id: string
  readonly name: string
  readonly isAdmin: boolean
  /** Of another company, in a channel shared with it. */
  readonly team?: string
  /** Of their profile. */
  timeZone: string
  /** Of their settings. */
  locale: string
  deactivated: boolean
}

export type UserGroup = { readonly id: string; readonly handle: string; readonly name: string }

export type Workspace = {
  readonly id: string
  readonly domain: string
  readonly botUser: string
  readonly botId: string
  /** Valid tokens of the bot, and when they run out (ms), if they do. */
  readonly tokens: Map<string, number | undefined>
  readonly refreshTokens: Set<string>
  scopes: readonly string[]
  installed: boolean
  readonly people: Map<string, Person>
  readonly channels: Map<string, Channel>
  readonly userGroups: Map<string, UserGroup>
  /** A plan without user groups. */
  isFree: boolean
  /** Home pages by member. */
  readonly homes: Map<string, unknown>
  /** What members opened beside links, by the trigger that may fill it: the entity's id, and the pane once it is filled. */
  readonly panes: Map<string, { readonly id: string; readonly url: string; shown?: Json }>
}

export type World = {
  readonly workspaces: Map<string, Workspace>
  /** A fresh id: `U0000007`. */
  id(prefix: string): string
  /** A fresh time stamp, later than all before. */
  ts(): string
}

export function createWorld(now: () => number = Date.now): World {
  let count = 0
  let seconds = 0
  return {
    workspaces: new Map(),
    id: (prefix) => `${prefix}${String(++count).padStart(8, "0")}`,
    ts() {
      seconds = Math.max(seconds, Math.floor(now() / 1000))
      return `${seconds}.${String(++count).padStart(6, "0")}`
    },
  }
}

export type NewWorkspace = {
  readonly domain: string
  readonly botToken: string
  readonly scopes: readonly string[]
}

/** A workspace with the bot in it, an admin and a public channel that the bot is a member of. */
export function addWorkspace(world: World, { domain, botToken, scopes }: NewWorkspace): Workspace {
  const workspace: Workspace = {
    id: world.id("T"),
    domain,
    botUser: world.id("U"),
    botId: world.id("B"),
    tokens: new Map(botToken ? [[botToken, undefined]] : []),
    refreshTokens: new Set(),
    scopes,
    installed: botToken !== "",
    people: new Map(),
    channels: new Map(),
    homes: new Map(),
    panes: new Map(),
    userGroups: new Map(),
    isFree: false,
  }
  world.workspaces.set(workspace.id, workspace)
  return workspace
}

export function addPerson(
  world: World,
  workspace: Workspace,
  name: string,
  isAdmin = false,
  team?: string,
): Person {
  const own = { id: world.id("U"), name, isAdmin, timeZone: "UTC", locale: "en-US", deactivated: false }
  const person: Person = { ...own, ...(team ? { team } : {}) }
  workspace.people.set(person.id, person)
  return person
}

export type NewChannel = {
  readonly name: string
  readonly creator: string
  readonly isPrivate?: boolean
  readonly isDirect?: boolean
  readonly withBot?: boolean
}

export function addChannel(world: World, workspace: Workspace, options: NewChannel): Channel {
  const { name, creator, isPrivate = false, isDirect = false, withBot = true } = options
  const channel: Channel = {
    id: world.id(isDirect ? "D" : isPrivate ? "G" : "C"),
    name,
    isPrivate,
    isDirect,
    creator,
    archived: false,
    deleted: false,
    members: new Set([creator, ...(withBot ? [workspace.botUser] : [])]),
    messages: [],
  }
  workspace.channels.set(channel.id, channel)
  return channel
}

/** The message that people see there, unless it was deleted. */
export function messageAt(channel: Channel, ts: string): Message | undefined {
  return channel.messages.find((message) => message.ts === ts && !message.deleted)
}

export function addMessage(channel: Channel, message: Omit<Message, "reactions" | "unfurls">): Message {
  const added: Message = { ...message, reactions: [], unfurls: {} }
  channel.messages.push(added)
  return added
}
