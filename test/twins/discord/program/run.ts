/** The twin as a program: `npm run twin:discord`, and one acts in the browser as a member, with the bot beside it. */
import "../../../../adapters/runtime.mjs"
import { startSampleSource } from "../../browser/sample-source.ts"
import { startBot } from "../../browser/start-bot.ts"
import { openPage } from "../page/page.ts"
import { startDiscordTwin } from "../twin.ts"
import { people, usualWorld } from "./usual-world.ts"

const port = Number(process.env.TWIN_PORT ?? 4100)

const twin = await startDiscordTwin({ ...usualWorld, port, faster: 1 })
for (const name of people) twin.member(name, { admin: name === people[0] })
twin.staff().addRole("papers", true)
twin.staff().setSystemChannel("welcome")
// Invited just now.
for (const guild of twin.guilds) {
  twin.staff(guild).removeBot()
  twin.staff(guild).addBot()
}
const page = await openPage(twin, people, port + 1)
const source = process.env.HF_BASE_URL === undefined ? await startSampleSource() : undefined
startBot({
  DISCORD_API_URL: twin.url,
  DISCORD_TOKEN: twin.token,
  ...(source && {
    HF_BASE_URL: source.address,
    ARXIV_BASE_URL: source.address,
    ARXIV_RSS_BASE_URL: source.address,
  }),
})
console.log(`Discord's twin and Paperboy are up. Act as a member at ${page.address}`)
