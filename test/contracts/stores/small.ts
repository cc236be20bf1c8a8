import { expect, test } from "vitest"
import type { CachedResponse } from "../../../src/vocabulary/stores.ts"
import type { Given } from "../stores.ts"
import { aPaper, at } from "./builders.ts"

function aResponse(given: Partial<CachedResponse> = {}): CachedResponse {
  return {
    url: "https://example.org/api",
    status: 200,
    headers: { etag: '"1"' },
    body: '{"a":"ä"}',
    storedAt: at(0),
    ...given,
  }
}

export function smallFacts({ stores, another }: Given): void {
  test("the newest response of an address is kept", async () => {
    await stores().responses.put(aResponse())
    await stores().responses.put(aResponse({ status: 304, body: "", storedAt: at(1) }))
    expect(await stores().responses.get("https://example.org/api")).toEqual(
      aResponse({ status: 304, body: "", storedAt: at(1) }),
    )
    expect(await stores().responses.get("https://example.org/other")).toBeUndefined()
  })

  test("a fact is what was put last", async () => {
    expect(await stores().facts.get("starter")).toBeUndefined()
    await stores().facts.put("starter", "loading")
    await stores().facts.put("starter", "loaded")
    expect(await stores().facts.get("starter")).toBe("loaded")
  })

  test("vectors come back by model, to the last bit", async () => {
    const vector = new Float32Array([0.1, -2.5e-8, 1])
    await stores().vectors.put("small", new Map([["2401.00001", vector.subarray(1)]]))
    await stores().vectors.put("other", new Map([["2401.00001", vector]]))
    expect(await Array.fromAsync(stores().vectors.all("small"))).toEqual([["2401.00001", vector.subarray(1)]])
  })

  test("a vector put again replaces the first", async () => {
    await stores().vectors.put("small", new Map([["2401.00001", new Float32Array([1])]]))
    await stores().vectors.put("small", new Map([["2401.00001", new Float32Array([2])]]))
    expect(await Array.fromAsync(stores().vectors.all("small"))).toEqual([
      ["2401.00001", new Float32Array([2])],
    ])
  })

  test("thousands of vectors are read, each once", async () => {
    const many = new Map(Array.from({ length: 2_500 }, (_, i) => [`p${i}`, new Float32Array([i])] as const))
    await stores().vectors.put("small", many)
    expect(new Map(await Array.fromAsync(stores().vectors.all("small")))).toEqual(many)
  })

  test("a removed paper's vectors go with it", async () => {
    await stores().papers.save([aPaper()], at(0))
    await stores().vectors.put("small", new Map([["2401.00001", new Float32Array([1])]]))
    await stores().papers.remove(["2401.00001"])
    expect(await Array.fromAsync(stores().vectors.all("small"))).toEqual([])
  })

  test("an installation replaces its community's earlier one", async () => {
    await stores().installations.put({ community: "slack:T1", sealed: "old", at: at(0) })
    await stores().installations.put({ community: "slack:T1", sealed: "new", at: at(1) })
    expect(await stores().installations.get("slack:T1")).toEqual({
      community: "slack:T1",
      sealed: "new",
      at: at(1),
    })
    await stores().installations.remove("slack:T1")
    expect(await stores().installations.get("slack:T1")).toBeUndefined()
  })

  test("a platform's installations come oldest first", async () => {
    for (const [community, minute] of [
      ["slack:T2", 2],
      ["slack:T1", 3],
      ["slackish:T3", 1],
    ] as const)
      await stores().installations.put({ community, sealed: "s", at: at(minute) })
    const all = await stores().installations.all("slack:")
    expect(all.map((one) => one.community)).toEqual(["slack:T2", "slack:T1"])
  })

  test("an installation is replaced only while it is the one that was read", async () => {
    const { installations } = stores()
    const row = (sealed: string) => ({ community: "slack:T1", sealed, at: at(0) })
    await installations.put(row("first"))
    expect(await installations.replace("first", row("second"))).toBe(true)
    expect(await installations.replace("first", row("late"))).toBe(false)
    expect(await installations.get("slack:T1")).toEqual(row("second"))
    await installations.remove("slack:T1")
    expect(await installations.replace("second", row("late"))).toBe(false)
    expect(await installations.get("slack:T1")).toBeUndefined()
  })

  test("what was begun before closing is finished, and closing twice is closing once", async () => {
    const other = await another()
    const saving = other.papers.save([aPaper()], at(0))
    await Promise.all([other.close(), other.close()])
    expect(await saving).toMatchObject({ added: 1 })
    expect(await stores().papers.count()).toBe(1)
  })

  test("a sound store has nothing to complain of", async () => {
    expect(await stores().check()).toBeUndefined()
  })
}
