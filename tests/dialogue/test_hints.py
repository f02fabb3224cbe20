"""Words of facts and rules point to the clauses that use them."""

from __future__ import annotations

from assistant.dialogue.hints import Hints
from assistant.dialogue.needs import needs_of
from assistant.text.normalise import fold_words
from tests.fakes import rulebook


def test_a_word_of_a_fact_points_to_the_clauses_built_on_it(hints: Hints) -> None:
    pointed = {str(clause) for clause in hints.pointed(fold_words("算力服务费"))}
    assert "longgang-2025#2" in pointed


def test_bonuses_stay_small_and_unknown_words_give_none(hints: Hints) -> None:
    text = fold_words("训力券 语料券 模型券 算力费 展会 数据交易所")
    assert all(0 < bonus <= 0.3 for bonus in hints.read(text).values())
    assert hints.read("红烧肉") == {}


def test_what_a_sum_needs_includes_what_it_is_derived_from() -> None:
    book = rulebook()
    needs = needs_of(book.rules_of("qianhai-2024#3"), book.facts)
    assert "rd_increase_yuan" in needs.main
    assert {"rd_spend_yuan", "prior_rd_spend_yuan"} <= needs.all
    assert needs.main <= needs.all


def test_flags_are_no_numbers_that_a_sum_needs() -> None:
    book = rulebook()
    for rule in book.rules:
        needed = needs_of([rule], book.facts).all
        assert not {n for n in needed if book.facts[n].kind in ("flag", "choice")}
