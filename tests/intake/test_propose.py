"""The grammar of subsidy sentences: what is read; no figure is left over without a word."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.intake.draft import Draft, Proposal
from assistant.intake.propose import propose, read_clause
from assistant.intake.prove import boundaries, pay, sentences
from assistant.policy.corpus import Corpus, load_corpus
from assistant.policy.parse import parse_clauses
from tests.fakes import ROOT

Rows = list[tuple[str, str, str]]


def read(sentence: str) -> Proposal:
    source = f"1.{sentence}\n2.其他。\n"
    clause = parse_clauses("p", source)[0]
    return propose(source, clause)


def only(sentence: str) -> Draft:
    (draft,) = read(sentence).drafts
    return draft


def rows(draft: Draft) -> Rows:
    """Case, what is paid, its own cap."""
    found = []
    for row in draft.rows:
        case = row.label
        if row.band is not None:
            case = f"{row.band.lower}-{row.band.upper or ''}"
        paid = row.rate or row.fixed
        found.append((case, str(paid.value) if paid else "", str(row.cap.value) if row.cap else ""))
    return found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "对年度营业收入首次达到1亿元、5亿元的企业，分别给予50万元、100万元奖励。",
            [("100000000-500000000", "500000", ""), ("500000000-", "1000000", "")],
        ),
        (
            "对投资额在1000万元（含）以上、5000万元以下的项目，按设备投资额的8%给予补助；"
            "对投资额在5000万元（含）以上的项目，按设备投资额的10%给予补助。",
            [("10000000-50000000", "0.08", ""), ("50000000-", "0.1", "")],
        ),
        (
            "购买汽车，金额5万元（含）至10万元的补贴3000元，10万元（含）以上的补贴5000元。",
            [("50000-100000", "3000", ""), ("100000-", "5000", "")],
        ),
        (
            "对主导制定国际、国家、行业标准的企业、机构，分别给予60万元、40万元、20万元的奖励。",
            [("国际", "600000", ""), ("国家", "400000", ""), ("行业", "200000", "")],
        ),
        (
            "对评定为5A级、4A级景区的，分别奖励500万元、200万元。",
            [("5A级", "5000000", ""), ("4A级", "2000000", "")],
        ),
        (
            "购房的，按A类200万元、B类100万元给予补贴。",
            [("A类", "2000000", ""), ("B类", "1000000", "")],
        ),
        (
            "对企业购买保险的，按保费的30%给予补贴，其中科技型中小企业按50%给予补贴。",
            [("", "0.3", ""), ("科技型中小企业", "0.5", "")],
        ),
        (
            "会务费最高支持比例为50%，每个项目最高支持限额为甲类企业20万元、乙类企业10万元。",
            [("甲类企业", "0.5", "200000"), ("乙类企业", "0.5", "100000")],
        ),
        ("按费用的 8‰\n给予补助。", [("", "0.008", "")]),
        ("對當年認定的產品,按規定的程序審核之後給予一次性獎勵 20 萬\n元。", [("", "200000", "")]),
    ],
)
def test_cases_of_one_rule(sentence: str, expected: Rows) -> None:
    assert rows(only(sentence)) == expected


def test_caps_find_what_they_limit() -> None:
    draft = only(
        "对采购首台（套）产品的用户，按采购金额的10%给予补助，单台（套）最高50万元，同一用户年度最高200万元。"
    )
    assert draft.item_cap is not None
    assert draft.cap is not None
    assert (draft.item_cap.value, draft.cap.figure.value) == (500_000, 2_000_000)
    assert draft.cap.span.value == "year"
    assert draft.base == "采购金额"
    first, second = read(
        "对甲企业，按租金的50%给予补贴；对乙企业，按保费的20%给予补贴。每家企业最高30万元。"
    ).drafts
    assert first.cap == second.cap is not None


def test_every_kind_of_threshold() -> None:
    draft = only("对出口额1000万美元以上且增长10%以上、用工超过50人的企业，奖励5万元。")
    assert [
        (t.subject, t.bound.value, t.figure.value, t.figure.unit) for t in draft.thresholds
    ] == [
        ("出口额", "at_least", 10_000_000, "美元"),
        ("增长", "at_least", Decimal("0.1"), "%"),
        ("用工", "more_than", 50, "人"),
    ]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("设立10亿元基金，每年安排2亿元专项资金。", "资金总量"),
        ("对租房企业，按租金的50%给予补贴，每平方米每月补贴不超过30元。", "面积或月数"),
        ("对企业贷款，按同期市场报价利率的50%给予补助，最高100万元。", "基数没有写明"),
        ("奖励分三年按40%、30%、30%比例拨付。", "拨付的安排"),
        ("给予最高500万元的贷款担保。", "贷款、担保"),
        ("对高校毕业生，前三年按贡献的100%、后两年按50%给予奖励。", "基数没有写明"),
    ],
)
def test_what_cannot_be_computed_is_told_and_not_proposed(sentence: str, reason: str) -> None:
    proposal = read(sentence)
    assert proposal.drafts == ()
    assert any(reason in left.reason for left in proposal.leftovers)


@pytest.fixture(scope="module")
def ours() -> Corpus:
    return load_corpus(ROOT / "corpus")


def test_no_figure_of_our_policies_is_left_over_without_a_word(ours: Corpus) -> None:
    for policy in ours.policies:
        for clause in policy.clauses:
            skeleton, _ = read_clause(policy.source, clause)
            proposal = propose(policy.source, clause)
            used = {f.at for draft in proposal.drafts for f in draft.figures()}
            left = {one.figure.at for one in proposal.leftovers}
            assert used | left == {figure.at for figure in skeleton.figures}, str(clause.id)
            assert not used & left
            assert all(one.reason for one in proposal.leftovers)


def test_boundaries_are_read_as_sentences() -> None:
    draft = only("按合同金额的50%给予补助，最高200万元。")
    assert sentences(draft) == [
        "合同金额3999999元 → 1999999.5元",
        "合同金额4000000元 → 2000000元",
        "合同金额4000001元 → 2000000元",
    ]
    for _, case in boundaries(draft):
        assert pay(draft, case) is not None


def test_the_grammar_reads_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is learned from the samples: with every file out of reach it reads the same."""
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("a file was opened"))
    assert rows(only("按费用的30%给予补助。")) == [("", "0.3", "")]
