/** The chat page with script: asks over events and adds to the page that the server rendered. */
import { reveal, watchActions } from "./actions.js";
import { remember, showHistory } from "./history.js";
import { clausePath, el, url } from "./nodes.js";
import { closePanel, watchSources } from "./sources.js";
import { askStream } from "./stream.js";
import { answer, estimate, sentence } from "./view.js";

const log = document.getElementById("log");
const form = document.getElementById("ask");
const state = document.getElementById("state");
let running = null;

function tell(text, busy) {
  state.textContent = text;
  state.classList.toggle("busy", Boolean(busy));
}

/** Whether something runs: stop instead of send. */
function busy(on) {
  document.getElementById("stop").hidden = !on;
  document.getElementById("send").hidden = on;
}

/** Fill in the names of clauses that are known by id only. */
async function nameClauses(scope) {
  for (const link of scope.querySelectorAll("[data-name-of]")) {
    try {
      const found = await (await fetch(url(`api/v1/${clausePath(link.dataset.nameOf)}`), { credentials: "omit" })).json();
      link.textContent = `${found.policy.short_title || found.policy.title}${found.label} ${found.heading}`.trim();
    } catch (_) { /* the id stays */ }
  }
}

/** Put the charts that the server draws below the table; XHR parses them without running anything. */
function drawCharts(article, id) {
  const request = new XMLHttpRequest();
  request.open("GET", url(`a/${id}/charts${document.documentElement.lang === "zh-Hant" ? "?lang=hant" : ""}`));
  request.responseType = "document";
  request.addEventListener("load", () => {
    const charts = request.status === 200 && request.response && request.response.querySelector(".charts");
    const table = article.querySelector(".scroll");
    if (charts && table) table.after(document.importNode(charts, true));
  });
  request.send();
}

function trouble(error, again) {
  const retry = el("button.plain", { type: "button" }, "重试");
  const box = el("div.trouble", { role: "alert" }, el("p", null, el("b", null, error.title || "出错了")), el("p", null, error.detail || "请稍后再试。"), retry);
  retry.addEventListener("click", () => { box.remove(); again(); });
  return box;
}

/** Draws the events of one question into an article, sentence by sentence. */
function draft() {
  const said = el("div.words", null);
  const sums = el("div.sums", null);
  const article = el("article.answer", { "data-outcome": "answered", "aria-busy": "true" }, el("h2.who", null, "回答"), said, sums);
  let citations = [];
  const hear = (name, payload) => {
    if (!article.isConnected) log.append(article);
    if (name === "found") {
      citations = payload.citations;
      tell(`找到 ${citations.length} 条依据，正在核对`, true);
    } else if (name === "estimated") {
      sums.replaceChildren(...payload.estimates.map(estimate));
    } else if (name === "said") {
      said.append(sentence("draft", payload.sentence, citations));
    }
  };
  return { article, hear };
}

async function ask(question, asOf) {
  if (running) running.abort();
  const mine = (running = new AbortController());
  const welcome = document.getElementById("welcome");
  if (welcome) {
    welcome.remove();
    document.querySelector("h1").className = "out-of-sight";
    form.elements.question.rows = 1;
    fit();
  }
  log.querySelectorAll(".follow").forEach((old) => old.remove());
  closePanel();
  const asked = el("article.asked", null, el("h2.who", null, "您的问题"), el("p", null, question));
  log.append(asked);
  asked.scrollIntoView({ block: "start" });
  busy(true);
  tell("正在检索", true);
  const { article, hear } = draft();
  const body = { question, conversation_id: form.elements.conversation_id.value || undefined, as_of: asOf || undefined };
  try {
    const done = await askStream(body, hear, mine.signal);
    const whole = answer(done);
    if (article.isConnected) article.replaceWith(whole); else log.append(whole);
    form.elements.conversation_id.value = done.conversation_id;
    remember(done.conversation_id, question);
    reveal(whole);
    nameClauses(whole);
    if (done.table.length > 1) drawCharts(whole, done.id);
    tell(done.outcome === "answered" ? `回答已完成，引用 ${done.citations.length} 条` : "回答已完成", false);
  } catch (error) {
    article.remove();
    const again = () => { asked.remove(); ask(question, asOf); };
    if (error.name === "AbortError") {
      log.append(trouble({ title: "已停止", detail: "没有显示未核对完的内容。" }, again));
      tell("已停止", false);
    } else {
      if (!form.elements.question.value) form.elements.question.value = question;
      log.append(trouble(error, again));
      tell("", false);
    }
  } finally {
    if (running === mine) {
      running = null;
      busy(false);
    }
  }
}

/** The question that a form stands for: what was typed, chosen, or corrected. */
function questionOf(submitted, button) {
  if (button && button.name === "question") return button.value;
  const { label, value, question } = submitted.elements;
  return label ? `${label.value}改为${value.value}` : question.value;
}

function watchForms() {
  document.addEventListener("submit", (event) => {
    const submitted = event.target;
    if (!submitted.matches("#ask, .choices, .follow, .chip-form")) return;
    event.preventDefault();
    const question = questionOf(submitted, event.submitter).trim();
    if (!question) return;
    const asOf = (submitted === form ? form : submitted).elements.as_of.value;
    if (submitted === form) {
      form.elements.question.value = "";
      fit();
    }
    form.elements.question.focus({ preventScroll: true });
    ask(question, asOf);
  });
  form.elements.question.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    form.requestSubmit(document.getElementById("send"));
  });
  form.elements.question.addEventListener("input", fit);
  document.getElementById("stop").addEventListener("click", () => running && running.abort());
}

/** Let the box grow with its text. */
function fit() {
  const box = form.elements.question;
  box.style.height = "";
  if (box.value) box.style.height = `${box.scrollHeight + 2}px`;
}

watchSources();
watchActions();
reveal(document);
if (form) {
  watchForms();
  showHistory(document.getElementById("welcome"));
  const turns = log.querySelectorAll(".asked");
  const id = form.elements.conversation_id.value;
  if (turns.length && id) {
    remember(id, turns[0].querySelector("p").textContent);
    turns[turns.length - 1].scrollIntoView({ block: "start" });
  }
}
