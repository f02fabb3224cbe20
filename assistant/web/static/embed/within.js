/** What is inside an opened <policy-assistant>: its panel around a conversation, its own or a frame's. */
import { raise } from "./parts.js";
import { focused } from "./focus.js";
import { shell } from "./panel.js";

/**
 * @param {any} env what the element gives (element.js) and say, turned, aloud
 * @param {(env: any) => any} fill the conversation (chat.js) or the frame (remote.js)
 */
export function within(env, fill) {
  const { host, root, launcher, mode, say, emit, kept } = env;
  const isPage = mode === "page";
  const isFrame = mode === "frame";
  let opener = launcher;

  const does = {
    close,
    escape: () => content.back?.() || close("escape"),
    fresh: () => content.reset(),
    expand: (on) => isPage && emit("expand", { on }),
    grow: (on) => panel.expand(on),
    isModal: () => panel.node.hasAttribute("aria-modal"),
  };
  const told = (conversation) => isPage && emit("store", { conversation });
  const content = fill({
    ...env,
    does,
    kept: {
      load: kept.load,
      save: (value) => {
        kept.save(value);
        told(value);
      },
      clear: () => {
        kept.clear();
        told(null);
      },
    },
  });
  const panel = shell({ host, say, part: env.part, kind: launcher ? "float" : mode, nodes: content.nodes, does, isFrame });
  root.append(panel.node);

  function show() {
    host.isOpen = true;
    panel.show();
    launcher?.setAttribute("aria-expanded", "true");
  }

  /** Where an open panel is begun with. */
  function focus() {
    if (isFrame) content.focus();
    else (env.options.size === "elder" ? panel.title : content.box).focus();
  }

  function close(by) {
    if (mode === "inline") return;
    if (!isPage) {
      const hadFocus = host.shadowRoot.activeElement;
      content.hideCard();
      host.isOpen = false;
      panel.hide();
      launcher.setAttribute("aria-expanded", "false");
      if (hadFocus || by !== "api") (opener.isConnected ? opener : launcher).focus();
    }
    emit("close", { by });
  }

  return {
    ...content,
    show,
    focus,
    close,
    arrange: panel.arrange,
    hide: () => host.isOpen && panel.hide(),
    raise() {
      if (panel.node.hasAttribute("popover") && !panel.node.hidden) raise(panel.node);
      panel.arrange();
    },
    open({ focus: isTaken = true }) {
      const here = focused();
      opener = here && here !== document.body ? here : launcher;
      show();
      if (isTaken) focus();
      emit("open", {});
    },
    /** Whether another page was told of it. */
    set: (options) => isFrame && content.set(options),
    end() {
      if (isFrame) content.end();
      panel.hide();
    },
  };
}
