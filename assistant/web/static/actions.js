/** What one can do with an answer: copy it with its sources, have it read, judge it. */
import { el, lines, url } from "./nodes.js";

/** The answer as text, with numbered sources and the label. */
export function asText(article) {
  const question = article.previousElementSibling;
  const parts = [];
  if (question && question.matches(".asked")) parts.push(`问：${question.querySelector("p").textContent.trim()}`);
  const said = [...article.querySelectorAll(".said")].map((p) => {
    const copy = p.cloneNode(true);
    copy.querySelectorAll(".cite").forEach((link) => link.replaceWith(`[${link.textContent}]`));
    return copy.textContent.trim();
  });
  parts.push(said.join("\n"));
  const sums = [...article.querySelectorAll(".sum")].map((sum) =>
    [sum.querySelector(".sum-title").textContent, ...[...sum.querySelectorAll(".step-sum")].map((s) => `  ${s.textContent}`)].join("\n"));
  if (sums.length) parts.push(`算式\n${sums.join("\n")}`);
  const sources = [...article.querySelectorAll(".source")].map((li) => {
    const name = li.querySelector(".source-name").textContent.trim().replace(/^\d+/, "");
    return `[${li.dataset.n}] ${name}：“${lines(li.querySelector(".quote").textContent).join("")}”`;
  });
  if (sources.length) parts.push(`依据\n${sources.join("\n")}`);
  parts.push(article.querySelector(".fine").textContent.trim());
  return parts.join("\n\n");
}

async function copy(text) {
  if (navigator.clipboard) {
    try { await navigator.clipboard.writeText(text); return true; } catch (_) { /* try the old way */ }
  }
  const box = el("textarea.out-of-sight", { "aria-hidden": "true", readonly: true });
  box.value = text;
  document.body.append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  return done;
}

/** Send a verdict; a "没用" asks for the reason first. */
async function rate(form, rating) {
  const answerId = form.closest("[data-answer]").dataset.answer;
  const say = (text) => form.replaceChildren(el("span.rate-name", { role: "status" }, text));
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
  if (rating === "up") { await send(""); return; }
  const reasons = ["引用不对", "金额不对", "没答到点上", "看不懂"].map((reason) => {
    const button = el("button.act", { type: "button" }, reason);
    button.addEventListener("click", () => send(reason));
    return button;
  });
  const more = el("input.rate-more", { maxlength: 500, "aria-label": "哪里没用，补充说明", placeholder: "其他原因" });
  const done = el("button.act", { type: "button" }, "提交");
  const submit = () => send(more.value.trim() || "没有说明原因");
  done.addEventListener("click", submit);
  more.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  form.replaceChildren(el("span.rate-name", null, "哪里没用？"), ...reasons, more, done);
  reasons[0].focus();
}

/** Whether a Chinese voice is there to read aloud. */
const hasVoice = () => "speechSynthesis" in window && speechSynthesis.getVoices().some((v) => /^zh|^cmn/i.test(v.lang));

function read(article) {
  speechSynthesis.cancel();
  const words = new SpeechSynthesisUtterance([...article.querySelectorAll(".said")].map((p) => p.firstChild.textContent).join("。"));
  words.lang = "zh-CN";
  speechSynthesis.speak(words);
}

/** Show what needs a script, in an answer that the server rendered. */
export function reveal(scope) {
  scope.querySelectorAll("[data-act=copy], [data-act=print]").forEach((button) => { button.hidden = false; });
  if (!hasVoice()) return;
  scope.querySelectorAll(".acts").forEach((acts) => {
    if (!acts.querySelector("[data-act=read]")) acts.prepend(el("button.act", { type: "button", "data-act": "read" }, "朗读"));
  });
}

/** Listen for the buttons below any answer. */
export function watchActions() {
  document.addEventListener("click", async (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-act]") : null;
    if (!button) return;
    const article = button.closest(".answer");
    if (button.dataset.act === "read") { read(article); return; }
    if (button.dataset.act === "print") { print(); return; }
    const name = button.textContent;
    button.textContent = (await copy(asText(article))) ? "已复制" : "复制不了，请手动选取";
    setTimeout(() => { button.textContent = name; }, 2500);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches(".rate")) return;
    event.preventDefault();
    rate(form, event.submitter ? event.submitter.value : "up");
  });
}
