"""What a message denies of the case for which a rule of a policy that was taken in pays.

新建作坊并通过验收的,每亩3000元: 还没通过验收, 不是规上企业, 没备案. Such a case is no fact that could
be asked for; what texts demand so are a few acts and standings of procedure, and whoever says that
one of them is lacking gets nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.polarity import Marks, Mention, Polarity
from assistant.dialogue.turn import Turn
from assistant.rules.estimate import Estimate, EstimateStatus
from assistant.rules.rule import Rule
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_CASE = "适用情形按原文："
"""What stands before the words of a clause that a rule takes as met, in its readings."""
_DEMANDS = (
    ("验收", "验收"),
    ("备案", "备案|备过案|备上案"),
    ("认定", "认定"),
    ("评定|评为|获评|评上", "评上|评定|评为|评到|获评|评下来"),
    ("考核", "考核"),
    ("投产|投用|投入使用|投入运营|开业", "投产|投用|投入使用|投入运营|开业"),
    ("竣工|完工|建成", "竣工|完工|建成|建好"),
    ("规模以上|规上", "规模以上|规上|上规|入规|升规"),
    ("限额以上|限上", "限额以上|限上"),
    ("首次", "首次|第一次|头一次|头一回"),
    ("证书|许可证|资质", "证书|许可证?|资质"),
    ("上牌", "上牌"),
    ("审批|核准|批准|立项", "审批|核准|批准|批复|立项"),
    ("列入|纳入|入选|目录|名录|名单", "列入|纳入|入选|目录|名录|名单"),
    ("社会保险|社保|参保", "社会保险|社保|参保"),
    ("高新技术企业", "高新技术企业|高企"),
    ("专精特新|小巨人", "专精特新|小巨人"),
)
"""What a text demands, and what whoever asks says for it."""
_OPPOSED = ((lazy("规模以上|规上"), lazy("规下|规模以下")), (lazy("限额以上|限上"), lazy("限下|限额以下")))
_SAID = tuple((lazy(asked), lazy(said)) for asked, said in _DEMANDS)
_OR = lazy("或|任一|之一|其中")
_ANOTHER = lazy("别的|其[他它余]|另外|更高|再次|重复|上级|国家|国际")
"""没有别的证书: another one is denied."""
_NOT_SO = lazy("(?:未|不|没有?|非|无)[^,。;、]{0,3}$")
_BESIDE = 8
_PAYS = (EstimateStatus.PAYABLE, EstimateStatus.CEILING)


def less_denied(
    estimates: Sequence[Estimate],
    rule_of: Callable[[str], Rule],
    turn: Turn,
    is_taken_in: Callable[[set[str]], bool],
) -> tuple[Estimate, ...]:
    """The estimates, those of rules of whose case the message denies a demand as nothing."""
    if not any(e.amount and is_taken_in({_policy(e)}) for e in estimates):
        return tuple(estimates)
    marks = Marks(turn.folded)

    def settled(estimate: Estimate) -> Estimate:
        if not (estimate.rule_id and estimate.amount and estimate.status in _PAYS):
            return estimate
        if not is_taken_in({_policy(estimate)}):
            return estimate
        for case in _cases(rule_of(estimate.rule_id)):
            said = _denied(case, turn, marks)
            if said:
                why = f"原文管的是“{case.rstrip('。')}”，您说的是“{said}”"
                return replace(
                    estimate, status=EstimateStatus.CONDITION_NOT_MET, amount=Decimal(0),
                    uncapped=Decimal(0), range=None, missing=(), reasons=(why,), steps=(),
                    lines=(), near=(),
                )  # fmt: skip
        return estimate

    return tuple(map(settled, estimates))


def _policy(estimate: Estimate) -> str:
    return estimate.clause_id.partition("#")[0]


def _cases(rule: Rule) -> Iterator[str]:
    return (one.removeprefix(_CASE) for one in rule.readings if one.startswith(_CASE))


def _denied(case: str, turn: Turn, marks: Marks) -> str:
    """The comma clause in which the message denies what a case demands; ""."""
    text, told = turn.folded, fold(case)
    for asked, lacking in _OPPOSED:
        found = lacking.search(text) if asked.search(told) is not None else None
        if found is not None and _met(marks, found.start(), found.end()):
            return _clause(turn, found.start(), found.end())
    for asked, said in _SAID:
        demanded = asked.search(told)
        if demanded is None or _OR.search(told, max(0, demanded.start() - _BESIDE)):
            continue
        if _NOT_SO.search(told, 0, demanded.start()):
            continue  # 未列入失信名单的: that it is not so is what is demanded
        places = [m.span() for m in said.finditer(text)]
        verdicts = [
            marks.verdict(Mention(start, end, text[start:end])).polarity for start, end in places
        ]
        if not places or any(one is not Polarity.DENIED for one in verdicts):
            continue
        low, high = clause_around(text, *places[0])
        if _ANOTHER.search(text, low, high) is None and not _is_of_some(turn, low, high):
            return _clause(turn, *places[0])
    return ""


def _met(marks: Marks, start: int, end: int) -> bool:
    mention = Mention(start, end, marks.text[start:end])
    return marks.verdict(mention).polarity is Polarity.MET


def _is_of_some(turn: Turn, low: int, high: int) -> bool:
    """Whether a clause tells how many are denied beside another number of them: 其中1个没通过."""
    counts = [q for q in turn.quantities if q.unit is Unit.COUNT or q.role == "headcount"]
    inside = [q for q in counts if low <= q.start < high]
    return bool(inside) and len(counts) > len(inside)


def _clause(turn: Turn, start: int, end: int) -> str:
    low, high = turn.to_source(*clause_around(turn.folded, start, end))
    return turn.text[low:high].strip(" ，,。？?")
