/** Shortcuts, and the list of them; none works while something is typed, but Escape and Ctrl+Shift+O. */

/** @param {{stop: () => boolean, closePanel: () => boolean, focus: () => void}} does */
export function watchKeys(does) {
  /** @type {any} */
  const list = document.getElementById("keys");
  const button = document.getElementById("keys-button");
  const show = () => list.showModal && !list.open && list.showModal();
  button.hidden = !list.showModal;
  button.addEventListener("click", show);
  document.addEventListener("keydown", (event) => {
    /** @type {any} */
    const target = event.target;
    if (event.isComposing || list.open) return;
    if (event.key === "Escape") {
      if (does.stop() || closeFolded(target) || does.closePanel()) event.preventDefault();
      return;
    }
    if (event.ctrlKey && event.shiftKey && event.key.toLowerCase() === "o") {
      event.preventDefault();
      document.getElementById("fresh").click();
      return;
    }
    if (target.matches("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") {
      event.preventDefault();
      does.focus();
    } else if (event.key === "?") show();
  });
  const opened = (event) => {
    const field = event.target.matches(".chip[open]") && event.target.querySelector("[name=value]");
    if (field && event.target.contains(document.activeElement)) field.focus();
  };
  document.addEventListener("toggle", opened, true);
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.export[open], .day-chip[open], details.top-more[data-narrow][open]")) {
      if (!menu.contains(/** @type {any} */ (event.target))) menu.removeAttribute("open");
    }
  });
}

/** Close an open menu or chip around the focus, or any; whether there was one. */
function closeFolded(target) {
  const menu =
    target.closest("details.export[open], .chip[open], .day-chip[open]") ||
    document.querySelector("details.export[open], .chip[open], .day-chip[open]");
  if (!menu) return false;
  menu.removeAttribute("open");
  menu.querySelector("summary").focus();
  return true;
}
