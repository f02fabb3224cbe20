/** An Answer of the contract as nodes; the page draws the same from the same JSON. */
import { h, lines, safe } from "./dom.js";
import { fill } from "./say.js";

/** A sentence without its [1] marks and stars, which are drawn as links. */
const bare = (text) => text.replace(/\s*\[\d+\]|\*\*|^(?:[-*]|#+)\s+/gm, "").trim();

const clausePath = (id) => `clauses/${String(id).replace("#", "/")}`;

/** Drawing for one widget: `base` ends links, `say` has the words, `on` is what the user can do. */
export function drawer({ base, say, on }) {
  const link = (tag, url, text, name) =>
    h(tag, { href: url, target: "_blank", rel: "noopener noreferrer", "aria-label": name && name + say.newTab, onclick: on.link }, text);
  const toClause = (c) => `${base}${clausePath(c.clause_id)}?mark=${c.start}-${c.end}#quote`;

  function sentence(said, citations) {
    const cites = said.citations.map((n) => {
      const c = citations.find((one) => one.n === n);
      if (!c) return null;
      const label = `${say.basis}${n}：${c.policy_title}${c.label}`;
      const cite = h("a.cite", { href: toClause(c), "aria-label": label, "aria-expanded": "false" }, String(n));
      on.cite(cite, c);
      return cite;
    });
    return h("p.said", null, bare(said.text), cites);
  }

  function estimate(e) {
    const period = e.period;
    const range = e.range_text && e.range_text.join(say.range);
    return h("section.sum", { part: "estimate", "data-state": e.status, "aria-label": `${say.sum}：${e.title}` },
      h("div.sum-head", null,
        h("p.sum-title", null, e.title, e.label && h("span.sum-label", null, e.label)),
        e.amount !== null ? h("p.sum-amount", null, e.amount_text, period && h("small", null, period)) : range && h("p.sum-amount", null, range),
        h("p.sum-state", null, e.status_text)),
      e.steps.length > 0 && h("ol.steps", null, e.steps.map((step) =>
        h("li", null, h("span", null, step.text), step.quote && h("q", null, step.quote)))),
      e.conditions && e.conditions.length > 0 && h("ul.tests", null, e.conditions.map((test) =>
        h("li", { "data-met": test.met }, h("b", null, test.met), test.say))),
      e.reasons.map((reason) => h("p.soft", null, reason)),
      e.assumptions.length > 0 && h("details", null,
        h("summary", null, fill(say.assumed, e.assumptions.length)),
        h("ul.assumed", null, e.assumptions.map((text) => h("li", null, text)))));
  }

  /** What the card and the list both show of a citation. */
  function citation(c) {
    const dates = c.first_day && c.last_day ? c.first_day + say.range + c.last_day : c.first_day ? c.first_day + say.from : "";
    const name = `${c.policy_title}${c.label}`;
    return [
      h("p.source-name", null, h("span.n", null, String(c.n)), c.policy_title, " ", h("b", null, c.label), c.heading && ` ${c.heading}`),
      h("blockquote", { lang: "zh-Hans" }, lines(c.quote).map((line) => h("p", null, line))),
      h("p.source-foot", null, h("span.badge", { "data-status": c.status }, say.labels.status[c.status] || c.status), " ",
        h("span.soft", null, dates), " ",
        link("a.whole", toClause(c), say.whole, `${say.whole}：${name}`), " ",
        safe(c.url) && link("a", c.url, say.origin, `${say.origin}：${c.policy_title}`)),
    ];
  }

  function table(rows) {
    return h("div.scroll", { tabindex: "0", role: "region", "aria-label": say.table }, h("table", null,
      h("thead", null, h("tr", null, say.columns.split(" ").map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", null, rows.map((row) => h("tr", null, h("th", { scope: "row" }, row.policy),
        [row.amount, row.rate, row.cap, row.condition, row.validity].map((cell) => h("td", null, cell)))))));
  }

  function nearest(ids) {
    return h("p.nearest", null, say.nearest, ids.map((id, at) => {
      const made = link("a", base + clausePath(id), `${say.clause} ${id}`);
      on.name(id, (text) => { made.textContent = text; });
      return [at > 0 && "、", made];
    }));
  }

  const buttons = (name, texts) =>
    h("div.choices", { role: "group", "aria-label": name }, texts.map((text) => h("button", { type: "button", onclick: () => on.ask(text) }, text)));

  function understood(a) {
    return h("div.chips", { role: "group", "aria-label": say.understood }, a.understood.map((u) =>
      h("button", { type: "button", title: say.change, onclick: () => on.prefill(`${u.label}${say.changeTo}`) },
        h("small", null, u.label), " ", u.value)));
  }

  /** The article of a whole answer; only the last one of a conversation offers to go on. */
  function answer(a, isLast) {
    const said = a.sentences.length
      ? a.sentences.map((one) => sentence(one, a.citations))
      : lines(bare(a.text)).map((line) => h("p.said", null, line));
    const shown = say.labels.outcome[a.outcome];
    return [
      h(a.outcome === "answered" ? "h3.out" : "h3", null, shown),
      a.understood && a.understood.length > 0 && understood(a),
      h("div.words", null, said),
      isLast && a.clarify && a.clarify.choices.length > 0 && buttons(say.choose, a.clarify.choices),
      a.refusal && a.refusal.nearest.length > 0 && nearest(a.refusal.nearest),
      a.table && a.table.length > 0 && table(a.table),
      a.estimates.filter((e) => e.title).map(estimate),
      a.warnings.length > 0 && h("ul.warnings", { part: "warning", "aria-label": say.warnings }, a.warnings.map((w) =>
        h("li", null, h("span.badge", { "data-warning": w.code }, say.labels.warning[w.code] || w.code), " ", w.text))),
      a.citations.length > 0 && h("details.sources", { open: isLast },
        h("summary", null, fill(say.sources, a.citations.length)),
        h("ol", null, a.citations.map((c) => h("li", { part: "citation" }, citation(c))))),
      h("p.soft.label", null, `${a.label} · ${fill(say.asOf, a.as_of)}`),
      on.acts(a, link("a", `${base}a/${a.id}`, say.page)),
      isLast && a.follow_ups.length > 0 && buttons(say.follow, a.follow_ups),
    ].flat(9).filter(Boolean);
  }

  return { sentence, estimate, citation, answer, buttons };
}
