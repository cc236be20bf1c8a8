/** The Slack twin by hand: `npm run twin:slack`, then the bot in another terminal, then people who type here. */
import { createInterface } from "node:readline"
import { parseArgs } from "node:util"
import { createManifest } from "../../../adapters/slack/manifest.ts"
import { commands } from "../../../commands/index.ts"
import { readSlack } from "../../readers/slack-mrkdwn.ts"
import { asJson } from "./block-rules.ts"
import { startSlackTwin } from "./slack-twin.ts"
import { addChannel, addPerson, type Message } from "./world.ts"

const { values } = parseArgs({
  options: { port: { type: "string", default: "4001" }, bot: { type: "string" } },
})
const scopes = createManifest(commands).oauth_config.scopes.bot
const twin = await startSlackTwin({
  transport: values.bot ? "http" : "socket",
  scopes,
  port: Number(values.port),
})
if (values.bot) twin.http.pointAt(values.bot)
const { world, workspace } = twin
const people = new Map([
  ["ada", addPerson(world, workspace, "ada", true)],
  ["ben", addPerson(world, workspace, "ben")],
])
const admin = people.get("ada")
const channel = addChannel(world, workspace, { name: "papers", creator: admin?.id ?? "" })
for (const person of people.values()) channel.members.add(person.id)

const transport = values.bot
  ? `SLACK_SIGNING_SECRET=${twin.signingSecret}`
  : `SLACK_APP_TOKEN=${twin.appToken}`
console.log(`A small Slack is at ${twin.apiUrl}. In another terminal:

  SLACK_API_URL=${twin.apiUrl} SLACK_BOT_TOKEN=${twin.botToken} ${transport} npm start

Then type here, as ada (an admin) or ben:
  ada /paper search diffusion     a command
  ben hello @Paperboy today       a message; @Paperboy mentions the bot
  ada press 12 Upvote             a button of message 12
  ada react 12                    a reaction on message 12
  ada unreact 12
`)

const numbers = new Map<string, number>()
const shown = new Map<string, string>()

function print(): void {
  for (const message of channel.messages) {
    const text = message.deleted ? "(deleted)" : worded(message)
    if (shown.get(message.ts) === text) continue
    shown.set(message.ts, text)
    if (!numbers.has(message.ts)) numbers.set(message.ts, numbers.size + 1)
    const who = message.botId ? "Paperboy" : [...people].find(([, { id }]) => id === message.user)?.[0]
    const where = message.threadTs ? ` in the thread of ${numbers.get(message.threadTs)}` : ""
    const reader = [...people].find(([, { id }]) => id === message.onlyFor)?.[0]
    console.log(
      `\n[${numbers.get(message.ts)}] ${who}${where}${reader ? ` (only ${reader} sees this)` : ""}\n${text}`,
    )
  }
}

function worded(message: Message): string {
  if (message.blocks.length === 0) return message.text
  const lines = message.blocks.map(asJson).flatMap((block) => {
    const texts = [
      block.text,
      ...(Array.isArray(block.fields) ? block.fields : []),
      ...(Array.isArray(block.elements) ? block.elements : []),
      block.accessory,
    ]
    return texts.map(asJson).flatMap((part) => {
      if (part.type === "button") return [`[${String(asJson(part.text).text)}]`]
      return typeof part.text === "string" ? [readSlack(part.text).text] : []
    })
  })
  return lines.join("\n")
}

function at(name: string) {
  const person = people.get(name)
  if (!person) throw new Error(`nobody here is called ${name}; there are ada and ben`)
  return { workspace, channel, person }
}

function numbered(number: string): Message {
  const found = channel.messages.find(({ ts }) => numbers.get(ts) === Number(number))
  if (!found) throw new Error(`there is no message ${number}`)
  return found
}

async function act(line: string): Promise<void> {
  const [who = "", verb = "", ...rest] = line.trim().split(/\s+/)
  if (who === "") return
  const spot = at(who)
  if (verb === "/paper") await twin.slash(spot, rest.join(" "))
  else if (verb === "press") await twin.click(spot, numbered(rest[0] ?? ""), rest.slice(1).join(" "))
  else if (verb === "react") await twin.react(spot, numbered(rest[0] ?? ""), "+1")
  else if (verb === "unreact") await twin.unreact(spot, numbered(rest[0] ?? ""), "+1")
  else await twin.say(spot, [verb, ...rest].join(" ").replace(/@paperboy/gi, `<@${workspace.botUser}>`))
}

const watching = setInterval(print, 200)
const lines = createInterface({ input: process.stdin })
for await (const line of lines) await act(line).catch((error: Error) => console.log(error.message))
clearInterval(watching)
await twin.stop()
