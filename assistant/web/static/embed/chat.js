/** A conversation in a panel: log, composer, what goes wrong. Knows nothing of where it is shown. */
import { h } from "../draw/dom.js";
import { askServer } from "../draw/listen.js";
import { Problem } from "../draw/talk.js";
import { fill } from "./say.js";
import { turns as drawn } from "./turns.js";

/** `env`: base, api(path), say, turned (JSON in the page's characters), options, aloud, part(name) (a script with
 * its style), kept (a keeper), emit(name, detail). */
export function chat(env) {
  const { say, emit, kept } = env;
  let { id, turns } = kept.load() || { id: "", turns: [] };
  let busy = null;

  const log = h("div.log", { role: "log", "aria-live": "off", "aria-label": say._log, tabindex: "0" });
  const state = h("p.state", { role: "status" });
  const box = h("textarea", { id: "q", rows: "2", maxlength: "2000", placeholder: say._hint, enterkeyhint: "send" });
  // No submit button: in a frame sandboxed without allow-forms a form is never submitted.
  const send = h("button.send", { type: "button", onclick: submit }, say._send);
  const stop = h("button.stop", { type: "button", hidden: true, onclick: () => busy?.abort() }, say._stop);
  const form = h("form.ask", { part: "composer", onsubmit: submit }, h("label.out", { for: "q" }, say._question), box, stop, send);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    submit(event);
  });

  const quiet = () => {};
  const tell = (text, isSeen = true) => {
    state.replaceChildren(isSeen ? text : h("span.out", null, text));
  };
  const buttons = (name, texts) =>
    h(
      "div.choices",
      { role: "group", "aria-label": name },
      texts.map((text) => h("button.choice", { type: "button", onclick: () => ask(text).catch(quiet) }, text)),
    );
  let examples = [];
  const draw = drawn({ ...env, ask, buttons, prefill, tell, log, examples: () => examples });
  const { hideCard } = draw;
  function submit(event) {
    event.preventDefault();
    const text = box.value.trim();
    if (text && !busy) ask(text).catch(quiet);
  }

  function prefill(text) {
    box.value = text;
    box.focus();
  }

  const asked = (text) => h("article.asked", { part: "message" }, h("h3.out", null, say._yours), h("p", null, text));

  function redraw() {
    hideCard();
    const last = turns.length - 1;
    const now = log.getRootNode().activeElement;
    const hadFocus = now && now !== log && log.contains(now);
    log.replaceChildren(...(turns.length ? turns.flatMap((a, at) => [asked(a.question), ...draw.article(a, at === last)]) : [welcome()]));
    log.scrollTop = log.scrollHeight;
    if (hadFocus) log.focus({ preventScroll: true });
  }

  function welcome() {
    const hello = h("div.hello", null, h("p", null, say._hello));
    env.offered().then(({ first, notice }) => {
      if (notice) hello.prepend(h("p.notice", { role: "status" }, notice));
      examples = first.slice(0, 3);
      hello.append(buttons(say._choose, first));
    }, quiet);
    return hello;
  }

  /** The nodes that grow while an answer is made. */
  function growing() {
    const words = h("div.block");
    const node = h("article.answer", { part: "message", "aria-busy": "true" }, h("h3.out", null, say._answer), words);
    let citations = [];
    return {
      node,
      on(name, payload) {
        if (name === "found") {
          citations = payload.citations;
          if (citations.length) tell(fill(say._found, citations.length));
        }
        if (name === "said" && payload.sentence.role === "lead") words.append(draw.sentence({ id: "draft", citations }, payload.sentence));
        log.scrollTop = log.scrollHeight;
      },
    };
  }

  async function ask(text, more = {}) {
    busy?.abort();
    if (more.new) reset();
    const mine = new AbortController();
    busy = mine;
    hideCard();
    emit("question", { length: text.length, ...(env.options.events === "full" && { text }) });
    log.querySelector(".hello")?.remove();
    const question = asked(text);
    const grown = growing();
    log.append(question, grown.node);
    question.scrollIntoView({ block: "nearest" });
    box.value = "";
    working(true);
    const started = Date.now();
    try {
      const after = turns[turns.length - 1]?.id;
      const body = { question: text, conversation_id: id || undefined, after, as_of: more.as_of || env.options.as_of || undefined };
      const answer = await askServer(env.api("ask"), body, mine, grown.on);
      finish(answer, Date.now() - started);
      return answer;
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem({ code: "broken" });
      fail(problem, text, question, grown.node);
      throw problem;
    } finally {
      if (busy === mine) {
        busy = null;
        working(false);
      }
    }
  }

  function finish(answer, ms) {
    id = answer.conversation_id;
    turns = [...turns, answer];
    kept.save({ id, turns });
    redraw();
    const last = log.querySelectorAll(".asked");
    if (last.length) log.scrollTop = last[last.length - 1].offsetTop - 12;
    const n = answer.citations.length;
    // The answer is there to be seen: only who cannot see it is told.
    tell(n ? fill(say._done, n) : say._done.split("，")[0], false);
    emit("answer", {
      answer_id: answer.id,
      outcome: answer.outcome,
      n_citations: n,
      n_estimates: answer.estimates.length,
      warnings: answer.warnings.map((w) => w.code),
      ms,
    });
  }

  function fail(problem, text, question, node) {
    if (!box.value) box.value = text;
    const drop = () => {
      question.remove();
      node.remove();
    };
    if (problem.code === "stopped") {
      drop();
      tell(say._stopped);
      return;
    }
    const again = () => {
      drop();
      box.value = "";
      ask(text).catch(quiet);
    };
    const isBoxed = problem.code === "offline" && self.origin === "null";
    node.removeAttribute("aria-busy");
    node.append(
      h(
        "div.trouble",
        { role: "alert" },
        h("p", null, h("b", null, problem.title || say[problem.code] || say._failed)),
        h("p", null, isBoxed ? say._boxedText : problem.detail || say._offlineText),
        problem.request_id && h("p.soft", null, `${say._number} ${problem.request_id}`),
        h("button", { type: "button", onclick: again }, say._retry),
      ),
    );
    tell("");
    log.scrollTop = log.scrollHeight;
    emit("error", { code: problem.code, status: problem.status, request_id: problem.request_id });
  }

  function working(on) {
    if (on) tell(say._looking);
    const held = on ? send : stop;
    const hadFocus = held.getRootNode().activeElement === held;
    send.hidden = on;
    stop.hidden = !on;
    if (hadFocus) (on ? stop : box).focus();
  }

  function reset() {
    busy?.abort();
    id = "";
    turns = [];
    kept.clear();
    tell("");
    redraw();
  }

  redraw();
  if (env.options.question) box.value = env.options.question;
  return {
    nodes: [log, state, form],
    ask,
    reset,
    prefill,
    box,
    hideCard,
    /** What Escape leaves before the panel: a question that is being answered, a card. */
    back: () => (busy ? !busy.abort() : hideCard()),
    restore(conversation) {
      ({ id, turns } = conversation);
      kept.save({ id, turns });
      redraw();
    },
    context: (about) => draw.more().then((deep) => deep.offer(about), quiet),
  };
}
