/** Where the focus is, and what it can reach. */

/** The element that has the focus, through shadow roots. */
export function focused() {
  let node = document.activeElement;
  while (node && node.shadowRoot && node.shadowRoot.activeElement) node = node.shadowRoot.activeElement;
  return node;
}

const FOCUSABLE = "a[href],button:not([disabled]),textarea,summary,iframe,[tabindex='0']";

/** What the Tab key reaches inside a node, in order; slotted content counts. */
export function stops(node) {
  const own = [...node.querySelectorAll(FOCUSABLE)];
  for (const slot of node.querySelectorAll("slot")) {
    for (const given of slot.assignedElements({ flatten: true })) {
      own.push(...(given.matches(FOCUSABLE) ? [given] : given.querySelectorAll(FOCUSABLE)));
    }
  }
  return own.filter((one) => one.getClientRects().length);
}
