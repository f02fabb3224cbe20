"""What policy.yaml states must agree with the text it describes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from assistant.errors import CorpusError
from assistant.policy.clause import Clause
from assistant.policy.policy import Policy
from assistant.policy.policy_file import PolicyFile
from assistant.policy.yaml_file import YamlFile
from assistant.text.dates import parse_validity


def check_clauses(clauses: tuple[Clause, ...], stated: PolicyFile, file: YamlFile) -> None:
    """There are clauses, and exactly the stated articles are missing from the count.

    Raises:
        CorpusError: otherwise.
    """
    numbers = {clause.id.article for clause in clauses}
    if not numbers:
        raise CorpusError(
            f"{file.place('numbering')}：按 {stated.numbering!r} 编号在原文里找不到条款，"
            "请换编号方式。"
        )
    gaps = sorted(set(range(1, max(numbers))) - numbers) if not stated.clauses else []
    if gaps != sorted(stated.missing_articles):
        raise CorpusError(
            f"{file.place('missing_articles')}：missing_articles 写的是 "
            f"{sorted(stated.missing_articles)}，而原文缺的条号是 {gaps}，请核对。"
        )


def check_validity(source: str, stated: PolicyFile, file: YamlFile) -> None:
    """The quote stands in the source and says what first_day and last_day say.

    Raises:
        CorpusError: otherwise.
    """
    quote = stated.validity_quote
    if quote not in source:
        raise CorpusError(
            f"{file.place('validity_quote')}：validity_quote 在原文里没有 "
            f"{quote[:40]!r}，请从 source.txt 照抄。"
        )
    read = parse_validity(quote)
    for key, written, meant in (
        ("first_day", stated.first_day, read.first_day),
        ("last_day", stated.last_day, read.last_day),
    ):
        if written != meant:
            raise CorpusError(
                f"{file.place(key)}：{key} 写的是 {_day(written)}，"
                f"而原文 {quote[:60]!r} 说的是 {_day(meant)}，请核对（起止两日都算在内）。"
            )


def _day(day: date | None) -> str:
    return day.isoformat() if day else "空"


def check_names(folder: Path, policies: tuple[Policy, ...]) -> None:
    """No name leads to two policies.

    Raises:
        CorpusError: otherwise.
    """
    owner: dict[str, str] = {}
    for policy in policies:
        names = {policy.title, policy.short_title, *policy.aliases, *policy.mismatched_titles}
        for name in sorted(names):
            if owner.setdefault(name, policy.id) != policy.id:
                raise CorpusError(
                    f"{folder / policy.id / 'policy.yaml'}：名称 {name!r} 已用于 {owner[name]}，"
                    "请改掉其中一个。"
                )
