import { describe, expect, it } from "vitest"
import { createRequestQueue } from "../../../adapters/slack/request-queue.ts"
import { PlatformError } from "../../../src/vocabulary/errors.ts"
import { createFakeClock, settled } from "../../clock.ts"

function aPace() {
  const clock = createFakeClock("2025-10-27T12:00:00Z")
  const sent: string[] = []
  const start = clock.now()
  const say = (words: string) => async () => {
    sent.push(`${clock.now().since(start).total("seconds")} ${words}`)
  }
  return { clock, sent, say, pace: createRequestQueue(clock) }
}

const asksToWait = (seconds: number) =>
  new PlatformError("slack", "ratelimited", "Slack asks us to wait", { retryAfterMs: seconds * 1000 })

/** Refuses once, then says it. */
function refusingOnce(seconds: number, then: () => Promise<void>): () => Promise<void> {
  let refused = false
  return async () => {
    if (refused) return then()
    refused = true
    throw asksToWait(seconds)
  }
}

describe("posts to Slack", () => {
  it("of one channel keep a second between them, those of another do not wait", async () => {
    const { clock, sent, say, pace } = aPace()
    for (const words of ["one", "two", "three"]) void pace.run("papers", say(words))
    void pace.run("other", say("elsewhere"))
    await clock.advance({ seconds: 2 })
    expect(sent).toEqual(["0 one", "0 elsewhere", "1 two", "2 three"])
  })

  it("that Slack asks to wait with hold up their own channel alone, and keep their order", async () => {
    const { clock, sent, say, pace } = aPace()
    void pace.run("papers", refusingOnce(10, say("one")))
    void pace.run("papers", say("two"))
    void pace.run("other", say("elsewhere"))
    await clock.advance({ seconds: 11 })
    expect(sent).toEqual(["0 elsewhere", "10 one", "11 two"])
  })

  it("that would wait longer than half a minute are handed back to who planned them", async () => {
    const { sent, say, pace } = aPace()
    const refused = pace.run("papers", refusingOnce(3_600, say("one")))
    await expect(refused).rejects.toMatchObject({ code: "ratelimited", retryAfterMs: 3_600_000 })
    expect(sent).toEqual([])
  })

  it("that fail for another reason let the next one go at once", async () => {
    const { sent, say, pace } = aPace()
    const failing = pace.run("papers", () => Promise.reject(new Error("no")))
    const next = pace.run("papers", say("next"))
    await expect(failing).rejects.toThrow("no")
    await next
    expect(sent).toEqual(["0 next"])
  })
})

describe("edits of a Slack message", () => {
  it("that wait become one, the newest", async () => {
    const { clock, sent, say, pace } = aPace()
    const edit = (words: string) => pace.newest("papers", "post", say(words))
    const first = edit("1 vote")
    await settled()
    const others = ["2 votes", "3 votes", "4 votes"].map(edit)
    await clock.advance({ seconds: 5 })
    await Promise.all([first, ...others])
    expect(sent).toEqual(["0 1 vote", "1 4 votes"])
  })

  it("of two messages stay two", async () => {
    const { clock, sent, say, pace } = aPace()
    for (const post of ["one", "two"]) void pace.newest("papers", post, say(post))
    await clock.advance({ seconds: 1 })
    expect(sent).toEqual(["0 one", "1 two"])
  })

  it("that Slack asks to wait with never undo a newer one", async () => {
    const { clock, sent, say, pace } = aPace()
    void pace.newest("papers", "post", refusingOnce(5, say("older")))
    await settled()
    void pace.newest("papers", "post", say("newer"))
    await clock.advance({ seconds: 10 })
    expect(sent).toEqual(["5 older", "6 newer"])
  })
})
