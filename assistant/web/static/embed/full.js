/** A panel that fills the window: nothing else can be reached, and it stays above a phone's keyboard. Fetched
 * when a panel first does so.
 */
import { focused, stops } from "./focus.js";
import STYLE from "./full.css";

export { STYLE };

const NO_CONTENT = /^(HEAD|SCRIPT|STYLE|LINK)$/;

/** @param {any} host the element @param {any} node its panel @param {any} title where Shift+Tab starts */
export function full(host, node, title) {
  let held = null;
  let before = "";
  const page = document.documentElement.style;

  /** Makes everything but the host inert, and the page behind still. */
  function hold() {
    held = [];
    for (let one = host; one && one.parentElement; one = one.parentElement) {
      for (const other of one.parentElement.children) {
        if (other === one || other.inert || NO_CONTENT.test(other.tagName)) continue;
        other.inert = true;
        held.push(other);
      }
    }
    before = page.overflow;
    page.overflow = "hidden";
    node.addEventListener("keydown", turn);
  }

  function release() {
    for (const other of held) other.inert = false;
    held = null;
    page.overflow = before;
    node.removeEventListener("keydown", turn);
  }

  /** Tab goes from the last stop to the first. */
  function turn(event) {
    if (event.key !== "Tab") return;
    const all = stops(node);
    const at = event.shiftKey ? 0 : all.length - 1;
    const here = focused();
    if (here !== all[at] && !(event.shiftKey && here === title)) return;
    event.preventDefault();
    all[all.length - 1 - at].focus();
  }

  /** `isFull`: whether it fills the window now; `isSmall`: because that is small. */
  return (isFull, isSmall) => {
    if (isFull && !held) hold();
    if (!isFull && held) release();
    const seen = window.visualViewport;
    const isFitted = isFull && isSmall && seen && Math.abs(seen.scale - 1) < 0.05;
    node.style.height = isFitted ? `${seen.height}px` : "";
    node.style.top = isFitted ? `${seen.offsetTop}px` : "";
  };
}
