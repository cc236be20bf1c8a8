/** The adapter contract's stage on the Discord twin: the real discord.js, the real core, people who type. */
import { createDiscord, type DiscordOptions } from "../../../adapters/discord/discord.ts"
import { menuName, rootCommand } from "../../../adapters/discord/registration.ts"
import { parseLine } from "../../../src/parsing/arguments.ts"
import type { Adapter, Log } from "../../../src/ports.ts"
import type { Person as Name, Seen, Stage } from "../../contracts/adapter.ts"
import { readDiscord } from "../../readers/discord-markdown.ts"
import { realClock } from "../../real-clock.ts"
import { silentLog } from "../../silent-log.ts"
import { type DiscordTwin, startDiscordTwin, type TwinOptions } from "../../twins/discord/twin.ts"
import { textOf } from "../../twins/discord/verbs/observe.ts"
import { openBotUnderTest } from "../bot-under-test.ts"

export type DiscordStage = Stage & {
  readonly twin: DiscordTwin
  readonly adapter: () => Adapter
  readonly who: (name: Name) => ReturnType<DiscordTwin["member"]>
}

export type Given = {
  readonly log?: Log
  readonly twin?: TwinOptions
  readonly adapter?: Partial<DiscordOptions>
}

const emoji = "👍"

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
    const adapter = createDiscord({
      token: twin.token,
      apiUrl: twin.url,
      identifyDelayMs: 0,
      emoji,
      facts: bot.stores.facts,
      clock: realClock,
      log,
      ...given.adapter,
    })
    adapters.set("discord", adapter)
    await adapter.start(bot.bot)
    await twin.waitFor(() => adapter.health().up && twin.observe.commands().length > 0, "the bot to be ready")
  }

  const current = () => {
    const adapter = adapters.get("discord")
    if (!adapter) throw new Error("the bot is away")
    return adapter
  }

  return {
    bot,
    twin,
    adapter: current,
    who: (name) => people[name],
    spot: { community: `discord:${twin.guild.id}`, place: channel },
    async ask(who, line) {
      const parsed = parseLine(line, bot.bot.commands)
      if (!parsed) throw new Error(`"${line}" calls nothing`)
      await people[who].slash("papers", `${rootCommand} ${parsed.command.name}`, parsed.values).acknowledged()
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
      await people[who].useMessageMenu(message, menuName).acknowledged()
    },
    sees(who) {
      const places = [channel, ...twin.observe.threads(twin.guild.id).map(({ id }) => id)]
      return places.flatMap((place) => people[who].sees(place).map((message) => seenBy(message, place)))
    },
    async deleteThread(thread) {
      twin.staff().deleteThread(thread)
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
