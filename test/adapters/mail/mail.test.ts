import { execFileSync, spawnSync } from "node:child_process"
import { generateKeyPairSync } from "node:crypto"
import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it, test } from "vitest"
import { contentOf } from "../../../adapters/mail/content.ts"
import { createMailTransport } from "../../../adapters/mail/transport.ts"
import { digestCard } from "../../../src/cards/digest-card.ts"
import { NetworkError, PlatformError } from "../../../src/vocabulary/errors.ts"
import { plainText } from "../../../src/words/runs.ts"
import { words } from "../../../src/words/words.ts"
import { aPaper } from "../../builders.ts"
import { arbitraryCard } from "../../contracts/arbitrary-card.ts"
import { createMailWorld, links } from "./mail-world.ts"

const hostile = 'Attention\r\nBcc: eve@example.com\r\n\r\n<script>alert("]]>")</script> \u0000& "quotes" שלום'

function aDigest(title = "Attention Is All You Need", count = 2) {
  const picks = Array.from({ length: count }, (_, at) => ({
    paper: aPaper({ id: `2510.0000${at}`, title: at === 0 ? title : `Paper ${at}`, upvotes: 12 }),
    reason: plainText("You follow Ada"),
  }))
  return digestCard({ picks, moreFollowed: 0, paperStats: new Map(), day: "2025-10-27" })
}

describe("a digest by mail", () => {
  let world: Awaited<ReturnType<typeof createMailWorld>>
  beforeAll(async () => {
    world = await createMailWorld()
  })
  afterAll(() => world.close())

  const newest = () => {
    const received = world.twin.received.at(-1)
    if (!received) throw new Error("no mail came")
    return received
  }

  it("arrives with the headers that mail programs go by", async () => {
    const sent = await world.send(aDigest())
    const { mail, to, raw } = newest()
    expect(sent.message).toBe("delivery-1")
    expect(to).toBe("ada@example.com")
    expect(mail.subject).toBe(words.digests.title("Mon, Oct 27"))
    expect(mail.from?.text).toBe('"Paperboy" <papers@example.org>')
    expect(mail.messageId).toBe("<delivery-1@example.org>")
    expect(mail.date?.toISOString()).toBe("2025-10-27T08:00:00.000Z")
    const header = (name: string) => new RegExp(`^${name}: (.*)\r?$`, "im").exec(raw)?.[1]?.trim()
    expect(header("List-Unsubscribe")).toBe(`<${links.stop(world.address)}>`)
    expect(header("List-Unsubscribe-Post")).toBe("List-Unsubscribe=One-Click")
    expect(header("List-ID")).toBe(`"${words.mail.listName}" <digest.example.org>`)
    expect(header("Auto-Submitted")).toBe("auto-generated")
  })

  it("is plain text first, then the same as HTML, and fetches nothing", async () => {
    await world.send(aDigest())
    const { mail, raw } = newest()
    const html = String(mail.html)
    expect(raw.indexOf("text/plain")).toBeLessThan(raw.indexOf("text/html"))
    for (const part of [mail.text ?? "", html]) {
      expect(part).toContain("Attention Is All You Need")
      expect(part).toContain("You follow Ada")
      expect(part).toContain(links.act(world.address, "upvote", "2510.00000"))
      expect(part).toContain(links.stop(world.address))
    }
    expect(html).not.toMatch(/<img|<link|@import|url\(|src=/i)
    expect(html).toContain("prefers-color-scheme: dark")
  })

  it("puts buttons in the order of every surface", () => {
    const [items] = contentOf(aDigest(), { address: world.address, links }).parts.flatMap((part) =>
      part.kind === "items" ? [part.items] : [],
    )
    const { upvote, discuss } = words.cards.paper.buttons
    const labels = items?.[0]?.links.map(({ label }) => label)
    expect(labels).toEqual([upvote, discuss, words.readers.buttons.save])
  })

  it("takes a hostile title as its characters: no header, no element", async () => {
    await world.send({ ...aDigest(hostile), title: plainText(hostile) })
    const { mail, raw } = newest()
    const [head] = raw.split("\r\n\r\n")
    expect(head).not.toMatch(/^Bcc:/im)
    expect([mail.to].flat().map((to) => to?.text)).toEqual(["ada@example.com"])
    expect(mail.subject).toContain("Attention Bcc: eve@example.com")
    expect(String(mail.html)).not.toContain("<script>")
    expect(String(mail.html)).toContain("&lt;script&gt;")
  })

  it("any card is a mail that can be read", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCard, async (card) => {
        await world.send(card)
        const { mail, raw } = newest()
        expect(mail.text).toBeTruthy()
        expect(mail.messageId).toBe("<delivery-1@example.org>")
        for (const line of raw.split("\r\n")) expect(line.length).toBeLessThanOrEqual(998)
      }),
      { numRuns: 25 },
    )
  })

  it("what a server does not answer for is sent again under the same Message-ID, and said so", async () => {
    world.twin.afterData = "drop"
    const before = world.twin.received.length
    const lost = await world.send(aDigest(), "delivery-2").catch((error: unknown) => error)
    world.twin.afterData = "answer"
    expect(lost).toBeInstanceOf(NetworkError)
    expect((lost as Error).message).toBe(words.mail.errors.unknownOutcome("127.0.0.1"))
    expect(world.mail.health().detail).toContain(words.mail.health.unknown(1))
    await world.send(aDigest(), "delivery-2")
    const ids = world.twin.received.slice(before).map(({ mail }) => mail.messageId)
    expect(ids).toEqual(["<delivery-2@example.org>", "<delivery-2@example.org>"])
    expect(world.mail.health().up).toBe(true)
  })

  it("a server that says nothing is given up after a while", async () => {
    world.twin.afterData = "hang"
    const lost = await world.send(aDigest(), "delivery-3").catch((error: unknown) => error)
    world.twin.afterData = "answer"
    expect(lost).toBeInstanceOf(NetworkError)
  })

  it("a server that is away is tried again, and says which", async () => {
    const transport = createMailTransport({
      url: "smtp://127.0.0.1:1",
      domain: "example.org",
      silenceMs: 2_500,
    })
    const lost = await transport.verify().catch((error: unknown) => error)
    expect(lost).toBeInstanceOf(NetworkError)
    expect((lost as Error).message).toContain("ECONNREFUSED")
  })

  test.each([
    ["login", 535, "5.7.8 who are you", "login", true, "confirmed"],
    ["recipient", 450, "4.2.0 <ada@example.com> later", "later", true, "confirmed"],
    ["recipient", 552, "5.2.2 the box of <ada@example.com> is full", "refused", false, "confirmed"],
    ["recipient", 554, "5.7.1 we know you", "refused", false, "confirmed"],
    ["data", 554, "5.7.1 spam", "refused", false, "confirmed"],
    ["sender", 451, "4.3.0 busy", "later", true, "confirmed"],
    ["recipient", 550, "5.1.1 <ada@example.com> is nobody", "recipient", false, "ended"],
  ] as const)("%s %i %s: %s", async (stage, code, text, kind, isTriedAgain, state) => {
    world.twin.refusals.set(stage, { code, text })
    const refused = await world.send(aDigest(), "delivery-4").catch((error: unknown) => error)
    world.twin.refusals.clear()
    expect(refused).toBeInstanceOf(PlatformError)
    const { code: said, retryAfterMs, message } = refused as PlatformError
    expect({ said, isTriedAgain: retryAfterMs !== undefined }).toEqual({ said: kind, isTriedAgain })
    expect(message).not.toContain("ada@example.com")
    expect(message).not.toContain("secret-word")
    expect(await world.stateOf()).toBe(state)
  })

  it("nothing is sent to an address that ended", async () => {
    const sessions = world.twin.sessions
    const refused = await world.send(aDigest()).catch((error: unknown) => error)
    expect(refused).toMatchObject({ message: words.mail.errors.ended, placeGone: "closed" })
    expect(world.twin.sessions).toBe(sessions)
  })
})

const hasDkim = spawnSync("/usr/bin/python3", ["-c", "import dkim"]).status === 0

it.skipIf(!hasDkim)(
  "its signature holds, over both headers that end it (needs Debian's python3-dkim)",
  async () => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 })
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString()
    const world = await createMailWorld({ dkim: { selector: "papers", privateKey: pem } })
    await world.send(aDigest(hostile))
    const [received] = world.twin.received
    const key = publicKey.export({ type: "spki", format: "der" }).toString("base64")
    const verify = `import sys, dkim
mail = sys.stdin.buffer.read()
record = b"v=DKIM1; k=rsa; p=" + sys.argv[1].encode()
print(dkim.verify(mail, dnsfunc=lambda name, timeout=5: record if name.startswith(b"papers._domainkey.example.org") else None))`
    const said = execFileSync("/usr/bin/python3", ["-c", verify, key], {
      input: received?.raw ?? "",
    }).toString()
    expect(said.trim()).toBe("True")
    const signed = /\bh=([^;]*);/i.exec(received?.raw.replace(/\r\n\s+/g, "") ?? "")?.[1]?.toLowerCase()
    expect(signed?.split(":")).toEqual(expect.arrayContaining(["list-unsubscribe", "list-unsubscribe-post"]))
    await world.close()
  },
)
