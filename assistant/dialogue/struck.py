"""Some of the things counted before that turn out not to count: 6个里面有3个没进清单.

Message → the counts that hold from now on, and what of the message is read with that. How many go
is a smaller count in a sentence that denies or takes away; of which kind they are is said
(行业标准有一个只是参与), or there is only one kind. A kind pointed to as a whole goes as a whole
(国家那项不作数). What says neither is left to whoever reads numbers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.found_out import less_found_out
from assistant.dialogue.items import year_of
from assistant.dialogue.polarity import classes, either
from assistant.dialogue.reclassed import of_other_kind
from assistant.dialogue.stated import Stated
from assistant.text.counts_out import some_out
from assistant.text.expressions import Expression
from assistant.text.numerals import read_number
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_SENTENCE = lazy("[^。;!?]+[。;!?]*")
_CLAUSE = lazy("[^,。;!?]+")
_OUT = lazy(
    f"{either(w for w in classes()['failed'] if len(w) > 1)}|"
    "不算|不能算|算不上|不作数|不做数|作废|重复|算重了?|[多虚]报|不符|不够格|不满足|没有?(?:[进过报批通达拿定发备登入列]|被|能)|还没|尚未|未(?![来必])"
    "|被(?:撤|驳|退|拒|取消|否|注销|下架)|撤销|注销|黄了|泡汤|吹了|推迟|延后|延期|改期|顺延|[推拖挪延改][到至](?:明|后|下)|挂[个了]?名|不是|并非|只是|仅是|只有参与|不归|不属|(?:是|算|属)参(?:与|编|加)"
    "|(?<![少免忘差])[\u4e00-\u9fff]不(?:下来|了|上|成|过|来)(?=[,。;!?了]|$)"
    "|(?:[卖转送坏毁丢停退]|过户|报废|封存|停[运用驶]|到期|吊销|退租|抵押|出(?:事故?|险))"
    "(?:掉|出去|走|给[^,。;!?\\d]{1,5}?)?了(?=[,。;!?]|$)|不(?:跑|开|运营|营运)了(?=[,。;!?]|$)"
    r"|[没不未]有?在[^,。;!?\d]{0,8}?(?:[里内上中]|之列|当中)"
    "|(?:去年|以前|之前|早|已经?|上次)[^,。;!?]{0,3}(?:领|报|拿|补|用)过"
    "|(?:是|算|属于?|归|挂在?)[^,。;!?\\d]{0,4}?(?:别人|别家|人家|他人|他们|(?:别|另外?|其[他它]|兄弟|隔壁)(?:的|一家)?"
    "[^,。;!?\\d的]{1,6})(?:的|名下的?|那边的?)(?=[,。;!?]|$)"
)
"""What says of some things that they do not count."""
_GONE = lazy(
    "放弃|不算|不能算|算不上|不作数|不做数|作废|[扣去除拿撤删刨][掉去除下]|撤[了回]|剔除|不报|不要"
    "|不[做干搞][了啦](?=[,。;!?]|$)"
)
_GIVEN_UP = lazy("放弃|不[做干搞][了啦](?=[,。;!?]|$)")
_OTHER_YEAR = lazy(
    "[项个条台份家](?:是|算|要|得|要到|等)?(?:到|等)?(?:明年|后年|去年|前年|上一?年|下一?年)(?:的|才|去了|报|了)"
)
_THIS_YEAR = lazy("(?:今年|本年度?|这一年)(?:就|只|才|实际|真正|能算)")
_SOME = lazy(
    r"(?:其中|里面?|里头|里边|当中|之中|[里中]有|有|那|的|,|^)[还又也]?(?:有|的)?[^,。;!?\d]{0,4}$"
)
_INSIDE = lazy(r"(?:其中|里面?|里头|里边|当中|之中|中)[还又也]?(?:有|的)?[^,。;!?\d]{0,4}$")
_MORE = lazy("另|还有|此外|外加|再|加|新增|又|多")
_IS_LEFT = lazy(
    "(?:改(?:成|为|到|是)?|只?剩下?|[只仅]有?|[只先就]?[算按报认]|剩余|实际|变成|成了?|(?:所以|还|就|那|的|实际|其实)是|一共|合计|总共)"
    r"[^,。;!?\d]{0,3}$"
)
"""What stands before how many there are now."""
_POINTED = (
    "级?(?:标准|模型|算法|项目|案例)?(?:(?:的)?[那这]一?[项个条台份]"
    "|(?:[要得会将]|可能|被|也|则|今年)*(?:推迟|延后|延期|改期|顺延|拖到|作废|黄了|泡汤|撤[回销了]))"
)


@dataclass(frozen=True, slots=True)
class Struck:
    """The counts as they stand, and the stretches of the message that told it."""

    numbers: tuple[Stated, ...]
    spans: tuple[tuple[int, int], ...]


def strike(
    text: str,
    expressions: Sequence[Expression],
    denied: Sequence[int],
    numbers: Sequence[Stated],
    kinds: Mapping[str, str],
    lost: Mapping[str, Stated] = MappingProxyType({}),
) -> Struck | None:
    """The counts less what a message takes away from them; None where it takes nothing.

    ``denied`` are the places of conditions that it denies, ``kinds`` the counts that may lose
    something, each with the word that tells it from the others (国际 of 项国际标准).
    """
    kept, spans = of_other_kind(text, numbers, kinds)
    again = _some_again(text, kept, lost)
    if again is not None:
        kept = [again[0] if s.name == again[0].name else s for s in kept]
        spans.append(again[1])
    kept, spans = _by_clause(text, kept, spans, kinds, lost)
    for match in _SENTENCE.finditer(text):
        if any(low < match.end() and match.start() < high for low, high in spans):
            continue  # 行业标准那个推迟了, 今年就2个国家标准
        low, high = match.span()
        counts = [q for q in _counts(expressions) if low <= q.start < high]
        among = [q.value for q in counts if _AMONG.match(text, q.end)]
        target = _meant(text[low:high], kept, kinds, among)
        of = None if target is None else kept[target]
        said = _said_out(text, low, high, denied, of)
        if of is not None and _is_struck_already(text[low:high], counts, low, of, lost):
            spans.append((low, high))
            continue
        if not said and not _GONE.search(text, low, high):
            continue
        if target is None or not isinstance(kept[target].value, Decimal):
            continue
        known = Decimal(str(kept[target].value))
        shares = [
            o.quantity
            for e in expressions
            for o in e.operands
            if o.quantity.unit is Unit.PERCENT and low <= o.quantity.start < high
        ]
        now = _now(text[:high], low, counts, said, known, kinds[kept[target].name])
        if now is None:
            now = _less_share(text[:high], low, counts, shares, said, known)
        if now is None or (
            _of_kind(text[low:high], kinds, kept[target]) and not _is_gone(text[low:high])
        ):
            continue
        kept[target] = replace(
            kept[target], value=now, alternatives=(), say="", parts=(), beside=(), is_assumed=False
        )
        spans.append((low, high))
    return Struck(tuple(kept), tuple(spans)) if spans else None


def _by_clause(
    text: str,
    numbers: Sequence[Stated],
    done: Sequence[tuple[int, int]],
    kinds: Mapping[str, str],
    lost: Mapping[str, Stated],
) -> tuple[list[Stated], list[tuple[int, int]]]:
    """The counts with what one comma clause alone brings back, or takes away as a whole kind."""
    kept, spans = less_found_out(text, numbers, done, kinds, _meant)
    for match in _CLAUSE.finditer(text):
        if any(low < match.end() and match.start() < high for low, high in spans):
            continue
        back = _again(match.group(), kept, kinds, lost)
        if back is not None:
            kept = [back if s.name == back.name else s for s in kept]
            spans.append(match.span())
            continue
        less = _less_some(match.group(), kept, kinds)
        if less is not None and not _NUMBER.search(text[: match.start()] + text[match.end() :]):
            kept = [less if s.name == less.name else s for s in kept]
            spans.append(match.span())
            continue
        place = _whole_kind(match.group(), kept, kinds)
        if place is not None:
            own = kept[place]
            kept[place] = replace(own, value=Decimal(0), say="", parts=(), beside=())
            spans.append(_told_of(text, match.span(), kinds, own))
    return kept, spans


_NUMBER = lazy(r"\d|[一二两三四五六七八九十俩仨][个项条款份台辆家次件]")


def _less_some(clause: str, numbers: Sequence[Stated], kinds: Mapping[str, str]) -> Stated | None:
    """A count less those that a clause says are out with no word of a part: 一个还在审核."""
    if _SOME_OF_THEM.search(clause):
        return None
    gone = some_out(clause, are_standards=any(kinds.values()))
    target = None if gone is None else _meant(clause, numbers, kinds)
    if gone is None or target is None:
        return None
    own = numbers[target]
    if not isinstance(own.value, Decimal) or not 0 < gone < own.value:
        return None
    return replace(own, value=own.value - gone, alternatives=(), say="", parts=(), beside=())


_SOME_OF_THEM = lazy("有|中|里|[又再另]")


def _is_struck_already(
    sentence: str, counts: Sequence[Quantity], low: int, own: Stated, lost: Mapping[str, Stated]
) -> bool:
    """Whether a sentence only points to those that went before (有两个是子公司的 → 那俩不要了)."""
    was, now = lost[own.name].value if own.name in lost else None, own.value
    if not isinstance(was, Decimal) or not isinstance(now, Decimal) or len(counts) != 1:
        return False
    before = sentence[: counts[0].start - low]
    is_pointed = counts[0].value == was - now and before.endswith(_THAT)
    return is_pointed and _TAKEN_OFF.search(sentence) is not None


_TAKEN_OFF = lazy("[剔扣去删减拿刨][掉除走]|不[要算作计]")


def _said_out(
    text: str, low: int, high: int, denied: Sequence[int], own: Stated | None
) -> list[int]:
    """Where a sentence says that some do not count: words, conditions, another year than theirs.

    其中一个是今年才过的, of those of last year.
    """
    found = [at for at in denied if low <= at < high]
    found += [m.start() for m in _OUT.finditer(text, low, high)]
    if _THIS_YEAR.search(text, low, high):  # 两项是明年的,今年只一项
        found += [m.start() for m in _OTHER_YEAR.finditer(text, low, high)]
    if own is None:
        return found
    for match in _IS_OF_YEAR.finditer(text, low, high):
        year = year_of(None, match["year"])
        if own.year is not None and own.year <= _FAR and year not in (None, own.year):
            found.append(match.start("year"))
    return found


_IS_OF_YEAR = lazy(
    "[项个条台份家](?:[^,。;!?]{0,4})?(?:是|算|为)(?P<year>大前年|[前去今明后]年|上年度?|上一年度?)"
)
_FAR = 1900


def _again(
    clause: str, numbers: Sequence[Stated], kinds: Mapping[str, str], lost: Mapping[str, Stated]
) -> Stated | None:
    """The only kind that a clause says is in again after it was out (国际的又批了)."""
    if not BACK.search(clause) or _OUT.search(clause) or _DIGIT.search(clause):
        return None
    named = [s.name for s in numbers if s.name in lost and kinds.get(s.name, "") in clause]
    named = [name for name in named if kinds.get(name)] or named
    return lost[named[0]] if len(named) == 1 else None


_DIGIT = lazy(r"\d|[两三四五六七八九十]个")
BACK = lazy(
    "(?:又|还是|重新|现在|后来)[^,。;!?没不]{0,4}?(?:批|过|评|签|进|算|报|要|能|上|下|续|补|发)[上下来]*了?|回来了|恢复了?|[算加补]回[来去]?"
)
"""What says of some that were out that they are in again."""


_SOME_BACK = lazy(
    r"(?P<n>[\d一二两三四五六七八九十]+)[个项家台条份][^,。;!?\d]{0,2}里[头面边]?(?:又)?有(?P<k>[\d一二两三四五六七八九十]+)[个项家台条份]"
)


def _some_again(
    text: str, numbers: Sequence[Stated], lost: Mapping[str, Stated]
) -> tuple[Stated, tuple[int, int]] | None:
    """Some of those that were out, in again (三个里头有一个后来转正了)."""
    found = _one_back(text, numbers, lost)
    if found is not None:
        return found
    match = _SOME_BACK.search(text)
    if match is None:
        return None
    low, high = clause_around(text, match.start(), match.end())
    of, some = (read_number(match[name]) for name in ("n", "k"))
    if _OUT.search(text, low, high) or of is None or some is None:
        return None
    for stated in numbers:
        was = lost[stated.name].value if stated.name in lost else None
        now = stated.value
        if not isinstance(was, Decimal) or not isinstance(now, Decimal):
            continue
        if was - now == of.value > some.value and _DONE.search(text, match.end(), high):
            value = now + some.value
            return replace(stated, value=value, say="", parts=(), beside=()), (low, high)
    return None


_DONE = lazy("[了过]")
_COME_OVER = (
    r"(?:转|过户|划|并|变更|登记)[到给回成为]了?(?:我|咱|自己|自家|本公司)[^,。;!?\d]{0,5}?(?P<to>[\d一两三四五六七八九十]+)[个项家台条份]"
    r"|(?P<of>[\d一两三四五六七八九十]+)[个项家台条份][^,。;!?\d没不]{0,6}?(?:转|过户|划|并|变更|登记)[到给回成为]了?(?:我|咱|自己|自家|本公司)"
)
"""惠州的转到我们名下一个: some of those that were others' are one's own now."""
_MADE_UP = lazy(
    r"(?:补|找|加|添|换|凑|追)(?:上|回)?了?(?P<k>[\d一两二三四五六七八九十]+)[个项家台条份][^,。;!?\d]{0,5}?(?:回来|回去|进来|进去|上去|上来)|"
    + _COME_OVER
)


def _one_back(
    text: str, numbers: Sequence[Stated], lost: Mapping[str, Stated]
) -> tuple[Stated, tuple[int, int]] | None:
    """Some of those that were out made up for by others (补了一个真的回来)."""
    match = _MADE_UP.search(text)
    some = read_number(match["k"] or match["to"] or match["of"]) if match else None
    if match is None or some is None:
        return None
    for stated in numbers:
        was = lost[stated.name].value if stated.name in lost else None
        now = stated.value
        if isinstance(was, Decimal) and isinstance(now, Decimal) and was - now >= some.value > 0:
            value = now + some.value
            span = clause_around(text, match.start(), match.end())
            return replace(stated, value=value, say="", parts=(), beside=()), span
    return None


def _whole_kind(clause: str, numbers: Sequence[Stated], kinds: Mapping[str, str]) -> int | None:
    """The only thing of a kind that a comma clause points to and says is out; None for none."""
    if not (_OUT.search(clause) or _GONE.search(clause)):
        return None
    found = [
        n
        for n, s in enumerate(numbers)
        if s.value == 1
        and kinds.get(s.name)
        and lazy(f"{kinds[s.name]}{_POINTED}|[那这]一?[项个条台份]{kinds[s.name]}").search(clause)
    ]
    return found[0] if len(found) == 1 else None


def _told_of(
    text: str, clause: tuple[int, int], kinds: Mapping[str, str], own: Stated
) -> tuple[int, int]:
    """The sentence of a clause, if it names no other kind; else the clause alone."""
    low = max((m.end() for m in _STOP.finditer(text, 0, clause[0])), default=0)
    stop = _STOP.search(text, clause[1])
    high = stop.start() if stop else len(text)
    return clause if _of_kind(text[low:high], kinds, own) else (low, high)


_STOP = lazy("[。;!?]")


def says_out(text: str, low: int, high: int) -> bool:
    """Whether a stretch says of something that it does not count (被注销了)."""
    return bool(_OUT.search(text, low, high) or _GIVEN_UP.search(text, low, high))


def _is_gone(sentence: str) -> bool:
    """Whether a sentence takes something away in so many words, whatever else it calls it."""
    return bool(_GONE.search(sentence))


def _counts(expressions: Sequence[Expression]) -> tuple[Quantity, ...]:
    """What a message counts, each number by itself."""
    return tuple(
        o.quantity for e in expressions for o in e.operands if o.quantity.unit is Unit.COUNT
    )


_AMONG = lazy("(?:里|当中|之中|中)")
"""今年六个里头有两个: how many there are of what loses some."""


def _meant(
    sentence: str,
    numbers: Sequence[Stated],
    kinds: Mapping[str, str],
    among: Collection[Decimal] = (),
) -> int | None:
    """Which of the counts a sentence speaks of: the one it names, else the only one there is.

    ``among`` are the numbers of things of which it says something; one count may have that many.
    """
    known = [
        n
        for n, s in enumerate(numbers)
        if s.name in kinds and isinstance(s.value, Decimal) and s.value > 0
    ]
    first = {n: sentence.find(kinds[numbers[n].name]) for n in known if kinds[numbers[n].name]}
    named = sorted((at, n) for n, at in first.items() if at >= 0)
    if named:
        return named[0][1]
    known = [n for n in known if not numbers[n].is_assumed]
    if len(known) == 1:
        return known[0]
    of_many = [n for n in known if numbers[n].value in among]
    if len(of_many) == 1:
        return of_many[0]
    latest = max((numbers[n].turn for n in known), default=0)
    late = [n for n in known if numbers[n].turn == latest]
    return late[0] if len(late) == 1 else None


def _now(
    text: str, low: int, counts: Sequence[Quantity], said: Sequence[int], known: Decimal, kind: str
) -> Decimal | None:
    """How many are left of those known; None where nothing says it.

    ``text`` ends with the sentence that begins at ``low``; ``said`` are the places of what denies.
    """
    fewer = [q for q in counts if 0 < q.value < known]
    left = [q for q in fewer if _IS_LEFT.search(text, low, q.start)]
    is_gone = _GONE.search(text, low) is not None
    some = [
        q
        for q in fewer
        if q not in left
        and _is_some(text, low, q)
        and (is_gone or any(at > q.start for at in said))
    ]
    some += [q for q in fewer if q not in left and _AGAIN_OUT.search(text, low, q.start)]
    some += [
        q for q in fewer if q not in (*left, *some) and _OUT_SO_MANY.search(text, low, q.start)
    ]
    inside = [q for q in some if _INSIDE.search(text, low, q.start)]
    some = inside[-1:] if inside else some
    nth = _NTH.search(text, low)
    if not some and not left and nth and (is_gone or any(at >= nth.end() for at in said)):
        rows = (m for m in _NTHS.finditer(text, low) if m.start() <= nth.start() < m.end())
        places = {place for row in rows for place in _NTH_PLACE.findall(row.group())}
        gone = max(len(places), 1)  # 第一个和第二个后来都注销了
        return known - gone if _place_of(nth) <= known and gone <= known else None
    if len(some) == 1:
        more = [q.value for q in counts if q.value > known and q.start < some[0].start]
        known = more[-1] if more else known  # 说是三个,不过有一个是前年就过了的
        less = known - some[0].value
        return left[-1].value if left and left[-1].value != less else less
    rest = [q.value for q in fewer if q not in left]
    if len(left) == 1 and rest and left[0].value + sum(rest) == known and said:
        return left[0].value  # 只过了1个,另外3个要明年才过
    if some or left:
        return None
    pointed = kind and lazy(f"{kind}{_POINTED}|[那这]一?[项个条台份]{kind}").search(text, low)
    whole = [
        q for q in counts if q.value == known and text[max(low, q.start - 1) : q.start] in _THAT
    ]
    if any(0 <= at - q.end <= _NEAR for q in whole for at in said) or (pointed and known == 1):
        return Decimal(0)
    return None


def _less_share(
    text: str,
    low: int,
    counts: Sequence[Quantity],
    shares: Sequence[Quantity],
    said: Sequence[int],
    known: Decimal,
) -> Decimal | None:
    """How many are left where a share of those known is told to be out: 六个里一半是省里评的,不算.

    None where the share comes to no whole number, or more is told than how many there are.
    """
    if len(shares) != 1 or any(q.value != known for q in counts):
        return None
    share = shares[0]
    gone = share.value * known
    is_out = any(at > share.start for at in said) or _GONE.search(text, share.end) is not None
    if not is_out or not 0 < gone < known or gone != gone.to_integral_value():
        return None
    gone = gone.to_integral_value()
    return gone if _IS_LEFT.search(text, low, share.start) else known - gone


_NTH = lazy(
    "(?:第(?P<n>[一二三四五六七八九十\\d]{1,2})|最[后前]一?|头一?|[前后]面那?|最[早晚先新老]的?[那这]?一?"
    "|(?:^|(?<=[,。;!?有]))有一?"
    "|(?:最新|最近|刚|后来?|先|新)[\u4e00-\u9fff]{0,3}?的?[那这]一?"
    "|[先后](?:来|面)?[中评批过报上办做签拿]的[那这]一?)[个项家台条份款题](?!月|季度|目)"
)
"""第二个后来被刷下来了: one of them, whichever it was."""


_NTHS = lazy("(?:第[一二三四五六七八九十\\d]{1,2}[个项家台条份]?[、,和跟与及]?){1,5}")
_NTH_PLACE = lazy("第([一二三四五六七八九十\\d]{1,2})")


def _place_of(match: re.Match[str]) -> Decimal:
    read = read_number(match["n"]) if match["n"] else None
    return read.value if read is not None else Decimal(1)


_OUT_SO_MANY = lazy(
    r"[个项条台份家款](?:标准|模型|算法|项目|案例)?(?:里[头面]?|后来|已经|又|都|最后)*(?:被|给)?[^,。;!?\d]{0,2}?"
    "(?:撤|注销|取消|驳|退|砍|毙|刷|剔|否|吊销|下架|作废)[掉了销回下来去]*$"
)
"""那六个被注销了俩: so many of them are out."""
_AGAIN_OUT = lazy("[再又][^,。;!?\\d]{0,3}(?:没|不|退|撤|少|砍)[^,。;!?\\d]{0,4}$")
"""再没过两个: two more of them are out."""
_AGAIN_ONE = lazy("[又再](?:有|冒出|发现|查出)了?$")
_TURNS_OUT = lazy("其实|原来|实际|后来|结果|也")
_STILL_INSIDE = lazy("(?:里[头面边]?|其中|当中|剩下的?)还有$")
"""剩下里头还有俩是送货车: some of them, no more of them."""
_OF_THEM = lazy("其中|里[面头边]|当中|之中")
_THAT = ("那", "这")
_NEAR = 6


def _is_some(text: str, low: int, count: Quantity) -> bool:
    lead = text[max(low, count.start - 10) : count.start]
    behind = text[count.end :][:4].lstrip("项个条台份家")
    is_one_of_them = _TURNS_OUT.match(behind) is not None  # 还有一个其实没通过
    _, high = clause_around(text, count.start, count.end)
    if _AGAIN_ONE.search(lead) and _OUT.search(text, count.end, high):
        return True  # 又有一个我们只是挂名
    before = _OF_THEM.split(_STILL_INSIDE.sub("", lead).rpartition(":")[2])[-1]
    return bool(_SOME.search(lead)) and (is_one_of_them or not _MORE.search(before))


def _of_kind(sentence: str, kinds: Mapping[str, str], own: Stated) -> bool:
    """Whether the sentence calls some of them by the name of another kind."""
    return any(kind and kind in sentence for name, kind in kinds.items() if name != own.name)
