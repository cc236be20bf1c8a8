/**
 * A stand-in for storage that speaks S3, on loopback: it keeps objects in memory, and checks each request's signature,
 * time and checksum by its own reading of https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
import { createHash, createHmac } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { buffer } from "node:stream/consumers"

export const account = {
  id: "AKIDEXAMPLE",
  key: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  region: "eu-test-1",
}

/** Keys a listing answers at once, so that a few make several pages. */
const pageSize = 3

export type StorageTwin = {
  readonly url: string
  /** By bucket and key, `papers/daily/a.sqlite`. */
  readonly objects: Map<string, Buffer>
  /** Answers the next request so, instead of doing what it asks for. */
  failNext(status: number, code: string): void
  /** Keeps one byte less of what comes next. */
  truncateNext(): void
  stop(): Promise<void>
}

export async function startStorage(): Promise<StorageTwin> {
  const objects = new Map<string, Buffer>()
  let failure: { status: number; code: string } | undefined
  let truncates = false
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    const wrong = failure ?? refusal(request, body)
    failure = undefined
    if (wrong) {
      refuse(response, wrong)
      return
    }
    const kept = truncates ? body.subarray(1) : body
    if (request.method === "PUT") truncates = false
    answer(request, response, objects, kept)
  })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const address = server.address()
  const port = typeof address === "object" && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    objects,
    failNext(status, code) {
      failure = { status, code }
    },
    truncateNext() {
      truncates = true
    },
    stop: () => new Promise((done) => server.close(() => done())),
  }
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  objects: Map<string, Buffer>,
  body: Buffer,
): void {
  const url = new URL(request.url ?? "/", "http://storage")
  const name = decodeURIComponent(url.pathname.slice(1))
  if (request.method === "PUT") objects.set(name, body)
  if (request.method === "DELETE") objects.delete(name)
  if (request.method === "GET" && url.searchParams.get("list-type") === "2")
    return void response.end(listed(name, url.searchParams, objects))
  const found = objects.get(name)
  if (request.method === "DELETE") return void response.writeHead(204).end()
  if (found === undefined) {
    refuse(response, { status: 404, code: "NoSuchKey" })
    return
  }
  response.setHeader("content-length", request.method === "PUT" ? 0 : found.length)
  response.end(request.method === "GET" ? found : undefined)
}

function listed(bucket: string, query: URLSearchParams, objects: ReadonlyMap<string, Buffer>): string {
  const start = `${bucket}/${query.get("prefix") ?? ""}`
  const keys = [...objects.keys()].filter((key) => key.startsWith(start)).toSorted()
  const from = Number(query.get("continuation-token") ?? 0)
  const contents = keys
    .slice(from, from + pageSize)
    .map((key) => `<Contents><Key>${encoded(key.slice(bucket.length + 1))}</Key></Contents>`)
  const isMore = keys.length > from + pageSize
  const next = isMore ? `<NextContinuationToken>${from + pageSize}</NextContinuationToken>` : ""
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${isMore}</IsTruncated>${next}${contents.join("")}</ListBucketResult>`
}

function refuse(response: ServerResponse, { status, code }: { status: number; code: string }): void {
  response.writeHead(status).end(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`)
}

/** What is wrong with a request; undefined for one that is signed as it must be. */
function refusal(request: IncomingMessage, body: Buffer): { status: number; code: string } | undefined {
  const { authorization = "", "x-amz-date": date = "", "x-amz-content-sha256": sent = "" } = request.headers
  const parts = /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
    authorization,
  )
  if (parts === null) return { status: 403, code: "AccessDenied" }
  const [, credential = "", signedHeaders = "", signature] = parts
  const day = String(date).slice(0, 8)
  const scope = `${day}/${account.region}/s3/aws4_request`
  if (credential !== `${account.id}/${scope}`) return { status: 403, code: "InvalidAccessKeyId" }
  if (sent !== "UNSIGNED-PAYLOAD" && sent !== sha256(body))
    return { status: 400, code: "XAmzContentSHA256Mismatch" }
  const names = signedHeaders.split(";")
  if (!["host", "x-amz-content-sha256", "x-amz-date"].every((name) => names.includes(name)))
    return { status: 403, code: "AccessDenied" }
  const canonical = [
    request.method,
    ...pathAndQuery(request.url ?? "/"),
    ...names.map((name) => `${name}:${String(request.headers[name]).trim()}`),
    "",
    signedHeaders,
    sent,
  ].join("\n")
  const text = ["AWS4-HMAC-SHA256", date, scope, sha256(canonical)].join("\n")
  const key = [day, account.region, "s3", "aws4_request"].reduce<string | Buffer>(hmac, `AWS4${account.key}`)
  return hmac(key, text).toString("hex") === signature
    ? undefined
    : { status: 403, code: "SignatureDoesNotMatch" }
}

function pathAndQuery(url: string): readonly [string, string] {
  const [path = "", query = ""] = url.split("?")
  const pairs = [...new URLSearchParams(query)].map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
  return [path, pairs.toSorted().join("&")]
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest()
}

function sha256(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex")
}
