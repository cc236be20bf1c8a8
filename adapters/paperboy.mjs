// The program's entry: `node adapters/paperboy.mjs start`. It only prepares Node, so that it can say what is missing.
import module from "node:module"
import { fileURLToPath } from "node:url"
import "./runtime.mjs"

// Compiled code is kept inside the project, since a folder that machines share may be written by others.
module.enableCompileCache?.(fileURLToPath(new URL("../node_modules/.cache/paperboy", import.meta.url)))
await import("./main.ts")
