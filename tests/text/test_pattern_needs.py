"""A pattern is compiled for the first text that may match it, and finds what it always finds."""

from __future__ import annotations

import json
import re

import pytest

from assistant.text import pattern
from assistant.text.pattern import FILE, key_of, lazy
from benchmarks.pattern_needs import needed

TEXTS = ("", "龙岗租算力花了800万,能补多少?", "abc", "没有备案", "第二条,还有\n别的", "券", "ABC")


@pytest.mark.parametrize(
    ("source", "characters"),
    [
        ("补多少", "补"),
        ("(?:甲|乙丙)丁?", "甲乙"),
        ("(?<=券)[一二三]+", "券"),
        ("[\u4e00-\u9fff]x*", None),
        ("甲?乙*", None),
        ("(?!甲)[^乙]", None),
        ("甲{0,3}(?:乙|丙?)", None),
        ("(?i)abc", None),
        (r"\d(?:万|亿)", "万亿"),
    ],
)
def test_what_a_match_cannot_lack(source: str, characters: str | None) -> None:
    found = needed(source, 0)
    assert found == (frozenset(characters) if characters else None)


@pytest.mark.parametrize("source", ["补多少", "备案", "第[一二]条", "(还有)", "[，,]"])
def test_the_guard_changes_nothing(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    own = needed(source, 0)
    assert own
    monkeypatch.setattr(pattern, "_needs", lambda: {key_of(source, 0): own})
    plain = re.compile(source)
    for text in TEXTS:
        guarded = lazy(source)
        found, wanted = guarded.search(text), plain.search(text)
        assert (found and found.span()) == (wanted and wanted.span())
        assert bool(lazy(source).match(text)) == bool(plain.match(text))
        assert bool(lazy(source).fullmatch(text)) == bool(plain.fullmatch(text))
        assert [m.span() for m in lazy(source).finditer(text, 1)] == [
            m.span() for m in plain.finditer(text, 1)
        ]
        assert lazy(source).findall(text) == plain.findall(text)
        assert lazy(source).split(text) == plain.split(text)
        assert lazy(source).sub("_", text) == plain.sub("_", text)


def test_a_text_that_lacks_them_compiles_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pattern, "_needs", lambda: {key_of("备案", 0): frozenset("备")})
    guarded = lazy("备案")
    monkeypatch.setattr(re, "compile", lambda *_: pytest.fail("compiled"))
    assert guarded.search("租算力") is None
    assert guarded.sub("", "租算力") == "租算力"


def test_the_file_says_of_each_pattern_in_the_code_what_it_needs() -> None:
    """A pattern that was changed since stands under another key, and is compiled at once."""
    from assistant.dialogue import asides, askers, turn
    from assistant.text import dates, rates

    kept = json.loads(FILE.read_text(encoding="utf-8"))
    made = [
        one
        for module in (askers, asides, turn, dates, rates)
        for one in vars(module).values()
        if isinstance(one, pattern._Pattern)
    ]
    found = {key_of(one._source, one._flags): needed(one._source, one._flags) for one in made}
    assert len(found) > 20
    assert all(frozenset(kept[key]) == own for key, own in found.items() if key in kept)
