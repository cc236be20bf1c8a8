/** Forms with labels, menus that Discord fills in, announcement channels, roles: driven by the real discord.js. */
import {
  ChannelType,
  type Client,
  ComponentType,
  MessageFlags,
  RESTJSONErrorCodes,
  Routes,
  TextInputStyle,
} from "discord.js"
import { afterAll, beforeAll, expect, test } from "vitest"
import { startBot, type TestBot } from "./a-bot.ts"
import { refusalOf } from "./a-client.ts"
import { modalErrors } from "./check/modal.ts"

let bot: TestBot
let now = Date.now()
beforeAll(async () => {
  bot = await startBot({
    now: () => now,
    channels: [{ name: "papers" }, { name: "news", announcement: true }],
  })
})
afterAll(() => bot.stop())

const rest = () => (bot.client as Client<true>).rest
const post = (channel: string, body: object) =>
  rest().post(Routes.channelMessages(bot.twin.channel(channel)), { body }) as Promise<{ id: string }>

const form = () => ({
  custom_id: "setup",
  title: "Daily papers",
  components: [
    {
      type: ComponentType.Label as const,
      label: "Days",
      component: {
        type: ComponentType.CheckboxGroup as const,
        custom_id: "days",
        options: [
          { value: "mon", label: "Monday", default: true },
          { value: "tue", label: "Tuesday" },
        ],
      },
    },
    {
      type: ComponentType.Label as const,
      label: "Channel",
      component: { type: ComponentType.ChannelSelect as const, custom_id: "channel" },
    },
    {
      type: ComponentType.Label as const,
      label: "Time zone",
      description: "Such as Europe/Berlin",
      component: {
        type: ComponentType.TextInput as const,
        custom_id: "zone",
        style: TextInputStyle.Short,
        value: "UTC",
      },
    },
  ],
})

test("a form with labels is sent as it stands, with what was changed", async () => {
  void bot.onCommand((command) => command.showModal(form()))
  const ada = bot.twin.member("Ada")
  const asked = bot.search()
  await asked.modal()
  const filled = bot.onInteraction(async (sent) => {
    if (!sent.isModalSubmit()) return undefined
    await sent.reply("saved")
    const channels = sent.fields.getSelectedChannels("channel", true)
    return [
      sent.fields.getCheckboxGroup("days"),
      channels.map((one) => one?.name),
      sent.fields.getTextInputValue("zone"),
    ]
  })
  await ada.submit(asked, { channel: [bot.twin.channel("papers")] })
  expect(await filled).toEqual([["mon"], ["papers"], "UTC"])
})

test("a form without what it requires cannot be sent", async () => {
  void bot.onCommand((command) => command.showModal(form()))
  const asked = bot.search()
  await asked.modal()
  await expect(bot.twin.member("Ada").submit(asked, { days: ["mon"] })).rejects.toThrow("channel is required")
})

test.each([
  ["six labels", { components: Array.from({ length: 6 }, () => form().components[2]) }],
  ["a label of 46 characters", { components: [{ ...form().components[2], label: "x".repeat(46) }] }],
  ["a button", { components: [{ type: ComponentType.Button, custom_id: "a", label: "A" }] }],
])("a form with %s is refused", (_, change) => {
  expect(modalErrors({ ...form(), ...change })).not.toEqual([])
})

test("a menu of channels tells which was chosen, and starts with one", async () => {
  const papers = bot.twin.channel("papers")
  const select = {
    type: ComponentType.ChannelSelect as const,
    custom_id: "place",
    channel_types: [ChannelType.GuildText as const],
    default_values: [{ id: papers, type: "channel" as never }],
  }
  void bot.onCommand((command) =>
    command.reply({
      flags: MessageFlags.IsComponentsV2,
      components: [{ type: ComponentType.ActionRow, components: [select] }],
    }),
  )
  const message = await bot.search().answer()
  const chosen = bot.onInteraction(
    async (press) => press.isChannelSelectMenu() && press.channels.map((channel) => channel?.id),
  )
  bot.twin.member("Ada").select(message, "place", [bot.twin.channel("news")])
  expect(await chosen).toEqual([bot.twin.channel("news")])
})

test("a message of an announcement channel is published once", async () => {
  const { id } = await post("news", { content: "today's papers" })
  const route = Routes.channelMessageCrosspost(bot.twin.channel("news"), id)
  expect(await rest().post(route)).toMatchObject({ flags: MessageFlags.Crossposted })
  expect(await refusalOf(rest().post(route))).toBe(RESTJSONErrorCodes.ThisMessageWasAlreadyCrossposted)
  const other = await post("papers", { content: "not here" })
  expect(
    await refusalOf(rest().post(Routes.channelMessageCrosspost(bot.twin.channel("papers"), other.id))),
  ).toBe(RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType)
})

test("a role is called where its mention is allowed", async () => {
  const role = bot.twin.staff().addRole("papers", true)
  const said = { content: `<@&${role.id}>` }
  expect(await post("papers", { ...said, allowed_mentions: { parse: [], roles: [role.id] } })).toMatchObject({
    mention_roles: [role.id],
  })
  expect(await post("papers", { ...said, allowed_mentions: { parse: [] } })).toMatchObject({
    mention_roles: [],
  })
})

test("numbers are reactions in their full spelling only", async () => {
  const { id } = await post("papers", { content: "vote" })
  const react = (emoji: string) =>
    rest().put(Routes.channelMessageOwnReaction(bot.twin.channel("papers"), id, encodeURIComponent(emoji)))
  await react("1️⃣")
  expect(bot.twin.observe.reactors(id, "1️⃣")).toEqual([bot.twin.botId])
  expect(await refusalOf(react("1⃣"))).toBe(RESTJSONErrorCodes.UnknownEmoji)
})

test("messages older than an hour take three edits in six seconds", async () => {
  const posts = await Promise.all(
    [1, 2, 3, 4].map((number) => post("papers", { content: `number ${number}` })),
  )
  now += 2 * 60 * 60_000
  const edit = ({ id }: { id: string }) =>
    fetch(`${bot.twin.url}/v10${Routes.channelMessage(bot.twin.channel("papers"), id)}`, {
      method: "PATCH",
      headers: { authorization: `Bot ${bot.twin.token}`, "content-type": "application/json" },
      body: JSON.stringify({ content: "edited" }),
    })
  const statuses = (await Promise.all(posts.map(edit))).map(({ status }) => status)
  expect(statuses.toSorted()).toEqual([200, 200, 200, 429])
})

test("a forwarded message brings along what it said, and not who said it", async () => {
  const original = bot.twin.member("Ben").say("papers", "https://arxiv.org/abs/1706.03762")
  const forwarded = bot.twin.member("Ada").forward(original, "papers")
  expect(forwarded.message_snapshots?.[0]?.message.content).toBe("https://arxiv.org/abs/1706.03762")
})
