/** The calculator's page with script: the result and the address follow the form. */
import { live } from "./fields.js";

/** @type {any} */
const form = document.getElementById("facts");

/** Show what needs a script, and lead to a field that is folded away. */
function reveal() {
  for (const button of /** @type {any} */ (document.querySelectorAll("[data-act=print]"))) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  for (const goto of /** @type {any} */ (document.querySelectorAll("[data-goto]"))) {
    goto.addEventListener("click", (event) => {
      const input = document.getElementById(goto.dataset.goto);
      const group = input && input.closest("details");
      if (!input) return;
      event.preventDefault();
      if (group) group.open = true;
      input.focus();
      input.scrollIntoView({ block: "center" });
    });
  }
}

live(form, (address) => {
  reveal();
  history.replaceState(null, "", address);
});

/** Another matter or place is shown when it is chosen; by keyboard, where arrows pass over all, by the button. */
function pickAtOnce(picker) {
  let isByKey = false;
  picker.addEventListener("keydown", (event) => {
    isByKey = event.key !== "Enter" && event.key !== " ";
  });
  picker.addEventListener("pointerdown", () => {
    isByKey = false;
  });
  picker.addEventListener("change", () => isByKey || picker.requestSubmit());
}

document.querySelectorAll("form.picker").forEach(pickAtOnce);
form.addEventListener("submit", () => {
  const result = document.getElementById("result");
  if (result.getBoundingClientRect().top > innerHeight) result.scrollIntoView();
});
reveal();
