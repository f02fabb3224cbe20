"""What was told to go off a sum and does not after all: 教育局的钱没下来,学校自己垫上了.

Some clauses pay on a sum less what somebody gave of it (非财政投入, 扣除区政府基金出资). A later
message may say that this money never came and who bears it now, or that it is not theirs (那700万是
市里的,跟龙华没关系): nothing goes off then. Money that never came and that nobody else is told to
bear leaves open whether the whole is less.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.dialogue.acts import Act
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.prepared import without_spans
from assistant.dialogue.language import naming_pairs
from assistant.dialogue.ledger import Matter
from assistant.dialogue.stated import Stated, Unused
from assistant.dialogue.turn import Turn
from assistant.rules.read.names import taken_off_of
from assistant.text.expressions import Expression
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_CLAUSE = lazy("[^,。;!?]+")
_SENTENCE = lazy("[^。;!?]+")
_NEVER_CAME = lazy(
    "(?:没有?|未|不)(?:能|给|再)?(?:批|拨|发|打|落|到|给)?(?:下来|下去|到|位|账|成|给|拨|发|批|兑现|落实)"
    "|黄了|泡汤|取消|收回|撤回|[批拨下给]不下来"
)
_BORNE_NOW = lazy(
    "(?:自己|自家|自个|我们?|咱们?|公司|企业|对方|他们)[^,。;!?\\d]{0,4}?(?:垫|补|贴|顶|掏|凑|填|出)(?:上|齐|足|进去)?了?"
    "|(?:由|改|换|全)[^,。;!?\\d]{1,8}?(?:垫|补|贴|顶|掏|凑|出)(?:上|齐|足)?了?"
    "|(?:[改换转变]|全|都|还是)(?:成|为|由|作|用|到|是)*(?:了)?(?:全部|企业|公司|我们?)?自(?:筹|付|担|费|理|有|己的)"
)
_OWN_NOW = lazy(
    "[改换转变](?:成|为|由|作|用|到)*(?:了)?(?:企业|公司|我们?)?自(?:筹|付|担|费|理|有|己(?:的|[出掏垫付]))"
)
"""那300万改成自筹了: nobody else bears it any more."""
_WHOLE_STAYS = lazy(
    "总(?:数|额|盘子?|投入|投资|投|价|的)?[^,。;!?\\d]{0,3}(?:[没不](?:变|动|减|少)|照旧|还是那|一样)"
)
_NEVER_WAS = lazy(
    "没有?(?:给|再|真|用|动)?(?:用上?|动用?|拿|要|投|出|掏|沾|碰|进)(?:过|着|到)?(?=[,。;!?了]|$)"
)
"""财政资金没有用: nothing of it went in, whoever bears it now."""
_OWN_SOURCE = (
    "(?:自筹|自有|自己|自家|自掏|自出|企业|公司|社会资本|社会资金|社会"
    "|民间|民营|民资|市场化|私募|私人|商业|个人|股东|我们|咱们)"
)
_ALL_OWN = lazy(
    f"(?<!不)(?:全部?|都|均|全都|统统|全数|一分不[差少])(?:其实|确实|现在|后来)*(?:是|为|由|靠|算|属于?|改成了?|换成了?|用|来自)+"
    f"[^,。;!?\\d]{{0,3}}?{_OWN_SOURCE}|(?:全部?|都|全数)(?:自筹|自掏|自出)"
)
"""1500万全是自筹: nobody else gave any of it."""
_OF_OTHERS = lazy(
    f"(?<!不)(?:是|属于?|算)(?:一?家|个)?{_OWN_SOURCE}[^,。;!?\\d]{{0,4}}?(?:基金|资本|资金|机构|公司|钱|的(?=[,。;!?]|$))"
)
"""那家其实是市场化基金: whoever gave it is none of those whose money goes off."""
_PUBLIC = lazy("区里|区级|区财政|政府|财政|国资|公家")
_NO_PART = lazy(
    "(?:跟|和|与|同)(?P<who>[^,。;!?\\d]{1,10}?)(?:没有?|无|不)(?:一?[点毛丝]|半[点毛])?(?:关系|瓜葛|关联|干系|相干|沾边|搭界|关)"
    "|(?<!是)不(?:是|算|属于?)(?P<of>[^,。;!?\\d]{1,12}?)(?:的|钱|资金|基金|部分|那块|出的|给的)+(?=[,。;!?吗吧么]|$)"
)
_ANOTHER_LEVEL = lazy(
    "是(?:走)?(?:深圳市?|市|省|国家|中央|外地|央企)[^,。;!?\\d]{0,2}?(?:里|级|属|上|的|引|母|财|国|政|投)"
)
_SLIP = lazy("搞错|弄错|记错|说错|看错|搞混|其实|原来|更正|不对|[问查看弄搞]清楚|[问查核]了|核实")
_DISTRICT = "区"
_ASKS = lazy("[吗么?]|是不是|算不算|呢$")
_WAN = 10_000


@dataclass(frozen=True, slots=True)
class _Off:
    """What goes off a sum: the number that tells it, and the numbers of the matter without it."""

    told: Stated
    value: Decimal
    without: tuple[Stated, ...]


def kept_after_all(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part]
) -> tuple[Turn, tuple[Part, ...], tuple[Unused, ...]]:
    """Message and matters less what does not go off their sums after all, and what is left open."""
    found = list(parts)
    spans: list[tuple[int, int]] = []
    left: list[Unused] = []
    for n, part in enumerate(parts):
        if Act.DOUBT in turn.acts:
            continue
        for off in _taken_off(ctx, part):
            own, is_open = _undone(ctx, turn, part, off)
            if is_open:
                left += [Unused(turn.folded[low:high], low, high, "number") for low, high in own]
            elif own:
                found[n] = replace(part, matter=replace(part.matter, numbers=off.without))
            spans += own
            if own:
                break
    return (without_spans(turn, spans) if spans else turn), tuple(found), tuple(left)


def undone_in(
    ctx: GatherContext, turn: Turn, matters: Sequence[Matter]
) -> tuple[tuple[int, int], ...]:
    """Where a message says that something told to go off a sum of some matters does not."""
    told = (undone_of(ctx, turn, matter) for matter in matters)
    return tuple(span for one in told if one is not None for span in one[1])


def undone_of(
    ctx: GatherContext, turn: Turn, matter: Matter
) -> tuple[Matter, tuple[tuple[int, int], ...]] | None:
    """A matter as a message that undoes what goes off its sum leaves it, and where that is said."""
    part = Part(0, matter, ((0, len(turn.folded)),))
    for off in _taken_off(ctx, part):
        own, is_open = _undone(ctx, turn, part, off)
        if own:
            return (matter if is_open else replace(matter, numbers=off.without)), own
    return None


def _taken_off(ctx: GatherContext, part: Part) -> Iterator[_Off]:
    """What goes off the sums of a matter: the one number told as that, and what a message took off.

    里面700万是区基金的 may have been told as that number, or read as so much less of the round.
    """
    if part.index is None:
        return
    numbers = part.matter.numbers
    names = frozenset[str]().union(*(taken_off_of(rule) for rule in ctx.rules_of(part)))
    told = [s for s in numbers if s.name in names and s.total]
    if len(told) == 1:
        yield _Off(told[0], told[0].total or Decimal(0), tuple(s for s in numbers if s != told[0]))
    now = {s.name: s for s in numbers}
    lost = [*part.matter.lost, *(s for past in part.matter.pasts for s in past.before)]
    for was in lost if names else ():
        own = now.get(was.name)
        if own is None or own.total is None or was.total is None or own.total >= was.total:
            continue
        yield _Off(own, was.total - own.total, tuple(was if s is own else s for s in numbers))


def _undone(
    ctx: GatherContext, turn: Turn, part: Part, off: _Off
) -> tuple[tuple[tuple[int, int], ...], bool]:
    """The clauses that say so of a number, () where the message does not; and whether it is open.

    Open is what only asks, and money that never came where nobody is told to bear it.
    """
    text, stated = turn.folded, off.told
    alike = (off.value, off.value / _WAN)
    sums = [e for e in turn.expressions if e.unit in (Unit.YUAN, Unit.NUMBER)]
    wholes = {s.total for s in part.matter.numbers if s is not stated and s.total}
    again = [e for e in sums if e.value in wholes]
    sums = [e for e in sums if e not in again]
    if any(e.operands[-1].quantity.value not in alike for e in sums):
        return (), False  # another sum is told
    all_own = _said_to_be_own(text, [(e.start, e.end) for e in again], off, sums)
    if all_own:
        return (all_own,), False
    return _undone_by_clause(ctx, turn, part, off, sums)


def _undone_by_clause(
    ctx: GatherContext, turn: Turn, part: Part, off: _Off, sums: Sequence[Expression]
) -> tuple[tuple[tuple[int, int], ...], bool]:
    """The same, where a clause that names the number says so."""
    text = turn.folded
    own, words = _words_of(ctx, part, off), ctx.label_words(off.told.name)

    is_public = _PUBLIC.search(" ".join(words)) is not None

    def names_it(said: str) -> bool:
        public = _PUBLIC.search(said) if is_public else None
        return bool(public or naming_pairs(said) & own) or any(word in said for word in words)

    for sentence in _SENTENCE.finditer(text):
        clauses = [m.span() for m in _CLAUSE.finditer(text, *sentence.span())]
        for place, (low, high) in enumerate(clauses):
            is_pointed = any(low <= e.start < high for e in sums)
            if not is_pointed and not names_it(text[low:high]):
                continue
            until = sentence.end()
            behind = tuple(clauses[place:])
            if _ASKS.search(text, low, until + 1):
                if is_pointed and any(_denied(text, low, until)):
                    return ((low, high),), True  # 那500万不是区政府的钱吗
                continue
            if _NEVER_WAS.search(text, low, high) and _SLIP.search(text):
                return behind, False
            if _NEVER_CAME.search(text, low, high):
                now = _BORNE_NOW.search(text, high) or _WHOLE_STAYS.search(text, high)
                return (behind, False) if now else (((low, high),), True)
            if _OWN_NOW.search(text, low, high):
                return behind, False
            is_slip = _SLIP.search(text) is not None
            level = _ANOTHER_LEVEL.search(text, low, high) if is_pointed and is_slip else None
            is_of_district = _DISTRICT in _called(ctx, part, off)
            if level and is_of_district:
                return behind, False
            if any(map(names_it, _denied(text, low, until))):
                return behind, False
    return (), False


def _said_to_be_own(
    text: str, again: Sequence[tuple[int, int]], off: _Off, sums: Sequence[Expression]
) -> tuple[int, int] | None:
    """Where a message says that the whole is of one's own, or that what goes off is of others."""
    for match in _CLAUSE.finditer(text):
        low, high = match.span()
        if _ASKS.search(text, low, high + 1):
            continue
        is_whole = any(low <= start < high for start, _ in again) or not sums
        begin, end = _sentence_around(text, low, high)
        if is_whole and _ALL_OWN.search(text, low, high):
            return begin, end
        pointed = any(low <= e.start < high for e in sums)
        others = _OF_OTHERS.search(text, low, high) or (
            pointed and _ALSO_OWN.search(text, low, high)
        )
        if others and _SLIP.search(text) and (pointed or _POINTS.search(text, low, high)):
            return begin, end
    return None


def _sentence_around(text: str, low: int, high: int) -> tuple[int, int]:
    """The sentence around a clause."""
    begin = 1 + max(text.rfind(mark, 0, low) for mark in "。;!?")
    return begin, min(
        (at for mark in "。;!?" if (at := text.find(mark, high)) >= 0), default=len(text)
    )


_ALSO_OWN = lazy(f"(?:也|都|全|其实|还)(?:是|算|属于){_OWN_SOURCE}")
_POINTS = lazy("[那这](?:家|笔|个|只|块|支|部分)|它|他们")


def _denied(text: str, low: int, high: int) -> Iterator[str]:
    """Whom a stretch says money has nothing to do with."""
    for match in _NO_PART.finditer(text, low, high):
        yield match["who"] or match["of"]


def _words_of(ctx: GatherContext, part: Part, off: _Off) -> frozenset[str]:
    """The pairs of characters by which a number is called: of its fact, of what told it."""
    return naming_pairs(_called(ctx, part, off))


def _called(ctx: GatherContext, part: Part, off: _Off) -> str:
    """What a number was told with, and the words of its fact where that is what goes off."""
    figures = [f for f in part.matter.figures if f.value == off.value]
    told = "".join(f"{f.lead} {f.words} " for f in figures)
    is_itself = off.told.total == off.value
    return told + (" ".join(ctx.label_words(off.told.name)) if is_itself else "")
