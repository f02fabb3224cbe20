"""The ledger follows from the messages alone."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from assistant.dialogue.ledger import Ledger, Ledgers, Matter
from assistant.policy.clause import ClauseId
from tests.dialogue.test_numbers import FEE, WAN, stated, value
from tests.real_assistant import understand

COMPUTE, MODEL = ClauseId.parse("longgang-2025#2"), ClauseId.parse("longgang-2025#5")
FIRST = "龙岗买算力花了300万，能补多少"
SECOND = "龙岗备案了2个大模型能奖多少"


def focus(*turns: str) -> list[ClauseId]:
    return [f.clause_id for f in understand(*turns).focus]


def test_the_same_messages_give_the_same_ledger() -> None:
    turns = (FIRST, SECOND, "那龙华呢", "改成3个")
    assert understand(*turns).ledger == understand(*turns).ledger


def test_the_latest_ledgers_are_kept_and_the_longest_beginning_is_taken() -> None:
    kept, day = Ledgers(2), date(2026, 1, 1)
    for n in (1, 2, 3):
        kept.keep(day, ("一", "二", "三")[:n], Ledger(turn=n))
    assert kept.longest(day, ("一", "二", "三", "四")) == (3, Ledger(turn=3))
    assert kept.longest(day, ("一", "二", "三")) == (2, Ledger(turn=2))
    assert kept.longest(day, ("一", "二")) == (0, Ledger())  # the first was forgotten
    assert kept.longest(date(2026, 1, 2), ("一", "二", "三")) == (0, Ledger())


def test_threads_that_keep_ledgers_at_once_do_not_break_each_other() -> None:
    """One question of 2 868 was answered with an error while 50 asked at once."""
    kept, day, before = Ledgers(4), date(2026, 1, 1), sys.getswitchinterval()

    def fill(thread: int) -> None:
        for n in range(1_500):
            kept.keep(day, (f"{thread}-{n}",), Ledger(turn=n))
            done, ledger = kept.longest(day, (f"{thread}-{n}", "然后"))
            assert (done, ledger.turn) in ((1, n), (0, 0))

    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(fill, range(8)))
    finally:
        sys.setswitchinterval(before)


def test_matters_are_changed_in_place_or_added_and_become_current() -> None:
    ledger = Ledger().with_matters([(None, Matter((COMPUTE,)))])
    ledger = ledger.with_matters([(None, Matter((MODEL,)))])
    assert [m.clauses for m in ledger.matters] == [(COMPUTE,), (MODEL,)]
    assert ledger.current == (1,)
    changed = ledger.with_matters([(0, Matter((COMPUTE,), text="算力"))])
    assert [m.text for m in changed.matters] == ["算力", ""]
    assert changed.in_question == (changed.matters[0],)


def test_matters_that_are_taken_out_shift_those_behind() -> None:
    ledger = Ledger().with_matters([(None, Matter((COMPUTE,))), (None, Matter((MODEL,)))])
    left = ledger.without([0])
    assert [m.clauses for m in left.matters] == [(MODEL,)]
    assert left.current == (0,)


def test_a_ledger_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Ledger().turn = 3  # type: ignore[misc]


@pytest.mark.parametrize("social", ["谢谢", "你好", "你能做什么", "好的，知道了"])
def test_social_messages_change_no_matter(social: str) -> None:
    before, after = understand(FIRST).ledger, understand(FIRST, social).ledger
    assert (after.matters, after.current) == (before.matters, before.current)


@pytest.mark.parametrize("back", ["回到刚才那个，要是500万呢", "第一个要是500万呢"])
def test_an_earlier_matter_can_be_gone_back_to(back: str) -> None:
    assert focus(FIRST, SECOND, back) == [COMPUTE]
    assert value(stated(FIRST, SECOND, back)[FEE]) == 500 * WAN


def test_a_matter_keeps_its_facts_while_another_is_spoken_of() -> None:
    assert value(stated(FIRST, SECOND, "刚才那个算力能补多少")[FEE]) == 300 * WAN


def test_a_refused_message_keeps_its_subject_for_a_place_that_has_it() -> None:
    assert focus("广州租算力能补多少", "龙岗呢") == [COMPUTE]


def test_a_number_after_a_refusal_falls_on_nothing() -> None:
    understanding = understand("广州租算力能补多少", "花了300万")
    assert understanding.focus == ()
    assert understanding.refusal


def test_an_uncollected_matter_is_asked_again_elsewhere() -> None:
    found = understand("前海租算力能补多少")  # Qianhai has none: the city's clause beside it
    assert found.absent == ("qianhai-2024",)
    assert [str(f.clause_id) for f in found.focus] == ["shenzhen-pioneer-2024#2"]
    assert focus("前海租算力能补多少", "那龙岗呢") == [COMPUTE]


def test_restarting_forgets_everything() -> None:
    assert understand(FIRST, SECOND, "重新开始").ledger.matters == ()
