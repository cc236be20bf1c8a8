// Prepares Node for everything else: every program of the project imports this first. It is written in JavaScript that
// every Node understands, because an old one cannot read the TypeScript that follows.
import { createRequire } from "node:module"

const needed = 24

if (Number(process.versions.node.split(".")[0]) < needed) {
  process.stderr.write(
    `Paperboy needs Node ${needed} or newer; this is Node ${process.versions.node}.\n` +
      "`npm ci` installs the right one in node_modules, and `npm start` and `npm run paper` use it.\n" +
      `If npm leaves out optional packages, or has none for this machine, install Node ${needed} or newer from https://nodejs.org.\n`,
  )
  process.exit(1)
}

// Node 26 has Temporal built in.
if (!("Temporal" in globalThis)) createRequire(import.meta.url)("temporal-polyfill/global")
