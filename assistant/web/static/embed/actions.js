/** What can be done with an answer: copy it with its sources, judge it, hear it. */
import { h } from "../draw/dom.js";
import { call } from "../draw/talk.js";

/** @returns a function (answer, link to its page) → nodes */
export function actions(env, more) {
  const { say, emit, tell } = env;
  const button = (text, onclick, props) => h("button", { type: "button", onclick, ...props }, text);
  return (a, page) => {
    const copy = button(say.copy, async () => {
      const deep = await more();
      tell(deep.copy(a, say, copy.parentNode) ? say.copied : say.copyFailed);
      copy.focus();
    });
    const rate = (rating) => (event) => {
      const pressed = event.currentTarget;
      call(env.api("feedback"), { answer_id: a.id, rating }).then(
        () => {
          for (const one of pressed.parentNode.children) one.setAttribute("aria-pressed", String(one === pressed));
          tell(say.thanks);
          emit("feedback", { answer_id: a.id, value: rating });
        },
        (problem) => tell(problem.title || say.offline),
      );
    };
    const vote = (rating, text) => button(text, rate(rating), { "aria-pressed": "false" });
    const lead = () =>
      a.sentences
        .filter((s) => s.role === "lead")
        .map((s) => s.text)
        .join("");
    return h(
      "div.acts",
      null,
      copy,
      env.aloud && env.aloud(lead(), say.aloud.split(" ")),
      page,
      h("span.votes", { role: "group", "aria-label": say.voted }, vote("up", say.useful), vote("down", say.useless)),
    );
  };
}
