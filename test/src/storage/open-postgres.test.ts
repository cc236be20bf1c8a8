import { describe } from "vitest"
import { openPostgres } from "../../../src/storage/open-postgres.ts"
import { storeContract } from "../../contracts/stores.ts"
import { missing } from "../../needs.ts"
import { silentLog } from "../../silent-log.ts"
import { createSchema, postgres } from "./schema.ts"

describe.skipIf(missing(postgres()))("where there is a server", () => {
  storeContract({
    name: "PostgreSQL",
    async open() {
      const schema = await createSchema()
      return {
        connect: () => openPostgres({ url: schema.url, log: silentLog }),
        remove: schema.remove,
      }
    },
  })
})
