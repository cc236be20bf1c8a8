/** The commands, in the order in which help shows them. */
import type { Command } from "../src/command.ts"
import { doctor } from "./doctor.ts"
import { help } from "./help.ts"
import { importCommand } from "./import.ts"
import { search } from "./search.ts"
import { show } from "./show.ts"
import { today } from "./today.ts"

export const commands: readonly Command[] = [search, today, show, help, importCommand, doctor]
