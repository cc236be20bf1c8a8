import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { PassThrough, Readable } from "node:stream"
import { describe, expect, onTestFinished, test } from "vitest"
import { runPiped } from "../../../adapters/terminal/piped.ts"
import { runPrompt } from "../../../adapters/terminal/prompt.ts"
import { answerOnce, type TerminalOptions } from "../../../adapters/terminal/terminal.ts"
import type { Card } from "../../../src/vocabulary/card.ts"
import type { Invocation, Reply } from "../../../src/vocabulary/command.ts"
import type { Bot } from "../../../src/vocabulary/ports.ts"
import { words } from "../../../src/words/words.ts"
import { anActor } from "../../builders.ts"

const card = (text: string): Card => ({ title: [{ text }], tone: "plain", blocks: [] })

/** A bot that says what it was asked, and fails where it is asked to. */
function anEcho(answer: (line: string) => Partial<Reply> = () => ({})) {
  const asked: Invocation["input"][] = []
  const bot: Pick<Bot, "commands" | "dispatch" | "complete"> = {
    commands: [],
    async dispatch({ input }) {
      asked.push(input)
      const line = input.kind === "typed" ? `${input.command} ${JSON.stringify(input.values)}` : input.text
      return { card: card(`heard ${line}`), visibility: "public", ...answer(line) }
    },
    complete: async ({ line }) =>
      line === "show att"
        ? [1, 2].map((number) => ({ value: `show 2401.0000${number}`, label: `Attention ${number}` }))
        : [{ value: `${line}arch`, label: "search" }],
  }
  const written: string[] = []
  const options: TerminalOptions = {
    bot: bot as Bot,
    actor: anActor({ platform: "terminal" }),
    style: { colors: false, links: false, width: 80 },
    write: (text) => void written.push(text),
    files: { kind: "output", write: (bytes) => void written.push(new TextDecoder().decode(bytes)) },
  }
  return { asked, options, text: () => written.join("") }
}

describe("one answer", () => {
  test.each([
    [undefined, 0],
    ["user", 1],
    ["network", 2],
    ["platform", 2],
    ["bug", 70],
  ] as const)("that failed by %s ends with exit code %d", async (failure, exitCode) => {
    const { options } = anEcho(() => (failure === undefined ? {} : { failure }))
    expect(await answerOnce(["random"], options)).toBe(exitCode)
  })

  test("is followed by the better one that took longer", async () => {
    const { options, text } = anEcho(() => ({ later: Promise.resolve(card("from elsewhere")) }))
    await answerOnce(["search", "x"], options)
    expect(text()).toBe("heard search x\n\nfrom elsewhere\n")
  })
})

describe("piped lines", () => {
  test("are answered in order, without comments and empty lines", async () => {
    const { options, text } = anEcho()
    const exitCode = await runPiped(
      Readable.from(["random\n\n# not this\n", "/paper help\r\n  today"]),
      options,
    )
    expect(text()).toBe("heard random\n\nheard help\n\nheard today\n")
    expect(exitCode).toBe(0)
  })

  test("are read as Windows writes them where they are no UTF-8", async () => {
    const { options, asked } = anEcho()
    const lines = [Buffer.from("search café\n", "latin1"), Buffer.from("search caf\u00e9 \u65e5\n")]
    await runPiped(
      Readable.from([Buffer.concat(lines).subarray(0, 14), Buffer.concat(lines).subarray(14)]),
      options,
    )
    expect(asked).toEqual([
      { kind: "line", text: "search café" },
      { kind: "line", text: "search café 日" },
    ])
  })

  test("end with the first failure's exit code, and the rest is answered", async () => {
    const { options, asked } = anEcho((line) =>
      line === "bad" ? { failure: "user" } : line === "away" ? { failure: "network" } : {},
    )
    expect(await runPiped(Readable.from(["away\nbad\ngood\n"]), options)).toBe(2)
    expect(asked).toHaveLength(3)
  })
})

/** A prompt on streams that take the place of a terminal's. */
function aPrompt({ options, ...echo }: ReturnType<typeof anEcho>) {
  const input = new PassThrough()
  const output = new PassThrough()
  let screen = ""
  output.on("data", (piece) => {
    screen += piece
  })
  const histories: (readonly string[])[] = []
  const left = runPrompt({
    ...options,
    input,
    output,
    history: ["older line"],
    remember: (lines) => void histories.push([...lines]),
  })
  onTestFinished(() => void input.end())
  return { ...echo, input, screen: () => screen, histories, left }
}

const buttons = (): Partial<Reply> => ({
  card: {
    ...card("two buttons"),
    blocks: [
      {
        kind: "actions",
        actions: [1, 2].map((page) => ({
          kind: "invoke",
          label: `Page ${page}`,
          command: "search",
          arguments: { page },
          effect: "update",
        })),
      },
    ],
  },
})

describe("the prompt", () => {
  test("answers lines until it is left with Ctrl-D", async () => {
    const prompt = aPrompt(anEcho())
    prompt.input.write("random\r")
    await expect.poll(prompt.text).toContain("heard random")
    prompt.input.write("\u0004")
    await prompt.left
    expect(prompt.text()).toContain(words.terminal.prompt.goodbye)
  })

  test.each(["exit\r", "\u0003", "half a line\u0003\u0003"])("is left by %j as well", async (keys) => {
    const prompt = aPrompt(anEcho())
    prompt.input.write(keys)
    await prompt.left
    expect(prompt.asked).toEqual([])
  })

  test("presses the button whose number is typed", async () => {
    const prompt = aPrompt(anEcho(buttons))
    prompt.input.write("random\r")
    await expect.poll(prompt.text).toContain("[2] Page 2")
    prompt.input.write("2\r")
    await expect.poll(() => prompt.asked).toHaveLength(2)
    expect(prompt.asked[1]).toEqual({ kind: "typed", command: "search", values: { page: 2 } })
    prompt.input.write("7\r")
    await expect.poll(prompt.text).toContain(words.terminal.prompt.noSuchButton("7", 2))
  })

  test("completes a line with Tab", async () => {
    const prompt = aPrompt(anEcho())
    prompt.input.write("se\t")
    await expect.poll(prompt.screen).toContain("search")
    prompt.input.write("\r")
    await expect.poll(() => prompt.asked).toEqual([{ kind: "line", text: "search" }])
  })

  test("says which paper each number is that Tab offers, and keeps the line", async () => {
    const prompt = aPrompt(anEcho())
    prompt.input.write("show att")
    // The first Tab looks for what fits, the next shows it.
    const tab = () => prompt.input.write("\t") && prompt.screen()
    await expect.poll(tab).toContain("show 2401.00002  Attention 2")
    prompt.input.write("\r")
    await expect.poll(() => prompt.asked).toEqual([{ kind: "line", text: "show att" }])
  })

  test("remembers lines, and brings earlier ones back", async () => {
    const prompt = aPrompt(anEcho())
    prompt.input.write("\u001b[A\r")
    await expect.poll(() => prompt.asked).toEqual([{ kind: "line", text: "older line" }])
    prompt.input.write("random\r")
    await expect.poll(() => prompt.histories.at(-1)).toEqual(["random", "older line"])
  })

  test("is left at once while an answer is under way", async () => {
    const prompt = aPrompt(anEcho(() => ({ later: new Promise(() => undefined) })))
    prompt.input.write("search x\r")
    await expect.poll(prompt.text).toContain("heard search x")
    prompt.input.write("\u0003")
    await prompt.left
  })
})

describe("a file", () => {
  const file = { name: "a.bib", type: "text/x-bibtex", bytes: Buffer.from("@misc{a}\n"), alt: "BibTeX" }
  const withFile = () => ({ card: { ...card("1 paper"), blocks: [{ kind: "file", file } as const] } })

  async function aFolder() {
    const path = await mkdtemp(join(tmpdir(), "paperboy-files-"))
    onTestFinished(() => rm(path, { recursive: true }))
    return path
  }

  test("is saved where the person is, under a free name, and the answer says where", async () => {
    const { options, text } = anEcho(withFile)
    const path = await aFolder()
    for (const _ of [1, 2]) await answerOnce(["export"], { ...options, files: { kind: "folder", path } })
    const { saved } = words.terminal.files
    expect(text()).toBe(
      `1 paper\n\n${saved("a.bib", "9 bytes")}\n1 paper\n\n${saved("a-2.bib", "9 bytes")}\n`,
    )
    expect(await readFile(join(path, "a-2.bib"), "utf8")).toBe("@misc{a}\n")
  })

  test("is the answer where standard output is piped on", async () => {
    const { options, text } = anEcho(withFile)
    expect(await answerOnce(["export"], options)).toBe(0)
    expect(text()).toBe("@misc{a}\n")
  })

  test("that can't be saved says where, and what to do", async () => {
    const { options, text } = anEcho(withFile)
    const wide = { ...options.style, width: 400 }
    const path = join(await aFolder(), "gone")
    expect(await answerOnce(["export"], { ...options, style: wide, files: { kind: "folder", path } })).toBe(1)
    expect(text()).toContain(words.terminal.files.cannotSave(join(path, "a.bib"), "ENOENT"))
  })
})
