/** The card at a citation (hover, focus), and the panel with the whole clause (click). */
import { h } from "./draw/dom.js";
import { clausePath } from "./draw/text.js";
import { url } from "./place.js";
import { badge } from "./view.js";

const panel = document.getElementById("panel");
const empty = panel && panel.firstElementChild;
let card = null;
let opener = null;
let leaving = 0;
/** The focus that is given back shows no card. */
let isQuiet = false;

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
  if (isQuiet || !source || (card && card.dataset.of === link.getAttribute("href"))) return;
  hideCard();
  card = h(
    "div.card",
    { role: "tooltip", id: "cite-card", "data-of": link.getAttribute("href") },
    ["source-name", "quote", "source-foot"].map((name) => source.querySelector(`.${name}`).cloneNode(true)),
  );
  card.addEventListener("mouseenter", () => clearTimeout(leaving));
  card.addEventListener("mouseleave", leave);
  document.getElementById("main").append(card);
  const at = link.getBoundingClientRect();
  const left = Math.max(16, Math.min(at.left, innerWidth - card.offsetWidth - 16));
  const below = at.bottom + 6;
  const fits = below + card.offsetHeight < innerHeight || at.top < card.offsetHeight;
  card.style.left = `${left}px`;
  card.style.top = `${fits ? below : at.top - card.offsetHeight - 6}px`;
}

function leave() {
  leaving = setTimeout(hideCard, 220);
}

/** The clause's text as paragraphs with the passages marked; offsets are code points of the source. */
function marked(clause, spans) {
  const signs = Array.from(clause.text);
  const isIn = (at) => spans.some(([from, to]) => from <= clause.start + at && clause.start + at < to);
  const box = h("div.law", null);
  let paragraph = h("p", null);
  let run = "";
  let was = false;
  const flush = () => {
    if (run) paragraph.append(was ? h("mark", null, run) : run);
    run = "";
  };
  [...signs, "\n"].forEach((sign, at) => {
    const is = isIn(at);
    if (sign === "\n" || is !== was) flush();
    was = is;
    if (sign !== "\n") run += sign;
    else if (paragraph.textContent.trim()) {
      box.append(paragraph);
      paragraph = h("p", null);
    }
  });
  return box;
}

export const isOpen = () => Boolean(opener);

/** Empty the panel. @param {boolean} giveBack whether the focus returns to the citation */
export function closePanel(giveBack) {
  hideCard();
  if (!panel || !opener) return;
  panel.replaceChildren(empty);
  panel.classList.remove("open");
  if (giveBack && opener.isConnected) {
    isQuiet = true;
    opener.focus();
    isQuiet = false;
  }
  opener = null;
}

const spansOf = (source) => source.dataset.marks.split(",").map((span) => span.split("-").map(Number));

async function openPanel(link) {
  const source = sourceOf(link) || link.closest(".source");
  if (!panel || !source) return false;
  const { clause, marks } = source.dataset;
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
  let law = marked(found, spansOf(source));
  // The line on a policy's validity stands outside its clauses: it is shown alone.
  const isOutside = !law.querySelector("mark");
  if (isOutside) law = h("div.law", null, source.querySelector(".quote").cloneNode(true));
  const name = isOutside ? ["施行与有效期"] : [found.label, found.heading && ` ${found.heading}`];
  const heading = h("h2", { tabindex: -1, id: "panel-name" }, name);
  const close = h("button.plain", { type: "button" }, "关闭");
  close.addEventListener("click", () => closePanel(true));
  panel.replaceChildren(
    h("div.panel-top", null, heading, close),
    h("p.panel-policy", null, found.policy.title, " ", badge(found.policy.status)),
    law,
    h(
      "p.source-foot",
      null,
      !isOutside && h("a", { href: url(`${clausePath(clause)}?mark=${marks}#quote`) }, "打开条款页"),
      h("a", { href: url(`policies/${found.policy_id}`) }, "整份文件"),
    ),
  );
  panel.classList.add("open");
  panel.setAttribute("aria-labelledby", "panel-name");
  heading.focus({ preventScroll: true });
  const mark = law.querySelector("mark");
  if (mark) panel.scrollTop = Math.max(0, mark.offsetTop - panel.clientHeight / 3);
  return true;
}

/** Listen for citations anywhere in the page. */
export function watchSources() {
  const cite = (event) => (event.target instanceof Element ? event.target.closest("a.cite") : null);
  document.addEventListener("mouseover", (event) => {
    const link = cite(event);
    if (link) showCard(link);
  });
  document.addEventListener("mouseout", (event) => {
    if (cite(event)) leave();
  });
  document.addEventListener("scroll", hideCard, { passive: true });
  document.addEventListener("focusin", (event) => {
    const link = cite(event);
    if (link) showCard(link);
    else if (card && !card.contains(event.target)) hideCard();
  });
  document.addEventListener("click", async (event) => {
    const link = cite(event);
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (!(await openPanel(link))) location.hash = link.getAttribute("href");
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !card) return;
    hideCard();
    event.stopImmediatePropagation();
  });
}
