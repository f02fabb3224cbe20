/** The answers of a conversation: what the panel adds to the drawing that the page has too. */
import { h } from "../draw/dom.js";
import { drawer } from "../draw/answer.js";
import { actions } from "./actions.js";

const quiet = () => {};
const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey);

/** `env`: what the conversation has (chat.js), and ask(text), buttons(name, texts), prefill(text), tell(text), log. */
export function turns(env) {
  const { say, base, emit, log } = env;
  let deep = null;
  let last;

  /** What lies below the first layers (deeper.js); that it cannot be fetched is told. */
  async function more() {
    try {
      const { deeper } = await env.part("more");
      deep = deep || deeper(env, draw);
      return deep;
    } catch (problem) {
      env.tell(say.offline);
      throw problem;
    }
  }

  const link = (event) => {
    if (!emit("link", { url: event.currentTarget.href })) event.preventDefault();
  };
  const away = (url, text) => h("a", { href: url, target: "_blank", rel: "noopener noreferrer", onclick: link }, text);
  const act = actions(env, more);

  /** The card opens at a citation; a host may take the click over. */
  function cite(node, citation) {
    const hear = (event) => {
      if (event.type === "click") {
        if (!isPlain(event)) return;
        event.preventDefault();
        if (!emit("citation", { clause_id: citation.clause_id })) return;
      }
      const to = event.relatedTarget; // a shadow tree takes it back after the event
      // While the card is fetched only the last of these counts: whoever has gone on wants no card any more.
      last = () => deep.hear(event, to, node, citation);
      if (deep) last();
      else more().then(() => last(), quiet);
    };
    for (const name of ["pointerenter", "pointerleave", "focus", "focusout", "click"]) node.addEventListener(name, hear);
  }

  /** 改数字 opens the fields of its row in place; without them the calculator's page. */
  function tune(event) {
    if (!isPlain(event)) return;
    event.preventDefault();
    const node = event.currentTarget;
    more().then(
      (deep) => deep.change(node),
      () => open(node.href, "_blank", "noopener"),
    );
  }

  const understood = (a) =>
    h(
      "div.chips",
      { role: "group", "aria-label": say._understood },
      a.understood.map((u) =>
        h(
          "button.chip",
          { type: "button", title: say._change, onclick: () => more().then((deep) => deep.correct(a, u), quiet) },
          h(u.value.length < 2 ? "span.chip-label.kept" : "span.chip-label", null, u.label),
          u.value,
        ),
      ),
    );

  const draw = drawer({
    say,
    base,
    labels: say.labels,
    outside: true,
    heading: "h3",
    part: "message",
    link,
    cite,
    tune,
    more,
    understood,
    asks: (_kind, _a, texts, name) => env.buttons(name, texts),
    acts: (a) => act(a, away(`${base}a/${a.id}`, say._page)),
    examples: env.examples,
  });

  /** The nodes of one answer; the last one has ways on. */
  function article(turn, isLast) {
    const a = env.turned(turn);
    const goesOn = isLast && turn.outcome === "answered" && turn.follow_ups.length > 0;
    return [draw.answer(a, isLast), ...(goesOn ? [env.buttons(say._follow, a.follow_ups)] : [])];
  }

  return { article, more, sentence: draw.sentence, hideCard: () => deep?.hide() };
}
