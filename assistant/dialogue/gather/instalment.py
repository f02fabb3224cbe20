"""Which part of what is paid out a message asks for (第二年能拿多少, 开业第一年发到手的是多少).

The facts are those of ``paid_in`` of a policy that was taken in. A part that was asked for once is
asked for no more where a later message asks for the whole (总共补多少).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactKind
from assistant.rules.rule import Rule
from assistant.text.pattern import lazy

_PAYS = "(?:到手|到账|兑现|发放|拨付|[拨拿发领给补奖得])"
_NTH = lazy(
    "(?P<nth>第[一二三四五六1-6]|头一|首|头)(?P<of>[年期次批笔])"
    f"(?:[^,。;!?]{{0,4}}?{_PAYS}[^,。;!?]*(?:多少|几|呢)|(?:呢|多少)?$|是多少|的?{_PAYS})"
)
_EACH = lazy(f"每(?P<of>[年期次批笔])[^,。;!?]{{0,3}}?{_PAYS}[^,。;!?]*(?:多少|几)")
_FIRST = lazy(
    "(?:头|首|第)一?[笔期批](?:钱|款|资金|补[助贴]|奖励)?[^,。;!?]{0,6}(?:多少|几)"
    f"|先(?:能|可以?)?(?:{_PAYS}|给|付|打)[^,。;!?]{{0,8}}(?:多少|几)"
)
_LAST = lazy(
    "(?:尾款|余款|剩下的?(?:那[笔份些]?|钱|款)?|最后那?一?[笔期批])[^,。;!?]{0,8}(?:多少|几)"
)
"""先拿多少, 头一笔多少 and 尾款多少: of instalments that are called after what they follow."""
_WHOLE = lazy("总共|一共|合计|总计|累计|加起来|全部|总额|拢共")
_WHOLE_ASKED = lazy(
    "(?:总共|一共|合计|总计|累计|加起来|全部|总额|拢共)[^,。;!?0-9]{0,8}?(?:多少|几(?![年月期次批笔个]))"
)
"""补助总额多少, which is asked of all, whatever else a message asks of the first part of it."""
_NOW = lazy(
    "(?:现阶段|这个?阶段|目前|当前|眼下|现在|这会儿?|这时候?|此时|眼前)[^,。;!?]{0,10}?"
    f"(?:{_PAYS}[^,。;!?]*?(?:多少|几)|有多少)"
)
_PAID_OUT = lazy(
    "(?:到手|到账|兑现|发放|拨付|拨)[^,。;!?]*(?:多少|几)|先[^,。;!?]{0,3}(?:拿|领|给|发)"
)
_NOT_YET = lazy("(?:还没有?|还未|尚未|没有?|未|等|待|[才就]等)[^,。;!?]{0,4}$")
_BY_EVENT = lazy("后?(?:拨付|发放|兑现|兑付|支付)?$")
"""批准筹建后拨付, 通过验收后拨付: the first is what somebody gets who has not passed yet."""
_OTHER_TIMES = lazy("申[请报]|认定|评|参加|获|通过|办")
"""第一次申请能补多少 asks for no part of what is paid out."""
_NUMERALS = "一二三四五六"


def asked_part(
    ctx: GatherContext, turn: Turn, part: Part, flags: tuple[Stated, ...], number: int
) -> tuple[Stated, ...]:
    """The flags, with the part of what is paid out that the message asks for."""
    if not ctx.is_taken_in(part):
        return flags
    for name, rule in {r.paid_in[0].when.fact: r for r in ctx.rules_of(part) if r.paid_in}.items():
        if ctx.rulebook.facts[name].kind is not FactKind.CHOICE:
            continue
        asked = _asked(ctx, name, rule, turn.folded)
        if asked is not None and _asks_whole_beside(turn.folded, asked[1], asked[2]):
            # 补助总额多少?第一年拨百分之几: the sum is of all, and how it is split is told with it
            flags = tuple(s for s in flags if s.name != name)
        elif asked is not None:
            key, start, end = asked
            told = Stated(name, key, start, end, turn.folded[start:end], turn=number)
            flags = (*(s for s in flags if s.name != name), told)
        elif _WHOLE.search(turn.folded):
            flags = tuple(s for s in flags if s.name != name or s.turn == number)
    return flags


def _asks_whole_beside(text: str, start: int, end: int) -> bool:
    """Whether a text asks for the whole in other words than those that ask for a part of it."""
    return any(m.end() <= start or end <= m.start() for m in _WHOLE_ASKED.finditer(text))


def _asked(ctx: GatherContext, name: str, rule: Rule, text: str) -> tuple[str, int, int] | None:
    """The part of one rule that a text asks for, and where."""
    keys = {str(one.when.is_): one.share for one in rule.paid_in}
    labels = {key: ctx.rulebook.facts[name].choices[key].label for key in keys}
    each = _EACH.search(text)
    shares = {Decimal(share) for share in keys.values() if isinstance(share, Decimal)}
    if each is not None and len(shares) == 1 and all(each["of"] in x[:3] for x in labels.values()):
        return next(iter(keys)), each.start(), each.end()
    stage = _at_stage(list(labels.items()), text)
    if stage is not None:
        return stage
    found = list(_NTH.finditer(text))
    if len(found) != 1:
        return _first_or_last(rule, text)
    nth = found[0]["nth"][-1]
    numeral = _NUMERALS[int(nth) - 1] if nth.isdigit() else nth.replace("首", "一")
    start = f"第{numeral.replace('头', '一')}{found[0]['of']}"
    key = next((key for key, label in labels.items() if label.startswith(start)), None)
    key = key or _by_place(found[0], numeral, labels)
    if key is None:
        return _first_or_last(rule, text)
    return key, found[0].start(), found[0].end()


def _at_stage(labels: Sequence[tuple[str, str]], text: str) -> tuple[str, int, int] | None:
    """The part that is paid by now: 刚获批筹建,还没验收,现阶段能拨多少.

    The last part whose event is not said to lie ahead, where one is or where only the first of
    them is told at all; of parts that are called by a year none is.
    """
    asks = _NOW.search(text) or _PAID_OUT.search(text)
    if asks is None or any(label.startswith("第") for _, label in labels):
        return None
    told = [_event_told(label, text) for _, label in labels]
    ahead = [n for n, at in enumerate(told) if at >= 0 and _NOT_YET.search(text, 0, at)]
    is_first_only = _NOW.search(text) is not None and told[0] >= 0 and max(told[1:]) < 0
    if ahead and ahead[0] > 0:
        return labels[ahead[0] - 1][0], asks.start(), asks.end()
    return (labels[0][0], asks.start(), asks.end()) if is_first_only and not ahead else None


def _event_told(label: str, text: str) -> int:
    """Where a text tells of what a part is paid after, by two of its characters; -1 without."""
    event = _BY_EVENT.sub("", label)
    places = [text.find(event[n : n + 2]) for n in range(len(event) - 1)]
    return max(places, default=-1)


def _by_place(found: re.Match[str], numeral: str, labels: Mapping[str, str]) -> str | None:
    """The part of so many events (验收后拨付, 满一年后拨付) that 第二次拨多少 asks for."""
    at = _NUMERALS.find(numeral.replace("头", "一"))
    is_event = not any(label.startswith("第") for label in labels.values())
    is_other = found["of"] == "年" or _OTHER_TIMES.search(found.group()) is not None
    return list(labels)[at] if is_event and not is_other and 0 <= at < len(labels) else None


def _first_or_last(rule: Rule, text: str) -> tuple[str, int, int] | None:
    """The first instalment, or the last, where a text asks for it by its place."""
    for place, asks in ((0, _FIRST), (-1, _LAST)):
        match = asks.search(text)
        if match is not None:
            return str(rule.paid_in[place].when.is_), match.start(), match.end()
    return None
