/** Saving where a paper stands: by a bookmark, by a message's menu; for who saves alone. */
import { describe, expect, it } from "vitest"
import { limits } from "../../../adapters/discord/limits.ts"
import { isBookmark } from "../../../adapters/discord/reactions.ts"
import { menuNames } from "../../../adapters/discord/registration.ts"
import { withUpload } from "../../../adapters/discord/uploads.ts"
import { counted } from "../../../src/words/counted.ts"
import { words } from "../../../src/words/words.ts"
import { anActor } from "../../builders.ts"
import { type DiscordStage, useStage, wordsOf } from "./stage.ts"

const open = useStage({ contract: false })
const paper = "2510.00003"
const link = `https://arxiv.org/abs/${paper}`

const savedBy = async (on: DiscordStage, who: "Ada" | "Ben") => {
  const account = { community: on.spot.community, member: on.who(who).id }
  return (await on.bot.saved.all(account)).map((one) => one.paper)
}

describe("a bookmark on a post", () => {
  it("saves its paper for who put it, and taken off takes it away", async () => {
    const on = await open()
    const { message } = await on.post(paper)
    on.who("Ada").react(message, "🔖")
    await expect.poll(() => savedBy(on, "Ada")).toEqual([paper])
    expect(await savedBy(on, "Ben")).toEqual([])
    expect(await on.votes(paper)).toBe(0)
    on.who("Ada").unreact(message, "🔖")
    await expect.poll(() => savedBy(on, "Ada")).toEqual([])
  })

  it("may be an emoji of the server's own", async () => {
    const on = await open()
    const { message } = await on.post(paper)
    on.who("Ada").react(message, on.twin.staff().addEmoji("Bookmark_2"))
    await expect.poll(() => savedBy(on, "Ada")).toEqual([paper])
  })
})

it.each([
  ["🔖", "🔖", true],
  ["🔖", "📌", false],
  ["📌", "📌", true],
  ["📌", "🔖", false],
  ["none", "🔖", false],
])("where %s saves, %s does so: %s", (save, name, expected) => {
  expect(isBookmark({ id: null, name }, save)).toBe(expected)
})

describe("the menu of a message", () => {
  it("saves the one paper that somebody linked, and nobody else sees it", async () => {
    const on = await open()
    const said = on.who("Ben").say("papers", `have you seen ${link} ?`)
    const answer = await on.who("Ada").useMessageMenu(said, menuNames.save).answer()
    expect(wordsOf(answer)).toContain("Birdsong")
    expect(await savedBy(on, "Ada")).toEqual([paper])
    expect(on.who("Ben").sees("papers")).toHaveLength(1)
  })

  it("saves the paper of the bot's own post", async () => {
    const on = await open()
    const { message } = await on.post(paper)
    await on.who("Ada").useMessageMenu(message, menuNames.save).answer()
    expect(await savedBy(on, "Ada")).toEqual([paper])
  })

  it("shows several papers, each with its button, and saves none by itself", async () => {
    const on = await open()
    const said = on.who("Ben").say("papers", `${link} and https://arxiv.org/abs/2510.00002`)
    const answer = await on.who("Ada").useMessageMenu(said, menuNames.save).answer()
    expect(wordsOf(answer)).toContain("Birdsong")
    expect(wordsOf(answer)).toContain("Sparse Attention")
    expect(await savedBy(on, "Ada")).toEqual([])
  })

  it("says what it looks for where there is no paper", async () => {
    const on = await open()
    const said = on.who("Ben").say("papers", "good morning")
    const answer = await on.who("Ada").useMessageMenu(said, menuNames.save).answer()
    expect(wordsOf(answer)).toContain(words.commands.find.noLinks)
  })
})

it("what is saved in a server is there in direct messages too", async () => {
  const on = await open()
  await on.who("Ada").slash("papers", "paper save", { paper }).answer()
  const list = await on.who("Ada").slash("@me", "paper saved").answer()
  expect(wordsOf(list)).toContain("Birdsong")
  expect(wordsOf(await on.who("Ben").slash("@me", "paper saved").answer())).not.toContain("Birdsong")
})

describe("a list in a file", () => {
  async function saveFile(on: DiscordStage, name: string, bytes: Buffer, values: { tag?: string } = {}) {
    const ada = on.who("Ada")
    const file = ada.upload(name, bytes)
    const given = { ...values, "papers-file": file.id }
    const how = { files: [file] }
    return wordsOf(await ada.slash("papers", "paper-me save-list", given, how).answer())
  }

  it("is read from where Discord keeps it, and its papers are saved for who sent it", async () => {
    const on = await open()
    const bib = "@misc{a, eprint = {2510.00001}, archivePrefix = {arXiv}}\n\n@misc{b, eprint = {2510.00003}}"
    expect(await saveFile(on, "our papers.bib", Buffer.from(bib), { tag: "birds" })).toContain(
      words.readers.saveList.saved(counted(2, "paper")),
    )
    expect((await savedBy(on, "Ada")).toSorted()).toEqual(["2510.00001", paper])
    expect(await savedBy(on, "Ben")).toEqual([])
  })

  it("that is too large, no text or gone is told, and saves nothing", async () => {
    const on = await open()
    const { upload } = words.discord
    const large = Buffer.alloc(limits.upload.bytes + 1, "a")
    expect(await saveFile(on, "large.bib", large)).toContain(upload.tooLarge(4))
    const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe])
    expect(await saveFile(on, "boat.png", picture)).toContain(upload.noText("boat.png"))
    const gone = on.who("Ada").upload("gone.bib", Buffer.from(paper))
    on.twin.world.files.clear()
    const given = { "papers-file": gone.id }
    const asked = on.who("Ada").slash("papers", "paper-me save-list", given, { files: [gone] })
    expect(wordsOf(await asked.answer())).toContain(upload.notRead)
    expect(await savedBy(on, "Ada")).toEqual([])
    // The twin has no such route, and Discord's server for files is no part of the contract.
    on.twin.forgive()
  })

  it.each([
    "http://cdn.discordapp.com/a.bib",
    "https://cdn.discordapp.com.example.org/a.bib",
    "https://cdn.discordapp.com:8443/a.bib",
    "https://169.254.169.254/latest",
    "data:text/plain,2510.00003",
  ])("is never asked for at %s", async (url) => {
    const attachment = { id: "1", filename: "a.bib", size: 10, url, proxy_url: url }
    const interaction = {
      data: {
        options: [{ type: 1, name: "save-list", options: [{ type: 11, name: "papers-file", value: "1" }] }],
        resolved: { attachments: { 1: attachment } },
      },
    } as unknown as Parameters<typeof withUpload>[1]
    const invocation = {
      actor: anActor(),
      input: { kind: "typed", command: "save-list", values: {} },
    } as const
    const { input } = withUpload(invocation, interaction, {
      filesFrom: undefined,
      download: async () => new Uint8Array(),
    })
    const file = input.kind === "typed" ? input.file : undefined
    expect(file?.option).toBe("papers")
    await expect(file?.read()).rejects.toThrow("An attachment lies at")
  })
})
