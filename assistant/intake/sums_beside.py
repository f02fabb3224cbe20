"""A sum beside another in one breath: 按每个托位4000元给予改造补助,并一次性给予开办费3万元."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.intake.draft import Band, Threshold
from assistant.intake.grammar import AWARD
from assistant.intake.walk import OpenDraft, Walk
from assistant.text.pattern import lazy

PAID_THERE = lazy(
    f"每[^,;。ⓂⓅⒸⒷ]{{0,12}}Ⓜ(?:的标准)?(?:{AWARD})|每[^,;。ⓂⓅⒸⒷ]{{0,8}}(?:{AWARD})+Ⓜ$"
)
"""What pays so much for each in the part before: what stands behind is not for each so many of it.
"""
_AND_ALSO = lazy(
    "(?:并且?|同时|此外|另外?)(?:可|按)?(?:一次性)?(?:再|另)?(?:一次性)?"
    f"(?:(?:给予|予以|发放|{AWARD})+(?:一次性)?"
    "(?P<named>[^,;。ⓂⓅⒸⒷ每]{2,8}?(?:费|补助|补贴|奖励|经费|资金))?)"
)


def paid_beside(
    walk: Walk,
    last: OpenDraft | None,
    part: str,
    per: str,
    conditions: Sequence[Threshold | Band],
) -> OpenDraft | None:
    """The draft beside which a sum is granted under the same conditions; None without one."""
    if last is None or last.sub != walk.sub or conditions or per:
        return None
    return last if _AND_ALSO.match(part) is not None else None


def under_the_same(walk: Walk, before: OpenDraft, part: str) -> None:
    """What was demanded for the first is demanded for the newest as well."""
    found = _AND_ALSO.match(part)
    first, newest = before.draft, walk.drafts[-1]
    if found is None or newest is before or len(first.rows) != 1:
        return
    row = replace(newest.draft.rows[0], band=first.rows[0].band)
    newest.draft = replace(
        newest.draft,
        rows=(row,),
        thresholds=first.thresholds,
        measure=first.measure,
        per_beside=first.per,
        start=first.start,
        who=found["named"] or newest.draft.who,
    )
