import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  ComponentType,
  MessageFlags,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from "discord.js"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { startBot, type TestBot } from "./a-bot.ts"
import { textOf } from "./verbs/observe.ts"

let bot: TestBot

beforeEach(async () => {
  bot = await startBot()
})

afterEach(() => bot.stop())

describe("a button", () => {
  const row = () =>
    new ActionRowBuilder<ButtonBuilder>().addComponents(
      new ButtonBuilder().setCustomId("next").setLabel("Next").setStyle(ButtonStyle.Primary),
    )

  async function aMessageWithButton() {
    void bot.onCommand((command) => command.reply({ content: "page 1", components: [row()] }))
    return bot.search().answer()
  }

  test("pressed edits its message in place", async () => {
    const message = await aMessageWithButton()
    void bot.onInteraction(async (pressed) => pressed.isButton() && pressed.update("page 2"))
    const answer = await bot.twin.member("Ben").click(message, "Next").answer()
    expect([answer.id, answer.content]).toEqual([message.id, "page 2"])
  })

  test("pressed and deferred edits it later", async () => {
    const message = await aMessageWithButton()
    void bot.onInteraction(async (pressed) => {
      if (!pressed.isButton()) return
      await pressed.deferUpdate()
      await pressed.editReply("page 3")
    })
    expect((await bot.twin.member("Ben").click(message, "next").answer()).content).toBe("page 3")
  })

  test("that is not there cannot be pressed", async () => {
    const message = await aMessageWithButton()
    expect(() => bot.twin.member("Ben").click(message, "Back")).toThrow(/no Back to press; there are Next/)
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
    void bot.onCommand((command) =>
      command.reply({ components: [section], flags: MessageFlags.IsComponentsV2 }),
    )
    const message = await bot.search().answer()
    expect(textOf(message)).toBe("A title\n[Upvote]")
    const pressed = bot.onInteraction(async (interaction) => interaction.isButton() && interaction.customId)
    bot.twin.member("Ada").click(message, "Upvote")
    expect(await pressed).toBe("up")
  })
})

test("a form is opened and sent in", async () => {
  void bot.onCommand((command) => {
    const note = new TextInputBuilder().setCustomId("note").setLabel("Note").setStyle(TextInputStyle.Short)
    const input = new ActionRowBuilder<TextInputBuilder>().addComponents(note)
    return command.showModal(new ModalBuilder().setCustomId("form").setTitle("A form").addComponents(input))
  })
  const ada = bot.twin.member("Ada")
  const asked = bot.search()
  await asked.modal()
  void bot.onInteraction((form) =>
    form.isModalSubmit() ? form.reply(form.fields.getTextInputValue("note")) : Promise.resolve(undefined),
  )
  const sent = await ada.submit(asked, { note: "a thought" })
  expect((await sent.answer()).content).toBe("a thought")
})

test("the message menu brings the message along", async () => {
  const message = bot.twin.member("Ben").say("papers", "https://arxiv.org/abs/1706.03762")
  void bot.onInteraction((interaction) =>
    interaction.isMessageContextMenuCommand()
      ? interaction.reply(`about ${interaction.targetMessage.content}`)
      : Promise.resolve(undefined),
  )
  const answer = await bot.twin.member("Ada").useMessageMenu(message, "Find this paper").answer()
  expect(answer.content).toBe("about https://arxiv.org/abs/1706.03762")
})

test("every kind of component v2 comes back as Discord's contract has it", async () => {
  const media = { url: "https://cdn.example.org/figure.png" }
  const container = {
    type: ComponentType.Container as const,
    components: [
      { type: ComponentType.TextDisplay as const, content: "# A paper" },
      {
        type: ComponentType.Section as const,
        components: [{ type: ComponentType.TextDisplay as const, content: "Its abstract" }],
        accessory: { type: ComponentType.Thumbnail as const, media, description: "A figure" },
      },
      { type: ComponentType.Separator as const },
      { type: ComponentType.MediaGallery as const, items: [{ media }] },
    ],
  }
  void bot.onCommand((command) =>
    command.reply({ components: [container], flags: MessageFlags.IsComponentsV2 }),
  )
  const message = await bot.search().answer()
  expect(textOf(message)).toBe("# A paper\nIts abstract")
  expect(bot.twin.failures()).toEqual([])
})

test("a select gives what was chosen", async () => {
  const select = new StringSelectMenuBuilder()
    .setCustomId("sort")
    .addOptions({ label: "Newest", value: "new" }, { label: "Votes", value: "votes" })
  const row = new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(select)
  void bot.onCommand((command) => command.reply({ content: "sort by", components: [row] }))
  const message = await bot.search().answer()
  const chosen = bot.onInteraction(
    async (interaction) => interaction.isStringSelectMenu() && interaction.values,
  )
  bot.twin.member("Ada").select(message, "sort", ["votes"])
  expect(await chosen).toEqual(["votes"])
})
