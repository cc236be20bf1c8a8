/**
 * The style sheet, pictures and scripts, read once at the start. The script is TypeScript like the rest; its types are
 * stripped here, and its own `tsconfig.json` checks it against the browser's types.
 */
import { createHash } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { stripTypeScriptTypes } from "node:module"
import { join } from "node:path"
import type { Context } from "hono"
import { words } from "../../src/words/words.ts"

type Asset = { readonly body: string; readonly type: string; readonly tag: string }

const folder = join(import.meta.dirname, "assets")
const root = join(import.meta.dirname, "../..")

const types: Readonly<Record<string, string>> = {
  svg: "image/svg+xml",
  ts: "text/javascript; charset=utf-8",
}

/** The parts of the style sheet in the order in which they apply: narrow windows and paper come last. */
const styles = ["base", "columns", "sidebar", "message", "card", "button", "composer", "narrow", "print"]

/** The one file of the core that the script imports. A browser resolves its relative path to the same path of the site. */
const clientWords = "src/words/en/web-client.ts"

/** Where files are served, for the router. */
export const assetPaths = ["/assets/*", `/${clientWords}`]

/** A handler for `assetPaths`: these files, with an entity tag, and nothing else. */
export function createAssets(): (c: Context) => Response {
  const assets = new Map<string, Asset>()
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const type = types[name.split(".").at(-1) ?? ""]
    if (type !== undefined)
      assets.set(`/assets/${name.replaceAll("\\", "/")}`, readAsset(join(folder, name), type))
  }
  const style = styles.map((name) => read(join(folder, `style/${name}.css`))).join("\n")
  assets.set("/assets/style.css", createAsset(style, "text/css; charset=utf-8"))
  assets.set(`/${clientWords}`, readAsset(join(root, clientWords), "text/javascript; charset=utf-8"))
  return (c) => {
    const asset = assets.get(c.req.path)
    if (asset === undefined) return c.text(`${words.web.refusals.noFile}\n`, 404)
    c.header("Cache-Control", "no-cache")
    c.header("ETag", asset.tag)
    if (c.req.header("if-none-match") === asset.tag) return c.body(null, 304)
    return c.body(asset.body, 200, { "Content-Type": asset.type })
  }
}

function readAsset(file: string, type: string): Asset {
  return createAsset(file.endsWith(".ts") ? stripTypeScriptTypes(read(file)) : read(file), type)
}

function read(file: string): string {
  return readFileSync(file, "utf8")
}

function createAsset(body: string, type: string): Asset {
  return { body, type, tag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"` }
}
