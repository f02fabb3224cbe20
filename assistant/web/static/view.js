/** The drawing of answers on this page: what it adds to the drawing that the widget shares. */
import { drawer } from "./draw/answer.js";
import { h } from "./draw/dom.js";
import { folded } from "./draw/folded.js";
import { inHant } from "./draw/hant.js";
import { DEEPER, WORDS } from "./draw/words.js";
import { url, words } from "./place.js";

const home = () => {
  const query = new URLSearchParams();
  if (document.documentElement.dataset.size === "elder") query.set("mode", "elder");
  if (document.documentElement.lang === "zh-Hant") query.set("lang", "hant");
  return url(`${query}` && `?${query}`);
};

const hidden = (name, value) => h("input", { type: "hidden", name, value });

const asks = (kind, a, questions, label) =>
  h(
    `form.${kind}`,
    { method: "post", action: home(), "aria-label": label },
    hidden("conversation_id", a.conversation_id),
    hidden("as_of", a.as_of),
    questions.map((question) => h("button.choice", { name: "question", value: question }, question)),
  );

/** A fact without a list is a number: the browser says so, and asks nothing else. @param {any} u */
const numeric = (u) => ({ pattern: words.number.pattern, title: words.number.hint + u.value });

const editor = (u) =>
  u.choices && u.choices.length
    ? h(
        "select",
        { name: "value" },
        u.choices.map((choice) => h("option", { selected: choice === u.value }, choice)),
      )
    : h("input", {
        name: "value",
        required: true,
        maxlength: 60,
        autocomplete: "off",
        value: u.value,
        ...(u.kind === "fact" && numeric(u)),
      });

const understood = (a, isLast) =>
  h(
    "div.chips",
    { role: "group", "aria-label": WORDS._understood },
    h("span.chips-name", null, WORDS._understood),
    a.understood.map((u) => {
      const name = u.label || u.value;
      const peers = a.understood.filter((other) => other.label === u.label);
      const shown = [u.label && h(u.value.length < 2 ? "span.chip-label.kept" : "span.chip-label", null, u.label), u.value];
      if (!isLast) return h("span.chip", null, shown);
      return h(
        "details.chip",
        null,
        h("summary", null, shown),
        h(
          "form.chip-form",
          { method: "post", action: home() },
          hidden("conversation_id", a.conversation_id),
          hidden("as_of", a.as_of),
          hidden("label", name),
          peers.length > 1 && [hidden("was", u.value), u.kind === "scope" && hidden("among", peers.map((one) => one.value).join("、"))],
          h("label", null, `${name}改为`, editor(u)),
          h("button", null, "重新回答"),
        ),
      );
    }),
  );

const FORMS = [
  ["xlsx", "Excel 表格"],
  ["docx", "Word 文档"],
  ["md", "Markdown"],
  ["json", "JSON"],
];

/** What can be taken away. @param {any} a @returns {any[]} */
const taken = (a) => [
  h("button.act", { type: "button", "data-act": "copy", hidden: true }, "复制"),
  h("a.act", { "data-act": "share", href: url(`a/${a.id}`) }, "分享链接"),
  h(
    "details.export",
    null,
    h("summary.act", null, "下载"),
    h(
      "span.export-forms",
      null,
      FORMS.map(([form, name]) => h("a.act", { href: url(`a/${a.id}.${form}`), download: true }, name)),
    ),
  ),
  h("button.act", { type: "button", "data-act": "print", hidden: true }, "打印"),
];

const acts = (a) =>
  h(
    "div.acts",
    null,
    a.outcome !== "refused" && taken(a),
    h(
      "form.rate",
      { method: "post", action: url(`a/${a.id}/feedback`) },
      h("span.rate-name", null, "有用吗？"),
      h("button.act", { name: "rating", value: "up" }, "有用"),
      h("button.act", { name: "rating", value: "down" }, "没用"),
    ),
  );

const draw = drawer({
  say: { ...WORDS, ...DEEPER },
  labels: words,
  base: url(""),
  understood,
  asks,
  acts,
  folded,
  examples: () => words.examples || [],
});

export const { sentence, badge } = draw;
export const deep = draw.deepen(folded);

const isHant = document.documentElement.lang === "zh-Hant";
let pairs = new Map();
/** Settled once the characters that this page wants are there. */
export const ready = isHant
  ? fetch(url("embed/hant.json"))
      .then((response) => response.json())
      .then(
        (made) => {
          pairs = new Map(Object.entries(made));
        },
        () => {},
      )
  : Promise.resolve();

/** JSON or words of the server in this page's characters. @param {any} value @returns {any} */
export const turned = (value) => (isHant ? inHant(value, pairs) : value);

/** @param {any} a the Answer @param {boolean} isLast */
export const answer = (a, isLast) => draw.answer(turned(a), isLast);

/** What begins with its first lines. @param {string} question */
const isLong = (question) => Array.from(question).length > 200;

/** A question as it was asked; the last one can be taken up again. */
export const asked = (question) =>
  h(
    "article.asked",
    null,
    h("h2.who", null, "您的问题"),
    h("p", { class: isLong(question) && "long" }, question),
    isLong(question) && h("details.whole-text", null, h("summary", null, "展开全文")),
    h("button.again", { type: "button" }, "修改"),
  );

/** What can be asked next, below the answer. */
export const follow = (a) => a.follow_ups.length > 0 && a.outcome === "answered" && asks("follow", a, turned(a.follow_ups), WORDS._follow);
