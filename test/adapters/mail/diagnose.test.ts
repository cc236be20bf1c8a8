import { createPublicKey, generateKeyPairSync } from "node:crypto"
import { expect, test } from "vitest"
import { diagnoseMail } from "../../../adapters/mail/diagnose.ts"
import { createMailTransport } from "../../../adapters/mail/transport.ts"
import { words } from "../../../src/words/words.ts"
import { createMailTwin } from "../../twins/mail/server.ts"
import { from } from "./mail-world.ts"

const say = words.mail.doctor
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 })
const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString()
const key = createPublicKey(pem).export({ type: "spki", format: "der" }).toString("base64")
const dkim = { selector: "papers", privateKey: pem }
const spf = "v=spf1 include:spf.example.net -all"

type Records = Readonly<Record<string, readonly string[]>>

/** What is found, by subject, where DNS has these records. */
async function foundWith(records: Records, options: { readonly dkim?: typeof dkim } = {}) {
  const transport = { host: "smtp.example.org", verify: async () => undefined }
  const textRecords = async (name: string) => records[name] ?? []
  const checks = await diagnoseMail({ transport, from, textRecords, offline: false, ...options })
  return Object.fromEntries(checks.map(({ subject, state, found }) => [subject, [state, found]]))
}

test("a domain that is set up well is found well", async () => {
  const records = {
    "example.org": ["google-site-verification=1", spf],
    "_dmarc.example.org": ["v=DMARC1; p=none"],
    "papers._domainkey.example.org": [`v=DKIM1; k=rsa; p=${key.slice(0, 40)} ${key.slice(40)}`],
  }
  expect(await foundWith(records, { dkim })).toEqual({
    [say.login]: ["ok", say.loggedIn("smtp.example.org")],
    [say.spf]: ["ok", spf],
    [say.dkim]: ["ok", say.signs("papers._domainkey.example.org")],
    [say.dmarc]: ["ok", "v=DMARC1; p=none"],
  })
})

test("what is missing is named, with the record to add", async () => {
  expect(await foundWith({}, { dkim })).toMatchObject({
    [say.spf]: ["warning", say.noSpf("example.org")],
    [say.dkim]: ["error", say.noKey("papers._domainkey.example.org")],
    [say.dmarc]: ["warning", say.noDmarc("example.org")],
  })
})

test("two SPF records, another key, and a provider that signs", async () => {
  const records = {
    "example.org": [spf, "v=spf1 -all"],
    "papers._domainkey.example.org": ["v=DKIM1; p=AAAA"],
  }
  const found = await foundWith(records, { dkim })
  expect(found[say.spf]).toEqual(["error", say.twoSpf("example.org")])
  expect(found[say.dkim]).toEqual(["error", say.otherKey("papers._domainkey.example.org")])
  expect((await foundWith(records))[say.dkim]).toEqual(["ok", say.providerSigns])
})

test("DNS that does not answer, and a key that is none, are no crash", async () => {
  const textRecords = () => Promise.reject(new Error("queryTxt ETIMEOUT"))
  const transport = { host: "smtp.example.org", verify: async () => undefined }
  const broken = { selector: "papers", privateKey: "no key" }
  const checks = await diagnoseMail({ transport, from, dkim: broken, textRecords, offline: false })
  expect(checks.map(({ state }) => state)).toEqual(["ok", "warning", "error", "warning"])
})

test("a login that is refused says what to look at, and not the password", async () => {
  const twin = await createMailTwin()
  twin.refusals.set("login", { code: 535, text: "5.7.8 no secret-word" })
  const transport = createMailTransport({ url: twin.url, domain: "example.org", silenceMs: 2_500 })
  const [login] = await diagnoseMail({ transport, from, textRecords: async () => [], offline: false })
  await twin.close()
  expect(login).toEqual({
    subject: say.login,
    state: "error",
    found: words.mail.errors.login("127.0.0.1"),
    advice: words.mail.errors.loginHint,
  })
})
