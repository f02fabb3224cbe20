"""Forms of subsidy sentences with nouns and numbers that no list knows; each at its boundaries."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from assistant.intake.draft import Draft
from assistant.intake.prove import Case, pay
from tests.intake.test_propose import only, read

WAN = Decimal(10_000)
_FIRST = "榫蓼砚鲟漆箜藤苎窖菱筝釉篾艾榧"
_SECOND = "梁蓝台鲤器篌椅麻酒角弦陶匠草木"


def noun(dice: random.Random) -> str:
    """Two characters that stand together in no trade that the project knows."""
    return dice.choice(_FIRST) + dice.choice(_SECOND)


def paid(draft: Draft, yuan: Decimal) -> Decimal:
    found = pay(draft, Case(base=yuan))
    assert found is not None
    return found


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    "form",
    [
        "{n}基地的{m}改造支出，{a}万元以内的部分按{p}%、{a}万元至{b}万元的部分按{q}%、"
        "{b}万元以上的部分按{r}%给予补助，最高{c}万元。",
        "企业从区外购入{n}的，按{m}交易额（以到账凭证为准）分段补助：{a}万元以内部分按{p}%，"
        "超过{a}万元至{b}万元部分按{q}%，超过{b}万元部分按{r}%，单个企业每年最高{c}万元。",
        "{n}项目{m}投资额在{a}万元（含）以内的部分，补助{p}%；{a}万元至{b}万元的部分，补助{q}%；"
        "{b}万元以上的部分，补助{r}%。单个企业最高{c}万元。",
    ],
)
def test_a_sum_is_cut_into_slices(seed: int, form: str) -> None:
    dice = random.Random(seed)
    a, b = dice.randint(1, 9) * 50, dice.randint(11, 40) * 50
    p, q, r = dice.randint(9, 20), dice.randint(5, 8), dice.randint(1, 4)
    c = dice.randint(300, 900)
    text = form.format(n=noun(dice), m=noun(dice), a=a, b=b, c=c, p=p, q=q, r=r)
    draft = only(text)
    for yuan in (a * WAN - 1, a * WAN, a * WAN + 1, b * WAN - 1, b * WAN, b * WAN + 1, 9 * b * WAN):
        whole = min(yuan, a * WAN) * p + max(min(yuan, b * WAN) - a * WAN, Decimal(0)) * q
        whole += max(yuan - b * WAN, Decimal(0)) * r
        assert paid(draft, yuan) == min(whole / 100, c * WAN), (text, yuan)


def test_slices_that_leave_a_gap_are_not_proposed() -> None:
    (*drafts,) = read("研发投入100万元以内的部分按8%，200万元以上的部分按5%补助。").drafts
    assert not any(draft.slices for draft in drafts)
    cases = read("投资额100万元以上的，按8%补助；500万元以上的，按10%补助。").drafts
    assert not any(draft.slices for draft in cases)


@pytest.mark.parametrize("seed", range(4))
def test_a_verb_of_one_character_pays(seed: int) -> None:
    dice = random.Random(seed)
    n, m, k = noun(dice), noun(dice), dice.randint(2, 90)
    for verb in ("补", "奖", "给"):
        (row,) = only(f"新建{n}{m}的，每座{verb}{k}万元。").rows
        assert row.fixed is not None
        assert row.fixed.value == k * WAN
    (row,) = only(f"{n}改造的，按{m}购置费的{k}%补，最高补{k}万元。").rows
    assert row.rate is not None
    assert row.rate.value * 100 == k
    draft = only(f"年{m}产值首次达到1亿元、3亿元的企业，依次奖励{k}万元、{k + 50}万元。")
    assert [one.fixed.value / WAN for one in draft.rows if one.fixed] == [k, k + 50]
    assert not read(f"{n}{m}不足5座的不补。").drafts
