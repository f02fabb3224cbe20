"""A limit of each thing that is another one for a kind of them.

单个展览最高10万元,其中全国性展览最高20万元; 单场最高30万元;属国际赛事的,单场最高50万元: the same
rate, of which each thing of that kind may get another sum at the most. Both stay rules, and a flag
tells them apart; a limit of whoever applies that is told behind them is of both.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.intake.draft import Draft, Span
from assistant.intake.figures import Figure
from assistant.intake.grammar import AWARD
from assistant.intake.walk import OpenDraft, Walk
from assistant.text.pattern import lazy

_MOST = (
    f"(?:(?:{AWARD})(?:资金|总?金?额度?|标准)?)?(?:可|可以)?(?:最高|最多|不超过|不得超过|不高于|上限)+"
    f"(?:(?:{AWARD})*(?:不超过|可达|为|至|到)?)$"
)
_THING = "[每单](?:一?个|一)?(?P<thing>(?![年月户人家位])[^ⓂⓅⒸⒷ,;。¶最不每单年月累合]{1,6}?)"
_FIRST = lazy(f"(?:^|[,;(])(?:且|但)?{_THING}{_MOST}")
_WHO = "(?P<kind>(?!其[他余它])[^ⓂⓅⒸⒷ,;。¶:每单]{2,24}?)"
_KIND_IN_BREATH = lazy(
    f"(?:元|的)?[,;](?P<among>其中,?)?(?:对于?|属于?)?{_WHO}的?,?(?:{_THING})?{_MOST}"
)
_KIND_BEHIND = lazy(f"(?:元|的)?[;。](?:其中,?)?(?:对于?|属于?)?{_WHO}的,(?:{_THING})?{_MOST}")
_NO_KIND = lazy(
    f"企业|公司|单位|机构|主体|合作社|农户|农场|个人|院校|院所|高校|人员|家庭|申报|同一|年度|累计|合计|总额|每年|当年|{AWARD}"
)
"""Whoever applies is no kind of what is paid for, and what they get in a year is another limit."""
_NO_THING = lazy("企业|单位|主体|机构|公司|^户$|^家$|申报|园区|平台")


def caps_kind(walk: Walk, last: OpenDraft | None, figure: Figure) -> bool:
    """Read a limit that a kind of the things before it has; False where it is none."""
    before = _limited_before(walk, last)
    if before is None or walk.pending:
        return False
    draft, top, thing = before
    words = walk.skeleton.text[top.at + 1 : figure.at]
    found = _KIND_IN_BREATH.fullmatch(words) or _KIND_BEHIND.fullmatch(words)
    if found is None or _NO_KIND.search(found["kind"]) is not None:
        return False
    is_told = "among" in found.groupdict() and found["among"] is not None
    is_case = words.rstrip().rpartition(",")[0].endswith("的")
    if not (is_told or is_case or found["thing"]):
        return False  # 国际展会最高10万元,国内展会最高5万元: a list, each of which has its own
    known = next(one for one in walk.drafts if one.draft is draft)
    stop = max(figure.at + 1, draft.end)
    plain = replace(draft, item_cap=top, per=thing, cap=None)
    own = replace(plain, who=found["kind"].strip("的,"), item_cap=figure, end=stop)
    known.draft, known.sub = plain, walk.sub
    walk.drafts.append(OpenDraft(own, walk.sentence, walk.sub))
    return True


def leaves_unclear(walk: Walk, last: OpenDraft, figure: Figure, end: int) -> bool:
    """每个展位最高1万元,境外展会最高2万元: of each or of all of them nobody says, so it is told."""
    draft = last.draft
    if draft.item_cap is None or len(draft.rows) > 1 or draft.rows[0].label:
        return False
    start = max(walk.skeleton.text.rfind(sign, 0, figure.at) for sign in ",;。¶") + 1
    note = (start, figure.at + 1)
    last.draft = replace(draft, notes=(*draft.notes, note), end=max(draft.end, end))
    walk.used.discard(figure.at)
    walk.reasons[figure.at] = "上限的对象读不出"
    return True


def _limited_before(walk: Walk, last: OpenDraft | None) -> tuple[Draft, Figure, str] | None:
    """The rate before with the limit of each thing it pays for, and the thing."""
    newest = last or (walk.drafts[-1] if len(walk.drafts) > walk.paragraph else None)
    if newest is None:
        return None
    draft = newest.draft
    (row, *others) = draft.rows
    is_rate = not others and row.rate is not None and row.band is None and not row.label
    is_plain = is_rate and not (
        draft.period or draft.beyond or draft.each_cap or draft.slices or draft.beside
    )
    if not is_plain or draft.class_caps or (draft.cap is None) is (draft.item_cap is None):
        return None
    top = draft.item_cap or (draft.cap.figure if draft.cap is not None else None)
    assert top is not None
    first = _FIRST.search(walk.skeleton.text[draft.start : top.at])
    thing = draft.per or (first["thing"] if first is not None else "")
    is_of_year = draft.cap is not None and draft.cap.span in (Span.YEAR, Span.TOTAL)
    if not thing or is_of_year or _NO_THING.search(thing) is not None:
        return None
    return draft, top, thing
