import { readdirSync, readFileSync } from "node:fs"
import { webApi } from "@slack/bolt"
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
  "files:write": "api.getUploadURLExternal(",
  "groups:history": '"message.groups"',
  "groups:read": '"group_archive"',
  "im:history": '"message.im"',
  "im:read": "isDirect(place)",
  "im:write": "conversations.open(",
  "links:read": '"link_shared"',
  "links:write": "chat.unfurl(",
  "reactions:read": "reactions.get(",
  "reactions:write": "reactions.add(",
  "usergroups:read": "usergroups.list(",
  "users:read": "users.info(",
}

/** The scope that each method takes. */
const methods: Readonly<Record<string, string>> = {
  "chat.delete": "chat:write",
  "chat.postEphemeral": "chat:write",
  "chat.postMessage": "chat:write",
  "chat.unfurl": "links:write",
  "chat.update": "chat:write",
  "conversations.history": "channels:history",
  "conversations.info": "channels:read",
  "conversations.open": "im:write",
  "conversations.replies": "channels:history",
  "reactions.add": "reactions:write",
  "reactions.get": "reactions:read",
  "reactions.remove": "reactions:write",
  "usergroups.list": "usergroups:read",
  "users.conversations": "channels:read",
  "users.info": "users:read",
}
const takesNoScope = /^(?:auth|entity|oauth|views)\./

const code = readdirSync("adapters/slack")
  .filter((file) => file.endsWith(".ts"))
  .map((file) => readFileSync(`adapters/slack/${file}`, "utf8"))
  .join("\n")

/** Every method of Slack's client that the adapter's code names with its family. */
function methodsCalled(): readonly string[] {
  const client: object = new webApi.WebClient()
  const called = [...code.matchAll(/\b([a-z]+)\.([a-zA-Z]+)\(/g)].filter(([, family = "", name = ""]) => {
    const methodsOf: unknown = Reflect.get(client, family)
    return typeof methodsOf === "object" && methodsOf !== null && Object.hasOwn(methodsOf, name)
  })
  return [...new Set(called.map(([, family, name]) => `${family}.${name}`))].toSorted()
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

  it("asks for no scope that the adapter does not use", () => {
    expect(Object.keys(uses).toSorted()).toEqual(Object.keys(scopes).toSorted())
    expect(Object.entries(uses).filter(([, use]) => !code.includes(use))).toEqual([])
  })

  it("asks for the scope of each of Slack's methods that the adapter calls", () => {
    const called = methodsCalled()
    expect(called).toContain("chat.postMessage")
    expect(
      called.filter((method) => !takesNoScope.test(method) && !((methods[method] ?? "") in scopes)),
    ).toEqual([])
    expect(Object.keys(methods).filter((method) => !called.includes(method))).toEqual([])
  })

  it("asks for the scopes that its README explains, with the words that members read where one is missing", () => {
    const readme = readFileSync("adapters/slack/README.md", "utf8")
    const rows = [...readme.matchAll(/^\| `([a-z_:]+)` \| (.+) \|$/gm)].map(([, scope, use]) => [scope, use])
    expect(rows).toEqual(Object.entries(scopes))
    const { oauth_config: asked } = JSON.parse(readFileSync(manifestFile, "utf8"))
    expect(asked.scopes.bot).toEqual(rows.map(([scope]) => scope))
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
