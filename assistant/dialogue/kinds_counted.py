"""Counts of several kinds of one thing: a total beside its parts, one number for each.

Folded message → folded message in which each number stands beside the kind that it counts, and
only there: 3项标准,国标1项,行标2项 tells a total that its parts come to, which is told no more;
标准3个,都是行标 says the kind of all; 其余是行标 counts what is left of the total; 国标行标各两个
and 国标和行标都是我们主导,各一个 are so many of each. Kinds that were only taken part in are no
counts beside those that were led (主导1个国标,参与2个行标). Kinds are those that ``kinds`` of
`facts.yaml` names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from assistant.dialogue.polarity import either
from assistant.rules.facts import FactKind, FactSpec
from assistant.text.counts_out import COUNT, COUNT_PLAIN
from assistant.text.normalise import fold
from assistant.text.numerals import read_number
from assistant.text.pattern import lazy
from assistant.text.splice import splice

_CLAUSE = lazy("[^,、。;!?:()]+")
_ONE = lazy(COUNT)
_IN_ALL = lazy("(?:一共|总共|合计|总计|共计|共|加起来|拢共)[^,。;!?]{0,6}$")
_PARTS = 2
_OF_WHO = frozenset("家")
"""一家德国企业 counts who led, and not what was led."""
_TAKES_PART = lazy(
    "参与|参编|参加|配合|挂名|跟着|(?:不是|没有?|未)(?:由|我们?|咱们?|我司|公司)*(?:主导|牵头|主编|主持)"
)
_LEADS = lazy("(?<![不没未是我们咱司])(?:主导|牵头|主编|主持)")
"""Who leads; 不是我们牵头的 does not."""
_ADV = "(?:们?|也|就|其实|实际上?|全部?|一律|清一色|统统|通通)*"


class KindsCounted:
    """Puts the counts of one message beside their kinds; built once from the facts."""

    def __init__(self, specs: Mapping[str, FactSpec]) -> None:
        self._of = {fold(w): fact for spec in specs.values() for w, fact in spec.kinds.items()}
        nouns = {_noun(specs[fact]) for fact in self._of.values() if fact in specs}
        self._noun = either(nouns) if nouns else "(?!)"
        kind = either(self._of) if self._of else "(?!)"
        self._kind = lazy(kind)
        self._thing = lazy(self._noun)
        counts = {
            fold(w): s.name
            for s in specs.values()
            if s.kind is FactKind.COUNT and not s.kinds
            for w in s.words
            if len(w) > 1
        }
        self._another = lazy(either(counts) if counts else "(?!)")
        self._any = {**counts, **self._of}
        word = f"(?:{kind}级?(?:{self._noun})?|{either(self._any)})"
        self._word = lazy(word)
        row = f"(?P<row>{word}(?:(?:、|,|和|与|跟|及|以及)?{word})+)"
        self._each = lazy(
            f"{row}(?P<between>,?[^,。;!?\\d各]{{0,12}},?)各自?(?:[\u4e00-\u9fff]{{0,3}}?(?:了|有|是|过))?(?P<count>{COUNT_PLAIN})(?!数[字目]?|价|答案|结果|说法|金额)"
        )
        self._called = lazy(
            f"(?:但是?|不过|可是?|而)?(?P<kind>{kind})级?(?:{self._noun})?(?:的|的?那几?[个项])?"
            "[^,。;!?\\d]{0,4}(?:参与|参编|参加|配合|挂名|跟着|主导|牵头)[^,。;!?\\d]{0,4}"
        )
        self._run_on = lazy(
            f"{COUNT_PLAIN}的?{kind}级?(?:{self._noun})?(?={COUNT_PLAIN}的?{kind}级?(?:{self._noun})?(?:[,。;!?、]|$|{COUNT_PLAIN}))"
        )
        first = f"{kind}级?(?:{self._noun})?{COUNT_PLAIN}"
        self._kinds_on = lazy(f"{first}(?={first})")
        self._all = lazy(
            f"(?:(?:都|均|全都?|全部|{_ADV}都)(?:是|为|属于?|算)|(?:清一色|一律|全部?)(?:是|为)?)(?:我们的|咱们的)?"
            f"(?P<kind>{kind})(?:级)?的?(?:{self._noun})?的?(?=[,。;!?]|$)"
        )
        self._rest = lazy(
            "(?:其余|其它?他?|剩下|剩余|余下|另外|别的)(?:的)?(?:全?都|均|全)?(?:是|为|属于?|算)?"
            f"(?P<kind>{kind})"
        )

    def settled(self, text: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
        """The folded text with each number of several kinds behind its own."""
        text, offsets = self._one_for_each(*_of_one_company(text, offsets))
        if not self._kind.search(text):
            return text, offsets
        text, offsets = self._parted(text, offsets)
        text, offsets = self._less_taken_part(text, offsets)
        text, offsets = self._all_of_kind(text, offsets)
        text, offsets = self._rest_counted(text, offsets)
        return self._without_total(text, offsets)

    def _one_for_each(self, text: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
        """国标行标各两个 as 国标两个,行标两个."""
        match = self._each.search(text)
        if match is None:
            return text, offsets
        words = [m.group() for m in self._word.finditer(match["row"])]
        if len({self._fact(word) for word in words}) < max(len(words), _PARTS):
            return text, offsets
        told = ",".join(f"{word}{match['count']}" for word in words)
        between = match["between"].strip(",")
        low, high = match.span()
        return splice(text, offsets, low, high, f"{told},{between}" if between else told)

    def _fact(self, word: str) -> str:
        """What a word counts: 国家级标准 as 国家."""
        kind = self._kind.match(word)
        return self._any[word] if word in self._any else self._of[kind.group()] if kind else word

    def _less_taken_part(self, text: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
        """The text without the kinds that were only taken part in, where others were led."""
        clauses = [m.span() for m in _CLAUSE.finditer(text)]
        counts = [m for m in _ONE.finditer(text) if m["cl"] not in _OF_WHO]
        counts = [m for m in counts if self._is_typed(text, m)]
        theirs = [
            clause
            for clause in clauses
            if _TAKES_PART.search(text, *clause) and not _LEADS.search(text, *clause)
        ]
        gone = {c for c in theirs if any(c[0] <= m.start() < c[1] for m in counts)}
        for clause in theirs:
            said = self._called.fullmatch(text, *clause)
            kind = self._of[said["kind"]] if said else ""
            own = {c for c in clauses if c != clause and kind and self._counts_only(text, c, kind)}
            gone |= {clause, *own} if own else set()
        left = [m for m in counts if not any(c[0] <= m.start() < c[1] for c in gone)]
        if not left:
            return text, offsets
        for low, high in sorted(gone, reverse=True):
            part = _TAKES_PART.search(text, low, high)
            if part is not None and any(part.end() <= m.start() < high for m in counts):
                low = part.start()  # 龙华我们参与2个行标
            low = low - 1 if low and text[low - 1] in ",、" else low
            text, offsets = splice(text, offsets, low, high, "")
        return text, offsets

    def _counts_only(self, text: str, clause: tuple[int, int], fact: str) -> bool:
        """Whether a clause has a number, and names this kind alone."""
        named = {self._of[m.group()] for m in self._kind.finditer(text, *clause)}
        return named == {fact} and _ONE.search(text, *clause) is not None

    def _parted(self, text: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
        """两个行标一个地标, 国际一项行业一项 with a comma before the second."""
        for words in (self._run_on, self._kinds_on):
            for match in reversed(list(words.finditer(text))):
                text, offsets = splice(text, offsets, match.end(), match.end(), ",")
        return text, offsets

    def _all_of_kind(self, text: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
        """标准3个,都是行标 as 标准3个行标."""
        match = self._all.search(text)
        if match is None:
            return text, offsets
        before = [m for m in _ONE.finditer(text, 0, match.start()) if m["n"]]
        if len(before) != 1 or self._kind.search(text, 0, match.start()):
            return text, offsets
        if not self._thing.search(text, 0, match.start()):
            return text, offsets
        low = match.start()
        while low and text[low - 1] == ",":
            low -= 1
        text, offsets = splice(text, offsets, low, match.end(), "")
        at = before[0].end()
        return splice(text, offsets, at, at, match["kind"])

    def _rest_counted(self, text: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
        """标准5个,2个国标,其余是行标 with so many as are left."""
        match = self._rest.search(text)
        if match is None:
            return text, offsets
        before = list(_ONE.finditer(text, 0, match.start()))
        values = [_value(m) for m in before]
        if len(values) < _PARTS or any(v is None for v in values):
            return text, offsets
        left = (values[0] or 0) - sum(v or 0 for v in values[1:])
        if left <= 0 or self._is_typed(text, before[0]):
            return text, offsets
        return splice(text, offsets, match.start(), match.start("kind"), f"{left:f}个")

    def _without_total(self, text: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
        """The text without a total that the kinds told beside it come to."""
        counts = list(_ONE.finditer(text))
        for n, match in enumerate(counts):
            total = _value(match)
            if total is None or self._is_typed(text, match):
                continue
            if self._is_of_another(text, match):
                continue
            behind = self._adding_up(text, counts[n + 1 :], total)
            before = self._adding_up(text, counts[:n], total)
            is_told = len(behind) >= _PARTS or (behind and self._names_thing(text, match))
            if is_told or (before and _IN_ALL.search(text, 0, match.start())):
                return splice(text, offsets, *match.span(), "")
        return text, offsets

    def _adding_up(
        self, text: str, parts: Iterable[re.Match[str]], total: Decimal
    ) -> list[re.Match[str]]:
        """The first of some counts that come to a total, each of a kind; none where they do not."""
        own: list[re.Match[str]] = []
        come_to = Decimal(0)
        for part in parts:
            value = _value(part)
            if value is None or not self._is_typed(text, part):
                return []
            own.append(part)
            come_to += value
            if come_to >= total:
                break
        return own if come_to == total else []

    def _is_of_another(self, text: str, count: re.Match[str]) -> bool:
        """Whether the clause of a count names other things that are counted: 算法备案2个."""
        clause = _clause_of(text, count)
        return (
            not self._thing.search(text, *clause)
            and self._another.search(text, *clause) is not None
        )

    def _names_thing(self, text: str, count: re.Match[str]) -> bool:
        """Whether the clause of a count names what all the kinds are kinds of: 标准3个."""
        return self._thing.search(text, *_clause_of(text, count)) is not None

    def _is_typed(self, text: str, count: re.Match[str]) -> bool:
        """Whether a kind stands in the clause of a count, no other count between them."""
        clause = _clause_of(text, count)
        inside = list(_ONE.finditer(text, *clause))
        low = max((m.end() for m in inside if m.end() <= count.start()), default=clause[0])
        high = min((m.start() for m in inside if m.start() >= count.end()), default=clause[1])
        return self._kind.search(text, low, high) is not None


_COMPANIES = lazy("[两二三四五六\\d]+家(?:公司|企业|单位)?各自?(?=[^,。;!?\\d]{0,4}[一1][个项])")
"""两家公司各主导一个国标: what each of them gets."""


def _of_one_company(text: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """The text without how many companies have one each."""
    match = _COMPANIES.search(text)
    return splice(text, offsets, *match.span(), "") if match else (text, offsets)


def _noun(spec: FactSpec) -> str:
    """What is counted, whatever its kind (标准 of 项国际标准)."""
    return spec.unit_name[-2:]


def _clause_of(text: str, count: re.Match[str]) -> tuple[int, int]:
    """The clause that a count stands in."""
    found = (m.span() for m in _CLAUSE.finditer(text) if m.start() <= count.start() < m.end())
    return next(found, count.span())


def _value(match: re.Match[str]) -> Decimal | None:
    read = read_number(match["n"]) if match["n"] else None
    return None if read is None else read.value
