/** Where a conversation is kept. A browser may forbid storage: then it lives as long as the page. */

const memory = new Map();
const KEPT_TURNS = 10;

/** What `act` gives with the storage asked for, nothing without: merely reading the property may throw. */
function within(where, act) {
  try {
    return act(where === "local" ? localStorage : where !== "none" && sessionStorage);
  } catch (_) {
    return null; // memory has it
  }
}

export function keeper(where, key) {
  const name = `policy-assistant:${key}`;
  return {
    load() {
      const kept = within(where, (storage) => {
        const found = JSON.parse(storage.getItem(name));
        // Of a release whose answers were drawn in another way it holds none that can be.
        return found.turns.every((turn) => turn.view) && found;
      });
      return kept || memory.get(name) || null;
    },
    save(value) {
      const kept = { ...value, turns: value.turns.slice(-KEPT_TURNS) };
      memory.set(name, kept);
      within(where, (storage) => storage.setItem(name, JSON.stringify(kept)));
    },
    clear() {
      memory.delete(name);
      within(where, (storage) => storage.removeItem(name));
    },
  };
}
