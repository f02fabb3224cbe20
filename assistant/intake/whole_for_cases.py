"""One case for which all is paid of what others are paid a rate of: 低收入户保费全额补贴."""

from __future__ import annotations

from decimal import Decimal

from assistant.intake.draft import Row
from assistant.intake.figures import RATE, Figure
from assistant.intake.walk import Walk
from assistant.text.pattern import lazy

_WHOLE_OF = lazy(
    "(?:但|对于?|其中)*(?P<who>[^,;。ⓂⓅⒸⒷ]{2,16}?)(?:的|,|其|参保)*"
    "(?P<base>保险?费|租金|房租|利息|展位费|担保费|评估费|检测费|费用)?(?:由[^,;。ⓂⓅⒸⒷ]{2,10}?)?"
    "(?:给予|予以|按照?|享受)*(?P<all>全额)(?:给予|予以)?(?:补贴|补助|承担|资助|负担|报销)"
    "(?:,(?P<open>不设上限|上不封顶|不封顶))?[;。]?"
)
_NO_CASE = lazy("^(?:企业|单位|机构|项目|费用|补贴|补助|其余|剩余|区?县?市?财政|政府|按.*)$")


def pays_whole_of_case(walk: Walk, start: int, end: int) -> bool:
    """Open the case that is paid all of it, beside a rate of the same with no cases of its own.

    Where the rate before it has a limit and nothing says that this case has none, the limit holds.
    """
    text = walk.skeleton.text
    match = _WHOLE_OF.fullmatch(text, start, end)
    own = [one for one in walk.of_paragraph if one.draft.rows[0].rate is not None]
    if match is None or len(own) != 1 or walk.pending or _NO_CASE.match(match["who"]):
        return False
    draft = own[0].draft
    is_plain = len(draft.rows) == 1 and draft.rows[0].band is None and not draft.slices
    if not is_plain or not draft.base or not draft.base.endswith(match["base"] or ""):
        return False
    at = match.start("all")
    whole = Figure(
        RATE, Decimal(1), "全额", walk.skeleton.places[at], walk.skeleton.ends[at + 1], at
    )
    kept = None if match["open"] else draft.cap
    walk.open(
        start, end, (Row(rate=whole),), draft.thresholds, base=draft.base, who=match["who"],
        cap=kept, span=draft.span,
    )  # fmt: skip
    return True
