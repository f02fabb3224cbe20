"""Who gets nothing by a sentence that names them: 公务员,以及…人员,不享受本办法规定的补贴."""

from __future__ import annotations

import pytest

from tests.dialogue.made_up_town import Town, noun, towns


def policy(seed: int) -> str:
    n = noun(seed)
    return f"""标题: 安吉县{n}人才安居办法
安吉县{n}人才安居办法
第一条 为吸引{n}人才，制定本办法。
第二条 享受本办法补贴的{n}人才，应当与县内企业签订劳动合同。公务员、参照公务员法管理的人员，\
以及从县内其他企业流动的人员，不享受本办法规定的补贴。
第三条 {n}人才生活补贴。新引进的{n}人才，博士每月2000元、硕士每月1100元，最长发放24个月。
第四条 本办法自2025年3月1日起施行，至2027年12月31日止。
"""


town = towns(policy, (1, 7))


def test_who_is_named_gets_nothing(town: Town) -> None:
    answer = town.ask("我是安吉的公务员，硕士，能领某某人才生活补贴吗？")
    assert answer.text.startswith("不能")
    assert 2 in {c.clause_id.article for c in answer.citations}


@pytest.mark.parametrize(
    "turn",
    [
        "我老公是公务员，我是硕士，能领安吉的某某人才生活补贴吗？",
        "我是硕士，不是公务员，能领安吉的某某人才生活补贴吗？",
        "我是安吉新引进的硕士，能领某某人才生活补贴吗？",
    ],
)
def test_others_are_not_refused(town: Town, turn: str) -> None:
    assert not town.ask(turn).text.startswith("不能")
