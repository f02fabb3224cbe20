"""Fitting what a message is for: the same bytes, authors held out whole, costs as they are said."""

from __future__ import annotations

import json

import numpy as np

from assistant.dialogue.purpose import Signs, columns_of, read_fit
from assistant.evaluation import fit_purpose
from assistant.evaluation.fit_purpose import (
    DISHONEST,
    HONEST,
    OUTSIDE,
    REFUSED,
    Design,
    Message,
    Row,
    fitted,
    held_out,
    material,
    threshold,
)
from assistant.settings import load_settings
from tests.fakes import ROOT

ASKED = ["龙岗算力补多少", "前海房租怎么算", "福田模型奖多少", "龙华机器人奖励", "市里训力券比例"]
CHEATED = ["假合同怎么写", "发票怎么造假", "倒签协议教我", "流水怎么刷高"]
OTHER = ["火锅怎么做", "孩子上小学", "股票能买吗", "明天下雨吗"]


def row(author: str, text: str, kind: int, refused: bool = False) -> Row:
    signs = Signs(*[0.0] * len(Signs.__slots__))
    return Row(Message(author, (), text, kind), columns_of(signs), refused)


def some_rows() -> list[Row]:
    found = []
    for author in "abc":
        found += [row(author, f"{text}{author}", HONEST) for text in ASKED]
        found += [row(author, f"{author}{text}", DISHONEST) for text in CHEATED]
        found += [row(author, f"{text}{author}", OUTSIDE) for text in OTHER]
    return [*found, row("a", "做火锅", REFUSED)]


def test_the_same_material_gives_the_same_bytes_and_tells_kinds_apart() -> None:
    one, two = (json.dumps(fitted(some_rows(), {"x": "y"})) for _ in range(2))
    assert one == two
    fit = read_fit(json.loads(one))
    signs = Signs(*[0.0] * len(Signs.__slots__))
    asked = fit.purpose("福田算力补多少", signs)
    assert asked.outside + asked.dishonest < 0.5
    assert fit.purpose("火锅怎么做好", signs).outside > 0.5
    assert fit.purpose("假发票怎么造", signs).dishonest > 0.5


def test_an_author_is_measured_by_a_fit_that_never_saw_it() -> None:
    """One author alone uses a word; whoever is measured without it cannot know what it means."""
    rows = [*some_rows(), *(row("d", word, OUTSIDE) for word in ("嚯嚯嚯", "嚯嚯嚯嚯"))]
    kinds = np.array([r.message.kind for r in rows])
    authors = np.array([r.message.author for r in rows])
    everything = np.ones(len(rows), dtype=bool)
    design = Design(rows)
    p = held_out(design, kinds, np.ones(len(rows)), authors, everything)
    grams, signs = fit_purpose.fit(design, kinds, np.ones(len(rows)))
    seen = 1 - fit_purpose.probabilities(design.scores(grams, signs))[:, HONEST]
    assert (seen[authors == "d"] > p[authors == "d"] + 0.1).all()


def test_the_threshold_costs_least() -> None:
    p = np.array([0.9, 0.8, 0.7, 0.6, 0.2])
    refused = np.array([True, True, False, False, False])
    everything = np.ones(5, dtype=bool)
    assert 0.7 < threshold(p, refused, everything) < 0.8
    # One more to refuse behind two honest ones: 10 against 2 × 3, so both are given up.
    behind = np.array([True, True, False, False, True])
    assert threshold(p, behind, everything) < 0.2


def test_no_set_that_is_kept_for_a_test_is_read() -> None:
    messages, sums = material(load_settings(str(ROOT)))
    assert not {m.author for m in messages} & fit_purpose.KEPT_FOR_TEST
    assert "training/purpose.jsonl" in sums
    assert len({(bool(m.before), m.text, m.kind) for m in messages}) == len(messages)
