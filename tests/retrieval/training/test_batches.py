from typing import Any

import numpy as np
import pytest

from assistant.retrieval.training.batches import MAX_NEGATIVES, Batches
from assistant.retrieval.training.data import Pair
from assistant.retrieval.training.vocabulary import Ids

ROWS = [{"row": 0}, {"row": 1}]


def numbering(text: str) -> Ids:
    return np.asarray([ord(c) for c in text if c != "?"], np.int64)


def as_lists(batch: list[Ids]) -> dict[str, Any]:
    return {"input_ids": [ids.tolist() for ids in batch]}


def batches(*pairs: Pair, left_out: float = 0.0, seed: int = 1) -> Batches:
    return Batches(pairs, numbering, as_lists, left_out, seed)


def words(lists: list[list[int]]) -> list[str]:
    return ["".join(map(chr, ids)) for ids in lists]


def test_the_passages_of_a_batch_are_the_right_ones_and_then_the_hard_negatives() -> None:
    batch = batches(Pair("a", "AAAA", ("XXXX",)), Pair("b", "BBBB", ("YYYY", "ZZZZ")))(ROWS)
    assert words(batch["text_input_ids"]) == ["a", "b"]
    assert words(batch["passage_input_ids"]) == ["AAAA", "BBBB", "XXXX", "YYYY", "ZZZZ"]
    assert batch["label"].shape == (2, 5)
    assert not batch["label"].any()


def test_what_is_right_as_well_is_masked_wherever_it_stands() -> None:
    pairs = Pair("a", "AAAA", (), ("AAAA", "BBBB")), Pair("b", "BBBB", ("AAAA", "CCCC"))
    mask = batches(*pairs)(ROWS)["label"].tolist()
    assert mask == [
        [False, True, True, False],  # B is right for a as well; A stands there once more
        [False, False, False, False],
    ]


def test_the_same_passage_twice_in_a_batch_is_no_negative() -> None:
    mask = batches(Pair("a", "AAAA"), Pair("b", "AAAA"))(ROWS)["label"].tolist()
    assert mask == [[False, True], [True, False]]


def test_hard_negatives_are_drawn_anew_each_time() -> None:
    many = tuple(chr(0x4E00 + n) * 4 for n in range(40))
    made = batches(Pair("a", "AAAA", many))
    drawn = [words(made([{"row": 0}])["passage_input_ids"])[1:] for _ in range(3)]
    assert all(len(set(found)) == MAX_NEGATIVES and set(found) <= set(many) for found in drawn)
    assert len({tuple(found) for found in drawn}) == 3


def test_tokens_fall_out_of_long_texts_only_and_never_all() -> None:
    made = batches(Pair("abc", "ABCDEFGHIJ" * 10), left_out=0.5)
    for _ in range(20):
        batch = made([{"row": 0}])
        assert words(batch["text_input_ids"]) == ["abc"]
        assert 20 < len(batch["passage_input_ids"][0]) < 80
    dropped = batches(Pair("abcd", "A"), left_out=1.0)([{"row": 0}])
    assert words(dropped["text_input_ids"]) == ["abcd"]


@pytest.mark.parametrize("pair", [Pair("??", "AAAA"), Pair("a", "?")])
def test_a_pair_without_a_known_token_is_left_out(pair: Pair) -> None:
    assert len(batches(pair, Pair("a", "AAAA", ("?",)))) == 1


def test_the_same_seed_draws_the_same() -> None:
    pair = Pair("abcdef", "ABCDEF", tuple(chr(0x4E00 + n) * 4 for n in range(40)))
    one, other = (batches(pair, left_out=0.3, seed=5)([{"row": 0}]) for _ in range(2))
    assert one["passage_input_ids"] == other["passage_input_ids"]
    assert one["text_input_ids"] == other["text_input_ids"]
