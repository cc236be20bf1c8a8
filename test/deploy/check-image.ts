/**
 * `npm run image:check`: makes the image's folders from deploy/Dockerfile without Docker, and runs them in Debian's bubblewrap
 * as the image's user, as the first process, on a read-only root, with neither a home nor a terminal. Needs root and `bwrap`.
 */
import "../../adapters/runtime.mjs"
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process"
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
} from "node:fs"
import { createServer } from "node:net"
import { homedir, tmpdir } from "node:os"
import { basename, dirname, join, resolve } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { environmentOf, readDockerfile, type Stage, textsOf } from "./dockerfile.ts"

const project = resolve(import.meta.dirname, "../..")
/** How long the bot may take to end after a signal: Docker kills after so long. */
const endsWithinMs = 10_000
const startsWithinMs = 60_000

if (!canRun()) {
  console.error("The image's layout was not tried: that needs root, and Debian's package bubblewrap.")
  process.exit(Number(process.env.IMAGE_UNAVAILABLE ?? 1))
}

const work = mkdtempSync(join(tmpdir(), "paperboy-image-"))
chmodSync(work, 0o755)
try {
  const [build, image] = readDockerfile(join(project, "deploy/Dockerfile"))
  if (build === undefined || image === undefined) throw new Error("deploy/Dockerfile has not two stages")
  const app = makeApp(build)
  const [uid = 0, gid = 0] = (textsOf(image, "USER")[0] ?? "").split(":").map(Number)
  const data = join(work, "data")
  mkdirSync(data, { mode: 0o700 })
  chownSync(data, uid, gid)
  const place: Place = { image, app, data, uid, gid }
  await tryOnce(place, {}, (port) => `http://127.0.0.1:${port}`)
  await tryOnce(place, { HOST: "::", DATA_DIR: "/data/papers and votes" }, (port) => `http://[::1]:${port}`)
  for (const store of ["paperboy.sqlite", "papers and votes/paperboy.sqlite"])
    if (statSync(join(data, store)).uid !== uid) throw new Error(`${store} is not the image's user's`)
  console.log("The image's layout runs, answers, and ends in time.")
} finally {
  rmSync(work, { recursive: true, force: true })
}

type Place = {
  readonly image: Stage
  readonly app: string
  readonly data: string
  readonly uid: number
  readonly gid: number
}

/** Whether this machine lets another user have namespaces of its own, which is what the image runs in here. */
function canRun(): boolean {
  const user = ["--reuid", "10001", "--regid", "10001", "--clear-groups"]
  const namespaces = ["--unshare-user", "--uid", "10001", "--gid", "10001", "--as-pid-1", "--clearenv"]
  const tried = spawnSync("setpriv", [...user, "bwrap", ...machine(), ...namespaces, "/bin/true"])
  return process.getuid?.() === 0 && tried.status === 0
}

/** The folder that is `/app` in the image, made by the first stage's own instructions. */
function makeApp(build: Stage): string {
  const app = join(work, "app")
  mkdirSync(app)
  for (const { name, text } of build.steps) {
    if (name === "COPY") copy(text, app)
    if (name === "RUN") {
      console.log(`RUN ${text}`)
      execFileSync("bwrap", [...machine(), ...builder(app), "sh", "-c", text], { stdio: "inherit" })
    }
  }
  console.log(`/app: ${execFileSync("du", ["-sh", app], { encoding: "utf8" }).split("\t")[0]}`)
  return app
}

function copy(text: string, app: string): void {
  const names = text.split(/\s+/)
  const to = names.pop() ?? ""
  for (const name of names)
    cpSync(join(project, name), join(app, to, to.endsWith("/") ? basename(name) : ""), { recursive: true })
}

/** What a base image brings: Debian's programs and this Node. */
function machine(): readonly string[] {
  return [
    ...["--ro-bind", "/usr", "/usr", "--symlink", "usr/bin", "/bin", "--symlink", "usr/lib", "/lib"],
    ...["--symlink", "usr/lib64", "/lib64", "--ro-bind", "/etc", "/etc", "--proc", "/proc", "--dev", "/dev"],
    ...["--tmpfs", "/tmp", "--dir", "/node", "--ro-bind", process.execPath, "/node/node"],
    ...["--unshare-pid", "--die-with-parent"],
  ]
}

/** A build may write `/app` and reach the registry that this machine is set up for. */
function builder(app: string): readonly string[] {
  const settings = ["userconfig", "globalconfig", "cafile"].map(npmSetting)
  const files = [process.env.NODE_EXTRA_CA_CERTS, ...settings, realpathSync("/etc/resolv.conf")]
  const folders = [homedir(), ...files.flatMap((file) => (file && existsSync(file) ? [dirname(file)] : []))]
  const extra = new Set(folders.filter((path) => !/^\/(etc|usr)?(\/|$)/.test(path)))
  return [
    ...[...extra].flatMap((path) => ["--ro-bind", path, path]),
    ...["--bind", app, "/app", "--chdir", "/app", "--setenv", "PATH", "/node:/usr/bin:/bin"],
    ...["--setenv", "npm_config_cache", "/tmp/npm", "--setenv", "npm_config_update_notifier", "false"],
  ]
}

function npmSetting(name: string): string | undefined {
  const { status, stdout } = spawnSync("npm", ["config", "get", name], { encoding: "utf8" })
  return status === 0 && stdout.startsWith("/") ? stdout.trim() : undefined
}

/** Starts the image, asks for the page, its health and a command's answer, and ends it as Docker does. */
async function tryOnce(
  place: Place,
  settings: Readonly<Record<string, string>>,
  addressOf: (port: number) => string,
): Promise<void> {
  const port = await freePort()
  const environment: Readonly<Record<string, string>> = {
    ...environmentOf(place.image),
    OFFLINE: "true",
    PORT: String(port),
    ...settings,
  }
  const bot = run(place, environment, exec(place.image, "CMD"))
  let said = ""
  bot.stderr?.on("data", (text) => (said += text))
  bot.stdout?.on("data", (text) => (said += text))
  try {
    const page = await answerOf(`${addressOf(port)}/`, bot)
    if (!page.includes("Paperboy")) throw new Error(`The page is not Paperboy's:\n${page.slice(0, 500)}`)
    if (JSON.parse(await answerOf(`${addressOf(port)}/healthz`, bot)).up !== true)
      throw new Error("It is not healthy")
    if (settings.HOST === undefined) checkHealth(place.image, port)
    await end(bot)
    console.log(`It answers at ${environment.HOST}, with its data in ${environment.DATA_DIR}.`)
  } catch (error) {
    throw new Error(`The image said:\n${said}`, { cause: error })
  } finally {
    bot.kill("SIGKILL")
  }
}

function run(
  { image, app, data, uid, gid }: Place,
  environment: Readonly<Record<string, string>>,
  command: readonly string[],
): ChildProcess {
  const asUser = ["--reuid", String(uid), "--regid", String(gid), "--clear-groups", "bwrap"]
  const variables = Object.entries({ ...environment, PATH: "/node:/usr/bin:/bin" })
  const closed = [
    ...["--ro-bind", app, "/app", "--bind", data, "/data", "--chdir", textsOf(image, "WORKDIR")[0] ?? "/"],
    ...[
      "--unshare-user",
      "--uid",
      String(uid),
      "--gid",
      String(gid),
      "--as-pid-1",
      "--new-session",
      "--clearenv",
    ],
    ...variables.flatMap(([name, value]) => ["--setenv", name, value]),
    ...["--remount-ro", "/"],
  ]
  return spawn("setpriv", [...asUser, ...machine(), ...closed, ...exec(image, "ENTRYPOINT"), ...command], {
    stdio: ["ignore", "pipe", "pipe"],
  })
}

/** The words of an instruction in its JSON form. */
function exec(image: Stage, name: string): readonly string[] {
  const text = textsOf(image, name)[0] ?? "[]"
  return JSON.parse(text.slice(text.indexOf("[")))
}

function checkHealth(image: Stage, port: number): void {
  const [, ...words] = exec(image, "HEALTHCHECK")
  execFileSync(process.execPath, words, { env: { PORT: String(port) } })
}

async function answerOf(url: string, bot: ChildProcess): Promise<string> {
  const until = performance.now() + startsWithinMs
  for (;;) {
    try {
      return await (await fetch(url)).text()
    } catch (error) {
      if (bot.exitCode !== null || performance.now() > until) throw error
      await wait(200)
    }
  }
}

async function end(bot: ChildProcess): Promise<void> {
  const begun = performance.now()
  // The first process inside is the only child of bwrap, and a signal to it is what Docker sends.
  for (const inside of childrenOf(bot.pid)) process.kill(inside, "SIGTERM")
  while (bot.exitCode === null && performance.now() - begun < endsWithinMs) await wait(50)
  if (bot.exitCode !== 0) throw new Error(`It ended with ${bot.exitCode}`)
  console.log(`It ended ${((performance.now() - begun) / 1000).toFixed(1)} s after SIGTERM.`)
}

function childrenOf(parent: number | undefined): readonly number[] {
  const isChild = (entry: string) => {
    const file = `/proc/${entry}/stat`
    // After the name, which may hold anything, come the state and the parent.
    const [, of] = existsSync(file) ? readFileSync(file, "utf8").replace(/.*\) /s, "").split(" ") : []
    return of === String(parent)
  }
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry) && isChild(entry))
    .map(Number)
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => done(typeof address === "object" && address ? address.port : 0))
    })
  })
}
