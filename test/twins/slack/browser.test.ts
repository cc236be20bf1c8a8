/** The page on which the twin is looked at: what it draws, and what is pressed there. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { asJson } from "./block-rules.ts"
import { openSlackBrowser } from "./browser/open.ts"
import { regionsOf } from "./browser/page.ts"

describe("the page of the Slack twin", () => {
  let opened: Awaited<ReturnType<typeof openSlackBrowser>>
  beforeAll(async () => {
    opened = await openSlackBrowser()
    // No bot is there to be told of anything.
    await opened.twin.outbox.withhold(true)
  })
  afterAll(async () => {
    await opened.page.stop()
    await opened.twin.stop()
  })

  const post = async (deed: object, as = "Ada") => {
    const request = { method: "POST", body: JSON.stringify(deed) }
    const answer = await fetch(`${opened.page.address}act?as=${as}&channel=${papers().id}`, request)
    return asJson(await answer.json())
  }
  const papers = () => {
    const found = [...opened.twin.workspace.channels.values()].find(({ name }) => name === "papers")
    if (!found) throw new Error("no channel papers")
    return found
  }
  const seen = (as: string) => regionsOf(opened.twin, new Map(), { as, channel: papers().id }).main ?? ""

  it("takes what is said as it was said, and lets nothing of it act", async () => {
    await post({
      kind: "say",
      fields: { text: "<script>alert(1)</script> *bold* https://arxiv.org/abs/1706.03762" },
    })
    expect(seen("Benno")).toContain("&#60;script&#62;alert(1)&#60;/script&#62; <b>bold</b>")
    expect(seen("Benno")).toContain('href="https://arxiv.org/abs/1706.03762"')
  })

  it("puts a reaction on with one press and takes it off with the next", async () => {
    const [message] = papers().messages
    const react = { kind: "react", on: message?.ts, name: "+1" }
    await post(react)
    expect(seen("Benno")).toContain("👍 1")
    expect(seen("Benno")).toContain('aria-pressed="false"')
    await post(react)
    expect(seen("Benno")).not.toContain("👍 1")
  })

  it("says that Slack takes no commands in threads", async () => {
    const [message] = papers().messages
    const said = await post({ kind: "say", thread: message?.ts, fields: { text: "/paper today" } })
    expect(said.note).toContain("not supported in threads")
  })

  it("follows what happens, region by region", async () => {
    const stream = await fetch(`${opened.page.address}events?as=Ada&channel=${papers().id}`)
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    const first = await reader?.read()
    expect(first?.value).toContain('"sidebar"')
    await post({ kind: "say", fields: { text: "one more" } }, "Benno")
    const second = await reader?.read()
    expect(second?.value).toContain("one more")
    expect(second?.value).not.toContain('"sidebar"')
    await reader?.cancel()
  })
})
