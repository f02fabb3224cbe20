/** 策问 help widget. Loads nothing else until it is opened; see docs/widget.md. */
import { PolicyAssistant } from "./element.js";

const TAG = "policy-assistant";
const SCRIPT = "script[data-policy-assistant]";

/** The element that a script tag asks for: outside <body>, so that a swapped body does not take it. */
function mount() {
  /** @type {any} */
  const script = document.querySelector(SCRIPT);
  if (!script || document.querySelector(`${TAG}[data-mounted]`)) return;
  const made = document.createElement(TAG);
  made.dataset.mounted = "";
  for (const [name, value] of Object.entries(script.dataset)) {
    if (name === "base") made.setAttribute("src", value);
    else if (name === "asOf") made.setAttribute("as-of", value);
    else if (name !== "policyAssistant" && name !== "target") made.setAttribute(name, value);
  }
  const target = script.dataset.target && document.querySelector(script.dataset.target);
  (target || document.documentElement).append(made);
}

/** Commands queued before the script came: ["ask", "…", {send: false}]. */
function drain() {
  /** @type {any} */
  const page = window;
  const queue = Array.isArray(page.policyAssistant) ? page.policyAssistant : [];
  const run = ([name, ...args]) => {
    const one = /** @type {any} */ (document.querySelector(TAG));
    return one?.[name]?.call ? one[name](...args) : console.warn(`policy-assistant: 没有命令 ${name}，或页面上没有组件。`);
  };
  page.policyAssistant = {
    push: (...commands) => {
      for (const one of commands) Promise.resolve(run(one)).catch(() => {});
    },
  };
  page.policyAssistant.push(...queue);
}

function start() {
  mount();
  drain();
}

if (!customElements.get(TAG)) {
  customElements.define(TAG, PolicyAssistant);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
} else mount();
