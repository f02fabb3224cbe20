/** A slider beside its number: each moves the other. */
import { h } from "./dom.js";

/** The number that a text stands for in the field's unit, NaN if it has a unit of its own. */
const plain = (text) => (/^[\d,，]+(\.\d+)?$/.test(text.trim()) ? Number(text.replace(/[,，]/g, "")) : NaN);

/** @param {any} slider a range @param {any} box the text field @param {string} unit */
export function slide(slider, box, unit) {
  const say = (value = slider.value) => slider.setAttribute("aria-valuetext", `${value}${unit}`);
  slider.hidden = false;
  slider.after(h("span.ends", { "aria-hidden": "true" }, h("span", null, slider.min), h("span", null, slider.max + unit)));
  say();
  slider.addEventListener("input", () => {
    box.value = slider.value;
    say();
  });
  box.addEventListener("input", () => {
    const value = plain(box.value);
    if (Number.isNaN(value)) return;
    slider.value = String(value);
    say(String(value));
  });
}
