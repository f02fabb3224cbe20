/** A contract or an invoice on the composer: its amounts are offered, none is used unasked. */
import { h } from "./draw/dom.js";
import { url } from "./place.js";

/** @param {HTMLTextAreaElement} box the composer's text @param {() => void} changed after it was written to */
export function watchPapers(box, changed) {
  /** @type {any} */
  const pick = document.getElementById("paper");
  const button = document.getElementById("clip");
  const place = document.getElementById("papers");

  const shut = () => {
    place.replaceChildren();
    place.hidden = true;
    box.focus();
  };

  function show(...nodes) {
    place.hidden = false;
    place.replaceChildren(...nodes, h("button.act", { type: "button", onclick: shut }, "收起"));
  }

  /** Writes an amount where the cursor stands. */
  function use(amount) {
    box.setRangeText(amount.amount_text, box.selectionStart, box.selectionEnd, "end");
    changed();
    box.focus();
  }

  function offer(found) {
    const told = found.amounts.length ? "里的金额，点一个写进问题" : "里没有找到金额";
    const name = `“${found.name}”${told}（文件没有保存）`;
    if (!found.amounts.length) return show(h("p", null, name));
    const amounts = found.amounts.map((one) =>
      h(
        "li",
        null,
        h("button.choice", { type: "button", onclick: () => use(one) }, one.amount_text),
        " ",
        h("span.soft", null, `…${one.around}…`),
      ),
    );
    const more = found.left_out > 0 && h("p", null, `还有 ${found.left_out} 个没有列出。`);
    show(h("details", { open: true }, h("summary", null, name), h("ul", null, amounts), more));
  }

  async function read(file) {
    show(h("p", null, `正在读“${file.name}”…`));
    try {
      const response = await fetch(url(`api/v1/papers?name=${encodeURIComponent(file.name)}`), {
        method: "POST",
        body: file,
        credentials: "omit",
        headers: { "content-type": "application/octet-stream" },
      });
      const told = await response.json();
      if (response.ok) offer(told);
      else show(h("p.wrong", { role: "alert" }, told.detail || told.title));
    } catch (_) {
      show(h("p.wrong", { role: "alert" }, "没能读这个文件，请检查网络后重试。"));
    }
  }

  button.hidden = false;
  button.addEventListener("click", () => pick.click());
  // What was asked with an amount is not to be covered by the others; they stay at hand.
  document.addEventListener("submit", () => {
    for (const list of place.querySelectorAll("details")) list.open = false;
  });
  pick.addEventListener("change", () => {
    if (pick.files.length) read(pick.files[0]);
    pick.value = "";
  });
  const hasFile = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  document.addEventListener("dragover", (event) => {
    if (hasFile(event)) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    if (!hasFile(event) || !event.dataTransfer.files.length) return;
    event.preventDefault();
    read(event.dataTransfer.files[0]);
  });
}
