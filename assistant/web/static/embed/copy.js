/** Copying an answer with its sources. */
import { h, lines } from "../draw/dom.js";

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
      `[${c.n}] ${c.policy_title}${c.label} ${c.heading}（${[c.first_day, c.last_day].filter(Boolean).join(say.to)}）：“${lines(c.quote).join("")}” ${c.url}`,
  );
  const steps = a.estimates.flatMap((e) => e.steps.map((step) => step.text));
  return [
    a.question,
    said.join("\n"),
    steps.join("\n"),
    sources.length ? [say.basis, ...sources].join("\n") : "",
    `${a.label} · ${say.asOf.replace("#", a.as_of)}`,
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** @param {any} a the Answer @param {any} say @param {any} near where the helper may stand @returns {boolean} whether it worked */
export const copy = (a, say, near) => copyText(plain(a, say), near);
