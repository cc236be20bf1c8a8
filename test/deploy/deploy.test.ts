import { execFileSync, spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { parse as parseToml } from "smol-toml"
import { afterAll, describe, expect, test } from "vitest"
import { parse as parseYaml } from "yaml"
import { z } from "zod"
import { variables } from "../../config/settings.ts"
import { missing, type Need } from "../needs.ts"
import { environmentOf, readDockerfile, textsOf } from "./dockerfile.ts"

const project = resolve(import.meta.dirname, "../..")
const file = (name: string) => join(project, "deploy", name)
const textOf = (name: string) => readFileSync(file(name), "utf8")
const folder = mkdtempSync(join(tmpdir(), "paperboy-deploy-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe("the image", () => {
  const [build, image] = readDockerfile(file("Dockerfile"))

  test("runs as a numbered user that is not root, with Node as its first process", () => {
    expect(textsOf(image, "USER")).toEqual(["10001:10001"])
    expect(JSON.parse(textsOf(image, "ENTRYPOINT")[0] ?? "")[0]).toBe("node")
  })

  test("starts what `npm start` starts", () => {
    const { scripts } = z
      .object({ scripts: z.object({ start: z.string() }) })
      .parse(JSON.parse(readFileSync(join(project, "package.json"), "utf8")))
    const words = ["ENTRYPOINT", "CMD"].flatMap((name) => JSON.parse(textsOf(image, name)[0] ?? ""))
    expect(words.join(" ")).toBe(scripts.start)
  })

  test("has one folder to write, and the settings in its environment exist", () => {
    const environment = environmentOf(image)
    expect(textsOf(image, "VOLUME")).toEqual([environment.DATA_DIR])
    const known: readonly string[] = ["NODE_ENV", ...variables]
    expect(Object.keys(environment).filter((name) => !known.includes(name))).toEqual([])
  })

  test("copies exactly what is let into the build", () => {
    const copied = textsOf(build, "COPY").flatMap((text) => text.split(/\s+/).slice(0, -1))
    const allowed = textOf("Dockerfile.dockerignore").match(/(?<=^!).+$/gm)
    expect(copied.toSorted()).toEqual(allowed?.toSorted())
    expect(textOf("Dockerfile.dockerignore")).toMatch(/^\*$/m)
  })

  test("both stages have the same Node, the newest that the project knows", () => {
    expect(build?.from).toBe(image?.from)
    expect(build?.from).toBe("node:26-slim")
  })
})

describe("the compose file", () => {
  const compose = z
    .object({
      services: z.object({
        paperboy: z.object({
          ports: z.array(z.string()),
          read_only: z.literal(true),
          env_file: z.array(z.object({ path: z.string(), required: z.boolean() })),
          environment: z.record(z.string(), z.string()),
          volumes: z.array(z.string()),
          depends_on: z.object({ postgres: z.object({ condition: z.literal("service_healthy") }) }).loose(),
          stop_grace_period: z.string().regex(/^\d+s$/),
        }),
        postgres: z.object({ healthcheck: z.object({ test: z.array(z.string()) }).loose() }),
      }),
      volumes: z.record(z.string(), z.null()),
    })
    .loose()
    .parse(parseYaml(textOf("compose.yml")))
  const { paperboy } = compose.services

  test("publishes the page to this machine alone", () => {
    expect(paperboy.ports).toEqual(["127.0.0.1:3000:3000"])
    expect(paperboy.environment.HOST).toBe("0.0.0.0")
  })

  test("gives the bot more time to end than it takes", () => {
    expect(Number.parseInt(paperboy.stop_grace_period, 10)).toBeGreaterThan(10)
  })

  test("every volume that is mounted is declared, and the data is on one", () => {
    const mounted = paperboy.volumes.map((volume) => volume.split(":"))
    expect(mounted).toEqual([["data", paperboy.environment.DATA_DIR]])
    expect(Object.keys(compose.volumes)).toContain("data")
  })
})

describe("hosts that build the image", () => {
  const fly = z
    .object({
      kill_signal: z.literal("SIGTERM"),
      kill_timeout: z.string(),
      build: z.object({ dockerfile: z.string() }),
      mounts: z.object({ source: z.string(), destination: z.string() }).loose(),
      http_service: z
        .object({
          internal_port: z.number(),
          auto_stop_machines: z.literal("off"),
          checks: z.array(z.object({ path: z.string() }).loose()),
        })
        .loose(),
    })
    .loose()
    .parse(parseToml(textOf("fly.toml")))
  const railway = z
    .object({
      build: z.object({ builder: z.literal("DOCKERFILE"), dockerfilePath: z.string() }),
      deploy: z
        .object({ numReplicas: z.number(), healthcheckPath: z.string(), drainingSeconds: z.number() })
        .loose(),
    })
    .loose()
    .parse(JSON.parse(textOf("railway.json")))
  const render = z
    .object({
      services: z.tuple([
        z
          .object({
            runtime: z.literal("docker"),
            dockerfilePath: z.string(),
            numInstances: z.number(),
            healthCheckPath: z.string(),
            maxShutdownDelaySeconds: z.number(),
            disk: z.object({ mountPath: z.string() }).loose(),
            envVars: z.array(z.object({ key: z.string() }).loose()),
          })
          .loose(),
      ]),
    })
    .parse(parseYaml(textOf("render.yaml"))).services[0]
  const image = environmentOf(readDockerfile(file("Dockerfile"))[1])

  test("use the one Dockerfile, each as it counts paths", () => {
    expect(resolve(project, "deploy", fly.build.dockerfile)).toBe(file("Dockerfile"))
    expect(resolve(project, railway.build.dockerfilePath)).toBe(file("Dockerfile"))
    expect(resolve(project, render.dockerfilePath)).toBe(file("Dockerfile"))
  })

  test("ask for its health, keep its folder, and run it once", () => {
    expect([
      fly.http_service.checks[0]?.path,
      railway.deploy.healthcheckPath,
      render.healthCheckPath,
    ]).toEqual(["/healthz", "/healthz", "/healthz"])
    expect([fly.mounts.destination, render.disk.mountPath]).toEqual([image.DATA_DIR, image.DATA_DIR])
    expect([railway.deploy.numReplicas, render.numInstances]).toEqual([1, 1])
    expect(fly.http_service.internal_port).toBe(Number(image.PORT))
  })

  test("give it more time to end than it takes", () => {
    const seconds = [
      Number.parseInt(fly.kill_timeout, 10),
      railway.deploy.drainingSeconds,
      render.maxShutdownDelaySeconds,
    ]
    expect(Math.min(...seconds)).toBeGreaterThan(10)
  })

  test("name settings that exist", () => {
    const known: readonly string[] = variables
    expect(render.envVars.map(({ key }) => key).filter((key) => !known.includes(key))).toEqual([])
  })
})

describe.skipIf(missing(systemd()))("the systemd unit", () => {
  /** The unit with the project where it really lies: systemd looks for the program. */
  function unit(): string {
    const copy = join(folder, "paperboy.service")
    writeFileSync(copy, textOf("paperboy.service").replaceAll("/opt/paperboy", project))
    return copy
  }

  test("is understood without a word of complaint", () => {
    const { stderr, status } = spawnSync("systemd-analyze", ["verify", unit()], { encoding: "utf8" })
    expect({ stderr, status }).toEqual({ stderr: "", status: 0 })
  })

  test("leaves the bot little that it could harm: exposure below 2 of 10", () => {
    const said = execFileSync("systemd-analyze", ["security", "--offline=yes", "--no-pager", unit()], {
      encoding: "utf8",
    })
    const exposure = Number(/exposure level for \S+: ([\d.]+)/.exec(said)?.[1])
    expect(exposure).toBeLessThan(2)
  })
})

function systemd(): Need {
  const { status } = spawnSync("systemd-analyze", ["--version"])
  return status === 0 ? { path: "systemd-analyze" } : { path: "", reason: "systemd-analyze is not installed" }
}
