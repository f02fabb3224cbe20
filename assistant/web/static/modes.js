/* Elder size and dark colours: set before the first paint, remembered where storage is allowed. */
(function () {
  "use strict";
  var html = document.documentElement;
  function recall(key) { try { return localStorage.getItem("cewen." + key); } catch (_) { return null; } }
  function keep(key, value) { try { localStorage.setItem("cewen." + key, value); } catch (_) { /* blocked */ } }
  var dark = window.matchMedia && matchMedia("(prefers-color-scheme: dark)").matches;
  html.dataset.theme = recall("theme") || (dark ? "dark" : "light");
  if (/[?&]mode=elder\b/.test(location.search)) keep("size", "elder");
  if (recall("size") === "elder") html.dataset.size = "elder";
  document.addEventListener("DOMContentLoaded", function () {
    var elder = document.getElementById("mode-elder");
    var theme = document.getElementById("mode-theme");
    function show() {
      elder.textContent = html.dataset.size === "elder" ? "标准版" : "长者版";
      theme.textContent = html.dataset.theme === "dark" ? "浅色" : "深色";
    }
    elder.setAttribute("role", "button");
    elder.addEventListener("click", function (event) {
      event.preventDefault();
      if (html.dataset.size === "elder") delete html.dataset.size; else html.dataset.size = "elder";
      keep("size", html.dataset.size || "normal");
      show();
    });
    elder.addEventListener("keydown", function (event) {
      if (event.key === " ") { event.preventDefault(); elder.click(); }
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
