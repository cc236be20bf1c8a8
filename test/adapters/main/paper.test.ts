import { execFileSync, spawnSync } from "node:child_process"
import { resolve } from "node:path"
import { describe, expect, test } from "vitest"
import { words } from "../../../src/words/words.ts"
import { aDataDir, run } from "./program.ts"

const root = resolve(import.meta.dirname, "../../..")

describe("a command in the shell", () => {
  test("prints a card from the starter library, and nothing else", async () => {
    const DATA_DIR = aDataDir()
    const { exitCode, stdout, stderr } = await run(["search", "attention is all", "--limit", "1"], {
      DATA_DIR,
    })
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" })
    expect(stdout).toMatch(/1\. Attention Is All You Need\s+\(https:\/\/arxiv\.org\/abs\/1706\.03762\)/)
    expect(stdout).toMatch(/Next 1 +npm run paper -- search 'attention is all' --limit=1\s+--page=2/)
  })

  test("answers a mistake of the asker with exit code 1", async () => {
    const { exitCode, stdout } = await run(["serch", "diffusion"], { DATA_DIR: aDataDir() })
    expect(exitCode).toBe(1)
    expect(stdout).toContain(words.errors.command.unknown("serch"))
  })

  test("answers piped lines one after the other", async () => {
    const { exitCode, stdout } = await run(
      [],
      { DATA_DIR: aDataDir() },
      { input: "show 1706.03762\nhelp search\n" },
    )
    expect(exitCode).toBe(0)
    expect(stdout.indexOf("Attention Is All You Need")).toBeLessThan(stdout.indexOf("Find papers by"))
  })

  test("logs to standard error when it is asked to, never between the answer", async () => {
    const { stdout, stderr } = await run(["help"], { DATA_DIR: aDataDir(), LOG_LEVEL: "debug" })
    expect(stderr).toMatch(/^\{"level":"(debug|info)"/)
    expect(stdout).not.toContain('"level"')
  })

  test("gives its answer as data with --json", async () => {
    const { exitCode, stdout } = await run(["show", "--json", "1706.03762"], { DATA_DIR: aDataDir() })
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ title: "Attention Is All You Need", paper: "1706.03762" })
  })

  test("gives an answer a line with --json and piped lines", async () => {
    const lines = "show 1706.03762\nserch x\n"
    const { exitCode, stdout } = await run(["--json"], { DATA_DIR: aDataDir() }, { input: lines })
    const answers = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line))
    expect(answers).toMatchObject([{ paper: "1706.03762" }, { failure: "user" }])
    expect(exitCode).toBe(1)
  })

  test("says which version it is", async () => {
    const { stdout } = await run(["--version"], {})
    expect(stdout).toBe(`paperboy 0.1.0 (Node ${process.versions.node})\n`)
  })

  test.each([[["show", "2401.99999"]], [["today", "2024-06-04"]]])(
    "ends with exit code 2 where it needs the network: %j",
    async (words) => {
      expect((await run(words, { DATA_DIR: aDataDir() })).exitCode).toBe(2)
    },
  )

  test("says in a line that its answer could not be written", () => {
    const shell = `"${process.execPath}" --disable-warning=ExperimentalWarning adapters/paperboy.mjs help > /dev/full`
    const { PATH = "" } = process.env
    const env = { PATH, OFFLINE: "true", DATA_DIR: aDataDir() }
    const { status, stderr } = spawnSync("sh", ["-c", shell], { cwd: root, env, encoding: "utf8" })
    expect(status).toBe(1)
    expect(stderr.trimEnd().split("\n")).toHaveLength(1)
    expect(stderr).toContain("ENOSPC")
  })

  test("names a file that is not there", async () => {
    const { exitCode, stdout } = await run(["import", "nowhere.jsonl"], { DATA_DIR: aDataDir() })
    expect(exitCode).toBe(1)
    expect(stdout).toContain(words.terminal.import.nothingThere("nowhere.jsonl"))
  })

  test("lets doctor look around where the configuration is broken", async () => {
    const { exitCode, stdout } = await run(["doctor"], { DATA_DIR: aDataDir(), PORT: "http", PROT: "3" })
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/✗ PORT +is "http"/)
    expect(stdout).toMatch(/✓ Time zone/)
  })

  test("lets doctor look around where only settings together make no sense", async () => {
    const env = { DATABASE_URL: "postgres://127.0.0.1:1/nothing", PAGE_PASSWORD: "correct horse" }
    const { stdout } = await run(["doctor"], { DATA_DIR: aDataDir(), ...env })
    expect(stdout).toMatch(/✗ SECRET_KEYS/)
    expect(stdout).toMatch(/✓ Time zone/)
  })

  test("tells of an embedding model that cannot run, which is no failure", async () => {
    const model = { EMBEDDING_MODEL: "/nowhere/a-model" }
    const { exitCode, stdout } = await run(["doctor"], { DATA_DIR: aDataDir(), ...model })
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/! Embedding model +.*\/nowhere\/a-model/)
  })
})

test("an older Node is told what to do before it meets what it cannot read", () => {
  const pretend =
    'data:text/javascript,Object.defineProperty(process, "versions", { value: { node: "20.19.0" } })'
  const call = () =>
    execFileSync(process.execPath, ["--import", pretend, "./adapters/paperboy.mjs", "help"], {
      cwd: root,
      stdio: "pipe",
    })
  expect(call).toThrow(/Paperboy needs Node 24 or newer; this is Node 20\.19\.0\./)
})
