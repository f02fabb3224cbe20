/** <policy-assistant>: its button, attributes, methods and events. All else is fetched when first opened (within.js). */
import LAUNCHER from "./launcher.css";
import { h, put, svg } from "../draw/dom.js";
import { keeper } from "./keep.js";
import { names } from "./names.js";
import { paint } from "./paint.js";
import { adopt, isSmall, raise } from "./parts.js";

const CHANGEABLE = ["lang", "theme", "accent", "size"];
const HOME = new URL("../", import.meta.url).href;
const ASK = "M4 5h16v11H11l-4 4v-4H4zM8 9h8M8 12.5h5";
export class PolicyAssistant extends HTMLElement {
  static get observedAttributes() {
    return CHANGEABLE;
  }

  /** What open.js and remote.js use as well; build.mjs points their imports here. */
  static get kit() {
    return { h, put, svg, isSmall, raise };
  }

  constructor() {
    super();
    this.isOpen = false;
    this.ready = new Promise((resolve) => {
      this._isReady = resolve;
    });
    this._styled = {};
    adopt(this.attachShadow({ mode: "open" }), LAUNCHER);
  }

  connectedCallback() {
    const launcher = this._launcher;
    if (!this._root) this._start();
    else if (launcher?.hidden === false) raise(launcher);
    this._inside?.raise();
    for (const [target, name] of this._heard) target.addEventListener(name, this);
  }

  disconnectedCallback() {
    for (const [target, name] of this._heard) target.removeEventListener(name, this);
    setTimeout(() => {
      if (!this.isConnected) this._inside?.hide();
    });
  }

  attributeChangedCallback(name, before, now) {
    if (!this._root || before === now) return;
    this._read();
    const isTold = this._inside?.set({ [name]: now });
    if (/lang|size/.test(name) && !isTold) this._rebuild();
    else paint(this._root, this._options);
  }

  /** F6 comes back into an open panel; a change of the window may turn it into a full screen. */
  handleEvent(event) {
    if (event.type !== "keydown") {
      paint(this._root, this._options);
      this._inside?.arrange();
    } else if (event.key === "F6" && this.isOpen && this._mode !== "inline") {
      event.preventDefault();
      this._inside.focus();
    }
  }

  get _heard() {
    this._media = this._media || window.matchMedia("(prefers-color-scheme: dark)");
    const seen = window.visualViewport;
    return [
      [document, "keydown"],
      [window, "resize"],
      [this._media, "change"],
      ...(seen
        ? [
            [seen, "resize"],
            [seen, "scroll"],
          ]
        : []),
    ];
  }

  _start() {
    this._read();
    this._build();
    const wish = this._options.open;
    const kept = this._kept();
    const isFirst = wish === "first" && !kept.load();
    if (/inline|page/.test(this._mode)) this._load().then((inside) => inside.show());
    else if ((isFirst || wish === "yes") && !isSmall()) this.open({ focus: false });
    if (isFirst) kept.save({ id: "", turns: [] });
    this._isReady(this);
    this._emit("ready", {});
    this._admit();
  }

  /** The options from the attributes, and what follows from them. */
  _read() {
    /** @type {any} */
    const options = {};
    for (const { name, value } of this.attributes) options[name.replace("-", "_")] = value;
    const mode = /^(inline|dock|frame|link|page)$/.test(options.mode) ? options.mode : "bubble";
    this._options = options;
    this._mode = mode === "bubble" && options.size === "elder" ? "dock" : mode;
    this._base = options.src ? new URL(options.src.replace(/\/?$/, "/"), document.baseURI).href : HOME;
    this._say = names(/^zh/i.test(options.lang) ? options.lang : document.documentElement.lang);
  }

  /** Where the conversation of this site is kept. */
  _kept() {
    const { persist, site } = this._options;
    return keeper(persist, this._base + (site || ""));
  }

  _build() {
    const say = this._say;
    const mode = this._mode;
    const isLink = mode === "link";
    const shape = isLink
      ? { href: this._base, target: "_blank", rel: "noopener", "aria-label": say.name + say.newTab }
      : { type: "button", "aria-haspopup": "dialog", "aria-expanded": "false", "aria-controls": "panel" };
    this._root = h("div.root", { lang: say.lang, "data-mode": mode, "data-position": this._options.position });
    this._launcher = /inline|page/.test(mode)
      ? null
      : h(
          isLink ? "a.launcher" : "button.launcher",
          { part: "launcher", ...shape, onclick: () => this.toggle() },
          svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: ASK })),
          h("span", null, say.launch),
        );
    put(this._root, this._launcher);
    paint(this._root, this._options);
    this.shadowRoot.append(this._root);
    if (this._launcher) raise(this._launcher);
  }

  _rebuild() {
    const wasOpen = this.isOpen;
    this._inside?.end();
    this._inside = this._loading = null;
    this._root.remove();
    this._build();
    if (wasOpen) this._load().then((inside) => inside.show());
  }

  /** The panel with its conversation, made when it is first needed. @returns {Promise<any>} */
  _load() {
    if (!this._loading) {
      const root = this._root;
      const made = this._part(this._mode === "frame" ? "remote" : "open")
        .then(({ inside }) =>
          inside({
            host: this,
            root,
            launcher: this._launcher,
            mode: this._mode,
            options: this._options,
            base: this._base,
            say: this._say,
            kept: this._kept(),
            part: (name) => this._part(name),
            api: (path, query) => this._api(path, query),
            offered: () => this._offered(),
            emit: (name, detail) => this._emit(name, detail),
          }),
        )
        .then(
          (inside) => {
            if (root !== this._root) return this._load();
            this._inside = inside;
            return inside;
          },
          (cause) => {
            this._loading = null;
            throw cause;
          },
        );
      this._loading = made;
    }
    return this._loading;
  }

  /** A script that is fetched when it is wanted, with its style. */
  async _part(name) {
    // A browser remembers a script that it could not get: another try has another name.
    const made = await import(`${this._base}embed/${name}.js${this._tries ? `?${this._tries}` : ""}`).catch((cause) => {
      this._tries = (this._tries || 0) + 1;
      throw cause;
    });
    if (made.STYLE && !this._styled[name]) adopt(this.shadowRoot, made.STYLE);
    this._styled[name] = true;
    return made;
  }

  _api(path, query) {
    const { site } = this._options;
    const all = new URLSearchParams(query);
    if (site) all.set("site", site);
    return `${this._base}api/v1/${path}${`${all}` && `?${all}`}`;
  }

  /** The example questions and the service's notice; with a site this is also what the server lets this page have. */
  _offered() {
    const { site } = this._options;
    this._told =
      this._told ||
      fetch(this._api(site ? `sites/${encodeURIComponent(site)}` : "suggestions"), { credentials: "omit" }).then((response) =>
        response.ok ? response.json() : Promise.reject(response),
      );
    return this._told;
  }

  /** A page that is not listed gets no button, and its webmaster is told why. */
  _admit() {
    const { site } = this._options;
    if (!site || !this._launcher || this._mode === "frame" || new URL(this._base).origin === location.origin) return;
    this._offered().catch((refusal) =>
      (refusal.status ? Promise.resolve() : fetch(`${this._base}embed/hant.json`)).then(
        () => {
          this._launcher.hidden = true;
          console.warn(`policy-assistant: 编号 ${site} 没有登记来源 ${location.origin}，按钮已隐藏；请加进 CEWEN_SITES。`);
        },
        () => {
          this._told = null;
        },
      ),
    );
  }

  _emit(name, detail) {
    return this.dispatchEvent(new CustomEvent(`pa-${name}`, { detail, bubbles: true, composed: true, cancelable: true }));
  }

  open(options = {}) {
    if (this.isOpen || this._mode === "link") return;
    if (this._inside) this._inside.open(options);
    else
      this._load().then(
        () => this.open(options),
        () => this._emit("error", { code: "offline", status: 0, request_id: "" }),
      );
  }

  close(by = "api") {
    if (this.isOpen) this._inside.close(by);
  }

  toggle() {
    if (this.isOpen) this.close("button");
    else this.open();
  }

  /** Asks in the open panel → the Answer; with send: false the question is only written down. */
  async ask(text, { send = true, ...more } = {}) {
    await this.ready;
    const inside = await this._load();
    this.open({ focus: false });
    return inside[send ? "ask" : "prefill"](text, more);
  }

  set(options) {
    for (const name of CHANGEABLE) if (options[name]) this.setAttribute(name, options[name]);
  }

  async context(about) {
    if (this._mode !== "link") (await this._load()).context(about);
  }

  /** A conversation that somebody else kept. */
  async restore(conversation) {
    (await this._load()).restore(conversation);
  }

  /** The cursor into the open panel. */
  async enter() {
    (await this._load()).focus();
  }

  reset() {
    if (this._inside) this._inside.reset();
    else this._kept().clear();
  }

  destroy() {
    this.close();
    this._inside?.end();
    this.remove();
  }

  on(name, listener) {
    this.addEventListener(`pa-${name}`, listener);
    return () => this.removeEventListener(`pa-${name}`, listener);
  }
}
