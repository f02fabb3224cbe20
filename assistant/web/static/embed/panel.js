/** The frame around a conversation: a dialog that floats, fills a small screen, or stands in the page. */
import { h, svg } from "../draw/dom.js";
import { isSmall, raise } from "./parts.js";

const ICONS = {
  fresh: "M12 5v14M5 12h14",
  large: "M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7",
  close: "M6 6l12 12M18 6L6 18",
};

/** `nodes` are what it holds, a frame if `isFrame`; `does` has close(by), fresh() and expand(on); `kind` is float, inline or page. */
export function shell({ host, say, part, kind, nodes, does, isFrame }) {
  const button = (name, path, act) =>
    h(
      `button.icon.${name}`,
      { type: "button", "aria-label": say[name], title: say[name], onclick: act },
      svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: path })),
    );
  const title = h("h2", { id: "title", tabindex: "-1" }, say.name);
  const large = button("large", ICONS.large, () => expand(!isLarge));
  const close = button("close", ICONS.close, () => does.close("button"));
  // No <header>, no <footer>: outside main they would be a second banner and contentinfo of the host's page.
  const header = h(
    "div.head",
    { part: "header" },
    title,
    button("fresh", ICONS.fresh, does.fresh),
    kind !== "inline" && large,
    kind !== "inline" && close,
  );
  const footer = h("div.foot", null, h("p", null, say._fixed), h("slot", { name: "footer" }));
  const name = isFrame ? { "aria-label": say.name } : { "aria-labelledby": "title" };
  const role = kind === "float" ? "dialog" : "region";
  const node = h(
    `section.panel.${kind}`,
    { id: "panel", part: "panel", role, hidden: true, ...name },
    isFrame ? nodes : [header, ...nodes, footer],
  );
  let isLarge = false;
  let filling = null;

  function arrange() {
    const small = kind === "float" && isSmall();
    const isFull = kind === "float" && !node.hidden && (isLarge || small);
    node.classList.toggle("small", small);
    if (isFull) node.setAttribute("aria-modal", "true");
    else node.removeAttribute("aria-modal");
    node.parentNode?.classList.toggle("modal", isFull);
    if (isFull && !filling)
      part("full").then(
        ({ full }) => {
          filling = filling || full(host, node, title);
          arrange();
        },
        () => {},
      );
    filling?.(isFull, small);
  }

  function expand(on) {
    isLarge = on;
    node.classList.toggle("large", on);
    large.setAttribute("aria-label", on ? say._small : say.large);
    large.title = on ? say._small : say.large;
    does.expand(on);
    arrange();
  }

  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.stopPropagation();
    does.escape();
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
