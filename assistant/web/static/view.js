/** An Answer (JSON of the contract) as nodes: the same as templates/parts.html makes of it. */
import { clausePath, el, lines, url, words } from "./nodes.js";
import { shown, worded } from "./shown.js";

const home = () => {
  const query = new URLSearchParams();
  if (document.documentElement.dataset.size === "elder") query.set("mode", "elder");
  if (document.documentElement.lang === "zh-Hant") query.set("lang", "hant");
  return url(`${query}` && `?${query}`);
};

/** @returns {string} */
const validity = (first, last) => (first && last ? `${first} 至 ${last}` : first ? `${first} 起` : "");

export const badge = (status) => el("span.badge", { "data-status": status }, words.status[status] || status);

export function sentence(answerId, said, citations) {
  const known = new Map(citations.map((c) => [c.n, c]));
  const cites = said.citations.filter((n) => known.has(n)).map((n) => {
    const c = known.get(n);
    const props = { href: `#${answerId}-${n}`, "data-n": n, "aria-label": `依据${n}：${c.policy_title}${c.label}` };
    return el("a.cite", props, String(n));
  });
  return el("p.said", { "data-layout": said.layout || "text" }, ...worded(said.text), ...cites);
}

export function estimate(e) {
  const amount = e.amount !== null
    ? el("p.sum-amount", null, e.amount_text, e.period && el("span.sum-period", null, e.period))
    : e.range_text && el("p.sum-amount.sum-range", null, `${e.range_text[0]} 至 ${e.range_text[1]}`);
  return el("section.sum", { "data-state": e.status, "aria-label": `测算：${e.title}${e.label}` },
    el("div.sum-head", null,
      el("p.sum-title", null, e.title, e.label && el("span.sum-label", null, e.label)),
      amount,
      el("p.sum-state", null, e.status_text)),
    e.steps.length > 0 && el("ol.steps", null, ...e.steps.map((step) =>
      el("li", null, el("span.step-sum", null, step.text), step.quote && el("q.step-quote", { lang: "zh-Hans" }, step.quote)))),
    e.conditions.length > 0 && el("ul.tests", null, ...e.conditions.map((test) =>
      el("li", { "data-met": test.met }, el("span.met", null, test.met), test.say))),
    ...e.reasons.map((reason) => el("p.sum-reason", null, reason)),
    e.missing.length > 0 && el("p.sum-missing", null, `还缺：${e.missing.map((fact) => words.fact[fact] || fact).join("、")}`),
    e.assumptions.length > 0 && el("details.assumed", { open: true },
      el("summary", null, `说明（${e.assumptions.length}）`),
      el("ul", null, ...e.assumptions.map((text) => el("li", null, text)))));
}

export function sourceFoot(c) {
  return el("p.source-foot", null, badge(c.status), " ",
    el("span.dates", null, validity(c.first_day, c.last_day)), " ",
    el("a.whole", { href: url(`${clausePath(c.clause_id)}?mark=${c.start}-${c.end}#quote`) }, "看条款全文"),
    " ",
    /^https?:/.test(c.url) && el("a", { href: c.url, rel: "noopener noreferrer", target: "_blank" }, "原文发布页"));
}

export const quote = (text) => el("blockquote.quote", { lang: "zh-Hans" }, ...lines(text).map((line) => el("p", null, line)));

function source(answerId, c) {
  const props = { id: `${answerId}-${c.n}`, "data-n": c.n, "data-clause": c.clause_id, "data-start": c.start, "data-end": c.end };
  return el("li.source", props,
    el("p.source-name", null, el("span.source-n", null, String(c.n)), c.policy_title, el("b", null, c.label), c.heading && ` ${c.heading}`),
    quote(c.quote), sourceFoot(c));
}

const COLUMNS = [["amount", "金额"], ["rate", "比例"], ["cap", "上限"], ["condition", "条件"], ["validity", "有效期"]];

function table(rows) {
  const columns = COLUMNS.filter(([key]) => rows.some((row) => row[key]));
  const cell = (row, key) => el(["amount", "rate", "cap"].includes(key) ? "td.num" : "td", null, row[key] || "—");
  return el("div.scroll", { tabindex: 0, role: "region", "aria-label": "对比表" }, el("table", null,
    el("thead", null, el("tr", null, el("th", { scope: "col" }, "政策"), ...columns.map(([, name]) => el("th", { scope: "col" }, name)))),
    el("tbody", null, ...rows.map((row) => el("tr", null,
      el("th", { scope: "row" }, row.clause_id ? el("a", { href: url(clausePath(row.clause_id)) }, row.policy) : row.policy),
      ...columns.map(([key]) => cell(row, key)))))));
}

const hidden = (name, value) => el("input", { type: "hidden", name, value });

function ask(kind, a, questions, label) {
  return el(`form.${kind}`, { method: "post", action: home(), "aria-label": label },
    hidden("conversation_id", a.conversation_id), hidden("as_of", a.as_of),
    ...questions.map((question) => el("button.choice", { name: "question", value: question }, question)));
}

function understood(a) {
  return el("div.chips", { role: "group", "aria-label": "我的理解" }, el("span.chips-name", null, "我的理解"),
    ...a.understood.map((u) => el("details.chip", null,
      el("summary", null, u.label && el("span.chip-label", null, u.label), u.value),
      el("form.chip-form", { method: "post", action: home() },
        hidden("conversation_id", a.conversation_id), hidden("as_of", a.as_of), hidden("label", u.label || u.value),
        el("label", null, `${u.label || u.value}改为`, el("input", { name: "value", required: true, maxlength: 60, autocomplete: "off" })),
        el("button", null, "重新回答")))));
}

function nearest(ids) {
  const links = ids.flatMap((id, at) => [at ? "、" : "", el("a", { href: url(clausePath(id)), "data-name-of": id }, id)]);
  return el("p.nearest", null, "也许您要找：", ...links);
}

const FORMS = [["xlsx", "表格"], ["docx", "文档"], ["md", "Markdown"], ["json", "JSON"]];

export function acts(a) {
  return el("div.acts", null,
    el("button.act", { type: "button", "data-act": "copy" }, "复制（含依据）"),
    el("a.act", { href: url(`a/${a.id}`) }, "链接"),
    el("details.export", null, el("summary.act", null, "导出"), el("span.export-forms", null,
      ...FORMS.map(([form, name]) => el("a.act", { href: url(`a/${a.id}.${form}`), download: true }, name)))),
    el("button.act", { type: "button", "data-act": "print", hidden: true }, "打印"),
    el("form.rate", { method: "post", action: url(`a/${a.id}/feedback`) },
      el("span.rate-name", null, "这个回答有用吗？"),
      el("button.act", { name: "rating", value: "up" }, "有用"),
      el("button.act", { name: "rating", value: "down" }, "没用")));
}

/** @returns {HTMLElement} the whole answer */
export function answer(a) {
  const said = a.sentences.length
    ? shown(a).map((s) => sentence(a.id, s, a.citations))
    : lines(a.text).map((line) => el("p.said", null, ...worded(line)));
  return el("article.answer", { "data-outcome": a.outcome, "data-answer": a.id },
    el("h2.who", null, words.outcome[a.outcome]),
    a.understood.length > 0 && understood(a),
    el("div.words", null, ...said),
    a.clarify && a.outcome === "answered" && el("p.wanted", null, a.clarify.question),
    a.clarify && a.clarify.choices.length > 0 && ask("choices", a, a.clarify.choices, "可以选择"),
    a.refusal && a.refusal.nearest.length > 0 && nearest(a.refusal.nearest),
    a.table.length > 0 && table(a.table),
    a.estimates.length > 0 && el("div.sums", null, ...a.estimates.map(estimate)),
    a.warnings.length > 0 && el("ul.warnings", null, ...a.warnings.filter((w, at) => a.warnings.findIndex((other) => other.text === w.text) === at).map((w) =>
      el("li", { "data-warning": w.code }, el("span.badge", null, words.warning[w.code] || w.code), el("span", null, w.text)))),
    a.citations.length > 0 && el("section.sources", null,
      el("h3", null, `依据（${a.citations.length} 条）`), el("ol", null, ...a.citations.map((c) => source(a.id, c)))),
    el("p.fine", null, `${a.label} · 按 ${a.as_of} 的政策`),
    acts(a),
    a.follow_ups.length > 0 && ask("follow", a, a.follow_ups, "接着问"));
}
