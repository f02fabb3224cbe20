/** What can be done with an answer: copy it with its sources, judge it, hear it. */
import { h } from "./dom.js";
import { call } from "./talk.js";

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

function plain(a, say) {
  const parts = [a.text];
  for (const e of a.estimates) if (e.steps.length) parts.push([e.title, ...e.steps.map((step) => `- ${step.text}`)].join("\n"));
  if (a.citations.length) {
    parts.push([say.basis, ...a.citations.map((c) => `${c.n}. 《${c.policy_title}》${c.label} ${c.heading}：“${c.quote.trim()}”`)].join("\n"));
  }
  parts.push(...a.warnings.map((w) => w.text), `${a.label} · ${say.asOf.replace("#", a.as_of)}`);
  return parts.join("\n\n");
}

/** @returns a function (answer, link to its page) → nodes */
export function actions(env, tell) {
  const { say, emit } = env;
  return (a, page) => {
    const copy = h("button", { type: "button", onclick: () => {
      tell(copyText(plain(a, say), copy.parentNode) ? say.copied : say.copyFailed);
      copy.focus();
    } }, say.copy);
    const vote = (rating, text) => h("button", { type: "button", "aria-pressed": "false", onclick: (event) => {
      const button = event.currentTarget;
      call(env.api("feedback"), { answer_id: a.id, rating }).then(() => {
        for (const one of button.parentNode.children) one.setAttribute("aria-pressed", String(one === button));
        tell(say.thanks);
        emit("feedback", { answer_id: a.id, value: rating });
      }, (problem) => tell(problem.title || say.offline));
    } }, text);
    return h("div.acts", null, copy, env.aloud && env.aloud(a.text, say.aloud.split(" ")), page,
      h("span.votes", { role: "group", "aria-label": say.voted }, vote("up", say.useful), vote("down", say.useless)));
  };
}
