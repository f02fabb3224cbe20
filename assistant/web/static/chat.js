/** The chat page with script: asks over events and adds to the page that the server rendered. */
import { reveal, watchActions } from "./actions.js";
import { watchTuning } from "./adjust.js";
import { h } from "./draw/dom.js";
import { address, remember, showHistory } from "./history.js";
import { watchKeys } from "./keys.js";
import { watchPapers } from "./paper.js";
import { closePanel, isOpen, watchSources } from "./sources.js";
import { askServer } from "./draw/listen.js";
import { shut } from "./draw/tune.js";
import { watchChip } from "./company.js";
import { url } from "./place.js";
import { answer, asked, follow, ready, sentence } from "./view.js";

const log = document.getElementById("log");
/** @type {any} */
const form = document.getElementById("ask");
const state = document.getElementById("state");
/** What runs: its abort controller, and what takes it back. @type {any} */
let running = null;

const TITLES = { offline: "连接不上服务器", broken: "回答中断了", http: "服务器没有正常回应" };
const DETAILS = { offline: "您的问题还在输入框里。请检查网络后重试。", broken: "连接提前结束，请重试。" };

function tell(text, busy) {
  state.textContent = text;
  state.classList.toggle("busy", Boolean(busy));
}

/** Whether something runs: stop instead of send. */
function busy(on) {
  document.getElementById("stop").hidden = !on;
  document.getElementById("send").hidden = on;
}

function trouble(error, again) {
  const retry = h("button.plain", { type: "button" }, "重试");
  const box = h(
    "div.trouble",
    { role: "alert" },
    h("p", null, h("b", null, error.title || TITLES[error.code] || "出错了")),
    h("p", null, error.detail || DETAILS[error.code] || "请稍后再试。"),
    error.request_id && h("p.soft", null, `请求编号 ${error.request_id}`),
    retry,
  );
  retry.addEventListener("click", () => {
    box.remove();
    again();
  });
  return box;
}

/** Draws the events of one question into an article, sentence by sentence. */
function draft() {
  const said = h("div.block", null);
  const article = h("article.answer", { "data-outcome": "answered", "aria-busy": "true" }, h("h2.who", null, "回答"), said);
  let citations = [];
  const hear = (name, payload) => {
    if (!article.isConnected) log.append(article);
    if (name === "found") {
      citations = payload.citations;
      tell(`找到 ${citations.length} 条依据，正在核对`, true);
    } else if (name === "said" && payload.sentence.role === "lead") {
      said.append(sentence({ id: "draft", citations }, payload.sentence));
    }
  };
  return { article, hear };
}

/** The page is now this conversation: its address, its title, its place in the history. */
function settle(done, question) {
  const isNew = form.elements.conversation_id.value !== done.conversation_id;
  form.elements.conversation_id.value = done.conversation_id;
  const first = log.querySelector(".asked p");
  remember(done.conversation_id, first ? first.textContent : question);
  const here = address(done.conversation_id);
  if (isNew) history.pushState(null, "", here);
  else if (location.href !== here) history.replaceState(null, "", here);
  document.title = `${question.slice(0, 40)} · 策问`;
  toPerson(done.conversation_id);
}

/** The way to a person takes this conversation along. */
function toPerson(id) {
  const link = /** @type {HTMLAnchorElement | null} */ (document.getElementById("person"));
  if (!link) return;
  const url = new URL(link.href);
  url.search = new URLSearchParams({ c: id }).toString();
  link.href = url.href;
}

/** Takes the welcome away; what it returns puts it back where no question stands. */
function leaveWelcome() {
  const welcome = document.getElementById("welcome");
  if (!welcome) return () => {};
  const name = document.querySelector("h1");
  welcome.remove();
  name.className = "out-of-sight";
  return () => {
    if (log.children.length) return;
    log.before(welcome);
    name.className = "hello";
  };
}

/** What stands from a question on: gone while it is asked again, back if no answer comes. */
function takeOut(from) {
  const nodes = [];
  for (let node = from; node; node = node.nextElementSibling) nodes.push(node);
  nodes.forEach((node) => node.remove());
  return () => {
    if (from.isConnected) return;
    log.append(...nodes);
    from.querySelector("textarea").focus();
  };
}

/** Brings a question to the top; what is returned does so again, once the page is long enough for it, unless the reader moved. */
function toTop(said) {
  const go = () => said.scrollIntoView({ block: "start" });
  go();
  const there = window.scrollY;
  return () => {
    if (Math.abs(window.scrollY - there) < 2) go();
  };
}

/** @param {string} question @param {string} asOf @param {any} [again] the .asked in whose place it is asked */
async function ask(question, asOf, again) {
  if (running) running.stop();
  const welcomeBack = leaveWelcome();
  log.querySelectorAll(".follow").forEach((old) => old.remove());
  closePanel(false);
  shut(false);
  const mine = new AbortController();
  const said = asked(question);
  const replaced = again && again.nextElementSibling;
  const replaces = replaced && replaced.matches(".answer") ? replaced.dataset.answer : undefined;
  const putBack = again ? takeOut(again) : () => {};
  log.append(said);
  const keepTop = toTop(said);
  const { article, hear } = draft();
  const box = form.elements.question;
  const stop = (giveBack) => {
    mine.abort();
    article.remove();
    said.remove();
    putBack();
    welcomeBack();
    if (giveBack && !again && !box.value) {
      box.value = question;
      fit();
    }
  };
  const me = (running = { stop, again });
  busy(true);
  tell("正在检索", true);
  // What stands on the page counts, and not what the server kept of an answer that was stopped.
  const seen = /** @type {any} */ ([...log.querySelectorAll(".answer[data-answer]")].pop());
  const after = (seen && seen.dataset.answer) || undefined;
  const body = { question, conversation_id: form.elements.conversation_id.value || undefined, as_of: asOf || undefined, replaces, after };
  try {
    const done = await askServer(url("api/v1/ask"), body, mine, hear);
    await ready;
    const whole = answer(done, true);
    const more = follow(done);
    if (article.isConnected) article.replaceWith(whole);
    else log.append(whole);
    if (more) log.append(more);
    keepTop();
    settle(done, question);
    reveal(whole);
    tell("", false);
    // The answer is there to be seen: only who cannot see it is told.
    state.append(h("span.out-of-sight", null, done.outcome === "answered" ? `回答已完成，引用 ${done.citations.length} 条` : "回答已完成"));
  } catch (error) {
    article.remove();
    if (again) said.remove();
    putBack();
    if (error.code === "stopped") {
      tell(again ? "已停止，原来的问答没有变" : "已停止，问题已放回输入框", false);
    } else {
      if (!again && !box.value) {
        box.value = question;
        fit();
      }
      log.append(
        trouble(error, () => {
          said.remove();
          box.value = "";
          ask(question, asOf, again);
        }),
      );
      tell("", false);
    }
  } finally {
    if (running === me) {
      running = null;
      busy(false);
    }
  }
}

/** The question that a form stands for: what was typed, chosen, or corrected. */
function questionOf(submitted, button) {
  if (button && button.name === "question") return button.value;
  const { label, value, was, among, question } = submitted.elements;
  if (!label) return question.value;
  if (among) {
    const all = among.value.split("、").map((one) => (one === was.value ? value.value : one));
    return `${label.value}改为${[...new Set(all)].join("、")}`;
  }
  return `${(was || label).value}改为${value.value}`;
}

function stopAndGiveBack() {
  if (!running) return false;
  const { again } = running;
  running.stop(true);
  if (!again) form.elements.question.focus({ preventScroll: true });
  return true;
}

/** Change a question where it stands; asked again, it takes the place of all that follows. */
function edit(said) {
  const words = said.querySelector("p");
  const button = said.querySelector(".again");
  const later = [...log.querySelectorAll(".asked")].filter((one) => said.compareDocumentPosition(one) & 4).length;
  const box = h("textarea", { name: "again", rows: 2, maxlength: 2000, "aria-label": "修改问题" });
  box.value = words.textContent;
  const leave = () => {
    editor.remove();
    words.hidden = button.hidden = false;
    button.focus();
  };
  const submit = (event) => {
    event.preventDefault();
    const question = box.value.trim();
    if (!question) return;
    if (question === words.textContent) leave();
    else ask(question, form.elements.as_of.value, said);
  };
  const editor = h(
    "form.edit",
    { onsubmit: submit },
    box,
    later > 0 && h("p.soft", null, `重新提问后，后面的 ${later} 个问答会被替换。`),
    h("button.send", null, "重新提问"),
    h("button.plain", { type: "button", onclick: leave }, "取消"),
  );
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      leave();
    } else if (event.key === "Enter" && !event.shiftKey) submit(event);
  });
  words.hidden = button.hidden = true;
  said.append(editor);
  box.focus();
}

const withCompany = watchChip(form);

function watchForms() {
  const box = form.elements.question;
  document.addEventListener("submit", (event) => {
    /** @type {any} */
    const submitted = event.target;
    if (!submitted.matches("#ask, .choices, .follow, .chip-form")) return;
    event.preventDefault();
    const question = questionOf(submitted, event.submitter).trim();
    if (!question) return;
    const asOf = (submitted === form ? form : submitted).elements.as_of.value;
    if (submitted === form) {
      box.value = "";
      fit();
    }
    ask(submitted === form ? withCompany(question) : question, asOf);
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowUp" && !box.value) {
      const last = [...log.querySelectorAll(".asked p")].pop();
      if (last) {
        event.preventDefault();
        box.value = last.textContent;
        fit();
      }
    }
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    form.requestSubmit(document.getElementById("send"));
  });
  box.addEventListener("input", fit);
  document.getElementById("stop").addEventListener("click", stopAndGiveBack);
  log.addEventListener("click", (event) => {
    const button = /** @type {any} */ (event.target);
    if (button.matches(".again")) edit(button.closest(".asked"));
  });
  const day = form.querySelector(".day-chip");
  const today = form.elements.as_of.defaultValue;
  form.elements.as_of.addEventListener("change", () => {
    const chosen = form.elements.as_of.value;
    document.getElementById("day-name").textContent = chosen && chosen !== today ? chosen : "今天";
    day.open = false;
  });
}

/** On narrow screens the rail is a drawer. */
function watchRail() {
  const rail = document.getElementById("rail");
  const button = document.getElementById("rail-button");
  const show = (on) => {
    rail.classList.toggle("open", on);
    button.setAttribute("aria-expanded", String(on));
    if (on) rail.querySelector("a").focus();
  };
  button.hidden = false;
  button.addEventListener("click", () => show(!rail.classList.contains("open")));
  document.addEventListener("click", (event) => {
    const node = /** @type {any} */ (event.target);
    if (rail.classList.contains("open") && !rail.contains(node) && !button.contains(node)) show(false);
  });
  rail.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !rail.classList.contains("open")) return;
    show(false);
    button.focus();
  });
}

/** Let the box grow with its text. */
function fit() {
  const box = form.elements.question;
  box.style.height = "";
  if (box.value) box.style.height = `${box.scrollHeight + 2}px`;
}

watchSources();
watchActions();
watchTuning(form && ((question) => ask(question, form.elements.as_of.value)));
reveal(document);
if (form) {
  watchForms();
  watchRail();
  watchPapers(form.elements.question, fit);
  watchKeys({
    stop: stopAndGiveBack,
    closePanel: () => isOpen() && (closePanel(true), true),
    focus: () => form.elements.question.focus(),
  });
  const turns = log.querySelectorAll(".asked");
  const id = form.elements.conversation_id.value;
  // Back or Forward may have been pressed before this script ran: the page is of another address.
  if ((new URLSearchParams(location.search).get("c") || "") !== form.dataset.c) location.reload();
  else if (turns.length && id) {
    remember(id, turns[0].querySelector("p").textContent);
    history.replaceState(null, "", address(id));
    for (const one of /** @type {any} */ (log.querySelectorAll(".asked .again"))) one.hidden = false;
    turns[turns.length - 1].scrollIntoView({ block: "start" });
  } else showHistory("");
  addEventListener("popstate", () => location.reload());
  if (matchMedia("(hover: hover)").matches) form.elements.question.focus({ preventScroll: true });
}
