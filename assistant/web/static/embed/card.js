/** The card of one citation: opens on hover, focus and tap; can be hovered; Escape hides it. */
import { h } from "../draw/dom.js";

const SHOW_MS = 120;
const HIDE_MS = 250;

/** @param {(citation: any) => any[]} fill the nodes of a citation */
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
  function show(cite, citation, isHover) {
    clearTimeout(timer);
    if (owner === cite || !cite.isConnected) return;
    hide();
    owner = cite;
    cite.setAttribute("aria-expanded", "true");
    card.setAttribute("aria-label", cite.getAttribute("aria-label"));
    card.replaceChildren(...fill(citation));
    (cite.closest("p, table") || cite.parentNode).after(card);
    card.hidden = false;
    const line = cite.getBoundingClientRect();
    card.style.top = `${line.bottom - card.offsetParent.getBoundingClientRect().top + card.offsetParent.scrollTop + 4}px`;
    if (!isHover) card.scrollIntoView({ block: "nearest" });
  }
  const inside = (node) => node && (card.contains(node) || node === owner);
  // At once: a timer can come after the next key, and Escape be spent on the card.
  const leave = (event, to = event.relatedTarget) => {
    if (inside(to)) return;
    if (event.type === "focusout") hide();
    else later(hide, HIDE_MS);
  };
  card.addEventListener("pointerenter", () => clearTimeout(timer));
  for (const name of ["pointerleave", "focusout"]) card.addEventListener(name, (event) => leave(event));

  /** What happened at a citation's link. @param {any} event @param {any} to where it goes @param {any} cite @param {any} citation */
  function hear(event, to, cite, citation) {
    if (event.type === "pointerenter") {
      if (event.pointerType === "mouse") later(() => show(cite, citation, true), SHOW_MS);
    } else if (event.type === "focus" || event.type === "click") show(cite, citation, false);
    else leave(event, to);
  }
  return { hear, hide };
}
