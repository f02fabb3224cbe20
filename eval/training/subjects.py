"""Read what the questions ask about: the clauses' phrasings and the passages outside the corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import yaml

HERE = Path(__file__).parent


class Subject(NamedTuple):
    """A clause of the corpus, or a passage of our own, with the hand-written ways to ask for it."""

    key: str
    clause: str | None
    passage: str | None
    places: tuple[str, ...]
    near: tuple[str, ...]
    informative: bool
    phrasings: dict[str, list[str]]


def read_wording() -> dict[str, Any]:
    """Return wording.yaml: frames, places, slips and what sounds alike."""
    wording: dict[str, Any] = _read(HERE / "wording.yaml")
    return wording


def read_subjects(wording: dict[str, Any]) -> list[Subject]:
    """Return every clause and every passage, files in order of their names."""
    clauses = [
        _clause(clause, phrasings, wording)
        for path in sorted((HERE / "phrasings").glob("*.yaml"))
        for clause, phrasings in _read(path).items()
    ]
    passages = [
        _passage(entry)
        for path in sorted((HERE / "passages").glob("*.yaml"))
        for entry in _read(path)
    ]
    return clauses + passages


def _clause(clause: str, phrasings: dict[str, list[str]], wording: dict[str, Any]) -> Subject:
    policy = clause.partition("#")[0]
    return Subject(
        key=clause,
        clause=clause,
        passage=None,
        places=tuple(wording["places"][policy]),
        near=(),
        informative=policy in wording["informative"],
        phrasings=phrasings,
    )


def _passage(entry: dict[str, Any]) -> Subject:
    return Subject(
        key=entry["id"],
        clause=None,
        passage=entry["passage"],
        places=tuple(entry.get("places", ())),
        near=tuple(entry["near"]),
        informative=False,
        phrasings={kind: entry[kind] for kind in ("asks", "things", "deeds")},
    )


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
