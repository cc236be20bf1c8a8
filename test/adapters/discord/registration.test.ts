/** The commands as members find them, and how often Discord is told. */
import { ApplicationCommandType, ApplicationIntegrationType, InteractionContextType } from "discord.js"
import { describe, expect, it } from "vitest"
import { encodeCommands, menuName, rootCommand } from "../../../adapters/discord/registration.ts"
import { commands } from "../../../commands/index.ts"
import { aDiscord, type DiscordStage, useStage, wordsOf } from "./stage.ts"

const open = useStage()

/** "Names, descriptions and values of a command": the longest of each text's languages counts. */
const mostCharacters = 8_000

type Described = {
  readonly name: string
  readonly description?: string
  readonly description_localizations?: unknown
  readonly options?: readonly Described[]
  readonly choices?: readonly { readonly name: string; readonly value: unknown }[]
  readonly required?: boolean
}

function sizeOf({ name, description = "", description_localizations, options, choices }: Described): number {
  const texts = [description, ...Object.values(description_localizations ?? {})].map(
    (text) => String(text).length,
  )
  const offered = (choices ?? []).reduce(
    (sum, choice) => sum + choice.name.length + String(choice.value).length,
    0,
  )
  const inner = (options ?? []).reduce((sum, option) => sum + sizeOf(option), 0)
  return name.length + Math.max(...texts) + offered + inner
}

const registrations = ({ twin }: DiscordStage) =>
  twin.observe.calls("PUT").filter(({ path }) => path.endsWith("/commands"))

describe("what is registered", () => {
  const [root, menu] = encodeCommands(commands)

  it("is one command with a subcommand for each of the table, and a message menu", () => {
    const inChat = commands.filter(({ surface }) => surface !== "terminal").map(({ name }) => name)
    expect(root).toMatchObject({ name: rootCommand, options: inChat.map((name) => ({ name })) })
    expect(menu).toMatchObject({ name: menuName, type: ApplicationCommandType.Message })
  })

  it("fits Discord's sum of characters in every language", () => {
    const described: unknown = root
    expect(sizeOf(described as Described)).toBeLessThanOrEqual(mostCharacters)
  })

  it("has required options first, as Discord demands", () => {
    const subcommands: readonly Described[] = root && "options" in root ? (root.options ?? []) : []
    for (const { options = [] } of subcommands) {
      const required = options.map((option) => option.required === true)
      expect(required).toEqual(required.toSorted((a, b) => Number(b) - Number(a)))
    }
  })

  it("works in servers, in direct messages, and where only the member brought the app", () => {
    for (const command of [root, menu]) {
      expect(command).toMatchObject({
        integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
        contexts: [
          InteractionContextType.Guild,
          InteractionContextType.BotDM,
          InteractionContextType.PrivateChannel,
        ],
      })
    }
  })
})

describe("Discord is told", () => {
  it("once, by one call, and not again after a restart", async () => {
    const on = await open()
    await on.absence(async () => undefined)
    expect(registrations(on)).toHaveLength(1)
  })

  it("again when the table has changed", async () => {
    let changed = false
    const on = await open({
      through: (bot) => (changed ? { ...bot, commands: bot.commands.slice(0, 3) } : bot),
    })
    await on.absence(async () => {
      changed = true
    })
    await on.twin.waitFor(() => registrations(on).length === 2, "the second registration")
  })

  it("again when the commands are gone", async () => {
    const on = await open()
    await on.absence(async () => void on.twin.world.commands.clear())
    expect(on.twin.observe.commands().map(({ name }) => name)).toEqual([rootCommand, menuName])
  })

  it("of one server alone where it is configured, and takes them back everywhere else", async () => {
    const on = await open()
    const { id } = on.twin.guild
    await on.adapter().stop()
    const adapter = aDiscord(on.twin, on.bot, { commandsIn: id })
    await adapter.start(on.bot.bot)
    await on.twin.waitFor(() => on.twin.observe.commands(id).length === 2, "the server's commands")
    expect(on.twin.observe.commands()).toEqual([])
    on.twin.staff().removeBot()
    on.twin.world.commands.delete(id)
    on.twin.staff().addBot()
    await on.twin.waitFor(() => on.twin.observe.commands(id).length === 2, "the commands to be back")
    await adapter.stop()
  })
})

describe("help on Discord", () => {
  it("names every command that is offered, and every option of a command", async () => {
    const on = await open()
    const [root] = encodeCommands(on.bot.bot.commands)
    const offered = root && "options" in root ? (root.options ?? []) : []
    const help = wordsOf(await on.who("Ada").slash("papers", "paper help").answer())
    expect(offered.filter(({ name }) => !help.includes(`/paper ${name}`))).toEqual([])
    const channel = offered.find(({ name }) => name === "channel")
    const about = wordsOf(await on.who("Ada").slash("papers", "paper help", { command: "channel" }).answer())
    const options = channel && "options" in channel ? (channel.options ?? []) : []
    expect(options.length).toBeGreaterThan(12)
    expect(options.filter(({ name }) => !about.includes(name))).toEqual([])
  })
})
