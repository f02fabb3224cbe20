/** The card of one citation: opens on hover, focus and tap; can be hovered; Escape hides it. */
import { h } from "../draw/dom.js";

const SHOW_MS = 120;
const HIDE_MS = 250;

export function cards(fill) {
  const card = h("div.card", { role: "group", hidden: true });
  let owner = null;
  let timer = 0;

  function later(what, wait) {
    clearTimeout(timer);
    timer = setTimeout(what, wait);
  }
  function hide() {
    clearTimeout(timer);
    if (!owner) return false;
    owner.setAttribute("aria-expanded", "false");
    owner = null;
    card.hidden = true;
    return true;
  }
  function show(cite, citation, event) {
    clearTimeout(timer);
    if (owner === cite) return;
    hide();
    owner = cite;
    cite.setAttribute("aria-expanded", "true");
    card.setAttribute("aria-label", cite.getAttribute("aria-label"));
    card.replaceChildren(...fill(citation));
    cite.parentNode.after(card);
    card.hidden = false;
    card.style.top = `${cite.offsetTop + cite.offsetHeight + 4}px`;
    if (event !== "hover") card.scrollIntoView({ block: "nearest" });
  }
  const inside = (node) => node && (card.contains(node) || node === owner);
  const leave = (event) => {
    if (!inside(event.relatedTarget)) later(hide, event.type === "focusout" ? 0 : HIDE_MS);
  };
  card.addEventListener("pointerenter", () => clearTimeout(timer));
  card.addEventListener("pointerleave", leave);
  card.addEventListener("focusout", leave);

  /** Joins a link with the card; `activate(citation)` says whether a click may open it. */
  function attach(cite, citation, activate) {
    cite.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") later(() => show(cite, citation, "hover"), SHOW_MS);
    });
    cite.addEventListener("pointerleave", leave);
    cite.addEventListener("focus", () => show(cite, citation));
    cite.addEventListener("focusout", leave);
    cite.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (activate(citation)) show(cite, citation);
    });
  }
  return { attach, hide };
}
