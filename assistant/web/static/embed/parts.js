/** Small parts of the widget: drawings, style sheets, the focus. */
import { h, svg } from "../draw/dom.js";

/** A line drawing of 24 units, for decoration only. */
export const icon = (path) => svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: path }));

export const ICONS = {
  ask: "M4 5h16v11H11l-4 4v-4H4zM8 9h8M8 12.5h5",
  fresh: "M12 5v14M5 12h14",
  large: "M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7",
  close: "M6 6l12 12M18 6L6 18",
};

/** A style sheet for a shadow root, made in a way that a strict policy of the host allows. */
export function adopt(root, css) {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch (_) {
    root.append(h("style", null, css));
  }
}

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

const SMALL = "(max-width: 480px), (max-height: 480px)";

export const isSmall = () => window.matchMedia(SMALL).matches;

/** Puts a node above everything of the page, where the browser knows the top layer. */
export function raise(node) {
  if (!node.showPopover) return;
  node.setAttribute("popover", "manual");
  try {
    node.showPopover();
  } catch (_) {
    /* already there, or not in the document */
  }
}
