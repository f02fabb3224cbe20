"""The template of answers: every sentence is used, with its variables, and holds no number."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from functools import cache

import pytest
from jinja2 import Environment, nodes

from assistant.answer.wording import Wording
from tests.fakes import ROOT

TEMPLATE = ROOT / "prompts" / "answer.zh.j2"
SOURCE = TEMPLATE.read_text(encoding="utf-8")
CODE = "\n".join(
    path.read_text(encoding="utf-8") for path in sorted((ROOT / "assistant").rglob("*.py"))
)
TREE = Environment(autoescape=True).parse(SOURCE)
MACROS: Mapping[str, nodes.Macro] = {m.name: m for m in TREE.find_all(nodes.Macro)}
REFUSE_LISTS = {"elsewhere", "within", "unrelated"}
LISTS = ("items", "variants", "tiers", "sums")


@cache
def used_names() -> frozenset[str]:
    """The names passed to say(), literally or put together from a prefix."""
    literal = set(re.findall(r"\bsay\(\s*\"(\w+)\"", CODE))
    chosen = set(re.findall(r"\bname = \"(\w+)\" if [^\"\n]+ else \"(\w+)\"", CODE))
    literal |= {name for pair in chosen for name in pair}
    prefixes = set(re.findall(r"\bsay\(\s*f\"(\w+)\{", CODE))
    composed = {name for name in MACROS for prefix in prefixes if name.startswith(prefix)}
    by_status = {"in_force", "expiring_soon", "expired", "not_yet_effective", "draft", "commentary"}
    assert "say(status.value" in CODE
    return frozenset(literal | composed | by_status)


def test_every_name_that_the_code_says_is_a_macro() -> None:
    assert used_names() <= set(MACROS)


@pytest.mark.parametrize("name", sorted(MACROS))
def test_every_macro_is_said_somewhere(name: str) -> None:
    assert name in used_names()


@pytest.mark.parametrize("name", sorted(MACROS))
def test_a_macro_uses_exactly_the_variables_it_names(name: str) -> None:
    macro = MACROS[name]
    taken = {argument.name for argument in macro.args}
    assigned = {n.name for n in macro.find_all(nodes.Name) if n.ctx == "store"} | {"loop"}
    read = {n.name for n in macro.find_all(nodes.Name) if n.ctx == "load"} - assigned
    assert read == taken


def calls() -> list[tuple[str, set[str]]]:
    """Macro name and keyword names of every say("…", …) whose keywords stand in the call."""
    found = []
    for path in sorted((ROOT / "assistant" / "answer").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            first = node.args[0]
            if called != "say" or not isinstance(first, ast.Constant):
                continue
            keywords = {k.arg for k in node.keywords}
            if None not in keywords:
                found.append((str(first.value), {k for k in keywords if k}))
    return found


@pytest.mark.parametrize(("name", "keywords"), calls(), ids=lambda value: str(value))
def test_every_call_passes_exactly_the_variables_of_its_macro(
    name: str, keywords: set[str]
) -> None:
    assert keywords == {argument.name for argument in MACROS[name].args}


@pytest.fixture(scope="module")
def wording() -> Wording:
    return Wording(TEMPLATE.parent)


@pytest.mark.parametrize("name", sorted(MACROS))
def test_every_macro_renders_its_variables_in_one_line(name: str, wording: Wording) -> None:
    values: dict[str, object] = {a.name: f"〈{a.name}〉" for a in MACROS[name].args}
    for pairs in ("items", "variants"):
        if pairs in values:
            values[pairs] = [("甲", "乙")]
    for triples in ("tiers", "sums"):
        if triples in values:
            values[triples] = [("甲", "乙", "丙")]
    said = wording.say(name, **values)
    assert said == said.strip()
    assert said
    assert "\n" not in said
    for argument in values:
        if not argument.startswith("is_") and argument not in (
            "items",
            "variants",
            "tiers",
            "sums",
        ):
            assert f"〈{argument}〉" in said


@pytest.mark.parametrize("name", sorted(MACROS))
def test_no_number_is_written_in_the_template(name: str) -> None:
    text = "".join(data.data for data in MACROS[name].find_all(nodes.TemplateData))
    assert not re.search(r"\d|[０-９]|[%％]", text)
    assert not re.search(r"[二三四五六七八九十百千万亿](?:成|万|亿|元|个|年|月|日|%)", text)


def test_every_kind_of_refusal_has_its_words() -> None:
    words = (ROOT / "corpus" / "words.yaml").read_text(encoding="utf-8")
    block = re.search(r"^refuse:\n((?: .*\n|#.*\n)+)", words, re.MULTILINE)
    assert block is not None
    kinds = set(re.findall(r"^  (\w+):", block.group(1), re.MULTILINE)) | REFUSE_LISTS
    assert {f"refuse_{kind}" for kind in kinds} <= set(MACROS)
