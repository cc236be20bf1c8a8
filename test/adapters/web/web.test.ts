import { createServer, request } from "node:http"
import type { AddressInfo } from "node:net"
import { describe, expect, onTestFinished, test } from "vitest"
import { createWeb } from "../../../adapters/web/web.ts"
import type { Card } from "../../../src/vocabulary/card.ts"
import type { Adapter } from "../../../src/vocabulary/ports.ts"
import { words } from "../../../src/words/words.ts"
import { createFakeClock } from "../../clock.ts"
import { openStores } from "../../open-stores.ts"
import { openPage, visit } from "./open-page.ts"
import { readServices } from "./read-services.ts"
import { createScriptedBot } from "./scripted-bot.ts"

const general = { community: "web:local", place: "general" } as const
const card: Card = { title: [{ text: "Daily papers" }], tone: "plain", blocks: [] }

describe("the page as an adapter", () => {
  test("posts a delivery once, however often it is sent", async () => {
    const { web, chat } = await openPage()
    const first = await web.send({ ...general, delivery: "d1" }, card)
    expect(await web.send({ ...general, delivery: "d1" }, card)).toEqual(first)
    expect(await chat.page({ channel: "general", member: "", limit: 9 })).toHaveLength(1)
  })

  test("changes a card where it lies, and says when it is gone", async () => {
    const { web, address } = await openPage()
    const ref = await web.send(general, card)
    await web.edit(ref, { ...card, title: [{ text: "Weekly papers" }] })
    expect(await (await visit(address)).page("/channels/general")).toContain("Weekly papers")
    await expect(web.edit({ ...ref, message: "gone" }, card)).rejects.toThrow(
      words.web.platform.gone("gone", "general"),
    )
  })

  test("refuses a channel that it has not, and says what is missingPermissions", async () => {
    const { web } = await openPage()
    const nowhere = { ...general, place: "nowhere" }
    await expect(web.send(nowhere, card)).rejects.toThrow(words.web.platform.noChannel("nowhere"))
    expect(await web.missingPermissions(nowhere)).toEqual([words.web.platform.channelNeeded("nowhere")])
    expect(await web.missingPermissions(general)).toEqual([])
  })

  test("opens a thread under a post, or with a post of its own", async () => {
    const { web } = await openPage()
    const under = await web.send(general, card)
    const request = { ...general, title: "A paper", opening: card }
    expect((await web.openThread({ ...request, under })).thread).toBe(under.message)
    const own = await web.openThread(request)
    expect(own.thread).toBe(own.opening.message)
    expect(await web.reviveThread({ ...general, thread: own.thread })).toBe(true)
    expect(await web.reviveThread({ ...general, thread: "gone" })).toBe(false)
  })

  test("keeps a delivery in a message's thread once, and none in the thread of a message that is gone", async () => {
    const { web, chat } = await openPage()
    const root = await web.send(general, card)
    const where = { ...general, delivery: "d2", under: { ...root, title: [{ text: "Daily papers" }] } }
    const sent = await web.send(where, card)
    expect(sent).toMatchObject({ thread: root.message })
    expect(await web.send(where, card)).toEqual(sent)
    const thread = { channel: "general", thread: root.message, member: "", limit: 9 }
    expect((await chat.page(thread)).map(({ id }) => id)).toEqual([sent.message])
    const under = { ...root, message: "gone", title: [{ text: "Daily papers" }] }
    await expect(web.send({ ...where, under }, card)).rejects.toMatchObject({ code: "message-gone" })
  })

  test("leads to channels, threads and messages", async () => {
    const { web, address } = await openPage()
    const link = (where: object) => web.linkTo({ ...general, ...where })?.slice(address.length)
    expect(link({})).toBe("/channels/general")
    expect(link({ thread: "t1" })).toBe("/channels/general/t/t1")
    expect(link({ thread: "t1", message: "m2" })).toBe("/channels/general/t/t1#m-m2")
    expect(link({ message: "m2" })).toBe("/channels/general?at=m2#m-m2")
  })

  test("finds a message that its address names far back", async () => {
    const { web, address } = await openPage()
    const ref = await web.send(general, { ...card, title: [{ text: "The first one" }] })
    for (let n = 0; n < 100; n += 1) await web.send(general, card)
    const visitor = await visit(address)
    expect(await visitor.page("/channels/general")).not.toContain("The first one")
    expect(await visitor.page(`/channels/general?at=${ref.message}`)).toContain("The first one")
  })

  test("shows older messages a slice at a time, each once", async () => {
    const { web, address } = await openPage()
    for (let n = 0; n < 100; n += 1) await web.send(general, { ...card, title: [{ text: `Number ${n}.` }] })
    const visitor = await visit(address)
    const numbers: string[] = []
    let [before, more] = ["", true]
    while (more) {
      const response = await visitor.get(`/older?channel=general${before && `&before=${before}`}`)
      const slice = (await response.json()) as { html: string; oldest: string; more: boolean }
      numbers.unshift(...(slice.html.match(/Number \d+/g) ?? []))
      ;[before, more] = [slice.oldest, slice.more]
    }
    expect(numbers).toEqual(Array.from({ length: 100 }, (_, n) => `Number ${n}`))
  })

  test("says that it is up, and where", async () => {
    const { address } = await openPage()
    const response = await fetch(`${address}/healthz`)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      up: true,
      parts: { web: { up: true, detail: words.web.platform.open(address, 0) } },
    })
  })

  test("does not check its health once for each of many who ask at the same time", async () => {
    const { bot, address } = await openPage()
    let checks = 0
    const { promise, resolve } = Promise.withResolvers<void>()
    bot.health = async () => {
      checks += 1
      await promise
      return {}
    }
    const answers = Array.from({ length: 20 }, () => fetch(`${address}/healthz`))
    await expect.poll(() => checks).toBe(1)
    resolve()
    expect((await Promise.all(answers)).every(({ ok }) => ok)).toBe(true)
    expect(checks).toBeLessThan(20)
  })

  test("says that something is down", async () => {
    const { bot, address } = await openPage()
    bot.health = async () => ({ store: { up: false, detail: "the disk is full" } })
    expect((await fetch(`${address}/healthz`)).status).toBe(503)
  })

  test("lives while a platform is away, and is not ready", async () => {
    const { bot, address, web } = await openPage({
      adapters: new Map<string, Adapter>([["discord", {} as Adapter]]),
    })
    bot.health = async () => ({ discord: { up: false, detail: "away" }, web: web.health() })
    expect((await fetch(`${address}/healthz`)).status).toBe(200)
    expect((await fetch(`${address}/readyz`)).status).toBe(503)
    bot.health = async () => ({ discord: { up: true, detail: "here" }, web: web.health() })
    expect((await fetch(`${address}/readyz`)).status).toBe(200)
  })

  test("tells whoever asks under another name that it is up, and nothing more", async () => {
    const { address } = await openPage()
    for (const path of ["/healthz", "/readyz"]) {
      const answer = await new Promise<string>((resolve, reject) =>
        request(`${address}${path}`, { headers: { host: "bot.internal" } }, async (response) =>
          resolve(Buffer.concat(await response.toArray()).toString()),
        )
          .on("error", reject)
          .end(),
      )
      expect(JSON.parse(answer)).toEqual({ up: true })
    }
  })

  test("stops at once with windows open, and is then away", async () => {
    const { web, address } = await openPage()
    const visitor = await visit(address)
    const line = await visitor.listen("")
    await line.next()
    const ended = expect(line.next()).rejects.toThrow("the stream has ended")
    await web.stop()
    await ended
    expect(web.health().up).toBe(false)
    await expect(fetch(address)).rejects.toThrow()
    await expect(web.send(general, card)).rejects.toThrow(words.web.platform.notOpen)
  })

  test("says which port is taken and what to set", async () => {
    const read = await readServices(await openStores(), createFakeClock("2025-10-27T00:00:00Z"))
    const taken = createServer().listen(0, "127.0.0.1")
    onTestFinished(() => void taken.close())
    await new Promise((done) => taken.once("listening", done))
    const { port } = taken.address() as AddressInfo
    const web = createWeb({ ...read, host: "127.0.0.1", port })
    await expect(web.start(createScriptedBot(() => web))).rejects.toThrow(words.web.platform.portTaken(port))
  })
})
