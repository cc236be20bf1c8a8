import { afterAll, beforeAll, expect, test } from "vitest"
import { clock } from "../../../adapters/system.ts"
import { defaultChannels } from "../../../adapters/web/options.ts"
import { listDayAt } from "../../../src/papers/index.ts"
import { anActor } from "../../builders.ts"
import { openRealPage, type RealPage } from "./real-page.ts"

let real: RealPage
beforeAll(async () => {
  real = await openRealPage()
  // Nothing else is read without a network.
  const { lists } = real.core.stores
  const entries = [{ paper: "2510.00001", upvotes: 3, comments: 0 }]
  const readAt = clock.now().toString()
  for (const key of [listDayAt(clock.now()), "trending"]) {
    await lists.put({ key, entries, closed: false, readAt, source: "huggingface" })
  }
})
afterAll(() => real.close())

test.each(defaultChannels.flatMap(({ tries }) => tries))(
  "the line %j, offered in an empty channel, works",
  async (text) => {
    const { failure } = await real.core.bot.dispatch({ actor: anActor(), input: { kind: "line", text } })
    expect(failure).toBeUndefined()
  },
)
