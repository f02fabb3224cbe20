/** A company that this browser keeps: shown, gone on with, deleted; in questions only by its chip. */
import { h } from "./draw/dom.js";
import { url } from "./place.js";

const KEY = "cewen.company";

/** Where one may be kept: till the tab is closed, which goes first, or until it is deleted. */
const PLACES = [
  { of: () => sessionStorage, says: "这次带着" },
  { of: () => localStorage, says: "这个浏览器记着" },
];

/** What is kept: its name, the link of its sheet, the sentence that says what it is, and where. */
function load() {
  for (const place of PLACES) {
    try {
      const kept = JSON.parse(place.of().getItem(KEY) || "null");
      if (kept && typeof kept.query === "string") return { ...kept, place };
    } catch (_) {
      continue;
    }
  }
  return null;
}

function save(place, kept) {
  try {
    if (kept) place.of().setItem(KEY, JSON.stringify(kept));
    else place.of().removeItem(KEY);
    return true;
  } catch (_) {
    return false;
  }
}

/** The company's page: keep what is shown, or go on with what is kept. */
export function watchCompany() {
  const line = document.getElementById("kept");
  /** @type {any} */
  const button = document.getElementById("keep");
  if (!line) return;
  const show = () => {
    const kept = load();
    line.hidden = !kept;
    line.replaceChildren();
    if (!kept) return;
    line.append(
      h("span.rate-name", null, `${kept.place.says}：${kept.name}`),
      h("a.act", { href: url(`company?${kept.query}`) }, "打开"),
      h("button.act", { type: "button", onclick: () => (save(kept.place, null), show()) }, "删除"),
    );
  };
  const [session, browser] = PLACES;
  for (const [id, place] of [
    ["take", session],
    ["keep", browser],
  ]) {
    /** @type {any} */
    const pressed = document.getElementById(/** @type {string} */ (id));
    if (!button || !pressed) continue;
    pressed.hidden = false;
    pressed.addEventListener("click", () => {
      const { say, name, query } = button.dataset;
      pressed.textContent = save(place, { say, name, query }) ? "已记下" : "这个浏览器不让记";
      show();
    });
  }
  show();
}

/**
 * The chip beside the question: while it is on, the company's sentence stands before the question.
 * It is off until it is pressed, and what is sent is what is shown in the conversation.
 */
export function watchChip(form) {
  const kept = load();
  if (!form || !kept || !kept.say) return (question) => question;
  let isOn = false;
  const toggle = h("button.company-chip", { type: "button", "aria-pressed": "false" });
  const name = () => {
    toggle.textContent = isOn ? `带上：${kept.say}` : `带上 ${kept.name} 的情况`;
    toggle.setAttribute("aria-pressed", String(isOn));
  };
  const forget = () => (save(kept.place, null), (isOn = false), chip.remove());
  const chip = h(
    "p.acts.company",
    null,
    toggle,
    h("a.act", { href: url(`company?${kept.query}`) }, "查看和修改"),
    h("button.act", { type: "button", onclick: forget }, "删除"),
  );
  toggle.addEventListener("click", () => ((isOn = !isOn), name()));
  name();
  form.before(chip);
  return (question) => (isOn ? `${kept.say}${question}` : question);
}

watchCompany();
