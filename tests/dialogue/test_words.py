"""Phrases and the files of words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dialogue.words import PhraseLists, Phrases, load_words
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


WORDS = st.text("甲乙丙a …,", min_size=1, max_size=4).filter(lambda word: word.strip(" …") != "")


@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=3), max_size=4), st.text("甲乙丙a ,", max_size=12)
)
def test_a_list_that_is_not_possible_finds_nothing_in_a_text_or_what_is_left_of_it(
    lists: list[list[str]], text: str
) -> None:
    named = {n: Phrases.of(phrases) for n, phrases in enumerate(lists)}
    possible = [n for n, _ in PhraseLists(named).possible(text)]
    assert possible == sorted(set(possible))
    left = text
    for phrases in named.values():
        left = phrases.erase(left)
    for n in named.keys() - set(possible):
        assert not named[n].find(text)
        assert not named[n].find(left)
        assert not named[n].find(left.replace(" ", ","))


def test_only_lists_with_a_beginning_in_the_text_are_possible() -> None:
    lists = PhraseLists({"days": Phrases.of(["几号", "哪天…到期"]), "who": Phrases.of(["归谁管"])})
    assert [name for name, _ in lists.possible("补贴哪天会到期")] == ["days"]
