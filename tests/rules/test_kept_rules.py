"""The rules that a snapshot keeps: the same rulebook, and never one that others made wrong."""

import shutil
from pathlib import Path

import pytest

from assistant.errors import RuleError
from assistant.policy.corpus import load_corpus
from assistant.policy.snapshot import Snapshot
from assistant.rules import rulebook as module
from assistant.rules.rulebook import Rulebook, load_rulebook
from tests.fakes import ROOT

POLICY = "longhua-2025"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    return tmp_path / "corpus"


def load(folder: Path, snapshot: Snapshot | None = None) -> Rulebook:
    return load_rulebook(folder, load_corpus(folder, snapshot), snapshot)


def keep(folder: Path) -> Path:
    path = folder.parent / "kept"
    snapshot = Snapshot.open(path)
    load(folder, snapshot)
    snapshot.save(path)
    return path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def parts(book: Rulebook) -> tuple[object, ...]:
    return (
        book.facts,
        book.rules,
        book.not_ruled,
        book.statements,
        dict(book.needs),
        dict(book.programs),
    )


def test_the_kept_rulebook_is_the_one_that_was_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = keep(folder)
    read = load(folder)

    def never(*_: object) -> None:
        raise AssertionError("parsed again")

    monkeypatch.setattr(module, "parse_rules_file", never)
    monkeypatch.setattr(module, "load_facts", never)
    monkeypatch.setattr(module, "check_rule", never)
    assert parts(load(folder, Snapshot.open(kept))) == parts(read)


def test_rules_that_were_edited_are_read_and_checked(folder: Path) -> None:
    kept = keep(folder)
    path = folder / POLICY / "rules.yaml"
    edit(path, "给予每个模型50万元", "给予每个模型五十万")
    with pytest.raises(RuleError, match="不在"):
        load(folder, Snapshot.open(kept))


def test_a_change_of_the_general_facts_reads_all_rules_anew(folder: Path) -> None:
    kept = keep(folder)
    edit(folder / "facts.yaml", "name: filed_models", "name: filed_things")
    with pytest.raises(RuleError, match="filed_models"):
        load(folder, Snapshot.open(kept))


def test_an_id_that_stands_in_a_kept_policy_is_told(folder: Path) -> None:
    kept = keep(folder)
    rules = (folder / POLICY / "rules.yaml").read_text("utf-8")
    (folder / "longgang-2025" / "rules.yaml").write_text(rules, "utf-8")
    with pytest.raises(RuleError, match="重复"):
        load(folder, Snapshot.open(kept))


def test_a_fact_that_another_policy_takes_over_reads_all_anew(folder: Path) -> None:
    kept = keep(folder)
    own = folder / "longgang-2025" / "facts.yaml"
    own.write_text("- {name: filed_models, label: 别的, kind: flag, ask: 有吗？}\n", "utf-8")
    found = load(folder, Snapshot.open(kept))
    assert found.facts["filed_models"].label == "别的"
    assert parts(found) == parts(load(folder))


def test_rules_that_look_at_another_policy_are_never_kept(folder: Path) -> None:
    path = folder / "longgang-2025" / "rules.yaml"
    edit(
        path,
        "not_ruled:",
        f"combine:\n  - {{relation: exclude, rules: [longgang-2025#2, {POLICY}#9], "
        "clause: longgang-2025#2, quote: 最高不超过600万元}\nnot_ruled:",
    )
    kept = keep(folder)
    rules = (folder / POLICY / "rules.yaml").read_text("utf-8")
    (folder / POLICY / "rules.yaml").write_text(
        rules.replace("longhua-2025#9:", "longhua-2025#10:").replace(
            "longhua-2025#9,", "longhua-2025#10,"
        ),
        "utf-8",
    )
    with pytest.raises(RuleError):
        load(folder, Snapshot.open(kept))
    assert b"rules/longgang-2025" not in kept.read_bytes()
    assert b"rules/futian-2024" in kept.read_bytes()


def test_a_policy_that_lost_its_rules_is_told(folder: Path) -> None:
    kept = keep(folder)
    (folder / POLICY / "rules.yaml").unlink()
    with pytest.raises(RuleError, match="has_rules"):
        load(folder, Snapshot.open(kept))


def test_a_fact_that_another_policy_takes_over_must_fit_the_rules_that_were_kept(
    folder: Path,
) -> None:
    kept = keep(folder)
    own = folder / "longgang-2025" / "facts.yaml"
    own.write_text("- {name: compute_use, label: 别的, kind: flag, ask: 有吗？}\n", "utf-8")
    with pytest.raises(RuleError, match="compute_use"):
        load(folder)
    with pytest.raises(RuleError, match="compute_use"):
        load(folder, Snapshot.open(kept))
