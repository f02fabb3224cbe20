from pathlib import Path

import pytest

from assistant.errors import CorpusError
from assistant.retrieval.thesaurus import Entry, Thesaurus, load_thesaurus

THESAURUS = Thesaurus(
    (
        Entry("智能算力", ("显卡", "GPU", "租显卡"), 0.6),
        Entry("大模型训练", ("训练", "SFT"), 0.5),
        Entry("租用", ("租显卡",), 0.8),
    )
)


def terms(query: str) -> dict[str, float]:
    return {expansion.term: expansion.weight for expansion in THESAURUS.expand(query)}


def test_words_bring_their_terms_once_with_their_weight() -> None:
    assert terms("租显卡和显卡和GPU") == {"智能算力": 0.6, "租用": 0.8}


def test_folded_before_comparison() -> None:
    assert terms("ｇｐｕ服务器") == {"智能算力": 0.6}


@pytest.mark.parametrize("query", ["GPUX", "aGPU", "SFT2", "", "显", "无关"])
def test_part_of_a_latin_word_is_not_the_word(query: str) -> None:
    assert terms(query) == {}


def test_a_term_the_query_holds_is_not_added() -> None:
    assert terms("大模型训练用什么显卡") == {"智能算力": 0.6}


def test_no_file_is_no_expansion(tmp_path: Path) -> None:
    assert load_thesaurus(tmp_path / "thesaurus.yaml").expand("显卡") == ()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("term: 算力\n", "一列条目"),
        ("- {term: 算力, words: [显卡]}\n", "weight"),
        ("- {term: 算力, words: [显卡], weight: 1.5}\n", "1.5"),
        ("- {term: 算力, words: [显卡], weight: 很大}\n", "很大"),
        ("- {term: 算力, words: [卡], weight: 0.5}\n", "两个字"),
        ("- {term: 算力, words: 显卡, weight: 0.5}\n", "两个字"),
        ("- {term: '', words: [显卡], weight: 0.5}\n", "term"),
    ],
)
def test_a_broken_entry_is_told_with_file_and_line(
    tmp_path: Path, content: str, problem: str
) -> None:
    path = tmp_path / "thesaurus.yaml"
    path.write_text(content, "utf-8")
    with pytest.raises(CorpusError, match=problem) as caught:
        load_thesaurus(path)
    assert "thesaurus.yaml:1" in str(caught.value)


def test_the_thesaurus_of_the_repository_is_read() -> None:
    path = Path(__file__).parents[2] / "corpus" / "thesaurus.yaml"
    assert load_thesaurus(path).expand("租显卡")
