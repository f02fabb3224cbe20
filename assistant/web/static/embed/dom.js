/** Nodes without markup strings: attributes and text only, so no policy of the host is in the way. */

const SVG = "http://www.w3.org/2000/svg";

export function h(tag, props, ...kids) {
  const [name, ...classes] = tag.split(".");
  const node = document.createElement(name);
  if (classes.length) node.className = classes.join(" ");
  for (const key in props) {
    const value = props[key];
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...kids.flat(9).filter((kid) => kid || kid === 0));
  return node;
}

/** A line drawing of 24 units, for decoration only. */
export function icon(path) {
  const svg = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

export const ICONS = {
  ask: "M4 5h16v11H11l-4 4v-4H4zM8 9h8M8 12.5h5",
  fresh: "M12 5v14M5 12h14",
  large: "M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7",
  close: "M6 6l12 12M18 6L6 18",
};

/** An address that may stand in a link; anything but http and https is dropped. */
export const safe = (url) => (/^https?:\/\//i.test(url || "") ? url : null);

export const lines = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);

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
