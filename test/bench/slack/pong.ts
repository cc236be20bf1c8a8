/** The least that a Slack bot can do: answers every command with "pong". `node pong.ts <url> <token> <app token | port>` */
import "../../../adapters/runtime.mjs"
import { App } from "@slack/bolt"

const [slackApiUrl = "", token = "", door = "", signingSecret = ""] = process.argv.slice(2)
const transport = door.startsWith("xapp-") ? { socketMode: true, appToken: door } : { signingSecret }
const app = new App({ token, ...transport, clientOptions: { slackApiUrl } })

app.command("/paper", async ({ ack, say }) => {
  await ack()
  await say("pong")
})
process.once("SIGTERM", () => void app.stop().then(() => process.exit(0)))
await (door.startsWith("xapp-") ? app.start() : app.start({ port: Number(door), host: "127.0.0.1" }))
