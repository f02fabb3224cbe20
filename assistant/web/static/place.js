/** Where this site is, and the closed words of the contract that its server sends along. */

/** The address of a page or route below the root of the site, whatever prefix it is served under. */
export const ROOT = new URL("../", import.meta.url);

/** @param {string} path */
export const url = (path) => new URL(path, ROOT).href;

/** What the closed words of the contract are called. @type {any} */
export const words = (() => {
  const data = document.getElementById("words");
  return data ? JSON.parse(data.textContent || "{}") : {};
})();
