/** Draws the README's picture of Discord from the twin: `npm run draw:discord`. */
import "../../../../adapters/runtime.mjs"
import { join } from "node:path"
import { withPage } from "../../browser/picture.ts"
import { startSampleSource } from "../../browser/sample-source.ts"
import { startBot } from "../../browser/start-bot.ts"
import { openPage } from "../page/page.ts"
import { pressables } from "../state/components.ts"
import { startDiscordTwin } from "../twin.ts"
import { labelOf } from "../verbs/person.ts"
import { people, usualWorld } from "./usual-world.ts"

const picture = join(import.meta.dirname, "../../../../.github/discord.png")

const twin = await startDiscordTwin({ ...usualWorld, faster: 20 })
for (const name of people) twin.member(name, { admin: name === people[0] })
const source = await startSampleSource()
const sources = {
  HF_BASE_URL: source.address,
  ARXIV_BASE_URL: source.address,
  ARXIV_RSS_BASE_URL: source.address,
}
const bot = startBot({ ...sources, LOG_LEVEL: "error", DISCORD_API_URL: twin.url, DISCORD_TOKEN: twin.token })
const page = await openPage(twin, people)

const [ada, ben, cleo] = ["Ada", "Ben", "Cleo"].map((name) => twin.member(name))
const posts = () =>
  twin.observe
    .messages("papers")
    .filter((message) =>
      pressables(message.components).some((button) => labelOf(button).startsWith("Upvote")),
    )

await twin.waitFor(() => twin.observe.commands().length > 2, "the commands")
await ada?.slash("papers", "paper-admin channel", { do: "save", time: "09:00", zone: "UTC" }).answer()
await ada?.slash("papers", "paper-admin deliver").answer()
await twin.waitFor(() => posts().length >= 5, "the post")
await twin.waitFor(() => posts().every(({ reactions }) => reactions), "the bot's reactions")
const [first, second] = posts()
for (const person of [ada, ben, cleo]) person?.react(first?.id ?? "", "👍")
ben?.react(second?.id ?? "", "👍")
await cleo?.click(first?.id ?? "", "Discuss").answer()
const [thread] = await twin.waitFor(
  () => twin.observe.threads(twin.guild.id).filter(({ id }) => id === first?.id),
  "a thread",
)
cleo?.say(thread?.id ?? "", "Worth an hour on Friday?")
await twin.waitFor(() => labelsOf(first?.id).some((label) => /3/.test(label)), "the tally")

await withPage({ width: 1440, height: 1000 }, async (browser) => {
  // As somebody who got no private answers: from the post's header on.
  await browser.goto(`${page.address}?as=Ben`)
  await browser.locator(".chip").first().waitFor()
  await browser.locator("main .log").evaluate((log) => log.scrollTo(0, 0))
  await browser.screenshot({ path: picture })
})
bot.kill("SIGTERM")
await page.stop()
await source.stop()
await twin.stop()
process.exit()

function labelsOf(message: string | undefined): readonly string[] {
  const found = twin.observe.messages("papers").find(({ id }) => id === message)
  return pressables(found?.components).map(labelOf)
}
