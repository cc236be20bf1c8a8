/** Mail through a company's network: TLS with its own certificates, and a proxy that alone knows the names outside. */
import { readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import tls from "node:tls"
import { describe, expect, it, onTestFinished } from "vitest"
import { createMailTransport, type TransportOptions } from "../../../adapters/mail/transport.ts"
import { transportOf } from "../../../adapters/mail-sending.ts"
import { load } from "../../../config/load.ts"
import { NetworkError, PlatformError } from "../../../src/vocabulary/errors.ts"
import { words } from "../../../src/words/words.ts"
import { createMailTwin, type TwinTls } from "../../twins/mail/server.ts"
import { aProxy } from "../main/a-proxy.ts"
import { from } from "./mail-world.ts"

const { errors } = words.mail
const certificates = resolve(import.meta.dirname, "../../fixtures/certificates")
const cert = readFileSync(join(certificates, "papers.invalid.pem"), "utf8")
const key = readFileSync(join(certificates, "papers.invalid.key"), "utf8")
/** The name in the certificate; nobody but the proxy knows it. */
const host = "papers.invalid"

/** As NODE_EXTRA_CA_CERTS does, until the test is over. */
function trustTheCertificate(): void {
  const usual = tls.getCACertificates("default")
  tls.setDefaultCACertificates([...usual, cert])
  onTestFinished(() => tls.setDefaultCACertificates(usual))
}

async function aServer(begins?: TwinTls["from"]) {
  const twin = await createMailTwin(begins && { from: begins, key, cert })
  onTestFinished(() => twin.close())
  const proxy = await aProxy({ [host]: twin.url.replace(/^smtps?/, "http") })
  const url = twin.url.replace("127.0.0.1", host)
  const { port } = new URL(twin.url)
  return { twin, proxy, url, authority: `${host}:${port}` }
}

const mail = {
  from: from.address,
  to: "ada@example.com",
  subject: "Your digest",
  text: "Attention Is All You Need",
}

function transport(options: Omit<TransportOptions, "domain">) {
  return createMailTransport({ domain: from.domain, silenceMs: 5_000, ...options })
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => "no failure",
    (error: unknown) => error,
  )
}

describe.each([["start"], ["asked"]] as const)("TLS from the %s", (begins) => {
  it("a certificate that nobody vouches for is named, with the setting that helps, and no password is said", async () => {
    const { twin, url, proxy } = await aServer(begins)
    const failure = await failureOf(transport({ url, proxy: proxy.url }).send(mail))
    expect(failure).toBeInstanceOf(NetworkError)
    expect((failure as Error).message).toBe(errors.untrusted(host))
    expect((failure as Error).message).toContain("NODE_EXTRA_CA_CERTS")
    expect(twin.received).toEqual([])
  })

  it("a trusted one takes mails through the proxy, which is asked for the name", async () => {
    trustTheCertificate()
    const { twin, url, proxy, authority } = await aServer(begins)
    await transport({ url, proxy: proxy.url }).send(mail)
    expect(twin.received.map(({ to }) => to)).toEqual(["ada@example.com"])
    expect(proxy.asked).toEqual([`CONNECT ${authority}`])
  })

  it("a certificate of another host is refused", async () => {
    trustTheCertificate()
    const { url, twin } = await aServer(begins)
    const proxy = await aProxy({ "mail.invalid": twin.url.replace(/^smtps?/, "http") })
    const other = transport({ url: url.replace(host, "mail.invalid"), proxy: proxy.url })
    expect(((await failureOf(other.verify())) as Error).message).toBe(errors.untrusted("mail.invalid"))
  })

  it("a login that is refused says so, and not the password", async () => {
    trustTheCertificate()
    const { twin, url, proxy } = await aServer(begins)
    twin.refusals.set("login", { code: 535, text: "5.7.8 no secret-word" })
    const failure = await failureOf(transport({ url, proxy: proxy.url }).verify())
    expect(failure).toBeInstanceOf(PlatformError)
    expect(failure).toMatchObject({ message: errors.login(host), hint: errors.loginHint })
  })
})

it("a server without TLS hears no password", async () => {
  const { twin, url, proxy } = await aServer()
  const failure = await failureOf(transport({ url, proxy: proxy.url }).send(mail))
  expect(failure).toMatchObject({ message: errors.noTls(host), hint: errors.noTlsHint })
  expect(twin.received).toEqual([])
})

it("TLS at a port without it is said so, not in OpenSSL's words", async () => {
  const { url, proxy } = await aServer()
  const failure = await failureOf(
    transport({ url: url.replace("smtp:", "smtps:"), proxy: proxy.url }).verify(),
  )
  expect(failure).toMatchObject({ message: errors.noTls(host), hint: errors.noTlsHint })
})

it("a proxy that refuses, or is away, is named", async () => {
  const { url } = await aServer("start")
  const refusing = await aProxy({})
  const refused = (await failureOf(transport({ url, proxy: refusing.url }).verify())) as Error
  expect(refused).toBeInstanceOf(NetworkError)
  const away = (await failureOf(transport({ url, proxy: "http://127.0.0.1:1" }).verify())) as Error
  expect(away).toBeInstanceOf(NetworkError)
  expect(away.message).toContain("127.0.0.1:1")
})

describe("the settings", () => {
  const site = { MAIL_FROM: "papers@example.org", PUBLIC_URL: "https://papers.example.org" }
  const verify = (settings: Readonly<Record<string, string>>) =>
    failureOf(transportOf(load({ DATA_DIR: "/nowhere", ...settings, ...site }), from).verify())

  it("HTTPS_PROXY is gone through", async () => {
    trustTheCertificate()
    const { url, proxy, authority } = await aServer("start")
    expect(await verify({ MAIL_URL: url, HTTPS_PROXY: proxy.url })).toBe("no failure")
    expect(proxy.asked).toEqual([`CONNECT ${authority}`])
  })

  it.each(["papers.invalid", ".invalid", "*.invalid", "*", "example.org, PAPERS.INVALID:PORT"])(
    "but not for what NO_PROXY names: %s",
    async (written) => {
      const { url, proxy } = await aServer("start")
      const direct = written.replace("PORT", new URL(url).port)
      const failure = await verify({ MAIL_URL: url, HTTPS_PROXY: proxy.url, NO_PROXY: direct })
      // Nobody here knows the name.
      expect(failure).toBeInstanceOf(NetworkError)
      expect(proxy.asked).toEqual([])
    },
  )
})
