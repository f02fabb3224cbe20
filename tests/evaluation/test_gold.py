"""Question sets are read whole, and a broken one is refused with file, line and field."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant.answer.answer import Outcome
from assistant.errors import GoldError
from assistant.evaluation.gold import Expectation, GoldQuestion, load_gold
from assistant.evaluation.gold_line import Span, Words
from assistant.policy.clause import ClauseId
from tests.fakes import ROOT

Load = Callable[[str], tuple[GoldQuestion, ...]]
LINE: dict[str, Any] = {"id": "a", "turns": ["问"], "outcome": ["answered"]}


def row(**changes: Any) -> str:
    return json.dumps({**LINE, **changes}, ensure_ascii=False)


@pytest.mark.parametrize(("part", "n"), [("2026-11-own-first", 443), ("2026-11-own-blind1", 390)])
def test_own_sets_load_whole(part: str, n: int) -> None:
    path = ROOT / "eval" / "questions" / f"{part}.jsonl"
    rows = path.read_text(encoding="utf-8").splitlines()
    gold = load_gold(path)
    assert [q.id for q in gold] == [json.loads(text)["id"] for text in rows]
    assert len(gold) >= n


def test_every_field_is_read(load: Load) -> None:
    (question,) = load(
        row(
            turns=["先", "后"],
            as_of="2026-02-28",
            outcome=["answered", "clarify"],
            cite=["futian-2024#1"],
            only=True,
            amounts={"futian-2024#1.1": "500000.50"},
            lead=["丁"],
            range=["1", "2.5"],
            say=[["甲", "乙"]],
            avoid=["丙"],
            warn=["draft"],
            unused=["戊", {"text": "己", "kind": "matter"}],
            completeness="partial",
            spans=[{"turn": 1, "start": 0, "end": 1, "label": "number", "role": "x"}],
            part="blind",
            tags=["calc"],
            why="因为",
        )
    )
    expected = Expectation(
        as_of=date(2026, 2, 28),
        outcome=(Outcome.ANSWERED, Outcome.CLARIFY),
        cite=(ClauseId("futian-2024", 1),),
        only=True,
        amounts=((ClauseId("futian-2024", 1, 1), (Decimal("500000.50"),)),),
        lead=("丁",),
        range=((None, Decimal(1), Decimal("2.5")),),
        say=(("甲", "乙"),),
        avoid=("丙",),
        warn=("draft",),
        unused=(Words("戊"), Words("己", "matter")),
        completeness=("partial",),
    )
    assert question == GoldQuestion(
        id="a",
        turns=("先", "后"),
        expect=(None, expected),
        spans=(Span(1, 0, 1, "number", "x"),),
        tags=("calc",),
        why="因为",
    )


def test_amounts_and_ranges_may_be_several(load: Load) -> None:
    amounts = {"futian-2024#2": ["1", "2"]}
    ranges = {"futian-2024#2": ["1", "2"]}
    wanted = load(row(amounts=amounts, range=ranges))[0].last
    clause = ClauseId("futian-2024", 2)
    assert wanted.amounts == ((clause, (Decimal(1), Decimal(2))),)
    assert wanted.range == ((clause, Decimal(1), Decimal(2)),)


def test_every_turn_may_expect_its_own(load: Load) -> None:
    first = {"outcome": ["clarify"], "as_of": "2026-01-01"}
    last = {"outcome": ["answered"], "cite": ["futian-2024#2"]}
    text = json.dumps({"id": "a", "turns": ["一", "二", "三"], "expect": [first, None, last]})
    (question,) = load(text)
    (n, one), (m, other) = question.judged
    assert (n, m) == (0, 2)
    assert (one.outcome, one.as_of) == ((Outcome.CLARIFY,), date(2026, 1, 1))
    assert (other.cite, other.as_of) == ((ClauseId("futian-2024", 2),), date(2025, 6, 1))
    assert question.last is other
    assert question.talk(1) == ("一", "二")


def test_the_top_of_the_line_fills_the_last_turn(load: Load) -> None:
    (question,) = load(row(turns=["一", "二"], expect=[{"outcome": ["refused"]}, None], only=True))
    assert question.last == Expectation(outcome=(Outcome.ANSWERED,), only=True)
    (merged,) = load(row(turns=["一", "二"], expect=[None, {"lead": ["甲"]}]))
    assert merged.last == Expectation(outcome=(Outcome.ANSWERED,), lead=("甲",))


def test_the_day_is_the_first_of_june_2025_where_none_is_named(load: Load) -> None:
    assert load(row())[0].last.as_of == date(2025, 6, 1)


def test_an_amount_written_as_a_number_stays_exact(load: Load) -> None:
    text = row().replace("}", ', "amounts": {"futian-2024#2": 0.1}}')
    assert load(text)[0].last.amounts[0][1] == (Decimal("0.1"),)


def test_blank_lines_and_a_byte_order_mark_are_passed_over(load: Load) -> None:
    assert len(load("\ufeff" + row() + "\n\n" + row(id="b") + "\n")) == 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (row() + "\n" + row(), [":2", "id", "第 1 行"]),
        (row(colour="red"), [":1", "colour"]),
        (row(as_of="2025-02-30"), ["as_of", "2025-02-30"]),
        (row(as_of="2025/06/01"), ["as_of", "2025/06/01"]),
        (row(as_of=20250601), ["as_of", "20250601"]),
        (row(cite=["futian-2024#"]), ["cite", "futian-2024#"]),
        (row(cite="futian-2024#1"), ["cite", "列表"]),
        (row(cite=[7]), ["cite", "7"]),
        (row(amounts={"futian#x": "1"}), ["amounts", "futian#x"]),
        (row(amounts={"futian-2024#1": "50万"}), ["amounts", "50万"]),
        (row(amounts={"futian-2024#1": -1}), ["amounts", "-1"]),
        (row(amounts={"futian-2024#1": True}), ["amounts", "True"]),
        (row(amounts=["futian-2024#1"]), ["amounts", "条款号"]),
        (row(outcome=["refuse"]), ["outcome", "refuse", "refused"]),
        (row(outcome=[]), ["outcome", "非空"]),
        (row(warn=["late"]), ["warn", "late"]),
        (row(turns=[]), ["turns", "非空"]),
        (row(turns="问"), ["turns", "列表"]),
        (row(turns=[""]), ["turns", "非空"]),
        (row(say=["甲"]), ["say", "甲"]),
        (row(say=[[]]), ["say", "[]"]),
        (row(only="yes"), ["only", "yes"]),
        (row(range=["2", "1"]), ["range", "低"]),
        (row(range="1-2"), ["range", "1-2"]),
        (row(completeness="whole"), ["completeness", "whole", "partial"]),
        (row(unused=[{"text": "甲", "kind": "noun"}]), ["unused", "noun", "matter"]),
        (row(expect=[{"outcome": ["answered"]}, None]), ["expect", "1 轮", "2 项"]),
        (row(expect=[{"outcome": ["refused"]}]), ["outcome", "只写一处"]),
        (row(turns=["一", "二"], expect=[{"cite": []}, None]), ["第 1 项", "outcome"]),
        (row(expect=[{"colour": 1}]), ["expect", "colour"]),
        (row(spans=[{"turn": 0, "start": 0, "end": 9, "label": "x"}]), ["spans", "9"]),
        (row(spans=[{"turn": 0, "start": 0, "end": True, "label": "x"}]), ["spans", "True"]),
        (row(id=""), ["id", "非空"]),
        ('{"id": "a", "id": "b"}', ["id", "两次"]),
        ('{"id": ', [":1", "JSON"]),
        ("[1]", [":1", "JSON 对象"]),
        ("[" * 100_000, [":1", "JSON"]),
        ("\n\n", ["一道题也没有"]),
    ],
)
def test_a_broken_line_is_named(load: Load, text: str, names: list[str]) -> None:
    with pytest.raises(GoldError) as caught:
        load(text)
    message = str(caught.value)
    assert "\n" not in message
    assert all(name in message for name in ["set.jsonl", *names]), message


def test_a_file_that_is_missing_or_not_utf8_is_named(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"no\.jsonl"):
        load_gold(tmp_path / "no.jsonl")
    (tmp_path / "gbk.jsonl").write_bytes(row().encode("gbk"))
    with pytest.raises(GoldError, match="UTF-8"):
        load_gold(tmp_path / "gbk.jsonl")
