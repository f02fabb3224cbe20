"""Polarity as spans: what a message denies, asks, demands, hopes for, doubts, and what it says.

Text → `Marks`: every word of the closed classes (polarity.yaml) with its place, read left to right,
longest first, so that 有没有 is a question and no denial. A `Mention` of a condition is then met,
denied or unstated by the marks that reach it: a denial reaches forward over a preposition to the
nearest matter and to those joined with it, and backward only with a verb that says nothing else
(备案还没做); two denials assert; a question, a demand, hearsay or doubt states nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from assistant.dialogue.closed_classes import load_language
from assistant.dialogue.heard import asks_of_the_heard
from assistant.dialogue.language import unknown_of
from assistant.dialogue.words import Phrases
from assistant.policy.yaml_file import read_yaml
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

FILE = Path(__file__).with_name("polarity.yaml")

_BREAK = lazy(r"[,。;!?:()\n吗]")
_MARKED = (
    "deny_far",
    "deny_near",
    "deny_touch",
    "no_denial",
    "assert_double",
    "ask_before",
    "ask_near",
    "demand_before",
    "hearsay",
    "doubt",
    "plan",
    "ongoing",
    "later",
    "breaker",
)


class Polarity(StrEnum):
    """What a message says of a condition."""

    MET = "met"
    DENIED = "denied"
    UNSTATED = "unstated"

    def turned(self) -> Polarity:
        """The polarity of the opposite."""
        turned = {Polarity.MET: Polarity.DENIED, Polarity.DENIED: Polarity.MET}
        return turned.get(self, self)


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of a closed class; ``kinds`` are all classes it belongs to."""

    kinds: frozenset[str]
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a condition is spoken of.

    ``gaps`` are stretches inside it that are not its own words (租[了一批]算力): a denial there
    counts. ``is_bare``: it states nothing without a word that it is done (备案, not 已备案).
    ``is_result``: it is reached by an end, so being under way is not yet being so.
    """

    start: int
    end: int
    text: str
    gaps: tuple[tuple[int, int], ...] = ()
    is_bare: bool = False
    is_result: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """The polarity of a mention and the marks that decided it."""

    polarity: Polarity
    marks: tuple[Mark, ...] = ()


@cache
def _content() -> Mapping[str, Sequence[Any]]:
    content = read_yaml(FILE)
    if not isinstance(content, Mapping):  # a broken installation, not a user's mistake
        raise TypeError(f"{FILE.name} is not a table")
    return content


@cache
def classes() -> Mapping[str, tuple[str, ...]]:
    """The classes of polarity.yaml, folded; the groups of verbs apart (`verb_groups`)."""
    return {
        name: tuple(fold(word) for word in words)
        for name, words in _content().items()
        if name != "verbs"
    }


@cache
def verb_groups() -> tuple[tuple[str, ...], ...]:
    """Verbs that are one act in other words: (租, 租用, 租赁 …), (买, 购买 …)."""
    return tuple(tuple(group) for group in _content()["verbs"])


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word) for word in ordered) + ")"


_PAYERS = frozenset(("国家", "政府", "财政", "区里", "市里", "区级", "市级"))
"""Who pays names the support with the word of paying only: 主导制定[国家]标准2项 names none."""


def _support(words: Iterable[str]) -> str:
    """A pattern for what a support is called."""
    plain = set(words) - _PAYERS
    return f"(?:{either(plain)}|{either(_PAYERS)}(?={either(plain - {'标准'})}))"


@dataclass(frozen=True, slots=True)
class _Patterns:
    marks: Phrases
    kinds: Mapping[str, frozenset[str]]
    denied_after: re.Pattern[str]
    cannot: re.Pattern[str]
    failed_after: re.Pattern[str]
    short_after: re.Pattern[str]
    ongoing_after: re.Pattern[str]
    demand_after: re.Pattern[str]
    done_before: re.Pattern[str]
    done_after: re.Pattern[str]
    asks: re.Pattern[str]
    asks_if_done: re.Pattern[str]
    modal: re.Pattern[str]
    benefit: re.Pattern[str]
    for_whom: re.Pattern[str]
    joint: re.Pattern[str]
    topic: re.Pattern[str]
    title: re.Pattern[str]
    gain: re.Pattern[str]
    bearer: re.Pattern[str]
    now: re.Pattern[str]


_TAILS = 512
"""What is said behind so many mentions is remembered."""


@lru_cache(maxsize=_TAILS)
def _behind(tail: str) -> tuple[re.Match[str] | None, re.Match[str] | None, bool]:
    """What denies, what failed and whether something is short in what stands behind a mention.

    The patterns are tried only where a word that each needs can stand; a message says many things
    of the same kind.
    """
    own, heads = _patterns(), _heads()
    found = None if heads.deny.isdisjoint(tail) else own.denied_after.match(tail)
    failed = None if heads.failed.isdisjoint(tail) else own.failed_after.match(tail)
    is_short = not heads.short.isdisjoint(tail) and own.short_after.match(tail) is not None
    return found, failed, is_short


@lru_cache(maxsize=_TAILS)
def _goes_on(tail: str) -> bool:
    """Whether what stands behind a mention says that it is still under way."""
    if _heads().ongoing.isdisjoint(tail):
        return False
    return _patterns().ongoing_after.match(tail) is not None


@dataclass(frozen=True, slots=True)
class _Heads:
    """The characters of which a tail must hold one for a pattern to match."""

    deny: frozenset[str]
    failed: frozenset[str]
    short: frozenset[str]
    ongoing: frozenset[str]


@cache
def _heads() -> _Heads:
    of = classes()

    def first(*names: str) -> frozenset[str]:
        return frozenset(word[0] for name in names for word in of[name])

    return _Heads(
        deny=first("deny_far", "deny_near") | {"不"},
        failed=first("failed"),
        short=first("short_of"),
        ongoing=first("ongoing_after", "ongoing_end"),
    )


@cache
def _patterns() -> _Patterns:
    of = classes()
    kinds: dict[str, set[str]] = {}
    for name in _MARKED:
        for word in of[name]:
            kinds.setdefault(word, set()).add(name)
    particle, adverb = either(of["particle"]), either(of["adverb"])
    cannot = rf"[\u4e00-\u9fff]不{either(of['complement'])}"
    deny = f"(?:{cannot}|{either([*of['deny_far'], *of['deny_near']])})"
    thing = "(?:把|将|给)(?:它们?|他们?|我们?|咱们?|这[个款家项]|那[个款家项]|该)?"
    tail = f"(?:{either(of['light'])}|{particle}|{adverb}|{either(of['complement'])}|{thing})*$"
    short = f"^.{{0,4}}?(?:{adverb})*"
    return _Patterns(
        marks=Phrases.of(kinds),
        kinds={word: frozenset(names) for word, names in kinds.items()},
        denied_after=lazy(f"{short}(?P<deny>{deny}){tail}"),
        cannot=lazy(cannot),
        failed_after=lazy(
            rf"^.{{0,6}}?(?:{adverb})*(?P<deny>{either([*of['deny_far'], *of['deny_near']])})?"
            rf"(?P<failed>{either(of['failed'])})"
        ),
        short_after=lazy(f"^(?:{adverb})*{either(of['short_of'])}(?:{particle})*$"),
        ongoing_after=lazy(
            f"^(?:.{{0,4}}?(?:{adverb})*{either(of['ongoing_after'])}"
            f"|{either(of['ongoing_end'])}(?:{particle})*$)"
        ),
        demand_after=lazy(f"^.{{0,3}}?{either(of['demand_after'])}"),
        done_before=lazy(
            f"(?:{either(w for w in of['done_before'] if len(w) > 1 or w == '已')}.{{0,8}}"
            f"|{either(of['done_before'])}(?:了|过|的|一个)?)$"
        ),
        done_after=lazy(f"^(?:{adverb})*{either(of['done_after'])}"),
        asks=lazy(f"{either(of['ask_end'])}(?:{particle})*$"),
        asks_if_done=lazy(f"[了过]{either(of['ask_end_after_done'])}$"),
        modal=lazy(either(of["modal"])),
        benefit=lazy(either(of["benefit"])),
        for_whom=lazy(either(of["for_whom"])),
        joint=lazy(f"^{either(of['joint'])}$"),
        topic=lazy(f"^(?:{particle}|{adverb})*$"),
        title=lazy(_support(load_language().of("paying"))),
        gain=lazy(either(w for w in of["gain"] if len(w) > 1)),
        bearer=lazy(f"{either(of['bearer'])}$"),
        now=lazy(either(of["now"])),
    )


_REACH = {"deny_far": 14, "deny_near": 4, "deny_touch": 1, "assert_double": 14}
"""How many characters a denial may stand before its matter."""
SELF_DENIED = "没未不非无"
_ASKED = 12
_ADJACENT = 1
_DEMANDED = 4
_PLANNED = 8
_AHEAD = 9
_NEXT = 4
_DONE = 48
"""What says right before a mention that it is done stands within so many characters."""
_SAID = 240
"""What is said of a mention stands within so many characters; no clause of a person has more."""


_PARTICLE = lazy(
    "(?P<asks>(?:有(?:奖|补|钱)|能(?:拿|领|报|补|享受)|给(?:奖|补|钱)|补贴|奖励|资助)[钱到]?)"
    "(?P<no>没有?|不|冇)(?=[,。;!?()]|$)"
    "|(?<![^,。;!?()])(?P<has>(?:还|这|那)?有[\u4e00-\u9fff]{1,3}|[^,。;!?()]{0,8}?[还仍]在[\u4e00-\u9fff]{1,5})"
    "(?P<nor>没|冇)(?=[,。;!?()]|$)"
)
"""有奖没, 还能拿奖励不, 有戏没, 还在有效期里没: the end of a question denies nothing."""


_WHETHER = lazy("(?P<pays>[给补奖发拿领报批])不(?P=pays)")
"""没训过大模型给不给: whether something is paid is asked, and nothing denied."""

_SURELY = lazy(
    "(?:错|假|差)不了|(?:不会|没有?|不带)[错假差](?!异|距|点|别)|不假(?=[,。;!?]|$)|毫?无疑[义问]?|没毛病|没商量|没二话|没说的|没得说|不含糊"
    "|(?:(?<=[,。;!?是级])|(?:是|肯定|准|属|算)[^,。;!?]{1,10}?|^)(?P<run>没跑|跑不[了掉]|没得跑|跑不脱)"
    "(?=[了的啦呀啊嘛儿]*(?:[,。;!?]|$))"
)
"""是市级没跑, 错不了: what asserts in words that deny in form only."""


_ALL_RIGHT = lazy("没问题|没错|不成问题|没事")


def asserts(text: str) -> bool:
    """Whether a folded text asserts in words that deny in form only (错不了, 没问题)."""
    return (_SURELY.search(text) or _ALL_RIGHT.search(text)) is not None


def _asserted(found: re.Match[str]) -> str:
    words = found["run"] or found.group()
    return found.group()[: -len(words)] + "确" * len(words)


class _Rivals:
    """The mentions of a clause before another; looked for where a mark makes them matter."""

    __slots__ = ("_found", "_others", "_span")

    def __init__(self, others: Sequence[Mention], start: int, end: int) -> None:
        self._others, self._span = others, (start, end)
        self._found: tuple[Mention, ...] | None = None

    def __iter__(self) -> Iterator[Mention]:
        if self._found is None:
            start, end = self._span
            self._found = tuple(o for o in self._others if start <= o.start and o.end <= end)
        return iter(self._found)

    def __bool__(self) -> bool:
        return next(iter(self), None) is not None


_TIME_WRONG = lazy(
    "的?(?:时间|日期|日子|年份|年头|月份)(?:我|之前|刚才|刚刚|前面|上面|都|也)*[^,。;!?]{0,2}?(?:错|不对|有误|反了|岔)"
)
"""落地时间搞错了 says nothing of whether it was."""
_SO_MUCH = lazy("[\\d一二三四五六七八九十百千两几]")
"""研发砸了5200万 tells a sum, and nothing that came to nothing."""
_WHEN = frozenset({"事前", "事先"})


class Marks:
    """The marks of one folded message, and what they make of a mention."""

    def __init__(self, text: str) -> None:
        text = _PARTICLE.sub(lambda m: (m["asks"] or m["has"]) + "吗", text)
        text = _WHETHER.sub(lambda m: f"能{m['pays']}吗", text)
        text = _SURELY.sub(_asserted, text)
        self.text = text
        own = _patterns()
        self.all = tuple(
            Mark(own.kinds[word], start, end, word) for start, end, word in own.marks.find(text)
        )
        breaks = [m.start() for m in _BREAK.finditer(text)]
        breaks += [m.start for m in self.all if "breaker" in m.kinds and m.text[0] != "的"]
        ends = sorted({0, *breaks, len(text)})
        self._clauses = tuple(pairwise(ends)) or ((0, len(text)),)
        self._starts = [start for start, _ in self._clauses]
        self._of: dict[int, list[Mark]] = {start: [] for start in self._starts}
        for mark in self.all:
            self._of[self.clause(mark.start)[0]].append(mark)

    def clause(self, place: int) -> tuple[int, int]:
        """Where the clause around a place begins and ends."""
        return self._clauses[max(0, bisect_right(self._starts, place) - 1)]

    def verdict(
        self,
        mention: Mention,
        others: Sequence[Mention] = (),
        spoken: Collection[int] = (),
    ) -> Verdict:
        """What the message says of a mention.

        ``others``: the mentions beside it that a denial does not reach past. ``spoken``: where the
        clauses begin that have mentions of their own, so that nothing in them is about this one.
        """
        listed = self._listed(mention)
        if listed is not None:
            return Verdict(listed)
        if _FIRM.search(mention.text) and _SERVES.search(self.text, 0, mention.start):
            return Verdict(Polarity.UNSTATED)  # 服务中小企业的: whom it is for, not who we are
        start, end = self.clause(mention.start)
        marks = list(self._free(mention, start))
        rivals = _Rivals(others, start, mention.start)
        before = [m for m in marks if m.start < mention.start]
        silent = self._silent(mention, marks, before, rivals, end)
        if silent is not None:
            return Verdict(Polarity.UNSTATED, (silent,))
        denials = self._before(mention, before, rivals, others)
        denials += [m for m in marks if _is_denial(m) and _in_gap(m, mention)]
        count = sum(0 if "assert_double" in m.kinds else 1 for m in denials)
        count += self._after(mention, end, others, follows=end not in spoken)
        if count or denials:
            polarity = Polarity.DENIED if count % 2 else Polarity.MET
            return Verdict(polarity, tuple(denials))
        if mention.is_result and self._is_under_way(mention, before, end):
            is_more = self._is_of_one_more(mention, start)
            return Verdict(Polarity.UNSTATED if is_more else Polarity.DENIED)
        plan = _nearest(before, "plan")
        if mention.is_result and plan is not None and mention.start - plan.end <= _PLANNED:
            return Verdict(Polarity.UNSTATED, (plan,))
        if self.names_only(mention):
            return Verdict(Polarity.UNSTATED)
        if mention.is_bare and not self._is_done(mention, start, end):
            return Verdict(Polarity.UNSTATED)
        return Verdict(Polarity.MET)

    def _listed(self, mention: Mention) -> Polarity | None:
        """Whether one is in a list that came out (目录公布了,没有我们); None where none did."""
        is_list = _LIST.search(mention.text) or _LIST_BEHIND.match(self.text, mention.end)
        if is_list and _NOT_GOT_ON.match(self.text, mention.end):
            return Polarity.DENIED
        out = _CAME_OUT.match(self.text, mention.end) if is_list else None
        there = _THERE.match(self.text, out.end()) if out else None
        if there is None:
            return None
        is_missing = there["none"] or there["out"]
        return Polarity.DENIED if is_missing else Polarity.MET

    def names_support(self, mention: Mention) -> bool:
        """Whether the mention only names what is given (首版次奖励), as a title does."""
        return _patterns().title.match(self.text, mention.end) is not None

    def names_only(self, mention: Mention) -> bool:
        """Whether it is a part of the support's name, or of a day told wrongly."""
        if _TIME_WRONG.match(self.text, mention.end):
            return True
        is_bearer = _patterns().bearer.search(mention.text) is not None
        paid = _paying().match(self.text, mention.end)
        if is_bearer:  # 这笔牵头单位的奖励: whose it is called, whoever asks for it
            pointed = _POINTED.search(self.text, 0, mention.start) is not None
            return pointed and _PAID_TO.match(self.text, mention.end) is not None
        return paid is not None and not self._is_got(paid)

    def _is_got(self, paid: re.Match[str]) -> bool:
        """Whether a verb of getting has a thing of its own: 生物类似药拿到注册证, no 拿到多少."""
        if paid.group() not in classes()["gain"]:
            return False
        return _THING.match(self.text, paid.end()) is not None and not (
            _asked_or_paid().match(self.text, paid.end())
        )

    def holds_now(self, mention: Mention) -> bool:
        """Whether it is said to hold now, after something else did (后来备案了)."""
        start, end = self.clause(mention.start)
        return _patterns().now.search(self.text[start:end]) is not None

    def _free(self, mention: Mention, clause: int) -> Iterable[Mark]:
        """The marks of a clause that are not part of the mention's own words."""
        for mark in self._of[clause]:
            inside = mention.start <= mark.start and mark.end <= mention.end
            if not inside or _in_gap(mark, mention):
                yield mark
        last = self.clause(mention.end - 1)[0]
        if last != clause:  # 起降点要是都不在前海: a break inside the words of the mention
            yield from (m for m in self._of[last] if _in_gap(m, mention))

    def _silent(
        self,
        mention: Mention,
        marks: Sequence[Mark],
        before: Sequence[Mark],
        rivals: _Rivals,
        end: int,
    ) -> Mark | None:
        """The mark that makes it no statement: a question, a demand, hearsay, doubt."""
        text, own = self.text, _patterns()
        is_news = (
            _RESULT.search(text, 0, mention.start) and text[mention.end : mention.end + 1] == "了"
        )
        for mark in marks:
            hears = "hearsay" in mark.kinds and mark in before
            hears = hears and not is_news and not _OWN_MATTER.match(text, mark.end)
            hears = hears and not asks_of_the_heard(text, mention.end)
            if "doubt" in mark.kinds or hears:
                return mark
        following = next(iter(self._of.get(end, ())), None)
        if following is not None and following.start == end + 1 and "doubt" in following.kinds:
            # 初创,还没定落哪个区 doubts something else; a result is doubted whatever follows.
            behind = text[following.end : self.clause(following.start)[1]]
            if mention.is_result or mention.is_bare or not unknown_of(behind):
                return following
        for mark in before:
            between = text[mark.end : mention.start]
            near = len(between) <= _ADJACENT
            demands = "demand_before" in mark.kinds and len(between) <= _DEMANDED
            asks = "ask_before" in mark.kinds and len(between) <= _ASKED
            asks = asks and not own.for_whom.search(between)
            asks = asks and (near or not own.modal.search(between))
            asks = asks and not any(mark.end <= rival.start for rival in rivals)
            if demands or asks or ("ask_near" in mark.kinds and near):
                return mark
        return self._asked_after(mention, marks, end)

    def _asked_after(self, mention: Mention, marks: Sequence[Mark], end: int) -> Mark | None:
        text, own = self.text, _patterns()
        tail = text[mention.end : end]
        start, _ = self.clause(mention.start)
        head = text[start : mention.start]
        asks = own.asks.search(tail) or own.asks.search(tail + text[end : end + 1])
        asks = asks or own.asks_if_done.search(mention.text[-1] + tail)
        if (
            asks
            and not own.modal.search(tail[: max(0, asks.start())])
            and not own.benefit.search(head)
        ):
            return Mark(frozenset({"ask_end"}), mention.end, end, tail)
        ahead = text[mention.end : mention.end + _AHEAD].lstrip(",")
        demanded = own.demand_after.search(ahead)
        if demanded:
            return Mark(frozenset({"demand_after"}), mention.end, end, tail)
        for mark in marks:
            late = "ask_before" in mark.kinds and 0 <= mark.start - mention.end <= 3
            if late and own.topic.match(text[mark.end : end]):
                return mark
        return None

    def _before(
        self,
        mention: Mention,
        before: Sequence[Mark],
        rivals: _Rivals,
        others: Sequence[Mention],
    ) -> list[Mark]:
        """The denials that reach forward to the mention, the nearest first."""
        found: list[Mark] = []
        place = mention.start
        if mention.text[0] in SELF_DENIED:  # 非关联方: the denial is a part of it
            before = [mark for mark in before if mark.end <= place]
        for mark in reversed(before):
            if not _is_denial(mark):
                continue
            if not found and self._gets_another(mark, mention, others):
                break
            gap = max(0, place - mark.end) if place == mention.start else place - mark.end
            reach = 2 if found else max(_REACH[k] for k in mark.kinds if k in _REACH)
            if not found and self._goes_through(mark, mention):
                reach = max(reach, _BY_WAY)
            if gap < 0 or gap > reach or (not found and self._is_cut(mark, mention, rivals)):
                break
            found.append(mark)
            place = mark.start
        if not found:
            start, _ = self.clause(mention.start)
            near = self.text[max(start, mention.start - 4) : mention.start]
            cannot = _patterns().cannot.search(near)
            masked = any("no_denial" in m.kinds and m.end >= mention.start - 1 for m in before)
            if cannot is not None and not masked and not rivals:
                at = mention.start - len(near) + cannot.start()
                found.append(Mark(frozenset({"deny_far"}), at, at + 3, cannot.group()))
        return found

    def _is_cut(self, mark: Mark, mention: Mention, rivals: _Rivals) -> bool:
        """Whether another statement begins between a denial and the mention."""
        marks = self._of[self.clause(mention.start)[0]]
        if any("breaker" in m.kinds and mark.end <= m.start < mention.start for m in marks):
            return True
        if mark.text in _HAS_NONE and self._denies_own_thing(mark.end, mention.start):
            return True
        between = [r for r in rivals if r.start >= mark.end]
        if between and self._goes_through(mark, mention):
            return self.text[between[-1].end : mention.start].strip() in ("和", "与", "及")
        if not between or (mention.is_result and self._gets(mark)):
            return False
        last = max(between, key=lambda rival: rival.end)
        return not _patterns().joint.match(self.text[last.end : mention.start])

    def _denies_own_thing(self, start: int, end: int) -> bool:
        """Whether a denial has a thing of its own before the mention: [没有]司机的载客车."""
        thing = _OWN_THING.match(self.text, start, end)
        return thing is not None and unknown_of(thing["thing"]) > 0

    def _goes_through(self, mark: Mark, mention: Mention) -> bool:
        """Whether a denial is of what is done in or by way of something (没在交易所流通过)."""
        return _PREPOSITION.match(self.text, mark.end) is not None and not _NEW_START.search(
            self.text, mark.end, mention.start
        )

    def _gets(self, mark: Mark) -> bool:
        """Whether the denial is of getting something: 没拿到, 没有通过."""
        return _patterns().gain.search(self.text[mark.start : mark.end + 3]) is not None

    def _gets_another(self, mark: Mark, mention: Mention, others: Sequence[Mention]) -> bool:
        """Whether what was not got is a result named after the mention: 没拿到[载人]运营批准."""
        if mention.is_result or not self._gets(mark):
            return False
        return any(o.is_result and 0 <= o.start - mention.end <= _NEXT for o in others)

    def _after(
        self, mention: Mention, end: int, others: Sequence[Mention], *, follows: bool
    ) -> int:
        """How many denials stand after the mention: 备案还没做, 评审被刷了, 规模不够."""
        own, tail = _patterns(), self.text[mention.end : min(end, mention.end + _SAID)]
        if not mention.is_result and not mention.is_bare and self._is_unrelated(mention, tail):
            return 1
        outside = _OUTSIDE.match(self.text, mention.end)
        besides = _BESIDES.search(self.text, 0, mention.start)
        if outside and not besides and mention.text[-1] not in _NO_PLACE:
            return 1  # 起降点落在前海以外: the place that the words end with is left
        if mention.text in _WHEN and self._denies_later(mention, end):
            return 1  # 事前根本没去找管理局: the word only says when
        follows = follows and end < len(self.text) and own.topic.match(tail) is not None
        is_told = mention.text[-1:] == "了" and not tail  # 评审过了,资金还没到
        follows = follows and not is_told and _FINISHED.fullmatch(tail) is None
        tails = [tail, tail + self._next(end)] if follows else [tail]
        for part in tails:
            found, failed, is_short = _behind(part)
            denies_next = found is not None and any(
                mention.end + found.start("deny") < other.start < end for other in others
            )
            if found is not None and not denies_next and self._is_denied(mention, part, found):
                return 2 if self._is_doubled(mention.end + found.start("deny")) else 1
            is_spent = failed is not None and _SO_MUCH.match(part, failed.end("failed"))
            if failed is not None and not (is_spent or _pays(part[: failed.start("failed")])):
                return 2 if failed.group("deny") else 1
            if is_short:
                return 1
        return 0

    def _denies_later(self, mention: Mention, end: int) -> bool:
        """Whether a denial stands anywhere behind a mention in its clause."""
        marks = self._of[self.clause(mention.start)[0]]
        return any(mention.end <= m.start < end and _is_denial(m) for m in marks)

    def _is_unrelated(self, mention: Mention, tail: str) -> bool:
        """Whether the asker is said to have nothing to do with it: 跟500强没半点关系."""
        start, _ = self.clause(mention.start)
        head = self.text[start : mention.start]
        return bool(_WITH.search(head) and _UNRELATED.match(tail))

    def _next(self, end: int) -> str:
        start, stop = self.clause(min(end + 1, len(self.text) - 1))
        found = self.text[max(start, end + 1) : stop] if start >= end else ""
        return "" if _OF_OTHERS.match(found) else found

    def _is_denied(self, mention: Mention, tail: str, found: re.Match[str]) -> bool:
        at = mention.end + found.start("deny")
        skipped = tail[: found.start("deny")]
        if found["deny"] == "不" and skipped and not tail[found.end("deny") :].strip():
            return False  # 过了第三方测评, 影响不: a question
        masked = any(
            "no_denial" in m.kinds and m.start <= at < m.end for m in self._of[self.clause(at)[0]]
        )
        return not masked and not _pays(skipped)

    def _is_doubled(self, place: int) -> bool:
        marks = self._of[self.clause(place)[0]]
        return any("assert_double" in m.kinds and m.start <= place < m.end for m in marks)

    def _is_of_one_more(self, mention: Mention, clause: int) -> bool:
        """Whether what is not so yet is said of one more: 下月会再上线一个."""
        more = _ONE_MORE.search(self.text, clause, mention.start)
        return more is not None and _COUNTED.match(self.text, mention.end) is not None

    def _is_under_way(self, mention: Mention, before: Sequence[Mark], end: int) -> bool:
        """Whether what is reached by an end is still under way or to come."""
        ongoing = _nearest(before, "ongoing")
        if ongoing is not None and mention.start - ongoing.end <= _PLANNED:
            return True
        later = _nearest(before, "later")
        if later is not None:
            between = self.text[later.end : mention.start]
            return any(word in between for word in classes()["later_only"])
        return _goes_on(self.text[mention.end : min(end, mention.end + _SAID)])

    def _is_done(self, mention: Mention, start: int, end: int) -> bool:
        own = _patterns()
        before = self.text[max(start, mention.start - _DONE) : mention.start]
        after = self.text[mention.end : end]
        return bool(own.done_before.search(before) or own.done_after.match(after))


_FINISHED = lazy("(?:已经?|都|也|就)?(?:过|完|好|下来|上|到|成|通过)了")
"""What says all there is to say of a mention in its own clause."""
_HAS_NONE = frozenset(("没有", "没", "无", "没得", "冇", "莫得", "木有"))
_ONE_MORE = lazy("[再又还][^,。;!?]{0,3}$")
_COUNTED = lazy(r"[了过]?[一两几三四五六七八九十\d]+[\u4e00-\u9fff]")
_OWN_THING = lazy("(?P<thing>[^,。;!?的 ]{2,6})的")
_OUTSIDE = lazy("(?:以外|之外|外面|外头|外边)(?=[,。;!?了的,这那还,]|$)")
_BESIDES = lazy("除[了开去]?$")
_NO_PLACE = frozenset("的了人家")
_WITH = lazy("(?:跟|和|与|同)[^,。;!?]{0,6}$")
_UNRELATED = lazy(
    "[^,。;!?]{0,4}?(?:(?:没有?|毫无|无|不存在|谈不上有?|扯不上)"
    "(?:任何|半点儿?|一点儿?|一丁点儿?|丝毫|什么|啥|半毛钱|一毛钱|多大)*的?"
    "(?:关系|瓜葛|关联|牵连|牵扯|干系|交集)|不沾边|沾不上边|不搭[界边]|不挨着|不相干|八竿子打不着)(?!的)"
)
"""What says that two have nothing to do with each other."""
_PREPOSITION = lazy("(?:曾|能|去|被)?(?:在(?!于|乎|意)|从(?!来|没)|经由|由|于)")
_NEW_START = lazy("[,。;!?()]|但|却|而|可是|不过|就|的是")
_BY_WAY = 10
_OF_OTHERS = lazy(
    "(?:还有|另外?|剩下?的?|其余的?)?[一两二三四五六七八九十\\d]{1,2}[个项家台件条款]"
)
"""两个评上了,还有一个刷下来了: the next clause is about others that are counted."""


def _is_denial(mark: Mark) -> bool:
    return any(kind in _REACH for kind in mark.kinds) and "no_denial" not in mark.kinds


def _in_gap(mark: Mark, mention: Mention) -> bool:
    return any(s <= mark.start and mark.end <= e for s, e in mention.gaps)


def _nearest(marks: Sequence[Mark], kind: str) -> Mark | None:
    return next((m for m in reversed(marks) if kind in m.kinds), None)


_LIST = lazy("目录|清单|名单")
_LIST_BEHIND = lazy("名单|结果")
_NOT_GOT_ON = lazy(
    "(?:的?(?:目录|名录|名单|清单))?(?:里头?|那边|今年|去年|最后|后来|还是|结果|我们?|咱们?|也|都|又|,)*"
    "(?:没有?|未)(?:能|被)?(?:评|选|列|入|挤|排|申|报|够)(?:选|进|上|入)?[上中进去到]*(?=[,。;!?]|$)|"
    "(?:目录|名录|名单|清单)?(?:里头?|,)*落(?:选|榜)"
)
"""首版次目录没评上 denies that one is in it, whatever verb is denied."""
_CAME_OUT = lazy(
    "[^,。;!?]{0,8}?(?:公布|公示|发布|揭晓|出来|公告|出炉|(?<=[单录果])(?:出|下来))(?:出来)?[了的]?[,:。]"
)
_US = "(?:我们?|咱们?|我司|我公司|本公司)(?:家|公司|单位)?"
_THERE = lazy(
    "(?:名单|目录|清单|里面?|上面?|里头|其中|也|确实|就|[翻看]了[^,名目清里上其也确就翻看]{0,4}|,){0,8}"
    f"(?:(?:(?P<none>没有?|无|不见|找不到)|有|看到了?){_US}"
    "(?:的(?:名字?|产品|软件|模型|算法|项目|平台|那个))?(?=[,。;!?]|$)"
    f"|{_US}(?:的?[^,。;!?]{{0,4}}?)?(?:也|就|还是|都)?(?P<out>不|没有?)?在"
    "(?:里[面头]?|上[面头]?|其中|内|名单[里上]?|列|榜)(?=[,。;!?]|$))"
)
"""目录公布了,没有我们; 名单出来了,我们在里面: whether one is in a list."""
_FIRM = lazy("(?:企业|公司)$")
_SERVES = lazy(
    "(?:服务|面向|赋能|帮扶|扶持|针对|对接|供|帮助?|[为给](?!我))(?:广大|本地|当地|区内|一批|各类|行业内?|上下游)*的?$"
)
_POINTED = lazy("[这那该][笔份项种个款]?(?:给|发给|针对|面向)?$")
_PAID_TO = lazy("的(?:奖励?|补贴|补助|资助|支持|扶持|奖金|钱|款|那?[份笔])")
_RESULT = lazy("(?:[评定认批升改列选]|认定|评定|评选|评审)(?:成|为|上)?(?:了)?$")
"""人家说给评成标杆了: what was decided is a fact, whoever brought the news."""
_OWN_MATTER = lazy("(?:我们|咱们?|我司|这个?|那个?)(?:项目|公司|平台|合同|模型|算法|活动)?[算是属]")
"""有人说这项目算政府投资项目 is said of the asker's own."""
_THING = lazy(r"了?[\u4e00-\u9fffA-Za-z]{2}")


@cache
def _asked_or_paid() -> re.Pattern[str]:
    return re.compile("了?(?:的)?" + either(load_language().of("asking", "paying", "function")))


@cache
def _paying() -> re.Pattern[str]:
    return re.compile(_support(w for w in load_language().of("paying") if len(w) > 1))


def _pays(text: str) -> bool:
    """Whether a stretch speaks of the support itself: 初创补贴没有 denies no condition."""
    return _paying().search(text) is not None


def denials_of(text: str) -> tuple[tuple[int, int], ...]:
    """Where a folded text denies something, or says that it came to nothing."""
    return tuple(
        (mark.start, mark.end)
        for mark in Marks(text).all
        if _is_denial(mark) or ("failed" in mark.kinds and "no_denial" not in mark.kinds)
    )
