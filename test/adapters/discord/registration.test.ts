/** The commands as members find them, and how often Discord is told. */
import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
} from "discord.js"
import { describe, expect, it } from "vitest"
import { encodeCommands, menuNames, rootOf, roots } from "../../../adapters/discord/registration.ts"
import { commands } from "../../../commands/index.ts"
import { words } from "../../../src/words/words.ts"
import { aDiscord, type DiscordStage, useStage, wordsOf } from "./stage.ts"

const open = useStage()

/** "Names, descriptions and values of a command": the longest of each text's languages counts. */
const mostCharacters = 8_000
const mostOptions = 25

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

const shownTo = (group: "admin" | "me" | undefined) =>
  commands
    .filter((command) => command.surface !== "terminal" && command.group === group)
    .map(({ name }) => ({ name }))

describe("what is registered", () => {
  const registered = encodeCommands(commands)
  const named = (name: string) => registered.find((command) => command.name === name)
  const chat = registered.filter(
    ({ type }) => type === ApplicationCommandType.ChatInput,
  ) as readonly Described[]

  it("is a command for members, one for what is theirs, one for admins, and a message menu", () => {
    expect(chat.map(({ name }) => name)).toEqual(
      Object.values(roots).filter((root) => named(root) !== undefined),
    )
    expect(named(roots.everybody)).toMatchObject({ options: [...shownTo(undefined), { name: "channel" }] })
    expect(named(roots.admin)).toMatchObject({ options: shownTo("admin") })
    for (const menu of Object.values(menuNames))
      expect(named(menu)).toMatchObject({ type: ApplicationCommandType.Message })
  })

  it("for admins is in servers alone, for whoever may manage channels until its settings say otherwise", () => {
    expect(named(roots.admin)).toMatchObject({
      default_member_permissions: PermissionFlagsBits.ManageChannels.toString(),
      integration_types: [ApplicationIntegrationType.GuildInstall],
      contexts: [InteractionContextType.Guild],
    })
  })

  it("shows where the command is that members have typed so far, without its options", () => {
    expect(named(roots.everybody)).toMatchObject({
      options: expect.arrayContaining([{ type: 1, name: "channel", description: words.discord.moved }]),
    })
  })

  it.each(chat.map((command) => [command.name, command] as const))(
    "/%s fits Discord's limits in every language",
    (_, command) => {
      expect(sizeOf(command)).toBeLessThanOrEqual(mostCharacters)
      expect(command.options?.length).toBeLessThanOrEqual(mostOptions)
      for (const { options = [] } of command.options ?? []) {
        expect(options.length).toBeLessThanOrEqual(mostOptions)
        // Required options come first.
        const required = options.map((option) => option.required === true)
        expect(required).toEqual(required.toSorted((a, b) => Number(b) - Number(a)))
      }
    },
  )

  it("works in servers, in direct messages and where only the member has the app", () => {
    for (const command of [named(roots.everybody), named(roots.me), named(menuNames.find)])
      expect(command).toMatchObject({
        integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
        contexts: [
          InteractionContextType.Guild,
          InteractionContextType.BotDM,
          InteractionContextType.PrivateChannel,
        ],
      })
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
    expect(on.twin.observe.commands().map(({ name }) => name)).toEqual(
      encodeCommands(commands).map(({ name }) => name),
    )
  })

  it("of one server alone where it is configured, and takes them back everywhere else", async () => {
    const on = await open()
    const { id } = on.twin.guild
    await on.adapter().stop()
    const adapter = aDiscord(on.twin, on.bot, { commandsIn: id })
    await adapter.start(on.bot.bot)
    await on.twin.waitFor(() => on.twin.observe.commands(id).length > 0, "the server's commands")
    expect(on.twin.observe.commands()).toEqual([])
    on.twin.staff().removeBot()
    on.twin.world.commands.delete(id)
    on.twin.staff().addBot()
    await on.twin.waitFor(() => on.twin.observe.commands(id).length > 0, "the commands to be back")
    await adapter.stop()
  })
})

describe("help on Discord", () => {
  it("names every command that is offered, as it is typed there", async () => {
    const on = await open()
    const help = wordsOf(await on.who("Admin").slash("papers", "paper help").answer())
    const offered = commands.filter(({ surface }) => surface !== "terminal")
    expect(offered.filter((command) => !help.includes(`/${rootOf(command)} ${command.name}`))).toEqual([])
  })

  it("names every option of a command", async () => {
    const on = await open()
    const about = wordsOf(await on.who("Ada").slash("papers", "paper help", { command: "search" }).answer())
    const options = Object.keys(commands.find(({ name }) => name === "search")?.options ?? {})
    expect(options.length).toBeGreaterThan(5)
    expect(options.filter((name) => !about.includes(name))).toEqual([])
  })
})
