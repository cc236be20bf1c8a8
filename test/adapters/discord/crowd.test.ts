/** A large server in the minute in which everybody votes: nothing is lost, and the post is edited now and then. */
import { expect, it } from "vitest"
import { useStage, wordsOf } from "./stage.ts"

const open = useStage({ contract: false })
const paper = "2510.00003"
/** The rest of a large server; 2,000 take half a minute where ten programs share two cores, and as many edits as windows. */
const people = 300
/** Changes of a post are gathered for this long; see the tally refresh. */
const windowMs = 2_000

it("members who react at once are as many votes, and the post is edited once in two seconds at most", async () => {
  const on = await open()
  const { message } = await on.post(paper)
  const crowd = Array.from({ length: people }, (_, n) => on.twin.member(`Member ${n}`))
  const start = performance.now()
  for (const [n, member] of crowd.entries()) {
    member.react(message, "👍")
    // Some have second thoughts, and some change the tone of their skin.
    if (n % 10 === 1) member.unreact(message, "👍")
    if (n % 10 === 2) member.react(message, "👍🏽")
    if (n % 100 === 99) await new Promise((resolve) => setImmediate(resolve))
  }
  const wanted = people * 0.9
  await expect.poll(() => on.votes(paper), { timeout: 60_000, interval: 250 }).toBe(wanted)
  await on.twin.waitFor(
    () => on.twin.observe.messages("papers").some((post) => wordsOf(post).includes(`Upvote\u00a0${wanted}`)),
    "the last tally on the post",
    20_000,
  )
  const tookMs = performance.now() - start
  const edits = on.twin.observe.calls("PATCH").filter(({ path }) => path.endsWith(message))
  expect(edits.length).toBeLessThanOrEqual(Math.ceil(tookMs / windowMs) + 1)
  expect(on.twin.invalidRequests()).toBe(0)
}, 60_000)
