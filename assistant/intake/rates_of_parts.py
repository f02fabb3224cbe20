"""Another rate for a part of a sum: 其中购置本市企业生产的设备,该部分投资额的补助比例为12%.

The rate of the whole is then of what is left of it, and both come under the limit of the whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.intake.draft import Draft, Row
from assistant.intake.figures import Figure
from assistant.intake.grammar import AWARD
from assistant.intake.labels import core
from assistant.intake.vocabulary import Vocabulary
from assistant.intake.walk import OpenDraft, Walk
from assistant.intake.written import Mapped
from assistant.text.pattern import lazy

_OF_PART = lazy(
    "(?:^|[,;])其中,?(?P<case>[^,;。ⓂⓅⒸⒷ]{3,30}?)(?:的)?(?:,(?:对)?(?:该|这)部分|部分,)[^,;。ⓂⓅⒸⒷ]{0,10}?"
    f"(?:的?(?:{AWARD})*(?:比例|标准)(?:为|是|提高[到至])?|按照?)$"
)
_OF_SAME = lazy("(?:^|[,;])其中,?(?P<case>[^,;。ⓂⓅⒸⒷ]{3,20}?)(?:的?部分)?,?按照?$")
"""其中出口销售额按4%: the sum that the rate before it is of, of one kind."""
_BOTH = lazy("[^;。ⓂⓅⒸⒷ]{0,10}?(?:二者|两者|两项|两类|合并|合计)[^;。ⓂⓅⒸⒷ]{0,14}Ⓜ")
_GENERIC = re.compile(
    "的|、|购置|购买|采购|使用|采用|用于|投向|企业|单位|机构|公司|生产|制造|设备|产品|项目|投资|费用|部分"
)
_HERE = re.compile("(?:[省市县区]内|本[省市县区地]|当地)")
_HERE_SAID = ("本地", "本市", "本县", "本区", "当地", "市内", "县内", "区内", "省内")
_OF_IT = "其中的"


def rate_of_part(walk: Walk, figure: Figure, before: str, start: int, end: int) -> bool:
    """Open a draft for the part, and take it from what the draft before it is paid of."""
    last = walk.last_here()
    found = _OF_PART.search(before) or _of_same(last, before)
    if found is None or last is None or walk.pending:
        return False
    draft = last.draft
    is_plain = (
        len(draft.rows) == 1 and draft.rows[0].rate is not None and draft.rows[0].band is None
    )
    is_plain = (
        is_plain and bool(draft.base) and not (draft.slices or draft.period or draft.less_part)
    )
    if not is_plain or draft.beyond is not None or draft.is_rent or draft.item_cap is not None:
        return False
    case = found["case"]
    # …,最高40万元;其中出口销售额按4%,二者合并计算,最高60万元: a limit of its own, of both
    is_apart = draft.cap is not None and _BOTH.match(walk.skeleton.text, figure.at + 1) is not None
    walk.used.add(figure.at)
    last.draft = replace(draft, less_part=case)
    walk.open(
        start, end, (Row(rate=figure),), (), base=draft.base, part=case, who=case,
        cap=None if is_apart else draft.cap, span=draft.span,
    )  # fmt: skip
    newest = walk.drafts[-1]
    newest.draft = replace(newest.draft, thresholds=draft.thresholds)
    return True


def _of_same(last: OpenDraft | None, before: str) -> re.Match[str] | None:
    """Words that name a kind of the sum that the rate before is of."""
    found = _OF_SAME.search(before)
    if found is None or last is None or not last.draft.base:
        return None
    base = core(last.draft.base)
    is_kind = found["case"].endswith(base) and len(found["case"]) > len(base) + 1
    return found if is_kind else None


def part_fact(case: str, base: str, facts: Vocabulary) -> str:
    """The fact for how much of a sum is of a kind."""
    return facts.part_sum(f"{_OF_IT}{case}", _said_of(case), base)


def base_of_rate(draft: Draft, fact: str, said: str, facts: Vocabulary) -> Mapped:
    """What a rate is of: a sum, a part of it, or what a part leaves of it."""
    if draft.part:
        return {"plus": [part_fact(draft.part, fact, facts)], "say": f"其中的{said}"}
    base: Mapped = {"plus": [fact], "say": said}
    if draft.less_part:
        base["minus"] = [part_fact(draft.less_part, fact, facts)]
    return base


def _said_of(case: str) -> Sequence[str]:
    """本地 of 购置株洲市内企业生产的设备: what no other part is called.

    The place alone is no such word, for whoever asks names it anyway.
    """
    words = [case]
    for piece in _GENERIC.split(case):
        is_here = _HERE.search(piece) is not None
        words += _HERE_SAID if is_here else ()
        words += [one for one in (piece, "" if is_here else piece[:2]) if len(one) > 1]
    return tuple(dict.fromkeys(words))


def shares_of_parts(rules: Sequence[Mapped]) -> list[tuple[Mapped, Mapped]]:
    """The rules of one clause of which one is paid of a part that the other leaves out."""
    found = []
    for whole in rules:
        less = _base_of(whole).get("minus", ())
        for part in rules:
            is_part = _base_of(part).get("plus", ()) == less != ()
            same = str(part["id"]).partition(":")[0] == str(whole["id"]).partition(":")[0]
            both_limited = "cap" in whole and "cap" in part
            if is_part and same and both_limited and _is_of_both(whole["cap"], part["cap"]):
                found.append((whole, part))
    return found


def _is_of_both(whole: Mapped, part: Mapped) -> bool:
    """Whether the limit of the part is that of both: the same, or a higher one told behind it."""
    return whole == part or Decimal(str(part["yuan"])) > Decimal(str(whole["yuan"]))


def _base_of(rule: Mapped) -> Mapped:
    amount: Mapped = rule.get("amount", {})
    base: Mapped = amount.get("base", {})
    return base
