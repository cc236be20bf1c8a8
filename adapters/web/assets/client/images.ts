/** A picture that cannot be fetched leaves a quiet frame; the layout keeps its place either way. */

/** Watches all pictures, those that arrive later too. */
export function followImages(): void {
  document.addEventListener("error", ({ target }) => target instanceof HTMLImageElement && fail(target), true)
  // Some may have failed before this script ran.
  for (const image of document.images) {
    if (image.complete && image.naturalWidth === 0 && image.currentSrc !== "") fail(image)
  }
}

function fail(image: HTMLImageElement): void {
  if ("fallible" in image.dataset) image.parentElement?.classList.add("failed")
}
