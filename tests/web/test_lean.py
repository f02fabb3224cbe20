"""The lean script does what its source does: run both and compare."""

from __future__ import annotations

import subprocess

import pytest
from playwright._impl._driver import compute_driver_executable

from assistant.web.bundle import SOURCES
from assistant.web.lean import lean_css, lean_js

PROGRAM = r"""
// A comment with "quotes" and `ticks`.
const separator = ", ";
const counted = new Map([["total", 1]]);
/** Docs // here. */
function join({ first, second = "b", ...others }, [third, , fifth], more = {}) {
  const total = [first, second, third, fifth].join(separator);
  return { total, first: second, length: Object.keys(others).length, ...more };
}
class Counter {
  constructor(start) { this._value = start; this.total = start; }
  static get names() { return ["total"]; }
  get doubled() { return this._value * 2; }
  async add(step) { this._value += step; return this._value - -step + +1; }
}
const pattern = /[/"'`]+(?:a|b)\/\d/gu;
const find = (text) => (pattern.test(text) ? `${text} has ${separator}`
  : /x/.test(text) ? "x" : null);
async function main() {
  const counter = new Counter(2);
  const name = "total";
  for (const [key, value] of counted) counter[key] += value;
  const result = { name, ...join({ first: 1, c: 3 }, [4, 5, 6], { name }),
    added: await counter.add(3) };
  try { null.total(); } catch (error) { result.caught = error instanceof TypeError; }
  const handlers = { total({ by }) { return by; }, "a-b": ({ by }) => by };
  result.by = handlers.total({ by: 7 }) + handlers["a-b"]({ by: 1 }) + counter.doubled;
  result.found = [find(`"'b/1`), find("x"), find("-"), counter.total, Counter.names];
  let index = 0;
  do { index++; } while (index < 3);
  result.id = index ? { id: index } : null;
  console.log(JSON.stringify(result));
}
main();
"""


def run(code: str) -> str:
    node, _ = compute_driver_executable()
    done = subprocess.run([node, "-e", code], capture_output=True, text=True, check=True)
    return done.stdout


def test_a_program_prints_the_same_when_lean() -> None:
    lean = lean_js(PROGRAM)
    assert run(lean) == run(PROGRAM)
    assert len(lean) < 0.75 * len(PROGRAM)
    assert "separator" not in lean
    assert "Docs" not in lean


@pytest.mark.parametrize("path", sorted(SOURCES.glob("*.css")), ids=lambda path: path.name)
def test_a_lean_sheet_keeps_every_declaration(path) -> None:  # type: ignore[no-untyped-def]
    source = path.read_text(encoding="utf-8")
    lean = lean_css(source)
    assert lean.count("{") == source.count("{")
    assert lean.count(" :focus") == source.count(" :focus")
    assert len(lean) < len(source)
