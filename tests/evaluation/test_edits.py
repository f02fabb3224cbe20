"""What a later message may do to those before it: which edits there are, and what they leave."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dialogue.roles import told
from assistant.evaluation.edits import Edit, Op, edits_of, retold

WAN = 10_000


def after(edit: Edit, *turns: str) -> str:
    """The edited message as the last one leaves it."""
    *earlier, now = map(told, turns)
    return retold(earlier, now, edit)[edit.turn]


@pytest.mark.parametrize(
    ("edit", "turns", "then"),
    [
        (
            Edit(Op.FEWER, 0, 0),
            ("今年三个算法过了备案", "唱皮影那个又撤了"),
            "今年2个算法过了备案",
        ),
        (Edit(Op.MORE, 0, 0), ("主导俩国际标准", "又出来一项"), "主导3个国际标准"),
        (
            Edit(Op.ADD, 0, 0, 0),
            ("租算力花了二百六十万", "机房又补了90万"),
            "租算力花了350万",
        ),
        (
            Edit(Op.LESS, 0, 1, 0),
            ("去年400万,今年650万", "今年退了50万"),
            "去年400万,今年600万",
        ),
        (
            Edit(Op.SET, 0, 0, 0),
            ("研发六百万元", "采蜜那款实际五百"),
            "研发500万元",
        ),
        (Edit(Op.DROP, 0, 1), ("甲220万,乙90万", "乙黄了"), "甲220万,乙0万"),
        (
            Edit(Op.ONLY, 0, 1),
            ("前年合同90万,去年140万", "单看去年"),
            "前年合同0万,去年140万",
        ),
        (
            Edit(Op.SWAP, 0, 1),
            ("24年3500万,23年3900万", "填反了"),
            "24年3900万,23年3500万",
        ),
        (
            Edit(Op.SET, 0, 0, 0),
            ("租了300平米,月租每平80元", "是320平"),
            "租了320平米,月租每平80元",
        ),
    ],
)
def test_an_edit_tells_one_number_anew(edit: Edit, turns: tuple[str, ...], then: str) -> None:
    assert after(edit, *turns) == then


def test_an_edit_may_cut_messages() -> None:
    *earlier, now = map(told, ("一", "二", "三", "四"))
    assert retold(earlier, now, Edit(Op.BACK, 0)) == ("一",)
    assert retold(earlier, now, Edit(Op.VOID, 1)) == ("一", "三")


@given(
    had=st.integers(1, 99_999),
    by=st.integers(1, 99_999),
    op=st.sampled_from([Op.SET, Op.ADD, Op.LESS]),
)
def test_the_number_then_is_read_as_what_the_edit_comes_to(had: int, by: int, op: Op) -> None:
    turns = (f"我们在龙岗买算力花了{had}万,能补多少", f"那个{by}万")
    *earlier, now = map(told, turns)
    wanted = {Op.SET: by, Op.ADD: had + by, Op.LESS: had - by}[op]
    offered = Edit(op, 0, 0, 0) in set(edits_of(earlier, now))
    assert offered == (wanted >= 0 and not (op is Op.SET and had == by))
    if offered:
        (figure,) = told(retold(earlier, now, Edit(op, 0, 0, 0))[0]).figures
        assert figure.value == wanted * WAN


def test_days_shares_and_article_numbers_are_never_told_anew() -> None:
    earlier = [told("2025年第9条补30%,龙岗买了300万")]
    edits = set(edits_of(earlier, told("是2026年的40%")))
    assert {e.figure for e in edits} <= {
        n for n, f in enumerate(earlier[0].figures) if f.value == 300 * WAN
    }
