/** What can be done with an answer: copy it with its sources, judge it, hear it. */
import { h } from "../draw/dom.js";

/** @returns a function (answer, link to its page) → nodes */
export function actions(env, more) {
  const { say } = env;
  const button = (text, onclick, props) => h("button", { type: "button", onclick, ...props }, text);
  return (a, page) => {
    const copy = button(say._copy, async () => {
      const deep = await more();
      deep.copy(a, copy);
    });
    const rate = (rating) => async (event) => {
      const pressed = event.currentTarget;
      const deep = await more();
      deep.rate(a, rating, pressed);
    };
    const vote = (rating, text) => button(text, rate(rating), { "aria-pressed": "false" });
    return h(
      "div.acts",
      null,
      copy,
      env.aloud?.(a, say),
      page,
      h("span.votes", { role: "group", "aria-label": say._voted }, vote("up", say._useful), vote("down", say._useless)),
    );
  };
}
