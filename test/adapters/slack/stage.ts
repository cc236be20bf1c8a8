/** The adapter contract's stage on the Slack twin: the real bolt, the real core, people who type. */

import { threadId } from "../../../adapters/slack/ids.ts"
import { scopes, shortcutId } from "../../../adapters/slack/manifest.ts"
import { createSlack, type SlackAdapter, type SlackOptions } from "../../../adapters/slack/slack.ts"
import type { InboxStore } from "../../../src/vocabulary/platform-stores.ts"
import type { Adapter, Bot } from "../../../src/vocabulary/ports.ts"
import type { Log } from "../../../src/vocabulary/system.ts"
import type { Person as Name, Seen, Stage } from "../../contracts/adapter.ts"
import { readSlack } from "../../readers/slack-mrkdwn.ts"
import { realClock } from "../../real-clock.ts"
import { silentLog } from "../../silent-log.ts"
import { asJson } from "../../twins/slack/block-rules.ts"
import { type SlackTwin, type SlackTwinOptions, startSlackTwin } from "../../twins/slack/slack-twin.ts"
import type { Spot } from "../../twins/slack/staff.ts"
import { addChannel, addPerson, type Channel, type Message } from "../../twins/slack/world.ts"
import { openBotUnderTest } from "../bot-under-test.ts"
import { openSharedPort } from "./shared-port.ts"

export type SlackStage = Stage & {
  readonly twin: SlackTwin
  readonly channel: Channel
  readonly adapter: () => Adapter
  readonly at: (who: Name) => Spot
}

export type Given = {
  readonly log?: Log
  readonly adapter?: Partial<SlackOptions>
  readonly twin?: Partial<SlackTwinOptions>
  /** A store of events that fails as a test wishes. */
  readonly inbox?: (store: InboxStore) => InboxStore
  /** A core that answers as a test wishes. */
  readonly core?: (core: Bot) => Bot
}

export async function openSlackStage(transport: "socket" | "http", given: Given = {}): Promise<SlackStage> {
  const { log = silentLog } = given
  const twin = await startSlackTwin({ transport, scopes: Object.keys(scopes), ...given.twin })
  const { world, workspace } = twin
  const people = {
    Admin: addPerson(world, workspace, "Admin", true),
    Ada: addPerson(world, workspace, "Ada"),
    Ben: addPerson(world, workspace, "Ben"),
  }
  const channel = addChannel(world, workspace, { name: "papers", creator: people.Admin.id })
  for (const person of Object.values(people)) channel.members.add(person.id)
  const adapters = new Map<string, Adapter>()
  const bot = await openBotUnderTest(adapters, { log })
  let listening: SlackAdapter | undefined
  const port = await openSharedPort(() => listening)
  await arrive()

  async function arrive(): Promise<void> {
    const adapter = createSlack({
      transport:
        transport === "socket"
          ? { kind: "socket", appToken: twin.appToken }
          : { kind: "http", signingSecret: twin.signingSecret },
      tenancy: { kind: "one", botToken: twin.botToken },
      apiUrl: twin.apiUrl,
      emoji: "+1",
      inbox: given.inbox?.(bot.stores.inbox) ?? bot.stores.inbox,
      installations: bot.stores.installations,
      leases: bot.stores.leases,
      fetch,
      random: Math.random,
      clock: realClock,
      log,
      spacingMs: 0,
      ...given.adapter,
    })
    adapters.set("slack", adapter)
    await adapter.start(given.core?.(bot.bot) ?? bot.bot)
    listening = adapter
    if (transport === "http") twin.http.pointAt(`${port.address}/slack/events`)
    else await twin.waitFor("a connection", () => twin.socket.count() > 0)
  }

  const at = (who: Name) => ({ workspace, channel, person: people[who] })
  const find = (seen: Seen): Message => {
    const found = channel.messages.find(({ ts }) => ts === seen.id)
    if (!found) throw new Error(`no message ${seen.id}`)
    return found
  }
  const deleteMessage = async (id: string) => {
    const message = channel.messages.find(({ ts }) => ts === id)
    if (message) await twin.deleteMessage(at("Admin"), message)
  }
  const acknowledged = async (ack: Promise<{ readonly ok: boolean; readonly reason?: string }>) => {
    const { ok, reason } = await ack
    if (!ok) throw new Error(`the bot did not acknowledge: ${reason}`)
  }

  return {
    bot,
    twin,
    channel,
    at,
    adapter: () => {
      const adapter = adapters.get("slack")
      if (!adapter) throw new Error("the bot is away")
      return adapter
    },
    spot: { community: `slack:${workspace.id}`, place: channel.id },
    ask: (who, line) => acknowledged(twin.slash(at(who), line)),
    press: (who, seen, label) => acknowledged(twin.click(at(who), find(seen), label)),
    async react(who, seen) {
      await twin.react(at(who), find(seen), "+1")
    },
    async unreact(who, seen) {
      await twin.unreact(at(who), find(seen), "+1")
    },
    async mention(who, text) {
      await twin.say(at(who), `<@${workspace.botUser}> ${text}`)
    },
    async findPapersIn(who, text) {
      const message = await twin.say(at("Ben"), text)
      await acknowledged(twin.useShortcut(at(who), message, shortcutId))
    },
    sees: (who) => twin.sees(at(who)).map((message) => seenBy(message, channel.id)),
    botReactions: (seen) =>
      find(seen)
        .reactions.filter(({ users }) => users.includes(workspace.botUser))
        .map(({ name }) => name),
    deleteThread: (thread) => deleteMessage(thread.slice(thread.indexOf("/") + 1)),
    deleteMessage,
    async absence(meanwhile) {
      await adapters.get("slack")?.stop()
      listening = undefined
      await twin.outbox.withhold(true)
      await meanwhile()
      twin.outbox.forget()
      await arrive()
    },
    waitFor: twin.waitFor,
    verify: twin.verify,
    async close() {
      await bot.close()
      port.close()
      await twin.stop()
    },
  }
}

function seenBy(message: Message, channel: string): Seen {
  const blocks = message.blocks.map(asJson)
  const parts = blocks.flatMap((block) => [
    block.text,
    ...(Array.isArray(block.fields) ? block.fields : []),
    ...(block.type === "context" && Array.isArray(block.elements) ? block.elements : []),
  ])
  const words = parts.map((part) => String(asJson(part).text ?? "")).map((text) => readSlack(text).text)
  const elements = blocks.flatMap((block) => [
    ...(block.type === "actions" && Array.isArray(block.elements) ? block.elements : []),
    block.accessory,
  ])
  const buttons = elements
    .map(asJson)
    .filter(({ type }) => type === "button")
    .map(({ text }) => String(asJson(text).text))
  return {
    id: message.ts,
    text: blocks.length > 0 ? words.join("\n") : message.text,
    buttons,
    onlyForMe: message.onlyFor !== undefined,
    where: message.threadTs ? threadId(channel, message.threadTs) : channel,
  }
}
