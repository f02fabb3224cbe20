/** Which sentences the page shows as words: the same choice as shown.py makes. */
import { el } from "./nodes.js";

const MARKS = /\s*\[\d+\]|^(?:[-*]|#+)\s+/gm;

/** "text", "item" or "quote", as the sentence stands in the answer's markdown. */
function layout(text, whole) {
  for (const [mark, name] of [["> ", "quote"], ["- ", "item"]]) {
    if (`\n${whole}`.includes(`\n${mark}${text}`)) return name;
  }
  return "text";
}

/** The sentences that do not only repeat a sum, a source or a warning drawn beside them. */
export function shown(answer) {
  const repeated = new Set(answer.warnings.map((warning) => warning.text));
  for (const estimate of answer.estimates) {
    for (const step of estimate.steps) repeated.add(step.text);
    for (const said of [...estimate.assumptions, ...estimate.reasons]) repeated.add(said).add(`说明：${said}`);
  }
  const leads = answer.citations.map((c) => `原文：《${c.policy_title}》${c.label}`);
  return answer.sentences
    .map((sentence) => ({ ...sentence, layout: layout(sentence.text, answer.text) }))
    .filter((s) => !repeated.has(s.text) && !leads.some((lead) => s.text.startsWith(lead)) && !(s.layout === "quote" && answer.citations.some((c) => c.quote.includes(s.text))));
}

/** A sentence without [1] marks, its **stars** as <strong>. @returns {(Node|string)[]} */
export function worded(text) {
  const parts = text.split("**");
  return parts.map((part, at) => {
    const plain = part.replace(MARKS, "");
    return at % 2 === 1 && at < parts.length - 1 ? el("strong", null, plain) : parts.length === 1 ? plain.trim() : plain;
  });
}
