"""Wording: one macro, one line; what is missing is a clear error."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer.wording import Wording
from assistant.errors import PromptError
from tests.fakes import ROOT


def wording(folder: Path, text: str) -> Wording:
    (folder / "answer.zh.j2").write_text(text, encoding="utf-8")
    return Wording(folder)


def test_a_macro_gives_one_line_without_edges(tmp_path: Path) -> None:
    made = wording(tmp_path, "{% macro a(x) %}\n 甲{{ x }}\n乙 \n{% endmacro %}")
    assert made.say("a", x="子") == "甲子 乙"


def test_words_are_not_escaped(tmp_path: Path) -> None:
    made = wording(tmp_path, "{% macro a(x) %}{{ x }}{% endmacro %}")
    assert made.say("a", x="<b>&") == "<b>&"


@pytest.mark.parametrize(
    ("name", "values", "words"),
    [
        ("b", {}, "缺少句式 'b'"),
        ("a", {}, "句式 'a' 用错了变量"),
        ("a", {"x": "1", "y": "2"}, "句式 'a' 用错了变量"),
    ],
)
def test_a_missing_macro_or_variable_is_named(
    tmp_path: Path, name: str, values: dict[str, str], words: str
) -> None:
    made = wording(tmp_path, "{% macro a(x) %}{{ x }}{% endmacro %}")
    with pytest.raises(PromptError, match=words) as raised:
        made.say(name, **values)
    assert str(tmp_path / "answer.zh.j2") in str(raised.value)


@pytest.mark.parametrize("text", ["{% macro a( %}", "{{ x }}", "{% endmacro %}"])
def test_a_broken_template_says_which_file_to_restore(tmp_path: Path, text: str) -> None:
    with pytest.raises(PromptError, match="请从发行版恢复"):
        wording(tmp_path, text)


def test_no_template_at_all(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match=r"answer\.zh\.j2：模板缺失或写错"):
        Wording(tmp_path)


def test_a_template_in_another_encoding_says_which_file_to_restore(tmp_path: Path) -> None:
    (tmp_path / "answer.zh.j2").write_bytes("{% macro lead() %}最多{% endmacro %}".encode("gbk"))
    with pytest.raises(PromptError, match=r"answer\.zh\.j2：模板缺失或写错"):
        Wording(tmp_path)


TEXT = "{% macro a(x) %}甲{{ x }}{% endmacro %}"


def test_a_compiled_template_says_the_same_and_follows_the_file(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    for text, said in ((TEXT, "甲子"), (TEXT, "甲子"), (TEXT.replace("甲", "乙"), "乙子")):
        (tmp_path / "answer.zh.j2").write_text(text, encoding="utf-8")
        assert Wording(tmp_path, kept).say("a", x="子") == said
    assert len(list(kept.iterdir())) == 1


@pytest.mark.parametrize("keep", [0, 10, -20])
def test_a_damaged_compiled_template_is_made_again(tmp_path: Path, keep: int) -> None:
    kept = tmp_path / "kept"
    (tmp_path / "answer.zh.j2").write_text(TEXT, encoding="utf-8")
    Wording(tmp_path, kept)
    (file,) = kept.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:keep])
    assert Wording(tmp_path, kept).say("a", x="子") == "甲子"
    assert file.read_bytes() == whole


def test_where_nothing_can_be_kept_the_template_is_compiled(tmp_path: Path) -> None:
    (tmp_path / "answer.zh.j2").write_text(TEXT, encoding="utf-8")
    (tmp_path / "kept").write_text("a file where the folder should be", encoding="utf-8")
    assert Wording(tmp_path, tmp_path / "kept").say("a", x="子") == "甲子"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("甲日", "乙日", "《某》现行有效：自甲日起施行，有效至乙日（含当日）。"),
        ("甲日", "", "《某》自甲日起施行；收录的文本没有写明有效至哪一天。"),
        ("", "乙日", "《某》有效至乙日（含当日）；收录的文本没有写明自哪一天起施行。"),
        ("", "", "收录的《某》文本没有写明自哪一天起施行、有效至哪一天。"),
    ],
)
def test_a_day_that_no_text_states_is_said_to_be_missing(first: str, last: str, words: str) -> None:
    said = Wording(ROOT / "prompts").say("in_force", policy="某", first=first, last=last)
    assert said == words


@pytest.mark.parametrize("name", ["expiring_soon", "expired"])
def test_an_unknown_first_day_leaves_no_gap(name: str) -> None:
    said = Wording(ROOT / "prompts").say(name, policy="某", first="", last="乙日")
    assert "自起" not in said
    assert "乙日" in said
