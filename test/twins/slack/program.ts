/** The Slack twin by hand: `npm run twin:slack`, then the bot in another terminal, then people who type here. */
import "../../../adapters/runtime.mjs"
import { createInterface } from "node:readline"
import { setTimeout as sleep } from "node:timers/promises"
import { parseArgs } from "node:util"
import { createManifest, shortcutId } from "../../../adapters/slack/manifest.ts"
import { commands } from "../../../commands/index.ts"
import { readSlack } from "../../readers/slack-mrkdwn.ts"
import { asJson } from "./block-rules.ts"
import type { Spot } from "./people.ts"
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
  ada /paper search diffusion       a command
  ben @Paperboy today               a message that mentions the bot
  ben in 12 @Paperboy similar       the same in the thread of message 12
  ada press 12 Upvote               a button of message 12, or an entry of its menu
  ada react 12                      a vote by reaction; unreact takes it back
  ada find 12                       "Find this paper" from the menu of message 12
  ada /paper search                 opens a form, which is filled in so:
  ada fill query=attention upvotes=10
  ada home                          the app's home page
`)

const numbers = new Map<string, number>()
const shown = new Map<string, string>()

let isConnected = false

function print(): void {
  if (!values.bot && twin.socket.count() > 0 !== isConnected) {
    isConnected = !isConnected
    console.log(isConnected ? "\nThe bot is connected." : "\nThe bot is gone.")
  }
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
  if (message.blocks.length === 0) return message.text.replaceAll(`<@${workspace.botUser}>`, "@Paperboy")
  return wordsOf(message.blocks)
}

function wordsOf(content: readonly unknown[]): string {
  const lines = content.map(asJson).flatMap((block) => {
    if (block.type === "input") return [`${block.block_id}: ${String(asJson(block.hint).text)}`]
    const texts = [
      block.text,
      ...(Array.isArray(block.fields) ? block.fields : []),
      ...(Array.isArray(block.elements) ? block.elements : []),
      block.accessory,
    ]
    return texts.map(asJson).flatMap((part) => {
      if (part.type === "static_select")
        return (Array.isArray(part.options) ? part.options : []).map(
          (entry) => `[${String(asJson(asJson(entry).text).text)}]`,
        )
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
  const [number = "", ...words] = rest
  switch (verb) {
    case "/paper":
      return command(spot, rest.join(" "))
    case "in":
      return void (await twin.say(spot, mentioned(words.join(" ")), numbered(number).ts))
    case "press":
      return void (await twin.click(spot, numbered(number), words.join(" ")))
    case "react":
      return void (await twin.react(spot, numbered(number), "+1"))
    case "unreact":
      return void (await twin.unreact(spot, numbered(number), "+1"))
    case "find":
      return void (await twin.useShortcut(spot, numbered(number), shortcutId))
    case "fill":
      return void (await twin.submit(spot, fields(rest.join(" "))))
    case "home":
      return home(spot)
    default:
      return void (await twin.say(spot, mentioned([verb, ...rest].join(" "))))
  }
}

const mentioned = (text: string) => text.replace(/@paperboy/gi, `<@${workspace.botUser}>`)

async function command(spot: Spot, line: string): Promise<void> {
  const before = twin.form(spot.person)
  const ack = await twin.slash(spot, line)
  if (!ack.ok) return console.log(`The bot did not answer: ${ack.reason}. Is it running?`)
  await sleep(300)
  const form = twin.form(spot.person)
  if (form && form !== before && Array.isArray(form.blocks))
    console.log(`\nA form for ${spot.person.name}\n${wordsOf(form.blocks)}`)
}

async function home(spot: Spot): Promise<void> {
  await twin.openHome(spot)
  await sleep(500)
  const { blocks } = asJson(workspace.homes.get(spot.person.id))
  if (Array.isArray(blocks)) console.log(`\nThe home page of ${spot.person.name}\n${wordsOf(blocks)}`)
}

/** `query=sparse attention upvotes=10`: a field's value ends where the next begins. */
function fields(line: string): Readonly<Record<string, string>> {
  const pairs = [...line.matchAll(/([\w-]+)=(.*?)(?=\s+[\w-]+=|$)/g)]
  return Object.fromEntries(pairs.map(([, name = "", value = ""]) => [name, value]))
}

const watching = setInterval(print, 200)
const lines = createInterface({ input: process.stdin })
for await (const line of lines) await act(line).catch((error: Error) => console.log(error.message))
clearInterval(watching)
await twin.stop()
