/** The desk by keyboard: y accept, n reject, e edit, s skip, b back; nothing while something is typed. */

/** Open a folded form and put the cursor into it. */
function open(id) {
  /** @type {any} */
  const folded = document.getElementById(id);
  if (!folded) return;
  folded.open = true;
  folded.querySelector("input:not([type=hidden]), textarea").focus();
}

/** @type {Record<string, () => void>} */
const acts = {
  y: () => /** @type {any} */ (document.getElementById("desk-accept"))?.requestSubmit(),
  n: () => open("desk-reject"),
  e: () => open("desk-edit"),
  s: () => document.getElementById("desk-skip")?.click(),
  b: () => document.getElementById("desk-back")?.click(),
};

document.addEventListener("keydown", (event) => {
  /** @type {any} */
  const target = event.target;
  if (event.key === "Escape") {
    for (const folded of document.querySelectorAll("details[id^=desk-][open]")) folded.removeAttribute("open");
    document.getElementById("main").focus();
    return;
  }
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (target.matches("input, textarea, select")) return;
  const act = acts[event.key.toLowerCase()];
  if (act) {
    event.preventDefault();
    act();
  }
});
