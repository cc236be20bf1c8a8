import { afterEach, describe, expect, it } from "vitest"
import { createMail } from "../../../adapters/mail/mail.ts"
import { createMailRoutes } from "../../../adapters/mail/routes.ts"
import { createMailTransport } from "../../../adapters/mail/transport.ts"
import { mailHealth } from "../../../src/cards/mail-card.ts"
import { createDataRights } from "../../../src/reading/data-rights.ts"
import { textOf } from "../../../src/rendering/inline.ts"
import { addressPlatform } from "../../../src/vocabulary/addresses.ts"
import type { Invocation } from "../../../src/vocabulary/command.ts"
import type { DigestDraft } from "../../../src/vocabulary/digests.ts"
import { plainText } from "../../../src/words/runs.ts"
import { words } from "../../../src/words/words.ts"
import { aCard } from "../../contracts/stores/builders.ts"
import { silentLog } from "../../silent-log.ts"
import { createDigestWorld, who } from "../../src/digests/world.ts"
import { createMailTwin, type MailTwin } from "../../twins/mail/server.ts"
import { from, links } from "./mail-world.ts"

const open: MailTwin[] = []
afterEach(async () => {
  for (const twin of open.splice(0)) await twin.close()
})

/** A bot that mails, the server that takes its mails, and the pages behind their links. */
async function createOptInWorld(now = "2025-10-27T07:00:00Z") {
  const world = await createDigestWorld(now)
  const twin = await createMailTwin()
  open.push(twin)
  const transport = createMailTransport({ url: twin.url, domain: from.domain, silenceMs: 2_500 })
  const { stores, adapters, keeper, clock, mailDigests } = world
  const { addresses } = stores
  const mail = createMail({
    addresses,
    transport,
    from,
    links,
    keeper,
    perMinute: 600,
    clock,
    log: silentLog,
  })
  adapters.set(addressPlatform, mail)
  const calls: Invocation[] = []
  const dispatch = async (invocation: Invocation) => {
    calls.push(invocation)
    return { card: { ...aCard(), title: plainText("Upvoted") }, visibility: "private" as const }
  }
  const routes = createMailRoutes({ ...stores, links, mailDigests, bot: { dispatch }, adapters })
  const scheduler = () => world.begin("one", { adapters })
  const linkIn = (text: string, label: string) =>
    new RegExp(`^(?:\\d+\\.)? *${label}: (https://\\S+)$`, "m").exec(text)?.[1] ?? `no link ${label}`
  return {
    ...{ ...world, twin, calls, addresses },
    ask: (member: string, address: string, draft: DigestDraft = {}) =>
      mailDigests.ask(who(member), address, { zone: "UTC", ...draft }),
    of: (member: string) => mailDigests.of(who(member)),
    /** A link of the newest mail. */
    link: (label: string) => linkIn(twin.received.at(-1)?.mail.text ?? "", label),
    visit: (link: string, method: "GET" | "POST" | "HEAD" = "GET") =>
      routes.request(new URL(link).pathname, {
        method,
        body: method === "POST" ? "List-Unsubscribe=One-Click" : undefined,
      }),
    /** What is due at an instant is sent. */
    async at(instant: string) {
      clock.set(instant)
      const bot = scheduler()
      await world.tick(bot)
      await bot.stop()
    },
  }
}

const { confirm, stopMail } = words.mail.buttons

describe("a digest by mail", () => {
  it("comes once its reader said yes, and ends with one POST", async () => {
    const world = await createOptInWorld()
    const asked = await world.ask("ada", "Ada@Example.com")
    expect(asked).toMatchObject({ state: "asked", address: "Ada@example.com" })
    expect(world.twin.received.map(({ mail }) => mail.subject)).toEqual([words.mail.confirm.title])
    await world.at("2025-10-28T09:00:00Z")
    expect(world.twin.received).toHaveLength(1)

    const yes = world.link(confirm)
    world.clock.set("2025-10-27T08:30:00Z")
    expect(await (await world.visit(yes)).text()).toContain(words.mail.page.confirm)
    expect(await world.of("ada")).toMatchObject({ state: "asked" })
    expect(await (await world.visit(yes, "POST")).text()).toContain(words.mail.page.confirmed)
    expect(await world.of("ada")).toMatchObject({ state: "on" })
    await world.at("2025-10-28T09:00:00Z")
    expect(world.twin.received).toHaveLength(2)
    const mail = world.twin.received[1]?.mail
    expect(mail?.text).toContain("Number 1 of 2025-10-27")

    const stop = world.link(stopMail)
    expect((await world.visit(stop, "POST")).status).toBe(200)
    expect(await world.of("ada")).toMatchObject({ state: "off" })
    await world.at("2025-10-29T09:00:00Z")
    expect(world.twin.received).toHaveLength(2)
    expect(await (await world.visit(yes, "POST")).text()).toContain(words.mail.page.over)
  })

  it("a thousand GETs change nothing, whatever the link", async () => {
    const world = await createOptInWorld()
    await world.ask("ada", "ada@example.com")
    const yes = world.link(confirm)
    for (let at = 0; at < 200; at++) await world.visit(yes)
    expect(await world.of("ada")).toMatchObject({ state: "asked" })
    await world.visit(yes, "POST")
    await world.at("2025-10-28T09:00:00Z")
    const [stop = "", ...verbs] = [stopMail, "Upvote", "Discuss", "Save"].map(world.link)
    for (let at = 0; at < 1_000; at++) expect((await world.visit(stop)).status).toBe(200)
    for (let at = 0; at < 100; at++)
      for (const link of verbs) expect((await world.visit(link)).status).toBe(200)
    for (const link of [stop, ...verbs]) await world.visit(link, "HEAD")
    expect(await world.of("ada")).toMatchObject({ state: "on" })
    expect(world.calls).toEqual([])
  })

  it("its buttons act for the member, and for nobody once the mails ended", async () => {
    const world = await createOptInWorld()
    await world.ask("ada", "ada@example.com")
    await world.visit(world.link(confirm), "POST")
    await world.at("2025-10-28T09:00:00Z")
    const [upvote, stop, discuss] = [world.link("Upvote"), world.link(stopMail), world.link("Discuss")]
    expect(await (await world.visit(upvote, "POST")).text()).toContain("Upvoted")
    expect(world.calls).toMatchObject([
      {
        actor: { community: "web:local", member: "ada" },
        input: { command: "upvote", values: { paper: "2025-10-27-1" } },
      },
    ])
    expect(await (await world.visit(discuss)).text()).toContain(words.mail.page.nowhere)
    await world.visit(stop, "POST")
    expect(await (await world.visit(upvote, "POST")).text()).toContain(words.mail.page.over)
    expect(world.calls).toHaveLength(1)
    expect((await world.visit(`${upvote}x`, "POST")).status).toBe(404)
  })

  it("nobody is sent many mails: three a day to an address, and the answer stays the same", async () => {
    const world = await createOptInWorld()
    const answers = []
    for (const member of ["ada", "ben", "cleo", "dan", "eve"])
      answers.push(await world.ask(member, "victim@example.com"))
    expect(world.twin.received).toHaveLength(3)
    expect(new Set(answers.map((answer) => answer?.state))).toEqual(new Set(["asked"]))
    for (let at = 0; at < 4; at++) await world.ask("ada", `ada${at}@example.com`)
    await expect(world.ask("ada", "ada9@example.com")).rejects.toThrow(words.mail.askedOften)
  })

  it("an address that is no more ends the digest, and its member hears it once", async () => {
    const world = await createOptInWorld()
    await world.ask("ada", "ada@example.com")
    await world.visit(world.link(confirm), "POST")
    world.twin.refusals.set("recipient", { code: 550, text: "5.1.1 nobody" })
    await world.at("2025-10-28T09:00:00Z")
    expect(await world.of("ada")).toMatchObject({ state: "lost" })
    expect(await world.mailDigests.news(who("ada"))).toBe(words.mail.refusedNews)
    expect(await world.mailDigests.news(who("ada"))).toBeUndefined()
    const sessions = world.twin.sessions
    await world.at("2025-10-29T09:00:00Z")
    expect(world.twin.sessions).toBe(sessions)
  })

  it("its reader is told what became of mails that the server did not answer for", async () => {
    const world = await createOptInWorld()
    await world.ask("ada", "ada@example.com")
    await world.visit(world.link(confirm), "POST")
    world.twin.afterData = "drop"
    await world.at("2025-10-28T09:00:00Z")
    const trouble = words.mail.errors.unknownOutcome("127.0.0.1")
    const before = await world.of("ada")
    expect(before).toMatchObject({ unanswered: 1, trouble, digest: { sent: 0 } })
    world.twin.afterData = "answer"
    await world.at("2025-10-28T09:10:00Z")
    const after = await world.of("ada")
    expect(after).toMatchObject({ unanswered: 1, digest: { sent: 1, failed: 0 } })
    expect(after?.trouble).toBeUndefined()
    const { ownHealth } = words.mail
    const [early, late] = [before, after].map((mail) => mail && textOf(mailHealth(mail) ?? []))
    expect([early, late]).toEqual([
      ownHealth.trouble(trouble),
      `${ownHealth.on(1, 0)} ${ownHealth.unanswered(1)}`,
    ])
  })

  it("says where to look for what there was no room for", async () => {
    const world = await createOptInWorld()
    world.suited.followed.push("f0")
    await world.ask("ada", "ada@example.com", { what: "followed", budget: 1 })
    await world.visit(world.link(confirm), "POST")
    world.suited.followed.push("f1", "f2")
    await world.at("2025-10-28T09:00:00Z")
    const said = words.digests.moreFollowedInChat(1).replaceAll("`", "")
    expect(world.twin.received[1]?.mail.text?.replaceAll("`", "")).toContain(said)
  })

  it("a new address holds once it was confirmed; until then the earlier one does", async () => {
    const world = await createOptInWorld()
    await world.ask("ada", "ada@example.com")
    await world.visit(world.link(confirm), "POST")
    expect(await world.ask("ada", "new@example.com", { days: "daily" })).toMatchObject({
      state: "on",
      address: "ada@example.com",
      asked: "new@example.com",
    })
    await world.visit(world.link(confirm), "POST")
    await world.at("2025-10-28T09:00:00Z")
    expect(world.twin.received.map(({ to }) => to)).toEqual([
      "ada@example.com",
      "new@example.com",
      "new@example.com",
    ])
  })

  it("weekly, of a list: Monday's mail brings the best of the week", async () => {
    const world = await createOptInWorld()
    await world.ask("ada", "ada@example.com", { days: "weekly", what: "list", budget: 2 })
    await world.visit(world.link(confirm), "POST")
    await world.at("2025-11-03T09:00:00Z")
    const text = world.twin.received[1]?.mail.text ?? ""
    expect(text).toContain("Number 1 of 2025-W44")
    expect(text).not.toContain("Number 3 of")
    expect(text).toContain(words.editions.card.moreOnTheSite(1))
  })

  it("a member's data names it sealed, and forgetting takes it with its links", async () => {
    const world = await createOptInWorld()
    await world.ask("ada", "ada@example.com")
    const yes = world.link(confirm)
    const rights = createDataRights({ ...world.stores, ...world })
    const held = await rights.holdings(who("ada"))
    expect(held.address).toHaveLength(1)
    expect(JSON.stringify(held)).not.toContain("ada@example.com")
    await rights.forget(who("ada"))
    expect((await rights.holdings(who("ada"))).address).toBeUndefined()
    expect(await (await world.visit(yes, "POST")).text()).toContain(words.mail.page.over)
  })

  it.each([
    "",
    "ada",
    "ada@",
    "@example.com",
    "ada@localhost",
    "a b@example.com",
    "ada@example.com, eve@example.com",
    "ada@example.com\r\nBcc: eve@example.com",
    `${"a".repeat(65)}@example.com`,
  ])("%j is no address", async (written) => {
    const world = await createOptInWorld()
    await expect(world.ask("ada", written)).rejects.toThrow(words.mail.badAddress)
    expect(world.twin.sessions).toBe(0)
  })
})

/** Works until its step, whatever it is a part of; from then on nothing of it does. */
function mortal<T extends object>(target: T, life: { left: number }): T {
  return new Proxy(target, {
    get(object, key) {
      const value: unknown = Reflect.get(object, key)
      if (typeof value !== "function") return value
      return async (...given: readonly unknown[]) => {
        life.left -= 1
        if (life.left < 0) throw new Error("killed")
        const outcome: unknown = await Reflect.apply(value, object, given)
        if (life.left < 0) throw new Error("killed")
        return outcome
      }
    },
  })
}

const lastSteps = 13

/** A bot is killed at a step of a morning, before a server that may be gone after it took the mail; another completes it. */
async function killedMorning(lastStep: number, afterData: MailTwin["afterData"]) {
  const world = await createOptInWorld("2025-10-27T07:00:00Z")
  await world.ask("ada", "ada@example.com")
  await world.visit(world.link(confirm), "POST")
  world.clock.set("2025-10-28T08:15:00Z")
  world.twin.afterData = afterData
  const { adapters, stores } = world
  const life = { left: lastStep }
  const [editions, subscriptions] = [mortal(stores.editions, life), mortal(stores.subscriptions, life)]
  await world.tick(world.begin("one", { adapters, editions, subscriptions }))
  world.twin.afterData = "answer"
  const next = world.begin("two", { adapters })
  for (let tick = 0; tick < 6; tick++) {
    await world.clock.advance({ minutes: 3 })
    await world.tick(next)
  }
  return world.twin.received.slice(1).map(({ mail }) => mail.messageId)
}

it("killed at any step, a digest comes, and what comes again has the same Message-ID", {
  timeout: 60_000,
}, async () => {
  for (let lastStep = 1; lastStep <= lastSteps; lastStep++) {
    const afterData = lastStep % 2 === 0 ? "answer" : "drop"
    const ids = await killedMorning(lastStep, afterData)
    expect({ lastStep, digests: new Set(ids).size }).toEqual({ lastStep, digests: 1 })
    expect(ids.length).toBeLessThanOrEqual(2)
  }
})
