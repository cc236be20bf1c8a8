/** A real Firefox, driven over WebDriver BiDi, which it speaks itself. */
import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { setTimeout } from "node:timers/promises"
import { WebSocket } from "ws"
import { z } from "zod"

export type Firefox = {
  /** A window of somebody new, with cookies of their own. */
  open(address: string): Promise<Window>
  close(): Promise<void>
}

export type Window = {
  /** What an expression is in the page: a text, a number, a yes or no. */
  read(expression: string): Promise<unknown>
  /** Presses the middle of the first element that a selector finds. */
  click(selector: string): Promise<void>
  /** Types text; `enter` is a letter of it. */
  type(text: string): Promise<void>
  resize(width: number, height: number): Promise<void>
  /** The errors that the page's scripts did not catch. */
  readonly errors: readonly string[]
}

/** The Enter key, as WebDriver writes it. */
export const enter = "\uE007"

const answered = z.object({ id: z.number(), error: z.string().optional(), message: z.string().optional() })
const logged = z.object({
  method: z.literal("log.entryAdded"),
  params: z.object({ level: z.string(), text: z.string(), source: z.object({ context: z.string() }) }),
})
const outcome = z.object({
  result: z.object({ value: z.unknown().optional() }).optional(),
  exceptionDetails: z.object({ text: z.string() }).optional(),
})
const context = z.object({ context: z.string() })
const nodes = z.object({ nodes: z.array(z.object({ sharedId: z.string() })) })

/** Starts the Firefox at a path, with a profile that is gone when it closes. */
export async function launchFirefox(path: string): Promise<Firefox> {
  const profile = mkdtempSync(join(tmpdir(), "paperboy-firefox-"))
  const program = spawn(path, [
    "--headless",
    "--no-remote",
    "--remote-debugging-port=0",
    "--profile",
    profile,
  ])
  const gone = new Promise((resolve) => program.once("close", resolve))
  const errors = new Map<string, string[]>()
  const line = await connect(await addressOf(program), (window, text) => errors.get(window)?.push(text))
  await line.send("session.new", { capabilities: {} })
  await line.send("session.subscribe", { events: ["log.entryAdded"] })
  return {
    async open(address) {
      const { userContext } = z
        .object({ userContext: z.string() })
        .parse(await line.send("browser.createUserContext", {}))
      const created = await line.send("browsingContext.create", { type: "window", userContext })
      const window = context.parse(created).context
      errors.set(window, [])
      await line.send("browsingContext.navigate", { context: window, url: address, wait: "complete" })
      return windowOf(line.send, window, errors.get(window) ?? [])
    },
    async close() {
      line.close()
      program.kill()
      await gone
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function addressOf({ stderr, exitCode }: ChildProcess): Promise<string> {
  if (!stderr) throw new Error("Firefox has no output to read its address from.")
  return new Promise((resolve, reject) => {
    createInterface(stderr)
      .on("line", (text) => {
        const address = /BiDi listening on (\S+)/.exec(text)?.[1]
        if (address) resolve(address)
      })
      .on("close", () => reject(new Error(`Firefox ended before it listened (${exitCode}).`)))
  })
}

type Send = (method: string, params: Readonly<Record<string, unknown>>) => Promise<unknown>

async function connect(address: string, onError: (window: string, text: string) => void) {
  const socket = new WebSocket(`${address}/session`)
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  socket.on("message", (data) => {
    const said: unknown = JSON.parse(String(data))
    const { data: entry } = logged.safeParse(said)
    if (entry?.params.level === "error") onError(entry.params.source.context, entry.params.text)
    const { data: answer } = answered.safeParse(said)
    if (!answer) return
    if (answer.error) waiting.get(answer.id)?.reject(new Error(`${answer.error}: ${answer.message}`))
    else waiting.get(answer.id)?.resolve(z.object({ result: z.unknown() }).parse(said).result)
    waiting.delete(answer.id)
  })
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject))
  let last = 0
  const send: Send = (method, params) => {
    const answer = Promise.withResolvers<unknown>()
    waiting.set(++last, answer)
    socket.send(JSON.stringify({ id: last, method, params }))
    return answer.promise
  }
  return { send, close: () => socket.close() }
}

/** A page that is being left may never answer; whoever polls then asks the next one. */
async function tooLate(expression: string): Promise<never> {
  await setTimeout(5_000, undefined, { ref: false })
  throw new Error(`The page did not answer in time: ${expression}`)
}

function windowOf(send: Send, window: string, errors: readonly string[]): Window {
  const on = { context: window }
  const read = async (expression: string) => {
    const answer = send("script.evaluate", { expression, target: on, awaitPromise: false })
    const done = await Promise.race([answer, tooLate(expression)])
    const { result, exceptionDetails } = outcome.parse(done)
    if (exceptionDetails) throw new Error(exceptionDetails.text)
    return result?.value
  }
  const perform = (type: string, actions: readonly object[]) =>
    send("input.performActions", { ...on, actions: [{ type, id: type, actions }] })
  return {
    errors,
    read,
    async click(selector) {
      await read(`document.querySelector(${JSON.stringify(selector)})?.scrollIntoView({ block: "center" })`)
      const found = await send("browsingContext.locateNodes", {
        ...on,
        locator: { type: "css", value: selector },
        maxNodeCount: 1,
      })
      const [element] = nodes.parse(found).nodes
      if (!element) throw new Error(`The page has no ${selector}.`)
      const move = { type: "pointerMove", x: 0, y: 0, origin: { type: "element", element } }
      const press = ["pointerDown", "pointerUp"].map((type) => ({ type, button: 0 }))
      await perform("pointer", [move, ...press])
    },
    async type(text) {
      const strokes = [...text].flatMap((value) => ["keyDown", "keyUp"].map((type) => ({ type, value })))
      await perform("key", strokes)
    },
    async resize(width, height) {
      await send("browsingContext.setViewport", { ...on, viewport: { width, height } })
    },
  }
}
