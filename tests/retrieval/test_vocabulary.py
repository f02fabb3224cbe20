from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieval import vocabulary
from assistant.retrieval.vocabulary import Vocabulary

TOKENS = st.sets(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=4))


@pytest.mark.parametrize("small", [0, 1000])
@given(tokens=TOKENS, asked=TOKENS)
def test_it_finds_what_is_there_and_nothing_else(
    small: int, tokens: set[str], asked: set[str]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vocabulary, "_SMALL", small)
        found = Vocabulary.of(sorted(tokens))
        assert list(found) == sorted(tokens)
        numbers = {token: n for n, token in enumerate(sorted(tokens))}
        for token in tokens | asked:
            assert found.find(token) == numbers.get(token)


def test_saved_and_opened_it_is_the_same(tmp_path: Path) -> None:
    Vocabulary.of(["30%", "gpt", "力", "算", "算力"]).save(tmp_path)
    assert list(Vocabulary.load(tmp_path)) == ["30%", "gpt", "力", "算", "算力"]
    (tmp_path / "sparse.vocabulary.txt").write_bytes(b"30%\ngpt\n")
    with pytest.raises(ValueError, match="对不上"):
        Vocabulary.load(tmp_path)


def test_who_took_its_search_before_the_first_one_makes_it_ready_once(tmp_path: Path) -> None:
    vocabulary = Vocabulary.of(["a", "b"])
    find = vocabulary.find
    assert find("a") == 0
    ready = vocabulary.find
    assert find("b") == 1
    assert vocabulary.find is ready
