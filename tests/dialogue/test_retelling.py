"""Later messages as edits of those before: what edits there are, and where what is read stands.

What a message does is given here; that the network hears it is tested in
tests/retrieval/test_edit_reader.py.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.answer import Answer
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.retelling.edits import Edit, Op, edits_of, retold
from assistant.dialogue.retelling.heard import Heard, Piece, histories
from assistant.dialogue.retelling.reteller import edited
from assistant.dialogue.roles import told
from assistant.dialogue.understanding import Understanding
from tests.real_assistant import DAY, real

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


@given(st.data())
def test_every_place_of_a_told_anew_message_is_found_where_it_was_typed(
    data: st.DataObject,
) -> None:
    source = data.draw(st.text("甲乙丙丁0123", min_size=1, max_size=30))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(source)), max_size=6, unique=True)))
    heard = Heard(2, source)
    pieces = [
        Piece(a, b, data.draw(st.text("万9", min_size=1, max_size=4)), (5, n, n + 1), True)
        for n, (a, b) in enumerate(zip(cuts[::2], cuts[1::2], strict=False))
    ]
    for piece in pieces:
        heard = heard.with_piece(piece)
    text, at = heard.text, 0
    for piece in pieces:
        start, end = heard.at(piece.start, piece.end)
        assert text[start:end] == piece.text
        assert heard.typed(start, end)[0] == piece.told
        kept = text[at:start]
        if kept:
            place, others = heard.typed(at, start)
            assert source[place[1] : place[2]] == kept
            assert place[0] == 2
            assert not others
        at = end
    if text[at:]:
        place, _ = heard.typed(at, len(text))
        assert source[place[1] : place[2]] == text[at:]


def test_the_messages_as_they_stood_follow_from_those_that_were_told_anew() -> None:
    cut = (Heard(1, "一"),)
    assert histories(("一", "二", "三", "四"), [(3, cut)]) == [
        cut,
        (*cut, Heard(2, "二")),
        cut,
        (*cut, Heard(4, "四")),
    ]


# --- what is answered then ---


def retold_as(edit: Edit, *turns: str) -> tuple[Answer, Understanding]:
    """The answer to the last message, read as this edit."""
    said, assistant = Conversation("", turns), real()
    found = assistant.understand(said, as_of=DAY)
    assert found.before is not None
    heards = histories(turns[:-1], found.before.retold)
    one = edited(turns, heards, [edit], 0.9)
    assert one is not None
    then = assistant.retold_reading.as_retold(one, found, found.before, turns, DAY)
    assert then is not None
    return assistant.answer_to(said, then, as_of=DAY), then


def amounts(answer: Answer) -> dict[str, Decimal | None]:
    return {e.rule_id: e.amount for e in answer.estimates}


def test_back_to_the_state_after_an_earlier_message() -> None:
    answer, then = retold_as(
        Edit(Op.BACK, 1),
        "龙岗买算力做手语模型，花了430万",
        "有60万是硬盘柜，扣掉",
        "要是再买1800万的呢",
        "老板没批，就现在手上这些",
    )
    assert amounts(answer)["longgang-2025#2:compute-service"] == (430 - 60) * WAN * 3 // 10
    assert then.reread is not None
    assert then.ledger.turn == 4


def test_one_of_several_years_may_grow() -> None:
    answer, _ = retold_as(
        Edit(Op.ADD, 0, 3, 1),
        "龙华做皮影直播的，深度合成备案的算法25年三个、26年四个，两年合计最高多少",
        "26年这边又下来两个",
    )
    # 3 × 100万 in the one year, 6 × 100万 of which at most 500万 in the other
    assert amounts(answer)["longhua-2025#8:algorithm"] == (300 + 500) * WAN


def test_what_was_told_anew_stands_where_the_later_message_told_it() -> None:
    turns = ("龙岗买算力花了430万", "机房那边漏报了五十万块")
    _, then = retold_as(Edit(Op.ADD, 0, 0, 0), *turns)
    (stated,) = (s for m in then.ledger.matters for s in m.numbers)
    assert stated.value == 480 * WAN
    said = {turns[t - 1][a:b] for t, a, b in stated.every_place}
    assert said in ({"430万", "五十万块"}, {"430万", "五十万"})


def test_an_edit_that_would_leave_less_than_nothing_is_none() -> None:
    turns = ("龙岗买算力花了430万", "退了500万")
    heards = histories(turns[:-1], ())
    assert edited(turns, heards, [Edit(Op.LESS, 0, 0, 0)], 0.9) is None
