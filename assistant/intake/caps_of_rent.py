"""Limits of a rent: the most for a square metre and month, the most of its price that counts."""

from __future__ import annotations

from dataclasses import replace

from assistant.intake.figures import MONEY, Figure
from assistant.intake.walk import OpenDraft, Walk
from assistant.text.pattern import lazy

_METRE_MONTH = "(?:每平方?米[^,;。]{0,4}每个?月|每个?月每平方?米)"
_EACH_METRE_MONTH = lazy(_METRE_MONTH)
_PRICE_TOP = lazy(
    f"(?:租金|价格?|标准)(?:高于|超[过出]){_METRE_MONTH}(?P<top>{MONEY})的,?"
    f"(?:最高)?按照?(?:{_METRE_MONTH})?(?P<again>{MONEY})(?:计算|核算|补贴|执行|封顶)"
)
_MONTHLY_TOP = lazy(
    f"{_METRE_MONTH}(?:的)?(?:租金|房租|单价)(?:单价|标准|价格)?(?:高于|超[过出])(?P<top>{MONEY})的,?"
    f"(?:最高)?按照?(?P<again>{MONEY})(?:计算|核算|补贴|执行|封顶)"
)
_MONTH_TOP = lazy(
    f"月租金?(?:单价|标准)?(?:高于|超[过出])每平方?米(?P<top>{MONEY})的,?"
    f"(?:最高)?按照?(?:每平方?米)?(?P<again>{MONEY})(?:计算|核算|补贴|执行|封顶)"
)
"""月租金高于每平方米25元的按25元计算."""
_PRICE_COUNTS = lazy(
    f"(?:租金|房租)(?:标准|单价|价格){_METRE_MONTH}(?:最高)?(?:不超过|不高于|最高)$"
    f"|(?:租金|房租)(?:标准|单价|价格)(?:最高|最多)*按照?{_METRE_MONTH}$"
)
"""补贴所依据的租金标准每平方米每月不超过12元: so much of what one costs counts."""
_COUNTS = "(?:计算|核算|核定|纳入|计入|享受|给予|予以|补贴|补助|资助)"
_PRICE_COUNTED = lazy(
    f"(?:(?:{_COUNTS}[^,;。ⓂⓅⒸⒷ]{{0,6}}|^)月(?:度)?(?:租金|房租)(?:的)?(?:标准|单价|价格)?"
    f"|{_COUNTS}[^,;。ⓂⓅⒸⒷ]{{0,6}}(?:租金|房租)(?:的)?(?:标准|单价|价格)(?:每个?月)?)"
    "(?:最高|最多)?(?:不超过|不高于|以|按照?)?(?:每个?月)?每平方?米(?:最高|最多)?(?:不超过|不高于)?$"
)
"""计算补贴的月租金单价不超过每平方米25元: so much of what one costs a month counts."""
_ONE_WHO = lazy("^的(?!,?(?:按|超[过出]))|^(?:及?以[上下内])?的(?:企业|机构|单位|部分)")
"""月租金单价不超过每平方米35元的: who is paid at all, and no limit of what counts."""


def caps_rent(walk: Walk, figure: Figure, part: str, end: int) -> bool:
    """按租金的50%补贴,每平方米每月不超过30元: of the rent that is read before it."""
    last = walk.last_here()
    last = last or _rent_before(walk)
    if last is None or not last.draft.is_rent or last.draft.unit_cap is not None:
        return False
    counted = _PRICE_COUNTED.search(part)
    if _ONE_WHO.match(walk.skeleton.text[figure.at + 1 : end]) is not None:
        counted = None
    if _EACH_METRE_MONTH.search(part) is None and counted is None:
        return False
    draft = last.draft
    is_price = counted is not None or _PRICE_COUNTS.search(part) is not None
    if is_price and draft.price_cap is not None:
        return False
    walk.used.add(figure.at)
    stop = max(draft.end, figure.at + 1)
    limit = {"price_cap" if is_price else "unit_cap": figure}
    last.draft = replace(draft, **limit, end=stop)  # type: ignore[arg-type]
    return True


def _rent_before(walk: Walk) -> OpenDraft | None:
    """The only rent that the paragraph pays: a limit of it may be a sentence of its own."""
    rents = [one for one in walk.of_paragraph if one.draft.is_rent]
    return rents[0] if len(rents) == 1 else None


def caps_price(walk: Walk, figure: Figure, start: int, end: int) -> bool:
    """租金单价高于每平方米每月30元的,按30元计算: so much of what one costs counts."""
    last = walk.last_here() or _rent_before(walk)
    text = walk.skeleton.text
    tops = (_PRICE_TOP, _MONTHLY_TOP, _MONTH_TOP)
    match = next(filter(None, (one.search(text, start, end) for one in tops)), None)
    if match is None or last is None or not last.draft.is_rent:
        return False
    first, again = (walk.skeleton.at(match.start(name)) for name in ("top", "again"))
    if figure.at not in (first.at, again.at) or first.value != again.value:
        return False
    walk.used |= {first.at, again.at}
    walk.reasons[again.at] = "就是单价的上限"
    draft = last.draft
    last.draft = replace(draft, price_cap=first, end=max(draft.end, again.at + 1))
    last.sub = walk.sub
    return True
