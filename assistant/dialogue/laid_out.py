"""A message laid out the way it is read: what people write in short stands in full.

Text → text before anything is read: a place in brackets behind its matter stands before it
(算力(龙岗)800万), companies that are told of once with a place are called by it afterwards
(总公司在福田,…,总公司租算力), matters side by side without a mark are a list (算力活动各500万), and
a number that is told of both by 都 is one each (算力和活动都花了800万). Every character keeps the
place that it came from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.dialogue.folding import in_order
from assistant.dialogue.words import Found
from assistant.text.pattern import lazy
from assistant.text.quantities import find_quantities
from assistant.text.repairs import repaired
from assistant.text.units import Unit

_NUM = r"(?:\d|[一二两三四五六七八九十百千几])"
_DID = "(?:花|用|投|付|签|买|租|交|报|做|办|备案|是|有|拿|采购|完成)"
_EACH = lazy(
    rf"各自?{_DID}?[了过]?{_NUM}"
    "|(?:各|分别)(?:各|都|能|可以?|会|该|最[高多]|[补给奖拿领报]|是|有){0,3}(?:多少|几|怎么)"
)
"""What says that more than one is told of before it."""
_EACH_SO_MUCH = lazy(
    rf"各自?{_DID}?[了过]?(?P<number>{_NUM}[\d.一二两三四五六七八九十百千万亿]*[万亿元个项款台场]元?)"
)
_BOTH = lazy(
    rf"(?P<both>都){_DID}[了过]?(?={_NUM}[\d.一二两三四五六七八九十百千万亿]*[万亿元个项款台场])"
)
_BOTH_ARE = lazy(rf"都是(?={_NUM}[\d.一二两三四五六七八九十百千]*[万亿元])")
_SUM = r"(?:[\d.]+|[一二两三四五六七八九十百千]+)[万亿]元?"
_IN_ALL = "(?:一共|总共|合共|共|合计|总计|加起来|加一起)"
_SPENT = "(?:花|用|付|投|签|支出|投入|费用|合同|是|为)*了?"
_WHOLE = lazy(rf"{_IN_ALL}{_SPENT}(?P<whole>{_SUM})")
_OF_A_SUM = lazy("(?:实际|总|累计|全部|合计)*(?:投资|投入|费用|支出|开支|成本|金额|花费)额?")
"""软硬件实际投资一共800万: what ends a row may but say that it is a sum."""
_WHOLE_THEN_PART = lazy(
    rf"{_IN_ALL}{_SPENT}(?P<whole>{_SUM})[,;。](?:其中|里面|里头|当中)的?"
    rf"(?P<part>[^,。;!?:\d]{{2,8}}?)(?:花|用|占|付|是|为|租|买)*了?(?P<own>{_SUM})(?=[,。;!?]|$)"
    r"(?![,。;][^,。;!?:\d]{2,8}\d)"
)
_WHOLE_THEN_REST = lazy(
    rf"{_IN_ALL}?{_SPENT}(?P<whole>{_SUM})[,;。](?:其中|里面|里头|当中)?的?"
    rf"(?P<part>[^,。;!?:\d]{{2,8}}?)(?:花|用|占|付|是|为|租|买)*了?(?P<own>{_SUM})[,;。、]"
    r"(?:剩下?|其余|余下|剩余)的?(?:钱|部分)?(?:都|全|就|是|为|用来|用于|用在|花在|拿去|拿来|给|归|[买租])*"
    r"(?P<rest>[^,。;!?:\d]{2,8})(?=[,。;!?]|$)"
)
_CAPPED = (
    "(?:的)?(?:补贴|补助|奖励|资助)?(?:的)?(?:上限|最高|最多|封顶|顶格)(?:都|就)?(?:是|为|给|补)?"
)
_SAID = lazy(
    rf"(?P<place>[^,。;!?:\d的]{{2,5}}?(?:区|新区)?)(?:的)?(?P<matter>[^,。;!?:\d的]{{2,6}}?)"
    rf"(?P<word>{_CAPPED}){_SUM}"
)
_SAID_TOO = lazy(
    rf"[,、和跟与](?P<place>[^,。;!?:\d的]{{2,6}}?)(?:的)?(?P<word>(?:{_CAPPED})?)(?:是)?(?={_SUM}){_SUM}"
)
_IS_IT_SO = lazy("(?:对吗|对吧|对不对|是不是|是吗|是吧|没错吧|吗)[?。]*$|对[?]$")
_WHOLE_OF_PARTS = lazy(
    rf"合同?(?:总额|总价|总金额|总费用|金额|额)(?:是|为|共)*(?P<whole>{_SUM})[,:;]"
    r"(?:里面)?(?:含|包含|包括|其中|有)(?:了|的)?(?P<rest>[^。;!?]*)"
)
_DID_BEFORE = lazy(
    "(?:元|钱)?(?:去|来|用来|用于|用在|花在|在)?(?:租用|采购|购买|租|买|办|做)?(?:了)?(?:的)?"
)
_CLAUSE_END = ",。;!?:"
_JOINT = lazy("和|跟|与|及|、|以及|还有|加上|[+/&]")
_NO_MARK = lazy("[+/&]?")
_VERB = lazy("(?:租用|租赁|采购|购买|举办|租|买|办|做|搞|建)?(?:了|过)?(?:的)?")
_BRACKET = lazy(r"\((?P<place>[^()]{1,8})\)")
_TAIL = lazy("(?:区|新区|市|这边|那边|的)?")
_STARTS_ITEM = ",。;!?:、)"
_ROLE_END = lazy("(?:区|新区|市)?(?:那边|这边|的|注册|办公)?(?=[,。;])")
_ROLE = lazy("(?:(?:我们?|咱们?)有(?:一?[家个])?)?(?P<role>[^,。;!?:、\\d]{1,8})")
_SIDE = lazy("(?:这边|那边|的|那家|这家|就|也|,)?")
_LETTERED = lazy("[A-Za-z](?![A-Za-z])|[甲乙丙丁](?!方)|一[家个]|另")
"""Companies called by letters or counted off are told apart as askers are."""
_THEIRS = lazy("(?P<who>她|他|对方|人家|那边|另一?家)(?:们)?(?:的)?(?:那家|那边)?(?:公司|企业|厂)?")
_OURS = lazy("(?:我们?|咱们?|本|我司)(?:的)?(?:这家|这边)?(?:公司|企业|厂)?$")
_PAIR = 2


@dataclass(frozen=True, slots=True)
class _Edit:
    """What stands for ``[start, end)``: pieces, each with the place that it came from."""

    start: int
    end: int
    pieces: tuple[tuple[str, int], ...]


class Layout:
    """Lays messages out; built once from the words of matters and places."""

    def __init__(
        self,
        matters: Callable[[str], Iterable[tuple[int, int, frozenset[object]]]],
        kinds: Mapping[str, frozenset[str]],
        places: Callable[[str], Iterable[Found]],
    ) -> None:
        """``matters``: the words of a text with what each is about.

        ``kinds``: words of facts that count something, with the facts; ``places``: the places that
        a text names.
        """
        self._matters = matters
        self._kinds = kinds
        self._places = places

    def laid_out(self, text: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
        """The folded text laid out, and where each of its characters came from."""
        text, offsets = self._unshared(*repaired(text, offsets))
        for step in (
            self._unbracketed,
            self._rows,
            self._called,
            self._parted,
            self._said_of_each,
            self._listed,
        ):
            edits = step(text)
            if edits:
                text, offsets = _edited(text, offsets, edits)
                if step == self._listed:
                    text, offsets = in_order(text, offsets)
        return text, offsets

    def _unshared(self, text: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
        """Less a noun that was put behind another matter: 龙岗算力和福田语料各300万.

        国际和国家标准 share their noun; what has a place and a noun of its own takes no other.
        """
        for at in range(2, len(text)):
            if offsets[at] <= offsets[at - 1] + 1 or text[at - 1] in _STARTS_ITEM:
                continue
            low = max(text.rfind(mark, 0, at) for mark in _STARTS_ITEM) + 1
            end = next(
                (n for n in range(at + 1, len(text)) if offsets[n] != offsets[n - 1] + 1), at
            )
            tiles = self._tiles(text, low, at)
            if not tiles or tiles[-1][1] != at or not self._named(text[low : tiles[-1][0]]):
                continue
            if any(offsets[at] == o for o in offsets[end:]) and self._one(text, at, end):
                return text[:at] + text[end:], offsets[:at] + offsets[end:]
        return text, offsets

    def _named(self, text: str) -> list[tuple[int, int]]:
        """Where places stand in a text, none inside another."""
        found: list[tuple[int, int]] = []
        for start, end, _ in sorted(self._places(text), key=lambda f: (f[0], -f[1])):
            if not found or start >= found[-1][1]:
                found.append((start, end))
        return found

    def _is_place(self, text: str) -> bool:
        """Whether a text is nothing but the name of a place."""
        named = self._named(text)
        return len(named) == 1 and named[0][0] == 0 and bool(_TAIL.fullmatch(text, named[0][1]))

    def _unbracketed(self, text: str) -> list[_Edit]:
        """算力(龙岗)800万,语料(福田)200万 → 龙岗算力800万,福田语料200万."""
        found = [
            m
            for m in _BRACKET.finditer(text)
            if self._is_place(m["place"]) and not m["place"].endswith("级")  # a grade
        ]
        if not found:
            return []
        named = {text[s:e] for s, e in self._named(text)}
        if len(named) < _PAIR:
            return []
        edits: list[_Edit] = []
        heads = found[0].start() == 0
        for match in found:
            start, end = match.span()
            name = (match["place"], match.start("place"))
            low = max(text.rfind(mark, 0, start) for mark in _STARTS_ITEM) + 1
            if heads or low == start:
                mark = () if not start or text[start - 1] in _STARTS_ITEM else ((",", start),)
                edits.append(_Edit(start, end, (*mark, name)))
                continue
            if any(low <= s < start for s, _ in self._named(text)):
                continue  # 龙岗算力(福田那边): its own place stands there
            more = end < len(text) and text[end] not in _CLAUSE_END + "、" + "各都分"
            counted = text[start - 1].isdigit() or text[start - 1] in "万亿元个项款"
            mark = ((",", start),) if more and counted else ()
            edits += [_Edit(low, low, (name,)), _Edit(start, end, mark)]
        return edits

    def _rows(self, text: str) -> list[_Edit]:
        """算力,龙岗,800万,语料,福田,200万 → 龙岗算力800万,福田语料200万."""
        spans = _clauses(text)
        if len(spans) < 2 * _ROW or len(spans) % _ROW:
            return []
        edits: list[_Edit] = []
        for n in range(0, len(spans), _ROW):
            (a, b), (c, d), (e, f) = spans[n : n + _ROW]
            is_second = self._is_place(text[c:d])
            low, high = (c, d) if is_second else (e, f)
            number = e if is_second else c
            is_row = (
                self._is_place(text[low:high])
                and not any(ch.isdigit() for ch in text[a:b])
                and not self._named(text[a:b])
                and text[number : number + 1].isdigit()
            )
            if not is_row:
                return []
            name = _Edit(a, a, ((text[low:high], low),))
            edits += [name, _Edit(b, e if is_second else c, ())]
            edits += [] if is_second else [_Edit(d, f, ())]
        return edits

    def _called(self, text: str) -> list[_Edit]:
        """总公司在福田,分公司在龙岗,总公司租算力… → 福田那家租算力…: by where it is."""
        roles: list[tuple[str, tuple[int, int], tuple[int, int]]] = []
        for start, end in _clauses(text):
            place = next(((s, e) for s, e in self._named(text) if start < s < end), None)
            if place is None:
                continue
            there = _ROLE_THERE_BEFORE.search(text, start, place[0])
            role = _ROLE.match(text, start, there.start()) if there else None
            if there is None or role is None or role.end() != there.start():
                continue
            if _ROLE_END.match(text + ",", place[1]) is None:
                continue
            name = role["role"]
            if _LETTERED.match(name) or any(name == known for known, _, _ in roles):
                continue
            roles.append((name, place, (start, end)))
        if len(roles) < _PAIR or len({text[s:e] for _, (s, e), _ in roles}) < len(roles):
            return []
        begin = max(end for _, _, (_, end) in roles)
        edits = self._by_roles(text, begin, roles)
        if not edits:
            return []
        # Who sits where is told by each clause now, and 研发在福田 or 客户在福田 asks for nothing.
        told = [_Edit(s, min(e + 1, len(text)), ()) for _, _, (s, e) in roles]
        return [*told, *edits]

    def _by_roles(
        self,
        text: str,
        begin: int,
        roles: Sequence[tuple[str, tuple[int, int], tuple[int, int]]],
    ) -> list[_Edit]:
        """The places for the roles that open clauses behind those that tell where they are."""
        edits: list[_Edit] = []
        for start, _ in _clauses(text, begin):
            own = [r for r in roles if text.startswith(r[0], start)]
            end = start + len(own[0][0]) if own else start
            if not own and (theirs := _THEIRS.match(text, start)):
                others = [r for r in roles if not _OURS.fullmatch(r[0])]
                own, end = (others, theirs.end()) if len(others) == 1 else ([], start)
            if len(own) != 1:
                continue
            side = _SIDE.match(text, end)
            end = side.end() if side else end
            if text[end : end + 1].isdigit() or text[end : end + 1] in "在,。;!?也都":
                continue  # 房子40万: a thing, not who pays
            _, (low, high), _ = own[0]
            edits.append(_Edit(start, end, ((text[low:high], low), ("那家", start))))
        return edits

    def _parted(self, text: str) -> list[_Edit]:
        """算力和语料一共700万,其中算力500万 → 算力500万,语料700万减去500万."""
        for match in _WHOLE_OF_PARTS.finditer(text):
            sums = [q.value for q in find_quantities(match["rest"]) if q.unit is Unit.YUAN]
            told = find_quantities(match["whole"])
            if len(sums) >= _PAIR and len(told) == 1 and told[0].value == sum(sums):
                return [_Edit(match.start(), match.start("rest"), ())]  # what its parts come to
        for match in (*_WHOLE_THEN_PART.finditer(text), *_WHOLE_THEN_REST.finditer(text)):
            part = self._one(text, *match.span("part"))
            rest = self._one(text, *match.span("rest")) if "rest" in match.groupdict() else None
            start = match.start()
            if "rest" not in match.groupdict() and part is not None:
                row = self._row_before(text, start)
                others = [(s, e) for s, e, word in row if word != text[slice(*part)]]
                if len(row) == _PAIR and len(others) == 1:
                    rest, start = others[0], row[0][0]
            if part is None or rest is None or text[slice(*part)] == text[slice(*rest)]:
                continue
            whole, own = match.span("whole"), match.span("own")
            first = [(text[slice(*one)], one[0]) for one in (part, own)]
            second = [(text[slice(*one)], one[0]) for one in (rest, whole)]
            less = [("减去", own[0]), (text[slice(*own)], own[0])]
            return [_Edit(start, match.end(), (*first, (",", own[0]), *second, *less))]
        return []

    def _said_of_each(self, text: str) -> list[_Edit]:
        """龙岗算力上限600万,福田500万,对吗 → …,福田算力上限500万,对吗."""
        first = _SAID.match(text)
        if first is None or _IS_IT_SO.search(text) is None:
            return []
        place = self._named(text[: first.end("place")])
        matter = self._one(text, first.start("matter"), first.end("matter"))
        if len(place) != 1 or place[0] != (0, len(first["place"])) or matter is None:
            return []
        edits: list[_Edit] = []
        at = first.end()
        while (more := _SAID_TOO.match(text, at)) is not None:
            if not self._is_place(more["place"]):
                return []
            low, high = more.span("word")
            word = text[low:high] or first["word"]
            source = (first["matter"] + word, first.start("matter"))
            edits.append(_Edit(low, high, (source,)))
            at = more.end()
        return edits

    def undivided(self, text: str) -> tuple[int, int] | None:
        """Where a sum stands that is told of several matters together, of none alone.

        算力和语料合计700万: how it is divided is asked.
        """
        for match in _WHOLE.finditer(text):
            behind = match.end()
            end = min((n for n in range(behind, len(text)) if text[n] in _CLAUSE_END), default=-1)
            end = end if end >= 0 else len(text)
            row = self._row_before(text, match.start()) or self._row_in(text, behind, end)
            more = any(c.isdigit() for c in text[behind:])
            is_one = bool(row) and _OF_A_SUM.fullmatch(row[-1][2]) is not None
            if len(row) >= _PAIR and not more and not is_one:
                return match.span("whole")
        return None

    def _row_in(self, text: str, low: int, high: int) -> list[tuple[int, int, str]]:
        """The matters side by side that a stretch ends with."""
        tiles = self._tiles(text, low, high)
        if not tiles or _DID_BEFORE.fullmatch(text, low, tiles[0][0]) is None:
            return []
        row = self._row_before(text, high)
        return row if row and row[0][0] == tiles[0][0] else []

    def _one(self, text: str, low: int, high: int) -> tuple[int, int] | None:
        """The one word of a matter that a stretch is."""
        tiles = self._tiles(text, low, high)
        return (tiles[0][0], tiles[0][1]) if len(tiles) == 1 else None

    def _listed(self, text: str) -> list[_Edit]:
        """算力活动各500万 → 算力、活动各500万; 算力和活动都花了800万 → …各花了800万."""
        edits: list[_Edit] = []
        for match in _EACH_SO_MUCH.finditer(text):
            edits += self._each_there(text, match.start(), *match.span("number"))
        for match in _EACH.finditer(text):
            row = self._row_before(text, match.start())
            edits += self._marks(text, row)
        for match in _BOTH.finditer(text):
            row = self._row_before(text, match.start())
            if len(row) < _PAIR:
                continue
            low, high = match.span("both")
            is_are = _BOTH_ARE.match(text, low)
            high = is_are.end() if is_are else high
            edits += [*self._marks(text, row), _Edit(low, high, (("各", low),))]
        return edits

    def _each_there(self, text: str, at: int, low: int, high: int) -> list[_Edit]:
        """龙岗算力和福田语料各300万 → 龙岗算力300万,福田语料300万."""
        start = max(text.rfind(mark, 0, at) for mark in _CLAUSE_END) + 1
        joints = [m.span() for m in _JOINT.finditer(text, start, at)]
        edges = [start, *(n for span in joints for n in span), at]
        items = list(zip(edges[::2], edges[1::2], strict=True))
        named = [self._named(text[s:e]) for s, e in items]
        is_each = all(
            len(places) == 1 and places[0][0] == 0 and self._tiles(text, s + places[0][1], e)
            for places, (s, e) in zip(named, items, strict=True)
        )
        if len(items) < _PAIR or not is_each:
            return []
        number = (text[low:high], low)
        marks = [_Edit(s, e, (number, (",", s))) for s, e in joints]
        return [*marks, _Edit(at, low, ())]

    def _row_before(self, text: str, at: int) -> list[tuple[int, int, str]]:
        """The matters side by side that end right before a place: (start, end, in full)."""
        low = max(text.rfind(mark, 0, at) for mark in _CLAUSE_END) + 1
        words = self._tiles(text, low, at)
        end = at
        row: list[tuple[int, int, str]] = []
        about: list[frozenset[object]] = []
        for start, stop, of in reversed(words):
            between = text[stop:end]
            is_next = bool(_VERB.fullmatch(between)) if not row else _parts(between)
            if not is_next or any(not _differ(of, one) for one in about):
                break
            row.insert(0, (start, stop, text[start:stop]))
            about.append(of)
            end = start
        if row:
            row = [*self._headless(text, low, row[0]), *row]
        named = self._named(text[low:at])
        inside = [s for s, _ in named if row and s + low > row[0][0]]
        return row if not inside else []

    def _tiles(self, text: str, low: int, high: int) -> list[tuple[int, int, frozenset[object]]]:
        """The words of matters and of kinds in a stretch, the longest at each place."""
        found: dict[tuple[int, int], frozenset[object]] = {}
        for start, end, of in self._matters(text[low:high]):
            found[low + start, low + end] = of
        for start in range(low, high):
            for end in range(min(high, start + _LONGEST), start + 1, -1):
                facts = self._kinds.get(text[start:end])
                if facts:
                    found[start, end] = frozenset(facts)
                    break
        kept: list[tuple[int, int, frozenset[object]]] = []
        for (start, end), of in sorted(found.items(), key=lambda x: (x[0][0], -x[0][1])):
            if not kept or start >= kept[-1][1]:
                kept.append((start, end, of))
        return kept

    def _headless(
        self, text: str, low: int, first: tuple[int, int, str]
    ) -> list[tuple[int, int, str]]:
        """国际国家|行业标准: what stands before a word whose head it shares, each in full."""
        start, _, word = first
        found: list[tuple[int, int, str]] = []
        head = word[-_HEAD:]
        if len(word) <= _HEAD or word not in self._kinds:
            return found
        while True:
            mark = _JOINT.match(text, start - 1, start) if start > low else None
            end = start - 1 if mark else start
            before = next(
                (
                    own
                    for own in self._kinds
                    if own.endswith(head)
                    and len(own) > _HEAD
                    and end - (len(own) - _HEAD) >= low
                    and text.startswith(own[:-_HEAD], end - (len(own) - _HEAD))
                    and text[end - (len(own) - _HEAD) : end] == own[:-_HEAD]
                ),
                None,
            )
            if before is None:
                return found
            start = end - (len(before) - _HEAD)
            found.insert(0, (start, end, before))

    def _marks(self, text: str, row: Sequence[tuple[int, int, str]]) -> list[_Edit]:
        """The marks between matters that stand side by side without one, and heads in full."""
        edits: list[_Edit] = []
        for (start, end, whole), (after, _, _) in pairwise(row):
            rest = whole[end - start :]
            between = text[end:after]
            mark = (("、", max(0, end - 1)),) if _NO_MARK.fullmatch(between) else ()
            pieces = ((rest, start), *mark) if rest else mark
            if pieces:
                edits.append(_Edit(end, after if mark else end, pieces))
        return edits


_ROW, _LONGEST, _HEAD = 3, 8, 2
_ROLE_THERE_BEFORE = lazy(
    "(?:是|都|就|也|现在|注册|开|设|落户|放|落|位于)*在$|(?:注册|落户|开|设|放)(?:于|到)$"
)


def _parts(between: str) -> bool:
    """Whether words between two matters only join them, with a verb for the second."""
    joint = _JOINT.match(between)
    rest = between[joint.end() :] if joint else between
    return _VERB.fullmatch(rest) is not None


def _differ(one: frozenset[object], other: frozenset[object]) -> bool:
    """Whether two words are about nothing in common."""
    return one.isdisjoint(other)


def _clauses(text: str, begin: int = 0) -> list[tuple[int, int]]:
    """The stretches between marks, less empty ones."""
    found: list[tuple[int, int]] = []
    start = begin
    for at in range(begin, len(text) + 1):
        if at == len(text) or text[at] in _CLAUSE_END:
            if at > start:
                found.append((start, at))
            start = at + 1
    return found


def _edited(
    text: str, offsets: tuple[int, ...], edits: Iterable[_Edit]
) -> tuple[str, tuple[int, ...]]:
    """The text with its edits made, and where each character came from."""
    out: list[str] = []
    places: list[int] = []
    at = 0
    for edit in sorted(set(edits), key=lambda e: (e.start, e.end)):
        if edit.start < at:
            continue
        out.append(text[at : edit.start])
        places += offsets[at : edit.start]
        for piece, start in edit.pieces:
            out.append(piece)
            places += [offsets[min(start + n, len(offsets) - 1)] for n in range(len(piece))]
        at = edit.end
    out.append(text[at:])
    places += offsets[at:]
    return "".join(out), tuple(places)
