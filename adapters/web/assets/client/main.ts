/** The page's script: it wires what the server rendered. Without a module bundler, and without a framework. */
import { startComposers } from "./composer.ts"
import { followImages } from "./images.ts"
import { startMember } from "./member.ts"
import { startLists } from "./messages.ts"
import { startNavigation } from "./navigation.ts"
import { startOlder } from "./older.ts"
import { startPresses } from "./press.ts"
import { startStream } from "./stream.ts"

startLists(document.body)
followImages()
startOlder()
startPresses()
startComposers()
startMember()
startNavigation()
startStream()
