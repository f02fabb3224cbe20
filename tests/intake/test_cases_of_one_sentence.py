"""What one sentence pays in several cases, beyond a number, below one, and to each of several.

The nouns of trades are made up: no word list can know them.
"""

from __future__ import annotations

from tests.intake.test_cases_behind import emitted, emitted_facts, says


def test_a_share_below_a_number_holds_below_it() -> None:
    (rule,) = emitted("瑚院每张床位补助9000元。瑚床占比低于60%的，按上述标准的80%执行。")
    (factor,) = rule["factors"]
    assert (factor["when"]["less_than"], factor["factor"]) == ("0.6", "0.8")
    assert "at_least" not in factor["when"]


def test_a_share_from_a_number_on_holds_from_there() -> None:
    (rule,) = emitted("瑚院每张床位补助9000元。瑚床占比不低于60%的，按上述标准的120%执行。")
    (factor,) = rule["factors"]
    assert (factor["when"]["at_least"], factor["factor"]) == ("0.6", "1.2")


def test_so_many_times_below_a_number_hold_below_it() -> None:
    (rule,) = emitted("瑚社引客每人奖励20元。累计引客不足5000人次的，按0.5倍计算。")
    assert rule["factors"][0]["when"]["less_than"] == "5000"


def test_cases_behind_a_colon_owe_nothing_to_one_another() -> None:
    own, rented, changed = emitted(
        "新建瑚院，核定床位在30张以上的，按核定床位给予补助：自有用房的，每张床位补助9000元；"
        "租用房屋且租期5年以上的，每张床位补助5000元；利用闲置瑚房改建的，每张床位补助6500元。"
    )
    assert [says(one, "when") for one in (own, rented, changed)] == [
        ["自有用房"],
        ["租用房屋"],
        ["利用闲置瑚房改建"],
    ]
    assert says(changed, "conditions") == ["核定床位不低于30张"]
    assert says(rented, "conditions") == ["核定床位不低于30张", "租期不低于5年"]


def test_two_matters_behind_a_colon_are_no_cases_of_one() -> None:
    held, built = emitted("按以下标准给予奖励：举办瑚会的，每场5万元；新建瑚馆的，每平方米100元。")
    assert "when" not in held
    assert "when" not in built


def test_each_of_those_that_are_counted_gets_it() -> None:
    (chain,) = emitted("连锁运营5家及以上瑚站的，按每家4万元给予一次性奖励，最高40万元。")
    (bred,) = emitted("孵化器培育的企业首次获评瑚牌的，按每家3万元奖励孵化器，每年最高30万元。")
    (plain,) = emitted("瑚企业首次获评瑚牌的，按每家2万元给予补助。")
    assert [one["amount"]["kind"] for one in (chain, bred, plain)] == ["per", "per", "fixed"]
    assert chain["conditions"][0]["fact"] == chain["amount"]["items"][0]["fact"]


def test_what_is_beyond_a_number_is_paid_for_alone() -> None:
    (rule,) = emitted("瑚剧年演出超过100场的，对超过的场次按每场2000元奖励，每年最高30万元。")
    assert rule["amount"]["items"][0]["fact"].endswith("_beyond")
    assert (
        emitted("瑚剧年演出超过100场的，对超过的场次按每场2000元奖励，淡季场次按每场3000元奖励。")
        == []
    )


def test_a_limit_for_each_insured_is_one_of_the_whole_premium() -> None:
    (beds,) = emitted("瑚院投保责任险的，按实际保费的60%补助，每张投保床位每年最高补助90元。")
    (people,) = emitted("瑚企为职工投保瑚险的，按保费的50%补助，每人最高200元。")
    (carts,) = emitted("购置瑚车的，按购置费的20%补助，每辆最高5万元。")
    assert [one["amount"].get("each_cap_yuan") for one in (beds, people, carts)] == [
        "90",
        "200",
        None,
    ]


def test_a_kind_of_the_sum_has_a_rate_of_its_own() -> None:
    whole, part = emitted(
        "瑚品年销售额500万元以上的，按销售额的2%奖励，最高40万元；"
        "其中出口销售额按4%奖励，二者合并计算，最高60万元。"
    )
    assert whole["amount"]["base"]["minus"] == part["amount"]["base"]["plus"]
    assert (whole["cap"]["yuan"], part["cap"]["yuan"]) == ("400000", "600000")


def test_a_note_says_which_of_its_ends_a_band_holds() -> None:
    (rule,) = emitted(
        "瑚堂给予年度补助：年服务量1万至2万人次（含1万，不含2万）的3万元；"
        "2万至4万人次（含2万，不含4万）的6万元；4万人次及以上的10万元。"
    )
    bands = [(one["at_least"], one["yuan"]) for one in rule["amount"]["bands"]]
    assert bands == [("10000", "30000"), ("20000", "60000"), ("40000", "100000")]
    (rated,) = emitted(
        "购置瑚机，年度设备投资在300万元以上的，按以下比例补助：300万元至1000万元（不含1000万元）的，"
        "补助12%；1000万元及以上的，补助15%。"
    )
    assert [one["rate"] for one in rated["amount"]["bands"]] == ["0.12", "0.15"]


def test_so_much_more_on_top_of_the_sums_above() -> None:
    more = emitted("瑚堂每年奖励3万元。设在行政村的，在上述金额基础上另加1万元。")[-1]
    assert (says(more, "when"), more["amount"]["yuan"]) == (["设在行政村"], "10000")


def test_a_list_for_persons_is_paid_to_each_of_them() -> None:
    (people,) = emitted("瑚工取得证书的，给予个人一次性补贴：五级1000元，四级1500元，三级2500元。")
    (firm,) = emitted("瑚企取得下列认证的，给予一次性奖励：甲证30万元、乙证18万元、丙证8万元。")
    assert "count" in people["amount"]
    assert "count" not in firm["amount"]


def test_the_area_that_is_demanded_is_that_which_is_rented() -> None:
    (rule,), facts = emitted_facts(
        "瑚企租用办公用房，自用面积200平方米以上的，按实际租金的50%给予租房补贴，"
        "补贴单价最高每平方米每月25元，补贴面积最高2000平方米。"
    )
    assert rule["amount"]["area"] == rule["conditions"][0]["fact"]
    assert "面积" in facts[rule["amount"]["area"]]["words"]
