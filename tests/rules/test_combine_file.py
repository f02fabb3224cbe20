"""Statements on several rules in rules.yaml: read, checked with file and line, used by match."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.errors import RuleError
from assistant.rules.match import match
from assistant.rules.profile import Profile
from assistant.rules.rulebook import Rulebook, load_rulebook
from tests.rules.case_files import ROOT, corpus, rulebook

WAN = Decimal(10_000)
DAY = date(2025, 6, 1)
QUOTE = "给予每个模型50万元,每家单位每年最高200万元的奖励"
STATED = f"""
combine:
  - relation: allow
    rules: ["longhua-2025#9:filed-model", "longhua-2025#8"]
    clause: longhua-2025#9
    quote: {QUOTE}
not_ruled:
"""


def load(folder: Path, stated: str) -> Rulebook:
    """The rules of the corpus with statements in Longhua's file."""
    (folder / "facts.yaml").write_bytes((ROOT / "corpus" / "facts.yaml").read_bytes())
    for source in (ROOT / "corpus").glob("*/rules.yaml"):
        target = folder / source.parent.name / "rules.yaml"
        target.parent.mkdir()
        shutil.copy(source, target)
    path = folder / "longhua-2025" / "rules.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\nnot_ruled:\n", stated), encoding="utf-8")
    return load_rulebook(folder, corpus())


PROFILE = Profile.from_mapping(
    {"district": "龙华区", "facts": {"filed_models": "2", "filed_algorithms": "3"}}
)


def test_what_the_text_allows_is_added_and_nothing_else(tmp_path: Path) -> None:
    found = match(PROFILE, load(tmp_path, STATED), corpus(), DAY).combination
    assert found is not None
    assert set(found.chosen) == {"longhua-2025#8:algorithm", "longhua-2025#9:filed-model"}
    assert found.total == 400 * WAN
    silent = match(PROFILE, rulebook(), corpus(), DAY).combination
    assert silent is not None
    assert silent.total is None


def test_the_parts_of_a_sum_may_be_taken_together_under_its_cap() -> None:
    facts = {"product_rd_yuan": "3000万", "product_cost_yuan": "160万"}
    profile = Profile.from_mapping({"district": "龙岗区", "facts": facts})
    found = match(profile, rulebook(), corpus(), DAY).combination
    assert found is not None
    parts = {"longgang-2025#7:prototype", "longgang-2025#7:first-sale"}
    assert set(found.chosen) == parts
    assert found.total == 200 * WAN


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (QUOTE, "可以同时享受", "原样复制"),
        ("longhua-2025#8", "longhua-2025#88", "没有规则或条款"),
        ("relation: allow", "relation: share", "要写 cap"),
        ("relation: allow", "relation: allows", "relation 'allows'"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(RuleError) as caught:
        load(tmp_path, STATED.replace(old, new))
    assert told in str(caught.value)
    assert "rules.yaml:" in str(caught.value)


def test_a_fault_shows_the_value_only_where_it_is_a_word(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as caught:
        load(tmp_path, STATED.replace(f"quote: {QUOTE}", "quote: [1]"))
    assert "combine.0.quote：" in str(caught.value)
