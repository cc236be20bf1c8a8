/** The page's script: it makes what the server rendered work. */
import { startButtons, startMemberMenu } from "./actions.ts"
import { startComposers } from "./composer.ts"
import { startKeys } from "./keys.ts"
import { startLists } from "./messages.ts"
import { startNavigation } from "./navigation.ts"
import { startReading } from "./reading.ts"
import { startSearchBox } from "./search-box.ts"
import { startOlder } from "./server.ts"
import { startSetUp } from "./setup.ts"
import { startStream } from "./stream.ts"
import { startSwaps } from "./swap.ts"
import { startZones, tellZone } from "./zone.ts"

document.documentElement.classList.add("scripted")
startLists(document.body)
startImages()
startOlder()
startButtons()
startComposers()
startMemberMenu()
if (document.querySelector("main.channel")) startNavigation()
startKeys()
startReading()
startSearchBox()
startSetUp()
startSwaps()
startStream()
startZones()
tellZone()

/** A picture that cannot be loaded leaves its frame, so the layout does not move. Those that arrive later too. */
function startImages(): void {
  document.addEventListener("error", ({ target }) => target instanceof HTMLImageElement && fail(target), true)
  // Some may have failed before this script ran.
  for (const image of document.images) {
    if (image.complete && image.naturalWidth === 0 && image.currentSrc !== "") fail(image)
  }
}

function fail(image: HTMLImageElement): void {
  if ("fallible" in image.dataset) image.parentElement?.classList.add("failed")
}
