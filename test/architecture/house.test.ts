import { existsSync, readFileSync } from "node:fs"
import { basename, dirname, relative, resolve } from "node:path"
import { describe, expect, test } from "vitest"
import { cycles } from "./cycles.ts"
import { measure } from "./house.ts"
import { sentences } from "./sentences.ts"
import { parse, root, sources } from "./source.ts"

const house = sources()

test("no files import each other in a circle", () => {
  expect(cycles(house)).toEqual([])
})

test("every sentence that people read stands in src/words", () => {
  expect(house.flatMap(sentences)).toEqual([])
})

test("no line of the log is given a member, their name or what they wrote", () => {
  const given = house.flatMap(({ file, text }) =>
    [...text.matchAll(/\blog\.\w+\(\s*\{([^}]*)\}/g)].map(([, fields = ""]) => ({ file, fields })),
  )
  expect(given.length).toBeGreaterThan(80)
  const telling =
    /(?:^|[\s,.])(?:member|memberName|user|account|person|text|query|note|actor(?!\.(?:platform|community)))\b/
  expect(given.filter(({ fields }) => telling.test(fields))).toEqual([])
})

test("a folder's README names every file of the folder", () => {
  expect(house.map(({ file }) => file).filter((file) => !isNamed(file))).toEqual([])
})

/** Whether the nearest README above a file names it, or the folder that it shares with its like (`en/`). */
function isNamed(file: string): boolean {
  const folder = nearestReadme(dirname(file))
  const inside = relative(folder, file)
  const readme = readFileSync(resolve(root, folder, "README.md"), "utf8")
  return (
    readme.includes(`\`${inside}\``) ||
    readme.includes(`\`${basename(file)}\``) ||
    readme.includes(`\`${dirname(inside)}/\``)
  )
}

function nearestReadme(folder: string): string {
  return existsSync(resolve(root, folder, "README.md")) ? folder : nearestReadme(dirname(folder))
}

describe("the search for circles", () => {
  const file = (name: string, ...imports: readonly string[]) =>
    parse(name, imports.map((one) => `import type { X } from "./${one}"`).join("\n"))

  test("finds files that import one another, through others and for types alone", () => {
    const files = [file("a.ts", "b.ts"), file("b.ts", "c.ts"), file("c.ts", "a.ts"), file("d.ts", "a.ts")]
    expect(cycles(files)).toEqual([["a.ts", "b.ts", "c.ts"]])
  })

  test("tells two circles apart, and is content where two ways lead to one file", () => {
    const two = [
      file("a.ts", "b.ts"),
      file("b.ts", "a.ts"),
      file("c.ts", "d.ts", "a.ts"),
      file("d.ts", "c.ts"),
    ]
    expect(cycles(two)).toEqual([
      ["a.ts", "b.ts"],
      ["c.ts", "d.ts"],
    ])
    expect(cycles([file("a.ts", "b.ts", "c.ts"), file("b.ts", "c.ts"), file("c.ts")])).toEqual([])
  })
})

describe("the search for sentences", () => {
  const found = (code: string) =>
    sentences(parse("commands/a.ts", code)).map((line) => line.split(": ").slice(1).join(": "))

  test.each([
    ['const title = "Nothing was posted here."', "Nothing was posted here."],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the code under test is a template
    ["const title = `${count} papers are waiting for you`", "papers are waiting for you"],
    ['log.info({}, "an edition waits for its list")', "an edition waits for its list"],
    ['throw new UserError("code", "You cannot do that here")', "You cannot do that here"],
    ['const page = html`<p class="a b c d">Reply in thread</p>`', '<p class="a b c d">Reply in thread</p>'],
    [
      'const page = html`<a aria-label="Back to all papers">x</a>`',
      '<a aria-label="Back to all papers">x</a>',
    ],
  ])("finds %s", (code, sentence) => {
    expect(found(code)).toEqual([sentence])
  })

  test.each([
    'import { a } from "some package of ours"',
    'throw new Error("a bug that only developers read")',
    'log.debug({}, "a command was called again")',
    "const rows = sql`SELECT one FROM the other table`",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the code under test is a template
    'const page = html`<p class="one two three four">${text}</p>`',
    'type Kind = "one of the kinds"',
    'const stopWords = "a about after all".split(" ")',
    'const table = "CREATE TABLE vote with many columns"',
    "// a comment says why it is so",
  ])("lets %s be", (code) => {
    expect(found(code)).toEqual([])
  })
})

test("the house is measured", () => {
  const files = [
    parse("src/a.ts", "// why\nexport function a() {\n  return 1 as unknown as string\n}\n"),
    parse("src/b.ts", 'import { a } from "./a.ts"\nexport const b = a\n'),
  ]
  expect(measure(files)).toMatchObject({
    files: "2",
    "lines of code": "6",
    "lines of a file, median and largest": "2 and 4",
    "lines of a function, median and 90th percentile": "3 and 3",
    "import circles": "0 with 0 files",
    "share of comments": "17 %",
    casts: "2",
  })
})
