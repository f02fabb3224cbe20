"""Finds that only run across the edges of other words, made of many verbs and nouns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from assistant.dialogue.boundaries import Boundaries
from assistant.dialogue.words import Phrases, PhraseSets

WORDS = (
    "到账",
    "到位",
    "上市",
    "标注",
    "面上",
    "房补",
    "成本",
    "实际到账",
    "市级",
    "补贴",
    "备案",
    "有备案",
)
BOUNDS = Boundaries(lambda: (*WORDS, "注册", "加上", "融资"))
PHRASES = Phrases.of(WORDS, BOUNDS)

SPEAKS = "聊谈提讲看听翻扯绕搬"
THINGS = {"到账": ("账目", "账本", "账房"), "到位": ("位置", "位移", "位阶")}
NOUNS = ("桌椅", "锅炉", "瓷砖")
BEFORE = (
    "融资款",
    "钱都",
    "钱",
    "已经",
    "还没",
    "刚",
    "去年融的3000万全",
    "老股东的钱",
    "对方的款子",
)
BEHIND = ("", "了", "吗", "了,能补多少", "500万", "之后", "的有800万")


def across() -> Iterator[tuple[str, str]]:
    """A verb with what it led to, and an unknown noun behind it."""
    for verb, (word, things) in product(SPEAKS, THINGS.items()):
        for thing in things:
            yield f"前几天又{verb}到{thing}里那3万多", word


@pytest.mark.parametrize(("text", "word"), sorted(set(across())))
def test_a_verb_and_the_noun_behind_it_hold_no_word(text: str, word: str) -> None:
    assert word not in [w for _, _, w in PHRASES.find(text)]


@pytest.mark.parametrize("verb", sorted(SPEAKS))
def test_a_place_that_a_verb_leads_to_holds_none_either(verb: str) -> None:
    assert PHRASES.find(f"股东又{verb}到账面上那80万") == ()


@pytest.mark.parametrize("verb", sorted("说写算拿"))
def test_verbs_that_are_function_words_too(verb: str) -> None:
    assert PHRASES.find(f"股东又{verb}到账面上那80万") == ()


@pytest.mark.parametrize(
    "text", [f"{a}{w}{b}" for a, w, b in product(BEFORE, ("到账", "到位"), BEHIND)]
)
def test_what_is_meant_is_found(text: str) -> None:
    assert {w for _, _, w in PHRASES.find(text)} & {"到账", "到位"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("商标注册费3千", []),
        ("加上市级的语料券", ["市级"]),
        ("健身房补贴", ["补贴"]),
        ("公司准备上市", ["上市"]),
        ("数据标注花了20万", ["标注"]),
        ("领了房补", ["房补"]),
    ],
)
def test_an_edge_of_known_words_cuts_a_find(text: str, found: list[str]) -> None:
    assert [w for _, _, w in PHRASES.find(text)] == found


@pytest.mark.parametrize("noun", NOUNS)
def test_a_word_whose_rest_is_known_is_found(noun: str) -> None:
    """没有|备案 says 有备案 as well."""
    assert [w for _, _, w in PHRASES.find(f"{noun}没有备案")] == ["有备案"]


def test_four_characters_are_not_met_by_accident() -> None:
    assert [w for _, _, w in PHRASES.find("说实际到账本里")] == ["实际到账"]


def test_several_lists_in_one_pass_are_judged_alike() -> None:
    lists = {"a": Phrases.of(["到账"], BOUNDS), "b": Phrases.of(["市级", "上市"], BOUNDS)}
    found = PhraseSets(lists, BOUNDS).find("聊到账本里,加上市级")
    assert {name: [w for _, _, w in hits] for name, hits in found.items()} == {
        "a": [],
        "b": ["市级"],
    }


def test_retrieval_reads_no_word_across_an_edge() -> None:
    assert BOUNDS.parted("又聊到账本里那80万") == "又聊到、账本里那80万"
    assert BOUNDS.parted("商标注册费3千") == "商标注册费3千"
    assert BOUNDS.parted("融资款到账了") == "融资款到账了"
