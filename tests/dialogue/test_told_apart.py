"""Messages as people type them: which matters they are about, what they take the place of.

The figures here stand in no question set.
"""

from __future__ import annotations

import pytest

from assistant.answer.answer import Answer
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import amounts, ask

BOUGHT = "longgang-2025#2:compute-service"
EVENT = "shenzhen-pioneer-2024#18:event"


def cited(answer: Answer) -> set[str]:
    return {str(c.clause_id) for c in answer.citations}


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        (
            "龙岗算力服务费1700万语料合同130万备案模型3个各能报多少",
            "longgang-2025#2 longgang-2025#3 longgang-2025#5",
        ),
        ("龙岗租700万算力和龙华备案1个模型分别能补多少", "longgang-2025#2 longhua-2025#9"),
        (
            "福田:自己做的AI软件进了深圳市首版次软件推广应用指导目录,租智算训模型合同430万,各多少",
            "futian-2024#4.2 futian-2024#2",
        ),
        (
            "龙岗的领军人才、企业上市、算力资源池，这几样有具体金额吗",
            "longgang-2025#14 longgang-2025#15 longgang-2025#1",
        ),
        ("南山区平台资助怎么说？市里的训力券最高多少", "nanshan-draft#1 shenzhen-pioneer-2024#2"),
        (
            "前海数据这块两件事：一是行业大模型自研发布有11个案例；二是示范项目投了460万。各多少",
            "qianhai-2024#8 qianhai-2024#9",
        ),
    ],
)
def test_every_matter_of_a_message_is_answered(message: str, wanted: str) -> None:
    assert set(wanted.split()) <= cited(ask(message))


@pytest.mark.parametrize(
    "message",
    [
        "在龙华搞一场无人机创意大赛,区里怎么支持?市里要是审定总投入380万又给多少",
        "龙岗办一场国际AI大会实际花260万,龙岗给多少?市里那边审定总投入也是380万,又给多少",
    ],
)
def test_what_an_event_costs_in_another_place_is_of_the_event(message: str) -> None:
    assert amounts(ask(message))[EVENT] == 190 * WAN


def test_blanks_are_marks_where_nothing_else_is() -> None:
    answer = ask("龙岗小公司 语料买了70万 平台上买的 跟卖方没关系 算力租了五百三十万 帮估一下两个")
    assert amounts(answer)[BOUGHT] == 159 * WAN


def test_a_matter_behind_an_aside_is_none() -> None:
    answer = ask("龙岗公司，一口气问两个，算力花1400万，备案模型3个")
    assert amounts(answer)[BOUGHT] == 420 * WAN


def test_reaching_a_sum_adds_nothing() -> None:
    talk = ("龙岗买算力花了610万，能补多少", "后来追加到770万了")
    assert amounts(ask(*talk))[BOUGHT] == 231 * WAN


def test_so_many_matters_are_no_count() -> None:
    first = "前海：自研公开发布的行业大模型13个案例；示范项目投了720万。各多少"
    answer = ask(first, "示范项目改成930万，两个全部再报一遍")
    assert cited(answer) == {"qianhai-2024#8", "qianhai-2024#9"}
    assert amounts(answer)["qianhai-2024#9:scene"] == 93 * WAN


def test_what_others_say_is_paid_is_no_fact() -> None:
    answer = ask("同学说龙岗买算力能拿500万，我花了940万")
    assert amounts(answer)[BOUGHT] == 282 * WAN


def test_a_value_holds_again() -> None:
    talk = ("龙岗买算力花了840万，能补多少", "1260万呢", "前面那个840万才是对的，1260万是预算")
    assert amounts(ask(*talk))[BOUGHT] == 252 * WAN


def test_what_stays_is_answered_beside_what_is_new() -> None:
    first = "龙岗：买算力470万；备案模型2个。各多少"
    answer = ask(first, "第二个不报了，换成示范场景项目，非政府投资，实际投了330万。第一个照旧")
    assert {"longgang-2025#2", "longgang-2025#10"} <= cited(answer)
    assert "longgang-2025#5" not in cited(answer)


def test_a_condition_told_of_one_matter_is_of_no_other() -> None:
    first = "福田：平台上买非关联语料260万；数据首次入表180万，交易所流通了，入表服务费60万。各多少"
    answer = ask(first, "入表的那个其实没在交易机构流通过。语料照旧，重新都算")
    found = amounts(answer)
    assert found["futian-2024#3.1:corpus-purchase"] == 26 * WAN
    assert found["futian-2024#3.2:asset-entry"] == 0


def test_a_count_stands_behind_its_noun() -> None:
    answer = ask("前海获批载客的车17台，都挂在公司名下，每台购置22万，改造6万，能补多少")
    assert amounts(answer)["qianhai-2024#10:vehicles"] == 17 * 14 * WAN


@pytest.mark.parametrize("later", ["那龙华呢，采购算力360万"])
def test_another_matter_in_another_place(later: str) -> None:
    answer = ask("南山有没有贷款贴息", later)
    assert amounts(answer)["longhua-2025#4:compute-voucher"] == 108 * WAN


@pytest.mark.parametrize("message", ["我们是牵头单位，国家AI揭榜挂帅优胜，龙华奖多少"])
def test_who_led_is_no_question(message: str) -> None:
    assert "责任单位" not in ask(message).sentences[0].text


def test_one_more_thing_that_was_bought_is_told() -> None:
    answer = ask(
        "福田：租智能算力1300万训模型；又采购备案大模型做应用合同80万。最后还买了一台咖啡机。各多少"
    )
    assert any("咖啡机" in u.text for u in answer.unused)
