import { afterAll, beforeAll, expect, test } from "vitest"
import { defaultChannels } from "../../../adapters/web/options.ts"
import { anActor } from "../../builders.ts"
import { openRealPage, type RealPage } from "./real-page.ts"

let real: RealPage
beforeAll(async () => {
  real = await openRealPage()
})
afterAll(() => real.close())

test.each(defaultChannels.flatMap(({ tries }) => tries))(
  "the line %j, offered in an empty channel, works",
  async (text) => {
    const { failure } = await real.core.bot.dispatch({ actor: anActor(), input: { kind: "line", text } })
    expect(failure).toBeUndefined()
  },
)
