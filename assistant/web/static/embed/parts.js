/** Small parts of the widget that the button and what is fetched later both use. */
/** A style sheet for a shadow root, made in a way that a strict policy of the host allows. */
export function adopt(root, css) {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch (_) {
    const style = document.createElement("style");
    style.append(css);
    root.append(style);
  }
}

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

export const isSmall = () => window.matchMedia("(max-width: 480px), (max-height: 480px)").matches;
