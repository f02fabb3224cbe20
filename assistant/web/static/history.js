/** The conversations of this browser: ids and first questions, kept here only. */
import { el, url } from "./nodes.js";

const KEY = "cewen.history";
const MOST = 20;

function load() {
  try { return JSON.parse(localStorage.getItem(KEY) || "[]"); } catch (_) { return []; }
}

function save(list) {
  try { localStorage.setItem(KEY, JSON.stringify(list)); } catch (_) { /* storage is blocked */ }
}

/** @param {string} id conversation @param {string} question its first question */
export function remember(id, question) {
  const list = load();
  if (list.some((entry) => entry.id === id)) return;
  save([{ id, question: question.slice(0, 80) }, ...list].slice(0, MOST));
}

/** Put the list under the welcome, if there is any. */
export function showHistory(welcome) {
  const list = load();
  if (!welcome || !list.length) return;
  const clear = el("button.plain", { type: "button" }, "清空");
  const section = el("section.history", null,
    el("div.history-top", null, el("h2", null, "最近的对话（只记在这个浏览器里）"), clear),
    el("ul", null, ...list.slice(0, 6).map((entry) => el("li", null, el("a", { href: url(`?c=${encodeURIComponent(entry.id)}`) }, entry.question)))));
  clear.addEventListener("click", () => { save([]); section.remove(); });
  welcome.append(section);
}
