/** The frame page of mode B: joins its widget with the page around it, which must be listed. */
import { stops } from "./focus.js";

const NS = "policy-assistant";
/** @type {any} */
const widget = document.querySelector(NS);
const listed = JSON.parse(document.getElementById("origins").textContent);
const parentPage = window.parent === window ? null : window.parent;
const panel = () => widget.shadowRoot.getElementById("panel");
let peer = null;
let count = 0;
let question = "";

function post(type, payload, to = peer) {
  if (parentPage && to) parentPage.postMessage({ ns: NS, v: 1, id: `f${++count}`, type, payload }, to);
}

const does = {
  init(options) {
    widget.set(options);
    widget.setAttribute("closable", "");
    if (options.conversation) widget.restore(options.conversation);
    post("ready", { title: document.title, lang: document.documentElement.lang });
  },
  open: () => widget.enter(),
  ask: ({ text, ...more }, id) => {
    question = id;
    widget.ask(text, more).catch(() => {});
  },
  set: (options) => widget.set(options),
  context: (about) => widget.context(about),
  focus({ where }) {
    if (where === "composer") return void widget.enter();
    const all = stops(panel());
    all[where === "first" ? 0 : all.length - 1].focus();
  },
  reset: () => widget.reset(),
};

window.addEventListener("message", (event) => {
  const message = event.data;
  if (event.source !== parentPage || !listed.includes(event.origin) || (peer && peer !== event.origin)) return;
  if (!message || message.ns !== NS) return;
  if (message.v !== 1) return void post("error", { code: "version_mismatch" }, event.origin);
  peer = event.origin;
  const act = does[message.type];
  if (act) act(message.payload || {}, message.id);
});

for (const name of ["open", "question", "answer", "citation", "feedback", "link", "error"]) {
  widget.addEventListener(`pa-${name}`, ({ detail }) => {
    post("event", { name, detail, to: question });
    if (name === "answer") post("resize", { height: document.documentElement.scrollHeight });
  });
}
widget.addEventListener("pa-close", ({ detail }) => post("close", detail));
widget.addEventListener("pa-expand", ({ detail }) => post("expand", detail));
widget.addEventListener("pa-store", ({ detail }) => post("store", detail));
widget.shadowRoot.addEventListener("keydown", (event) => {
  if (event.key !== "Tab") return;
  const all = stops(panel());
  if (widget.shadowRoot.activeElement === all[event.shiftKey ? 0 : all.length - 1]) post("focus-exit", { dir: event.shiftKey ? -1 : 1 });
});

const ancestors = location.ancestorOrigins;
const to = ancestors && listed.includes(ancestors[0]) ? [ancestors[0]] : ancestors ? [] : listed;
for (const origin of to) post("hello", { versions: [1] }, origin);
