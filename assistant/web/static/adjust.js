/** 改数字 inside an answer: the fields of one rule with their sliders, its sum beside them. */
import { h } from "./draw/dom.js";
import { live, load } from "./fields.js";
import { url } from "./place.js";

/** The link that is open, and what stands below it; one at a time, so that ids stay single. @type {any} */
let open = null;

function close(giveBack) {
  if (!open) return;
  const { link, node } = open;
  open = null;
  node.remove();
  link.setAttribute("aria-expanded", "false");
  if (giveBack && link.isConnected) link.focus();
}

/** Where the server draws the rule of a card, with the numbers of the card. */
function addressOf(link) {
  const query = new URL(link.href).searchParams;
  query.delete("topic");
  query.delete("district");
  query.set("rule", link.dataset.rule);
  if (document.documentElement.lang === "zh-Hant") query.set("lang", "hant");
  return url(`calculate/card?${query}`);
}

/** What was changed, as a message that corrects the one before: 算力服务费用改为900万元. */
function corrections(form) {
  const said = [];
  for (const input of form.querySelectorAll("input[id^='f-'], select[id^='f-']")) {
    const field = input.closest(".field");
    const was = input.dataset.was;
    if (!input.value.trim() || input.value === was) continue;
    const unit = field.querySelector(".unit");
    const value = input.options ? input.selectedOptions[0].textContent : input.value.trim();
    const isPlain = /^[\d,，.]+$/.test(value);
    said.push(`${field.querySelector("label").textContent}改为${value}${isPlain && unit ? unit.textContent : ""}`);
  }
  return said.join("，");
}

function fill(link, page, ask) {
  const made = page.getElementById("adjust");
  if (!made) return;
  close(false);
  const node = document.importNode(made, true);
  const form = node.querySelector("form");
  form.querySelectorAll("input, select").forEach((input) => {
    input.dataset.was = input.value;
  });
  const isLast = () => [...document.querySelectorAll("#log .answer")].pop() === link.closest(".answer");
  const again = h("button.act", { type: "button", disabled: true }, "按改后的数回答");
  again.addEventListener("click", () => {
    const question = corrections(form);
    if (question) ask(question);
  });
  form.addEventListener("input", () => {
    again.disabled = !corrections(form);
  });
  const shut = h("button.act", { type: "button", onclick: () => close(true) }, "收起");
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close(true);
  });
  (link.closest(".then") || link).after(node);
  node.append(h("p.tuned-acts", null, ask && isLast() && again, shut));
  open = { link, node };
  link.setAttribute("aria-expanded", "true");
  live(form, () => {});
  const first = form.querySelector("input[id^='f-'], select[id^='f-']");
  if (first) first.focus({ preventScroll: true });
  node.scrollIntoView({ block: "nearest" });
}

/** Listen for 改数字 on any card. @param {((question: string) => void)|null} ask none where nothing can be asked */
export function watchTuning(ask) {
  document.addEventListener("click", (event) => {
    const link = /** @type {any} */ (event.target instanceof Element ? event.target.closest("a.tune[data-rule]") : null);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (open && open.link === link) {
      close(true);
      return;
    }
    load(
      addressOf(link),
      (page) => fill(link, page, ask),
      () => location.assign(link.href),
    );
  });
}
