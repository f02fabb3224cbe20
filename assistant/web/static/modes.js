/* Elder size, dark colours, characters: set before the first paint, remembered where storage is allowed. */
(function () {
  "use strict";
  var html = document.documentElement;
  /** What was chosen here (localStorage), unless a link opened this tab otherwise (sessionStorage). */
  function recall(key) {
    try {
      return sessionStorage.getItem("cewen." + key) || localStorage.getItem("cewen." + key);
    } catch (_) {
      return null;
    }
  }
  function keep(key, value, isOfTab) {
    try {
      sessionStorage.setItem("cewen." + key, value);
      if (!isOfTab) localStorage.setItem("cewen." + key, value);
    } catch (_) {
      /* blocked */
    }
  }
  var query = new URLSearchParams(location.search);
  var dark = window.matchMedia && matchMedia("(prefers-color-scheme: dark)").matches;
  html.dataset.theme = recall("theme") || (dark ? "dark" : "light");
  if (query.get("mode") === "elder") keep("size", "elder", true);
  if (recall("size") === "elder") html.dataset.size = "elder";
  // The server writes the page's words: a remembered choice is asked for once, then stays in links.
  if (query.get("lang") === "hant") keep("lang", "hant", true);
  else if (recall("lang") === "hant") {
    query.set("lang", "hant");
    location.replace("?" + query + location.hash);
  }
  /** Own links and forms carry the characters on. */
  function carry(event) {
    var link = event.target.closest && event.target.closest("a[href]");
    if (!link || link.id === "mode-lang" || link.origin !== location.origin || link.hasAttribute("download")) return;
    if (link.getAttribute("href").charAt(0) === "#") return;
    var address = new URL(link.href);
    address.searchParams.set("lang", "hant");
    link.href = address.href;
  }
  if (html.lang === "zh-Hant") document.addEventListener("click", carry, true);
  document.addEventListener("DOMContentLoaded", function () {
    /** @type {any} */
    var more = document.querySelector(".top-more");
    var narrow = window.matchMedia("(max-width: 40rem)");
    function fold() {
      more.open = !narrow.matches;
      if (narrow.matches) more.dataset.narrow = "";
      else delete more.dataset.narrow;
    }
    fold();
    if (narrow.addEventListener) narrow.addEventListener("change", fold);
    var elder = document.getElementById("mode-elder");
    var theme = document.getElementById("mode-theme");
    function show() {
      elder.textContent = html.dataset.size === "elder" ? "标准版" : "长者版";
      theme.textContent = html.dataset.theme === "dark" ? "浅色" : "深色";
    }
    elder.setAttribute("role", "button");
    elder.addEventListener("click", function (event) {
      event.preventDefault();
      if (html.dataset.size === "elder") delete html.dataset.size;
      else html.dataset.size = "elder";
      keep("size", html.dataset.size || "normal");
      show();
    });
    elder.addEventListener("keydown", function (event) {
      if (event.key === " ") {
        event.preventDefault();
        elder.click();
      }
    });
    document.getElementById("mode-lang").addEventListener("click", function () {
      keep("lang", html.lang === "zh-Hant" ? "hans" : "hant");
    });
    theme.hidden = false;
    theme.addEventListener("click", function () {
      html.dataset.theme = html.dataset.theme === "dark" ? "light" : "dark";
      keep("theme", html.dataset.theme);
      show();
    });
    show();
  });
})();
