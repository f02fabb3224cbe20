/** Make DOM nodes; text is always text, so nothing can be injected. */

/**
 * @param {string} tag element name with classes: "p.said"
 * @param {Object<string, any>} [props] attributes; false, null and undefined are left out
 * @param {...(Node|string|null|undefined|false)} children
 * @returns {HTMLElement}
 */
export function el(tag, props, ...children) {
  const [name, ...classes] = tag.split(".");
  const node = document.createElement(name);
  if (classes.length) node.className = classes.join(" ");
  for (const [key, value] of Object.entries(props || {})) {
    if (value === false || value === null || value === undefined) continue;
    node.setAttribute(key, value === true ? "" : String(value));
  }
  for (const child of children) if (child || child === 0) node.append(child);
  return node;
}

/** The address of a page or route below the root of the site, whatever prefix it is served under. */
export const ROOT = new URL("../", import.meta.url);

/** @param {string} path */
export const url = (path) => new URL(path, ROOT).href;

/** @param {string} id clause id @returns {string} path of its page */
export const clausePath = (id) => "clauses/" + id.replace("#", "/");

/** What the closed words of the contract are called. */
export const words = (() => {
  const data = document.getElementById("words");
  return data ? JSON.parse(data.textContent || "{}") : {};
})();

/** The non-empty lines. @param {string} text */
export const lines = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);
