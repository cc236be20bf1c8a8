/** Behind a company's proxy, which alone knows the names of the world outside. */
import { readFileSync, writeFileSync } from "node:fs"
import { createServer, type RequestListener } from "node:http"
import { createServer as createTlsServer } from "node:https"
import type { AddressInfo } from "node:net"
import { join, resolve } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { scopes } from "../../../adapters/slack/manifest.ts"
import { words } from "../../../src/words/words.ts"
import { startDiscordTwin } from "../../twins/discord/twin.ts"
import { createMailTwin } from "../../twins/mail/server.ts"
import { startSlackTwin } from "../../twins/slack/slack-twin.ts"
import { aProxy } from "./a-proxy.ts"
import { aDataDir, run, startBot } from "./program.ts"

const noPapers: RequestListener = (_, answer) =>
  void answer.writeHead(200, { "content-type": "application/json" }).end("[]")

const certificates = resolve(import.meta.dirname, "../../fixtures/certificates")
const certificate = join(certificates, "papers.invalid.pem")

async function aSource(server = createServer(noPapers)): Promise<string> {
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A source whose certificate no public authority has signed. */
function aPrivateSource(): Promise<string> {
  const key = readFileSync(join(certificates, "papers.invalid.key"))
  return aSource(createTlsServer({ key, cert: readFileSync(certificate) }, noPapers))
}

test.each(["HTTP_PROXY", "http_proxy"])(
  "sources are reached through %s, and doctor names it",
  async (name) => {
    const proxy = await aProxy({ "papers.invalid": await aSource() })
    const address = "http://papers.invalid"
    const sources = { HF_BASE_URL: address, ARXIV_BASE_URL: address, ARXIV_RSS_BASE_URL: address }
    const doctor = await run(["doctor"], {
      DATA_DIR: aDataDir(),
      OFFLINE: "false",
      ...sources,
      [name]: proxy.url,
    })
    expect(doctor.stdout).toContain(`✓ ${words.doctor.network.huggingFace}`)
    expect(doctor.stdout).toContain(new URL(proxy.url).host)
    expect(proxy.asked.join()).toContain("papers.invalid")
  },
)

test("Discord's requests and its gateway go through the proxy", async () => {
  const twin = await startDiscordTwin({ contract: false })
  onTestFinished(() => twin.stop())
  const proxy = await aProxy({ "discord.invalid": twin.url })
  const { pathname } = new URL(twin.url)
  const api = { DISCORD_TOKEN: twin.token, DISCORD_API_URL: `http://discord.invalid${pathname}` }
  const bot = await startBot({ DATA_DIR: aDataDir(), HTTP_PROXY: proxy.url, ...api })
  await twin.waitFor(() => twin.observe.commands().length > 0, "the commands")
  expect(proxy.asked.join()).toContain("discord.invalid")
  expect(proxy.asked.join()).toMatch(/UPGRADE|CONNECT 127/)
  await bot.end()
})

test("Slack's requests and its sockets go through the proxy", async () => {
  const twin = await startSlackTwin({ transport: "socket", scopes: Object.keys(scopes) })
  onTestFinished(() => twin.stop())
  const proxy = await aProxy({ "slack.invalid": twin.apiUrl })
  const { pathname } = new URL(twin.apiUrl)
  const tokens = { SLACK_BOT_TOKEN: twin.botToken, SLACK_APP_TOKEN: twin.appToken }
  const api = { ...tokens, SLACK_API_URL: `http://slack.invalid${pathname}` }
  const bot = await startBot({ DATA_DIR: aDataDir(), HTTP_PROXY: proxy.url, ...api })
  await twin.waitFor("both connections", () => twin.socket.count() === 2)
  expect(proxy.asked.join()).toContain("slack.invalid")
  expect(proxy.asked.join()).toMatch(/UPGRADE|CONNECT 127/)
  await bot.end()
})

const sourcesAt = (address: string) =>
  ["HF_BASE_URL", "ARXIV_BASE_URL", "ARXIV_RSS_BASE_URL"].map((name) => `${name}=${address}`)

test("proxy and certificates may stand in .env, and the proxy alone knows the name", async () => {
  const proxy = await aProxy({ "papers.invalid": await aPrivateSource() })
  const folder = aDataDir()
  const settings = [`HTTPS_PROXY=${proxy.url}`, `NODE_EXTRA_CA_CERTS=${certificate}`]
  writeFileSync(join(folder, ".env"), [...settings, ...sourcesAt("https://papers.invalid")].join("\n"))
  const doctor = await run(["doctor"], { DATA_DIR: aDataDir(), OFFLINE: "false" }, { folder })
  expect(doctor.stdout).toContain(`✓ ${words.doctor.network.huggingFace}`)
  expect(proxy.asked).toContain("CONNECT papers.invalid:443")
})

test("a certificate that nobody vouches for is named, with the setting that helps", async () => {
  const proxy = await aProxy({ "papers.invalid": await aPrivateSource() })
  const folder = aDataDir()
  writeFileSync(join(folder, ".env"), sourcesAt("https://papers.invalid").join("\n"))
  const env = { DATA_DIR: aDataDir(), OFFLINE: "false", HTTPS_PROXY: proxy.url }
  const doctor = await run(["doctor"], env, { folder })
  expect(doctor.stdout).toContain(`✗ ${words.doctor.network.huggingFace}`)
  expect(doctor.stdout).toContain("NODE_EXTRA_CA_CERTS")
})

test("a mail that is tried goes through the proxy, over TLS that NODE_EXTRA_CA_CERTS vouches for", async () => {
  const key = readFileSync(join(certificates, "papers.invalid.key"), "utf8")
  const twin = await createMailTwin({ from: "start", key, cert: readFileSync(certificate, "utf8") })
  onTestFinished(() => twin.close())
  const proxy = await aProxy({ "papers.invalid": twin.url.replace("smtps", "http") })
  const settings = {
    DATA_DIR: aDataDir(),
    MAIL_URL: twin.url.replace("127.0.0.1", "papers.invalid"),
    MAIL_FROM: "papers@example.org",
    PUBLIC_URL: "https://papers.example.org",
    HTTPS_PROXY: proxy.url,
    NODE_EXTRA_CA_CERTS: certificate,
  }
  const tried = await run(["mail", "--try", "ada@example.com"], settings)
  expect(tried.stdout).toContain(words.mail.try.sent("papers.invalid"))
  expect(twin.received.map(({ to }) => to)).toEqual(["ada@example.com"])
})
