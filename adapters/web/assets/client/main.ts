/** The page's script: it wires what the server rendered. Without a module bundler, and without a framework. */
import { startComposers } from "./composer.ts"
import { arrangeAll, followImages, startOlder } from "./messages.ts"
import { startNavigation } from "./navigation.ts"
import { startPresses } from "./press.ts"
import { startStream } from "./stream.ts"

arrangeAll(document)
followImages()
startOlder()
startPresses()
startComposers()
startNavigation()
startStream()
