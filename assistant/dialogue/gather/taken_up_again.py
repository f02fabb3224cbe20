"""What an earlier message took off or added, by the words that told it: 律师那家还是算.

A later message calls it by what it was called (相机), by what became of it (退掉的那笔, 没认的),
or by its sum (那70万), and says that it counts again, or that what was added fell through
(添的那块没谈拢). So much of it comes back as is told (又认回三百万, 算进一半), all of it where
nothing is. What else the message says is read as ever.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.borne_out import is_of_those_out
from assistant.dialogue.conditions import fails
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.prepared import without_spans
from assistant.dialogue.ledger import Matter, Past
from assistant.dialogue.members.becoming import OUT
from assistant.dialogue.reversals import does_after_all
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn, blank
from assistant.rules.facts import FactItem, FactKind
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_FEN = Decimal("0.01")
_SENTENCE = lazy("[^。;!?:]+")
_CLAUSE = lazy("[^,。;!?:]+")
_AGAIN = lazy(
    "(?<![没不未别])(?:还是(?:要|得|该|给|能|可以)?算|照算|照样算|也算(?!了)|[加放补算认收拿捡退买签租做要找添追报谈](?:了)?回"
    "|(?:又|还是|重新)(?:给|被|能|可以)?(?:[买签租做算认要批谈办投补报]|承认)[上成回下]?(?:来|去)?了?(?!不)"
    "|(?:另外?|重新?|再)(?:又)?[买签租做办投](?:了|过)?一?[遍次回份]|恢复|保留|不[扣退减剔撤去](?:掉|了|回)|(?:可以|能|准|许|同意|答应|允许)(?:给|再|全|都|我们)*(?:算|计|认|放|列)(?:上|进|入)?"
    "|(?:算|计|放|列)(?:上|进去|进来|进)|转正|(?<=[\\d一二两三四五六七八九十百千万亿])(?:元|块)?算(?:的|了|数|上)?(?=[,。;!?]|$))"
)
"""What says of something that was out that it counts after all."""
_RECKONED = lazy("[按照只才先]")
_OWN_USE = lazy(
    "(?<!剩下的)(?<!其余的)还是(?:我们?|咱们?|公司|企业)?(?:自己|自家|自)(?:来|在|去)?[用坐住](?!不)"
)
_LET = lazy("[分转]租|[租借让]给|[租借]出去")
"""What was let to others is in again where it is of own use after all."""
_DONE = lazy("(?<![没不未别])[\u4e00-\u9fff](?:了|完|好|过|齐|尾|工)")
_OF_IT = lazy("(?:掉|了|出去|上|进去|进来|完|回)?的")
_ALONE = frozenset(" ,那这被后又先前")
"""What stands before a verb of one character that calls something (添的那块)."""
_LONGEST = 3
_INSIDE = lazy("的(?:那|这)?(?:些|部分)?(?:里[面头边]|当中|其中)")
_DID_NOT_COME = lazy(
    "(?<=[万亿元个台项笔])(?:后来|最[后终]|又|也|都|还|就|其实|压根儿?|根本)*(?:不(?![退撤砍扣减删裁停变动改错差少够止])[\u4e00-\u9fff]{1,2}了"
    "|没有?(?![退撤砍扣减删裁停变动改错差少事])[\u4e00-\u9fff]{1,2})(?=[,。;!?]|$)"
)
"""那1300万没到, 不来了: of a sum that is called by its value, whatever it did not do."""
_ASKS = lazy("[吗么?]|多少|几|呢|如果|要是|假如|能不能|算不算|是不是|会不会|还能|要不要")
_THAT = lazy("[那这](?:一?[笔个份块])?$")
_OF_ALL = lazy("[都全]|[两俩三仨]个?")
_AS_IT_IS = lazy("[按照][^,。;!?]{0,6}[退扣减撤剔砍删剩][^,。;!?]{0,3}[的后][^,。;!?]{0,4}算")
_INSTEAD = lazy(
    "[,。](?:就|又|再|我们?|咱们?|最后|后来|先|临时)*(?:[换改](?!天|日|口)|另外?(?:[买租签做办配上找])|重新?(?:[买租签做办配上找]))"
    "[^,。;!?\\d]{0,8}(?:,[^,。;!?\\d]{0,4})?[\\d一二两三四五六七八九十百千][^,。;!?]*"
)
"""What takes the place of something that went: 换一台25万的, 换了台便宜的,25万."""
_ONLY_SO_MUCH = lazy(",[^,。;!?\\d]{0,3}[只仅才][^,。;!?]+")
_LESS = lazy("(?:便宜|少|降|减|优惠|让)[^,。;!?\\d]{0,3}$")
_MORE = lazy("(?:多|涨|贵|加)[^,。;!?\\d]{0,3}$")
_NUMERAL = lazy("[\\d零一二两三四五六七八九十百千万亿]")
_PAIR, _TRIED = 2, 6


@dataclass(frozen=True, slots=True)
class _Found:
    """A clause that takes up an earlier message: its span, the message, how much comes back.

    ``instead``: the sum that takes the place of what went (存储退了,换一台25万的).
    """

    span: tuple[int, int]
    past: Past
    sign: int
    amount: Decimal | None
    instead: Decimal | None = None


def taken_up_again(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part], number: int
) -> tuple[Turn, tuple[Part, ...]]:
    """The matters with what a message takes up again, and the message without what told it."""
    found, spans = list(parts), list[tuple[int, int]]()
    for n, part in enumerate(parts):
        if part.index is None or not part.matter.pasts:
            continue
        names = {s.name for s in part.matter.numbers}
        own = frozenset(w for name in names for w in ctx.rulebook.facts[name].parts)
        rules = ctx.rules_of(part)
        failing = tuple(f.start for f in turn.flags if f.days is None and fails(f, rules))
        of_own = _own_use_again(turn, part, number)
        for one in of_own or _told(turn, part, own, failing):
            matter = _changed(ctx, found[n].matter, one, number, turn)
            if matter is None:
                continue
            found[n] = replace(part, matter=matter)
            spans.append(one.span)
            break
    if not spans:
        return turn, tuple(parts)
    turn = without_spans(turn, spans)
    return replace(turn, folded=blank(turn.folded, spans)), tuple(found)


def _own_use_again(turn: Turn, part: Part, number: int) -> tuple[_Found, ...]:
    """What the message before told to be let to others, and this one to be of own use after all."""
    past = part.matter.pasts[-1]
    match = _OWN_USE.search(turn.folded)
    if match is None or past.turn != number - 1 or not _LET.search(past.said):
        return ()
    low, high = clause_around(turn.folded, match.start(), match.end())
    if any(low <= q.start < high and q.unit is not Unit.COUNT for q in turn.quantities):
        return ()  # 300平还是自己用: how much of it is told
    return (_Found((low, high), past, 1, None),) if _differences(past, -1) else ()


def _told(
    turn: Turn, part: Part, own: Collection[str], failing: Sequence[int] = ()
) -> Iterator[_Found]:
    """What the sentences of a message take up again.

    ``own``: the parts that facts have by name; ``failing``: where conditions are told to fail.
    """
    for sentence in _SENTENCE.finditer(turn.folded):
        clauses = [m.span() for m in _CLAUSE.finditer(turn.folded, *sentence.span())]
        for at, (low, high) in enumerate(clauses):
            if _ASKS.search(turn.folded, low, high + 1):
                continue
            if is_of_those_out(turn.folded[low:high]):
                continue  # 没验收的里头有两个后来验收了: so many of them
            lead = turn.folded[sentence.start() : high]
            inside = _INSIDE.search(turn.folded, sentence.start(), high) is not None
            again = _AGAIN.search(turn.folded, low, high)
            if again is not None and _RECKONED.search(turn.folded, low, again.start()):
                continue  # 那就按这150算: what the sum is now
            again = again or (_DONE.search(turn.folded, low, high) if inside and at else None)
            for past in reversed(part.matter.pasts[-_TRIED:]):
                known = _told_besides(part.matter, past)
                begin = sentence.start()
                if again is not None and _names(turn, (begin, high), lead, past, (known, own), -1):
                    yield from _back(turn, (begin, low, high), past)
                    break
                if again is None and _done_in_part(turn, low, high, past):
                    yield from _back(turn, (low, low, high), past)
                    break
                fails_here = any(low <= p < high for p in failing)
                is_out = fails_here or _is_out(turn.folded, low, high)
                is_out = is_out and not _leaves_some(turn, low, high)
                if is_out and again is None and _only_names(turn, low, (begin, high), past):
                    first = begin if fails_here else low  # 补的那批,卖方是关联公司
                    text = turn.folded[first:high]
                    if _names(turn, (first, high), text, past, (known, own), 1):
                        end, instead = _in_its_place(turn, high, past)
                        if instead is None:
                            end = _said_twice(turn, clauses[at + 1 :], past) or high
                        yield _Found((first, end), past, -1, None, instead)
                        break


def _done_in_part(turn: Turn, low: int, high: int, past: Past) -> bool:
    """Whether a clause tells how much of what was not done yet is done.

    验了六十万, where 八十万 were not accepted yet.
    """
    lost = [v for _, v in _differences(past, -1)]
    told = _sums(turn, low, high)
    if len(lost) != 1 or len(told) != 1 or not 0 < told[0].value <= lost[0]:
        return False
    return does_after_all(turn.folded[low:high], past.said)


def _in_its_place(turn: Turn, end: int, past: Past) -> tuple[int, Decimal | None]:
    """The end of the clauses behind what went that tell its price anew, and that price."""
    match = _INSTEAD.match(turn.folded, end)
    changed = _differences(past, 1)
    units = (Unit.YUAN, Unit.YUAN_PER_UNIT)
    told = {
        o.quantity.start: o.quantity.value
        for e in turn.expressions
        for o in e.operands
        if match is not None and end <= o.quantity.start < match.end() and o.quantity.unit in units
    }
    if match is None or len(told) != 1 or len(changed) != 1:
        return end, None
    return match.end(), next(iter(told.values()))


def _back(turn: Turn, places: tuple[int, int, int], past: Past) -> Iterator[_Found]:
    """What of an earlier message comes back with a clause."""
    begin, low, high = places
    lost = [v for _, v in _differences(past, -1)]
    told = _sums(turn, low, high) or _sums(turn, begin, high)
    shares = [e for e in turn.expressions if e.unit is Unit.PERCENT and low <= e.start < high]
    if shares and not told and len(shares) == len(lost) == 1:
        share = shares[0].operands[0].quantity.value
        if 0 < share < 1:
            yield _Found((begin, high), past, 1, (lost[0] * share).quantize(_FEN))
        return
    if not told:
        yield _Found((begin, high), past, 1, None)
        return
    if len(lost) != 1 or len(told) > 1:
        return
    value, lead = told[0].value, turn.folded[low : told[0].start]
    if value == lost[0] and not (_LESS.search(lead) or _MORE.search(lead)):
        yield _Found((begin, high), past, 1, None)
    elif _LESS.search(lead) and value < lost[0]:
        yield _Found((begin, high), past, 1, lost[0] - value)
    elif _MORE.search(lead):
        yield _Found((begin, high), past, 1, lost[0] + value)
    elif 0 < value < lost[0]:
        yield _Found((begin, high), past, 1, value)


def _leaves_some(turn: Turn, low: int, high: int) -> bool:
    """Whether a clause of something that is out says, or the next one does, what of it counts.

    模具费拿掉一半: a share of it; 按退完的算: as it stands; 没批,只批了15万: so much of it.
    """
    shares = any(e.unit is Unit.PERCENT and low <= e.start < high for e in turn.expressions)
    scaled = any(low <= m.start < high for m in turn.multiples)
    after = _ONLY_SO_MUCH.match(turn.folded, high)
    is_less = after is not None and bool(_sums(turn, high, after.end()))
    return shares or scaled or is_less or _AS_IT_IS.search(turn.folded, low, high) is not None


def _sums(turn: Turn, low: int, high: int) -> list[Quantity]:
    """The sums of a stretch, bare ones in 万 as they are read everywhere."""
    units = (Unit.YUAN, Unit.YUAN_PER_MONTH)
    told = {o.quantity.start: o.quantity for e in turn.expressions for o in e.operands}
    return [q for at, q in sorted(told.items()) if low <= at < high and q.unit in units]


def _names(
    turn: Turn,
    span: tuple[int, int],
    text: str,
    past: Past,
    words: tuple[str, Collection[str]],
    sign: int,
) -> bool:
    """Whether a stretch names what an earlier message took off (-1) or added (1).

    ``words``: those of the other messages, which name nothing, and the parts of facts, which do.
    """
    known, own = words
    changed = _differences(past, sign)
    if not changed:
        return False
    values = {v for _, v in changed}
    for q in _sums(turn, *span):
        points = _THAT.search(turn.folded, span[0], q.start) is not None
        if q.value in values and (points or _INSIDE_SUM.match(turn.folded, q.end)):
            return True
    told = past.said
    for act in _acts(text):
        # a verb of the language itself (补, 加) names what was told to be done
        is_said = act in told if content_of(act) else f"{act}了" in told
        if is_said and act not in known:
            return True
    if any(word in text and word in told and word not in known for word in own):
        return True
    return any(p in told and p not in known for p in _pairs(text))


def _is_out(text: str, low: int, high: int) -> bool:
    """Whether a clause says of something that it is out."""
    return bool(OUT.search(text, low, high) or _DID_NOT_COME.search(text, low, high))


def _only_names(turn: Turn, low: int, span: tuple[int, int], past: Past) -> bool:
    """Whether a sentence that says what is out tells no sum but the one that an earlier one added.

    新股东尽调没过,那三千万不来了: it is called by its sum.
    """
    added = {v for _, v in _differences(past, 1)}
    return all(
        q.value in added and _THAT.search(turn.folded, low, q.start) for q in _sums(turn, *span)
    )


def _said_twice(turn: Turn, behind: Sequence[tuple[int, int]], past: Past) -> int | None:
    """Where the next clause ends, if it says of the same sum that it is out: 那三千万不来了."""
    if not behind:
        return None
    low, high = behind[0]
    told = _sums(turn, low, high)
    is_out = _is_out(turn.folded, low, high)
    return high if is_out and told and _only_names(turn, low, (low, high), past) else None


def _pairs(text: str) -> set[str]:
    """The pairs of characters of a text that are of words of its own, and of no number."""
    found = (text[n : n + _PAIR] for n in range(len(text) - 1))
    return {p for p in found if content_of(p) == _PAIR and not _NUMERAL.search(p)}


def _acts(text: str) -> Iterator[str]:
    """What became of something that a stretch calls by it: 没认 of 没认的, 退 of 退掉的."""
    for match in _OF_IT.finditer(text):
        for length in range(1, _LONGEST + 1):
            low = match.start() - length
            act = text[low : match.start()] if low >= 0 else ""
            is_whole = length > 1 or low == 0 or text[low - 1] in _ALONE
            if act and is_whole and (content_of(act) > 0 or length == 1):
                yield act


_INSIDE_SUM = lazy("元?(?:里[头面]?|当中|其中)")


def _told_besides(matter: Matter, past: Past) -> str:
    """The words of the other messages about a matter, which tell nothing of this one."""
    others = (f for f in matter.figures if f.turn != past.turn)
    return "|".join((*(x for f in others for x in (f.lead, f.words)), *(
        other.said for other in matter.pasts if other.turn != past.turn and _differences(other, -1)
    )))  # fmt: skip


def leads_to_it(text: str, start: int, end: int, matters: Sequence[Matter]) -> bool:
    """Whether a stretch names what an earlier message took off, and its sentence takes it up.

    相机是专门拍样品的,会计同意算进一半: what the first clause says is no aside.
    """
    sentence = next((m for m in _SENTENCE.finditer(text) if m.start() <= start < m.end()), None)
    if sentence is None or _AGAIN.search(text, start, sentence.end()) is None:
        return False
    pairs = _pairs(text[start:end])
    return any(
        p in past.said and p not in _told_besides(matter, past)
        for matter in matters
        for past in matter.pasts
        if _differences(past, -1)
        for p in pairs
    )


def _differences(past: Past, sign: int) -> list[tuple[str, Decimal]]:
    """The facts that an earlier message made less (-1) or more (1), and by how much."""
    was = {s.name: s.total for s in past.before if not s.is_assumed}
    found = []
    for stated in past.after:
        old, new = was.get(stated.name), stated.total
        if old is None and sign > 0 and new and new > 1 and _counts(stated):
            old = Decimal(1)  # 另外那两个也评上了,三个合计: told as so many for the first time
        if old is not None and new is not None and sign * (new - old) > 0:
            found.append((stated.name, abs(new - old)))
    return found


def _counts(stated: Stated) -> bool:
    """Whether a number says how many things there are, and not how much of something."""
    return stated.text[-1:] in _THINGS


_THINGS = frozenset("个家项款台场套份条批俩仨")


def _changed(
    ctx: GatherContext, matter: Matter, one: _Found, number: int, turn: Turn
) -> Matter | None:
    """The matter with what a clause takes up again; None where nobody knows what comes of it."""
    differences = dict(_differences(one.past, -one.sign))
    kinds = {name: ctx.rulebook.facts[name].kind for name in differences}
    differences = {
        n: v for n, v in differences.items() if one.sign < 0 or kinds[n] is not FactKind.COUNT
    }
    if not differences or (one.amount is not None and len(differences) > 1):
        return None
    now, done = [], False
    of_one = _OF_ALL.search(turn.folded, *one.span) is None
    for stated in matter.numbers:
        off = differences.get(stated.name)
        if off and of_one and one.sign < 0 and kinds[stated.name] is FactKind.COUNT:
            off = Decimal(1)  # 电梯的评审没过, of the two that were told: that one
        amount = one.amount if one.amount is not None else off
        new = _moved(stated, one, amount, number, turn) if off and amount else None
        now.append(stated if new is None else new)
        done = done or new is not None
    return replace(matter, numbers=tuple(now)) if done else None


def _moved(stated: Stated, one: _Found, amount: Decimal, number: int, turn: Turn) -> Stated | None:
    """A number with so much more, or less, of what an earlier message told."""
    low, high = one.span
    text = turn.folded[low:high].strip(" ,")[:_TOLD]
    every = stated.every_place
    stated = replace(
        stated, turn=number, start=low, end=high, places=every, say="", alternatives=()
    )
    if isinstance(stated.value, tuple):
        if one.sign > 0 and all(i.count is None for i in stated.value):
            item = FactItem(amount, kind=text, turn=number)
            return replace(stated, value=(*stated.value, item))
        left = [i for i in stated.value if i.total != amount]
        if one.sign < 0 and len(left) == len(stated.value) - 1:
            if not left:  # the only one is gone: none is left
                return replace(stated, value=Decimal(0), parts=(), terms=())
            return replace(stated, value=tuple(left))
        return None
    if not isinstance(stated.value, Decimal):
        return None
    value = stated.value + one.sign * amount
    if value < 0:
        return None
    if one.instead is not None:
        both = (FactItem(value, turn=number), FactItem(one.instead, kind=text, turn=number))
        return replace(stated, value=value + one.instead, parts=both, terms=())
    as_was = next((s for s in one.past.before if s.name == stated.name), None)
    if as_was is not None and as_was.value == value:
        return replace(as_was, turn=number, start=low, end=high, places=every)
    return replace(stated, value=value, parts=(), terms=())


_TOLD = 12
