"""What policy.yaml states must agree with the text it describes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from assistant.errors import CorpusError
from assistant.policy.clause import Clause
from assistant.policy.effect import read_validity
from assistant.policy.policy import Policy
from assistant.policy.policy_file import PolicyFile
from assistant.policy.yaml_file import YamlFile


def check_clauses(clauses: tuple[Clause, ...], stated: PolicyFile, file: YamlFile) -> Iterator[str]:
    """What is wrong where there are no clauses, or other articles are missing than stated."""
    numbers = {clause.id.article for clause in clauses}
    if not numbers:
        yield (
            f"{file.place('numbering')}：按 {stated.numbering!r} 编号在原文里找不到条款，"
            "请换编号方式。"
        )
        return
    gaps = sorted(set(range(1, max(numbers))) - numbers) if not stated.clauses else []
    if stated.missing_articles is not None and gaps != sorted(stated.missing_articles):
        yield (
            f"{file.place('missing_articles')}：missing_articles 写的是 "
            f"{sorted(stated.missing_articles)}，而原文缺的条号是 {gaps}，请核对。"
        )


def check_validity(source: str, stated: PolicyFile, file: YamlFile) -> Iterator[str]:
    """What is wrong where the quote is not in the source or says other days than stated."""
    quote = stated.validity_quote
    if quote not in source:
        yield (
            f"{file.place('validity_quote')}：validity_quote 在原文里没有 "
            f"{quote[:40]!r}，请从 source.txt 照抄。"
        )
    read = read_validity(quote, stated.issued_day)
    for key, written, meant in (
        ("first_day", stated.first_day, read.first_day),
        ("last_day", stated.last_day, read.last_day),
    ):
        if written != meant:
            yield (
                f"{file.place(key)}：{key} 写的是 {_day(written)}，"
                f"而原文 {quote[:60]!r} 说的是 {_day(meant)}，请核对（起止两日都算在内）。"
            )


def _day(day: date | None) -> str:
    return day.isoformat() if day else "空"


def check_names(folder: Path, policies: tuple[Policy, ...]) -> None:
    """No alias leads to two policies.

    Raises:
        CorpusError: otherwise.
    """
    owners: dict[str, set[str]] = {}
    for policy in policies:
        for name in (policy.title, policy.short_title, *policy.aliases, *policy.mismatched_titles):
            owners.setdefault(name, set()).add(policy.id)
    for policy in policies:
        # Two places may publish measures of the same title; an alias must lead to one.
        aliases = {*policy.aliases, *policy.mismatched_titles} - {policy.title, policy.short_title}
        for name in sorted(aliases):
            others = sorted(owners[name] - {policy.id})
            if others:
                raise CorpusError(
                    f"{folder / policy.id / 'policy.yaml'}：名称 {name!r} 已用于 {others[0]}，"
                    "请改掉其中一个。"
                )
