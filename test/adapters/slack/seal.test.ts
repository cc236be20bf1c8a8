import { randomBytes } from "node:crypto"
import { expect, it } from "vitest"
import { type SealKeys, seal, unseal } from "../../../adapters/slack/seal.ts"
import { words } from "../../../src/words/words.ts"

const keys: SealKeys = [randomBytes(32)]
const community = "slack:T1"
const sealed = seal("a token", community, keys)
const [name = "", body = ""] = sealed.split(".")

it("what was sealed opens, and says whether its key is the newest", () => {
  expect(unseal(sealed, community, keys)).toEqual({ text: "a token", old: false })
  expect(unseal(sealed, community, [randomBytes(32), ...keys])).toEqual({ text: "a token", old: true })
})

it.each([0, 1, 11, 12, 15, 27, 28, 29])("a seal that was cut to %i bytes is refused by name", (bytes) => {
  const cut = `${name}.${Buffer.from(body, "base64").subarray(0, bytes).toString("base64")}`
  const refused = { code: "sealed", message: words.slack.errors.sealBroken(community) }
  expect(() => unseal(cut, community, keys)).toThrow(expect.objectContaining(refused))
})

it("a seal of another community, or of a key that is missing, is refused by name", () => {
  expect(() => unseal(sealed, "slack:T2", keys)).toThrow(words.slack.errors.sealBroken("slack:T2"))
  expect(() => unseal(sealed, community, [randomBytes(32)])).toThrow(
    words.slack.errors.keyMissing(name, community),
  )
})
