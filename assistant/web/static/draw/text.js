/** Texts and addresses of an answer. */

/** The non-empty lines. @param {string} text */
export const lines = (text) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

/** The path of a clause's page. @param {string} id */
export const clausePath = (id) => `clauses/${id.replace("#", "/")}`;
