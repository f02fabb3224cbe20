/** The third layer of an answer: what its folds hold, and the card of a citation. The page has it at
 * once; the widget fetches it when the first fold is opened or a citation is looked at.
 */
import { h } from "./dom.js";
import { clausePath } from "./text.js";
import { curve as drawn } from "./chart.js";

/** Where a citation's supporting words stand in the source; all of it if none are marked. */
const markOf = (c) =>
  (c.marks.length ? c.marks : [[0, c.end - c.start]]).map(([from, to]) => `${c.start + from}-${c.start + to}`).join(",");

/** Text with the (start, end) spans, in code points, inside <mark>: one <p> a line. */
export function marked(text, spans) {
  const signs = Array.from(text);
  const isIn = (at) => spans.some(([from, to]) => from <= at && at < to);
  let at = 0;
  return text.split("\n").map((line) => {
    const from = at;
    const length = Array.from(line).length;
    at += length + 1;
    if (!line.trim()) return null;
    const runs = [];
    for (let n = from; n < from + length; n++) {
      const last = runs[runs.length - 1];
      if (last && last[0] === isIn(n)) last[1] += signs[n];
      else runs.push([isIn(n), signs[n]]);
    }
    return h(
      "p",
      null,
      runs.map(([is, run]) => (is ? h("mark", null, run) : run)),
    );
  });
}

/** @param {any} kit what the drawer in answer.js gives */
export function folded({ env, badge, link, worded }) {
  const { say, base } = env;
  const validity = (from, to) => (from && to ? `${from} ${say._to} ${to}` : from ? `${from} ${say._from}` : "");

  const notes = (texts) =>
    h(
      "ul.notes-list",
      null,
      texts.map((text) => h("li", null, text)),
    );

  const worked = (e, withNotes) => [
    e.steps.length > 0 &&
      h(
        "ol.steps",
        null,
        e.steps.map((step) =>
          h("li", null, h("span.step-sum", null, step.text), step.quote && h("q.step-quote", { lang: "zh-Hans" }, step.quote)),
        ),
      ),
    e.conditions.length > 0 &&
      h(
        "ul.tests",
        null,
        e.conditions.map((test) => h("li", { "data-met": test.met }, h("span.met", null, test.met), test.say)),
      ),
    e.reasons.map((reason) => h("p.soft", null, reason)),
    withNotes && e.assumptions.length > 0 && notes(e.assumptions),
  ];

  /** What the card at a citation and the list of sources both show. */
  const citation = (c) => [
    h("p.source-name", null, h("span.source-n", null, String(c.n)), c.policy_title, h("b", null, c.label), c.heading && ` ${c.heading}`),
    h("blockquote.quote", { lang: "zh-Hans" }, marked(c.quote, c.marks)),
    h(
      "p.source-foot",
      null,
      badge(c.status),
      " ",
      h("span.dates", null, validity(c.first_day, c.last_day)),
      " ",
      link(
        "a.whole",
        base + (c.label ? `${clausePath(c.clause_id)}?mark=${markOf(c)}#quote` : `policies/${c.policy_id}`),
        c.label ? say._whole : say._document,
      ),
      /^https?:/.test(c.url) && [
        " ",
        h("a", { href: c.url, rel: "noopener noreferrer", target: "_blank", onclick: env.link }, say._origin),
      ],
    ),
  ];

  /** What a row of several unfolds to; `open` in words, `tune` its link. */
  const unfolded = (row, e, toClause, open, tune) =>
    h("div.unfolded", null, h("p", null, row.terms, " ", toClause), open && h("p.soft", null, open), e && worked(e, true), tune);

  // the folds by their names in answer.js
  const steps = (estimates) => estimates.map((e) => worked(e, false));
  const readings = (sentences) => notes(sentences.map((s) => worded(s.text)));
  const curve = (figure) => drawn(figure.drawing);
  const confirm = (matters) => notes(matters.map((one) => one.label));
  const sources = (citations, a) =>
    h(
      "ol.sources",
      null,
      citations.map((c) =>
        h("li.source", { id: `${a.id}-${c.n}`, "data-n": c.n, "data-clause": c.clause_id, "data-marks": markOf(c) }, citation(c)),
      ),
    );

  return { citation, worded, worked, unfolded, steps, readings, curve, confirm, sources };
}
