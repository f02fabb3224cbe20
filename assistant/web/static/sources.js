/** The card at a citation (hover, focus), and the panel with the whole clause (click). */
import { clausePath, el, url } from "./nodes.js";
import { badge } from "./view.js";

const panel = document.getElementById("panel");
let card = null;
let opener = null;
let leaving = 0;

/** The source entry that a citation link points to. */
function sourceOf(link) {
  return document.getElementById(link.getAttribute("href").slice(1));
}

function hideCard() {
  if (card) card.remove();
  card = null;
}

function showCard(link) {
  const source = sourceOf(link);
  clearTimeout(leaving);
  if (!source || (card && card.dataset.of === link.getAttribute("href"))) return;
  hideCard();
  card = el("div.card", { role: "tooltip", id: "cite-card", "data-of": link.getAttribute("href") },
    ...["source-name", "quote", "source-foot"].map((name) => source.querySelector(`.${name}`).cloneNode(true)));
  card.addEventListener("mouseenter", () => clearTimeout(leaving));
  card.addEventListener("mouseleave", leave);
  document.body.append(card);
  const at = link.getBoundingClientRect();
  const left = Math.max(16, Math.min(at.left, innerWidth - card.offsetWidth - 16));
  const below = at.bottom + 6;
  const fits = below + card.offsetHeight < innerHeight || at.top < card.offsetHeight;
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${(fits ? below : at.top - card.offsetHeight - 6) + scrollY}px`;
}

function leave() {
  leaving = setTimeout(hideCard, 220);
}

/** The clause's text as paragraphs with the quote marked; offsets are code points of the source. */
function marked(clause, start, end) {
  const chars = Array.from(clause.text);
  const box = el("div.law", null);
  let at = 0;
  for (const line of clause.text.split("\n")) {
    const length = Array.from(line).length;
    const cut = (from, to) => chars.slice(Math.max(at, Math.min(from, at + length)), Math.max(at, Math.min(to, at + length))).join("");
    const from = start - clause.start;
    const to = end - clause.start;
    if (line.trim()) {
      const hit = cut(from, to);
      box.append(el("p", null, cut(at, from), hit && el("mark", null, hit), cut(Math.max(to, at), at + length)));
    }
    at += length + 1;
  }
  return box;
}

export function closePanel() {
  if (!panel || panel.hidden) return;
  panel.hidden = true;
  panel.replaceChildren();
  if (opener && opener.isConnected) opener.focus();
  opener = null;
}

async function openPanel(link) {
  const source = sourceOf(link) || link.closest(".source");
  if (!panel || !source) return false;
  const { clause, start, end } = source.dataset;
  let found;
  try {
    const response = await fetch(url(`api/v1/${clausePath(clause)}`), { credentials: "omit" });
    if (!response.ok) return false;
    found = await response.json();
  } catch (_) {
    return false;
  }
  opener = link;
  hideCard();
  const heading = el("h2", { tabindex: -1, id: "panel-name" }, found.label, found.heading && ` ${found.heading}`);
  const close = el("button.plain", { type: "button" }, "关闭");
  close.addEventListener("click", closePanel);
  const law = marked(found, Number(start), Number(end));
  panel.replaceChildren(
    el("div.panel-top", null, heading, close),
    el("p.panel-policy", null, found.policy.title, " ", badge(found.policy.status)),
    law,
    el("p.source-foot", null, el("a", { href: url(`${clausePath(clause)}?mark=${start}-${end}#quote`) }, "打开条款页"),
      el("a", { href: url(`policies/${found.policy_id}`) }, "整份文件")));
  panel.hidden = false;
  panel.setAttribute("aria-labelledby", "panel-name");
  heading.focus({ preventScroll: getComputedStyle(panel).position !== "static" });
  const mark = law.querySelector("mark");
  if (mark) panel.scrollTop = Math.max(0, mark.offsetTop - panel.clientHeight / 3);
  return true;
}

/** Listen for citations anywhere in the page. */
export function watchSources() {
  const cite = (event) => (event.target instanceof Element ? event.target.closest("a.cite") : null);
  document.addEventListener("mouseover", (event) => { const link = cite(event); if (link) showCard(link); });
  document.addEventListener("mouseout", (event) => { if (cite(event)) leave(); });
  document.addEventListener("focusin", (event) => { const link = cite(event); if (link) showCard(link); else if (card && !card.contains(event.target)) hideCard(); });
  document.addEventListener("click", async (event) => {
    const link = cite(event);
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (!(await openPanel(link))) location.hash = link.getAttribute("href");
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (card) hideCard(); else closePanel();
  });
}
