/** 改数字 on the cards of this page. */
import { tune } from "./draw/tune.js";
import { call } from "./draw/talk.js";
import { url } from "./place.js";
import { deep, turned } from "./view.js";

/** Listen for 改数字 on any card. @param {((question: string) => void)|null} ask none where nothing can be asked */
export function watchTuning(ask) {
  document.addEventListener("click", (event) => {
    const link = /** @type {any} */ (event.target instanceof Element ? event.target.closest("a.tune[data-rule]") : null);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const isLast = [...document.querySelectorAll("#log .answer")].pop() === link.closest(".answer");
    const load = async (query) => turned(await call(url(`api/v1/card?${query}`)));
    tune(link, { load, worked: (card) => deep.worked(card, false), worded: deep.worded, say: turned, ask: isLast ? ask : null }).catch(() =>
      location.assign(link.href),
    );
  });
}
