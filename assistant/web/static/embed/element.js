/** <policy-assistant>: its attributes, methods and events. All else is built when first opened. */
import LAUNCHER from "./launcher.css";
import * as dom from "../draw/dom.js";
import * as talk from "../draw/talk.js";
import * as parts from "./parts.js";
import { keeper } from "./keep.js";
import { names } from "./names.js";
import { paint } from "./paint.js";

const { h } = dom;
const { call } = talk;
const { adopt, focused, icon, ICONS, isSmall, raise, stops } = parts;

const CHANGEABLE = ["lang", "theme", "accent", "size"];
const HOME = new URL("../", import.meta.url).href;

export class PolicyAssistant extends HTMLElement {
  static get observedAttributes() {
    return CHANGEABLE;
  }

  /** What the parts that are fetched later use as well; build.mjs points their imports here. */
  static get kit() {
    return { ...dom, ...parts, ...talk };
  }

  constructor() {
    super();
    this.isOpen = false;
    this.ready = new Promise((resolve) => {
      this._isReady = resolve;
    });
    adopt(this.attachShadow({ mode: "open" }), LAUNCHER);
  }

  connectedCallback() {
    if (!this._root) this._start();
    else {
      for (const node of [this._launcher, this._shell && this._shell.node]) {
        if (node && node.hasAttribute("popover") && !node.hidden) raise(node);
      }
      if (this._shell) this._shell.arrange();
    }
    for (const [target, name] of this._heard) target.addEventListener(name, this);
  }

  disconnectedCallback() {
    for (const [target, name] of this._heard) target.removeEventListener(name, this);
    if (!this.isOpen || !this._shell) return;
    setTimeout(() => {
      if (!this.isConnected) this._shell.hide();
    });
  }

  attributeChangedCallback(name, before, now) {
    if (!this._root || before === now) return;
    this._read();
    const isRemote = this._mode === "frame" && this._content;
    if (isRemote) this._content.set({ [name]: now });
    if (/lang|size/.test(name) && !isRemote) this._rebuild();
    else paint(this._root, this._options);
  }

  /** F6 comes back into an open panel; a change of the window may turn it into a full screen. */
  handleEvent(event) {
    if (event.type !== "keydown") {
      if (this._root) paint(this._root, this._options);
      if (this._shell) this._shell.arrange();
    } else if (event.key === "F6" && this.isOpen && this._mode !== "inline") {
      event.preventDefault();
      this._focus();
    }
  }

  get _heard() {
    this._media = this._media || window.matchMedia("(prefers-color-scheme: dark)");
    const heard = [
      [document, "keydown"],
      [window, "resize"],
      [this._media, "change"],
    ];
    return window.visualViewport ? [...heard, [visualViewport, "resize"], [visualViewport, "scroll"]] : heard;
  }

  _start() {
    this._read();
    const kept = this._keeper();
    const before = kept.load();
    this._build();
    const wish = this._options.open;
    const opens = wish === "yes" || (wish === "first" && !before);
    if (this._mode === "inline" || this._mode === "page") this._load().then(() => this._show());
    else if (opens && this._mode !== "link" && !isSmall()) this.open({ focus: false });
    if (wish === "first" && !before) kept.save({ id: "", turns: [] });
    this._isReady(this);
    this._emit("ready", {});
    this._admit();
  }

  /** The options from the attributes, and what follows from them. */
  _read() {
    /** @type {any} */
    const options = {};
    for (const { name, value } of this.attributes) options[name.replace("-", "_")] = value;
    const isElder = options.size === "elder";
    const mode = /^(inline|dock|frame|link|page)$/.test(options.mode) ? options.mode : "bubble";
    const lang = /^zh/i.test(options.lang) ? options.lang : document.documentElement.lang;
    this._options = options;
    this._mode = mode === "bubble" && isElder ? "dock" : mode;
    this._base = options.src ? new URL(options.src.replace(/\/?$/, "/"), document.baseURI).href : HOME;
    this._say = names(lang);
  }

  get _floats() {
    return this._mode === "bubble" || this._mode === "dock" || this._mode === "frame";
  }

  _build() {
    const say = this._say;
    const label = [icon(ICONS.ask), h("span", null, say.launch)];
    this._root = h("div.root", { lang: say.lang, "data-mode": this._mode, "data-position": this._options.position });
    this._launcher = null;
    if (this._mode === "link") {
      this._launcher = h(
        "a.launcher",
        { part: "launcher", href: this._base, target: "_blank", rel: "noopener", "aria-label": say.name + say.newTab },
        label,
      );
    } else if (this._floats) {
      this._launcher = h(
        "button.launcher",
        {
          part: "launcher",
          type: "button",
          "aria-haspopup": "dialog",
          "aria-expanded": "false",
          "aria-controls": "panel",
          onclick: () => this.toggle(),
        },
        label,
      );
    }
    if (this._launcher) this._root.append(this._launcher);
    paint(this._root, this._options);
    this.shadowRoot.append(this._root);
    if (this._launcher) raise(this._launcher);
  }

  _rebuild() {
    const wasOpen = this.isOpen;
    this._isLoaded = false;
    if (this._content && this._content.end) this._content.end();
    if (wasOpen && this._shell) this._shell.hide();
    this._shell = null;
    this._root.remove();
    this._build();
    if (wasOpen) this._load().then(() => this._show());
  }

  /** What is needed once the panel is: what fills it, other characters, a voice. */
  async _load() {
    if (this._isLoaded) return;
    const part = (name) => this._part(name);
    const isFrame = this._mode === "frame";
    const { lang } = this._say;
    const [made, aloud, hant, pairs] = await Promise.all([
      part(isFrame ? "remote" : "open"),
      this._options.size === "elder" && part("aloud").catch(() => {}),
      !isFrame && lang === "zh-Hant" && part("hant").catch(() => {}),
      !isFrame && lang === "zh-Hant" && call(`${this._base}embed/hant.json`).catch(() => {}),
    ]);
    this._made = made;
    this._aloud = aloud && aloud.aloud;
    const table = hant && pairs && new Map(Object.entries(pairs));
    this._turned = (value) => (table ? hant.inHant(value, table) : value);
    if (made.speak) this._say = made.speak(lang, this._turned);
    this._isLoaded = true;
  }

  /** A script that is fetched when it is wanted, with its style. */
  async _part(name) {
    // A browser remembers a script that it could not get: another try has another name.
    const made = await import(`${this._base}embed/${name}.js${this._tries ? `?${this._tries}` : ""}`).catch((cause) => {
      this._tries = (this._tries || 0) + 1;
      throw cause;
    });
    this._styled = this._styled || new Set();
    if (made.STYLE && !this._styled.has(name)) adopt(this.shadowRoot, made.STYLE);
    this._styled.add(name);
    return made;
  }

  get _needs() {
    return !this._isLoaded;
  }

  /** What the panel holds: made when first needed. */
  _fill() {
    const say = this._say;
    const does = {
      close: (by) => this.close(by),
      escape: () => {
        if (!this._content.hideCard()) this.close("escape");
      },
      fresh: () => this.reset(),
      expand: (on) => {
        if (this._mode === "page") this._emit("expand", { on });
      },
      grow: (on) => this._shell.expand(on),
      isModal: () => this._shell.node.hasAttribute("aria-modal"),
    };
    const env = {
      offered: () => this._offered(),
      part: (name) => this._part(name),
      turned: this._turned,
      base: this._base,
      say,
      options: this._options,
      aloud: this._aloud,
      kept: this._keeper(),
      does,
      api: (path, query) => this._api(path, query),
      emit: (name, detail) => this._emit(name, detail),
    };
    const { chat, remote, shell } = this._made;
    this._content = (remote || chat)(env);
    const kind = this._floats ? "float" : this._mode;
    this._shell = shell({ host: this, say, base: this._base, kind, nodes: this._content.nodes, does, framed: remote });
    this._root.append(this._shell.node);
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
    this._asked = this._asked || call(this._api(site ? `sites/${encodeURIComponent(site)}` : "suggestions"));
    return this._asked;
  }

  /** A page that is not listed gets no button, and its webmaster is told why. */
  _admit() {
    const { site } = this._options;
    if (!site || !this._launcher || this._mode === "frame" || new URL(this._base).origin === location.origin) return;
    this._offered().catch((problem) =>
      (problem.status ? Promise.resolve() : call(`${this._base}embed/hant.json`)).then(
        () => {
          this._launcher.hidden = true;
          console.warn(`policy-assistant: 编号 ${site} 没有登记来源 ${location.origin}，按钮已隐藏；请管理员把它加进 CEWEN_SITES。`);
        },
        () => {
          this._asked = null;
        },
      ),
    );
  }

  /** The store of this conversation; in a frame the page around it has one. */
  _keeper() {
    const { persist, site } = this._options;
    const store = keeper(persist, this._base + (site || ""));
    const isPage = this._mode === "page";
    return {
      load: store.load,
      save: (value) => {
        store.save(value);
        if (isPage) this._emit("store", { conversation: value });
      },
      clear: () => {
        store.clear();
        if (isPage) this._emit("store", { conversation: null });
      },
    };
  }

  _emit(name, detail) {
    return this.dispatchEvent(new CustomEvent(`pa-${name}`, { detail, bubbles: true, composed: true, cancelable: true }));
  }

  _show() {
    if (!this._shell) this._fill();
    this.isOpen = true;
    this._shell.show();
    if (this._launcher) this._launcher.setAttribute("aria-expanded", "true");
  }

  _focus() {
    if (this._content.focus) this._content.focus();
    else (this._options.size === "elder" ? this._shell.title : this._content.box).focus();
  }

  open(options = {}) {
    if (this.isOpen || this._mode === "link") return;
    if (this._needs) {
      this._load().then(
        () => this.open(options),
        () => this._emit("error", { code: "offline", status: 0, request_id: "" }),
      );
      return;
    }
    const here = focused();
    this._opener = here && here !== document.body ? here : this._launcher;
    this._show();
    if (options.focus !== false) this._focus();
    this._emit("open", {});
  }

  close(by = "api") {
    if (!this.isOpen || this._mode === "inline") return;
    if (this._mode === "page") {
      this._emit("close", { by });
      return;
    }
    const hadFocus = this.shadowRoot.activeElement;
    this._content.hideCard();
    this.isOpen = false;
    this._shell.hide();
    this._launcher.setAttribute("aria-expanded", "false");
    const back = this._opener && this._opener.isConnected ? this._opener : this._launcher;
    if (hadFocus || by !== "api") back.focus();
    this._emit("close", { by });
  }

  toggle() {
    if (this.isOpen) this.close("button");
    else this.open();
  }

  /** Asks in the open panel → the Answer; with send: false the question is only written down. */
  async ask(text, { send = true, ...more } = {}) {
    await this.ready;
    await this._load();
    this.open({ focus: false });
    if (send) return this._content.ask(text, more);
    this._content.prefill(text);
    return null;
  }

  set(options) {
    for (const [key, value] of Object.entries(options)) {
      if (CHANGEABLE.includes(key) && value) this.setAttribute(key, value);
    }
  }

  async context(about) {
    if (this._mode === "link") return;
    await this._load();
    if (!this._shell) this._fill();
    this._content.context(about);
  }

  /** A conversation that somebody else kept. */
  async restore(conversation) {
    await this._load();
    if (!this._shell) this._fill();
    this._content.restore(conversation);
  }

  async focusOn(where) {
    await this._load();
    if (!this._shell) this._fill();
    const all = stops(this._shell.node);
    if (where === "composer") this._focus();
    else all[where === "first" ? 0 : all.length - 1].focus();
  }

  reset() {
    if (this._content) this._content.reset();
    else this._keeper().clear();
  }

  destroy() {
    this.close();
    if (this._content && this._content.end) this._content.end();
    this.isGone = true;
    this.remove();
  }

  on(name, listener) {
    this.addEventListener(`pa-${name}`, listener);
    return () => this.removeEventListener(`pa-${name}`, listener);
  }
}
