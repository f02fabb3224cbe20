"""Abbreviations of the names that stand in a text."""

from __future__ import annotations

from assistant.text.abbreviations import abbreviations_in


def test_an_abbreviation_is_known_where_its_name_stands() -> None:
    assert abbreviations_in(["支持人工智能企业", "新建數據中心"]) == ("AI", "IDC")


def test_nothing_is_known_of_texts_that_name_none() -> None:
    assert abbreviations_in(["茶园改造每亩补助300元"]) == ()
