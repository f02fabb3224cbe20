/** Nodes without markup strings: attributes and text only, so that nothing can be injected. */

/**
 * @param {string} tag element name with classes: "p.said"
 * @param {Object<string, any>|null} [props] attributes; onxyz listens; false, null, undefined are left out
 * @param {...any} kids nodes, texts, arrays of them; what is empty is left out
 * @returns {any} the element
 */
export function h(tag, props, ...kids) {
  const [name, ...classes] = tag.split(".");
  const node = document.createElement(name);
  if (classes.length) node.className = classes.join(" ");
  for (const key in props) {
    const value = props[key];
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  return put(node, kids);
}

/** Nodes and texts at the end of a node, without what is empty. @param {any} node @param {...any} kids @returns {any} */
export function put(node, ...kids) {
  node.append(...kids.flat(9).filter((kid) => kid || kid === 0));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

/** @param {string} tag @param {Object<string, any>} props @param {...any} kids @returns {any} */
export function svg(tag, props, ...kids) {
  const node = document.createElementNS(SVG, tag);
  for (const key in props) if (props[key] !== false) node.setAttribute(key, props[key]);
  node.append(...kids.flat(9).filter(Boolean));
  return node;
}
