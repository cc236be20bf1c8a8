import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { openSqlite } from "../../../src/storage/open-sqlite.ts"
import { storeContract } from "../../contracts/stores.ts"
import { quiet } from "./quiet.ts"

storeContract({
  name: "SQLite",
  async open() {
    const folder = await mkdtemp(join(tmpdir(), "paperboy-stores-"))
    return {
      connect: () => openSqlite({ file: join(folder, "paperboy.db"), log: quiet }),
      remove: () => rm(folder, { recursive: true }),
    }
  },
})
