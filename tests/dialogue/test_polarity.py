"""Conditions said, denied, asked: negation × matter, with scope; replies; choices ruled out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.dialogue.extract import FactReader
from assistant.dialogue.polarity import Marks, Mention, Polarity, classes
from assistant.dialogue.words import load_words
from assistant.rules.facts import FactKind, FactSpec, excluding
from assistant.text.normalise import fold_words
from tests.fakes import ROOT, rulebook
from tests.real_assistant import ask

HERE = Path(__file__).parent
SPECS = rulebook().facts
HELD_LEAST = 218 / 226
"""The share of the held half read right on its first run (218 of 226)."""


READER = FactReader(SPECS, load_words(ROOT / "corpus"))
"""For the property tests, which take no fixture."""


def values(facts: FactReader, text: str, name: str, asked: str = "") -> set[object]:
    stated = facts.flags(fold_words(text), {asked} - {""}, asked)
    return {each.value for each in stated if each.name == name}


def wanted(spec: FactSpec, said: str) -> set[object]:
    if spec.kind is FactKind.FLAG:
        return set() if said == "unstated" else {said == "met"}
    if said.startswith("not "):
        return {excluding(spec, said.removeprefix("not "))}
    return set() if said == "unstated" else {said}


def examples(half: str) -> Iterator[tuple[str, str, str]]:
    content: Mapping[str, Mapping[str, Mapping[str, list[str]]]] = yaml.safe_load(
        (HERE / "conditions.yaml").read_text(encoding="utf-8")
    )
    for fact, kinds in content[half].items():
        for said, texts in kinds.items():
            for text in texts:
                yield fact, said, text


@pytest.mark.parametrize(("fact", "said", "text"), list(examples("seen")))
def test_the_examples_are_read_as_labelled(
    facts: FactReader, fact: str, said: str, text: str
) -> None:
    assert values(facts, text, fact) == wanted(SPECS[fact], said)


def test_the_held_half_is_read_as_often_as_recorded(facts: FactReader) -> None:
    results = [
        values(facts, text, fact) == wanted(SPECS[fact], said)
        for fact, said, text in examples("held")
    ]
    assert sum(results) / len(results) >= HELD_LEAST


DENIALS: Mapping[str, list[str]] = yaml.safe_load(
    (HERE / "denials.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    ("fact", "denial"), [(fact, denial) for fact, each in DENIALS.items() for denial in each]
)
def test_denials_once_listed_by_hand_are_read_as_denials(
    facts: FactReader, fact: str, denial: str
) -> None:
    assert values(facts, f"我们{denial.replace('…', '这个')}", fact) == {False}


def test_no_denial_of_the_vocabulary_is_a_negated_copy_of_its_words() -> None:
    copies = [
        (spec.name, denial)
        for spec in SPECS.values()
        for denial in spec.denials
        for word in spec.words
        if any(denial == negation + word for negation in classes()["deny_far"])
    ]
    assert copies == []


MATTERS = [
    (spec.name, word)
    for spec in SPECS.values()
    if spec.kind is FactKind.FLAG
    for word in spec.words
    if len(word) > 1 and "…" not in word and not set(word) & set("没未不非无")
]
BEFORE = ["没有", "没", "还没", "尚未", "从来没", "从没", "并未", "未能", "没能", "不曾", "并没有"]
AFTER = ["还没做", "一直没有", "压根没搞", "至今没办", "都没有", "没做成", "谈不上", "没通过"]
LEADS = ["", "我们", "说实话,", "公司目前", "这次我们", "福田这边,"]
TAILS = ["", ",花了300万", ",合同一共500万,能补多少", "。请问能拿多少"]
MATTER = st.sampled_from(MATTERS)


@settings(max_examples=300, deadline=None)
@given(MATTER, st.sampled_from(BEFORE), st.sampled_from(LEADS), st.sampled_from(TAILS))
def test_a_negation_before_any_matter_denies_it(
    matter: tuple[str, str], negation: str, lead: str, tail: str
) -> None:
    fact, word = matter
    assert values(READER, f"{lead}{negation}{word}{tail}", fact) == {False}


@settings(max_examples=300, deadline=None)
@given(MATTER, st.sampled_from(AFTER), st.sampled_from(LEADS), st.sampled_from(TAILS))
def test_a_negation_after_any_matter_denies_it(
    matter: tuple[str, str], negation: str, lead: str, tail: str
) -> None:
    fact, word = matter
    assert values(READER, f"{lead}{word}{negation}{tail}", fact) == {False}


@settings(max_examples=200, deadline=None)
@given(MATTER, st.sampled_from(LEADS), st.sampled_from(TAILS))
def test_without_a_negation_any_matter_is_met(
    matter: tuple[str, str], lead: str, tail: str
) -> None:
    fact, word = matter
    assert values(READER, f"{lead}{word}{tail}", fact) == {True}


@settings(max_examples=200, deadline=None)
@given(
    MATTER,
    st.sampled_from(["是否{}", "是不是{}", "有没有{}", "不知道算不算{}", "{}吗", "必须{}吗"]),
    st.sampled_from(LEADS),
)
def test_a_question_or_a_doubt_states_nothing(
    matter: tuple[str, str], frame: str, lead: str
) -> None:
    fact, word = matter
    assert values(READER, lead + frame.format(word), fact) == set()


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("没有", "model_filed", False),
        ("还没呢", "model_filed", False),
        ("是的", "via_exchange", True),
        ("对，租的", "compute_rented", True),
        ("自己买的", "compute_rented", False),
        ("没有", "not_sublet", True),
        ("有", "not_sublet", False),
        ("备案的", "model_filed", True),
        ("参与", "led", False),
        ("前者", "led", True),
        ("不是，是关联方", "non_affiliate", False),
        ("从未", "rewarded_before", False),
        ("推理", "compute_use", "inference"),
        ("第二个", "project_party", "solver"),
    ],
)
def test_a_short_reply_answers_the_fact_that_was_asked(
    facts: FactReader, text: str, fact: str, value: object
) -> None:
    assert values(facts, text, fact, asked=fact) == {value}


@pytest.mark.parametrize("text", ["没有", "是的", "300万", "不清楚"])
def test_a_short_reply_to_nothing_states_nothing(facts: FactReader, text: str) -> None:
    assert facts.flags(fold_words(text)) == ()


def test_a_number_is_no_reply(facts: FactReader) -> None:
    assert values(facts, "没有300万", "model_filed", asked="model_filed") == set()


@pytest.mark.parametrize(
    ("text", "word", "polarity"),
    [
        ("没备案", "备案", Polarity.DENIED),
        ("不是没备案", "备案", Polarity.MET),
        ("有没有备案", "备案", Polarity.UNSTATED),
        ("不仅备案", "备案", Polarity.MET),
        ("没钱,备案", "备案", Polarity.MET),
        ("备案没花多少钱", "备案", Polarity.MET),
        ("备案不是没做", "备案", Polarity.MET),
        ("备案能补吗", "备案", Polarity.MET),
        ("非常想备案", "备案", Polarity.MET),
    ],
)
def test_scope_needs_no_fact(text: str, word: str, polarity: Polarity) -> None:
    start = text.index(word)
    mention = Mention(start, start + len(word), word)
    assert Marks(text).verdict(mention).polarity is polarity


@pytest.mark.parametrize(
    "question",
    [
        "前海小公司研发去年3300万前年2700万，还能拿奖励不（已纳统）",
        "前海研发，去年3300万前年2700万，已纳统，有奖没",
    ],
)
def test_the_end_of_a_question_denies_nothing(question: str) -> None:
    assert [int(e.amount or 0) for e in ask(question).estimates] == [180000]


@pytest.mark.parametrize(
    ("fact", "text", "wanted"),
    [
        ("passenger_service", "没有方向盘的载客车已经在路上跑了", {True}),
        ("passenger_service", "我们没有载客的车", {False}),
        ("filed_last_year", "2019年通过了备案", set()),
        ("filed_last_year", "今年通过了备案", {False}),
        ("listed_in_catalogue", "首版次目录没有把我们列进去", {False}),
        ("lands_in_qianhai", "两个起降点后来都落在前海以外", {False}),
        ("lands_in_qianhai", "起降点在前海，除了前海以外还飞珠海", {True}),
        ("non_affiliate", "我们集团把语料开放出来", set()),
        ("non_affiliate", "语料是从我们集团买的", {False}),
        ("revenue_growing", "营收没变", {False}),
    ],
)
def test_a_denial_of_another_thing_denies_no_condition(
    facts: FactReader, fact: str, text: str, wanted: set[object]
) -> None:
    assert values(facts, text, fact) == wanted
