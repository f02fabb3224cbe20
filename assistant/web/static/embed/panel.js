/** The frame around a conversation: a dialog that floats, fills a small screen, or stands in the page. */
import { h, svg } from "../draw/dom.js";
import { focused, stops } from "./focus.js";
import { isSmall, raise } from "./parts.js";

const ICONS = {
  fresh: "M12 5v14M5 12h14",
  large: "M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7",
  close: "M6 6l12 12M18 6L6 18",
};

/** Makes everything but the host inert, and the page behind still; returns what undoes it. */
function isolate(host) {
  const made = [];
  for (let node = host; node && node.parentElement; node = node.parentElement) {
    for (const other of node.parentElement.children) {
      if (other === node || other.inert || /^(HEAD|SCRIPT|STYLE|LINK)$/.test(other.tagName)) continue;
      other.inert = true;
      made.push(other);
    }
  }
  const page = document.documentElement.style;
  const before = page.overflow;
  page.overflow = "hidden";
  return () => {
    for (const other of made) other.inert = false;
    page.overflow = before;
  };
}

/** `nodes` are what it holds, a frame if `isFrame`; `does` has close(by), fresh() and expand(on); `kind` is float, inline or page. */
export function shell({ host, say, kind, nodes, does, isFrame }) {
  const button = (name, path, act) =>
    h(
      `button.icon.${name}`,
      { type: "button", "aria-label": say[name], title: say[name], onclick: act },
      svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: path })),
    );
  const title = h("h2", { id: "title", tabindex: "-1" }, say.name);
  const large = button("large", ICONS.large, () => expand(!isLarge));
  const close = button("close", ICONS.close, () => does.close("button"));
  const header = h(
    "header",
    { part: "header" },
    title,
    button("fresh", ICONS.fresh, does.fresh),
    kind !== "inline" && large,
    kind !== "inline" && close,
  );
  const footer = h("footer", null, h("p", null, say.fixed), h("slot", { name: "footer" }));
  const name = isFrame ? { "aria-label": say.name } : { "aria-labelledby": "title" };
  const role = kind === "float" ? "dialog" : "region";
  const node = h(
    `section.panel.${kind}`,
    { id: "panel", part: "panel", role, hidden: true, ...name },
    isFrame ? nodes : [header, ...nodes, footer],
  );
  let isLarge = false;
  let release = null;

  function arrange() {
    const isModal = kind === "float" && !node.hidden && (isLarge || isSmall());
    node.classList.toggle("small", kind === "float" && isSmall());
    if (isModal) node.setAttribute("aria-modal", "true");
    else node.removeAttribute("aria-modal");
    if (node.parentNode) node.parentNode.classList.toggle("modal", isModal);
    if (isModal && !release) release = isolate(host);
    if (!isModal && release) release = void release();
    const seen = window.visualViewport;
    const keyboard = isModal && isSmall() && seen && Math.abs(seen.scale - 1) < 0.05;
    node.style.height = keyboard ? `${seen.height}px` : "";
    node.style.top = keyboard ? `${seen.offsetTop}px` : "";
  }

  function expand(on) {
    isLarge = on;
    node.classList.toggle("large", on);
    large.setAttribute("aria-label", on ? say.small : say.large);
    large.title = on ? say.small : say.large;
    does.expand(on);
    arrange();
  }

  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) {
      event.stopPropagation();
      does.escape();
    }
    if (event.key !== "Tab" || !node.hasAttribute("aria-modal")) return;
    const all = stops(node);
    const at = event.shiftKey ? 0 : all.length - 1;
    const here = focused();
    if (here === all[at] || (event.shiftKey && here === title)) {
      event.preventDefault();
      all[all.length - 1 - at].focus();
    }
  });

  return {
    node,
    title,
    arrange,
    expand,
    show() {
      node.hidden = false;
      if (kind === "float") raise(node);
      arrange();
    },
    hide() {
      node.hidden = true;
      if (node.hidePopover && node.hasAttribute("popover")) node.hidePopover();
      arrange();
    },
  };
}
