"""English words of business in a message, and characters typed apart, say what Chinese ones say."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from assistant.answer.answer import Answer, Outcome
from assistant.dialogue.folding import fold_message
from assistant.text.english_words import in_chinese
from assistant.text.gaps import without_gaps
from tests.real_assistant import ask


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("use cases 11个, bonus how much?", "应用案例11个,奖励多少?"),
        ("we have 3 use cases", "我们have 3 个应用案例"),
        ("主导一个 international standard", "主导一个国际标准"),
        ("a 2024 Purchase  Fee of 80万", "a 2024 采购费用of 80万"),
        ("投了500万 non-gov", "投了500万 非财政资金"),
        ("fee@model.cn 和 /rent/contract.pdf", None),
        ("modelling feedback, rental", None),
        ("没有英文的 GPU 和 A100", None),
        ("fee\tcontract\n80万\t90万", "费用\t合同\n80万\t90万"),
    ],
)
def test_words_of_business_are_read_in_chinese(typed: str, read: str | None) -> None:
    text, places = in_chinese(typed)
    assert text == (read or typed)
    assert len(places) == len(text)
    assert list(places) == sorted(places)


def test_a_word_read_in_chinese_is_quoted_as_it_was_typed() -> None:
    typed = "龙岗 compute fee 80万"
    folded, offsets = fold_message(typed)
    start = folded.index("算力服务费用")
    assert typed[offsets[start] : offsets[start + 5] + 1] == "compute fee"


@pytest.mark.parametrize("seed", range(10))
def test_half_in_english_pays_what_is_paid_in_chinese(seed: int) -> None:
    draw = random.Random(seed)
    tens = draw.randrange(11, 60)
    thing = draw.choice(["茶饮", "轴承", "陶瓷", "玩具", "雨伞"])
    english, chinese = draw.choice(
        [
            (f"做{thing}的，龙岗 compute purchase {tens}0万, subsidy how much",
             f"做{thing}的，龙岗算力采购{tens}0万，补贴多少"),
            (f"Longgang {thing} 厂, compute service fee {tens}0万 RMB, how much can we claim?",
             f"龙岗{thing}厂，算力服务费用{tens}0万，能拿多少"),
            (f"福田{thing}公司 corpus purchase {tens}0万，数据交易平台 非关联方，grant多少",
             f"福田{thing}公司语料采购{tens}0万，数据交易平台、非关联方，补贴多少"),
            (f"市里 model voucher，{thing}厂买备案模型做agent，purchase fee {tens}0万，能cover多少",
             f"市里模型券，{thing}厂买备案模型做智能体，采购费用{tens}0万，能补多少"),
            (f"前海 self-developed 行业大模型 publicly released, use cases {tens}个, bonus多少",
             f"前海自主研发行业大模型，公开发布，应用案例{tens}个，奖励多少"),
            (f"龙华 led {tens % 3 + 1} international standards，reward多少",
             f"龙华主导{tens % 3 + 1}个国际标准，奖励多少"),
        ]
    )  # fmt: skip
    assert _paid(ask(english)) == _paid(ask(chinese)) != set()


@pytest.mark.parametrize(
    "asked",
    [
        "What is the reward for algorithm filing in Longhua?",
        "How much is the rent subsidy in Qianhai?",
    ],
)
def test_a_question_in_plain_english_is_answered(asked: str) -> None:
    assert ask(asked).outcome is Outcome.ANSWERED


@pytest.mark.parametrize(
    "asked",
    [
        "What is the capital of France?",
        "Please write a contract for my dog walking company",
        "帮我把这份 contract 翻译成英文",
        "公司 office 的 deadline 怎么跟老板请假",
    ],
)
def test_english_words_open_no_door(asked: str) -> None:
    assert ask(asked).outcome is not Outcome.ANSWERED


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("龙岗 语 料 采 购 2 2 0 万，能补多少", "龙岗 语料采购220万，能补多少"),
        ("补 不 补", None),
        ("1 2 3 4 5 6", None),
        ("龙华 租金 算力券 融资", None),
    ],
)
def test_characters_typed_apart_are_words(typed: str, read: str | None) -> None:
    text, places = without_gaps(typed)
    assert text == (read or typed)
    assert [typed[at] for at in places] == list(text)


@pytest.mark.parametrize("seed", range(6))
def test_a_question_typed_apart_is_the_same_question(seed: int) -> None:
    draw = random.Random(seed)
    asked = draw.choice(
        ["龙岗买算力花了{}0万能补多少", "龙华采购算力{}0万能报多少", "福田租算力{}0万能补多少"]
    ).format(draw.randrange(11, 60))  # fmt: skip
    assert _paid(ask(" ".join(asked))) == _paid(ask(asked)) != set()


def _paid(answer: Answer) -> set[tuple[str, Decimal]]:
    return {(e.rule_id, e.amount) for e in answer.estimates if e.amount is not None}
