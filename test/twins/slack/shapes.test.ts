/** What the twin sends and answers has no key that Slack's own samples have not. */
import { existsSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { openSlackStage } from "../../adapters/slack/stage.ts"
import { missing, shared } from "../../needs.ts"
import { asJson } from "./block-rules.ts"

const samples = shared("specs/slack-json-samples")

/** Everything that the twin said while people did everything that they can do, by the sample that shows its shape. */
async function everythingSaid(): Promise<readonly (readonly [sample: string, said: unknown])[]> {
  const stage = await openSlackStage("socket")
  const { twin } = stage
  const at = stage.at("Admin")
  const post = await stage
    .adapter()
    .send(stage.spot, { title: [{ text: "A card" }], tone: "plain", blocks: [] })
  const message = at.channel.messages.find(({ ts }) => ts === post.message)
  if (!message) throw new Error("nothing was posted")
  await stage.mention("Admin", "help https://arxiv.org/abs/2510.00003")
  await twin.say(at, "<https://arxiv.org/abs/2510.00003>", message.ts)
  await twin.react(at, message, "+1")
  await twin.unreact(at, message, "+1")
  await twin.openHome(at)
  await twin.waitFor("the home page", () => twin.workspace.homes.get(at.person.id))
  await twin.slash(at, "search")
  await twin.waitFor("the form", () => twin.form(at.person))
  await twin.typeInto(at, "query", "birdsong")
  await twin.submit(at, { query: "birdsong" })
  await twin.useShortcut(at, message, "find-this-paper")
  const found = await twin.waitFor("what was found", () =>
    at.channel.messages.findLast(
      ({ text, onlyFor, reactions }) =>
        !onlyFor && text.includes("Small Language Model") && reactions.length > 0,
    ),
  )
  await twin.click(at, found, "Details")
  await twin.deleteMessage(at, message)
  await twin.sayWithFile(at, "see the file", message.ts)
  await twin.kick(at)
  await twin.invite(at)
  await twin.archive(at)
  await twin.unarchive(at)
  await twin.deleteChannel(at)
  await twin.uninstall(twin.workspace)
  const sent = twin.outbox.acks.map(({ payload }) => [sampleOf(payload), payload] as const)
  const answered = twin
    .calls()
    .flatMap(({ method, answer }) => (answer ? [[`api/${method}`, answer] as const] : []))
  await stage.close()
  stage.bot.remove()
  return [...sent, ...answered]
}

function sampleOf(payload: Readonly<Record<string, unknown>>): string {
  switch (payload.type) {
    case undefined:
      return "app-backend/slash-commands/SlashCommandPayload"
    case "block_actions":
      return "app-backend/interactive-components/BlockActionPayload"
    case "message_action":
      return "app-backend/interactive-components/MessageShortcutPayload"
    case "view_submission":
      return "app-backend/views/ViewSubmissionPayload"
    case "event_callback": {
      const { type, subtype } = asJson(payload.event)
      const name = String(subtype ?? type).replace(/(?:^|_)([a-z])/g, (_, letter: string) =>
        letter.toUpperCase(),
      )
      return `events/${subtype === "file_share" ? "Message" : ""}${name}Payload`
    }
    default:
      return String(payload.type)
  }
}

/** Keys whose content is the bot's own (blocks, views) or has names as keys. */
const notCompared: ReadonlySet<string> = new Set([
  "blocks",
  "values",
  "metadata",
  "text",
  "options",
  "selected_option",
])

/** What Slack's reference tells and its samples leave out. */
const documented: ReadonlySet<string> = new Set([
  "app-backend/views/ViewSubmissionPayload.view.blocks",
  "app-backend/views/ViewSubmissionPayload.response_urls",
  "app-backend/interactive-components/BlockActionPayload.message.reactions[].users",
  "app-backend/interactive-components/MessageShortcutPayload.message.reactions[].users",
  "events/MessageChangedPayload.event.previous_message.reactions",
  "events/MessageDeletedPayload.event.previous_message.reactions",
])

/** The keys, by their way, that the sample does not show. Where a sample shows nothing below a key, anything may lie. */
function unknownKeys(said: unknown, sample: unknown, way = ""): readonly string[] {
  if (Array.isArray(said)) {
    const shown = Array.isArray(sample) ? sample : []
    const all = Object.assign({}, ...shown.filter((part) => typeof part === "object"))
    return Object.keys(all).length === 0 ? [] : said.flatMap((part) => unknownKeys(part, all, `${way}[]`))
  }
  const shown = asJson(sample)
  if (Object.keys(shown).length === 0) return []
  return Object.entries(asJson(said)).flatMap(([key, part]) => {
    if (!Object.hasOwn(shown, key)) return [`${way}.${key}`]
    return notCompared.has(key) ? [] : unknownKeys(part, shown[key], `${way}.${key}`)
  })
}

describe.skipIf(missing(samples))("held against Slack's own samples, the twin", () => {
  it("sends and answers nothing that Slack does not", async () => {
    const unshown = new Set<string>()
    const faults = (await everythingSaid()).flatMap(([name, said]) => {
      const file = `${samples.path}/${name}.json`
      if (existsSync(file))
        return unknownKeys(said, JSON.parse(readFileSync(file, "utf8"))).map((key) => name + key)
      unshown.add(name)
      return []
    })
    expect([...new Set(faults)].filter((fault) => !documented.has(fault))).toEqual([])
    // Slack publishes no sample of these: they are written after its reference.
    expect([...unshown].toSorted()).toEqual(["api/chat.postMessage", "block_suggestion"])
  })
})
