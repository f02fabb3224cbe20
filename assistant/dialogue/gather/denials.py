"""Conditions that a message tells, and the parts of the numbers that they are denied of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.changes import item_denied, less_denied
from assistant.dialogue.conditions import denies_first, fails
from assistant.dialogue.gather.around import governed, only_named
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.corrections import RIGHT_BEHIND
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.items import opened
from assistant.dialogue.language import pairs_of
from assistant.dialogue.needs import Needs
from assistant.dialogue.stated import Stated, Unused
from assistant.dialogue.turn import Turn
from assistant.policy.clause import ClauseId
from assistant.rules.facts import YEARS, FactKind
from assistant.rules.rule import Rule
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_NEVER_GOT = lazy(
    "(?:没|没有|未|从没|从未|不曾)(?:再)?(?:拿|领|得|收|获|享受|申请|报)(?:到|过|得){0,2}"
    "|一[分毛块](?:钱)?(?:都|也)?(?:没|未)|零补贴"
    "|(?:拿|领|得|获|享受?)(?:到|取|得)?过?了?的(?:那[笔个次份家])?(?:[^,。;!?\\d]{0,4})?(?:其实|原来|应该)?是"
    "(?:我们?|咱们?|我司|公司)?的?(?:另外?|别的?|其他|其它|隔壁|母公司|子公司|集团|兄弟|关联|前)"
    "|(?:那|上次|以前|之前)(?:[笔次个份])?(?:其实|原来|应该)?是(?:我们?|咱们?|公司)?的?(?:另外?[一的]?|别的?|其他|母公司|子公司|集团|兄弟|关联)"
    "[^,。;!?\\d]{0,6}?(?:拿|领|得|获)的"
)
"""领过的是我们另一个平台: it was paid for something else."""
_GOT_WORD = lazy("[拿领][过了]|已[获拿领得]")
_SEVERAL = 2
_A_YEAR = lazy("[前去今明后]年|上一?年|本年|[第头][一二三四五]?年")
# What points to a matter, to a number of it, and what says that a sum was none.
_THAT_MATTER = lazy("的?[那这](?:一)?[个笔项条份边家块件]")


def never_got(
    ctx: GatherContext, turn: Turn, part: Part, numbers: Sequence[Stated], number: int
) -> tuple[Stated, ...]:
    """Sums that were got before, none of them where a message says so (以前一分没拿过)."""
    match = _NEVER_GOT.search(turn.folded)
    if match is None or part.index is None:
        return tuple(numbers)
    main = frozenset[str]().union(*(ctx.needs(c).main for c in part.matter.clauses))
    specs = ctx.rulebook.facts
    tested = {c.fact for rule in ctx.rules_of(part) for c in rule.conditions}
    main |= tested.union(  # 没拿过奖, of a round whose sum is tested
        f for t in tested for way in specs[t].derive for f in (*way.product, *way.difference)
    )
    return tuple(
        replace(s, value=Decimal(0), start=match.start(), end=match.end(), turn=number)
        if s.turn < number
        and s.name not in main
        and any(_GOT_WORD.search(w) for w in ctx.rulebook.facts[s.name].words)
        else s
        for s in numbers
    )


def without_denied_of_others(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part]
) -> tuple[Turn, tuple[Unused, ...]]:
    """A message without the denials that it says of another rule of the clause than tests them.

    With the clauses that say so, which are told as unused.

    科技计划落选了, beside 攻关评审过了 of the same clause: the comma clause holds words of the rule
    that pays for 科技计划项目, and none of the one that asks whether a review was passed.
    """
    dropped: dict[int, tuple[int, int]] = {}
    for part in parts:
        rules = [rule for rule in ctx.rules_of(part) if rule.words]
        for flag in turn.flags:
            if part.index is None or flag.value is not False:
                continue
            low, high = clause_around(turn.folded, flag.start, flag.end)
            said = pairs_of(turn.folded[low:high])
            of_it = [r for r in rules if any(c.fact == flag.name for c in r.conditions)]
            others = [r for r in rules if r not in of_it]
            own = frozenset[str]().union(*map(_pairs_naming, of_it))
            is_of_it = not of_it or own & {*said}
            if not is_of_it and any(len(_pairs_naming(r) & {*said}) >= _SEVERAL for r in others):
                dropped[flag.start] = low, high
    if not dropped:
        return turn, ()
    spans = dict.fromkeys(dropped.values())
    left = tuple(Unused(turn.folded[low:high], low, high, "condition") for low, high in spans)
    return replace(turn, flags=tuple(f for f in turn.flags if f.start not in dropped)), left


def _pairs_naming(rule: Rule) -> frozenset[str]:
    """The pairs of characters by which a rule is called."""
    return frozenset(pair for word in rule.words for pair in pairs_of(fold(word)))


def denied_kinds(
    ctx: GatherContext,
    turn: Turn,
    numbers: Sequence[Stated],
    part: Part,
    needs: Mapping[ClauseId, Needs],
) -> tuple[tuple[Stated, ...], frozenset[int]]:
    """A condition denied of one kind only (国际那项只是参与) takes that count out.

    It is no denial of the condition as a whole while other kinds are counted.
    """
    counts = [s for s in numbers if ctx.is_count(s.name) and s.value]
    every = frozenset[str]().union(*(needs[c].all for c in part.matter.clauses))
    others = [f for f in every if ctx.is_count(f)] if counts else []
    tested = {c.fact for rule in ctx.rules_of(part) for c in rule.conditions}
    if len(others) < 2:
        return tuple(numbers), frozenset()
    kept, places = list(numbers), set()
    for flag in turn.flags:
        if flag.value is not False or flag.name not in tested:
            continue
        low, high = clause_around(turn.folded, flag.start, flag.end)
        earlier, _ = clause_around(turn.folded, max(0, low - 1), max(0, low - 1))
        before = turn.folded[earlier:high]
        named = [s for s in counts if ctx.is_kind(s.name, before)]
        if len(named) == 1 and len(counts) > 1:
            kept = [replace(s, value=Decimal(0)) if s.name == named[0].name else s for s in kept]
            places.add(flag.start)
        elif not named and any(ctx.is_kind(f, before) for f in others):
            places.add(flag.start)  # of a kind that is not counted
    return tuple(kept), frozenset(places)


def denied_by_lead(
    ctx: GatherContext, turn: Turn, part: Part, numbers: Sequence[Stated], number: int
) -> tuple[Stated, ...]:
    """Less the counts whose own words deny a condition that the others meet.

    参与制定国家标准3项、主导行业标准1项, 国家标准有1项但只是参与: what was only taken part in does
    not count.
    """
    counts = [s for s in numbers if ctx.is_count(s.name) and s.value]
    if len(counts) < _SEVERAL:
        return tuple(numbers)
    here = [s for s in counts if s.turn == number]
    leads = {
        s.name: turn.folded[governed(turn.folded, s.start, turn.quantities) : s.start] for s in here
    }
    tails = {s.name: _said_of(turn, s) for s in here}
    held = {s.name for s in turn.flags if s.value is True}
    denied: set[str] = set()
    for fact in {c.fact for rule in ctx.rules_of(part) for c in rule.conditions}:
        spec = ctx.rulebook.facts[fact]
        met = {n for n, lead in leads.items() if any(word in lead for word in spec.words)}
        if fact in held or met:
            denials = _shared_heads(spec.denials)
            denied |= {n for n, lead in leads.items() if any(w in lead for w in denials)} - met
            denied |= {n for n, tail in tails.items() if any(w in tail for w in denials)}
    if len(denied) == len(counts):
        return tuple(numbers)
    return tuple(replace(s, value=Decimal(0)) if s.name in denied else s for s in numbers)


def _said_of(turn: Turn, stated: Stated) -> str:
    """What a clause says of the things that it counts, behind their number."""
    _, end = clause_around(turn.folded, stated.end, stated.end)
    others = (q.start for q in turn.quantities if q.start >= stated.end)
    return turn.folded[stated.end : min([end, *others])]


def denied_by_place(
    ctx: GatherContext, turn: Turn, part: Part, numbers: Sequence[Stated], told: Sequence[Stated]
) -> tuple[tuple[Stated, ...], frozenset[int]]:
    """Several sums less the one that a condition is denied of (第二份是关联方的)."""
    if part.index is None:
        return tuple(numbers), frozenset()
    tested = {c.fact for rule in ctx.rules_of(part) for c in rule.conditions}
    main = frozenset[str]().union(*(ctx.needs(c).main for c in part.matter.clauses))
    kept, places = list(numbers), set()
    for flag in (f for f in told if f.name in tested and not _of_first(ctx, turn, f)):
        for n, stated in enumerate(kept):
            less = less_denied(stated, turn.folded, flag) if stated.name in main else None
            if less is not None:
                kept[n] = less
                places.add(flag.start)
    return tuple(kept), frozenset(places)


def _of_first(ctx: GatherContext, turn: Turn, flag: Stated) -> bool:
    """Whether a message denies of all of them that it is the first time: 不算第一次,去年卖过.

    The 第一 of it is no place of one of several.
    """
    if denies_first(flag.text):
        return True
    spec = ctx.rulebook.facts.get(flag.name)
    return spec is not None and "首次" in spec.label and denies_first(turn.folded[: flag.start])


def denied_of_one(
    ctx: GatherContext, turn: Turn, part: Part, told: Sequence[Stated], known: Collection[int]
) -> frozenset[int]:
    """Conditions that are denied of one of several things, or of a part that is taken off.

    Which of the numbers that were stated it is of is not known: the words are left over.
    """
    if part.index is None:
        return frozenset()
    told = [s for s in told if not _of_first(ctx, turn, s)]
    rules = ctx.rules_of(part)
    several = [
        s
        for s in part.matter.numbers
        if len(opened(s.value)) > 1
        or len(s.parts) > 1
        or (ctx.is_count(s.name) and s.value not in (0, 1))
    ]
    takes_off = part.matter.numbers and Act.REMOVE in turn.acts  # 前海一个点都没有了 takes off none
    removed = turn.acts.removed if takes_off else ()
    of_a_year = _told_of_a_year(ctx, turn, part, told)
    return of_a_year | frozenset(
        s.start
        for s in told
        if fails(s, rules)
        and s.start not in known
        and (
            (several and (item_denied(turn.folded, s) or _dates_some(turn, s)))
            or any(
                0 <= start - s.end <= RIGHT_BEHIND
                and not (isinstance(s.value, bool) and is_revoked(turn.folded, s.end))
                for start, _ in removed
            )
        )
    )


def is_revoked(text: str, end: int) -> bool:
    """Whether the clause behind a condition says that it was called off: 评定结果撤了."""
    return _REVOKED.match(text, end) is not None


_REVOKED = lazy(
    "(?:结果|资格|证书?|批文|结论|称号|身份|[那这]事)?(?:又|都|全|后来|已经?|也|最后|刚|上周|昨天|今天|让人?|给|被|遭)*"
    "(?:撤[回销]?|取消|作废|注销|吊销|收回|废)(?:掉|了)*(?=[,。;!?]|$)"
)
"""What was awarded and is no more; 推理的扣掉 takes a part off."""


_ONE_MORE_SUM = lazy("(?:还|另外?|又)[^,。;!?\\d]{0,4}$|再加")
_ONE_MORE_THERE = lazy("(?:还|另外?|又)有[一1]?[个项份条款台批笔家]|再加[一1]?[个项]")


def denied_of_new(
    ctx: GatherContext,
    turn: Turn,
    part: Part,
    numbers: tuple[Stated, ...],
    told: Sequence[Stated],
    number: int,
) -> tuple[tuple[Stated, ...], frozenset[int], frozenset[int]]:
    """(numbers, starts of conditions, places of sums) where one more fails a condition.

    还有个国际标准,不过是参编: it does not count, and those of before stay as they are.
    """
    if part.index is None:
        return numbers, frozenset(), frozenset()
    rules, was = ctx.rules_of(part), {s.name: s for s in part.matter.numbers}
    for flag in (s for s in told if fails(s, rules) and not _is_met_besides(s, told, rules)):
        low = max((turn.folded.rfind(c, 0, flag.start) for c in "。;!?"), default=-1) + 1
        new = [
            s
            for s in numbers
            if s.turn == number and low <= s.start < flag.start and ctx.is_count(s.name)
        ]
        own = frozenset(s.start for s in told if s.name == flag.name)
        one_more = None if new else _one_more_failing(turn, part, flag, rules)
        if one_more is None and not new:
            one_more = _told_before_it(turn, part, flag, rules)
            if one_more is None:
                one_more = _of_another_thing(turn, part, flag, rules)
            clause = clause_around(turn.folded, flag.start, flag.end)
            beside = (s.start for s in told if clause[0] <= s.start < clause[1] and not s.value)
            own = own.union(beside) if one_more is not None else own
        if one_more is not None:
            left = tuple(_before_more(ctx, s, was, number, one_more) for s in numbers)
            return left, own, frozenset({one_more})
        kept = [s for s in numbers if s not in new and ctx.is_count(s.name)]
        if len(new) != 1 or not kept or not _ONE_MORE_THERE.search(turn.folded, low, flag.start):
            continue
        back = [was[s.name] for s in new if s.name in was]
        left = (*(s for s in numbers if s not in new), *back)
        return left, own, frozenset()
    return numbers, frozenset(), frozenset()


def _is_met_besides(flag: Stated, told: Sequence[Stated], rules: Sequence[Rule]) -> bool:
    """Whether a message tells of what serves as well as the condition it denies (没备案,有测评)."""
    met = {s.name for s in told if s.value is True}
    return any(c.fact == flag.name and met & {*c.or_facts} for r in rules for c in r.conditions)


def _one_more_failing(turn: Turn, part: Part, flag: Stated, rules: Sequence[Rule]) -> int | None:
    """Where one more sum is told, of which alone a condition of its comma clause fails.

    还另有个60万的推理合同, of 420万 for training: what was told before is for training still.
    """
    if not part.matter.numbers:
        return None
    if any(f.name == flag.name and fails(f, rules) for f in part.matter.flags):
        return None
    low, high = clause_around(turn.folded, flag.start, flag.end)
    there = [e.start for e in turn.expressions if e.unit is Unit.YUAN and low <= e.start < high]
    if len(there) != 1 or not _ONE_MORE_SUM.search(turn.folded, low, there[0]):
        return None
    return there[0]


def _told_before_it(turn: Turn, part: Part, flag: Stated, rules: Sequence[Rule]) -> int | None:
    """Where one more sum is told, to which the clause behind it points and denies a condition.

    又买了一款,花了50万元,不过那一款没备案: what was told before has what it had.
    """
    known = {f.name: f for f in part.matter.flags}
    if flag.name in known and fails(known[flag.name], rules):
        return None
    low, high = clause_around(turn.folded, flag.start, flag.end)
    lead = turn.folded[low : flag.start]
    is_bare = not content_of(lead) and _OF_ALL.search(lead) is None
    is_of_new = is_bare and _introduced(turn.folded, low)
    if not (is_of_new or _THAT_THING.match(turn.folded, low, high)):
        return None
    # 又签了一份,40万元。但那份没备案: the sentence before, where this one begins with it
    begin = max((turn.folded.rfind(c, 0, low - 1) for c in "。;!?"), default=-1) + 1
    there = [e.start for e in turn.expressions if e.unit is Unit.YUAN and begin <= e.start < low]
    if len(there) != 1:
        return None
    if not (is_of_new or _ANOTHER_THING.search(turn.folded, begin, there[0])):
        return None
    return there[0]


def _introduced(text: str, place: int) -> bool:
    """Whether the sentence around a place begins with one more thing (另有个机械臂,研发60万,…)."""
    begin = max((text.rfind(c, 0, place - 1) for c in "。;!?"), default=-1) + 1
    return begin < place - 1 and _NEW_THING.match(text, begin, place) is not None


_NEW_THING = lazy(
    "(?:我们?|咱们?|公司|后来|今年|去年)*(?:另外?|还|又|此外)(?:还|又)?(?:有|做|买|签|搞|开发|研发|上|建|租)?了?[一1]?"
    "[款个份批套台家项笔条辆场](?![月人点])[^,。;!?]{2,}"
)
_OF_ALL = lazy("[都全各]|两|[俩仨三]|原|之前|前面|先前|老的?那|头[一那]|[那这][个款份]")


def _of_another_thing(turn: Turn, part: Part, flag: Stated, rules: Sequence[Rule]) -> int | None:
    """Where the only sum of a sentence about one more thing is told, which fails a condition there.

    另外还付给一家海外的,90万,没备案那种; 又进了一批,60万,没走交易平台.
    """
    known = {f.name: f for f in part.matter.flags}
    if not part.matter.numbers or (flag.name in known and fails(known[flag.name], rules)):
        return None
    begin = max((turn.folded.rfind(c, 0, flag.start) for c in "。;!?"), default=-1) + 1
    more = _MORE_OF_A_KIND.search(turn.folded, begin)
    stop = _SENTENCE_END.search(turn.folded, flag.end)
    end = stop.start() if stop else len(turn.folded)
    if (
        more is None
        or not more.start() <= flag.start
        or _OF_THEM_ALL.search(turn.folded, more.start(), end)
    ):
        return None
    there = [e.start for e in turn.expressions if e.unit is Unit.YUAN and begin <= e.start < end]
    return there[0] if len(there) == 1 and there[0] > more.start() else None


_MORE_OF_A_KIND = lazy(
    "(?:又|还|另外?|再|后来)(?![看查核问说算改换填退撤审])[^,。;!?]{0,14}?(?:[另一1][一外]?|了)[款个份批套台家项笔条辆场期]"
)
_SENTENCE_END = lazy("[。;!?]")
_OF_THEM_ALL = lazy(
    "都|全|两[家份批个笔]|所有|每[家份批个笔]|也(?:没|不|未)|各|改[成为]|其实|[总一]共|也算|算[上进]|加[上进]"
)
"""What is said of all of them, or of what was told before."""
_ANOTHER_THING = lazy(
    "(?:又|还|另外?|再|后来|新)(?![看查核问说算改换填退撤审])[^,。;!?]{0,6}?(?:[另一][一外]?|了)[款个份批套台家项笔条辆场期]"
)
_THAT_THING = lazy(
    "(?:不过|只是|只不过|但是?|可是?|可惜|就是|然而|偏偏)?,?(?:其中)?(?:后|新)?(?:来|买|签|加|添)*的?"
    "(?:[那这]一?[款个份批套台家项笔条辆场期]|它|后者|后面[那这]一?[款个份批套台家项笔条辆场期])"
)


def _before_more(
    ctx: GatherContext, stated: Stated, was: Mapping[str, Stated], number: int, place: int
) -> Stated:
    """A sum without what a message made of it at a place; any other number as it is."""
    before = was.get(stated.name)
    if before is None or stated.turn != number:
        return stated
    is_sum = ctx.rulebook.facts[stated.name].kind is FactKind.YUAN
    has_grown = (stated.total or 0) > (before.total or 0) > 0
    is_it = stated.start == place and (before.total or 0) > 0
    return before if is_sum and (has_grown or is_it) else stated


def _dates_some(turn: Turn, flag: Stated) -> bool:
    """Whether a day is that of so many, which its clause counts (前年还过了2个)."""
    low, high = clause_around(turn.folded, flag.start, flag.end)
    return flag.days is not None and any(
        e.unit is Unit.COUNT and low <= e.start < high for e in turn.expressions
    )


def _told_of_a_year(
    ctx: GatherContext, turn: Turn, part: Part, told: Sequence[Stated]
) -> frozenset[int]:
    """What decides the case of a matter, told anew of one of several years (规模今年没达到)."""
    if not any(
        s.name == YEARS and isinstance(s.value, Decimal) and s.value > 1
        for s in part.matter.numbers
    ):
        return frozenset()
    known = {s.name: s.value for s in part.matter.flags}
    cases = ctx.sides(part)
    return frozenset(
        s.start
        for s in told
        if s.name in cases
        and known.get(s.name, s.value) != s.value
        and _A_YEAR.search(turn.folded, *clause_around(turn.folded, s.start, s.end))
    )


def told_here(
    ctx: GatherContext, turn: Turn, part: Part, parts: Sequence[Part]
) -> tuple[Stated, ...]:
    """The flags that this message states for one of its matters.

    With several matters a flag holds where it stands; what lasts about the company (初创) and
    what stands before the first matter holds for all.
    """
    if len(parts) < 2:
        return tuple(turn.flags)
    if all(p.index is not None for p in parts):
        return tuple(s for s in turn.flags if _pointed_part(turn, s.start, parts) in (None, part))
    return tuple(
        s
        for s in turn.flags
        if part.holds(s.start) or (s.name in ctx.lasting and s.value in (True, "enterprise"))
    )


def _pointed_part(turn: Turn, place: int, parts: Sequence[Part]) -> Part | None:
    """The one of several matters that a clause points to (入表的那个其实没流通过), or None."""
    low, high = clause_around(turn.folded, place, place)
    points = _THAT_MATTER.search(turn.folded, low, high)
    if points is None:
        return None
    lead = turn.folded[low : points.start()]
    pairs = {lead[n : n + 2] for n in range(len(lead) - 1)}
    pairs = {p for p in pairs if p.isalnum() and content_of(p)}
    return only_named(turn, parts, pairs)


def _shared_heads(words: Sequence[str]) -> set[str]:
    """The words with what several of them begin with (参与 of 参与制定, 参与起草)."""
    heads = Counter(word[:2] for word in words)
    return {*words, *(head for head, n in heads.items() if n > 1)}
