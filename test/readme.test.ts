import { existsSync, globSync, readFileSync } from "node:fs"
import { dirname, resolve } from "node:path"
import { describe, expect, test } from "vitest"
import { commands } from "../commands/index.ts"
import { words } from "../src/words/words.ts"
import { readResults } from "./bench/delivery/results.ts"
import { readPostResults } from "./bench/posts/results.ts"
import { envExample, generatedParts, withParts } from "./readme/tables.ts"

const root = resolve(import.meta.dirname, "..")
const read = (file: string) => readFileSync(resolve(root, file), "utf8")
const readme = read("README.md")

type LockEntry = {
  readonly resolved?: string
  readonly hasInstallScript?: boolean
  readonly optionalDependencies?: Record<string, string>
}

const results = { delivery: readResults(), posts: readPostResults() }

describe("the README", () => {
  test.each(Object.entries(generatedParts(commands, words.settings.about, results)))(
    "and its tables are what the code gives (npm run readme): %s",
    (file, parts) => {
      expect(read(file)).toBe(withParts(read(file), parts))
    },
  )

  test.each(["npm ci && npm start", "npm ci && npm test"])("names %s on a line of its own", (line) => {
    expect(readme.split("\n")).toContain(line)
  })

  test("names no script that package.json lacks", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> }
    const named = [...readme.matchAll(/npm run ([\w:-]+)/g)].map(([, script = ""]) => script)
    expect(named.filter((script) => !(script in scripts))).toEqual([])
  })

  test("shows a tree in which every path exists", () => {
    const tree = readme.match(/```text\n([\s\S]*?)```/)?.[1] ?? ""
    const paths = [...tree.matchAll(/^([\w./-]+) {2,}\S/gm)].map(([, path = ""]) => path)
    expect(paths.length).toBeGreaterThan(15)
    expect(paths.filter((path) => !existsSync(resolve(root, path)))).toEqual([])
  })

  test("links to files that exist", () => {
    const targets = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map(([, target = ""]) => target)
    expect(targets.filter((target) => !existsSync(resolve(root, target)))).toEqual([])
  })
})

test("every folder of the tree has a README of its own", () => {
  const inner = globSync("{src,adapters}/*/*.ts", { cwd: root }).map((file) => dirname(file))
  const folders = new Set(["config", "commands", "adapters", "src", "test", ...inner])
  expect([...folders].filter((folder) => !existsSync(resolve(root, folder, "README.md")))).toEqual([])
})

test("the tests of a folder, or of a program, lie in the folder of the same name", () => {
  const tested = globSync("test/{src,commands,config,adapters}/**/*.test.ts", { cwd: root }).map(dirname)
  const folders = [...new Set(tested)].map((folder) => folder.replace(/^test\//, ""))
  const exists = (name: string) => existsSync(resolve(root, name))
  expect(folders.filter((folder) => !exists(folder) && !exists(`${folder}.ts`))).toEqual([])
})

test(".env.example names every setting (npm run readme)", () => {
  expect(read(".env.example")).toBe(envExample(words.settings.about))
})

describe("the lock file", () => {
  const { packages } = JSON.parse(read("package-lock.json")) as {
    packages: Record<string, LockEntry>
  }
  const names = (matches: (entry: LockEntry) => boolean | undefined) =>
    Object.entries(packages).flatMap(([name, entry]) => (matches(entry) ? [name] : []))

  test("names no download address", () => {
    expect(names(({ resolved }) => resolved !== undefined)).toEqual([])
  })

  // npm leaves out what its registry lacks, and then refuses the whole file as incomplete.
  test("names the packages of all machines, not only of the one it was written on", () => {
    const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
      Object.keys(optionalDependencies),
    )
    expect(wanted.filter((name) => !(`node_modules/${name}` in packages))).toEqual([])
  })

  test("holds no package that runs a script when it is installed", () => {
    // The project itself runs one, under the name "".
    expect(names(({ hasInstallScript }) => hasInstallScript).filter((name) => name !== "")).toEqual([])
  })
})

test("the checking script runs the README's own test command", () => {
  expect(read(".ci/run")).toContain("grep -m 1 -E '^npm ci && npm test$' README.md")
  expect(read(".ci/run")).toContain('bash -c "$test_command"')
})
