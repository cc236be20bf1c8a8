/** The Slack twin by hand: `npm run twin:slack` starts it with a bot beside it and shows both in the browser. */
import "../../../../adapters/runtime.mjs"
import { parseArgs } from "node:util"
import { startSampleSource } from "../../browser/sample-source.ts"
import { startBot } from "../../browser/start-bot.ts"
import { openSlackBrowser } from "./open.ts"

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4001" },
    /** Papers from Hugging Face itself. */
    live: { type: "boolean", default: false },
    /** Starts the twin alone, for a bot that is started elsewhere. */
    alone: { type: "boolean", default: false },
  },
})

const { twin, page } = await openSlackBrowser({ port: Number(values.port) })
const source = values.live ? undefined : await startSampleSource()
const env = {
  SLACK_API_URL: twin.apiUrl,
  SLACK_BOT_TOKEN: twin.botToken,
  SLACK_APP_TOKEN: twin.appToken,
  ...(source ? { HF_BASE_URL: source.address } : {}),
}
if (values.alone) {
  const line = Object.entries(env).map(([name, value]) => `${name}=${value}`)
  console.log(`Start the bot with\n\n  ${line.join(" ")} npm start\n`)
} else startBot(env)
console.log(`A small Slack is at ${page.address}: open it in a browser, choose who you are at the left, and try
/paper search diffusion, @Paperboy video, or the buttons. Ada is an admin. Ctrl-C ends it.`)
