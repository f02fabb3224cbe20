/** A conversation in a panel: log, composer, what goes wrong. Knows nothing of where it is shown. */
import { cards } from "./card.js";
import { drawer } from "./draw.js";
import { h } from "./dom.js";
import { fill } from "./say.js";
import { actions } from "./actions.js";
import { askServer, call, Problem } from "./talk.js";

/** `env`: base, api(path), say, options, aloud, kept (a keeper), emit(name, detail). */
export function chat(env) {
  const { say, base, emit, kept } = env;
  let { id, turns } = kept.load() || { id: "", turns: [] };
  let busy = null;

  const log = h("div.log", { role: "log", "aria-live": "off", "aria-label": say.log, tabindex: "0" });
  const state = h("p.state", { role: "status" });
  const box = h("textarea", { id: "q", rows: "2", maxlength: "2000", placeholder: say.hint, enterkeyhint: "send" });
  const send = h("button.send", { type: "submit" }, say.send);
  const stop = h("button.stop", { type: "button", hidden: true, onclick: () => busy && busy.abort() }, say.stop);
  const form = h("form.ask", { part: "composer", onsubmit: submit }, h("label.out", { for: "q" }, say.question), box, stop, send);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    submit(event);
  });

  const card = cards((citation) => draw.citation(citation));
  const draw = drawer({ base, say, on: {
    cite: (link, citation) => card.attach(link, citation, (c) => emit("citation", { clause_id: c.clause_id })),
    link: (event) => { if (!emit("link", { url: event.currentTarget.href })) event.preventDefault(); },
    ask: (text) => ask(text).catch(() => {}),
    prefill,
    name: (clause, put) => call(env.api(`clauses/${clause.replace("#", "/")}`)).then((c) =>
      put(`${c.policy.short_title || c.policy.title}${c.label} ${c.heading}`), () => {}),
    acts: actions(env, (text) => { state.textContent = text; }),
  } });

  function submit(event) {
    event.preventDefault();
    const text = box.value.trim();
    if (text && !busy) ask(text).catch(() => {});
  }

  function prefill(text) {
    box.value = text;
    box.focus();
  }

  function article(turn, isLast) {
    return h("article.answer", { part: "message" }, draw.answer(turn, isLast));
  }

  const asked = (text) => h("article.asked", { part: "message" }, h("h3.out", null, say.yours), h("p", null, text));

  function redraw() {
    card.hide();
    const last = turns.length - 1;
    const now = log.getRootNode().activeElement;
    const hadFocus = now && now !== log && log.contains(now);
    log.replaceChildren(...(turns.length ? turns.flatMap((a, at) => [asked(a.question), article(a, at === last)]) : [welcome()]));
    log.scrollTop = log.scrollHeight;
    if (hadFocus) log.focus({ preventScroll: true });
  }

  function welcome() {
    const hello = h("div.hello", null, h("p", null, say.hello));
    const path = env.options.site ? `sites/${encodeURIComponent(env.options.site)}` : "suggestions";
    call(env.api(path)).then(({ examples }) => {
      const picked = examples.map((group) => group.questions[0]).concat(examples.flatMap((group) => group.questions.slice(1)));
      hello.append(draw.buttons(say.choose, picked.slice(0, 4)));
    }, () => {});
    return hello;
  }

  /** The nodes that grow while an answer is made. */
  function growing() {
    const words = h("div.words");
    const node = h("article.answer", { part: "message", "aria-busy": "true" }, h("h3.out", null, say.answer), words);
    let citations = [];
    return { node, on(name, payload) {
      if (name === "found") {
        citations = payload.citations;
        state.textContent = citations.length ? fill(say.found, citations.length) : say.looking;
      }
      if (name === "said") words.append(draw.sentence(payload.sentence, citations));
      log.scrollTop = log.scrollHeight;
    } };
  }

  async function ask(text, more = {}) {
    if (busy) busy.abort();
    if (more.new) reset();
    const mine = new AbortController();
    busy = mine;
    card.hide();
    emit("question", { length: text.length, ...(env.options.events === "full" && { text }) });
    const hello = log.querySelector(".hello");
    if (hello) hello.remove();
    const question = asked(text);
    const grown = growing();
    log.append(question, grown.node);
    question.scrollIntoView({ block: "nearest" });
    box.value = "";
    working(true);
    const started = Date.now();
    try {
      const body = { question: text, conversation_id: id || undefined, as_of: more.as_of || env.options.as_of || undefined };
      const answer = await askServer(env.api("ask"), body, mine, grown.on);
      finish(answer, question, Date.now() - started);
      return answer;
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem({ code: "broken" }, error);
      fail(problem, text, question, grown.node);
      throw problem;
    } finally {
      if (busy === mine) {
        busy = null;
        working(false);
      }
    }
  }

  function finish(answer, question, ms) {
    id = answer.conversation_id;
    turns = [...turns, answer];
    kept.save({ id, turns });
    redraw();
    const last = log.querySelectorAll(".asked");
    if (last.length) log.scrollTop = last[last.length - 1].offsetTop - 12;
    state.textContent = fill(say.done, answer.citations.length);
    emit("answer", { answer_id: answer.id, outcome: answer.outcome, n_citations: answer.citations.length,
      n_estimates: answer.estimates.length, warnings: answer.warnings.map((w) => w.code), ms });
  }

  function fail(problem, text, question, node) {
    const isStopped = problem.code === "stopped";
    const again = () => { question.remove(); node.remove(); box.value = ""; ask(text).catch(() => {}); };
    node.removeAttribute("aria-busy");
    const title = problem.title || say[problem.code] || say.failed;
    const detail = isStopped ? say.stoppedText : problem.detail || say.offlineText;
    node.append(h("div.trouble", { role: isStopped ? null : "alert" },
      h("p", null, h("b", null, title)), h("p", null, detail),
      problem.request_id && h("p.soft", null, `${say.number} ${problem.request_id}`),
      h("button", { type: "button", onclick: again }, say.retry)));
    state.textContent = isStopped ? say.stopped : "";
    if (!box.value) box.value = text;
    log.scrollTop = log.scrollHeight;
    if (!isStopped) emit("error", { code: problem.code, status: problem.status, request_id: problem.request_id });
  }

  function working(on) {
    if (on) state.textContent = say.looking;
    const held = on ? send : stop;
    const hadFocus = held.getRootNode().activeElement === held;
    send.hidden = on;
    stop.hidden = !on;
    if (hadFocus) (on ? stop : box).focus();
  }

  function reset() {
    if (busy) busy.abort();
    id = "";
    turns = [];
    kept.clear();
    state.textContent = "";
    redraw();
  }

  redraw();
  if (env.options.question) box.value = env.options.question;
  return {
    nodes: [log, state, form], ask, reset, prefill, box,
    hideCard: card.hide,
    restore(conversation) {
      ({ id, turns } = conversation);
      kept.save({ id, turns });
      redraw();
    },
    context(about) {
      const hello = log.querySelector(".hello");
      if (hello && about.page_title) hello.append(draw.buttons(say.choose, [`《${about.page_title}》${say.about}`]));
    },
  };
}
