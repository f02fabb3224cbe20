/** An Answer of the contract as nodes; templates/draw.html makes the same of the same JSON. */
import { h, put, svg } from "./dom.js";
import { clausePath } from "./text.js";

const figure = (a, kind) => a.figures.find((one) => one.kind === kind);
const rowsOf = (a) => figure(a, "results")?.rows || [];

/** What stands at these places of a list. */
const at = (list, places) => places.map((n) => list[n]);

/** What is drawn of an answer, in which layer: the server says where it stands (view.py). */
function view(a) {
  const { view: v, sentences } = a;
  const rows = rowsOf(a);
  return {
    ...v,
    rows,
    first: at(rows, v.first),
    rest: at(rows, v.rest),
    said: at(sentences, v.said),
    warnings: at(a.warnings, v.warnings),
    worked: at(a.estimates, v.worked),
    readings: at(sentences, v.readings),
  };
}

/** A sentence without [1] marks, its **stars** as <strong>. */
const worded = (text) =>
  text
    .replace(/\s*\[\d+\]/g, "")
    .split("**")
    .map((part, at) => (at % 2 ? h("strong", null, part) : part));

/**
 * Drawing for one place.
 * @param {any} env say (words), labels (closed words), base (root of the site), outside (links open
 *   a new window), heading, cite(link, citation), asks, understood, acts, examples, and the third layer:
 *   `folded` (folded.js) at once, or more(), a promise of what `deepen` made, for when it is wanted
 */
export function drawer(env) {
  const { say, labels, base } = env;
  const away = { rel: "noopener noreferrer", target: "_blank" };
  const link = (tag, url, text, more) => h(tag, { href: url, ...(env.outside && away), onclick: env.link, ...more }, text);
  const badge = (status) => h("span.badge", { "data-status": status }, labels.status[status] || status);
  const known = (a, n) => a.citations[n - 1];

  function cite(a, n) {
    const c = known(a, n);
    if (!c) return null;
    const made = h(
      "a.cite",
      { href: `#${a.id}-${n}`, "data-n": n, "aria-label": `${say._basis}${n}：${c.policy_title}${c.label}` },
      String(n),
    );
    env.cite?.(made, c);
    return made;
  }

  const sentence = (a, s) =>
    h(
      "p.said",
      { "data-role": s.role },
      worded(s.text),
      s.citations.map((n) => cite(a, n)),
    );

  const until = (row) => [
    row.last_day && h("span.day", null, row.last_day),
    row.days_left !== null &&
      h("span.left", { "data-soon": row.validity === "expiring_soon" && "yes" }, say._left.replace("#", row.days_left)),
    !/^(in_force|expiring_soon)$/.test(row.validity) && badge(row.validity),
  ];

  /** What a folded part holds: at once where the third layer is there, else when it is first opened. */
  function later(node, fill) {
    if (env.folded) return put(node, fill(deepen(env.folded)));
    const open = () =>
      env.more().then(
        (deep) => put(node, fill(deep)),
        () => {
          node.open = false;
          node.addEventListener("toggle", open, { once: true });
        },
      );
    node.addEventListener("toggle", open, { once: true });
    return node;
  }

  const toClause = (a, row) => link("a.clause-link", base + clausePath(row.clause_id), known(a, row.n).label);
  const assumed = (row) => say._meets.replace("#", row.open.join("”“"));
  const estimateOf = (a, row) => a.estimates.find((e) => e.rule_id === row.rule_id && e.label === row.case);

  function tune(a, row) {
    const query = a.view.change[rowsOf(a).indexOf(row)];
    if (!query) return null;
    const more = env.tune && { onclick: env.tune };
    return link("a.act.tune", `${base}calculate?${query}`, say._tune, { "data-rule": row.rule_id, ...more });
  }

  const pair = (name, ...value) => h("div", null, h("dt", null, name), h("dd", null, value));

  const summed = (row) => row.sum + (row.cap && `，${say._cap} ${row.cap}`);

  const one = (row, who) =>
    h(
      "dl.one",
      null,
      who && pair(say._who, who),
      row.sum && pair(say._sum, summed(row)),
      row.amount_text && row.status === "facts_missing" && pair(say._range, row.amount_text),
      (row.last_day || row.validity !== "in_force") && pair(say._until, until(row)),
      row.open.length > 0 && pair(say._assumed, assumed(row)),
      row.missing.length > 0 && pair(say._missing, row.missing.join("、")),
    );

  function line(a, row) {
    const bar = svg(
      "svg",
      { class: "bar", "aria-hidden": "true" },
      svg("rect", { class: "bar-track", width: "100%", height: "100%", rx: 3 }),
      svg("rect", { class: "bar-fill", width: row.share, height: "100%", rx: 3 }),
    );
    const lacks = row.missing.length ? `；${say._missing}：${row.missing.join("、")}` : "";
    return [
      h(
        "tr.row",
        { "data-state": row.status, "data-best": row.is_best && "yes" },
        h("th", { scope: "row" }, h("b", null, row.who), " ", h("span.matter", null, row.case || row.matter), " ", cite(a, row.n)),
        h(
          "td.pays",
          null,
          row.period && [h("span.soft", null, row.period), " "],
          h("b.pays-sum", null, row.amount_text || "—"),
          row.is_best && h("span.best", null, say._best),
          bar,
        ),
        h("td.until", null, until(row)),
      ),
      h(
        "tr.more",
        null,
        h(
          "td",
          { colspan: 3 },
          later(h("details", null, h("summary", null, (row.sum ? summed(row) : row.terms) + lacks)), (deep) =>
            deep.unfolded(row, estimateOf(a, row), toClause(a, row), row.open.length > 0 && say._assumed + assumed(row), tune(a, row)),
          ),
        ),
      ),
    ];
  }

  const many = (a, rows) =>
    h(
      "table.rows",
      null,
      h("caption.out-of-sight", null, say._amounts),
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          [say._who, say._amount, say._until].map((name) => h("th", { scope: "col" }, name)),
        ),
      ),
      h(
        "tbody",
        null,
        rows.map((row) => line(a, row)),
      ),
    );

  const fold = (name, kind) => h("details.fold", { "data-fold": kind }, h("summary", null, name));
  const counted = (name, list) => name.replace("#", list.length);

  /** The third layer: each part by its name here, in the words and in folded.js. */
  function folds(a, v) {
    const confirm = a.actions.filter((one) => one.kind === "confirm");
    const all = { steps: v.worked, readings: v.readings, curve: figure(a, "curve"), confirm, sources: a.citations };
    const parts = Object.entries(all).filter(([, held]) => held && held.length !== 0);
    return (
      parts.length > 0 &&
      h(
        "div.folds",
        null,
        parts.map(([kind, held]) => later(fold(counted(say[kind], held), kind), (deep) => deep[kind](held, a))),
      )
    );
  }

  function next(a, v) {
    const made = [
      v.rows.length === 1 && tune(a, v.rows[0]),
      v.next.map(({ text, url }) => (url ? h("a", { href: url, ...away, onclick: env.link }, text) : h("span", null, text))),
    ]
      .flat()
      .filter(Boolean);
    return made.length > 0 && h("p.then", null, made);
  }

  function nearest(a) {
    return h(
      "p.nearest",
      null,
      say._nearest,
      a.refusal.nearest.map((id, at) => [at > 0 && "、", link("a", base + clausePath(id), a.refusal.names[at] || id)]),
    );
  }

  /** The card of a whole answer; what the place adds comes from env. */
  function answer(a, isLast) {
    const v = view(a);
    return h(
      "article.answer",
      { "data-outcome": a.outcome, "data-answer": a.id, part: env.part },
      h(`${env.heading || "h2"}.who`, null, v.title),
      a.notice && h("p.notice", null, a.notice),
      a.understood.length > 0 && env.understood(a, isLast),
      h(
        "div.block",
        { "data-rows": v.rows.length },
        v.said.map((s) => sentence(a, s)),
        v.rows.length === 1 ? one(v.rows[0], v.who) : v.rows.length > 1 && many(a, v.first),
        v.rest.length > 0 && put(fold(counted(say._rest, v.rest), "rest"), many(a, v.rest)),
        v.warnings.length > 0 &&
          h(
            "ul.warnings",
            { part: env.part && "warning" },
            v.warnings.map((w) => h("li", { "data-warning": w.code }, w.text)),
          ),
      ),
      v.rows.length === 1 &&
        v.rows[0].status !== "facts_missing" &&
        h("p.why", null, h("b", null, say._why), " ", v.rows[0].terms, " ", toClause(a, v.rows[0])),
      a.clarify && a.outcome === "answered" && h("p.wanted", null, a.clarify.question),
      a.clarify?.choices.length > 0 && (isLast || !env.outside) && env.asks("choices", a, a.clarify.choices, say._choose),
      a.outcome === "clarify" && a.clarify.fact === "subject" && h("p.then", null, link("a", `${base}calculate#matters`, say._others)),
      a.outcome === "refused" && (isLast || !env.outside) && env.asks("choices", a, env.examples(), say._choose),
      a.refusal?.nearest.length > 0 && nearest(a),
      folds(a, v),
      next(a, v),
      h("p.fine", null, `${a.label} · ${say._asOf.replace("#", a.as_of)}`),
      env.acts(a),
    );
  }

  const deepen = (folded) => folded({ env, badge, link, worded });

  return { answer, sentence, badge, deepen };
}
