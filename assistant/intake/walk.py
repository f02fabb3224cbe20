"""A clause as far as it is read, from left to right: what stands so far, and where the reading is.

The readers of conditions, rates, sums and limits are functions that take the walk, look at the
figure in front of them and change it: they open a draft, change one of those before, or keep what
they read until the sum that it is of is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.intake.draft import Band, Draft, Row, Threshold
from assistant.intake.figures import BAND, COUNT, MONEY, SIGNS, Figure, Skeleton
from assistant.intake.phrases import base_in_head, measure_in_head
from assistant.policy.clause import Clause
from assistant.text.pattern import lazy

_NOT_COUNTED = frozenset(("元", "%", "‰", "个百分点"))
_BY_LIST = lazy("以下|下列|如下|上述|前述|该|本")


@dataclass(slots=True)
class OpenDraft:
    """A draft while its sentence is read; ``sentence`` and ``sub`` say where it was begun.

    ``series``: the sentence whose list it goes on with, 0 for none. ``label`` is the case of its
    newest row and ``rest`` what stands behind that case; ``cap_row`` is the row that its limit was
    told behind, ``raised`` the part in which its rate was raised.
    """

    draft: Draft
    sentence: int
    sub: int
    series: int = 0
    label: str = ""
    rest: str = ""
    cap_row: int = 0
    raised: int = 0


@dataclass(slots=True)
class Walk:
    """What is read of a clause so far; places are those of the skeleton.

    Given with the clause: ``base_before``, what the item before pays a rate of; ``cut``, what the
    slices of a list are of; ``tail_at``, where what stands behind a list begins (-1: nowhere);
    ``below``, whether the document says that 以下 includes its number;
    ``paid_out``, the figures that say in which parts a sum is paid out; ``above``, what grants the
    list of which the clause is an item. A line that ends in a colon becomes ``above`` for the lines
    behind it, and ``headed`` is what it demands.

    Where the reading is: ``sentence`` and ``sub`` are the numbers of the sentence and of its part
    (from semicolon to semicolon), ``head`` what grants the sums of the sentence; ``paragraph`` is
    the index of the first draft that a limit or a share may be of, ``of_table`` that of the last
    table and ``after_table`` how many drafts there were behind it.

    What is read: the ``drafts`` in their order; ``used``, the places of figures that are part of a
    draft; ``reasons``, by place, why a figure is in none; ``pending``, the thresholds and bands
    that no sum has taken yet; ``subjects``, by place, what a band measures; ``spoken``, what a
    condition of this sentence measured for which nothing is paid; ``lent``, how much of a loan
    counts; ``last_bands``, the bands of the last list and what they measure; ``refused``, where the
    parts begin whose sum or rate is not understood.

    What waits for the end of a paragraph: ``limits``, numbers of months, areas or things, each with
    the end of its part and its sentence; ``carried``, those of a line above a table or a list, each
    with the end and the index of the first draft that they may be of.
    """

    skeleton: Skeleton
    clause: Clause
    drafts: list[OpenDraft] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    reasons: dict[int, str] = field(default_factory=dict)
    pending: list[Threshold | Band] = field(default_factory=list)
    sentence: int = 0
    sub: int = 0
    paragraph: int = 0
    last_bands: tuple[tuple[Band, ...], str] = ((), "")
    subjects: dict[int, str] = field(default_factory=dict)
    refused: list[int] = field(default_factory=list)
    limits: list[tuple[Figure, int, int]] = field(default_factory=list)
    spoken: str = ""
    lent: Figure | None = None
    above: str = ""
    head: str = ""
    base_before: str = ""
    paid_out: frozenset[int] = frozenset()
    of_table: int = 0
    after_table: int = -1
    carried: list[tuple[Figure, int, int]] = field(default_factory=list)
    cut: str = ""
    tail_at: int = -1
    headed: tuple[Threshold, ...] = ()
    below: bool | None = None

    @property
    def of_paragraph(self) -> list[OpenDraft]:
        """The drafts that a limit or a share may be of, in their order."""
        return self.drafts[self.paragraph :]

    def last_here(self) -> OpenDraft | None:
        """The newest draft of this sentence."""
        if self.drafts and self.drafts[-1].sentence == self.sentence:
            return self.drafts[-1]
        return None

    def is_in_tail(self, place: int) -> bool:
        """Whether a place is in what stands behind a list, of other items or in its last line."""
        return 0 <= self.tail_at <= place

    def take_pending(self) -> tuple[Threshold | Band, ...]:
        """The conditions that no sum has taken yet, for the one that takes them now."""
        # 会期2天以上、市外参会人员300人以上: how many come says which case it is, not how long.
        taken = tuple(sorted(self.pending, key=lambda one: one.figure.unit == "天"))
        self.pending = []
        self.used |= {c.figure.at for c in taken}
        self.used |= {c.upper_figure.at for c in taken if isinstance(c, Band) and c.upper_figure}
        return taken

    def open(
        self,
        start: int,
        end: int,
        rows: tuple[Row, ...],
        conditions: Sequence[Threshold | Band],
        **rest: Any,
    ) -> None:
        """Begin a draft of ``text[start:end]``; ``rest`` are more of its fields."""
        bands = [c for c in conditions if isinstance(c, Band)]
        thresholds = tuple(c for c in conditions if isinstance(c, Threshold))
        if bands and len(rows) == 1 and rows[0].band is None:
            rows = (replace(rows[0], band=bands[0]),)
            rest = {"measure": self.measured((bands[0],)), **rest}
        rest = {"who": "", **rest}
        head = self.above.partition(",")[0]
        if rest["who"][:1] in (MONEY, COUNT, BAND) and head and not set(head) & set(SIGNS):
            rest["who"] = head  # (1)4.5吨以下的,每辆2万元: who gets it stands above the list
        draft = Draft(self.clause.id, start, end, rows=rows, thresholds=thresholds, **rest)
        self.drafts.append(OpenDraft(draft, self.sentence, self.sub))

    def measured(self, conditions: tuple[Threshold | Band, ...]) -> str:
        """What the conditions are about."""
        for one in conditions:
            found = one.subject if isinstance(one, Threshold) else self.subjects[one.figure.at]
            if found:
                return found
        named = base_in_head(self.head)
        is_sum = bool(conditions) and conditions[0].figure.unit == "元"
        if is_sum and named and _BY_LIST.match(named) is None:
            return named  # 实缴资本500万元以上的,按首年营业收入给予奖励:2000万元以上的…
        # 购置金额100万元以上的,按以下比例补助:(1)100万元以上、不足500万元的…
        known = (t for one in conditions for t in self.headed if t.figure.unit == one.figure.unit)
        headed = next((t.subject for t in known if t.subject), "")
        if headed:
            return headed
        # 按室内展览面积给予补助:1万平方米至2万平方米的…
        is_counted = conditions and conditions[0].figure.unit not in _NOT_COUNTED
        return (base_in_head(self.head) or measure_in_head(self.head)) if is_counted else ""
