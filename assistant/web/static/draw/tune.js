/** 改数字 inside an answer: the fields of one rule with their sliders, its sum beside them. */
import { h, put } from "./dom.js";
import { slide } from "./slide.js";

const WAIT = 200;

/** What is open, one at a time, so that ids stay single. @type {any} */
let open = null;

/** Takes the open fields away. @param {boolean} giveBack whether the focus returns to the link */
export function shut(giveBack) {
  if (!open) return;
  const { link, node } = open;
  open = null;
  node.remove();
  link.setAttribute("aria-expanded", "false");
  if (giveBack && link.isConnected) link.focus();
}

/** What was changed, as a message that corrects the one before: 算力服务费用改为900万元. */
function corrections(inputs) {
  const said = [];
  for (const { field, input } of inputs) {
    const value = input.value.trim();
    if (!value || value === field.text) continue;
    const words = input.options ? input.selectedOptions[0].textContent : value;
    said.push(`${field.label}改为${words}${/^[\d,，.]+$/.test(words) ? field.unit : ""}`);
  }
  return said.join("，");
}

function inputOf(field) {
  const id = `f-${field.name}`;
  const shared = { id, name: field.param };
  if (!field.options.length) return h("input", { ...shared, value: field.text, inputmode: "decimal", autocomplete: "off", maxlength: 40 });
  return h(
    "select",
    shared,
    field.options.map((one) => h("option", { value: one.name, selected: one.name === field.text }, one.say)),
  );
}

/**
 * Opens or closes the fields of a card's rule below its link.
 * @param {any} link the 改数字 of a row: its address holds the numbers
 * @param {any} env load(query) → the card's JSON, worked(estimate) and worded(text) → nodes, say(text) → the words
 *   as the place writes them, ask(question) or null where nothing can be asked
 */
export async function tune(link, { load, worked, worded, say, ask }) {
  if (open && open.link === link) return shut(true);
  const query = new URL(link.href).searchParams;
  query.delete("topic");
  query.delete("district");
  query.set("rule", link.dataset.rule);
  const card = await load(query);
  shut(false);

  const told = h("p.headline", { id: "said", role: "status" });
  const result = h("div.result", { id: "result" });
  const inputs = card.fields.map((field) => ({ field, input: inputOf(field), node: null }));
  const again = ask && h("button.act", { type: "button", disabled: true, onclick: () => ask(corrections(inputs)) }, say("按改后的数回答"));

  function show(now) {
    told.replaceChildren(...worded(now.said));
    result.replaceChildren();
    put(
      result,
      now.troubles.map((text) => h("div.trouble", { role: "alert" }, h("p", null, text))),
      worked(now),
    );
    if (again) again.disabled = !corrections(inputs) || now.fields.some((field) => field.error);
    for (const one of inputs) {
      const { error } = now.fields.find((other) => other.name === one.field.name) || {};
      const id = `${one.input.id}-e`;
      const old = one.node.querySelector(".wrong");
      if (old) old.remove();
      one.node.classList.toggle("is-wrong", Boolean(error));
      if (error) {
        one.input.setAttribute("aria-invalid", "true");
        one.input.setAttribute("aria-describedby", id);
        one.node.append(h("p.wrong", { id }, error));
      } else for (const name of ["aria-invalid", "aria-describedby"]) one.input.removeAttribute(name);
    }
  }

  let timer = 0;
  let latest = 0;
  async function refresh() {
    const mine = ++latest;
    const now = new URLSearchParams({ rule: link.dataset.rule, as_of: card.as_of, ...card.kept });
    for (const { field, input } of inputs) if (input.value.trim()) now.set(field.param, input.value);
    result.setAttribute("aria-busy", "true");
    try {
      const made = await load(now);
      if (mine === latest) show(made);
    } catch (_) {
      told.textContent = say("没能更新结果，请检查网络后重试。");
    }
    result.removeAttribute("aria-busy");
  }

  for (const one of inputs) {
    const { field, input } = one;
    const range = field.slider && {
      type: "range",
      min: 0,
      max: field.slider.most,
      step: field.slider.step,
      value: field.slider.value,
      "aria-label": `${field.label}${say("（拖动）")}`,
    };
    const slider = range && h("input.slider", range);
    one.node = h(
      "div.field",
      null,
      h("label", { for: input.id, title: field.ask }, field.label),
      input.options ? input : h("span.amount", null, input, field.unit && h("span.unit", null, field.unit)),
      slider,
    );
    if (slider) slide(slider, input, field.unit);
  }
  show(card);
  const changed = () => {
    // Until what is typed has been read: nothing that cannot be read is asked with.
    if (again) again.disabled = true;
    clearTimeout(timer);
    timer = setTimeout(refresh, WAIT);
  };
  const node = h(
    "section.adjust",
    {
      id: "adjust",
      "aria-label": `${say("改数字")}：${card.title}`,
      oninput: changed,
      onkeydown: (event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        shut(true);
      },
    },
    h(
      "div.tuned",
      null,
      inputs.map((one) => one.node),
    ),
    told,
    result,
    h("p.tuned-acts", null, again, h("button.act", { type: "button", onclick: () => shut(true) }, say("收起"))),
  );
  (link.closest(".then") || link).after(node);
  open = { link, node };
  link.setAttribute("aria-expanded", "true");
  if (inputs.length) inputs[0].input.focus({ preventScroll: true });
  node.scrollIntoView({ block: "nearest" });
}
