/** An answer in traditional characters; what is quoted stays as published, ids as they are. */

const KEPT = new Set([
  "quote",
  "url",
  "id",
  "conversation_id",
  "question",
  "clause_id",
  "policy_id",
  "rule_id",
  "code",
  "kind",
  "role",
  "status",
  "outcome",
  "validity",
  "topic",
  "met",
  "fact",
  "kept",
  "param",
  "facts",
  "name",
  "reason",
  "policy_title",
]);

/** @param {string} text @param {Map<string, string>} pairs words of two characters, and characters */
export function toHant(text, pairs) {
  let made = "";
  for (let at = 0; at < text.length; at++) {
    const word = pairs.get(text.slice(at, at + 2));
    made += word || pairs.get(text[at]) || text[at];
    if (word) at++;
  }
  return made;
}

/** @param {any} value part of an answer's JSON @param {Map<string, string>} pairs @param {string} [key] */
export function inHant(value, pairs, key) {
  if (key && KEPT.has(key)) return value;
  if (typeof value === "string") return toHant(value, pairs);
  if (Array.isArray(value)) return value.map((one) => inHant(one, pairs));
  if (value && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inHant(one, pairs, name)]));
  return value;
}
