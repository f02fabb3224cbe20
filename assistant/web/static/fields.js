/** A form of the calculator with script: slider and number move together, the result follows.
 *
 * The server draws the result; this script asks for the same link that the form would open and
 * puts the new result in its place.
 */
import { slide } from "./draw/slide.js";

const WAIT = 200;

/** Get a page as a document; XHR parses it without running anything in it. */
export function load(address, done, failed) {
  const request = new XMLHttpRequest();
  request.open("GET", address);
  request.responseType = "document";
  request.addEventListener("load", () => (request.status === 200 && request.response ? done(request.response) : failed()));
  request.addEventListener("error", failed);
  request.send();
  return request;
}

/** Keep the folded and unfolded parts as the reader left them. */
function keepFolds(old, fresh) {
  const before = old.querySelectorAll("details");
  const after = fresh.querySelectorAll("details");
  if (before.length === after.length)
    after.forEach((part, at) => {
      part.open = before[at].open;
    });
}

/**
 * @param {any} form the fields; the result stands in #result, its first line in #said
 * @param {(address: string) => void} follow what to do with the link of the new state
 */
export function live(form, follow) {
  let timer = 0;
  let running = null;

  /** The link that stands for the form: only what is filled in. */
  function link() {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (String(value).trim()) query.append(name, String(value));
    return `${new URL(form.action).pathname}?${query}`;
  }

  function refresh() {
    const address = link();
    if (running) running.abort();
    const old = document.getElementById("result");
    if (!old) return;
    old.setAttribute("aria-busy", "true");
    running = load(
      address,
      (page) => {
        const fresh = document.importNode(page.getElementById("result"), true);
        const said = document.getElementById("said");
        const now = fresh.querySelector("#said");
        keepFolds(old, fresh);
        // The status line stays the same node, so that screen readers announce its change.
        if (said && now) {
          said.replaceChildren(...now.childNodes);
          now.replaceWith(said);
        }
        old.replaceWith(fresh);
        mistakes(page);
        follow(address);
      },
      () => {
        old.removeAttribute("aria-busy");
        const said = document.getElementById("said");
        if (said) said.textContent = "没能更新结果，请检查网络后重试。";
      },
    );
  }

  /** Show or take away what the server says about each field. */
  function mistakes(page) {
    for (const input of form.querySelectorAll("input[id^='f-'], select[id^='f-']")) {
      const other = page.getElementById(input.id);
      const mine = document.getElementById(`${input.id}-e`);
      const theirs = page.getElementById(`${input.id}-e`);
      if (mine) mine.remove();
      for (const name of ["aria-invalid", "aria-describedby"]) {
        const value = other && other.getAttribute(name);
        if (value) input.setAttribute(name, value);
        else input.removeAttribute(name);
      }
      const field = input.closest(".field");
      if (!field) continue;
      field.classList.toggle("is-wrong", Boolean(theirs));
      if (theirs) field.append(document.importNode(theirs, true));
    }
  }

  for (const slider of form.querySelectorAll(".slider")) {
    slide(slider, form.querySelector(`#${CSS.escape(slider.dataset.for)}`), slider.dataset.unit);
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, WAIT);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    refresh();
  });
}
