/**
 * The style sheet, pictures and scripts, read once at the start. The script is TypeScript like the rest, checked
 * against the browser's types by its own `tsconfig.json`; its types are stripped here and columns stay where they were.
 */
import { createHash } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { stripTypeScriptTypes } from "node:module"
import { join } from "node:path"
import type { Context } from "hono"

type Asset = { readonly body: string; readonly type: string; readonly tag: string }

const folder = join(import.meta.dirname, "assets")

const types: Readonly<Record<string, string>> = {
  svg: "image/svg+xml",
  ts: "text/javascript; charset=utf-8",
}

/** The parts of the style sheet in the order in which they hold: what narrows comes last. */
const styles = ["base", "columns", "sidebar", "message", "card", "button", "composer", "narrow"]

/** A handler for `/assets/…`: what lies in the folder by its name, with an entity tag, and nothing else. */
export function createAssets(): (c: Context) => Response {
  const assets = new Map<string, Asset>()
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const type = types[name.split(".").at(-1) ?? ""]
    if (type !== undefined) assets.set(`/assets/${name.replaceAll("\\", "/")}`, readAsset(name, type))
  }
  assets.set(
    "/assets/style.css",
    createAsset(styles.map((name) => read(`style/${name}.css`)).join("\n"), "text/css; charset=utf-8"),
  )
  return (c) => {
    const asset = assets.get(c.req.path)
    if (asset === undefined) return c.text("no such file\n", 404)
    c.header("Cache-Control", "no-cache")
    c.header("ETag", asset.tag)
    if (c.req.header("if-none-match") === asset.tag) return c.body(null, 304)
    return c.body(asset.body, 200, { "Content-Type": asset.type })
  }
}

function readAsset(name: string, type: string): Asset {
  return createAsset(name.endsWith(".ts") ? stripTypeScriptTypes(read(name)) : read(name), type)
}

function read(name: string): string {
  return readFileSync(join(folder, name), "utf8")
}

function createAsset(body: string, type: string): Asset {
  return { body, type, tag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"` }
}
