"""What answers say: refusals, tables, targets worked back to, chips, warnings, questions back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistant.answer.answer import Outcome, RefusalReason, Results, Role, WarningCode
from assistant.answer.refuse import _REASONS
from assistant.answer.render import to_text
from assistant.dialogue.words import Words, load_words
from assistant.rules.estimate import EstimateStatus
from tests.fakes import ROOT
from tests.real_assistant import amounts, ask, cited

COMPUTE = "龙岗租算力花了800万，能补多少？"


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("广州租算力补多少", RefusalReason.OUT_OF_SCOPE),
        ("红烧肉怎么做", RefusalReason.OUT_OF_SCOPE),
        ("主管部门电话多少", RefusalReason.NOT_IN_TEXT),
        ("申请表在哪下载", RefusalReason.NOT_IN_TEXT),
        ("帮我伪造合同", RefusalReason.NOT_ALLOWED),
        ("你给我写个保证书，保证能拿到", RefusalReason.NOT_ALLOWED),
        ("给我讲个笑话", RefusalReason.NOT_A_QUESTION),
    ],
)
def test_a_refusal_says_why_and_rests_on_nothing(question: str, reason: RefusalReason) -> None:
    answer = ask(question)
    assert answer.outcome is Outcome.REFUSED
    assert answer.refusal is not None
    assert answer.refusal.reason is reason
    assert (answer.citations, answer.estimates, answer.warnings, answer.table) == ((), (), (), ())


def test_every_kind_of_refusal_has_its_reason() -> None:
    words: Words = load_words(ROOT / "corpus")
    assert set(words.refuse) <= set(_REASONS)
    assert {"elsewhere", "within", "unrelated"} <= set(_REASONS)


def test_a_place_that_is_not_collected_is_named_with_those_that_are() -> None:
    text = ask("杭州租算力补多少").text
    assert "杭州" in text
    assert "龙岗区" in text


def test_a_table_compares_policies_highest_first() -> None:
    answer = ask("深圳、龙岗、龙华租算力训练大模型花了800万，分别补多少")
    assert answer.table[0].clause_id == "shenzhen-pioneer-2024#2"
    shown = [row.amount for row in answer.table]
    assert shown == ["400万元", "240万元", "240万元"]
    assert answer.table[0].validity == "2024年12月18日至2026年12月17日"
    assert "60%" in answer.table[0].rate


def test_one_policy_alone_has_no_table() -> None:
    assert ask(COMPUTE).table == ()


def test_amounts_of_different_policies_are_never_added_up() -> None:
    answer = ask("深圳和龙岗租算力训练大模型花了800万，一共能拿多少")
    assert WarningCode.STACKING_UNSTATED in {w.code for w in answer.warnings}
    assert "640万元" not in answer.text


@pytest.mark.parametrize(
    ("question", "said", "rule", "amount"),
    [
        ("龙岗算力补贴要拿满得花多少", "2000万元", "longgang-2025#2:compute-service", 6_000_000),
        ("龙岗算力补贴想拿300万要花多少", "1000万元", "longgang-2025#2:compute-service", 3_000_000),
        ("龙华备案模型奖励要拿满需要多少个", "4个", "longhua-2025#9:filed-model", 2_000_000),
    ],
)
def test_a_target_is_worked_back_to_with_the_sum_that_proves_it(
    question: str, said: str, rule: str, amount: int
) -> None:
    answer = ask(question)
    assert said in answer.text.splitlines()[0]
    assert amount in {e.amount for e in answer.estimates if e.rule_id == rule}


def test_a_target_above_the_cap_is_told_unreachable() -> None:
    answer = ask("龙岗算力补贴想拿900万要花多少")
    assert "拿不到 900万元" in answer.text


def test_a_gap_names_what_is_asked_once_and_shows_the_sum() -> None:
    answer = ask("龙华营收3000万，增长10%，能拿营收增长奖励吗，还差多少")
    assert "要求“营收5000万元以上（含5000万元）”，上年度营业收入还差 **2000万元**" in answer.text
    assert "还差：5000万元 − 3000万元 = 2000万元" in answer.text


@pytest.mark.parametrize(
    ("question", "line"),
    [
        (
            "龙岗买算力服务花了500万，还差多少才能拿满上限？",
            "- 算式：2000万元 × 30%，上限 600万元",
        ),
        (
            "我们龙华公司去年营收4500万元，还差多少才到规上奖励的门槛",
            "- 算式：还差 5000万元 − 4500万元 = 500万元",
        ),
    ],
)
def test_what_is_lacking_has_no_cap(question: str, line: str) -> None:
    """Only a sum of money has one; 还差 stands among the steps, with what it is derived from."""
    answer = ask(question)
    text = to_text(answer)
    assert line in text.splitlines()
    lacking = [s for e in answer.estimates for s in e.steps if s.text.startswith("还差：")]
    assert lacking
    assert all(len(step.sources) == 2 for step in lacking)
    assert not any(s.sources for e in answer.estimates for s in e.steps if s not in lacking)


def test_what_lacks_a_fact_is_not_told_unreachable() -> None:
    answer = ask("前海研发投入增量2000万能拿多少，还差多少到下一档")
    assert "现在还算不出要多少：还缺少上一年度研发投入" in answer.text
    assert "拿不到" not in answer.text


def test_chips_tell_place_facts_day_and_mended_words() -> None:
    chips = {(c.kind, c.name): c.value for c in ask("龙化租算力花了800万，补多少").understood}
    assert chips["scope", "longhua-2025"] == "龙华区"
    assert chips["fact", "compute_fee_yuan"] == "800万"
    assert chips["typo", "龙化"] == "龙华"
    (day,) = [c for c in ask("2027年3月深圳的政策还有效吗").understood if c.kind == "day"]
    assert day.value == "2027-03-31"


def test_a_chip_offers_what_can_stand_instead_and_the_others_stay() -> None:
    four = "租算力500万，市里、龙华、福田、龙岗哪个补得多"
    place, *_ = [c for c in ask(four).understood if c.kind == "scope"]
    assert set(place.choices) >= {"深圳市", "龙华区", "福田区", "龙岗区", "前海合作区", "南山区"}
    changed = ask(four, "地区改为深圳市、龙华区、福田区、前海合作区")
    places = [c.value for c in changed.understood if c.kind == "scope"]
    assert places == ["深圳市", "龙华区", "福田区", "前海合作区"]
    (flag,) = [c for c in ask(four).understood if c.name == "compute_rented"]
    assert (flag.value, flag.choices) == ("是", ("是", "否"))
    (flag,) = [c for c in ask(four, f"{flag.label}改为否").understood if c.name == "compute_rented"]
    assert flag.value == "否"


def test_chips_carry_chinese_labels_and_values() -> None:
    for chip in ask("我们是初创企业，深圳租智能算力训练大模型花了500万").understood:
        assert chip.label
        assert chip.value not in ("True", "False", "enterprise")


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (("龙岗租算力花了500万", "再加200万", "减掉50万"), ["500万", "200万", "50万"]),
        (("龙华备案2个模型", "又过了1个"), ["2个", "1个"]),
        (
            ("龙岗租算力去年300万，今年200万，各补多少", "嗯那今年的其实是250万"),
            ["300万，今年200万", "250万"],
        ),
    ],
)
def test_a_sum_rests_on_every_number_it_was_worked_out_with(
    turns: tuple[str, ...], words: list[str]
) -> None:
    (fact,) = [chip for chip in ask(*turns).understood if chip.kind == "fact"]
    assert [turns[s.turn - 1][s.start : s.end] for s in fact.spans] == words


@pytest.mark.parametrize(
    ("question", "as_of", "code"),
    [
        ("深圳租算力训练大模型补多少", date(2026, 12, 17), WarningCode.EXPIRING_SOON),
        ("深圳租算力训练大模型补多少", date(2026, 12, 18), WarningCode.EXPIRED),
        ("深圳租算力训练大模型补多少", date(2024, 12, 17), WarningCode.NOT_YET_EFFECTIVE),
        ("南山的征求意见稿怎么支持企业", date(2025, 6, 1), WarningCode.DRAFT),
        ("解读文章说深圳人工智能企业有多少家", date(2025, 6, 1), WarningCode.COMMENTARY),
        ("福田那份人工智能产业措施的全称", date(2025, 6, 1), WarningCode.TITLE_MISMATCH),
    ],
)
def test_what_must_be_read_with_care_is_warned_of(
    question: str, as_of: date, code: WarningCode
) -> None:
    answer = ask(question, as_of=as_of)
    assert code in {warning.code for warning in answer.warnings}


@pytest.mark.parametrize("as_of", [date(2024, 12, 17), date(2026, 12, 18)])
def test_out_of_force_no_amount_is_given(as_of: date) -> None:
    answer = ask("深圳租算力训练大模型花了500万，补多少", as_of=as_of)
    (estimate,) = answer.estimates
    assert estimate.status is EstimateStatus.NOT_IN_FORCE
    assert estimate.amount is None
    assert estimate.would_be == Decimal(5_000_000) * Decimal("0.50")


def test_a_missing_fact_gives_formula_range_and_one_question_back() -> None:
    answer = ask("龙岗租算力能补多少")
    assert answer.outcome is Outcome.ANSWERED
    assert amounts(answer) == {"longgang-2025#2:compute-service": None}
    assert "30%" in answer.text
    assert "0元 至 600万元" in answer.text
    assert answer.clarify is not None
    assert answer.clarify.fact == "compute_fee_yuan"


def test_a_known_amount_asks_nothing_back() -> None:
    assert ask(COMPUTE).clarify is None


def test_a_false_rate_is_corrected_in_the_first_line() -> None:
    first = ask("龙岗租算力补50%对吧").text.splitlines()[0]
    assert "不对" in first
    assert "30%" in first
    assert "对：" in ask("龙岗租算力补30%对吧").text.splitlines()[0]


def test_what_the_text_leaves_open_is_told_with_the_nearest_clause() -> None:
    answer = ask("龙岗算力补贴的申请材料有哪些")
    assert "未载明“申请材料”" in answer.text
    assert cited(answer) == ["longgang-2025#2"]


def test_a_condition_that_is_missed_gives_zero_and_says_which() -> None:
    answer = ask("福田做了4个大模型案例，合同实际完成2000万，奖多少")
    assert answer.estimates[0].status is EstimateStatus.CONDITION_NOT_MET
    assert answer.estimates[0].amount == 0
    assert "5个以上" in answer.text


def test_a_clause_without_figures_borrows_none() -> None:
    answer = ask("龙岗的开源社区支持给多少钱")
    assert all(e.amount is None for e in answer.estimates if e.clause_id == "longgang-2025#15")


def test_no_line_is_said_twice() -> None:
    for question in (COMPUTE, "各区租算力分别补多少", "深圳的训力券哪个部门负责"):
        lines = [line for line in ask(question).text.splitlines() if line.strip()]
        assert len(lines) == len(set(lines)), question


def test_compared_clauses_that_give_the_same_are_said_to_do_so() -> None:
    answer = ask("龙岗模型备案补贴和龙华的差多少钱，都备案了1个")
    found = amounts(answer)
    assert found["longgang-2025#5:filed-model"] == found["longhua-2025#9:filed-model"] is not None
    assert answer.text.startswith("这几项算出的金额一样，都是 **50万元**")
    assert "各项里最高的是" not in answer.text


def test_compared_clauses_that_differ_are_not_called_the_same() -> None:
    text = ask("龙岗和龙华租算力都花了1500万，差多少？").text
    assert "金额一样" not in text
    assert "各项里最高的是" in text  # 1500万 × 30% = 450万, in Longhua no more than 300万


@pytest.mark.parametrize("change", ["算力服务费用改为800万", "换成800万", "地区改为深圳市、龙岗区"])
def test_a_comparison_stays_one_when_a_number_or_a_place_is_changed(change: str) -> None:
    """As the chips of an answer and 改数字 do; nothing else is asked, so the question stands."""
    answer = ask("租算力500万，市里、龙华、福田、龙岗哪个补得多", change)
    assert "各项里最高的是深圳市" in answer.text
    (results,) = [one for one in answer.figures if isinstance(one, Results)]
    assert [row.who for row in results.rows if row.is_best] == ["深圳市"]
    again = ask("租算力500万，市里、龙华、福田、龙岗哪个补得多", change, "算力服务费用改为900万")
    assert "各项里最高的是深圳市" in again.text


def test_of_two_that_are_compared_the_one_that_pays_nothing_is_told_so() -> None:
    """见…第十三条，原文如下 was no answer to which of two rewards is which."""
    answer = ask("福田区和龙岗区的模型备案奖励有什么区别")
    leads = [s.text for s in answer.sentences if s.role is Role.LEAD]
    assert "福田区" in leads[0]
    assert "没有写明金额" in leads[0]
    assert "50万元" in leads[1]
    assert "原文如下" not in answer.text


def test_words_that_are_said_to_change_nothing_are_not_unused_as_well() -> None:
    answer = ask("龙华租了800万算力，能补多少", "如果是初创企业呢")
    assert "“初创企业：是”不改变这里的金额" in answer.text
    assert answer.unused == ()
    assert "没有用上" not in answer.text
    more = ask("龙华租了800万算力，能补多少", "如果是初创企业而且给员工发了年终奖呢")
    assert more.unused


def test_a_claimed_sum_that_no_facts_can_give_is_denied() -> None:
    text = ask("听说龙华的算力券能补5个亿，对吗").text
    assert text.startswith("不对")
    assert "300万元" in text.splitlines()[0]


def test_a_district_of_the_city_without_a_collected_policy_is_told() -> None:
    answer = ask("光明有没有算力补贴")
    assert answer.outcome is Outcome.REFUSED
    assert "光明" in answer.text


def test_what_went_out_of_a_sum_goes_out_of_what_was_understood() -> None:
    told = ("福田企业租算力训练模型合同710万能补多少", "又签了一份160万的", "第一份退了")
    shown = {chip.value for chip in ask(*told).understood if chip.name == "compute_fee_yuan"}
    assert shown == {"160万元"}
    before = {chip.value for chip in ask(*told[:2]).understood if chip.name == "compute_fee_yuan"}
    assert before == {"710万+160万"}
