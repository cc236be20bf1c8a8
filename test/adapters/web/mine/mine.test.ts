import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { words } from "../../../../src/words/words.ts"
import { aPaper } from "../../../builders.ts"
import { createFakePlatform } from "../../../fake-platform.ts"
import { htmlToText } from "../html-text.ts"
import { cursorOf, type Visitor, visit } from "../open-page.ts"
import { openRealPage, type RealPage } from "../real-page.ts"

const { feeds, readers, following } = words

describe("my papers", () => {
  let real: RealPage
  beforeAll(async () => {
    real = await openRealPage()
  })
  afterAll(() => real.close())

  const someone = () => visit(real.address)
  const call = (command: string, values: object) => JSON.stringify({ command, arguments: values })
  const doing = (who: Visitor, command: string, values: object, fields = {}, headers = {}) =>
    who.post("/mine/do", { call: call(command, values), ...fields }, headers)
  const form = { accept: "text/html" }
  const memberIn = (html: string) => /data-member="([^"]+)"/.exec(html)?.[1] ?? ""

  test("what one member saves, notes and follows stands on their pages, and neither on another's nor in their events", async () => {
    const [ada, bo] = [await someone(), await someone()]
    const start = cursorOf(await bo.page("/"))
    const [adas, bos] = [await ada.listen(start), await bo.listen(start)]
    const paths = [
      "/",
      "/mine",
      "/mine?show=notes",
      "/papers/2510.00002",
      "/search?q=cellar",
      "/search?q=in:saved",
    ]
    for (const path of paths) await ada.page(path)
    await ada.send("/save", { paper: "2510.00002", on: "1" })
    await doing(ada, "note", { paper: "2510.00002", replace: true }, { text: "Ask Zoltan", tags: "zoo" })
    await ada.send("/follow", { toggle: 'author:"Bruno Reed"' })
    await ada.send("/follow", { toggle: "cellar" })
    await ada.send("/vote", { paper: "2510.00007", on: "1" })
    const own = await Promise.all(paths.map(ada.page))
    expect(own.join()).toContain("Ask Zoltan")
    expect(own[0]).toContain(`aria-pressed="true" data-save="2510.00002"`)
    expect(own[3]).toContain(`aria-pressed="true" data-follow="bruno reed"`)
    expect(own[4]).toContain(`aria-pressed="true" data-follow="cellar"`)
    for (const html of await Promise.all(paths.map(bo.page)))
      expect(html).not.toMatch(/Zoltan|zoo|aria-pressed="true"|class="follow-title"|data-to-read>\d/)
    expect(await adas.next()).toMatchObject({ event: "saved", data: expect.stringContaining(`"saved":true`) })
    expect(await bos.next()).toMatchObject({ event: "votes", data: expect.stringContaining("2510.00007") })
  })

  test("a press without the script leads back to the page, which says once what came of it", async () => {
    const ada = await someone()
    const headers = { ...form, referer: `${real.address}/mine?show=read` }
    const done = await ada.send("/save", { toggle: "2510.00003" }, headers)
    expect(done.url).toBe(`${real.address}/mine?show=read`)
    const answer = await doing(ada, "read", { paper: "2510.00003" }, {}, headers)
    const html = await answer.text()
    expect(htmlToText(html)).toContain(readers.read.marked.read)
    expect(html).toContain("Diffusion Transformers in the Attic")
    expect(htmlToText(await ada.page("/mine?show=read"))).not.toContain(readers.read.marked.read)
  })

  test("a note that is too long is refused with its length, and what was there stays", async () => {
    const ada = await someone()
    await doing(ada, "note", { paper: "2510.00001", text: "Short" })
    const refused = await doing(
      ada,
      "note",
      { paper: "2510.00001", replace: true },
      { text: "x".repeat(2001) },
    )
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain(readers.tooLong.note(2001, 2000))
    expect(await ada.page("/mine")).toContain("Short")
  })

  test("a feed's addresses stand on its owner's page alone, until it ends", async () => {
    const [ada, bo] = [await someone(), await someone()]
    await doing(ada, "feed", { of: "saved" })
    await doing(ada, "feed", { of: "search" }, { query: "owls <b>" })
    const html = await ada.page("/mine")
    const [, address = ""] =
      /rel="alternate" type="application\/atom\+xml"[^>]* href="([^"]+)"/.exec(html) ?? []
    expect(address).toMatch(/\/f\/[\w-]{20,}\.atom$/)
    for (const ending of ["xml", "json"]) expect(html).toContain(`${address.slice(0, -4)}${ending}"`)
    expect(htmlToText(html)).toContain(feeds.titles.search("owls <b>"))
    const file = await ada.page("/mine/file?of=feeds")
    expect(file).toContain(address)
    expect(await bo.page("/mine")).not.toContain("/f/")
    expect(await ada.page("/")).not.toContain("/f/")

    const id = /"do":"end","feed":"(\w+)"/.exec(html.replaceAll("&quot;", '"'))?.[1]
    await doing(ada, "feed", { do: "end", feed: id })
    expect(await ada.page("/mine")).not.toContain(address)
  })

  test("a call that is none is refused", async () => {
    const ada = await someone()
    expect((await ada.post("/mine/do", { call: "{" })).status).toBe(400)
    expect((await doing(ada, "nonsense", {})).status).toBe(422)
  })

  test("saved papers are shown in pages, by state, tag and the query language", async () => {
    const ada = await someone()
    const many = Array.from({ length: 45 }, (_, n) =>
      aPaper({ id: `2509.${String(n).padStart(5, "0")}`, title: `Owls at Night ${n}` }),
    )
    await real.core.stores.papers.save(many, "2025-09-26T12:00:00Z")
    await real.core.follower.refresh()
    for (const { id } of many) await ada.send("/save", { paper: id, on: "1" })
    await doing(ada, "note", { paper: "2509.00007", text: "hoots", tags: "birds" })
    await doing(ada, "read", { paper: "2509.00008" })
    const rows = async (path: string) => [...(await ada.page(path)).matchAll(/class="kept"/g)].length
    expect(await rows("/mine")).toBe(20)
    expect(await rows("/mine?page=3")).toBe(4)
    expect(await rows("/mine?page=9")).toBe(20)
    expect(await rows("/mine?show=read")).toBe(1)
    expect(await rows("/mine?tag=birds")).toBe(1)
    expect(await rows("/mine?show=notes")).toBe(1)
    expect(await rows("/mine?q=note:hoots+owls")).toBe(1)
    expect(await rows("/mine?q=in:read")).toBe(1)
    expect(htmlToText(await ada.page("/mine?q=penguins"))).toContain(readers.saved.noneFit)
    expect(htmlToText(await ada.page("/mine?q=has:banana"))).toContain(words.web.search.refused)
  })

  test("files of what is saved and kept are given to the member alone", async () => {
    const ada = await someone()
    expect((await ada.get("/mine/file?of=saved")).status).toBe(404)
    await ada.send("/save", { paper: "2510.00004", on: "1" })
    const files = await Promise.all(
      ["bibtex", "ris", "csl", "csv", "markdown"].map((format) =>
        ada.get(`/mine/file?of=saved&format=${format}`),
      ),
    )
    for (const file of files) {
      expect(file.headers.get("content-disposition")).toContain("attachment")
      expect(await file.text()).toContain("Garden")
    }
    const linked = async (path: string) =>
      /href="(\/mine\/file[^"]*bibtex[^"]*)" download/
        .exec(await ada.page(path))?.[1]
        ?.replaceAll("&amp;", "&") ?? ""
    for (const path of ["/", "/search?q=kitchen"])
      expect(await (await ada.get(await linked(path))).text()).toContain(
        "Diffusion Transformers in the Kitchen",
      )
    expect((await ada.get("/mine/file?of=list&date=never")).status).toBe(404)
    expect(await (await ada.get("/mine/file?of=data")).text()).toContain("2510.00004")
    expect(await (await (await someone()).get("/mine/file?of=data")).text()).not.toContain("2510.00004")
  })

  test("a file of references is saved, and lines that name nothing here are named", async () => {
    const ada = await someone()
    const fields = new FormData()
    fields.set("text", "2510.00001")
    fields.set("tag", "thesis")
    fields.set("file", new File(["https://arxiv.org/abs/2510.00002\nno such title anywhere\n"], "list.txt"))
    const { cookie } = ada
    const answer = await fetch(`${real.address}/mine/import`, {
      method: "POST",
      headers: { cookie, origin: real.address, ...form, referer: `${real.address}/mine` },
      body: fields,
    })
    const said = htmlToText(await answer.text())
    expect(said).toContain(readers.saveList.saved("2 papers"))
    expect(said).toContain("no such title anywhere")
    expect((await ada.page("/mine?tag=thesis")).match(/class="kept"/g)).toHaveLength(2)
  })

  test("following nobody asks on a page of its own, and a search says there what it would have brought", async () => {
    const ada = await someone()
    const asked = await ada.send("/follow", { toggle: 'author:"Nobody Known"' })
    const { open } = (await asked.json()) as { open: string }
    expect(htmlToText(await ada.page(open))).toContain(following.nobody("author", "Nobody Known"))
    const tried = await ada.page("/mine/follow?what=kitchen")
    expect(tried).toContain(`href="/papers/2510.00001"`)
    await doing(ada, "follow", { what: "kitchen" })
    expect(await ada.page("/mine")).toContain(`class="follow-title"`)
    expect(await ada.page("/mine/follow?what=kitchen")).toContain("kitchen")
  })

  test("what is recommended says why, and Not for me takes it away", async () => {
    const [ada, bo] = [await someone(), await someone()]
    await bo.send("/vote", { paper: "2510.00006", on: "1" })
    const html = await ada.page("/mine")
    const [, recommended = ""] = /class="rec" data-paper="([^"]+)"/.exec(html) ?? []
    expect(htmlToText(html)).toContain(words.recommending.because.community.trim())
    await doing(ada, "recommend", { less: recommended })
    expect(await ada.page("/mine")).not.toContain(`class="rec" data-paper="${recommended}"`)
  })

  test("the browser's zone and language are kept once something personal is, and dates are in that zone", async () => {
    const ada = await someone()
    const tell = (zone: string) => ada.post("/member/zone", { zone }, { "accept-language": "de-CH,de;q=0.9" })
    expect(await (await tell("Asia/Tokyo")).json()).toEqual({ on: false })
    await ada.send("/save", { paper: "2510.00006", on: "1" })
    expect(await (await tell("Asia/Tokyo")).json()).toEqual({ on: true })
    expect((await tell("Nowhere/Land")).status).toBe(400)
    const account = { community: "web:local", member: memberIn(await ada.page("/")) }
    expect(await real.core.persons.find(account)).toMatchObject({ timeZone: "Asia/Tokyo", locale: "de-CH" })
  })

  test("a digest that is on stands there with its settings, and is changed and turned off there", async () => {
    const ada = await someone()
    expect(htmlToText(await ada.page("/mine"))).toContain(words.web.mine.digest)
    const member = memberIn(await ada.page("/"))
    await real.core.stores.subscriptions.save({
      ...{
        id: "ada's",
        community: "web:local",
        place: "",
        audience: { kind: "member", member },
        active: true,
      },
      ...{ content: { kind: "mix", since: 0 }, list: "day", filter: "", budget: 5, form: "digest" },
      ...{ whenEmpty: "silent", catchUpHours: 20, schedule: "0 8 * * 1-5", timeZone: "UTC" },
      ...{ createdBy: member, createdAt: "2025-10-27T12:00:00Z", nextRunAt: "2100-10-27T08:00:00Z" },
    })
    const html = await ada.page("/mine")
    expect(htmlToText(html)).toContain(words.digests.on)
    expect(html).toContain(`name="budget"`)
    await doing(ada, "digest", { do: "off" })
    expect(htmlToText(await ada.page("/mine"))).toContain(words.digests.off)
  })

  test("who has linked a chat begins the digest on the page, and who has not is told to link one", async () => {
    const ada = await someone()
    const panel = async () => (await ada.page("/mine")).split(`id="digest"`)[1]?.split("</section>")[0] ?? ""
    expect(htmlToText(await panel())).toContain(words.web.mine.digestElsewhere)
    expect(await panel()).not.toContain("<form")
    const account = { community: "web:local", member: memberIn(await ada.page("/")) }
    const inChat = { community: "chat:team", member: "ada" }
    real.adapters.set("chat", createFakePlatform("chat"))
    const { persons, stores } = real.core
    await stores.members.join((await persons.ensure(inChat)).person, (await persons.ensure(account)).person)
    await persons.update(account, { timeZone: "Asia/Tokyo" })
    expect(htmlToText(await panel())).toContain(words.web.mine.digestThere("chat"))
    expect(await panel()).toContain("Asia/Tokyo")
    const fields = { time: "07:30", days: "mon", budget: "3", zone: "Asia/Tokyo" }
    await doing(ada, "digest", { do: "on" }, fields)
    const [begun] = await stores.subscriptions.ofMember(inChat.community, inChat.member)
    expect(begun).toMatchObject({ active: true, budget: 3, timeZone: "Asia/Tokyo" })
    expect(htmlToText(await panel())).toContain(words.digests.on)
    real.adapters.delete("chat")
  })

  test("deleting everything empties the page", async () => {
    const ada = await someone()
    await ada.send("/save", { paper: "2510.00005", on: "1" })
    await doing(ada, "forget", { sure: true })
    expect(htmlToText(await ada.page("/mine"))).toContain(words.web.mine.empty.later)
  })
})
