/** What can be done with an answer: copy it with its sources, judge it, hear it. */
import { h, lines } from "../draw/dom.js";
import { call } from "../draw/talk.js";

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

/** @returns a function (answer, link to its page) → nodes */
export function actions(env, tell) {
  const { say, emit } = env;
  return (a, page) => {
    const copy = h(
      "button",
      {
        type: "button",
        onclick: () => {
          tell(copyText(plain(a, say), copy.parentNode) ? say.copied : say.copyFailed);
          copy.focus();
        },
      },
      say.copy,
    );
    const vote = (rating, text) =>
      h(
        "button",
        {
          type: "button",
          "aria-pressed": "false",
          onclick: (event) => {
            const button = event.currentTarget;
            call(env.api("feedback"), { answer_id: a.id, rating }).then(
              () => {
                for (const one of button.parentNode.children) one.setAttribute("aria-pressed", String(one === button));
                tell(say.thanks);
                emit("feedback", { answer_id: a.id, value: rating });
              },
              (problem) => tell(problem.title || say.offline),
            );
          },
        },
        text,
      );
    return h(
      "div.acts",
      null,
      copy,
      env.aloud &&
        env.aloud(
          a.sentences
            .filter((s) => s.role === "lead")
            .map((s) => s.text)
            .join(""),
          say.aloud.split(" "),
        ),
      page,
      h("span.votes", { role: "group", "aria-label": say.voted }, vote("up", say.useful), vote("down", say.useless)),
    );
  };
}
