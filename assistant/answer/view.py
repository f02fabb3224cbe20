"""What is drawn of an answer, in which layer: a reading of its roles and figures.

Scripts draw by the same reading: ``places`` tells them where in the answer's JSON its parts stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

from assistant.answer.answer import ActionKind, Outcome, RefusalReason

Json = dict[str, Any]

TITLES = {
    Outcome.ANSWERED: "回答",
    Outcome.CLARIFY: "还需要您补充",
    Outcome.REFUSED: "无法回答",
    RefusalReason.OUT_OF_SCOPE: "不在已收录政策的范围内",
    RefusalReason.NOT_IN_TEXT: "收录的文本里没有写",
    RefusalReason.NOT_A_QUESTION: "我能做什么",
    RefusalReason.NOT_ALLOWED: "不能这样回答",
}
"""What kind of answer it is; a refusal by its reason."""

NEXT = {
    ActionKind.BODY: "责任单位：",
    ActionKind.CONTACT: "咨询电话：",
    ActionKind.APPLY: "申报入口：",
    ActionKind.SOURCE: "原文：",
}
"""How what can be done next is introduced, in the order in which it stands."""

MOST_SOURCES = 2
"""Links to published texts below an answer; more stand with the sources."""

MOST_ROWS = 4
FIRST_ROWS = 3
"""So many rows are drawn at once; of more, three, of each matter alike, and the rest folded."""


@dataclass(frozen=True, slots=True)
class View:
    """The parts of an answer's JSON in the order they are drawn; ``rows``: ``first``, ``rest``.

    ``who`` is who pays what, where there is one row and no first line that tells it; else "".
    ``next`` has ``kind``, ``text`` and ``url``, "" where there is nothing to open.
    """

    title: str
    said: tuple[Json, ...]
    rows: tuple[Json, ...]
    first: tuple[Json, ...]
    rest: tuple[Json, ...]
    who: str
    warnings: tuple[Json, ...]
    worked: tuple[Json, ...]
    readings: tuple[Json, ...]
    curve: Json | None
    confirm: tuple[Json, ...]
    next: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """A View for who draws from the answer's JSON: positions in its lists, counted from 0.

    ``said`` and ``readings`` are of its sentences, ``worked`` of its estimates, ``first`` and
    ``rest`` of the rows of its results. ``change`` has for each row the calculator's query that
    holds its numbers, "" where the calculator has no such matter.
    """

    title: str
    who: str
    said: tuple[int, ...]
    first: tuple[int, ...]
    rest: tuple[int, ...]
    warnings: tuple[int, ...]
    worked: tuple[int, ...]
    readings: tuple[int, ...]
    next: tuple[Json, ...]
    change: tuple[str, ...]


def places(answer: Json) -> Json:
    """The Places of an answer's view, as JSON."""
    drawn = view(answer)
    sentences = answer["sentences"]
    return asdict(
        Places(
            title=drawn.title,
            who=drawn.who,
            said=_at(drawn.said, sentences),
            first=_at(drawn.first, drawn.rows),
            rest=_at(drawn.rest, drawn.rows),
            warnings=_at(drawn.warnings, answer["warnings"]),
            worked=_at(drawn.worked, answer["estimates"]),
            readings=_at(drawn.readings, sentences),
            next=drawn.next,
            change=tuple(row["topic"] and calculate_query(answer, row) for row in drawn.rows),
        )
    )


def _at(parts: Iterable[Json], whole: Sequence[Json]) -> tuple[int, ...]:
    return tuple(next(n for n, one in enumerate(whole) if one is part) for part in parts)


def view(answer: Json) -> View:
    """See the class: one result is a block with its sum folded, several are a table."""
    figures = {figure["kind"]: figure for figure in answer["figures"]}
    rows = tuple(figures.get("results", {"rows": ()})["rows"])
    ruled = {row["rule_id"] for row in rows}
    leads = [s for s in answer["sentences"] if s["role"] == "lead" and not s["estimates"]]
    announced = {n for s in leads for n in s["citations"]} - {row["n"] for row in rows}
    actions = answer["actions"]
    links = [one for one in actions if one["kind"] in (ActionKind.APPLY, ActionKind.SOURCE)]
    first = _first(rows)
    return View(
        title=TITLES[answer["refusal"]["reason"] if answer["refusal"] else answer["outcome"]],
        said=_in_turn([s for s in answer["sentences"] if _is_said(s, ruled, announced)]),
        rows=rows,
        first=first,
        rest=tuple(row for row in rows if row not in first),
        who=_untold(answer, rows),
        warnings=tuple(_warnings(answer, rows)),
        worked=tuple(_worked(answer, rows)),
        readings=tuple(
            s
            for s in answer["sentences"]
            if s["role"] == "reading" and not (len(rows) > 1 and _is_of(s, ruled))
        ),
        curve=figures.get("curve"),
        confirm=tuple(one for one in actions if one["kind"] == "confirm"),
        next=(
            *_bodies(actions, rows),
            *(_next(one) for one in actions if one["kind"] == ActionKind.CONTACT),
            *(_next(one) for one in links if len(links) <= MOST_SOURCES),
        ),
    )


def _in_turn(said: list[Json]) -> tuple[Json, ...]:
    """Each quote behind the first line that announces it, everything else as it stands."""

    def place(at: int) -> int:
        if said[at]["role"] != "quote":
            return at
        cited = {*said[at]["citations"]}
        announcing = (
            n
            for n, s in enumerate(said)
            if s["role"] == "lead" and not s["estimates"] and cited & {*s["citations"]}
        )
        return next(announcing, at)

    return tuple(said[at] for at in sorted(range(len(said)), key=place))


def _untold(answer: Json, rows: tuple[Json, ...]) -> str:
    """Who pays what in the only row; "" where a first line is about it, or there are more rows."""
    if len(rows) != 1:
        return ""
    leads = [s for s in answer["sentences"] if s["role"] == "lead"]
    if any(rows[0]["rule_id"] in s["estimates"] for s in leads):
        return ""
    return f"{rows[0]['who']} {rows[0]['case'] or rows[0]['matter']}"


def _first(rows: tuple[Json, ...]) -> tuple[Json, ...]:
    """The rows to begin with: as many of each matter as there is room for, at least one."""
    if len(rows) <= MOST_ROWS:
        return rows
    topics = [row["topic"] for row in rows]
    most = max(FIRST_ROWS // len(set(topics)), 1)
    found = [row for at, row in enumerate(rows) if topics[:at].count(row["topic"]) < most]
    return tuple(found[:FIRST_ROWS])


def _bodies(actions: list[Json], rows: tuple[Json, ...]) -> list[Json]:
    """The responsible bodies as one entry, each with the rows it is of unless it is of all."""
    found = [one for one in actions if one["kind"] == ActionKind.BODY]
    of: dict[str, set[str]] = {}
    for one in found:
        of.setdefault(one["label"], set()).add(one["clause_id"])
    labels = [f"{body}{_whose(clauses, rows)}" for body, clauses in of.items()]
    return [_next({**found[0], "label": "；".join(labels)})] if found else []


def _whose(clauses: set[str], rows: tuple[Json, ...]) -> str:
    """In brackets, what the rows of some clauses are called; "" where these are all rows.

    Their place alone, unless a row of another clause is of the same place. Of more rows than are
    drawn at once the names would be longer than the rows.
    """
    if len(rows) > MOST_ROWS:
        return ""
    whose = [row for row in rows if row["clause_id"] in clauses]
    others = {row["who"] for row in rows if row not in whose}
    names = dict.fromkeys(
        f"{row['who']}“{row['matter']}”" if row["who"] in others else row["who"] for row in whose
    )
    return f"（{'、'.join(names)}）" if names and others else ""


def _next(action: Json) -> Json:
    is_link = action["kind"] in (ActionKind.APPLY, ActionKind.SOURCE)
    return {
        "kind": action["kind"],
        "text": NEXT[action["kind"]] + action["label"],
        "url": action["url"] if is_link else "",
    }


def _worked(answer: Json, rows: tuple[Json, ...]) -> Iterator[Json]:
    """The sums that are folded below the block: in a table each row unfolds its own."""
    for estimate in answer["estimates"]:
        is_drawn = not rows or (len(rows) == 1 and estimate["rule_id"] == rows[0]["rule_id"])
        if is_drawn and estimate["steps"]:
            yield estimate


def _is_said(sentence: Json, ruled: set[str], announced: set[int]) -> bool:
    """Whether a sentence is drawn as words: rows hold the sums, folds the rest.

    ``announced`` are citations of clauses that a first line points to and no row shows.
    """
    match sentence["role"]:
        case "lead" | "unused":
            return True
        case "sum":
            return not _is_of(sentence, ruled)
        case "quote":
            return (
                not ruled or not sentence["citations"] or bool(announced & {*sentence["citations"]})
            )
        case _:
            return False


def _is_of(sentence: Json, ruled: set[str]) -> bool:
    """Whether a sentence rests on sums that are drawn as rows."""
    return bool(sentence["estimates"]) and ruled.issuperset(sentence["estimates"])


def _warnings(answer: Json, rows: tuple[Json, ...]) -> list[Json]:
    """Each text once; that a policy ends soon stands in its row."""
    found: dict[str, Json] = {}
    for warning in answer["warnings"]:
        about = f"{warning['clause_id']}#"
        if warning["code"] == "expiring_soon" and any(
            row["clause_id"].startswith(about) for row in rows
        ):
            continue
        found.setdefault(warning["text"], warning)
    return list(found.values())


def estimate_of(answer: Json, row: Json) -> Json | None:
    """The estimate that a row shows."""
    return next(
        (
            e
            for e in answer["estimates"]
            if e["rule_id"] == row["rule_id"] and e["label"] == row["case"]
        ),
        None,
    )


def mark_of(citation: Json) -> str:
    """Where the supporting words stand in the source (12-30,45-60); all if none are marked."""
    start = citation["start"]
    marks = citation["marks"] or [(0, citation["end"] - start)]
    return ",".join(f"{start + first}-{start + last}" for first, last in marks)


def calculate_query(answer: Json, row: Json) -> str:
    """The calculator's query for a row's numbers; of a list each as ``fact[2025,kind]=value``."""
    found = estimate_of(answer, row)
    query = [("topic", row["topic"]), ("district", row["who"]), ("as_of", answer["as_of"])]
    for name, value in (found["facts"] if found else {}).items():
        if isinstance(value, bool):
            query.append((name, "是" if value else "否"))
        elif isinstance(value, str):
            query.append((name, value))
        elif _is_one(value):
            query.append((name, value[-1]["value"]))
        else:
            query += [(f"{name}[{_mark(item)}]", item["value"]) for item in value]
    return urlencode(query)


def _is_one(items: list[Json]) -> bool:
    """Whether a list is one number, told as a sum of the words or as the ends of a range."""
    return all(item.keys() == {"value", "relation"} for item in items)


def _mark(item: Json) -> str:
    """What tells an item of a list from the others, as a link writes it."""
    count = f"×{item['count']}" if item.get("count") else ""
    said = (str(item.get("year") or ""), item.get("kind") or "", count)
    return ",".join(filter(None, said)) or "×1"
