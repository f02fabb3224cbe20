"""The sheet of a company as a file: tables of a workbook or document, and a calendar of last days.

The workbook's sums stay live: the sums of the entries are exported like those of any estimate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from assistant.policy.corpus import Corpus
from assistant.policy.policy import EXPIRING_DAYS, Policy
from assistant.rules.dossier import Dossier, Entry, Place
from assistant.rules.export import Cell, Export, Table
from assistant.rules.rulebook import Rulebook
from assistant.rules.show import show_fact
from assistant.text.money import format_yuan

_HEADER = (
    "事项", "金额（元）", "剩余天数", "还缺什么、差多少",
    "最后一天", "责任单位", "要能说明的", "向主管部门确认",
)  # fmt: skip
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""Stamp of the events: the same sheet gives the same bytes."""


def export_of_company(
    sheet: Dossier, *, corpus: Corpus, rulebook: Rulebook, label: str, mark: str = ""
) -> Export:
    """The export of a sheet: its lists as tables, its sums with their steps."""
    report = sheet.report
    paid = tuple(e.estimate for e in sheet.entries if e.place is not Place.ENDED)
    return Export(
        title=f"{report.name or report.district} 企业一档",
        estimates=paid,
        as_of=report.as_of,
        corpus=corpus,
        rulebook=rulebook,
        label=label,
        mark=mark,
        tables=(*_tables(sheet, rulebook), _known(sheet, rulebook)),
    )


def _tables(sheet: Dossier, rulebook: Rulebook) -> Iterator[Table]:
    for place in Place:
        rows = tuple(_row(entry, rulebook) for entry in sheet.at(place))
        if rows:
            yield Table(place.text, _HEADER, rows)
    together = tuple(combination_lines(sheet, rulebook))
    if together:
        yield Table("怎样合在一起", ("说明",), tuple((line,) for line in together))


def _row(entry: Entry, rulebook: Rulebook) -> tuple[Cell, ...]:
    estimate = entry.estimate
    left = "" if entry.days_left is None else f"{entry.days_left} 天"
    return (
        f"{estimate.title}（{entry.policy.short_title or entry.policy.title}{entry.clause.label}）",
        estimate,
        left,
        _listed((*lacks(entry, rulebook), *entry.gaps)),
        entry.last_day.isoformat() if entry.last_day else "没有写",
        "、".join(entry.bodies) or "收录的文本没有写",
        _listed(f"{shown.say}（{shown.met.value}）" for shown in entry.to_show),
        _listed(entry.to_confirm),
    )


def _listed(texts: Iterable[str]) -> str:
    """Texts in one cell: whole sentences lose their full stop before the next one."""
    *before, last = tuple(texts) or ("",)
    return "；".join((*(text.removesuffix("。") for text in before), last))


def lacks(entry: Entry, rulebook: Rulebook) -> tuple[str, ...]:
    """What is still open, as people call it."""
    return tuple(rulebook.facts[name].label for name in entry.lacks)


def combination_lines(sheet: Dossier, rulebook: Rulebook) -> Iterator[str]:
    """What the texts let one add up, and why others are left out."""
    found = sheet.combination
    for names, total in found.groups:
        titles = "、".join(rulebook.rule(name).title for name in names)
        yield f"原文允许合计的：{titles}，共 {format_yuan(total)}"
    yield from found.caps
    for one in found.left_out:
        yield f"{rulebook.rule(one.rule_id).title} {format_yuan(one.amount)}：{one.reason}"


def _known(sheet: Dossier, rulebook: Rulebook) -> Table:
    """The facts that the sheet was worked out for."""
    report, specs = sheet.report, rulebook.facts
    rows = [(specs[name].label, show_fact(specs[name], value)) for name, value in report.facts]
    for held in (report.matters or {}).values():
        rows += [(specs[name].label, show_fact(specs[name], value)) for name, value in held.items()]
    return Table("按这些情况算的", ("情况", "值"), tuple(rows))


def calendar_of_company(sheet: Dossier, rulebook: Rulebook) -> bytes:
    """The last days of the policies that the company can claim from or misses by something.

    Each with a reminder before it: what is missed today may be met by then.
    """
    import icalendar  # a tenth of a second that only this file pays

    made = icalendar.Calendar()
    made.add("prodid", "-//cewen//company//ZH")
    made.add("version", "2.0")
    made.add("x-wr-calname", f"{sheet.report.name or sheet.report.district} 政策到期日")
    for policy, entries in _by_policy(sheet).items():
        event = icalendar.Event()
        event.add("uid", f"{policy.id}-company@cewen")
        event.add("dtstamp", _MADE)
        event.add("dtstart", policy.last_day)
        event.add("summary", f"{policy.short_title or policy.title} 最后一天")
        event.add("description", "\n".join(_told(entries)))
        event.add("url", policy.url)
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"还有 {EXPIRING_DAYS} 天到期")
        alarm.add("trigger", timedelta(days=-EXPIRING_DAYS))
        event.add_component(alarm)
        made.add_component(event)
    return bytes(made.to_ical())


def _by_policy(sheet: Dossier) -> dict[Policy, list[Entry]]:
    found: dict[Policy, list[Entry]] = {}
    for entry in sheet.entries:
        if entry.place is not Place.ENDED and entry.last_day is not None:
            found.setdefault(entry.policy, []).append(entry)
    return found


def _told(entries: list[Entry]) -> Iterator[str]:
    for entry in entries:
        amount = f" {entry.estimate.amount_text}" if entry.estimate.amount is not None else ""
        place = "；".join((entry.place.text, *entry.gaps))
        yield f"{entry.estimate.title}{amount}（{place}）{'、'.join(entry.bodies)}"
