import { readdirSync, readFileSync } from "node:fs"
import { Ajv } from "ajv"
import { describe, expect, it } from "vitest"
import { createManifest, scopes } from "../../../adapters/slack/manifest.ts"
import { commands } from "../../../commands/index.ts"
import { missing, shared } from "../../needs.ts"
import { manifestFile, manifestText } from "./write-manifest.ts"

const schema = shared("specs/slack-manifest/manifest.schema.1.0.0.json")

/** What of the adapter needs each scope: a method of Slack's, or an event. */
const uses: Readonly<Record<string, string>> = {
  "app_mentions:read": '"app_mention"',
  "channels:history": "conversations.history(",
  "channels:read": "conversations.info(",
  "chat:write": "chat.postMessage(",
  commands: "app.command(",
  "groups:history": '"message.groups"',
  "groups:read": '"group_archive"',
  "im:history": '"message.im"',
  "im:read": "isDirect(place)",
  "links:read": '"link_shared"',
  "links:write": "chat.unfurl(",
  "reactions:read": "reactions.get(",
  "reactions:write": "reactions.add(",
  "usergroups:read": "usergroups.list(",
  "users:read": "users.info(",
}

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

  it("asks for no scope that the adapter does not use, and says what each is for", () => {
    expect(Object.keys(uses).toSorted()).toEqual(Object.keys(scopes).toSorted())
    const code = readdirSync("adapters/slack")
      .filter((file) => file.endsWith(".ts"))
      .map((file) => readFileSync(`adapters/slack/${file}`, "utf8"))
      .join("\n")
    expect(Object.entries(uses).filter(([, use]) => !code.includes(use))).toEqual([])
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
