/** The conversations of this browser: ids and names, kept here only; rename, delete, undo. */
import { h } from "./draw/dom.js";
import { url } from "./place.js";

const KEY = "cewen.history";
const MOST = 50;
const UNDO_MS = 8000;

function load() {
  try {
    return JSON.parse(localStorage.getItem(KEY) || "[]");
  } catch (_) {
    return [];
  }
}

function save(list) {
  try {
    localStorage.setItem(KEY, JSON.stringify(list));
  } catch (_) {
    /* storage is blocked */
  }
}

const section = document.getElementById("past");

/** The address of a conversation. @param {string} id */
export function address(id) {
  const query = new URLSearchParams(location.search);
  for (const name of ["q", "as_of"]) query.delete(name);
  query.set("c", id);
  return url(`?${query}`);
}

/** @param {string} id conversation @param {string} question its first question */
export function remember(id, question) {
  const list = load();
  if (!list.some((one) => one.id === id)) {
    const name = question.slice(0, 80);
    save([{ id, question: name, at: new Date().toISOString().slice(0, 10) }, ...list].slice(0, MOST));
  }
  showHistory(id);
}

function rename(item, one) {
  const input = h("input", { value: one.question, maxlength: 80, "aria-label": "对话的名称" });
  const done = (keep) => {
    if (keep && input.value.trim()) {
      save(load().map((other) => (other.id === one.id ? { ...other, question: input.value.trim() } : other)));
    }
    showHistory();
  };
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) done(true);
    if (event.key === "Escape") {
      event.stopPropagation();
      done(false);
    }
  });
  input.addEventListener("blur", () => done(true));
  item.replaceChildren(input);
  input.select();
}

function remove(item, one) {
  const list = load();
  const at = list.findIndex((other) => other.id === one.id);
  save(list.filter((other) => other.id !== one.id));
  const forget = () => {
    item.remove();
    fetch(url(`api/v1/conversations/${encodeURIComponent(one.id)}`), { method: "DELETE", credentials: "omit" }).catch(() => {});
  };
  const timer = setTimeout(forget, UNDO_MS);
  const undo = h(
    "button.plain",
    {
      type: "button",
      onclick: () => {
        clearTimeout(timer);
        const now = load();
        save([...now.slice(0, at), one, ...now.slice(at)]);
        showHistory();
      },
    },
    "撤销",
  );
  item.replaceChildren(h("span.soft", { role: "status" }, "已删除"), undo);
  undo.focus();
}

let open = "";

/** Draw the list in the rail; the open conversation is marked. @param {string} [id] */
export function showHistory(id = open) {
  open = id;
  const list = load();
  if (!section) return;
  section.hidden = !list.length;
  section.querySelector("ul").replaceChildren(
    ...list.map((one) => {
      const item = h(
        "li",
        null,
        h(
          "a",
          { href: address(one.id), title: `${one.question}${one.at ? `（${one.at}）` : ""}`, "aria-current": one.id === open && "page" },
          one.question,
        ),
        h("button.icon", { type: "button", "aria-label": `改名：${one.question}`, onclick: () => rename(item, one) }, "✎"),
        h("button.icon", { type: "button", "aria-label": `删除：${one.question}`, onclick: () => remove(item, one) }, "×"),
      );
      return item;
    }),
  );
}
