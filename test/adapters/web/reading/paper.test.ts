import { describe, expect, test } from "vitest"
import { titleKey } from "../../../../src/papers/index.ts"
import { words } from "../../../../src/words/words.ts"
import { aPaper } from "../../../builders.ts"
import { createFakePlatform } from "../../../fake-platform.ts"
import { aList } from "../../../src/library/world.ts"
import { htmlToText } from "../html-text.ts"
import { openPage, visit } from "../open-page.ts"

const { paper: say } = words.web.reading

const hostile = `"><img src=x onerror=alert(1)> {{member}} </script>`
const attention = aPaper({
  id: "1706.03762",
  upvotes: 92,
  comments: 3,
  summary: "Attention replaces recurrence.",
  summaryBy: "AI summary",
  keywords: ["attention"],
  organization: "Google",
  publishedOn: "2017-06-12",
  thumbnail: "https://cdn-thumbnails.huggingface.co/1.png",
})
const old = aPaper({ id: "math/0611800", title: hostile, keywords: ["attention"] })
const titled = aPaper({ id: titleKey("Only A Title"), title: "Only A Title", abstract: "", source: "page" })
const known = { papers: [attention, old, titled], lists: [aList("2025-10-27", [attention, old])] }

async function open() {
  const page = await openPage({}, known)
  return { ...page, visitor: await visit(page.address) }
}

describe("a paper's page", () => {
  test("says everything that is known, and each part leads on", async () => {
    const { visitor } = await open()
    const html = await visitor.page("/papers/1706.03762")
    for (const href of [
      "https://arxiv.org/pdf/1706.03762",
      "https://arxiv.org/abs/1706.03762",
      "https://huggingface.co/papers/1706.03762",
      "/search?q=author%3A%22Ashish+Vaswani%22",
      "/search?q=org%3AGoogle",
      "/search?q=attention",
    ])
      expect(html).toContain(`href="${href}"`)
    const text = htmlToText(html)
    for (const part of [
      attention.title,
      attention.abstract,
      "Attention replaces recurrence.",
      say.place(1, 2),
    ])
      expect(text).toContain(part)
    expect(text).toContain(words.cards.paper.shares(["attention"]))
    expect(text).toContain("eprint = {1706.03762}")
  })

  test("counts what is said on other platforms, and leads there where they are connected", async () => {
    const chat = { ...createFakePlatform("chat"), linkTo: () => "https://chat.example/t1" }
    const { address, stores } = await openPage({ adapters: new Map([["chat", chat]]) }, known)
    const thread = {
      place: "papers",
      thread: "t1",
      paper: attention.id,
      openedBy: "ada",
      at: "2025-10-27T13:00:00Z",
    }
    await stores.threads.add({ ...thread, community: "chat:1", replies: 12 })
    await stores.threads.add({ ...thread, community: "other:1", replies: 1 })
    const html = await (await visit(address)).page("/papers/1706.03762")
    expect(html).toContain(`href="https://chat.example/t1"`)
    const text = htmlToText(html)
    expect(text).toContain(say.elsewhere)
    expect(text).toMatch(new RegExp(`${say.elsewhereIn("Chat")}\\s*${say.replies(12)}`))
    expect(text).toMatch(new RegExp(`${say.elsewhereIn("Other")}\\s*${say.replies(1)}`))
    expect(await (await visit(address)).page("/papers/math/0611800")).not.toContain(say.elsewhere)
  })

  test("unfurls: its title, sentence and picture stand in its head", async () => {
    const { visitor, address } = await open()
    const html = await visitor.page("/papers/1706.03762")
    expect(html).toContain(`<meta property="og:title" content="${attention.title}">`)
    expect(html).toContain(`<meta property="og:description" content="Attention replaces recurrence.">`)
    expect(html).toContain(`<meta property="og:image" content="${attention.thumbnail}">`)
    expect(html).toContain(`<meta property="og:url" content="${address}/papers/1706.03762">`)
  })

  test.each([
    "1706.03762v5",
    "arXiv:1706.03762",
    "https://arxiv.org/abs/1706.03762v2",
    "https%3A%2F%2Fhuggingface.co%2Fpapers%2F1706.03762",
    "https://alphaxiv.org/abs/1706.03762?x=y",
  ])("is where the address /papers/%s leads for good", async (name) => {
    const { visitor, address } = await open()
    const response = await visitor.get(`/papers/${name}`)
    expect(response.url).toBe(`${address}/papers/1706.03762`)
    expect(response.status).toBe(200)
  })

  test("of an identifier with a slash, and of a title alone, has an address too", async () => {
    const { visitor } = await open()
    expect((await visitor.get("/papers/math/0611800")).status).toBe(200)
    const html = await visitor.page(`/papers/t/${titled.id.slice(2)}`)
    expect(htmlToText(html)).toContain("Only A Title")
    expect(html).not.toContain("arxiv.org/pdf")
  })

  test("of a title alone leads to its identifier once it has one", async () => {
    const { address, stores } = await open()
    await stores.papers.save([aPaper({ id: "2510.11111", title: "Only A Title" })], "2025-10-27T13:00:00Z")
    const response = await (await visit(address)).get(`/papers/t/${titled.id.slice(2)}`)
    expect(response.url).toBe(`${address}/papers/2510.11111`)
  })

  test("lets no markup of a title through", async () => {
    const { visitor } = await open()
    const html = await visitor.page("/papers/math/0611800")
    expect(html).not.toContain("<img src=x")
    expect(htmlToText(html)).toContain(hostile)
  })

  test("that is not known says so and offers a search", async () => {
    const { visitor } = await open()
    const response = await visitor.get("/papers/some%20words")
    expect(response.status).toBe(404)
    expect(await response.text()).toContain(`href="/search?q=some+words"`)
  })
})

describe("its discussion", () => {
  test("begins with a plain form, and then stands beside the paper", async () => {
    const { visitor, bot } = await open()
    await visitor.send(
      "/discuss",
      { paper: "1706.03762", text: "Is it all we need?", channel: "" },
      { accept: "text/html" },
    )
    expect(bot.heard.at(-1)?.input).toEqual({
      kind: "typed",
      command: "discuss",
      values: { paper: "1706.03762" },
    })
    // The scripted bot keeps no threads; the reply stands in the thread that it opened.
    const channel = await visitor.page("/channels/daily-papers")
    expect(htmlToText(channel)).toContain(words.web.message.replies(1))
  })
})
