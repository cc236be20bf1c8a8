import { join } from "node:path"
import { openSqlite } from "../../../src/storage/open-sqlite.ts"
import { storeContract } from "../../contracts/stores.ts"
import { silentLog } from "../../silent-log.ts"
import { createFolder } from "./folder.ts"

storeContract({
  name: "SQLite",
  async open() {
    const folder = createFolder()
    return {
      connect: () => openSqlite({ file: join(folder.path, "paperboy.db"), log: silentLog }),
      remove: folder.remove,
    }
  },
})
