/**
 * The style sheet, pictures and scripts, read once at the start. The script is TypeScript like the rest; its types are
 * stripped here, and its own `tsconfig.json` checks it against the browser's types.
 */
import { readdirSync, readFileSync } from "node:fs"
import { stripTypeScriptTypes } from "node:module"
import { join } from "node:path"
import type { Hono } from "hono"
import { etag } from "hono/etag"
import { words } from "../../src/words/words.ts"

const folder = join(import.meta.dirname, "assets")
const root = join(import.meta.dirname, "../..")

const types: Readonly<Record<string, string>> = {
  svg: "image/svg+xml",
  ts: "text/javascript; charset=utf-8",
}

/** The parts of the style sheet in the order in which they apply: narrow windows and paper come last. */
const styles = [
  ...["base", "shell", "sidebar", "columns", "message", "card", "button", "composer"],
  ...["list", "paper", "search", "mine", "setup", "operator", "narrow", "print"],
]

/** The one file of the core that the script imports. A browser resolves its relative path to the same path of the site. */
const clientWords = "src/words/en/web-client.ts"

/** Serves these files and nothing else; browsers ask each time whether one has changed. */
export function addAssets(app: Hono): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const type = types[name.split(".").at(-1) ?? ""]
    if (type !== undefined)
      serve(app, `/assets/${name.replaceAll("\\", "/")}`, read(join(folder, name)), type)
  }
  const style = styles.map((name) => read(join(folder, `style/${name}.css`))).join("\n")
  serve(app, "/assets/style.css", style, "text/css; charset=utf-8")
  serve(app, `/${clientWords}`, read(join(root, clientWords)), types.ts ?? "")
  app.get("/assets/*", (c) => c.text(`${words.web.refusals.noFile}\n`, 404))
}

function serve(app: Hono, path: string, body: string, type: string): void {
  app.get(path, etag(), (c) => c.body(body, 200, { "Content-Type": type, "Cache-Control": "no-cache" }))
}

function read(file: string): string {
  const text = readFileSync(file, "utf8")
  return file.endsWith(".ts") ? stripTypeScriptTypes(text) : text
}
