import { expect, it } from "vitest"
import { fieldBlocks } from "../../../adapters/slack/form-fields.ts"
import { words } from "../../../src/words/words.ts"
import { blockFaults } from "../../twins/slack/block-rules.ts"

const field = { kind: "mention", name: "mention", label: "Notify", value: "S0READERS" } as const

it("a field for user groups offers nobody first, and keeps what is chosen", () => {
  const blocks = fieldBlocks(field, [{ value: "S0READERS", label: "@readers" }])
  expect(blockFaults(blocks)).toEqual([])
  expect(JSON.stringify(blocks)).toMatch(
    new RegExp(`"options":\\[{"text":{"type":"plain_text","text":"${words.slack.form.nobody}"`),
  )
  expect(blocks).toMatchObject([{ element: { initial_option: { value: "S0READERS" } } }])
})

it("is left out on a plan without groups, and says what to do where the app may not ask for them", () => {
  expect(fieldBlocks(field, [])).toEqual([])
  expect(JSON.stringify(fieldBlocks(field, "missing"))).toContain(words.slack.form.groupsMissing)
})
