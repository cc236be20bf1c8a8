/** Files of a card: attached where only the asker sees them, named safely, kept while their message changes. */
import type { APIMessage } from "discord-api-types/v10"
import { describe, expect, it } from "vitest"
import { cardRequest } from "../../../adapters/discord/card-components.ts"
import { limits } from "../../../adapters/discord/limits.ts"
import { cardOf } from "../../../src/cards/layout.ts"
import type { CardFile } from "../../../src/vocabulary/card.ts"
import type { Reply } from "../../../src/vocabulary/command.ts"
import type { Bot } from "../../../src/vocabulary/ports.ts"
import { words } from "../../../src/words/words.ts"
import { useStage, wordsOf } from "./stage.ts"

const open = useStage()
const bib: CardFile = {
  name: "papers.bib",
  type: "application/x-bibtex",
  bytes: Buffer.from("@misc{a, title = {Über}}"),
  alt: "12 papers",
}
const cardWith = (...files: readonly CardFile[]) => cardOf({ title: "12 papers", files })

const answering = (card: Reply["card"]) => ({
  through: (bot: Bot): Bot => ({ ...bot, dispatch: async () => ({ card, visibility: "private" }) }),
})

const filesIn = ({ attachments }: APIMessage) =>
  attachments.map(({ filename, url }) => [
    filename,
    Buffer.from(url.split("base64,")[1] ?? "", "base64").toString(),
  ])

describe("a file", () => {
  it("comes with a private answer, whole", async () => {
    const on = await open(answering(cardWith(bib)))
    const answer = await on.who("Ada").slash("papers", "paper today").answer()
    expect(filesIn(answer)).toEqual([["papers.bib", "@misc{a, title = {Über}}"]])
    expect(answer.attachments[0]?.description).toBe("12 papers")
    expect(on.who("Ben").sees("papers")).toEqual([])
  })

  it("comes with a post, once, and is still there when the post has changed", async () => {
    const on = await open()
    const sent = await on.adapter().send({ ...on.spot, delivery: "one" }, cardWith(bib))
    expect(await on.adapter().send({ ...on.spot, delivery: "one" }, cardWith(bib))).toEqual(sent)
    await on.adapter().edit(sent, cardWith(bib, { ...bib, name: "papers.ris" }))
    expect(
      on.twin.observe
        .messages("papers")
        .flatMap(filesIn)
        .map(([name]) => name),
    ).toEqual(["papers.bib", "papers.ris"])
    await on.adapter().edit(sent, cardWith())
    expect(on.twin.observe.messages("papers").flatMap(filesIn)).toEqual([])
  })

  it("stays while its answer says that work is being done", async () => {
    const held = Promise.withResolvers<void>()
    const next = cardOf({
      title: "12 papers",
      files: [bib],
      actions: [{ kind: "invoke", command: "today", arguments: {}, effect: "update", label: "Again" }],
    })
    let calls = 0
    const dispatch = async (): Promise<Reply> => {
      if (calls++ > 0) await held.promise
      return { card: next, visibility: "private" }
    }
    const on = await open({ through: (bot) => ({ ...bot, dispatch }) })
    const ada = on.who("Ada")
    const answer = await ada.slash("papers", "paper today").answer()
    ada.click(answer, "Again")
    const seen = () => ada.sees("papers").find((one) => wordsOf(one).includes(words.discord.working))
    const working = await on.twin.waitFor(seen, "a sign")
    expect(filesIn(working)).toHaveLength(1)
    held.resolve()
    await on.twin.waitFor(() => seen() === undefined, "the answer")
    expect(ada.sees("papers").flatMap(filesIn)).toHaveLength(1)
  })

  it("that is larger than Discord takes is told, and not sent", async () => {
    const bytes = new Uint8Array(limits.file.bytes + 1)
    const on = await open(answering(cardWith({ ...bib, bytes })))
    const answer = await on.who("Ada").slash("papers", "paper today").answer()
    expect(answer.attachments).toEqual([])
    expect(wordsOf(answer)).toContain(words.rendering.fileTooLarge("papers.bib · 10 MB"))
  })
})

it.each([
  ["../../etc/passwd", /^[\w.-]+$/],
  ["Größe & Maß.bib", /^[\w.-]+\.bib$/],
  ["論文.csv", /^[\w.-]+\.csv$/],
])("a file named %s has a name that Discord keeps", (name, kept) => {
  const { body, files } = cardRequest(cardWith({ ...bib, name }, { ...bib, name }))
  const names = files.map((file) => file.name)
  expect(names[0]).toMatch(kept)
  expect(new Set(names).size).toBe(2)
  expect(body.attachments.map(({ filename }) => filename)).toEqual(names)
})
