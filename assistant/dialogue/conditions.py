"""Conditions that a later message tells of without naming them, or of some things only.

两样都没有呢 denies every alternative of the condition in question; 其中3台是租来的 denies it of
three vehicles, and the others stand; 如果是省级的呢 tells another level than the one asked for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.language import pairs_of
from assistant.dialogue.stated import Stated
from assistant.rules.facts import FactKind, FactSpec
from assistant.rules.rule import Rule
from assistant.text.expressions import Expression
from assistant.text.gazetteer import find_places
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_NONE = lazy(
    r"(?:[两二三这那]|哪)?(?:[样个项条者种]|些)?(?:条件)?(?:全|统统|一个|一样)?都"
    r"(?:没有|没|不是|不满足|不符合|不具备|不占|没达到|达不到)(?:呢|的话|了|怎么办)?(?=[,。;!?]|$)"
)
_SENTENCE = lazy("[。;!?]")
_SOME = lazy(
    r"(?:其中|里面?|里头|当中|[里中]有|有|那)[还又也]?(?:有|的)?[^,。;!?\d]{0,4}$|^[^,。;!?\d]{0,4}$"
)
_MORE = lazy("另|还有|此外|外加|再加")
_LEVELS = lazy(
    r"(?:是|算|只|只是|换成|改成|变成|属于|为)(?:一?个)?(?P<level>省|市|区|县|地市|地方|街道)(?:级|里|一级|属)?的?"
    r"(?=呢|话|[,。;!?]|$|行业|协会|组织|单位)"
)
_WITHIN, _ACROSS, _BOTH = "境内", "跨境", 2
_FLIES = lazy(
    "飞(?:到|去|往|抵|至|了)?|(?:航线|起飞)(?:到|去|往|至)|[一另]头(?:降?落|停)(?:在|到)?"
)
_ROUTE, _TO = lazy("航线|航班|飞"), lazy("市?(?:到|至|往|飞|-|—)")
_LINE_TO = lazy(
    "(?:到|至|往|飞往?|-|—)(?=[\u4e00-\u9fff]{2,6}?的?(?:[那这]一?条)?(?:商业)?(?:航线|航班))"
)
"""前海到珠海的航线: whatever it starts from."""
_OUTSIDE = ("香港", "澳门", "台湾")
_HOW_MUCH = lazy(
    r"多少(?:才)?算(?!力|法)(?:是)?([\u4e00-\u9fff]{2,6}?)(?=[,。;!?]|$)"
    r"|([\u4e00-\u9fff]{2,5}?)(?:要|得|需要?|须)(?:达到|到|有)?多少(?:才|以上)"
    r"|([\u4e00-\u9fff]{0,4}(?:比例|费率|利率))(?:是|为|有)?(?:多少|几|吗)"
    r"|([\u4e00-\u9fff]{0,4}(?:比例|费率|利率))(?:呢)?[?]?$"
)
_SHARE = lazy("比例|费率|利率")
_HAS_SHARE = lazy("%|％|百分之|[一二两三四五六七八九]成")
_NATIONAL = ("国家级", "全国")
_FIRST = "第一"
_RANKED = lazy(
    "(?:我们?|咱们?|公司|本院)?(?:排名?|位列|名列|位居)(?:在|到|了)?第[二三四五六七八九十]"
    "(?![^,。;!?]{0,6}[吗么?])"
)


def fails(flag: Stated, rules: Iterable[Rule]) -> bool:
    """Whether what is told fails a condition that every rule asking for the fact has."""
    wanted = [c.is_ for rule in rules for c in rule.conditions if c.fact == flag.name]
    asked = [value for value in wanted if value is not None]
    return bool(asked) and all(flag.value != value for value in asked)


def by_destination(text: str, specs: Mapping[str, FactSpec]) -> tuple[Stated, ...]:
    """The kind of route by where it flies to (飞广州: 境内; 飞香港: 跨境)."""
    starts = [m.end() for m in _FLIES.finditer(text)]
    if _ROUTE.search(text):
        ends = (_TO.match(text, mention.end) for mention in find_places(text))
        starts += [m.end() for m in ends if m]
        starts += [m.end() for m in _LINE_TO.finditer(text)]
    if not starts:
        return ()
    found = []
    for name, spec in specs.items():
        keys = {kind: key for key, choice in spec.choices.items()
                for kind in (_WITHIN, _ACROSS) if kind in choice.words}  # fmt: skip
        if len(keys) < _BOTH:
            continue
        for at in starts:
            place = next(iter(find_places(text[at : at + 8])), None)
            if place is None or place.start:
                continue
            # 中山 is a city, and a district of other cities as well: the largest is flown to.
            largest = min(p.level for p in place.places)
            meant = (p for p in place.places if p.level == largest)
            abroad = any(p.path[0].startswith(_OUTSIDE) for p in meant)
            end = at + place.end
            key = keys[_ACROSS if abroad else _WITHIN]
            found.append(Stated(name, key, at, end, text[at:end]))
    return tuple(found)


def none_of(text: str, rules: Iterable[Rule], flags: Sequence[Stated]) -> tuple[Stated, ...]:
    """The alternatives of a condition, all denied where a message says that none holds."""
    match = _NONE.search(text)
    if match is None:
        return ()
    groups = [{c.fact, *c.or_facts} for rule in rules for c in rule.conditions if c.or_facts]
    known = {s.name for s in flags}
    names = sorted({name for group in groups if group & known for name in group})
    return tuple(Stated(name, False, *match.span(), match.group()) for name in names)


_NOT_FIRST = lazy(
    "(?:不是|不算是?|算不上|并非|不再是|不能算是?)(?:首次|首单|[头第]一[次回])(?=了?(?:[,。;!?]|$))"
    "|(?:是|算|属于?|成了|已经|都)(?:我们?|咱们?)?第(?:[二三四五六七八九十]|[2-9])[次回批趟](?:的|地)?"
    "(?:卖出?|销售?|出售|售出?|出货|交付|商用|应用|上市)?(?:去|来|手)?(?=了?(?:呢|的话|的|吧|啊)*(?:[,。;!?]|$))"
)
"""What says alone, whatever it is of, that it was done before: 是第三回卖了."""


def other_level(
    text: str, specs: Mapping[str, FactSpec], in_question: Collection[str]
) -> tuple[Stated, ...]:
    """Flags that ask for the national level, denied where another level is told.

    One that takes the level that is told as well (省级软件名园) is met.
    """
    match = _LEVELS.search(text)
    if match is None:
        return ()
    return tuple(
        Stated(
            name,
            any(w.startswith(f"{match['level']}级") for w in specs[name].words),
            *match.span(),
            match.group(),
        )
        for name in sorted(in_question)
        if name in specs
        and specs[name].kind is FactKind.FLAG
        and any(w.startswith(_NATIONAL) for w in specs[name].words)
    )


def denies_first(text: str) -> bool:
    """Whether a stretch says alone that something was done before (这回不是首次了)."""
    return _NOT_FIRST.search(text) is not None


def not_the_first(
    text: str, specs: Mapping[str, FactSpec], in_question: Collection[str]
) -> tuple[Stated, ...]:
    """Flags in question that ask for the first time of something, denied by 这回不是首次了."""
    match = _NOT_FIRST.search(text)
    if match is None:
        return ()
    return tuple(
        Stated(name, False, *match.span(), match.group())
        for name in sorted(in_question)
        if name in specs and specs[name].kind is FactKind.FLAG and "首次" in specs[name].label
    )


def other_rank(text: str, specs: Mapping[str, FactSpec]) -> tuple[Stated, ...]:
    """Flags of who comes first (第一起草单位), denied where a later place is told (排第二)."""
    match = _RANKED.search(text)
    if match is None:
        return ()
    return tuple(
        Stated(name, False, *match.span(), match.group())
        for name, spec in sorted(specs.items())
        if spec.kind is FactKind.FLAG and any(w.startswith(_FIRST) for w in spec.words)
    )


def asks_unwritten(text: str, clauses: Sequence[str]) -> tuple[str, ...]:
    """What a message asks the size of that the texts of the clauses do not state.

    下载量要多少才行 where no text speaks of it, 达到多少才算一定规模 where no number stands beside
    it, 贴息比例是多少 where no text has a share.
    """
    if not clauses:
        return ()
    found = []
    for match in _HOW_MUCH.finditer(text):
        what = next(g for g in match.groups() if g)
        share = _SHARE.search(what)
        if share:
            if not any(_HAS_SHARE.search(clause) for clause in clauses):
                found.append(share.group())
        elif not any(_gives_number(clause, what) for clause in clauses):
            found.append(what)
    return tuple(dict.fromkeys(found))


def _gives_number(clause: str, what: str) -> bool:
    """Whether a figure follows a word closely within its phrase."""
    return bool(re.search(re.escape(what) + r"[^,，。;；]{0,8}\d", clause))


def some_denied(
    text: str,
    expressions: Sequence[Expression],
    numbers: Sequence[Stated],
    flags: Sequence[Stated],
    counts: Collection[str],
) -> tuple[tuple[Stated, ...], frozenset[int], frozenset[int]]:
    """(numbers, starts of the flags, starts of the counts) where a condition is denied of some.

    ``counts`` are facts that count things. The count that the condition is denied of is taken off
    the count that was stated; the flag then holds for the rest.
    """
    kept = list(numbers)
    flag_starts: set[int] = set()
    used: set[int] = set()
    latest = max((s.turn for s in kept), default=0)
    for n, stated in enumerate(kept):
        whole = stated.value
        if stated.name not in counts or not isinstance(whole, Decimal) or stated.is_assumed:
            continue
        elsewhere = {o.start for o in kept if o is not stated}  # 1项国际标准 counts its own kind
        others_left = [e for e in expressions if e.start not in elsewhere]
        met = _some_met(text, others_left, stated, flags)
        if met is not None:
            value, starts, denied_rest = met
            kept[n] = replace(stated, value=value, alternatives=(), say="")
            used |= starts
            flag_starts |= denied_rest
            continue
        for e in expressions:
            denied = () if _is_holder(e, stated) else denied_of(text, e, stated, flags)
            if not denied:
                continue
            own = e.operands[0].quantity.start
            if any(
                o is not stated and o.turn == latest and o.start in (own, e.start) for o in kept
            ):
                continue  # 国家的那两个, 有一个只是参与: of another kind
            used.add(own)
            flag_starts |= {s.start for s in denied}
            # 一共12台,里头有3台是租的,自己的9台: the nine are what is left already
            is_left = stated.start in (own, e.start) or e.value == whole
            taken = e.operands[-1].role == "minus" and is_left
            if not taken:
                less = e.operands[-1].quantity.value
                kept[n] = replace(stated, value=whole - less, alternatives=(), say="")
            break
    return tuple(kept), frozenset(flag_starts), frozenset(used)


_HOLDERS = frozenset("家户所")


def _is_holder(told: Expression, stated: Stated) -> bool:
    """一家机构,不是普惠的,收了20个孩子: the 机构 is none of the children that are counted."""
    last = told.operands[-1].quantity
    return last.value == 1 and last.classifier in _HOLDERS and last.classifier not in stated.text


def _some_met(
    text: str, expressions: Sequence[Expression], stated: Stated, flags: Sequence[Stated]
) -> tuple[Decimal, frozenset[int], frozenset[int]] | None:
    """(how many, starts of the counts, starts of what is denied of the rest) of those that meet.

    报了三个项目,两个评上了,还有一个刷下来了: two, and nothing is denied of them.
    """
    whole = stated.value
    if not isinstance(whole, Decimal) or text[stated.start : stated.end] != stated.text:
        return None  # told before: 其中1个是去年备案的 says when, of all that were told
    some = [
        e
        for e in expressions
        if e.unit is Unit.COUNT
        and e.start > stated.start
        and len(e.operands) == 1
        and 0 < e.operands[0].quantity.value < whole
        and e.operands[0].quantity.classifier in (_classifier(stated), "个", "项")
    ]
    met = {e.start: e for e in some if any(f.value is True and _touch(text, e, f) for f in flags)}
    if len(met) != 1:
        return None
    (own,) = met.values()
    if _MORE.search(text[max(0, own.start - 10) : own.start]):
        return None
    said = [f for f in flags if f.value is True and _touch(text, own, f)]
    words = {pair for f in said for pair in pairs_of(f.text)}
    if own.part_of is not None and any(pair in text[: own.start] for pair in words):
        return None  # 备案了3个,其中1个是去年备案的: said of all of them
    names = {f.name for f in said}
    rest = {
        (e.start, f.start)
        for e in some
        for f in flags
        if e is not own and f.value is False and f.name in names and _touch(text, e, f)
    }
    starts = frozenset({own.start, *(e for e, _ in rest)})
    return own.operands[0].quantity.value, starts, frozenset(f for _, f in rest)


def _touch(text: str, e: Expression, flag: Stated) -> bool:
    """Whether a count and a condition stand beside each other (3个过了备案, 评上了两个)."""
    is_behind = 0 <= flag.start - e.end <= (_BESIDE if e.part_of is None else _IN_CLAUSE)
    if not is_behind and not 0 <= e.start - flag.end <= 1:
        return False
    return not set(",、") & set(text[min(e.end, flag.end) : max(e.start, flag.start)])


_IN_CLAUSE = 12
"""The same for a part (其中2个通过了国家生成式备案)."""
_BESIDE = 3
"""So many characters stand at most between a count and what it meets."""


def chosen_by_numbers(
    rules: Sequence[Rule],
    mains: Sequence[frozenset[str]],
    new: Collection[str],
    before: Sequence[Stated],
    told: Collection[str],
) -> tuple[Stated, ...]:
    """Choices stated before, as the numbers of a message have them now.

    After 新建平台 … 上一年度运营费用1100万 is a number that only the rule for existing ones uses.
    ``mains`` are the facts that carry each rule's sum, ``told`` the facts this message states.
    """
    by_flag = {r.id: {c.fact for c in r.conditions} for r in rules}
    single = {
        name for name in told if sum(name in tested for tested in by_flag.values()) == 1
    }  # 评了个良好: only the rule for existing ones asks for a grade
    own = [
        r
        for r, main in zip(rules, mains, strict=True)
        if main & set(new) or (not new and by_flag[r.id] & single)
    ]
    others = [r for r in rules if r not in own]
    values = {s.name: s for s in before}
    found: dict[str, Stated] = {}
    for c in (c for rule in own for c in (*rule.conditions, *rule.when)):
        known = values.get(c.fact)
        if c.fact in told or known is None or not isinstance(c.is_, str) or known.value == c.is_:
            continue
        if isinstance(known.value, str) and any(
            o.fact == c.fact and o.is_ == known.value
            for r in others
            for o in (*r.conditions, *r.when)
        ):
            found[c.fact] = replace(known, value=c.is_)
    return tuple(found.values())


def denied_of(
    text: str, e: Expression, stated: Stated, flags: Sequence[Stated]
) -> tuple[Stated, ...]:
    """The flags denied of the things that an expression counts, some of those stated before."""
    operand = e.operands[-1]
    quantity = operand.quantity
    whole = stated.value
    if e.unit is not Unit.COUNT or not isinstance(whole, Decimal):
        return ()
    is_minus = operand.role == "minus"
    if not is_minus and not (stated.start != quantity.start and 0 < quantity.value < whole):
        return ()
    if quantity.classifier and quantity.classifier not in (_classifier(stated), "个", "台", "家"):
        return ()
    lead = text[max(0, quantity.start - 10) : quantity.start]
    if _MORE.search(lead) or not _SOME.search(lead):
        return ()
    stop = _SENTENCE.search(text, quantity.end)
    end = stop.start() if stop else len(text)
    return tuple(s for s in flags if s.value is False and quantity.end <= s.start <= end)


def _classifier(stated: Stated) -> str:
    return stated.text.strip()[-1:]
