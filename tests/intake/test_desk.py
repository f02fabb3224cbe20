"""The desk: what is accepted is confirmed, what is rejected is told, nothing unsound is saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import ReviewError
from assistant.intake.desk import Desk, as_yaml, unconfirmed
from assistant.intake.read import find_origins
from assistant.intake.take_in import put_in_place, stage
from assistant.policy.corpus import load_corpus
from assistant.rules.rulebook import load_rulebook

TEXT = """\
某市支持产业若干措施
（一）云服务。对购买云服务的企业，按费用的40%给予补助，最高60万元。
（二）认证。对获评国家级、省级企业的，分别奖励50万元、20万元。
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "facts.yaml").write_text("[]\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with put_in_place(stage(find_origins([str(tmp_path / "a.txt")]), folder), folder):
        pass
    return folder


def confirmed(corpus: Path) -> dict[str, bool]:
    book = load_rulebook(corpus, load_corpus(corpus))
    return {rule.id: rule.confirmed for rule in book.rules}


def test_a_proposal_shows_its_sums_at_the_bend(corpus: Path) -> None:
    first, second = Desk(corpus, "a").waiting()
    assert first.clause.heading == "云服务"
    assert any("150万元 → 60万元" in sample for sample in first.samples)
    assert second.rule.quote.endswith("分别奖励50万元、20万元")
    assert second.samples == ("国家级 → 50万元", "省级 → 20万元")


def test_sums_of_a_proposal_stand_by_class_and_for_a_few_things(tmp_path: Path) -> None:
    text = (
        "某市措施\n（一）研发。完成一期、二期试验的，分别按研发费用的20%给予资助，"
        "最高不超过500万元、1000万元。\n（二）培训。每培训1名学员补贴800元。\n"
        "（三）平台。新建平台的，奖励30万元。\n"
        "（四）标识。标识注册量每达1000万个，奖励5万元，每年最高50万元。\n"
    )
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "facts.yaml").write_text("[]\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(text, encoding="utf-8")
    corpus = tmp_path / "corpus"
    with put_in_place(stage(find_origins([str(tmp_path / "b.txt")]), corpus), corpus):
        pass
    by_class, counted, fixed, whole = (one.samples for one in Desk(corpus, "b").waiting())
    assert {sample.partition("：")[0] for sample in by_class} == {"完成一期", "二期试验"}
    assert any(sample.startswith("二期试验：") and "→ 1000万元" in sample for sample in by_class)
    assert counted == ("人数 2 → 1600元",)
    assert fixed == ("一般情形 → 30万元",)
    assert whole[0] == "标识注册量 10000000 → 5万元"
    assert all("→ 0元" not in sample for sample in whole)


def test_accepting_confirms(corpus: Path) -> None:
    assert confirmed(corpus) == {"a#1:r1": False, "a#2:r1": False}
    assert Desk(corpus, "a").accept("a#1:r1", "甲")
    assert confirmed(corpus) == {"a#1:r1": True, "a#2:r1": False}
    assert dict(unconfirmed(corpus)) == {"a": 1}


def test_two_editors_must_accept_where_two_are_set(corpus: Path) -> None:
    desk = Desk(corpus, "a", reviewers=2)
    assert not desk.accept("a#1:r1", "甲")
    with pytest.raises(ReviewError, match="另一位"):
        desk.accept("a#1:r1", "甲")
    assert desk.waiting()[0].accepted_by == ("甲",)
    assert desk.accept("a#1:r1", "乙")
    assert confirmed(corpus)["a#1:r1"]


def test_rejecting_keeps_the_figures_accounted_for(corpus: Path) -> None:
    desk = Desk(corpus, "a")
    desk.reject("a#1:r1", "算法另有规定。")
    assert [one.rule.id for one in desk.waiting()] == ["a#2:r1"]
    assert desk.findings() == ()
    book = load_rulebook(corpus, load_corpus(corpus))
    assert book.not_ruled_reason("a#1") == "算法另有规定。"


def test_an_edit_is_saved_only_if_its_figures_stand_in_the_text(corpus: Path) -> None:
    desk = Desk(corpus, "a", reviewers=2)
    desk.accept("a#1:r1", "甲")
    text = as_yaml(desk.waiting()[0].written)
    with pytest.raises(ReviewError, match="不在引文里"):
        desk.edit("a#1:r1", text.replace("'600000'", "'700000'"))
    desk.edit("a#1:r1", text.replace("title: 云服务", "title: 云服务补助"))
    assert desk.waiting()[0].rule.title == "云服务补助"
    assert desk.waiting()[0].accepted_by == ()


def test_a_policy_that_is_not_there_is_told(corpus: Path) -> None:
    with pytest.raises(ReviewError, match="没有编号"):
        Desk(corpus, "b")


def test_what_the_text_says_of_several_rules_is_proposed_with_them(tmp_path: Path) -> None:
    text = TEXT + "（三）附则。同一企业符合本措施多项条款的，就高不重复支持。\n"
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "facts.yaml").write_text("[]\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with put_in_place(stage(find_origins([str(tmp_path / "a.txt")]), corpus), corpus):
        pass
    (said,) = load_rulebook(corpus, load_corpus(corpus)).statements
    assert (said.relation, said.rules) == ("exclude", ("a#1:r1", "a#2:r1"))
    assert said.quote == "同一企业符合本措施多项条款的，就高不重复支持。"
    Desk(corpus, "a").reject("a#2:r1", "没有资金。")
    assert load_rulebook(corpus, load_corpus(corpus)).statements == ()
