"""Which policies, clauses and places a message names."""

from __future__ import annotations

import pytest

from assistant.dialogue.scope import Scope, ScopeReader
from assistant.text.normalise import fold_words


def read(scopes: ScopeReader, text: str) -> Scope:
    return scopes.read(fold_words(text))


@pytest.mark.parametrize(
    ("text", "policies"),
    [
        ("龙岗租算力补多少", ["longgang-2025"]),
        ("深圳市龙岗区租算力补多少", ["longgang-2025"]),
        ("深圳租算力补多少", ["shenzhen-pioneer-2024"]),
        ("深圳和龙岗哪个高", ["shenzhen-pioneer-2024", "longgang-2025"]),
        ("龙华跟前海比呢", ["longhua-2025", "qianhai-2024"]),
        ("前海跟龙华比呢", ["qianhai-2024", "longhua-2025"]),
        ("福田区那份软件产业措施", ["futian-2024"]),
        ("南山的征求意见稿", ["nanshan-draft"]),
        ("宝安有吗", ["baoan-draft"]),
        ("租算力补多少", []),
    ],
)
def test_places_give_policies_in_the_order_of_naming(
    scopes: ScopeReader, text: str, policies: list[str]
) -> None:
    assert list(read(scopes, text).policies) == policies


def test_a_policy_is_found_by_its_title_and_by_the_title_others_gave_it(
    scopes: ScopeReader,
) -> None:
    own = read(scopes, "《2024年深圳市福田区支持软件产业高质量发展若干措施》讲什么")
    other = read(scopes, "《深圳市福田区支持人工智能产业高质量发展若干措施》讲什么")
    assert own.policies == other.policies == ("futian-2024",)
    assert (own.mismatched, other.mismatched) == ((), ("futian-2024",))
    assert own.titles == ("futian-2024",)


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("龙华第九条", [(9, None)]),
        ("龙华第 9 条", [(9, None)]),
        ("福田第一条（二）项", [(1, 2)]),
        ("福田第一条第二项", [(1, 2)]),
        ("龙岗（十六）", [(16, None)]),
        ("龙岗第(3)和(5)条", [(3, None), (5, None)]),
        ("龙岗(三)和〔五〕", [(3, None), (5, None)]),
        ("龙岗第[2]款", [(2, None)]),
        ("深圳第十八条", [(18, None)]),
        ("九条大鱼", []),
    ],
)
def test_articles_are_read_in_every_writing(
    scopes: ScopeReader, text: str, articles: list[tuple[int, int | None]]
) -> None:
    assert list(read(scopes, text).articles) == articles


@pytest.mark.parametrize("text", ["龙岗租算力[1]", "(1)龙岗租算力", "（2）龙岗", "【3】龙岗"])
def test_marks_of_citations_and_lists_are_no_articles(scopes: ScopeReader, text: str) -> None:
    assert read(scopes, text).articles == ()


def test_ids_are_read_if_they_exist(scopes: ScopeReader) -> None:
    scope = read(scopes, "longgang-2025#2 和 futian-2024#1.2 以及 longgang-2025#99 nowhere-1#1")
    assert [str(clause) for clause in scope.clauses] == ["longgang-2025#2", "futian-2024#1.2"]
    assert scope.policies == ("longgang-2025", "futian-2024")


def test_roles_of_places(scopes: ScopeReader) -> None:
    assert read(scopes, "市里补多少").parent
    assert read(scopes, "区里补多少").own
    assert read(scopes, "各区分别补多少").every
    assert not read(scopes, "龙岗补多少").every


def test_places_that_are_not_collected(scopes: ScopeReader) -> None:
    assert read(scopes, "广州和杭州补多少").elsewhere == ("广州", "杭州")
    assert read(scopes, "罗湖区补多少").within != ()
    assert read(scopes, "龙岗补多少").elsewhere == ()


def test_only_what_the_message_names_counts_as_named(scopes: ScopeReader) -> None:
    assert read(scopes, "龙岗").is_named
    assert read(scopes, "市里").is_named
    assert not read(scopes, "广州").is_named
    assert not read(scopes, "算力").is_named


def test_spans_cover_exactly_the_names(scopes: ScopeReader) -> None:
    text = "问下龙岗区第三条"
    covered = "".join(text[s:e] for s, e in read(scopes, text).spans)
    assert covered == "龙岗区第三条"


@pytest.mark.parametrize(
    ("text", "policy"),
    [
        ("支持软件产业高质量发展若干措施里算力怎么补", "futian-2024"),
        ("关于支持人工智能产业引领高质量发展若干措施什么时候到期", "longgang-2025"),
        ("推动人工智能及机器人产业发展若干措施还有效吗", "longhua-2025"),
    ],
)
def test_a_title_without_its_place_names_the_policy(
    scopes: ScopeReader, text: str, policy: str
) -> None:
    assert scopes.read(fold_words(text)).policies == (policy,)


def test_a_wrong_title_counts_only_of_a_policy_that_is_spoken_of(scopes: ScopeReader) -> None:
    called = "到底叫支持人工智能产业高质量发展还是支持软件产业高质量发展"
    assert scopes.read(fold_words("福田那个" + called)).mismatched == ("futian-2024",)
    assert scopes.read(fold_words("支持人工智能产业高质量发展,龙岗给算力补多少")).mismatched == ()
