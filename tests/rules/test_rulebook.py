"""A rulebook that does not fit its texts is refused, with file, line, rule and remedy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.errors import RuleError, UnknownRuleError
from assistant.policy.corpus import Corpus, load_corpus
from assistant.rules.rulebook import load_rulebook
from tests.rules.case_files import ROOT, corpus, rulebook

PLACE = Path("longgang-2025") / "rules.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "facts.yaml").write_bytes((ROOT / "corpus" / "facts.yaml").read_bytes())
    for source in (ROOT / "corpus").glob("*/rules.yaml"):
        target = tmp_path / source.parent.name / "rules.yaml"
        target.parent.mkdir()
        shutil.copy(source, target)
    return tmp_path


BROKEN = {
    "unknown key": ("    topic: compute-rent", "    topick: compute-rent", "不认识的键 'topick'"),
    "unknown fact": ("plus: [compute_fee_yuan]", "plus: [compute_fees]", "没有事实 'compute_fees'"),
    "quote not verbatim": (
        "不超过算力服务费用的30%",
        "不超过算力服务费用的35%",
        "不在 longgang-2025#2",
    ),
    "number not in its quote": ('rate: "0.30"', 'rate: "0.35"', "数字 0.35 不在引文里"),
    "cap not in its quote": ('yuan: "6000000"', 'yuan: "7000000"', "数字 7000000 不在引文里"),
    "no number": ('rate: "0.30"', 'rate: "三成"', "不是数字"),
    "unknown kind": ("kind: rate", "kind: rates", "kind"),
    "no such clause": ("id: longgang-2025#2:", "id: longgang-2025#99:", "longgang-2025#99"),
    "dangling part": (
        ', "longgang-2025#7:first-sale"]',
        ', "longgang-2025#7:gone"]',
        "longgang-2025#7:gone",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_load_names_place_and_trouble(folder: Path, name: str) -> None:
    old, new, told = BROKEN[name]
    path = folder / PLACE
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_rulebook(folder, corpus())
    assert told in str(caught.value)
    assert f"{path}:" in str(caught.value)


def test_a_rule_twice_is_refused(folder: Path) -> None:
    path = folder / PLACE
    text = path.read_text(encoding="utf-8")
    ids = [line.split("id: ")[1] for line in text.splitlines() if "- id: " in line]
    path.write_text(text.replace(ids[1], ids[0], 1), encoding="utf-8")
    with pytest.raises(RuleError, match=r"重复|原文里"):
        load_rulebook(folder, corpus())


def test_a_fact_twice_is_refused(folder: Path) -> None:
    path = folder / "facts.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("name: purchase_yuan", "name: compute_fee_yuan")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=r"compute_fee_yuan.*重复"):
        load_rulebook(folder, corpus())


def test_a_corpus_without_rules_gives_an_empty_book(folder: Path) -> None:
    assert load_rulebook(folder, Corpus((), "")).rules == ()


def test_rule_names_near_ones_when_unknown() -> None:
    with pytest.raises(UnknownRuleError, match="longgang-2025#2:compute-service"):
        rulebook().rule("longgang-2025#2:compute")


def test_rules_of_an_article_are_those_of_its_items() -> None:
    found = {rule.clause_id for rule in rulebook().rules_of("futian-2024#3")}
    assert found == {"futian-2024#3.1", "futian-2024#3.2", "futian-2024#3.3"}


def test_not_ruled_reason_is_given_for_clauses_without_rules() -> None:
    assert rulebook().not_ruled_reason("longhua-2025#14")
    assert rulebook().not_ruled_reason("longgang-2025#2") == ""


def test_rules_that_were_lost_are_missed(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    (tmp_path / "corpus" / "longgang-2025" / "rules.yaml").unlink()
    corpus = load_corpus(tmp_path / "corpus")
    with pytest.raises(RuleError, match=r"rules\.yaml.*has_rules"):
        load_rulebook(tmp_path / "corpus", corpus)
