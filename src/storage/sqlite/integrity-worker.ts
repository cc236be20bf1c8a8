/** Checks a database in a thread of its own: a check of 100 MB takes a second, in which nothing else would be answered. */
import { DatabaseSync } from "node:sqlite"
import { parentPort, workerData } from "node:worker_threads"

const mostFindings = 20

const database = new DatabaseSync(String(workerData), { readOnly: true, timeout: 5_000 })
const rows = database.prepare(`PRAGMA integrity_check(${mostFindings})`).all()
database.close()
parentPort?.postMessage(rows.map((row) => String(Object.values(row)[0])))
