import {
  ActionRowBuilder,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ButtonBuilder,
  ButtonStyle,
  type ChatInputCommandInteraction,
  type Client,
  ComponentType,
  DiscordAPIError,
  Events,
  type Interaction,
  MessageFlags,
  ModalBuilder,
  Routes,
  TextInputBuilder,
  TextInputStyle,
} from "discord.js"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { loggedIn } from "./a-client.ts"
import { type DiscordTwin, startDiscordTwin } from "./twin.ts"
import { textOf } from "./verbs/observe.ts"

let now = 0
let twin: DiscordTwin
let client: Client<true>

const paper = {
  name: "paper",
  description: "Papers",
  options: [
    {
      type: ApplicationCommandOptionType.Subcommand,
      name: "search",
      description: "Searches",
      options: [
        {
          type: ApplicationCommandOptionType.String,
          name: "query",
          description: "Words",
          required: true,
          autocomplete: true,
        },
        {
          type: ApplicationCommandOptionType.Integer,
          name: "limit",
          description: "How many",
          min_value: 1,
          max_value: 10,
        },
      ],
    },
  ],
}
const menu = { type: ApplicationCommandType.Message, name: "Find this paper" }

beforeEach(async () => {
  now = Date.now()
  twin = await startDiscordTwin({ now: () => now })
  client = await loggedIn(twin)
  await client.rest.put(Routes.applicationCommands(twin.applicationId), { body: [paper, menu] })
})

afterEach(async () => {
  await client.destroy()
  await twin.stop()
  twin.verify()
})

function onInteraction(handle: (interaction: Interaction) => Promise<unknown>): Promise<unknown> {
  return new Promise((resolve, reject) =>
    client.once(Events.InteractionCreate, (interaction) => handle(interaction).then(resolve, reject)),
  )
}

function onCommand(handle: (interaction: ChatInputCommandInteraction) => Promise<unknown>): Promise<unknown> {
  return onInteraction(async (interaction) =>
    interaction.isChatInputCommand() ? handle(interaction) : undefined,
  )
}

async function refusalOf(call: Promise<unknown>): Promise<string | number> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof DiscordAPIError) return error.code
  throw new Error(`expected a refusal, got ${String(error)}`)
}

const search = (who = "Ada") =>
  twin.member(who).slash("papers", "paper search", { query: "diffusion", limit: 3 })

describe("a command", () => {
  test("arrives with its options and is answered at once", async () => {
    void onCommand((command) =>
      command.reply(
        `${command.options.getSubcommand()} ${command.options.getString("query")} ${command.options.getInteger("limit")}`,
      ),
    )
    expect((await search().answer()).content).toBe("search diffusion 3")
  })

  test("is acknowledged first, and the answer takes the place of thinking", async () => {
    void onCommand(async (command) => {
      await command.deferReply()
      now += 60_000
      await command.editReply("found")
    })
    const asked = search()
    expect(await asked.acknowledged()).toBe(5)
    expect((await asked.answer()).content).toBe("found")
    expect(twin.observe.texts("papers")).toEqual(["found"])
  })

  test("answered privately is seen by the asker alone, and not over REST", async () => {
    void onCommand((command) => command.reply({ content: "psst", flags: MessageFlags.Ephemeral }))
    const answer = await search("Ada").answer()
    expect(twin.member("Ada").sees("papers").map(textOf)).toEqual(["psst"])
    expect(twin.member("Ben").sees("papers")).toEqual([])
    expect(await refusalOf(client.rest.get(Routes.channelMessage(twin.channel("papers"), answer.id)))).toBe(
      10008,
    )
  })

  test("followed up gets further messages", async () => {
    const done = onCommand(async (command) => {
      await command.reply("first")
      await command.followUp("second")
      await command.deleteReply()
    })
    search()
    await done
    expect(twin.observe.texts("papers")).toEqual(["second"])
  })

  test("answered after three seconds is unknown", async () => {
    const late = onCommand((command) => {
      now += 3_001
      return refusalOf(command.reply("too late"))
    })
    search()
    expect(await late).toBe(10062)
  })

  test("answered twice is refused", async () => {
    const twice = onCommand(async (command) => {
      await command.reply("once")
      return refusalOf(
        client.rest.post(Routes.interactionCallback(command.id, command.token), {
          body: { type: 5 },
          auth: false,
        }),
      )
    })
    search()
    expect(await twice).toBe(40060)
  })

  test("has a token that dies after a quarter of an hour", async () => {
    const dead = onCommand(async (command) => {
      await command.deferReply()
      now += 15 * 60_000 + 1
      return refusalOf(command.editReply("too late"))
    })
    search()
    expect(await dead).toBe(50027)
  })

  test("works in direct messages, and for who brought the app along", async () => {
    void onCommand((command) => command.reply(`guild: ${command.guildId ?? "none"}`))
    expect((await twin.member("Ada").slash("@me", "paper search", { query: "x" }).answer()).content).toBe(
      "guild: none",
    )
    const seen = onCommand(async (command) => command.authorizingIntegrationOwners.userId)
    const ada = twin.member("Ada")
    ada.slash("papers", "paper search", { query: "x" }, { userInstall: true })
    expect(await seen).toBe(ada.id)
  })

  test.each([
    ["an unknown command", () => twin.member("Ada").slash("papers", "papers"), /not registered/],
    ["a missing option", () => twin.member("Ada").slash("papers", "paper search"), /query is required/],
    [
      "a number out of range",
      () => twin.member("Ada").slash("papers", "paper search", { query: "x", limit: 11 }),
      /at most 10/,
    ],
  ])("that a client would not send is not sent: %s", (_, attempt, words) => {
    expect(attempt).toThrow(words)
  })
})

describe("autocomplete", () => {
  test("offers while one types", async () => {
    void onInteraction(async (interaction) => {
      if (!interaction.isAutocomplete()) return
      await interaction.respond([{ name: `${interaction.options.getFocused()}…`, value: "2006.11239" }])
    })
    const choices = await twin.member("Ada").autocomplete("papers", "paper search", "query", "deno").choices()
    expect(choices).toEqual([{ name: "deno…", value: "2006.11239" }])
  })

  test("of 26 choices is refused", async () => {
    const refused = onInteraction((interaction) =>
      interaction.isAutocomplete()
        ? refusalOf(
            interaction.respond(
              Array.from({ length: 26 }, (_, index) => ({ name: `${index}`, value: `${index}` })),
            ),
          )
        : Promise.resolve(undefined),
    )
    twin.member("Ada").autocomplete("papers", "paper search", "query", "x")
    expect(await refused).toBe(50035)
    twin.forgive()
  })
})

describe("a button", () => {
  const row = () =>
    new ActionRowBuilder<ButtonBuilder>().addComponents(
      new ButtonBuilder().setCustomId("next").setLabel("Next").setStyle(ButtonStyle.Primary),
    )

  async function aMessageWithButton() {
    void onCommand((command) => command.reply({ content: "page 1", components: [row()] }))
    return search().answer()
  }

  test("pressed edits its message in place", async () => {
    const message = await aMessageWithButton()
    void onInteraction((pressed) => (pressed.isButton() ? pressed.update("page 2") : Promise.resolve()))
    const answer = await twin.member("Ben").click(message, "Next").answer()
    expect([answer.id, answer.content]).toEqual([message.id, "page 2"])
  })

  test("pressed and deferred edits it later", async () => {
    const message = await aMessageWithButton()
    void onInteraction(async (pressed) => {
      if (!pressed.isButton()) return
      await pressed.deferUpdate()
      await pressed.editReply("page 3")
    })
    expect((await twin.member("Ben").click(message, "next").answer()).content).toBe("page 3")
  })

  test("that is not there cannot be pressed", async () => {
    const message = await aMessageWithButton()
    expect(() => twin.member("Ben").click(message, "Back")).toThrow(/no Back to press; there are Next/)
  })

  test("in components v2 is found and pressed, also beside a text", async () => {
    const button = {
      type: ComponentType.Button as const,
      custom_id: "up",
      label: "Upvote",
      style: ButtonStyle.Primary as const,
    }
    const section = {
      type: ComponentType.Section as const,
      components: [{ type: ComponentType.TextDisplay as const, content: "A title" }],
      accessory: button,
    }
    void onCommand((command) => command.reply({ components: [section], flags: MessageFlags.IsComponentsV2 }))
    const message = await search().answer()
    expect(textOf(message)).toBe("A title\n[Upvote]")
    const pressed = onInteraction(async (interaction) => interaction.isButton() && interaction.customId)
    twin.member("Ada").click(message, "Upvote")
    expect(await pressed).toBe("up")
  })
})

test("a form is opened and sent in", async () => {
  void onCommand((command) => {
    const note = new TextInputBuilder().setCustomId("note").setLabel("Note").setStyle(TextInputStyle.Short)
    const input = new ActionRowBuilder<TextInputBuilder>().addComponents(note)
    return command.showModal(new ModalBuilder().setCustomId("form").setTitle("A form").addComponents(input))
  })
  const ada = twin.member("Ada")
  const asked = search()
  await asked.modal()
  void onInteraction((form) =>
    form.isModalSubmit() ? form.reply(form.fields.getTextInputValue("note")) : Promise.resolve(undefined),
  )
  const sent = await ada.submit(asked, { note: "a thought" })
  expect((await sent.answer()).content).toBe("a thought")
})

test("the message menu brings the message along", async () => {
  const message = twin.member("Ben").say("papers", "https://arxiv.org/abs/1706.03762")
  void onInteraction((interaction) =>
    interaction.isMessageContextMenuCommand()
      ? interaction.reply(`about ${interaction.targetMessage.content}`)
      : Promise.resolve(undefined),
  )
  const answer = await twin.member("Ada").useMessageMenu(message, "Find this paper").answer()
  expect(answer.content).toBe("about https://arxiv.org/abs/1706.03762")
})

describe("registration", () => {
  test("keeps the id of a command by its name", async () => {
    const [before] = twin.observe.commands()
    await client.rest.put(Routes.applicationCommands(twin.applicationId), {
      body: [{ ...paper, description: "New" }],
    })
    const after = twin.observe.commands()
    expect(after.map(({ id, description }) => [id, description])).toEqual([[before?.id, "New"]])
  })

  test.each([
    ["a description of 101 characters", [{ ...paper, description: "x".repeat(101) }]],
    ["a name in capitals", [{ ...paper, name: "Paper" }]],
    ["two of one name", [paper, paper]],
    [
      "26 options",
      [
        {
          ...paper,
          options: Array.from({ length: 26 }, (_, n) => ({ type: 3, name: `o${n}`, description: "x" })),
        },
      ],
    ],
  ])("refuses %s", async (_, body) => {
    expect(await refusalOf(client.rest.put(Routes.applicationCommands(twin.applicationId), { body }))).toBe(
      50035,
    )
    expect(twin.forgive()).not.toEqual([])
  })

  test("takes 200 new commands a day and server, and no more", async () => {
    const route = Routes.applicationGuildCommands(twin.applicationId, twin.guild.id)
    const batch = (from: number) =>
      Array.from({ length: 100 }, (_, n) => ({ name: `c${from + n}`, description: "x" }))
    await client.rest.put(route, { body: batch(0) })
    await client.rest.put(route, { body: batch(100) })
    now += 61_000
    expect(await refusalOf(client.rest.put(route, { body: batch(200) }))).toBe(30034)
  })
})
