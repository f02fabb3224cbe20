/** Mode B: the same conversation in a frame, spoken to by messages with one origin only. */
import { h } from "../draw/dom.js";
import PANEL from "./panel.css";
import { within } from "./within.js";

export const STYLE = PANEL;

const NAMESPACE = "policy-assistant";
const VERSION = 1;
const HANDSHAKE_MS = 8000;
const BLOCKED = "组件没有载入，可能被本网站的安全设置拦下了。";
const INSTEAD = "在新窗口打开政策问答";

/** @param {any} env as element.js gives it */
export const inside = (env) => within(env, remote);

function remote(env) {
  const { base, say, options, emit, kept, does } = env;
  const origin = new URL(base).origin;
  const frame = h("iframe", { src: `${base}embed/frame?site=${encodeURIComponent(options.site || "")}`, title: say.name });
  const notice = h(
    "div.trouble",
    { role: "alert", hidden: true },
    h("p", null, BLOCKED),
    h("a", { href: base, target: "_blank", rel: "noopener noreferrer" }, INSTEAD),
  );
  const waiting = [];
  const asked = new Map();
  let isReady = false;
  let count = 0;

  function post(type, payload = {}) {
    const message = { ns: NAMESPACE, v: VERSION, id: String(++count), type, payload };
    if (isReady || type === "init") frame.contentWindow.postMessage(message, origin);
    else waiting.push([type, payload]);
    return message.id;
  }

  const handlers = {
    hello({ versions }) {
      if (!versions.includes(VERSION)) {
        notice.hidden = false;
        return emit("error", { code: "version_mismatch", status: 0, request_id: "" });
      }
      const { lang, theme, size, accent } = options;
      return post("init", { lang: lang || say.lang, theme, size, accent, conversation: kept.load() });
    },
    ready() {
      isReady = true;
      clearTimeout(timer);
      notice.hidden = true;
      frame.hidden = false;
      for (const [type, payload] of waiting.splice(0)) post(type, payload);
    },
    close: ({ by }) => does.close(by),
    expand: ({ on }) => does.grow(on),
    store: ({ conversation }) => (conversation ? kept.save(conversation) : kept.clear()),
    "focus-exit": ({ dir }) => does.isModal() && post("focus", { where: dir > 0 ? "first" : "last" }),
    event({ name, detail, to }) {
      emit(name, detail);
      const settle = asked.get(to);
      if (!settle || !/^(answer|error)$/.test(name)) return;
      asked.delete(to);
      settle[name === "answer" ? 0 : 1](detail);
    },
  };

  function hear(event) {
    const message = event.data;
    if (event.source !== frame.contentWindow || event.origin !== origin) return;
    if (!message || message.ns !== NAMESPACE || message.v !== VERSION) return;
    const handle = handlers[message.type];
    if (handle) handle(message.payload || {});
  }
  window.addEventListener("message", hear);

  const timer = setTimeout(() => {
    notice.hidden = false;
    frame.hidden = true;
    console.warn(
      `policy-assistant: 8 秒内没有载入。请检查本页 Content-Security-Policy 的 frame-src 是否允许 ${origin}，以及服务端是否登记了 ${location.origin}。`,
    );
  }, HANDSHAKE_MS);

  return {
    nodes: [frame, notice],
    ask: (text, more) => {
      const id = post("ask", { text, send: true, ...more });
      return new Promise((resolve, reject) => asked.set(id, [resolve, reject]));
    },
    prefill: (text) => post("ask", { text, send: false }),
    reset: () => post("reset"),
    context: (about) => post("context", about),
    set: (changed) => post("set", changed),
    focus() {
      frame.focus();
      post("focus", { where: "composer" });
    },
    hideCard() {
      post("closed");
      return false;
    },
    end() {
      clearTimeout(timer);
      window.removeEventListener("message", hear);
    },
  };
}
