"""The interview and the sheet of a company: what is found, how precise, in how many questions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import pytest

from assistant.errors import FactError
from assistant.rules.dossier import Dossier, Entry, Place, dossier
from assistant.rules.estimate import Met
from assistant.rules.interview import (
    MOST_QUESTIONS,
    answered,
    at_stake,
    most_of,
    next_question,
    offered,
)
from assistant.rules.match import Company, districts, match_company, policies_for
from assistant.rules.parse_facts import parse_facts
from assistant.rules.profile import Profile
from assistant.rules.sheet_of_company import calendar_of_company
from tests.rules.case_files import corpus, rulebook
from tests.rules.interviewed import DAY, Held, companies, hold, score


@cache
def all_held() -> tuple[Held, ...]:
    return tuple(hold(written) for written in companies())


def sheet(district: str, day: date = DAY, **matters: dict[str, str]) -> Dossier:
    named = {topic.replace("_", "-"): facts for topic, facts in matters.items()}
    own = named.pop("facts", {})
    profile = Profile.from_mapping({"district": district, "facts": own, "matters": named})
    company = Company.of(profile, rulebook())
    return dossier(match_company(company, rulebook(), corpus(), day), rulebook(), corpus())


def entry(found: Dossier, rule: str) -> Entry:
    return next(one for one in found.entries if one.estimate.rule_id == rule)


def test_the_interview_finds_what_the_texts_give_and_little_else() -> None:
    assert len(companies()) == 40
    found = score(all_held())
    assert found.recall == 1, found.slips
    assert found.now >= 0.95, found.slips
    assert found.one_more >= 0.90, found.slips
    assert found.missed_elsewhere == 0, found.slips
    assert found.median_questions <= 6
    assert found.most_questions <= 7


def test_the_written_companies_name_rules_and_matters_of_their_place() -> None:
    for written in companies():
        policies = {policy.id for policy in policies_for(written.district, corpus())}
        for rule_id in written.now | written.one_more | written.missed:
            rule = rulebook().rule(rule_id)
            assert rule_id.partition("#")[0] in policies, written.name
            assert rule.topic in written.matters, f"{written.name} {rule_id}"


def test_no_question_is_a_form_and_none_is_asked_twice() -> None:
    for held in all_held():
        seen = [field for question in held.questions for field in question.fields]
        assert len(seen) == len(set(seen)), held.written.name
        assert all(len(question.fields) <= 4 for question in held.questions)
        assert held.questions[0].asks_matters
        assert not any(question.asks_matters for question in held.questions[1:])


def test_every_question_is_about_a_rule_that_waits_and_the_dearest_comes_first() -> None:
    company = Company("龙岗区", matters={"compute-rent": {}, "genai-filing": {}, "events": {}})
    report = match_company(company, rulebook(), corpus(), DAY)
    question = next_question(company, report, (), rulebook(), 1)
    assert question is not None
    stakes = [at_stake(found, rulebook()) for found in report.matches if found.is_spoken_of]
    assert question.topics == ("compute-rent",)
    assert question.highest == max(stakes) == Decimal(10_000_000)
    assert ("compute-rent", "compute_fee_yuan") in question.fields
    asked = set(question.fields)
    following = next_question(company, report, asked, rulebook(), 2)
    assert following is not None
    assert not asked & set(following.fields)
    assert next_question(company, report, asked, rulebook(), MOST_QUESTIONS) is None


def test_the_first_question_is_about_the_company() -> None:
    report = match_company(Company("龙岗区"), rulebook(), corpus(), DAY)
    first = next_question(Company("龙岗区"), report, (), rulebook(), 0)
    assert first is not None
    assert (first.fields, first.highest, first.rules) == ((("", "applicant_kind"),), 0, ())
    known = Company("龙岗区", facts={"applicant_kind": "enterprise"})
    again = next_question(known, report, (), rulebook(), 0)
    assert again is not None
    assert again.fields == ()


def test_small_matters_share_a_question_when_few_are_left() -> None:
    topics = ("compute-rent", "genai-filing", "events", "corpus-open", "open-source")
    company = Company("龙岗区", matters={topic: {} for topic in topics})
    report = match_company(company, rulebook(), corpus(), DAY)
    alone = next_question(company, report, (), rulebook(), 1)
    late = next_question(company, report, (), rulebook(), MOST_QUESTIONS - 1)
    assert alone is not None
    assert late is not None
    asked = set(alone.fields)
    shared = next_question(company, report, asked, rulebook(), MOST_QUESTIONS - 1)
    assert shared is not None
    assert len(alone.topics) == 1
    assert len(shared.topics) > 1
    assert len(shared.fields) <= 4


def test_a_fact_of_one_matter_is_not_one_of_another() -> None:
    found = sheet(
        "龙岗区",
        scene_demo={"project_investment_yuan": "500万", "project_grade": "demonstration"},
        core_technology={"project_investment_yuan": "8000万"},
    )
    assert entry(found, "shenzhen-pioneer-2024#5:demonstration").estimate.amount == 1_500_000
    assert entry(found, "shenzhen-pioneer-2024#9:research-project").estimate.amount == 30_000_000


def test_facts_of_the_company_hold_in_every_matter() -> None:
    found = sheet("龙岗区", facts={"is_startup": "是"}, compute_rent={"compute_fee_yuan": "100万"})
    voucher = entry(found, "shenzhen-pioneer-2024#2:compute-voucher")
    assert voucher.estimate.amount == 600_000
    assert voucher.place is Place.MORE
    assert voucher.lacks == ("compute_rented", "compute_use")


def test_each_list_holds_what_it_says() -> None:
    found = sheet(
        "龙岗区",
        corpus_purchase={"corpus_purchase_yuan": "100万", "via_exchange": "是"},
        compute_rent={"compute_fee_yuan": "100万", "compute_rented": "否"},
        genai_filing={"filed_models": "2"},
    )
    places = {one.estimate.rule_id: one.place for one in found.entries}
    assert places == {
        "longgang-2025#3:corpus-purchase": Place.ONE_MORE,
        "shenzhen-pioneer-2024#3:corpus-purchase": Place.ONE_MORE,
        "shenzhen-pioneer-2024#2:compute-voucher": Place.MISSED,
        "longgang-2025#2:compute-service": Place.NOW,
        "longgang-2025#5:filed-model": Place.NOW,
    }
    assert entry(found, "longgang-2025#3:corpus-purchase").lacks == ("non_affiliate",)
    assert all(one.lacks == () for one in found.at(Place.NOW))
    assert found.untouched > 20


@pytest.mark.parametrize(
    ("revenue", "gap"),
    [
        ("4999.9999万", "差1元（5000万元 − 4999.9999万元）"),
        ("1万", "差4999万元（5000万元 − 1万元）"),
    ],
)
def test_a_missed_bound_says_by_how_much(revenue: str, gap: str) -> None:
    found = sheet("龙华区", facts={"revenue_yuan": revenue, "revenue_growing": "是"})
    growth = entry(found, "longhua-2025#5:growth")
    assert growth.place is Place.MISSED
    assert len(growth.gaps) == 1
    assert growth.gaps[0].endswith(f"条文要求不低于5000万元：{gap}")


def test_a_bound_that_must_be_passed_says_so_at_the_bound() -> None:
    found = sheet(
        "福田区",
        model_develop={
            "cases": "4",
            "contract_done_yuan": "1000万",
            "self_developed": "是",
            "publicly_released": "是",
        },
    )
    model = entry(found, "futian-2024#1.1:own-model")
    assert model.gaps == (
        "市场应用案例个数4个市场应用案例，条文要求不低于5个市场应用案例："
        "差1个市场应用案例（5个市场应用案例 − 4个市场应用案例）",
        "实际完成合同额1000万元，条文要求超过1000万元：要超过才算",
    )


def test_a_missed_flag_gives_the_reason() -> None:
    found = sheet("龙岗区", compute_rent={"compute_fee_yuan": "100万", "compute_rented": "否"})
    voucher = entry(found, "shenzhen-pioneer-2024#2:compute-voucher")
    assert voucher.gaps == voucher.estimate.reasons
    assert "租用智能算力" in voucher.gaps[0]


def test_days_left_count_to_the_last_day() -> None:
    last = date(2026, 12, 17)
    for before in (0, 1, 90, 400):
        found = sheet("深圳市", last - timedelta(days=before), open_source={})
        one = entry(found, "shenzhen-pioneer-2024#11:open-source")
        assert (one.last_day, one.days_left, one.place) == (last, before, Place.NOW)
    ended = sheet("深圳市", last + timedelta(days=1), open_source={})
    assert entry(ended, "shenzhen-pioneer-2024#11:open-source").place is Place.ENDED


def test_who_is_responsible_stands_in_the_clause_or_is_said_to_be_missing() -> None:
    found = sheet("龙岗区", compute_rent={"compute_fee_yuan": "100万"})
    city = entry(found, "shenzhen-pioneer-2024#2:compute-voucher")
    own = entry(found, "longgang-2025#2:compute-service")
    assert city.bodies == ("市科技创新局",)
    assert not any("责任单位" in line for line in city.to_confirm)
    assert own.bodies == ()
    assert any("没有写责任单位" in line for line in own.to_confirm)


def test_what_has_to_be_shown_stands_in_the_clause_word_for_word() -> None:
    for held in all_held():
        for one in held.sheet.entries:
            rule = rulebook().rule(one.estimate.rule_id)
            assert len(one.to_show) >= len(rule.conditions)
            for shown in one.to_show:
                assert shown.quote == "" or shown.quote in one.clause.text, one.estimate.rule_id


def test_the_base_of_a_sum_has_to_be_shown_too() -> None:
    found = sheet("龙岗区", compute_rent={"compute_fee_yuan": "100万"})
    shown = {one.say: one.met for one in entry(found, "longgang-2025#2:compute-service").to_show}
    assert shown == {"算力服务费用": Met.YES}


def test_a_document_that_is_not_collected_is_named() -> None:
    found = sheet("龙华区", algorithm_filing={"filed_algorithms": "1"})
    lines = entry(found, "longhua-2025#8:algorithm").to_confirm
    assert any("《深圳市龙华区打造深圳北软件产业基地实施办法》没有收录" in line for line in lines)


def test_the_combination_is_of_what_can_be_claimed_now() -> None:
    found = sheet(
        "龙岗区",
        corpus_purchase={"corpus_purchase_yuan": "100万"},
        genai_filing={"filed_models": "2"},
        robots={"product_rd_yuan": "6000万", "product_cost_yuan": "80万"},
    )
    now = {one.estimate.rule_id for one in found.at(Place.NOW)}
    combination = found.combination
    mentioned = {*combination.chosen, *(one.rule_id for one in combination.left_out)}
    mentioned |= {name for name, _ in combination.alone}
    assert mentioned == now


def test_near_cliffs_stand_beside_what_can_be_claimed() -> None:
    found = sheet("龙岗区", compute_rent={"compute_fee_yuan": "1900万"})
    near = entry(found, "longgang-2025#2:compute-service").estimate.near
    assert [one.say for one in near] == ["算力服务费用再多100万元就到2000万元，金额到顶：600万元"]


def test_every_district_can_be_chosen() -> None:
    names = districts(corpus())
    assert {"龙华区", "福田区", "前海合作区", "龙岗区"} <= set(names)
    assert {"南山区", "宝安区", "罗湖区", "盐田区", "光明区", "坪山区"} <= set(names)
    assert {"大鹏新区", "深汕特别合作区"} <= set(names)
    assert len(names) == len(set(names))
    for name in names:
        assert "shenzhen-pioneer-2024" in {policy.id for policy in policies_for(name, corpus())}
    assert [policy.id for policy in policies_for("罗湖区", corpus())] == ["shenzhen-pioneer-2024"]
    for unknown in ("鹿城区", "火星", ""):
        with pytest.raises(FactError, match="龙岗区"):
            policies_for(unknown, corpus())


def test_matters_on_offer_are_those_of_the_place_the_most_money_first() -> None:
    city = {one.topic for one in offered(Company("罗湖区"), rulebook(), corpus())}
    found = offered(Company("前海合作区"), rulebook(), corpus())
    topics = [one.topic for one in found]
    assert "evtol" in topics
    assert "evtol" not in city
    assert city < set(topics)
    assert [one.highest for one in found] == sorted((o.highest for o in found), reverse=True)
    several = [one for one in found if len(one.rules) > 1]
    assert several
    for one in several:
        most = [most_of(rulebook().rule(name)) for name in one.rules]
        assert one.highest == max(most)
    assert any(len({most_of(rulebook().rule(n)) for n in one.rules}) > 1 for one in several)
    person = replace(Company("前海合作区"), facts={"applicant_kind": "social_organisation"})
    assert "evtol" not in {one.topic for one in offered(person, rulebook(), corpus())}


def test_a_profile_without_matters_speaks_through_its_facts() -> None:
    facts = parse_facts(rulebook(), {"compute_fee_yuan": "100万"})
    report = match_company(Company("龙岗区", facts=facts), rulebook(), corpus(), DAY)
    spoken = {found.estimate.rule_id for found in report.matches if found.is_spoken_of}
    assert "longgang-2025#2:compute-service" in spoken
    assert "longgang-2025#5:filed-model" not in spoken


def test_a_rule_without_a_sum_of_its_own_is_spoken_of_once_all_that_it_asks_is_stated() -> None:
    rule = rulebook().rule("longhua-2025#5:growth")
    revenue: dict[str, object] = {"revenue_yuan": "6000万"}
    for stated, spoken in ((revenue, False), ({**revenue, "revenue_growing": "是"}, True)):
        company = Company("龙华区", facts=parse_facts(rulebook(), stated), matters={})
        assert company.speaks_of(rule, rulebook()) is spoken


def test_an_answer_that_names_no_matter_leaves_open_which_ones_there_are() -> None:
    startup = {("", "is_startup"): True}
    asked = answered(Company("龙岗区"), startup, rulebook())
    assert (asked.matters, asked.facts) == (None, {"is_startup": True})
    none = answered(Company("龙岗区", matters={}), startup, rulebook())
    assert (none.matters, none.facts) == ({}, {"is_startup": True})
    rent = answered(Company("龙岗区"), {("compute-rent", "compute_use"): "training"}, rulebook())
    assert (rent.matters, rent.facts) == ({"compute-rent": {"compute_use": "training"}}, {})


def test_an_unknown_matter_is_refused_with_the_known_ones() -> None:
    profile = Profile.from_mapping({"district": "龙岗区", "matters": {"moon": {}}})
    with pytest.raises(FactError, match=r"'moon'.*compute-rent"):
        Company.of(profile, rulebook())


def test_what_is_counted_is_to_be_shown_too() -> None:
    found = sheet(
        "龙华区", genai_filing={"filed_models": "2"}, standards={"national_standards": "1"}
    )
    shown = entry(found, "longhua-2025#9:filed-model").to_show
    assert [(one.say, one.met) for one in shown][-1:] == [
        ("通过生成式人工智能服务备案的模型个数", Met.YES)
    ]
    assert shown[-1].quote.startswith("给予每个模型50万元")
    labels = [one.say for one in entry(found, "longhua-2025#11:standards").to_show]
    assert labels == ["主导制定", "主导制定的国家标准项数"]
    found = sheet("龙华区", standards={"led": "是"})
    open_ones = [one for one in entry(found, "longhua-2025#11:standards").to_show if one.quote]
    assert [one.met for one in open_ones] == [Met.YES, *[Met.UNKNOWN] * 3]


def test_the_first_question_asks_what_the_company_is_and_does_and_names_no_sum() -> None:
    company = Company("龙岗区")
    report = match_company(company, rulebook(), corpus(), DAY)
    first = next_question(company, report, (), rulebook(), 0)
    assert first is not None
    assert first.asks_matters
    assert (first.fields, first.rules, first.highest) == ((("", "applicant_kind"),), (), 0)
    known = replace(company, facts={"applicant_kind": "enterprise"})
    again = next_question(known, report, (), rulebook(), 0)
    assert again is not None
    assert again.fields == ()


def test_the_calendar_holds_each_policy_that_ends_and_may_still_pay() -> None:
    """Not one whose end nobody wrote, nor one that is over; once each, with its entries."""
    sheet = next(held.sheet for held in map(hold, companies()) if len(held.named(Place.NOW)) > 3)
    ending = {
        entry.policy.id
        for entry in sheet.entries
        if entry.place is not Place.ENDED and entry.last_day is not None
    }
    assert len(ending) > 1
    one = sheet.entries[0]
    over = replace(one, place=Place.ENDED)
    endless = replace(one, last_day=None)
    for entries, days in (
        (sheet.entries, len(ending)),
        ((one, one), 1),
        ((over,), 0),
        ((endless,), 0),
    ):
        made = calendar_of_company(replace(sheet, entries=entries), rulebook()).decode()
        assert made.count("BEGIN:VEVENT") == days
        assert made.count("BEGIN:VALARM") == days


def test_one_of_the_sums_of_a_base_is_enough_to_be_shown() -> None:
    name = "qianhai-2024#10:vehicles"
    base = {"vehicle_price_yuan": "30万", "vehicle_conversion_yuan": "5万"}
    for told in ({}, {"vehicle_price_yuan": "30万"}, base):
        matters = {rulebook().rule(name).topic: parse_facts(rulebook(), told)}
        company = Company("前海合作区", matters=matters)
        sheet = dossier(match_company(company, rulebook(), corpus(), DAY), rulebook(), corpus())
        (entry,) = (one for one in sheet.entries if one.estimate.rule_id == name)
        shown = [one for one in entry.to_show if one.quote == rulebook().rule(name).quote]
        assert shown
        assert {one.met for one in shown[:1]} == {Met.YES if told else Met.UNKNOWN}


def test_one_number_of_several_speaks_of_a_rule() -> None:
    """A company that names its national standards has to do with the rule on standards."""
    facts = parse_facts(rulebook(), {"national_standards": "1"})
    rule = rulebook().rule("longhua-2025#11:standards")
    assert Company("龙华区", facts=facts, matters={}).speaks_of(rule, rulebook())
    assert not Company("龙华区", facts={}, matters={}).speaks_of(rule, rulebook())
