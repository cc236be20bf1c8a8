/** The adapter contract's stage on the Discord twin: the real discord.js, the real core, people who type. */
import { afterAll } from "vitest"
import { createDiscord, type DiscordOptions } from "../../../adapters/discord/discord.ts"
import { numberEmojis } from "../../../adapters/discord/reactions.ts"
import { menuNames, rootOf } from "../../../adapters/discord/registration.ts"
import { download } from "../../../adapters/read-bytes.ts"
import { paperPost } from "../../../src/cards/paper-card.ts"
import { ensureSubscription } from "../../../src/channels/ensure-subscription.ts"
import { parseLine } from "../../../src/parsing/arguments.ts"
import type { MessageRef } from "../../../src/vocabulary/actor.ts"
import type { Subscription } from "../../../src/vocabulary/delivery-stores.ts"
import type { Adapter, Bot } from "../../../src/vocabulary/ports.ts"
import type { Log } from "../../../src/vocabulary/system.ts"
import type { Person as Name, Seen, Stage } from "../../contracts/adapter.ts"
import { readDiscord } from "../../readers/discord-markdown.ts"
import { realClock } from "../../real-clock.ts"
import { silentLog } from "../../silent-log.ts"
import { type DiscordTwin, startDiscordTwin, type TwinOptions } from "../../twins/discord/twin.ts"
import { textOf } from "../../twins/discord/verbs/observe.ts"
import { type BotUnderTest, openBotUnderTest } from "../bot-under-test.ts"

export type DiscordStage = Stage & {
  readonly twin: DiscordTwin
  readonly adapter: () => Adapter
  readonly who: (name: Name) => ReturnType<DiscordTwin["member"]>
  /** Posts the day's list into a channel or forum, by hand; resolves when it was sent or given up. */
  readonly deliver: (place: string, form: Subscription["form"], wish?: Partial<Subscription>) => Promise<void>
  /** A post about a paper in the channel, as the daily list makes it. */
  readonly post: (paper: string) => Promise<MessageRef>
  readonly votes: (paper: string) => Promise<number>
}

export type Given = {
  readonly log?: Log
  readonly twin?: TwinOptions
  readonly adapter?: Partial<DiscordOptions>
  /** What stands between the adapter and the core. */
  readonly through?: (bot: Bot) => Bot
}

const emoji = "👍"

/**
 * Opens a stage in each test that asks for one; afterwards the twin says whether anything was out of order. Tests may
 * run side by side: the stages are closed when all are through. Those that send nothing which others do not send leave
 * out Discord's contract, which takes a second to read.
 */
export function useStage(twin: TwinOptions = {}): (given?: Given) => Promise<DiscordStage> {
  const opened: DiscordStage[] = []
  afterAll(async () => {
    await Promise.all(opened.map((stage) => stage.close()))
    for (const stage of opened) stage.bot.remove()
    for (const stage of opened) stage.verify()
  })
  return async (given = {}) => {
    const stage = await openDiscordStage({ ...given, twin: { ...twin, ...given.twin } })
    opened.push(stage)
    return stage
  }
}

/** The adapter, pointed at a twin. */
export function aDiscord(
  { token, url }: Pick<DiscordTwin, "token" | "url">,
  { stores }: Pick<BotUnderTest, "stores">,
  given: Partial<DiscordOptions> = {},
): Adapter {
  return createDiscord({
    token,
    apiUrl: url,
    identify: async () => undefined,
    emoji,
    facts: stores.facts,
    clock: realClock,
    log: silentLog,
    download,
    ...given,
  })
}

export async function openDiscordStage({ log = silentLog, ...given }: Given = {}): Promise<DiscordStage> {
  const twin = await startDiscordTwin(given.twin)
  const people = {
    Ada: twin.member("Ada"),
    Ben: twin.member("Ben"),
    Admin: twin.member("Admin", { admin: true }),
  }
  const channel = twin.channel("papers")
  const adapters = new Map<string, Adapter>()
  const bot = await openBotUnderTest(adapters, { log })
  await arrive()

  async function arrive(): Promise<void> {
    const adapter = aDiscord(twin, bot, { log, ...given.adapter })
    adapters.set("discord", adapter)
    await adapter.start(given.through?.(bot.bot) ?? bot.bot)
    await twin.waitFor(() => adapter.health().up && twin.observe.commands().length > 0, "the bot to be ready")
  }

  const current = () => {
    const adapter = adapters.get("discord")
    if (!adapter) throw new Error("the bot is away")
    return adapter
  }

  const community = `discord:${twin.guild.id}`

  async function deliver(
    place: string,
    form: Subscription["form"],
    wish: Partial<Subscription> = {},
  ): Promise<void> {
    const wanted = { community, place, form, timeZone: "UTC", createdBy: people.Admin.id, ...wish }
    await ensureSubscription({ subscriptions: bot.stores.subscriptions, clock: realClock }, wanted)
    const actor = {
      platform: "discord",
      community,
      place,
      member: people.Admin.id,
      memberName: "Admin",
      isAdmin: true,
    }
    await bot.schedules.deliverNow(actor)
    await bot.scheduler.idle()
  }

  async function post(paper: string): Promise<MessageRef> {
    const found = (await bot.stores.papers.get([paper])).get(paper)
    if (!found) throw new Error(`no paper ${paper}`)
    const ref = await current().send({ community, place: channel }, paperPost(found))
    await bot.stores.posts.add({ ...ref, paper, kind: "post", at: realClock.now().toString() })
    return ref
  }

  return {
    bot,
    twin,
    deliver,
    post,
    votes: async (paper) => (await bot.stores.votes.tallies(community, [paper])).get(paper) ?? 0,
    adapter: current,
    who: (name) => people[name],
    spot: { community, place: channel },
    async ask(who, line) {
      const parsed = parseLine(line, bot.bot.commands)
      if (!parsed) throw new Error(`"${line}" calls nothing`)
      const root = rootOf(parsed.command)
      const called = `${root} ${parsed.command.name}`
      await people[who].slash("papers", called, parsed.values, { isHanded: true }).acknowledged()
    },
    async press(who, message, label) {
      await people[who].click(message.id, label).acknowledged()
    },
    async react(who, message) {
      people[who].react(message.id, emoji)
    },
    async unreact(who, message) {
      people[who].unreact(message.id, emoji)
    },
    async mention(who, text) {
      people[who].mention("papers", text)
    },
    async findPapersIn(who, text) {
      const message = people.Ben.say("papers", text)
      await people[who].useMessageMenu(message, menuNames.find).acknowledged()
    },
    sees(who) {
      const places = [channel, ...twin.observe.threads(twin.guild.id).map(({ id }) => id)]
      return places.flatMap((place) => people[who].sees(place).map((message) => seenBy(message, place)))
    },
    botReactions({ id }) {
      const emojis = [emoji, ...numberEmojis]
      return emojis.filter((one) => twin.observe.reactors(id, one).includes(twin.botId))
    },
    async deleteThread(thread) {
      twin.staff().deleteThread(thread)
    },
    async deleteMessage(message) {
      twin.staff().deleteMessage(message)
    },
    async absence(meanwhile) {
      await current().stop()
      await meanwhile()
      await arrive()
    },
    waitFor: (what, look) => twin.waitFor(look, what),
    verify: () => twin.verify(),
    async close() {
      await bot.close()
      await twin.stop()
    },
  }
}

/** A message as it is read: words without marks. */
export function wordsOf(message: Parameters<typeof textOf>[0]): string {
  return readDiscord(textOf(message)).text
}

type Message = ReturnType<ReturnType<DiscordTwin["member"]>["sees"]>[number]

function seenBy(message: Message, where: string): Seen {
  const lines = textOf(message).split("\n")
  const isButton = (line: string) => /^\[[^\]]*\]$/.test(line)
  return {
    id: message.id,
    text: readDiscord(lines.filter((line) => !isButton(line)).join("\n")).text,
    buttons: lines.filter(isButton).map((line) => line.slice(1, -1)),
    onlyForMe: ((message.flags ?? 0) & 64) !== 0,
    where,
  }
}
