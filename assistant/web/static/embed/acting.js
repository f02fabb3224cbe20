/** What the buttons of an answer do: copy it with its sources, judge it, change what was understood. */
import { DEEPER } from "../draw/words.js";
import { h } from "../draw/dom.js";
import { call } from "../draw/talk.js";
import { lines } from "../draw/text.js";

/** The clipboard of plain http: a selection and the old command. */
function copyText(text, near) {
  const area = h("textarea.out", { "aria-hidden": "true", tabindex: "-1" });
  area.value = text;
  near.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

const SAID = /^(lead|sum|reading|unused|warning)$/;

function plain(a, say) {
  const said = a.sentences
    .filter((s) => SAID.test(s.role))
    .map((s) => s.text.replace(/\*\*/g, "") + s.citations.map((n) => `[${n}]`).join(""));
  const sources = a.citations.map(
    (c) =>
      `[${c.n}] ${c.policy_title}${c.label} ${c.heading}（${[c.first_day, c.last_day].filter(Boolean).join(say._to)}）：“${lines(c.quote).join("")}” ${c.url}`,
  );
  const steps = a.estimates.flatMap((e) => e.steps.map((step) => step.text));
  return [
    a.question,
    said.join("\n"),
    steps.join("\n"),
    sources.length ? [say._basis, ...sources].join("\n") : "",
    `${a.label} · ${say._asOf.replace("#", a.as_of)}`,
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** @param {any} env of the conversation (chat.js) @param {any} a the Answer @param {any} button which was pressed */
export function copy({ say, tell }, a, button) {
  tell(copyText(plain(a, say), button.parentNode) ? say._copied : say._copyFailed);
  button.focus();
}

/** @param {any} env of the conversation @param {any} a the Answer @param {string} rating @param {any} pressed the button */
export function rate({ say, tell, emit, api }, a, rating, pressed) {
  call(api("feedback"), { answer_id: a.id, rating }).then(
    () => {
      for (const one of pressed.parentNode.children) one.setAttribute("aria-pressed", String(one === pressed));
      tell(say._thanks);
      emit("feedback", { answer_id: a.id, value: rating });
    },
    (problem) => tell(problem.title || say.offline),
  );
}

/** Writes down the words that change a chip, with what stands there now: of places that are compared, all.
 * @param {any} env of the conversation @param {any} a the Answer @param {any} u what was understood
 */
export function correct({ say, prefill }, a, u) {
  const peers = a.understood.filter((other) => other.label === u.label);
  const all = u.kind === "scope" ? peers.map((one) => one.value).join("、") : u.value;
  prefill((peers.length > 1 && all === u.value ? u.value : u.label) + say._changeTo + all);
}

/** Offers a question about what the page around the widget tells of itself, where none was asked yet.
 * @param {any} env of the conversation @param {any} about what the page tells
 */
export function ofPage({ say, log, buttons }, about) {
  const hello = log.querySelector(".hello");
  if (hello && about.page_title) hello.append(buttons(say._choose, [`《${about.page_title}》${say._about}`]));
}

/** What they and the third layer say, beside the words that were there before (say.js). */
export const WORDS = {
  ...DEEPER,
  _about: "有哪些支持？",
  _changeTo: "改为",
  _copied: "已复制",
  _copyFailed: "浏览器不让复制，请手动选取",
  _thanks: "谢谢，已记下您的评价",
};
