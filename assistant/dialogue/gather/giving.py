"""The numbers of a message given out to the facts that its matters need."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from assistant.dialogue.acts import Act
from assistant.dialogue.gather.context import YEARS, GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.language import BUYS
from assistant.dialogue.needs import Needs, needs_of
from assistant.dialogue.numbers import Given
from assistant.dialogue.pairs import Setting, Wanted
from assistant.dialogue.stated import ClaimKind, Stated
from assistant.dialogue.turn import Intent, Turn
from assistant.dialogue.undertakings import applied_in
from assistant.policy.clause import ClauseId
from assistant.rules.rule import Rule
from assistant.text.expressions import Expression
from assistant.text.history import tells_how_long
from assistant.text.joining import TIMES
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_BOUGHT = frozenset(BUYS)
_TWO_PIECES = lazy("[两二三四五六七八]块")
_MONEY = lazy("钱|每|一[天月年度]")
_NO_NOUN = lazy(
    "的?(?:[,。;!?:、]|$|金额|补贴|政策|钱|一?[年月]|各|分别|都|能|可|按|给|报|列|算|全|一起|一并|再|重|事|问题)"
)
_TOGETHER = lazy("全部|全都|一起|一并|都?(?:再|重新?)[报算列说给来摆过]|各|分别")
"""What is said of so many matters together."""
_LATELY = lazy("(?:近|过去|最近)$")
_ASKS_CAP = lazy("最高|最多|封顶|上限|顶格|比例|几成|标准")
_ALIKE = lazy("同样|一样|照样|同额|等额|这么多|这笔|那笔|也是")


def given_out(
    ctx: GatherContext,
    turn: Turn,
    parts: Sequence[Part],
    needs: Mapping[ClauseId, Needs],
    asked: str,
) -> tuple[Given, ...]:
    """The numbers of a message with the facts that they are given to."""
    wanted = _wanted(ctx, turn, parts, needs)
    setting = Setting(
        turn.folded,
        turn.quantities,
        spans=(
            *turn.scope.spans,
            *((d.start, d.end) for d in turn.dates),
            *((f.start, f.end) for f in turn.flags),
            *applied_in(turn.folded),  # AI质检花了200万: whatever it is called
        ),
        claimed=frozenset(c.start for c in turn.claims if c.kind is not ClaimKind.PERIOD),
        clause_text="\n".join(ctx.texts[c] for c in needs),
        context=" ".join(part.matter.text for part in parts if part.index is not None),
        remembered=frozenset(s.name for part in parts for s in part.matter.numbers),
        asked=asked,
        every=turn.quantities,
    )
    goes_on = any(part.index is not None for part in parts)
    expressions = () if Act.DOUBT in turn.acts and goes_on else turn.expressions
    if Intent.REVERSE in turn.intents:  # what is to be reached is no fact
        aims = {c.start for c in turn.claims if c.kind is ClaimKind.AMOUNT}
        expressions = tuple(e for e in expressions if e.operands[0].quantity.start not in aims)
    said = _only_said_of_policies(turn)
    expressions = tuple(e for e in expressions if e.operands[0].quantity.start not in said)
    given = ctx.reader.read(
        setting, [e for e in expressions if may_count(ctx, turn, e, parts)], wanted
    )
    return tuple(
        g
        for g in given
        if g.fact != YEARS
        or not tells_how_long(turn.folded, g.expression.start, g.expression.end, g.expression.value)
    )


def _only_said_of_policies(turn: Turn) -> frozenset[int]:
    """Where sums stand that a question only says of what the policies pay, with none of its own.

    龙岗算力上限600万,对吗; 算力补贴600万和训力券1000万能叠加吗: nothing was spent.
    """
    sums = {q.start for q in turn.quantities if q.role == "amount" and q.unit is Unit.YUAN}
    said = set[int]()
    if Intent.CONFIRM in turn.intents:
        said |= {c.start for c in turn.claims if c.kind is ClaimKind.CAP}
    if Intent.STACKING in turn.intents:
        said |= {c.start for c in turn.claims if c.kind in (ClaimKind.CAP, ClaimKind.AMOUNT)}
        said |= {at for at in sums if _PAID_BEFORE.search(turn.folded, max(0, at - 4), at)}
    return frozenset(said) if sums and sums <= said else frozenset()


_PAID_BEFORE = lazy("(?:补贴|补助|奖励|资助|扶持|[\u4e00-\u9fff]券)的?$")


def lent_by_others(
    turn: Turn,
    part: Part,
    place: int,
    own: Sequence[Sequence[Given]],
    needs: Mapping[ClauseId, Needs],
) -> tuple[Given, ...]:
    """What a matter without a number of its own takes from the others: the same fact.

    龙岗租算力800万补多少, 福田租算力呢. A matter that asks for its cap (最高多少) takes none.
    """
    main = frozenset[str]().union(*(needs[c].main for c in part.matter.clauses))
    if any(g.fact in main for g in own[place]):
        return ()
    text = "".join(turn.folded[start:end] for start, end in part.stretches)
    counts = any(
        q.role == "amount" and q.unit not in TIMES and part.holds(q.start) for q in turn.quantities
    )
    if (counts or _ASKS_CAP.search(text)) and not _ALIKE.search(text):
        return ()
    order = sorted(range(len(own)), key=lambda n: (n > place, abs(n - place)))
    for n in order:
        found = tuple(g for g in own[n] if g.fact in main and not g.rival)
        if found:
            return found
    return ()


def may_count(
    ctx: GatherContext, turn: Turn, expression: Expression, parts: Sequence[Part]
) -> bool:
    """Not a count of the asker (一家) or of what was named before (两条各奖多少)."""
    quantity = expression.operands[0].quantity
    money = (Unit.YUAN, Unit.YUAN_PER_YEAR, Unit.YUAN_PER_MONTH, Unit.YUAN_PER_UNIT)
    if expression.unit in money and _TWO_PIECES.fullmatch(quantity.text):
        return _MONEY.match(turn.folded, expression.end) is not None  # 两块加起来
    if expression.unit is Unit.YUAN and quantity.text.endswith("块"):
        # 两块各是多少: two parts, no money
        return not ctx.words.anaphors.opens(turn.folded[expression.end :][:4])
    if expression.unit is Unit.YEAR and _LATELY.search(turn.folded, 0, expression.start):
        return any(map(ctx.is_taken_in, parts))  # 近两年落地了: when, and not for how long
    if expression.unit is not Unit.COUNT:
        return True
    if turn.folded.startswith(ctx.counted, expression.end):
        return True  # 四个项目都评上了: things that some rule counts
    is_so_many = len(parts) >= (expression.value or 0) or any(
        len(p.matter.trail) >= (expression.value or 0) for p in parts
    )
    if 1 < turn.acts.counted == expression.value and _gathers(turn) and is_so_many:
        return False  # 三个都摆出来: as many as there are matters
    if is_so_many and len(parts) > 1 and _TOGETHER.match(turn.folded, expression.end):
        return False  # 三个全部再报一遍
    if _TOGETHER.match(turn.folded, expression.end) and any(
        0 <= (expression.value or 0) - known <= 1 for known in _counted_before(ctx, parts)
    ):
        return False  # 要是那个国际标准也批下来, 三个一起: those of before with the one more
    if expression.value == 1 and quantity.classifier in ctx.words.asker_classifiers:
        return False
    points_back = quantity.classifier in ctx.words.anaphor_classifiers
    return not (points_back and ctx.words.anaphors.opens(turn.folded[expression.end :][:4]))


def _counted_before(ctx: GatherContext, parts: Sequence[Part]) -> Iterator[Decimal]:
    """How many things of several kinds each matter has counted."""
    for part in parts:
        counts = [
            s.value
            for s in part.matter.numbers
            if ctx.is_count(s.name) and isinstance(s.value, Decimal)
        ]
        if part.index is not None and len(counts) > 1:
            yield sum(counts, Decimal(0))


def counts_matters(
    ctx: GatherContext, turn: Turn, expression: Expression, parts: Sequence[Part]
) -> bool:
    """Whether a number counts the matters of the message, or only lists.

    三块一年各补多少; 一个一个报. A noun behind it would be what it counts.
    """
    text, word = turn.folded, expression.operands[0].quantity.text
    if word * 2 in text[max(0, expression.start - len(word)) : expression.end + len(word)]:
        return True
    generic = word[-1:] in ctx.words.anaphor_classifiers or word[-1:] == "块"
    clauses = {c for part in parts for c in part.matter.clauses}
    alike = (len(parts), len(clauses), len({c.policy for c in clauses}))
    return bool(
        generic
        and expression.value in alike
        and len(clauses) > 1
        and _NO_NOUN.match(turn.folded, expression.end)
    )


def _wanted(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part], needs: Mapping[ClauseId, Needs]
) -> list[Wanted]:
    """What is needed in each stretch; where parts overlap, all that any of them needs."""
    cuts = sorted({p for part in parts for s in part.stretches for p in s})
    wanted = []
    for start, end in pairwise(cuts):
        here = [c for part in parts if part.holds(start) for c in part.matter.clauses]
        main = frozenset[str]().union(*(needs[c].main for c in here))
        every = frozenset[str]().union(*(needs[c].all for c in here))
        beyond = frozenset(name for name in every if ctx.is_beyond(name))
        before = [
            flag
            for part in parts
            if part.index is not None and part.holds(start)
            for flag in part.matter.flags
        ]
        told = {s.name for part in parts if part.holds(start) for s in part.matter.numbers}
        beyond |= _of_other_case(ctx, turn, here, before, told)
        beyond |= _of_unspoken(ctx, turn, parts, start)
        main, every = main - beyond, every - beyond
        spans = {q.unit for q in turn.quantities}
        if YEARS in every and (Intent.TOTAL in turn.intents or spans == {Unit.YEAR}):
            main |= {YEARS}
        wanted.append(Wanted(start, end, every, main))
    return wanted


def _of_other_case(
    ctx: GatherContext,
    turn: Turn,
    clauses: Sequence[ClauseId],
    before: Sequence[Stated],
    known: Collection[str],
) -> frozenset[str]:
    """The sums of rules that the message tells no condition of, beside one of which it does.

    语料放到认定的开放平台,做这批料花了80万 costs what the clause on opening pays for; the one on
    buying says 非关联方, 交易平台. A word of the other sum alone (采购) keeps it. Where the message
    tells no condition of any, those told ``before`` decide, unless the other sum is ``known``.
    """
    rules = [rule for clause in clauses for rule in ctx.rulebook.rules_of(str(clause))]
    asked = [frozenset(c.fact for c in rule.conditions if c.is_) for rule in rules]
    every = {c.fact for rule in rules for c in (*rule.conditions, *rule.when)}
    flags = turn.flags if any(flag.name in every for flag in turn.flags) else (*before, *turn.flags)
    told = {flag.name for flag in flags if flag.value is True}
    chosen = {flag.name: flag.value for flag in turn.flags if isinstance(flag.value, str)}
    of_told, of_others = set[str](), set[str]()
    for rule, own in zip(rules, asked, strict=True):
        sums = {f for f in needs_of([rule], ctx.rulebook.facts).main if ctx.is_sum(f)}
        cases = {c.fact: c.is_ for c in (*rule.conditions, *rule.when) if c.fact in chosen}
        if own & told or any(chosen[name] == value for name, value in cases.items()):
            of_told |= sums
        elif any(isinstance(value, str) for value in cases.values()):
            of_others |= sums  # 假设是新建的,审定投入三千万: not what one built before costs a year
        elif own and not any(flag.name in own for flag in flags):
            of_others |= sums
    of_others -= of_told
    of_others -= set() if flags is turn.flags else {*known}
    if not (of_told and of_others):
        return frozenset()
    kept = [w for name in of_told for w in (*ctx.label_words(name), ctx.label(name))]
    return frozenset(
        name
        for name in of_others
        if not any(
            all(word not in one for one in kept) and fold(word) in turn.folded
            for word in ctx.label_words(name)
        )
        and not (_BOUGHT & {*ctx.label(name)} and _BOUGHT & {*turn.folded})
    )


def _of_unspoken(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part], start: int
) -> frozenset[str]:
    """The sums of rules that nobody speaks of, beside another of the clause that is spoken of.

    房租实付50万 is no cost of running a park, which the same clause pays for.
    """
    found = set[str]()
    # What more is told may be of the other: 新品也首次卖出去一批,两样加起来.
    adds = Act.ADD in turn.acts or Intent.TOTAL in turn.intents
    for part in parts:
        before = "" if adds else part.matter.text
        text = f"{before}\n{turn.folded}" if part.holds(start) else ""
        for clause in part.matter.clauses if text else ():
            rules = ctx.rulebook.rules_of(str(clause))
            spoken = [rule for rule in rules if _is_spoken_of(ctx, rule, text)]
            if len(rules) > len(spoken) > 0:
                own = {f for r in spoken for f in needs_of([r], ctx.rulebook.facts).all}
                rest = [rule for rule in rules if rule not in spoken]
                found |= {f for f in needs_of(rest, ctx.rulebook.facts).main - own if ctx.is_sum(f)}
    return frozenset(found)


def _is_spoken_of(ctx: GatherContext, rule: Rule, text: str) -> bool:
    """Whether a word of the rule, or of a sum that it needs, stands in a text."""
    sums = [f for f in needs_of([rule], ctx.rulebook.facts).main if ctx.is_sum(f)]
    words = (*rule.words, *(w for name in sums for w in ctx.label_words(name)))
    return any(fold(word) in text for word in words)


def _gathers(turn: Turn) -> bool:
    """Whether the message speaks of the matters of the conversation together, naming none."""
    return not turn.topics and not any(q.unit is Unit.YUAN for q in turn.quantities)
