import { readFileSync } from "node:fs"
import { type AddressInfo, createServer } from "node:net"
import { join, resolve } from "node:path"
import { TLSSocket } from "node:tls"
import { expect, onTestFinished, test } from "vitest"
import { openPostgres } from "../../../src/storage/open-postgres.ts"
import { words } from "../../../src/words/words.ts"
import { silentLog } from "../../silent-log.ts"

const certificates = resolve(import.meta.dirname, "../../fixtures/certificates")
const tls = {
  isServer: true,
  key: readFileSync(join(certificates, "papers.invalid.key")),
  cert: readFileSync(join(certificates, "papers.invalid.pem")),
}

/** Says "S" to the client's wish for TLS, as PostgreSQL does, and shows a certificate that nobody vouches for. */
async function aServer(): Promise<number> {
  const server = createServer((socket) => {
    socket.on("error", () => socket.destroy())
    socket.once("data", () => {
      socket.write("S")
      new TLSSocket(socket, tls).on("error", () => socket.destroy())
    })
  })
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

test("a database whose certificate nobody vouches for is named, with the setting that helps", async () => {
  const url = `postgres://paperboy:secret@127.0.0.1:${await aServer()}/papers?sslmode=verify-full`
  const { what, hint } = words.storage.postgres.untrusted
  await expect(openPostgres({ url, log: silentLog })).rejects.toMatchObject({
    code: "unreachable",
    message: expect.stringContaining(what),
    hint,
  })
})
