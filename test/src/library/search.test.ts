import { describe, expect, test } from "vitest"
import { aPaper } from "../../builders.ts"
import { createLibraryWorld } from "./world.ts"

const papers = [
  aPaper({ id: "2611.00001", title: "Video Diffusion Models" }),
  aPaper({ id: "2611.00002", title: "Agents that Plan" }),
]

async function search(text: string, exact?: true) {
  const { library } = await createLibraryWorld({ papers })
  const { hits, relaxed } = await library.search({ text, exact, offset: 0, limit: 5 })
  return { titles: hits.map(({ paper }) => paper.title), relaxed }
}

describe("a search whose quotes and exclusions leave nothing", () => {
  test.each([
    ['"diffusion of videos"', ["Video Diffusion Models"]],
    ['"Agents that Pllan"', ["Agents that Plan"]],
    ["agents that -plan", ["Agents that Plan"]],
  ])("%s is answered without them, and says so", async (text, titles) => {
    expect(await search(text)).toEqual({ titles, relaxed: true })
  })

  test("is not, where it asks for exactly these words", async () => {
    expect(await search('"diffusion of videos"', true)).toEqual({ titles: [], relaxed: undefined })
  })
})

test("quotes that something fits are kept", async () => {
  expect(await search('"diffusion models"')).toEqual({
    titles: ["Video Diffusion Models"],
    relaxed: undefined,
  })
})
