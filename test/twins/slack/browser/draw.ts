/** Draws `.github/slack.png`, the README's picture of Slack: a daily post with votes and a discussion. */
import "../../../../adapters/runtime.mjs"
import { once } from "node:events"
import { resolve } from "node:path"
import { withPage } from "../../browser/picture.ts"
import { startSampleSource } from "../../browser/sample-source.ts"
import { startBot } from "../../browser/start-bot.ts"
import { openSlackBrowser } from "./open.ts"

const file = resolve(import.meta.dirname, "../../../../.github/slack.png")
const { twin, page } = await openSlackBrowser()
const source = await startSampleSource()
const bot = startBot({
  SLACK_API_URL: twin.apiUrl,
  SLACK_BOT_TOKEN: twin.botToken,
  SLACK_APP_TOKEN: twin.appToken,
  HF_BASE_URL: source.address,
  ARXIV_BASE_URL: source.address,
  LOG_LEVEL: "error",
})
const { workspace } = twin
const channel = [...workspace.channels.values()].find(({ name }) => name === "papers")
const [ada, benno, mira] = [...workspace.people.values()]
if (!channel || !ada || !benno || !mira) throw new Error("nobody is here")
const at = (person: typeof ada) => ({ workspace, channel, person })
const posted = () => channel.messages.filter(({ botId, onlyFor, threadTs }) => botId && !onlyFor && !threadTs)
const privateAnswers = () => channel.messages.filter(({ onlyFor, deleted }) => onlyFor && !deleted)

await twin.waitFor("the bot", () => twin.socket.count() > 0)
await twin.slash(at(ada), "channel time:09:00 do:save")
await twin.waitFor("the settings", () => privateAnswers().length > 0)
await twin.slash(at(ada), "deliver")
await twin.waitFor("the daily post", () => posted().length >= 6)
const isInvited = (message: (typeof channel.messages)[number]) => message.reactions.length > 0
const [first, second] = await twin.waitFor("the bot's own reactions", () => {
  const papers = posted().filter(isInvited)
  return papers.length >= 5 && papers
})
if (!first || !second) throw new Error("no paper was posted")
for (const person of [ada, benno, mira]) await twin.react(at(person), first, "+1")
await twin.react(at(benno), second, "+1")
await twin.say(
  at(benno),
  "I read it this morning. We could rerun the main table on our data this week.",
  first.ts,
)
await twin.say(at(mira), "Worth an hour on Friday? I'd like to see the ablation argued out.", first.ts)
for (const answer of privateAnswers()) answer.deleted = true
const counted = () => JSON.stringify(first.blocks).includes("Upvote 3")
await twin.waitFor("the votes", counted, 30_000)

await withPage({ width: 1440, height: 900 }, async (browser) => {
  await browser.goto(`${page.address}?as=Ada&channel=${channel.id}&thread=${first.ts}`)
  await browser.locator("main article").first().waitFor()
  await browser.locator("main .log").evaluate((log) => log.scrollTo(0, 0))
  await browser.screenshot({ path: file })
})
console.log(`Drawn: ${file}`)
bot.kill()
await once(bot, "exit")
process.exit()
