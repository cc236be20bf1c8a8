import { MessageFlags, Routes } from "discord.js"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { searchCommand, startBot, type TestBot } from "./a-bot.ts"
import { refusalOf } from "./a-client.ts"
import { textOf } from "./verbs/observe.ts"

let now = 0
let bot: TestBot

beforeEach(async () => {
  now = Date.now()
  bot = await startBot({ now: () => now })
})

afterEach(() => bot.stop())

describe("a command", () => {
  test("arrives with its options and is answered at once", async () => {
    void bot.onCommand((command) =>
      command.reply(
        `${command.options.getSubcommand()} ${command.options.getString("query")} ${command.options.getInteger("limit")}`,
      ),
    )
    expect((await bot.search().answer()).content).toBe("search diffusion 3")
  })

  test("is acknowledged first, and the answer takes the place of thinking", async () => {
    void bot.onCommand(async (command) => {
      await command.deferReply()
      now += 60_000
      await command.editReply("found")
    })
    const asked = bot.search()
    expect(await asked.acknowledged()).toBe(5)
    expect(bot.twin.member("Ada").sees("papers").map(textOf)).not.toContain("")
    expect((await asked.answer()).content).toBe("found")
    expect(bot.twin.observe.texts("papers")).toEqual(["found"])
  })

  test("answered privately is seen by the asker alone, and not over REST", async () => {
    void bot.onCommand((command) => command.reply({ content: "psst", flags: MessageFlags.Ephemeral }))
    const answer = await bot.search("Ada").answer()
    expect(bot.twin.member("Ada").sees("papers").map(textOf)).toEqual(["psst"])
    expect(bot.twin.member("Ben").sees("papers")).toEqual([])
    expect(
      await refusalOf(bot.client.rest.get(Routes.channelMessage(bot.twin.channel("papers"), answer.id))),
    ).toBe(10008)
  })

  test("followed up gets further messages", async () => {
    const done = bot.onCommand(async (command) => {
      await command.reply("first")
      await command.followUp("second")
      await command.deleteReply()
    })
    bot.search()
    await done
    expect(bot.twin.observe.texts("papers")).toEqual(["second"])
  })

  test("answered after three seconds is unknown", async () => {
    const late = bot.onCommand((command) => {
      now += 3_001
      return refusalOf(command.reply("too late"))
    })
    bot.search()
    expect(await late).toBe(10062)
  })

  test("answered twice is refused", async () => {
    const twice = bot.onCommand(async (command) => {
      await command.reply("once")
      return refusalOf(
        bot.client.rest.post(Routes.interactionCallback(command.id, command.token), {
          body: { type: 5 },
          auth: false,
        }),
      )
    })
    bot.search()
    expect(await twice).toBe(40060)
  })

  test("has a token that dies after a quarter of an hour", async () => {
    const dead = bot.onCommand(async (command) => {
      await command.deferReply()
      now += 15 * 60_000 + 1
      return refusalOf(command.editReply("too late"))
    })
    bot.search()
    expect(await dead).toBe(50027)
  })

  test("works in direct messages, and for who brought the app along", async () => {
    void bot.onCommand((command) => command.reply(`guild: ${command.guildId ?? "none"}`))
    expect((await bot.twin.member("Ada").slash("@me", "paper search", { query: "x" }).answer()).content).toBe(
      "guild: none",
    )
    const seen = bot.onCommand(async (command) => command.authorizingIntegrationOwners.userId)
    const ada = bot.twin.member("Ada")
    ada.slash("papers", "paper search", { query: "x" }, { userInstall: true })
    expect(await seen).toBe(ada.id)
  })

  test("is offered where its registration says, to whom it says", async () => {
    const body = [
      { name: "here", description: "x", contexts: [0] },
      { name: "staff", description: "x", default_member_permissions: "32" },
    ]
    await bot.client.rest.put(Routes.applicationCommands(bot.twin.applicationId), { body })
    const ada = bot.twin.member("Ada")
    expect(() => ada.slash("@me", "here")).toThrow(/not offered here/)
    expect(() => ada.slash("papers", "staff")).toThrow(/not offered here/)
    expect(bot.twin.member("Ada", { admin: true }).slash("papers", "staff").id).toBeDefined()
    bot.twin.staff().removeBot()
    expect(() => ada.slash("papers", "here")).toThrow(/there are none/)
  })

  test.each([
    ["an unknown command", () => bot.twin.member("Ada").slash("papers", "papers"), /not offered here/],
    ["a missing option", () => bot.twin.member("Ada").slash("papers", "paper search"), /query is required/],
    [
      "a number out of range",
      () => bot.twin.member("Ada").slash("papers", "paper search", { query: "x", limit: 11 }),
      /at most 10/,
    ],
  ])("that a client would not send is not sent: %s", (_, attempt, words) => {
    expect(attempt).toThrow(words)
  })
})

describe("autocomplete", () => {
  test("offers while one types", async () => {
    void bot.onInteraction(async (interaction) => {
      if (!interaction.isAutocomplete()) return
      await interaction.respond([{ name: `${interaction.options.getFocused()}…`, value: "2006.11239" }])
    })
    const choices = await bot.twin
      .member("Ada")
      .autocomplete("papers", "paper search", "query", "deno")
      .choices()
    expect(choices).toEqual([{ name: "deno…", value: "2006.11239" }])
  })

  test("of 26 choices is refused", async () => {
    const refused = bot.onInteraction((interaction) =>
      interaction.isAutocomplete()
        ? refusalOf(
            interaction.respond(
              Array.from({ length: 26 }, (_, index) => ({ name: `${index}`, value: `${index}` })),
            ),
          )
        : Promise.resolve(undefined),
    )
    bot.twin.member("Ada").autocomplete("papers", "paper search", "query", "x")
    expect(await refused).toBe(50035)
    bot.twin.forgive()
  })
})

describe("registration", () => {
  test("keeps the id of a command by its name", async () => {
    const [before] = bot.twin.observe.commands()
    await bot.client.rest.put(Routes.applicationCommands(bot.twin.applicationId), {
      body: [{ ...searchCommand, description: "New" }],
    })
    const after = bot.twin.observe.commands()
    expect(after.map(({ id, description }) => [id, description])).toEqual([[before?.id, "New"]])
  })

  test.each([
    ["a description of 101 characters", [{ ...searchCommand, description: "x".repeat(101) }]],
    ["a name in capitals", [{ ...searchCommand, name: "Paper" }]],
    ["two of one name", [searchCommand, searchCommand]],
    [
      "26 options",
      [
        {
          ...searchCommand,
          options: Array.from({ length: 26 }, (_, n) => ({ type: 3, name: `o${n}`, description: "x" })),
        },
      ],
    ],
  ])("refuses %s", async (_, body) => {
    expect(
      await refusalOf(bot.client.rest.put(Routes.applicationCommands(bot.twin.applicationId), { body })),
    ).toBe(50035)
    expect(bot.twin.forgive()).not.toEqual([])
  })

  test("takes 200 new commands a day and server, and no more", async () => {
    const route = Routes.applicationGuildCommands(bot.twin.applicationId, bot.twin.guild.id)
    const batch = (from: number) =>
      Array.from({ length: 100 }, (_, n) => ({ name: `c${from + n}`, description: "x" }))
    await bot.client.rest.put(route, { body: batch(0) })
    await bot.client.rest.put(route, { body: batch(100) })
    expect(await refusalOf(bot.client.rest.put(route, { body: batch(200) }))).toBe(30034)
  })
})
