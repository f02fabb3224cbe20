/** What one can do with an answer: copy it with its sources, share it, have it read, judge it. */
import { h } from "./draw/dom.js";
import { lines } from "./draw/text.js";
import { url } from "./place.js";

const text = (node) => node.textContent.replace(/\s+/g, " ").trim();

/** A copy whose citations are [1]. @param {any} node */
function marked(node) {
  const copy = node.cloneNode(true);
  copy.querySelectorAll(".cite").forEach((link) => link.replaceWith(`[${link.textContent}]`));
  return copy;
}

/** What stands in a cell, each part apart from the next: 250万元 最高. @param {any} cell */
const apart = (cell) => [...marked(cell).childNodes].map(text).filter(Boolean).join(" ");

/** The answer as text, with numbered sources, their validity and addresses, and the label. */
export function asText(article) {
  const question = article.previousElementSibling;
  const parts = [];
  if (question && question.matches(".asked")) parts.push(`问：${text(question.querySelector("p"))}`);
  const said = [...article.querySelectorAll(".said")].map((p) => text(marked(p)));
  const facts = [...article.querySelectorAll(".one > div")].map((row) => `${text(row.children[0])}：${text(row.children[1])}`);
  const rows = [...article.querySelectorAll(".rows .row")].map((row) => {
    const cells = [...row.children].map(apart);
    return `${cells.join("　")}　${text(row.nextElementSibling.querySelector("summary"))}`;
  });
  const steps = [...article.querySelectorAll(".fold .step-sum")].map((step) => `  ${text(step)}`);
  const warnings = [...article.querySelectorAll(".warnings li, .fold[data-fold=readings] li")].map((li) => `· ${text(li)}`);
  const sources = [...article.querySelectorAll(".source")].map((li) => {
    const [, ...named] = li.querySelector(".source-name").childNodes; // behind its number
    const name = named.map((node) => node.textContent).join("");
    const quote = lines(li.querySelector(".quote").textContent).join("");
    return `[${li.dataset.n}] ${name}（${text(li.querySelector(".dates"))}）：“${quote}” ${li.querySelector(".whole").href}`;
  });
  parts.push([...said, ...facts, ...rows].join("\n"));
  if (steps.length) parts.push(`算式\n${steps.join("\n")}`);
  if (warnings.length) parts.push(`说明\n${warnings.join("\n")}`);
  if (sources.length) parts.push(`依据\n${sources.join("\n")}`);
  parts.push(text(article.querySelector(".fine")));
  return parts.join("\n\n");
}

async function copy(words) {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(words);
      return true;
    } catch (_) {
      /* try the old way */
    }
  }
  const box = h("textarea.out-of-sight", { "aria-hidden": "true", readonly: true });
  box.value = words;
  document.body.append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  return done;
}

/** Say on the button itself that it worked, for a while. */
async function done(button, words, good) {
  const name = button.textContent;
  button.textContent = (await copy(words)) ? good : "复制不了，请手动选取";
  setTimeout(() => {
    button.textContent = name;
  }, 3500);
}

/** Send a verdict; a "没用" asks for the reason first. */
async function rate(form, rating) {
  const answerId = form.closest("[data-answer]").dataset.answer;
  const say = (words) => {
    const told = h("span.rate-said", { role: "status", tabindex: -1 }, words);
    form.replaceChildren(told);
    told.focus();
  };
  const send = async (comment) => {
    try {
      const response = await fetch(url("api/v1/feedback"), {
        method: "POST",
        credentials: "omit",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ answer_id: answerId, rating, comment }),
      });
      if (!response.ok) throw new Error(String(response.status));
      say("谢谢，已记下您的评价。");
    } catch (_) {
      say("没能保存评价，请稍后再试。");
    }
  };
  if (rating === "up") {
    await send("");
    return;
  }
  const reasons = ["引用不对", "金额不对", "没答到点上", "看不懂"].map((reason) => {
    const button = h("button.act", { type: "button" }, reason);
    button.addEventListener("click", () => send(reason));
    return button;
  });
  const more = h("input.rate-more", { maxlength: 500, "aria-label": "哪里没用，补充说明", placeholder: "其他原因" });
  const submit = () => send(more.value.trim() || "没有说明原因");
  const finish = h("button.act", { type: "button", onclick: submit }, "提交");
  more.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  form.replaceChildren(h("span.rate-said", null, "哪里没用？"), ...reasons, more, finish);
  reasons[0].focus();
}

/** A link that opens in the characters in which it was shared. @param {string} href */
const asSeen = (href) => {
  const url = new URL(href);
  if (document.documentElement.lang === "zh-Hant") url.searchParams.set("lang", "hant");
  return url.href;
};
/** Whether a Chinese voice is there to read aloud. */
const hasVoice = () => "speechSynthesis" in window && speechSynthesis.getVoices().some((v) => /^zh|^cmn/i.test(v.lang));

function read(article) {
  speechSynthesis.cancel();
  const said = [...article.querySelectorAll(".said")].map((p) => {
    const plain = p.cloneNode(true);
    plain.querySelectorAll(".cite").forEach((link) => link.remove());
    return text(plain);
  });
  const words = new SpeechSynthesisUtterance(said.join("。"));
  words.lang = "zh-CN";
  speechSynthesis.speak(words);
}

/** Open what is folded in answers, for paper; returns what folds it again. */
function unfold(scope) {
  const folded = [...scope.querySelectorAll(".fold:not([open]), .more details:not([open])")];
  folded.forEach((one) => one.setAttribute("open", ""));
  return () => folded.forEach((one) => one.removeAttribute("open"));
}

/** However printing begins, what an answer rests on is on the paper. */
function watchPrint() {
  let fold = null;
  const prepare = (on) => {
    if (on && !fold) fold = unfold(document);
    else if (!on && fold) fold = void fold();
  };
  addEventListener("beforeprint", () => prepare(true));
  addEventListener("afterprint", () => prepare(false));
  matchMedia("print").addEventListener("change", (event) => prepare(event.matches));
}

/** Print one answer with its question. */
function printOne(article) {
  const question = article.previousElementSibling;
  const shown = [article, question].filter(Boolean);
  document.body.classList.add("print-one");
  shown.forEach((node) => node.classList.add("printed"));
  print();
  document.body.classList.remove("print-one");
  shown.forEach((node) => node.classList.remove("printed"));
}

/** Show what needs a script, in an answer that the server rendered. */
export function reveal(scope) {
  scope.querySelectorAll("[data-act=copy], [data-act=print]").forEach((button) => {
    button.hidden = false;
  });
  if (!hasVoice()) return;
  scope.querySelectorAll(".acts").forEach((acts) => {
    if (!acts.querySelector("[data-act=read]")) acts.prepend(h("button.act", { type: "button", "data-act": "read" }, "朗读"));
  });
}

/** Listen for the buttons below any answer. */
export function watchActions() {
  watchPrint();
  document.addEventListener("click", (event) => {
    /** @type {any} */
    const button = event.target instanceof Element ? event.target.closest("[data-act]") : null;
    if (!button) return;
    const article = button.closest(".answer");
    const { act } = button.dataset;
    if (act === "read") read(article);
    if (act === "print") printOne(article);
    if (act === "copy") done(button, asText(article), "已复制");
    if (act === "share") {
      event.preventDefault();
      done(button, asSeen(button.href), "已复制：任何人打开都能看");
    }
  });
  document.addEventListener("submit", (event) => {
    /** @type {any} */
    const form = event.target;
    if (!form.matches(".rate")) return;
    event.preventDefault();
    rate(form, event.submitter ? /** @type {any} */ (event.submitter).value : "up");
  });
}
