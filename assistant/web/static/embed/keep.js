/** Where a conversation is kept. A browser may forbid storage: then it lives as long as the page. */

const memory = new Map();
const KEPT_TURNS = 10;

/** The storage asked for, or null: merely reading the property may throw. */
function storage(where) {
  try {
    return where === "local" ? window.localStorage : where === "none" ? null : window.sessionStorage;
  } catch (_) {
    return null;
  }
}

export function keeper(where, key) {
  const name = `policy-assistant:${key}`;
  return {
    load() {
      try {
        const kept = JSON.parse(storage(where).getItem(name));
        if (kept && Array.isArray(kept.turns)) return kept;
      } catch (_) {
        /* fall through to memory */
      }
      return memory.get(name) || null;
    },
    save(value) {
      const kept = { ...value, turns: value.turns.slice(-KEPT_TURNS) };
      memory.set(name, kept);
      try {
        storage(where).setItem(name, JSON.stringify(kept));
      } catch (_) {
        /* memory has it */
      }
    },
    clear() {
      memory.delete(name);
      try {
        storage(where).removeItem(name);
      } catch (_) {
        /* memory is clear */
      }
    },
  };
}
