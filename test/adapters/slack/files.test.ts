/** Files and direct messages: what is made for one member alone goes to them, and a refusal says what to do. */
import { afterEach, describe, expect, it } from "vitest"
import { scopes } from "../../../adapters/slack/manifest.ts"
import { cardOf } from "../../../src/cards/layout.ts"
import { fileLine } from "../../../src/rendering/files.ts"
import type { CardFile } from "../../../src/vocabulary/card.ts"
import type { Visibility } from "../../../src/vocabulary/command.ts"
import type { Bot } from "../../../src/vocabulary/ports.ts"
import { words } from "../../../src/words/words.ts"
import { addChannel, addPerson, type Message } from "../../twins/slack/world.ts"
import { openSlackStage, type SlackStage } from "./stage.ts"

const bytes = new TextEncoder().encode("@misc{a, title = {\u00c9tale}}\r\n")
const file: CardFile = { name: "papers.bib", type: "application/x-bibtex", bytes, alt: "Two papers" }

let stage: SlackStage

afterEach(async () => {
  stage.verify()
  await stage.close()
  stage.bot.remove()
})

/** A core whose every answer carries a file. */
const exporting =
  (visibility: Visibility) =>
  (core: Bot): Bot => ({
    ...core,
    dispatch: async () => ({ card: cardOf({ title: "Exported", files: [file] }), visibility }),
  })

async function open(visibility: Visibility = "private", without?: string): Promise<SlackStage> {
  const granted = Object.keys(scopes).filter((scope) => scope !== without)
  stage = await openSlackStage("http", { core: exporting(visibility), twin: { scopes: granted } })
  return stage
}

const directOf = (member: string) =>
  [...stage.twin.workspace.channels.values()].find(({ isDirect, creator }) => isDirect && creator === member)
const withFile = (messages: readonly Message[] = []) => messages.find(({ files }) => files)
const answer = (said: string) =>
  stage.waitFor(said, () =>
    stage.channel.messages.findLast(({ blocks }) => JSON.stringify(blocks).includes(said)),
  )

describe("a file", () => {
  it("of a private answer comes in the member's direct messages, byte for byte, and the answer says so", async () => {
    await open()
    await stage.ask("Ada", "help")
    const said = words.slack.members.fileSent(fileLine(file))
    const told = await answer(said.before)
    expect(told.onlyFor).toBe(stage.at("Ada").person.id)
    const direct = directOf(stage.at("Ada").person.id)
    expect(JSON.stringify(told.blocks)).toContain(`/archives/${direct?.id}|${said.messages}>`)
    const [sent] = withFile(direct?.messages)?.files ?? []
    expect(sent?.name).toBe("papers.bib")
    expect(sent?.bytes?.equals(bytes)).toBe(true)
    expect(withFile(stage.channel.messages)).toBeUndefined()
    expect(directOf(stage.at("Ben").person.id)).toBeUndefined()
  })

  it("that is asked for in direct messages comes right there, once", async () => {
    await open()
    const at = stage.at("Ada")
    const { twin } = stage
    const direct = addChannel(twin.world, twin.workspace, { name: "", creator: at.person.id, isDirect: true })
    await twin.say({ ...at, channel: direct }, "export")
    await twin.waitFor("the answer", () => direct.messages.some(({ text }) => text.includes("Exported")))
    expect(direct.messages.filter(({ files }) => files)).toHaveLength(1)
    expect(twin.calls("conversations.open")).toEqual([])
  })

  it("of an answer for everybody comes in the answer's thread", async () => {
    await open("public")
    await stage.ask("Ada", "help")
    const shared = await stage.waitFor("the file", () => withFile(stage.channel.messages))
    const post = stage.channel.messages.find(({ text }) => text.includes("Exported"))
    expect(shared).toMatchObject({ threadTs: post?.ts })
  })

  it("that the app may not send is answered with where to reinstall it", async () => {
    await open("private", "files:write")
    await stage.ask("Ada", "help")
    const told = await answer(words.slack.errors.missingScope("files:write"))
    expect(told.onlyFor).toBe(stage.at("Ada").person.id)
    expect(JSON.stringify(told.blocks)).toContain(words.slack.errors.reinstall)
    expect(JSON.stringify(told.blocks)).toContain("https://api.slack.com/apps")
  })

  it.each(["storage_limit_reached", "file_uploads_disabled"])(
    "refused with %s says what to do",
    async (code) => {
      await open()
      stage.twin.breaks.next("files.getUploadURLExternal", { kind: "error", error: code })
      await stage.ask("Ada", "help")
      const [message = "", hint = ""] = words.slack.refusals[code] ?? []
      expect(JSON.stringify((await answer(message)).blocks)).toContain(hint)
    },
  )
})

describe("direct messages", () => {
  const to = (member: string) => ({ community: stage.spot.community, member })

  it("are opened once, and posted in", async () => {
    await open()
    const ada = stage.at("Ada").person
    const { place } = (await stage.adapter().openDirect?.(to(ada.id))) ?? {}
    expect(await stage.adapter().openDirect?.(to(ada.id))).toEqual({ place })
    await stage
      .adapter()
      .send({ community: stage.spot.community, place: place ?? "" }, cardOf({ title: "Hello" }))
    expect(directOf(ada.id)?.messages.map(({ text }) => text)).toEqual(["Hello"])
  })

  it("of somebody who left, of a bot and of nobody are closed", async () => {
    await open()
    const { world, workspace } = stage.twin
    const gone = addPerson(world, workspace, "Gone")
    gone.deactivated = true
    for (const member of [gone.id, workspace.botUser, "U404"])
      await expect(stage.adapter().openDirect?.(to(member))).rejects.toMatchObject({ placeGone: "closed" })
  })

  it("that take no message any more are closed, whatever Slack calls it", async () => {
    await open()
    const { place = "" } = (await stage.adapter().openDirect?.(to(stage.at("Ada").person.id))) ?? {}
    for (const error of ["restricted_action", "is_archived", "channel_not_found", "user_disabled"]) {
      stage.twin.breaks.next("chat.postMessage", { kind: "error", error })
      const sent = stage.adapter().send({ community: stage.spot.community, place }, cardOf({ title: "Late" }))
      await expect(sent).rejects.toMatchObject({ code: error, placeGone: "closed" })
    }
  })
})
