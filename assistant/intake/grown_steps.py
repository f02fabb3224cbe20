"""So much for each step by which a sum has grown: 出口额每增加100万美元奖励2万元.

What is demanded beside it is of the same two years: how much it was the year before (上年出口额
500万美元以上), and by how many percent it grew (增速不低于5%).
"""

from __future__ import annotations

from fractions import Fraction

from assistant.intake.bounds import is_finite
from assistant.intake.draft import Draft, Row, Threshold
from assistant.intake.figures import Currency, Figure
from assistant.intake.grammar import AWARD, span_of
from assistant.intake.labels import core
from assistant.intake.phrases import who_of
from assistant.intake.vocabulary import Vocabulary
from assistant.intake.walk import Walk
from assistant.text.pattern import lazy

_EACH_STEP = lazy(
    "(?:^|[,;。:])(?:以上(?:一)?年(?:度)?[^,;。ⓂⓅⒸⒷ]{0,8}为基[数准],)?(?:其|当年|本年度?)?"
    "(?P<noun>[^,;。:ⓂⓅⒸⒷ每再]{2,12}?)?每(?:净)?(?:增加|增长|新增)(?P<step>[ⓂⒸ])"
    f"的?,?(?:{AWARD})+[^,;。ⓂⓅⒸⒷ再]{{0,4}}$"
)
_GROWTH = lazy("增速|增长|增幅|同比")
_YEAR_BEFORE = lazy("^(?:上|前|去)(?:一)?年(?:度)?(?P<noun>.{2,})$")
_NOUN = 2


def for_each_step(walk: Walk, figure: Figure, part: str, start: int, end: int) -> bool:
    """Open a draft of what there is more of than the year before, where growth is demanded."""
    text = walk.skeleton.text
    found = _EACH_STEP.search(text, start, figure.at)
    if found is None or not walk.pending:
        return False
    step = walk.skeleton.at(found.start("step"))
    noun = found["noun"] or _noun_of_growth(walk)
    if not noun:
        return False
    told = [one for one in walk.pending if isinstance(one, Threshold)]
    if len(told) < len(walk.pending) or not any(_is_of_growth(one, noun) for one in told):
        return False
    if any(one.figure.at == step.at or not _is_known(one, noun, step) for one in told):
        return False
    if step.value <= 0 or not is_finite(Fraction(figure.value) / Fraction(step.value)):
        return False
    walk.used |= {figure.at, step.at}
    walk.reasons.pop(step.at, None)
    walk.open(
        start, end, (Row(fixed=figure),), walk.take_pending(),
        who=who_of(text, start, figure.at), per_figure=step, base=noun, is_grown=True,
        span=span_of(part),
    )  # fmt: skip
    return True


_GROWN = lazy(
    "(?P<noun>.{2,}?)(?:同比|(?:比|较)(?:上一?年度?|去年|上年同期))?(?:实现)?(?:增长|增幅|增速|增加)率?$"
)
_OF_WHOM = lazy("^.*?(?:企业|单位|公司|机构|主体|合作社|园区|年度|当年|全年)(?=.{2})")


def _noun_of_growth(walk: Walk) -> str:
    """货物周转量 of 年度货物周转量比上年增长10%以上的,每增加1亿吨公里: what grows; ""."""
    told = [one for one in walk.pending if isinstance(one, Threshold) and one.figure.unit == "%"]
    found = _GROWN.fullmatch(told[0].subject) if len(told) == 1 else None
    return _OF_WHOM.sub("", found["noun"]) if found is not None else ""


def _is_of_growth(one: Threshold, noun: str) -> bool:
    return one.figure.unit == "%" and _GROWTH.search(one.subject) is not None


def _is_known(one: Threshold, noun: str, step: Figure) -> bool:
    """Whether what is demanded is of one of the two years, or of the growth between them."""
    before = _YEAR_BEFORE.match(one.subject)
    is_before = before is not None and _is_same(before["noun"], noun)
    is_alike = one.figure.unit == step.unit and (is_before or _is_same(one.subject, noun))
    return _is_of_growth(one, noun) or is_alike


def _is_same(one: str, other: str) -> bool:
    one, other = core(one), core(other)
    return len(one) >= _NOUN <= len(other) and (one.endswith(other) or other.endswith(one))


def fact_of_growth(draft: Draft, subject: str, unit: str, facts: Vocabulary) -> str:
    """The fact of a condition beside such a sum: of the year before, or by how many percent; ""."""
    each = draft.per_figure
    if not draft.is_grown or each is None or not draft.base:
        return ""
    increase, before = _increase(draft, each, facts)
    year = _YEAR_BEFORE.match(subject)
    if year is not None and unit == each.unit and _is_same(year["noun"], draft.base):
        return before
    if unit == "%" and _GROWTH.search(subject) is not None:
        fact = facts.number(f"{core(draft.base)}增速", unit)
        facts.out.facts[fact].setdefault("derive", [{"share": [increase, before]}])
        return fact
    return ""


def _increase(draft: Draft, each: Figure, facts: Vocabulary) -> tuple[str, str]:
    """The facts for what there is more of, and for how much there was."""
    if each.unit == Currency.YUAN.value:
        increase = facts.increase_of(f"{draft.base}增量", draft.base, str(draft.clause_id))
        return increase, f"{increase.removesuffix('_more')}_before"
    now = facts.number(draft.base, each.unit)
    return facts.grown(now), f"{now}_before"


def increased(draft: Draft, facts: Vocabulary) -> str:
    """The fact for what there is more of, of a sum in yuan."""
    assert draft.per_figure is not None
    return _increase(draft, draft.per_figure, facts)[0]
