"""Matching and comparing: three-valued conditions, order by amount, never a total."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.errors import FactError
from assistant.rules.compare import compare
from assistant.rules.dossier import Place, place_of
from assistant.rules.estimate import Estimate, EstimateStatus, Met
from assistant.rules.match import MatchReport, match
from assistant.rules.order import order_key
from assistant.rules.profile import Profile, load_profile
from tests.rules.case_files import corpus, rulebook

DAY = date(2025, 6, 1)


def report(district: str = "龙岗区", **facts: str) -> MatchReport:
    profile = Profile.from_mapping({"name": "测试公司", "district": district, "facts": facts})
    return match(profile, rulebook(), corpus(), DAY)


def test_a_district_brings_its_own_policy_and_the_city_s() -> None:
    assert set(report().policies) == {"longgang-2025", "shenzhen-pioneer-2024"}
    assert set(report("深圳市").policies) == {"shenzhen-pioneer-2024"}


def test_matches_are_sorted_by_amount() -> None:
    found = report(compute_fee_yuan="800万", filed_models="3")
    keys = [order_key(entry.estimate) for entry in found.matches]
    assert keys == sorted(keys)
    amounts = {entry.estimate.rule_id: entry.estimate.amount for entry in found.matches}
    assert amounts["longgang-2025#2:compute-service"] == Decimal(8_000_000) * Decimal("0.30")
    assert amounts["longgang-2025#5:filed-model"] == 3 * Decimal(500_000)


def test_conditions_have_three_values() -> None:
    found = {e.estimate.rule_id: e for e in report(is_startup="是", compute_use="推理").matches}
    voucher = found["shenzhen-pioneer-2024#2:compute-voucher"]
    assert voucher.met is Met.NO
    assert voucher.estimate.status is EstimateStatus.CONDITION_NOT_MET
    service = found["longgang-2025#2:compute-service"]
    assert service.met is Met.UNKNOWN
    assert service.unstated == ("compute_fee_yuan",)


def test_a_sum_by_class_waits_for_the_class() -> None:
    name = "shenzhen-pioneer-2024#9:basic-research"
    told: dict[str, dict[str, str]] = {"open": {}, "told": {"research_grade": "重点"}}
    found = {
        case: next(e for e in report(**facts).matches if e.estimate.rule_id == name)
        for case, facts in told.items()
    }
    assert (found["open"].met, found["open"].unstated) == (Met.UNKNOWN, ("research_grade",))
    assert place_of(found["open"]) is Place.ONE_MORE
    assert (found["told"].met, found["told"].unstated) == (Met.YES, ())
    assert place_of(found["told"]) is Place.NOW


def test_a_class_that_is_open_like_other_facts_is_one_of_them() -> None:
    name = "shenzhen-pioneer-2024#15:returnee-startup"
    found = next(e for e in report().matches if e.estimate.rule_id == name)
    assert set(found.unstated) == {"company_age_months", "is_returnee", "startup_grade"}


def test_the_next_questions_decide_rules_and_are_not_yet_stated() -> None:
    found = report(project_investment_yuan="1000万")
    facts = [question.fact for question in found.next_questions]
    assert facts
    assert "project_investment_yuan" not in facts
    counts = [len(question.rules) for question in found.next_questions]
    assert counts == sorted(counts, reverse=True)


def test_a_report_has_no_total_and_says_why() -> None:
    assert "不能相加" in report().note
    assert not any("total" in name for name in MatchReport.__slots__)


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ({"district": "龙岗区", "revenue": "1亿"}, "revenue"),
        ({"name": "甲"}, "district"),
        ({"district": "龙岗区", "facts": {"income": "1亿"}}, "income"),
        ({"district": "火星"}, "龙岗区"),
        (["龙岗区"], "district"),
    ],
)
def test_a_wrong_profile_is_refused_with_what_is_accepted(mapping: object, told: str) -> None:
    with pytest.raises(FactError, match=told):
        match(Profile.from_mapping(mapping), rulebook(), corpus(), DAY)


def test_a_profile_has_room_for_five_hundred_facts_and_no_more() -> None:
    facts = {f"f{n}": "1" for n in range(501)}
    with pytest.raises(FactError, match="facts"):
        Profile.from_mapping({"district": "龙岗区", "facts": facts})
    del facts["f0"]
    assert len(Profile.from_mapping({"district": "龙岗区", "facts": facts}).facts) == 500
    for field, most in (("district", 40), ("name", 200)):
        mapping = {"district": "龙岗区", field: "龙" * most}
        assert Profile.from_mapping(mapping)
        with pytest.raises(FactError, match=field):
            Profile.from_mapping({**mapping, field: "龙" * (most + 1)})


def test_at_most_eight_questions_come_next() -> None:
    matters: dict[str, dict[str, str]] = {rule.topic: {} for rule in rulebook().rules}
    found = match(
        Profile.from_mapping({"district": "前海合作区", "matters": matters}),
        rulebook(),
        corpus(),
        DAY,
    )
    assert len(found.next_questions) == 8


def test_the_order_of_estimates_follows_their_status() -> None:
    place = {s: order_key(of(s))[0] for s in EstimateStatus}
    assert place[EstimateStatus.PAYABLE] == place[EstimateStatus.CEILING]
    assert len(set(place.values())) == len(EstimateStatus) - 1
    assert [s for s, _ in sorted(place.items(), key=lambda pair: pair[1])][2:] == [
        EstimateStatus.FACTS_MISSING,
        EstimateStatus.NOT_QUANTIFIED,
        EstimateStatus.CONDITION_NOT_MET,
        EstimateStatus.NOT_IN_FORCE,
    ]


def of(status: EstimateStatus) -> Estimate:
    found = report(compute_fee_yuan="800万").matches[0].estimate
    return replace(found, status=status)


def test_a_profile_is_read_from_yaml(tmp_path: Path) -> None:
    path = tmp_path / "profile.yaml"
    path.write_text(
        "district: 龙华区\nfacts: {filed_models: 5, is_startup: 是}\n", encoding="utf-8"
    )
    assert load_profile(path).facts == {"filed_models": "5", "is_startup": "是"}
    path.write_text("区: 龙华区\n", encoding="utf-8")
    with pytest.raises(FactError, match=r"profile\.yaml"):
        load_profile(path)


def test_json_numbers_and_flags_are_read_as_written() -> None:
    profile = Profile.from_mapping({"district": "龙华区", "facts": {"a": 5, "b": True, "c": 0.1}})
    assert profile.facts == {"a": "5", "b": "是", "c": "0.1"}


def test_compare_sorts_and_tells_rate_cap_and_validity() -> None:
    rules = [
        rulebook().rule(name)
        for name in ("futian-2024#2:compute", "longgang-2025#2:compute-service")
    ]
    found = compare(
        rules,
        {"compute_fee_yuan": Decimal(30_000_000)},
        corpus=corpus(),
        as_of=DAY,
        rulebook=rulebook(),
    )
    assert [row.policy_id for row in found.rows] == ["longgang-2025", "futian-2024"]
    assert [row.estimate.amount for row in found.rows] == [6_000_000, 5_000_000]
    assert found.rows[0].rate == "30%"
    assert found.rows[0].cap == "最高 600万元"
    assert found.rows[0].validity == "2025-01-10 至 2028-01-09"


def test_a_profile_has_room_for_a_hundred_matters_and_no_more() -> None:
    matters: dict[str, dict[str, str]] = {f"m{n}": {} for n in range(101)}
    with pytest.raises(FactError, match="matters"):
        Profile.from_mapping({"district": "龙岗区", "matters": matters})
    del matters["m0"]
    found = Profile.from_mapping({"district": "龙岗区", "matters": matters}).matters
    assert found is not None
    assert len(found) == 100
