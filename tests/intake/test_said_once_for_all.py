"""What a document says once for all of it: budgets, what 以下 includes, which of two is paid.

The nouns of trades are made up: no word list can know them.
"""

from __future__ import annotations

import pytest

from assistant.intake.bounds import includes_below
from assistant.intake.together import propose_together
from assistant.rules.measure import Measure
from assistant.rules.quoted_numbers import quoted_numbers
from assistant.text.schedules import find_schedule
from tests.intake.test_cases_behind import emitted, emitted_facts, emitted_of, leaves


@pytest.mark.parametrize(
    "sentence",
    [
        "本办法所需资金由区财政统筹安排，每年总额不超过1200万元。",
        "扶持瑚膜产业的资金列入财政预算安排，年度资金总额最高500万元。",
    ],
)
def test_a_budget_is_nothing_that_one_gets(sentence: str) -> None:
    assert not emitted(sentence)


def test_a_limit_of_each_applicant_is_no_budget() -> None:
    (rule,) = emitted("新购瑚膜机的，每台补助2万元，每家企业每年总额不超过30万元。")
    assert rule["cap"]["yuan"] == "300000"


@pytest.mark.parametrize(
    ("text", "includes"),
    [
        ("本政策所称“以上”含本数，“以下”“不足”不含本数。", False),
        ("“以上”“以内”均含本数，“以下”“不足”“超过”不含本数。", False),
        ("本办法所称“以上”“以下”含本数，“不足”不含本数。", True),
        ("本办法所称以上、以下均不包括本数。", False),
        ("本办法由县商务局解释。", None),
    ],
)
def test_what_below_includes_is_what_the_document_says(text: str, includes: bool | None) -> None:
    assert includes_below(text) is includes


@pytest.mark.parametrize(
    ("says", "key"),
    [
        ("本办法所称“以上”“以下”含本数。", "at_most"),
        ("本办法所称“以下”不含本数。", "less_than"),
    ],
)
def test_the_end_of_a_band_alone(says: str, key: str) -> None:
    rules = emitted("瑚膜托育点托位15个以上、50个以下的，按每个托位4000元给予补助。", says)
    (one,) = [c for c in (*rules[0]["when"], *rules[0]["conditions"]) if key in c]
    assert one[key] == "50"


def test_where_another_band_begins_the_first_ends_before_it() -> None:
    (rule,) = emitted(
        "瑚膜园面积20亩以上、60亩以下的，补助8万元；60亩以上的，补助15万元。",
        "本办法所称“以上”“以下”含本数。",
    )
    assert [b["at_least"] for b in rule["amount"]["bands"]] == ["20", "60"]


def test_of_two_articles_only_one_is_paid_and_all_that_it_pays() -> None:
    source = (
        "1.建设补助。新建瑚膜站的，每个工位补助5000元。\n"
        "2.嵌入补助。瑚膜点工位15个以上的，按每个工位补助4000元，并一次性给予开办费3万元。"
        "已享受第1条建设补助的，不重复享受本条补助。\n3.其他。\n"
    )
    rules = emitted_of(source)
    found = [one["rules"] for one in propose_together(leaves(source), rules)]
    assert found == [["p#1:r1", "p#2:r1"], ["p#1:r1", "p#2:r2"]]


def test_a_sum_beside_so_much_for_each_is_paid_once() -> None:
    each, once = emitted("瑚膜点工位15个以上的，按每个工位补助4000元，并给予开办费3万元。")
    assert each["amount"]["kind"] == "per"
    assert once["amount"] == {"kind": "fixed", "yuan": "30000"}
    assert [c["at_least"] for c in once["conditions"]] == ["15"]


def test_each_of_those_that_are_counted_though_more_is_asked_of_them() -> None:
    (rule,) = emitted("年度辅导农户60户以上、单户辅导2次以上的，按每户200元奖励。")
    (item,) = rule["amount"]["items"]
    assert item["yuan"] == "200"
    assert {c.get("assumed") for c in rule["conditions"]} == {None, "true"}


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        (
            "取得瑚膜师（膜材引导员）初级、中级、高级证书的，分别奖励每人800元、1200元、2000元。",
            ["初级", "中级", "高级证书"],
        ),
        (
            "取得瑚膜员一级、二级证书的，分别奖励每人800元、500元。",
            ["一级", "二级证书"],
        ),
    ],
)
def test_the_grades_are_the_names_and_not_what_is_graded(sentence: str, labels: list[str]) -> None:
    rules, facts = emitted_facts(sentence)
    choices = facts[rules[0]["amount"]["fact"]]["choices"].values()
    assert [one["label"] for one in choices] == labels


@pytest.mark.parametrize("sign", [":", "：", "∶"])
def test_parts_in_any_sign_of_ratio(sign: str) -> None:
    found = find_schedule(f"总额最高600万元，分三年按4{sign}3{sign}3的比例拨付。")
    assert found is not None
    assert [str(one) for one in found.shares] == ["0.4", "0.3", "0.3"]


@pytest.mark.parametrize(
    "sentence",
    [
        "租用瑚膜场地的，按租金的50%补贴，计算补贴的月租金单价不超过每平方米25元。",
        "租用瑚膜场地的，按租金的50%补贴，租金单价最高按每月每平方米25元计算。",
    ],
)
def test_so_much_of_the_price_counts(sentence: str) -> None:
    (rule,) = emitted(sentence)
    assert rule["amount"]["price_yuan"] == "25"


def test_who_pays_no_more_is_who_is_paid() -> None:
    rules = emitted("租用瑚膜场地、月租金单价不超过每平方米35元的，按租金的50%补贴。")
    assert all("price_yuan" not in rule["amount"] for rule in rules)


@pytest.mark.parametrize(
    ("sentence", "of"),
    [
        (
            "投保瑚膜险的，按实际保费的50%补助，按投保时在岗人数计算，每名技师每年不超过40元。",
            "人数",
        ),
        ("投保瑚膜险的，按实际保费的50%补助，每个工位每年不超过60元。", "工位数"),
    ],
)
def test_a_limit_of_what_a_sum_is_spent_on_all_of(sentence: str, of: str) -> None:
    rules, facts = emitted_facts(sentence)
    amount = rules[0]["amount"]
    assert "item_cap_yuan" not in amount
    assert facts[amount["each_cap_of"]]["label"] == of


def test_a_limit_of_things_at_a_price_each() -> None:
    (rule,) = emitted("参加瑚膜展会的，按展位费的50%补贴，每个展位最高1万元。")
    assert rule["amount"]["item_cap_yuan"] == "10000"


def test_persons_by_the_year() -> None:
    (rule,) = emitted(
        "引进瑚膜人才的，按博士每人每年6万元、硕士每人每年2.4万元给予补贴，每人补贴期三年。"
    )
    assert [one["yuan"] for one in rule["amount"]["levels"]] == ["60000", "24000"]
    assert (rule["yearly"], rule["most_years"]) == ("true", "3")


def test_what_a_share_is_of_is_named_though_it_is_explained() -> None:
    rules, facts = emitted_facts(
        "企业研发费用（以加计扣除口径为准）占营业收入比例不低于3%的，按研发费用的10%补助。"
    )
    derived = facts[rules[0]["conditions"][0]["fact"]]["derive"]
    assert [facts[name]["label"] for name in derived[0]["share"]] == ["研发费用", "营业收入"]


def test_who_is_freed_of_a_threshold_is_not_worked_out() -> None:
    rules = emitted(
        "瑚膜户年购买量达到3万袋的，每袋补贴0.4元，每户最高5万元。在册困难户不受3万袋数量限制。"
    )
    paid, apart = rules
    assert [one["is"] for one in paid["when"]] == ["false"]
    assert apart["amount"]["kind"] == "unquantified"


def test_so_many_of_what_has_no_measure_word() -> None:
    numbers = quoted_numbers("年产能200万袋（含）至500万袋的，按20%补助")
    assert [str(one.value) for one in numbers] == ["2000000", "5000000", "0.2"]
    assert [one.measure for one in numbers[:2]] == [Measure.PLAIN, Measure.PLAIN]
