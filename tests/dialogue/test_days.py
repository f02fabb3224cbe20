"""The day asked about, told from the days on which something happened."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.dialogue.days import day_asked, role_of
from assistant.dialogue.turn import TurnReader
from assistant.rules.estimate import EstimateStatus
from tests.real_assistant import ask, understand

DAY = date(2025, 6, 1)


@pytest.mark.parametrize(
    "text",
    [
        "龙岗租算力合同是2024年10月签的，花了300万，能补多少",
        "2023年注册的公司，龙岗租算力能补多少",
        "2024年3月备案了2个模型，龙华能奖多少",
        "模型是2024年3月通过备案的，龙岗奖多少",
    ],
)
def test_the_day_something_happened_is_not_asked_about(reader: TurnReader, text: str) -> None:
    turn = reader.read(text, as_of=DAY)
    assert day_asked(turn, DAY) is None
    assert {role_of(d, turn) for d in turn.dates} <= {"event", ""}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("按2024年9月1日算，深圳训力券能补多少", date(2024, 9, 1)),
        ("2029年申请龙岗算力补贴还能拿多少", date(2029, 12, 31)),
        ("2027年底深圳的政策还有效吗", date(2027, 12, 31)),
        ("龙岗的政策2028年2月还有效吗", date(2028, 2, 29)),
    ],
)
def test_the_day_asked_about_is_the_last_of_its_stretch(
    reader: TurnReader, text: str, day: date
) -> None:
    assert day_asked(reader.read(text, as_of=DAY), DAY) == day


def test_both_kinds_in_one_message(reader: TurnReader) -> None:
    turn = reader.read("合同是2024年10月签的，2027年1月申请深圳训力券能拿多少", as_of=DAY)
    assert [role_of(d, turn) for d in turn.dates] == ["event", "asked"]
    assert day_asked(turn, DAY) == date(2027, 1, 31)


def test_the_year_of_a_sum_is_no_day_asked_about(reader: TurnReader) -> None:
    turn = reader.read("龙岗2024年算力服务费500万，2025年600万，能补多少", as_of=DAY)
    assert day_asked(turn, DAY) is None


def test_the_day_asked_about_is_carried_by_messages_that_go_on() -> None:
    later = understand("2027年1月申请深圳训力券，合同500万，能拿多少", "要是800万呢", as_of=DAY)
    assert later.as_of == date(2027, 1, 31)


def test_a_new_matter_is_asked_about_today_again() -> None:
    later = understand("2027年1月申请深圳训力券，能拿多少", "龙岗办展会能补多少", as_of=DAY)
    assert later.as_of == DAY


SINCE = "2024年12月10号申请的话，深圳训力券，租算力训练合同500万，能拿吗"


@pytest.mark.parametrize(
    ("talk", "day"),
    [
        ((SINCE, "12月18号呢"), date(2024, 12, 18)),
        ((SINCE, "12月18号呢，普通企业"), date(2024, 12, 18)),
        ((SINCE, "17号呢"), date(2024, 12, 17)),
        ((SINCE, "再晚一年呢"), date(2025, 12, 10)),
        ((SINCE, "那再晚一年，2025年三月呢"), date(2025, 3, 31)),
        ((SINCE, "推迟半年呢"), date(2025, 6, 10)),
        ((SINCE, "提前两周呢"), date(2024, 11, 26)),
        ((SINCE, "那2025年8月去呢"), date(2025, 8, 31)),
        ((SINCE, "那改回今年"), DAY),
        (("深圳训力券，我12月18号那天去报，2026年", "合同500万"), date(2026, 12, 18)),
    ],
)
def test_a_day_told_in_part_is_counted_from_the_one_asked_about(
    talk: tuple[str, ...], day: date
) -> None:
    assert understand(*talk, as_of=DAY).as_of == day


@pytest.mark.parametrize("thing", ["那单", "那笔", "的尾款", "那台", "那份"])
@pytest.mark.parametrize("year", ["前年", "去年", "2023年"])
def test_what_is_of_a_year_is_no_day_asked_about(reader: TurnReader, year: str, thing: str) -> None:
    turn = reader.read(f"其中90万是{year}{thing}，只报今年的", as_of=DAY)
    assert day_asked(turn, DAY) is None


def test_a_day_of_the_past_may_be_supposed(reader: TurnReader) -> None:
    turn = reader.read("要是前年申请，深圳训力券能拿多少", as_of=DAY)
    assert day_asked(turn, DAY) == date(2023, 12, 31)


@pytest.mark.parametrize("doing", ["才交材料", "再报材料", "才去递申请", "提交资料"])
def test_handing_in_papers_is_applying(reader: TurnReader, doing: str) -> None:
    for day in (date(2026, 12, 20), date(2027, 3, 4)):
        turn = reader.read(
            f"老板说{day.year}年{day.month}月{day.day}号{doing}，还有没有", as_of=DAY
        )
        assert day_asked(turn, DAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "营收奖励那个十万块按去年的能不能领啊",
        "按去年的数行不行",
        "按去年营收算，能拿多少",
        "以前年度已经领过1850万",
        "此前年度领过300万，能拿多少",
    ],
)
def test_a_year_whose_figures_count_is_not_asked_about(reader: TurnReader, text: str) -> None:
    assert day_asked(reader.read(text, as_of=DAY), DAY) is None


@pytest.mark.parametrize("text", ["按去年算能拿多少", "按去年的政策能拿多少"])
def test_reckoned_by_a_year_asks_of_that_year(reader: TurnReader, text: str) -> None:
    assert day_asked(reader.read(text, as_of=DAY), DAY) == date(2024, 12, 31)


JUNE = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2026年市里的措施有效吗", "2026年12月17日"),
        ("今年还能申请训力券吗", "2026年12月17日"),
        ("2027年前海的还有效吗", "2027年9月13日"),
        ("2026年12月申请训力券,租算力训练花1000万", "2026年12月17日"),
    ],
)
def test_what_holds_for_a_part_of_the_time_is_told_with_its_bound(text: str, last: str) -> None:
    answer = ask(text, as_of=JUNE)
    assert "只有一部分有效" in answer.text
    assert last in answer.text
    assert "已失效" not in answer.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2027年1月市里的还有用吗", "已失效"),
        ("明年市里政策怎么样了", "已失效"),
        ("2024年10月福田有政策吗", "尚未施行"),
        ("2024年8月前海有扶持吗", "尚未施行"),
        ("明年今天市里的还有效吗", "已失效"),
    ],
)
def test_whether_there_is_any_is_asked_of_the_day_that_is_named(text: str, said: str) -> None:
    assert said in ask(text, as_of=JUNE).text


@pytest.mark.parametrize(
    "text", ["明年花900万租算力训练,训力券给多少", "2029年在龙岗办活动花500万补多少"]
)
def test_what_is_spent_after_the_last_day_is_not_paid(text: str) -> None:
    answer = ask(text, as_of=JUNE)
    assert {one.status for one in answer.estimates} == {EstimateStatus.NOT_IN_FORCE}


def test_what_is_spent_next_year_is_paid_where_it_holds_then() -> None:
    (one,) = ask("明年在龙岗买算力花300万补多少", as_of=JUNE).estimates
    assert one.amount == 300 * 10_000 * 30 // 100


def test_how_long_a_contract_lasts_is_no_day_asked_about() -> None:
    text = "龙华租办公室,合同签到2029年,去年房租30万,补多少"
    assert {one.amount for one in ask(text, as_of=JUNE).estimates} >= {15 * 10_000}


def test_a_list_of_policies_is_of_the_day_that_is_named() -> None:
    answer = ask("2025年1月5日有哪些政策", as_of=JUNE)
    assert "共 4份" in answer.text
    assert "没有找到" in ask("2028年6月还有哪些政策", as_of=JUNE).text


@pytest.mark.parametrize(
    "text",
    [
        "公司去年营收上了台阶，龙华有奖励没",
        "去年租了显卡，福田有没有补贴",
        "前年我们办过一届大会，市里有支持吗",
    ],
)
def test_what_was_done_last_year_is_paid_now(text: str) -> None:
    assert EstimateStatus.NOT_IN_FORCE not in {e.status for e in ask(text, as_of=DAY).estimates}


@pytest.mark.parametrize(
    ("turns", "yuan"),
    [
        (("龙岗算力补贴2029年还有吗", "我们今年花了300万"), 300 * 10_000 * 30 // 100),
        (("市里办大赛怎么补", "四年以后还有吗", "去年办的那场审定总投入400万"), 200 * 10_000),
    ],
)
def test_what_has_happened_is_asked_of_now_after_a_day_without_support(
    turns: tuple[str, ...], yuan: int
) -> None:
    assert {e.amount for e in ask(*turns, as_of=DAY).estimates} == {yuan}
