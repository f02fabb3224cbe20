/** The curve of an answer, drawn from its figure; templates/charts.html draws the same. */
import { h, svg } from "./dom.js";

const WIDE = { x: 0, y: "1.4em", width: "100%", height: "16em", overflow: "visible" };

function table(chart, name) {
  return h(
    "details.data",
    null,
    h("summary", null, name),
    h(
      "div.scroll",
      { tabindex: 0, role: "region", "aria-label": name },
      h(
        "table",
        null,
        h(
          "thead",
          null,
          h(
            "tr",
            null,
            chart.head.map((cell) => h("th", { scope: "col" }, cell)),
          ),
        ),
        h(
          "tbody",
          null,
          chart.rows.map((row) =>
            h(
              "tr",
              null,
              row.map((cell, at) => (at ? h("td", null, cell) : h("th", { scope: "row" }, cell))),
            ),
          ),
        ),
      ),
    ),
  );
}

/** @param {any} chart the drawing of a curve @returns {HTMLElement} */
export function curve(chart) {
  const { own } = chart;
  const level = (cls, props) => svg("line", { class: cls, ...props });
  return h(
    "figure.figure",
    { "data-chart": "steps" },
    h("figcaption", null, chart.title),
    svg(
      "svg",
      { class: "chart", width: "100%", height: "19.4em", role: "img", "aria-label": `${chart.title}：${chart.say}` },
      svg(
        "svg",
        WIDE,
        chart.up.map((tick) => level("c-grid", { x1: 0, x2: "100%", y1: tick.at, y2: tick.at })),
        chart.lines
          .filter((one) => one.top_at)
          .map((one) => level("c-cap", { "data-n": one.number, x1: 0, x2: one.top_at, y1: one.top_height, y2: one.top_height })),
        own && level("c-own", { x1: own.at, x2: own.at, y1: 0, y2: "100%" }),
      ),
      svg(
        "svg",
        { ...WIDE, viewBox: "0 0 1000 1000", preserveAspectRatio: "none" },
        [...chart.lines]
          .reverse()
          .map((one) =>
            svg("polyline", { class: "c-line", "data-n": one.number, "vector-effect": "non-scaling-stroke", points: one.points }),
          ),
      ),
      svg(
        "svg",
        WIDE,
        chart.up.slice(1).map((tick) => svg("text", { class: "c-tick", x: 0, y: tick.at, dy: "-.3em" }, tick.shown)),
        own && chart.lines.map((one) => svg("circle", { class: "c-dot", "data-n": one.number, cx: own.at, cy: one.own_height, r: 5 })),
        own &&
          svg(
            "text",
            { class: "c-mine", x: own.at, y: 0, dy: "-.35em", dx: own.side === "start" ? ".3em" : "-.3em", "text-anchor": own.side },
            `您填的 ${own.shown}`,
          ),
      ),
      chart.across.map((tick) =>
        svg(
          "text",
          { class: tick.side === "middle" ? "c-tick c-inner" : "c-tick", x: tick.at, y: "18.9em", "text-anchor": tick.side },
          tick.shown,
        ),
      ),
    ),
    h(
      "ul.legend",
      null,
      chart.lines.map((one) =>
        h(
          "li",
          null,
          svg(
            "svg",
            { width: "1.9em", height: ".8em", "aria-hidden": "true" },
            svg("line", { class: "c-line", "data-n": one.number, x1: 0, x2: "100%", y1: "50%", y2: "50%" }),
          ),
          h("span", null, one.label, one.own_words && [" ", h("b", null, one.own_words)], h("span.legend-top", null, one.top_words)),
        ),
      ),
    ),
    table(chart, "变化曲线的数据"),
  );
}
