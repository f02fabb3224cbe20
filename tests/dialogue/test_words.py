"""Phrases and the files of words."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.dialogue.words import Phrases, load_words
from assistant.errors import CorpusError
from assistant.text.normalise import fold
from tests.fakes import ROOT


def found(phrases: list[str], text: str) -> list[str]:
    return [word for _, _, word in Phrases.of(phrases).find(fold(text))]


def test_the_longer_phrase_wins_at_the_same_place() -> None:
    assert found(["算力", "算力券"], "算力券和算力") == ["算力券", "算力"]


def test_a_gap_is_at_most_eight_characters() -> None:
    assert found(["拿了…还能"], "拿了一二三四五六七八还能") == ["拿了一二三四五六七八还能"]
    assert found(["拿了…还能"], "拿了一二三四五六七八九还能") == []


def test_width_case_and_spaces_do_not_matter() -> None:
    assert found(["ai算力"], "Ａ Ｉ 算力") == ["ai算力"]


def test_a_latin_phrase_is_a_whole_word() -> None:
    assert [w for _, _, w in Phrases.of(["ai", "vs"]).find("chain vsync ai大模型 vs")] == [
        "ai",
        "vs",
    ]


@pytest.mark.parametrize("mark", ["(", "[", "*", ".", "\\", "?"])
def test_marks_of_regular_expressions_are_plain_characters(mark: str) -> None:
    assert found([f"甲{mark}乙"], f"甲{mark}乙") == [fold(f"甲{mark}乙")]


def test_no_phrases_find_nothing() -> None:
    none = Phrases.of([])
    assert (none.find("算力"), none.within("算力"), none.opens("算力")) == ((), False, False)
    assert none.erase("算力") == "算力"


def test_opens_within_and_erase() -> None:
    phrases = Phrases.of(["那", "不对"])
    assert phrases.opens("那龙华呢")
    assert not phrases.opens("龙华那边")
    assert phrases.within("龙华那边")
    assert phrases.erase("那么,不对", mark="_") == "_么,_"


WORDS_FILE = (ROOT / "corpus" / "words.yaml").read_text(encoding="utf-8")


def broken(folder: Path, words: str) -> Path:
    (folder / "words.yaml").write_text(words, encoding="utf-8")
    places = (ROOT / "corpus" / "places.yaml").read_text(encoding="utf-8")
    (folder / "places.yaml").write_text(places, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (WORDS_FILE.replace("\nnegations:", "\nnegation:"), "缺少词表 'negations'"),
        (WORDS_FILE.replace("\nsupport: [", "\nsupport: [[甲], "), "词表应为文字的列表"),
        ("[甲, 乙]\n", "应为“名称: 内容”的表，实为 list"),
        ("intents: [\n", "words.yaml"),
    ],
)
def test_a_broken_file_of_words_is_named_with_what_is_wrong(
    tmp_path: Path, words: str, message: str
) -> None:
    with pytest.raises(CorpusError, match=message) as raised:
        load_words(broken(tmp_path, words))
    assert "words.yaml" in str(raised.value)


def test_a_missing_file_of_words_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"words\.yaml"):
        load_words(tmp_path)
