import { readFileSync } from "node:fs"
import { Ajv } from "ajv"
import { describe, expect, it } from "vitest"
import { createManifest } from "../../../adapters/slack/manifest.ts"
import { commands } from "../../../commands/index.ts"
import { missing, shared } from "../../needs.ts"
import { manifestFile, manifestText } from "./write-manifest.ts"

const schema = shared("specs/slack-manifest/manifest.schema.1.0.0.json")

describe("the Slack app's manifest", () => {
  it("is the one that the command table makes (npm run manifest writes it)", () => {
    expect(readFileSync(manifestFile, "utf8")).toBe(manifestText())
  })

  it("asks for Socket Mode without an address, and for HTTP with one", () => {
    expect(createManifest(commands).settings.socket_mode_enabled).toBe(true)
    const overHttp = createManifest(commands, { publicUrl: "https://papers.example.org" })
    expect(overHttp.settings.socket_mode_enabled).toBe(false)
    expect(overHttp.settings.event_subscriptions.request_url).toBe("https://papers.example.org/slack/events")
  })

  describe.skipIf(missing(schema))("held against Slack's schema", () => {
    it.each([[undefined], ["https://papers.example.org"]])("is valid with the address %s", (publicUrl) => {
      const read: object = JSON.parse(readFileSync(schema.path, "utf8"))
      const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(read)
      validate(createManifest(commands, publicUrl ? { publicUrl } : {}))
      expect(validate.errors).toBeNull()
    })
  })
})
