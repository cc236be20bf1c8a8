import { expect, test } from "vitest"
import { understand } from "../../../../src/search/query/understand.ts"

const people = ["Yann LeCun", "lecun"]
const known = {
  passes: ({
    authors = [],
    organizations = [],
  }: {
    authors?: readonly string[]
    organizations?: readonly string[]
  }) => authors.some((name) => people.includes(name)) || organizations.includes("Google DeepMind"),
  holds: (phrase: string) => ["aime 2025", "reasoning with code"].includes(phrase),
}

test.each([
  ["latest papers on diffusion", "diffusion sort:newest"],
  ["what is new in video diffusion?", "video diffusion sort:newest"],
  ["most upvoted papers on agents", "agents sort:upvotes"],
  ["papers from last week about agents", 'agents date:"last week"'],
  ["diffusion papers with code", "diffusion has:code"],
  ["by Yann LeCun", 'author:"Yann LeCun"'],
  ["papers by lecun with code", "has:code author:lecun"],
  ["papers from Google DeepMind on video", 'video org:"Google DeepMind"'],
  ["diffusion 2025", "diffusion date:2025"],
  ["Zhao et al. (2025) image", "image author:Zhao date:2024..2025"],
  ["recent work on RLHF since 2025 author:lecun", "RLHF sort:newest since:2025 author:lecun"],
  // What papers call themselves is no filter, and neither is a sentence.
  ["aime 2025", "aime 2025"],
  ["reasoning with code", "reasoning with code"],
  ["Learning by Cheating", "Learning by Cheating"],
  [
    "Incidence of sepsis has fallen substantially from 2009 to 2014.",
    "Incidence of sepsis has fallen substantially from 2009 to 2014.",
  ],
])("%j is %s", (text, query) => {
  expect(understand(text, known, "2026-08-21").text).toBe(query)
})
