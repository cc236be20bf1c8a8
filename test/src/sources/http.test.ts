import { afterEach, describe, expect, it } from "vitest"
import { sourceLimits } from "../../../src/sources/limits.ts"
import { NetworkError, PlatformError } from "../../../src/vocabulary/errors.ts"
import { words } from "../../../src/words/words.ts"
import { createFakeClock } from "../../clock.ts"
import { type LocalServer, memoryCache, quickClock, serve, testHttp } from "./world.ts"

let server: LocalServer | undefined
afterEach(() => server?.close())

async function local(...answer: Parameters<typeof serve>): Promise<LocalServer> {
  server = await serve(...answer)
  return server
}
const ask = (url: string) => ({ url, accept: "text/plain" })

describe("asking a source", () => {
  it("brings the answer, and when it was read", async () => {
    const { url, host } = await local(() => ({ body: "héllo" }))
    const answer = await testHttp(host).get(ask(`${url}/a?b=c`))
    expect(answer).toMatchObject({ status: 200, body: "héllo", readAt: "2025-10-27T12:00:00Z" })
  })
  it("an answer of 404 is an answer", async () => {
    const { url, host } = await local(() => ({ status: 404 }))
    expect((await testHttp(host).get(ask(url))).status).toBe(404)
  })
  it("an answer without end is broken off", async () => {
    const { url, host } = await local(() => ({ body: "x".repeat(33_000_000) }))
    await expect(testHttp(host).get(ask(url))).rejects.toMatchObject({
      name: "PlatformError",
      code: "too-long",
    })
  })
  it("says who asks", async () => {
    const { url, host, requests } = await local(() => ({}))
    await testHttp(host).get(ask(url))
    expect(requests[0]?.headers["user-agent"]).toContain("Paperboy")
  })
})

describe("the cache", () => {
  it("asks again only for what has changed", async () => {
    const { url, host, requests } = await local(({ headers }) =>
      headers["if-none-match"] === '"v1"' ? { status: 304 } : { body: "papers", headers: { etag: '"v1"' } },
    )
    const clock = quickClock()
    const http = testHttp(host, { clock })
    await http.get(ask(url))
    await clock.wait(60_000)
    expect(await http.get(ask(url))).toMatchObject({
      status: 200,
      body: "papers",
      readAt: "2025-10-27T12:01:00Z",
    })
    expect(requests).toHaveLength(2)
  })
  it("sends the date of the last change where there is no tag", async () => {
    const modified = "Mon, 27 Oct 2025 10:00:00 GMT"
    const { url, host, requests } = await local(() => ({ body: "x", headers: { "last-modified": modified } }))
    const http = testHttp(host)
    await http.get(ask(url))
    await http.get(ask(url))
    expect(requests[1]?.headers["if-modified-since"]).toBe(modified)
  })
  it("gives what is young enough without asking, across restarts", async () => {
    const { url, host, asked } = await local(() => ({ body: "x" }))
    const cache = memoryCache()
    await testHttp(host, { cache }).get(ask(url))
    await testHttp(host, { cache }).get({ ...ask(url), maxAgeMs: 1_000 })
    expect(asked()).toHaveLength(1)
  })
  it("gives nothing from the future: the clock was set back", async () => {
    const { url, host, asked } = await local(() => ({ body: "x" }))
    const cache = memoryCache()
    await testHttp(host, { cache, clock: quickClock("2025-10-28T12:00:00Z") }).get(ask(url))
    await testHttp(host, { cache }).get({ ...ask(url), maxAgeMs: 1_000 })
    expect(asked()).toHaveLength(2)
  })
  it("never keeps a refusal", async () => {
    const { url, host } = await local((_, count) => (count === 1 ? { status: 400 } : { body: "open now" }))
    const http = testHttp(host)
    await http.get(ask(url))
    expect((await http.get({ ...ask(url), maxAgeMs: 1_000 })).body).toBe("open now")
  })
})

describe("a store that fails", () => {
  it("costs the cache, not the answer", async () => {
    const { url, host } = await local(() => ({ body: "papers" }))
    const broken = async () => {
      throw new Error("disk full")
    }
    const http = testHttp(host, { cache: { get: broken, put: broken } })
    expect((await http.get(ask(url))).body).toBe("papers")
  })
})

describe("patience", () => {
  it("waits as long as Retry-After says", async () => {
    const { url, host } = await local((_, count) =>
      count === 1 ? { status: 429, headers: { "retry-after": "7" } } : { body: "ok" },
    )
    const clock = quickClock()
    expect((await testHttp(host, { clock }).get(ask(url))).body).toBe("ok")
    expect(clock.waits).toEqual([7_000])
  })
  it("understands a date there too", async () => {
    const { url, host } = await local((_, count) =>
      count === 1 ? { status: 503, headers: { "retry-after": "Mon, 27 Oct 2025 12:00:30 GMT" } } : {},
    )
    const clock = quickClock()
    await testHttp(host, { clock }).get(ask(url))
    expect(clock.waits).toEqual([30_000])
  })
  it("whoever asks for an hour is told apart at once", async () => {
    const { url, host, asked } = await local(() => ({ status: 429, headers: { "retry-after": "3600" } }))
    const failure = await testHttp(host)
      .get(ask(url))
      .catch((error: unknown) => error)
    expect(failure).toMatchObject({ name: "PlatformError", code: "rate-limited", retryAfterMs: 3_600_000 })
    expect(asked()).toHaveLength(1)
  })
  it("within that hour the source is left alone, and whoever asks is told at once", async () => {
    const { url, host, asked } = await local(() => ({ status: 429, headers: { "retry-after": "3600" } }))
    const clock = quickClock()
    const http = testHttp(host, { clock })
    await expect(http.get(ask(`${url}/1`))).rejects.toMatchObject({ code: "rate-limited" })
    await expect(http.get(ask(`${url}/2`))).rejects.toMatchObject({
      code: "rate-limited",
      retryAfterMs: 3_600_000,
    })
    expect(asked()).toEqual(["/1"])
    expect(clock.waits).toEqual([])
  })
  it("a refusal holds up the others who wait for that source", async () => {
    const { url, host } = await local((_, count) => (count === 1 ? { status: 429 } : {}))
    const clock = quickClock()
    const http = testHttp(host, { clock, attempts: 1, limit: { connections: 1 } })
    await expect(http.get(ask(`${url}/1`))).rejects.toMatchObject({ code: "rate-limited" })
    await http.get(ask(`${url}/2`))
    expect(clock.waits).toEqual([1_000])
  })
  it.each([
    [0, [500, 1_000]],
    [1, [1_000, 2_000]],
  ])("backs off longer each time, by chance %s", async (chance, waits) => {
    const { url, host } = await local(() => ({ status: 503 }))
    const clock = quickClock()
    const failure = testHttp(host, { clock, random: () => chance }).get(ask(url))
    await expect(failure).rejects.toMatchObject({ name: "PlatformError", code: "unavailable" })
    expect(clock.waits).toEqual(waits)
  })
  it("a server that is away is a failure of the network", async () => {
    const { url, host, close } = await local(() => ({}))
    await close()
    await expect(testHttp(host).get(ask(url))).rejects.toBeInstanceOf(NetworkError)
  })
  it("an answer that is cut off is none", async () => {
    const { url, host } = await local((_, count) => (count === 1 ? "cut" : { body: "whole" }))
    expect((await testHttp(host).get(ask(url))).body).toBe("whole")
  })
  it("a server that never answers is not waited for for ever", async () => {
    const { url, host } = await local(() => undefined)
    const failure = testHttp(host, { timeoutMs: 30, attempts: 1 }).get(ask(url))
    await expect(failure).rejects.toThrow(words.library.sources.noAnswer("Local", host))
  })
  it("whoever gives up is free at once", async () => {
    const giveUp = new AbortController()
    const { url, host } = await local(() => {
      giveUp.abort()
      return undefined
    })
    const failure = testHttp(host).get({ ...ask(url), signal: giveUp.signal })
    await expect(failure).rejects.toBeInstanceOf(NetworkError)
  })
})

describe("pace", () => {
  it("arXiv is asked every three seconds, one question at a time, whichever of its hosts", async () => {
    const { url, host, mostAtOnce } = await local(() => ({}))
    const clock = quickClock()
    const limits = sourceLimits({
      huggingFace: "https://huggingface.co",
      arXiv: url,
      arXivRss: `http://${host}`,
    })
    const http = testHttp(host, { clock, limits })
    await Promise.all([1, 2, 3].map((n) => http.get(ask(`${url}/${n}`))))
    expect(clock.waits).toEqual([3_000, 3_000])
    expect(mostAtOnce()).toBe(1)
  })
  it("no more requests than allowed fall into any stretch of time", async () => {
    const { url, host } = await local(() => ({}))
    const clock = quickClock()
    const http = testHttp(host, { clock, limit: { requests: 2, perMs: 10_000 } })
    for (const n of [1, 2, 3, 4, 5]) await http.get(ask(`${url}/${n}`))
    expect(clock.waits).toEqual([10_000, 10_000])
  })
  it("an exhausted quota is waited out before the next question", async () => {
    const { url, host } = await local(() => ({ headers: { ratelimit: '"api";r=0;t=42' } }))
    const clock = quickClock()
    const http = testHttp(host, { clock })
    await http.get(ask(`${url}/1`))
    expect(clock.waits).toEqual([])
    await http.get(ask(`${url}/2`))
    expect(clock.waits).toEqual([42_000])
  })
  it("a stricter quota than the one we know is learnt", async () => {
    const { url, host } = await local(() => ({
      headers: { "ratelimit-policy": '"fixed window";"api";q=1;w=60' },
    }))
    const clock = quickClock()
    const http = testHttp(host, { clock })
    await http.get(ask(`${url}/1`))
    await http.get(ask(`${url}/2`))
    expect(clock.waits).toEqual([60_000])
  })
  it("whoever gives up in the line does not wait for those before", async () => {
    const { url, host, asked } = await local(() => ({}))
    const http = testHttp(host, {
      clock: createFakeClock("2025-10-27T12:00:00Z"),
      limit: { spacingMs: 3_000 },
    })
    const [before, later] = [new AbortController(), new AbortController()]
    await http.get(ask(`${url}/1`))
    const waiting = http.get({ ...ask(`${url}/2`), signal: before.signal })
    const behind = http.get({ ...ask(`${url}/3`), signal: later.signal })
    later.abort()
    await expect(behind).rejects.toBeInstanceOf(NetworkError)
    await expect(http.get({ ...ask(url), signal: AbortSignal.abort() })).rejects.toBeInstanceOf(NetworkError)
    before.abort()
    await expect(waiting).rejects.toBeInstanceOf(NetworkError)
    expect(asked()).toEqual(["/1"])
  })
  it("whoever gives up in the line leaves the others their turn", async () => {
    const { url, host, asked } = await local(() => ({}))
    const http = testHttp(host, { limit: { connections: 1, spacingMs: 1_000 } })
    const gone = http.get({ ...ask(`${url}/gone`), signal: AbortSignal.abort() })
    const answers = await Promise.allSettled([http.get(ask(`${url}/1`)), gone, http.get(ask(`${url}/2`))])
    expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"])
    expect(asked()).toEqual(["/1", "/2"])
  })
})

describe("redirections", () => {
  it("are followed within the host", async () => {
    const { url, host } = await local(({ url: path }) =>
      path === "/old" ? { status: 301, headers: { location: "/new" } } : { body: "here" },
    )
    expect((await testHttp(host).get(ask(`${url}/old`))).body).toBe("here")
  })
  it("never lead to another host", async () => {
    const { url, host } = await local(() => ({
      status: 302,
      headers: { location: "http://169.254.169.254/" },
    }))
    const failure = testHttp(host).get(ask(url))
    await expect(failure).rejects.toMatchObject({ name: "PlatformError", code: "led-elsewhere" })
  })
  it("never go in a circle", async () => {
    const { url, host } = await local(() => ({ status: 302, headers: { location: "/" } }))
    await expect(testHttp(host).get(ask(url))).rejects.toBeInstanceOf(PlatformError)
  })
})
