"""Who deals with which clauses, where another clause says so (第十五条由市商务局实施).

Most policies name no body beside each measure: one article at the end shares them out, by number,
with a rest for one body (其余由市民政局落实).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from assistant.policy.clause import Clause, ClauseId
from assistant.text.numerals import read_number, same_length_fold
from assistant.text.pattern import lazy


class Share(Enum):
    """Which clauses a body deals with: named ones, those that nothing names, or the policy."""

    NAMED = "named"
    REST = "rest"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Duty:
    """``bodies`` deal with the clauses that ``names`` gives; ``stated_in`` says so in ``words``.

    ``names`` holds (article, item) with an item of None for all of the article; of a rest, what it
    is less (除第（十四）项外，其余由…).
    """

    stated_in: ClauseId
    bodies: tuple[str, ...]
    share: Share
    words: str
    start: int
    names: frozenset[tuple[int, int | None]] = frozenset()

    def is_for(self, clause: ClauseId) -> bool:
        """Whether the clause is named."""
        return bool({(clause.article, None), (clause.article, clause.item)} & self.names)


_SENTENCE = lazy(r"[^。；;\n\r]+")
_DEALS = (
    "负责|牵头|组织|审核|受理|办理|承办|实施|落实|执行|兑现|管理|归口|承担|会同有关部门"
    "|申报|初审|审批|核验|认定|评审"
)
_BY = lazy(
    rf"(?P<what>[^。；;]*?)由(?P<who>[^由，,。；;]{{2,40}}?)(?:另行|具体|共同|分别|统一|集中|常年|随时|按职责|依职责)*"
    rf"(?:{_DEALS})(?!等|局|委员会|中心|处|办公室|机构|部门|单位|公司)(?P<rest>[^，,。；;由]{{0,16}})"
)
_TO = lazy(
    r"(?P<what>[^。；;]*?)向(?P<who>[^由向，,。；;]{2,30}?)(?:申报|申请|提交|报送)(?P<rest>[^，,。；;由]{0,4})"
)
"""第四条至第七条向市工信局申报: who deals is whom one applies to."""
_TAKES = lazy(
    r"(?P<who>[^由向，,。；;、]{2,24}?(?:[(（][^)）]*[)）])?)受理"
    r"(?P<what>第?[0-9一二三四五六七八九十](?:[0-9.、和及至条项点款第（）()一二三四五六七八九十])*)"
)
"""投资促进局受理5.2、5.3项."""
_HAS = lazy(
    r"(?P<who>[^由，,。；;负责]{2,40}?)(?:共同|分别|具体)?负责(?P<what>[^。；;]*?)(?=[。；;]|$)"
)
"""区投资促进局负责第4部分: who deals stands before what."""
_ONLY_EXPLAINS = lazy("^(?:本[^，,。；;]{1,8})?(?:进行)?(?:解释|说明)|^(?:具体)?解释")
_TO_EXPLAIN = lazy("[^，,。；;]{2,60}?(?:负责)?(?:进行)?(?:解释|说明)(?=[，,。；;\\s]|$)")
_ARTICLE = "第?[(（]?(?P<{0}>[一二三四五六七八九十百零〇0-9]{{1,5}})[)）]?[条项款点、]"
_RANGE = lazy(_ARTICLE.format("first") + "?[至到—-]+" + _ARTICLE.format("last"))
_PARTS = lazy(
    "第(?P<list>[一二三四五六七八九十0-9]{1,3}(?:[、和及][一二三四五六七八九十0-9]{1,3})*)(?:部分|章|大?类)"
)
_OF_ARTICLE = lazy(
    "第(?P<article>[一二三四五六七八九十百零〇0-9]{1,5})条(?:中?的?第?[(（]?"
    "(?P<item>[一二三四五六七八九十0-9]{1,3})[)）]?[项款点])?"
)
_ROW = lazy(
    "第?(?P<list>[一二三四五六七八九十百0-9]{1,4}(?:[、,，和与及]第?[一二三四五六七八九十百0-9]{1,4})+)"
    "(?P<kind>[条项款点])"
)
"""第3、6、9点: the kind stands behind the last of them."""
_ONLY_DOTTED = lazy(
    "第?(?P<list>[0-9]{1,2}[.][0-9]{1,2}(?:[至到—~、,，和与及-]+第?[0-9]{1,2}(?:[.][0-9]{1,2})?)*)[条项款点]?"
)
"""4.1由市文旅局受理: articles that are called by numbers with dots."""
_DOTTED_RANGE = lazy(
    "(?P<article>[0-9]{1,2})[.](?P<first>[0-9]{1,2})[至到—~-]+(?P<same>[0-9]{1,2})[.](?P<last>[0-9]{1,2})"
)
_ITEM = lazy(
    "第?[(（](?P<item>[一二三四五六七八九十百0-9]{1,4})[)）][项条款]?"
    "|第(?P<no>[一二三四五六七八九十百0-9]{1,4})[项款点]"
)
_REST = lazy("其余|其他(?:各?[条项款]|条款|事项|政策|措施|奖|补)|其它|余下|剩余|除[^，,]{2,30}外")
_WHOLE = lazy("本(?:办法|措施|政策|意见|规定|细则|方案|若干|通知|实施|扶持|专项)|^专项?资金|^资金")
_ENDS = "局委办厅部处院会心门位府道街区镇"
_APART = lazy(f"会同|联合|(?<=[{_ENDS}])(?:[和及与]|商(?![务业贸]))|、")
_LEADING = lazy("^[，,、 　]*(?:其中|但)?")
_OWN_NUMBER = lazy(
    r"^[\s　]*(?:第[一二三四五六七八九十百零〇0-9]+条|[(（][一二三四五六七八九十0-9]+[)）]"
    r"|[一二三四五六七八九十]+、|[0-9]+(?:[.．][0-9]+)+(?=[\s　])|[0-9]+[.．、])[\s　]*"
)


def duties_of(clauses: Iterable[Clause]) -> tuple[Duty, ...]:
    """What the clauses of a policy say of who deals with the others, in their order."""
    leaves = [clause for clause in clauses if clause.is_leaf]
    found = tuple(duty for clause in leaves for duty in _read(clause, leaves))
    return found or tuple(duty for clause in leaves for duty in _of_all(clause))


def duty_for(clause: Clause, duties: Iterable[Duty]) -> Duty | None:
    """Who deals with a clause that names nobody itself: named, else of the rest, else of all."""
    found = tuple(duties)
    named = [duty for duty in found if duty.share is Share.NAMED and duty.is_for(clause.id)]
    rest = [d for d in found if d.share is Share.REST and d.stated_in != clause.id]
    rest = [d for d in rest if not d.is_for(clause.id)]
    whole = [d for d in found if d.share is Share.WHOLE]
    return next(iter([*named, *rest, *whole]), None)


def _read(clause: Clause, leaves: Sequence[Clause]) -> Iterator[Duty]:
    text = same_length_fold(clause.text)
    text = _OWN_NUMBER.sub(lambda match: " " * len(match.group()), text)
    for sentence in _SENTENCE.finditer(text):
        at = sentence.start()
        while (match := _BY.search(text, at, sentence.end())) is not None:
            at = match.end()
            duty = _duty(clause, text, match, leaves)
            if duty is not None:
                yield duty
        yield from _others(clause, text, at, sentence.end(), leaves)
        has = _HAS.match(text, at, sentence.end()) if at == sentence.start() else None
        if has is not None and (duty := _numbered(clause, has)) is not None:
            yield duty


def _others(
    clause: Clause, text: str, start: int, end: int, leaves: Sequence[Clause]
) -> Iterator[Duty]:
    """Who deals with what in the rest of a sentence without 由: 向…申报, …受理第几项."""
    at = start
    while (match := _TO.search(text, at, end)) is not None:
        at = match.end()
        duty = _duty(clause, text, match, leaves)
        if duty is not None and duty.share is Share.NAMED:
            yield duty
    for match in _TAKES.finditer(text, start, end):
        names, bodies = _names(match["what"]) | _dotted(match["what"]), _bodies(match["who"])
        if names and bodies:
            words = clause.text[match.start() : match.end()].strip()
            at = clause.start + match.start()
            yield Duty(clause.id, bodies, Share.NAMED, words, at, frozenset(names))


def _dotted(what: str) -> set[tuple[int, int | None]]:
    """The clauses that a row of numbers names: 2、4、5.1, 3.1至3.3."""
    found: set[tuple[int, int | None]] = set()
    for match in _DOTTED_RANGE.finditer(what):
        if match["article"] == match["same"]:
            numbers = range(int(match["first"]), int(match["last"]) + 1)
            found |= {(int(match["article"]), n) for n in numbers}
    for match in _DOTTED.finditer(what):
        item = int(match["item"]) if match["item"] else None
        found.add((int(match["article"]), item))
    return found


_DOTTED = lazy("(?<![0-9.])(?P<article>[0-9]{1,2})(?:[.](?P<item>[0-9]{1,2}))?(?![0-9.])")


def _duty(clause: Clause, text: str, match, leaves: Sequence[Clause]) -> Duty | None:  # type: ignore[no-untyped-def]
    what = _LEADING.sub("", match["what"].lstrip())
    if what.startswith("除") and _EXCEPTED.search(text[match.end("who") : match.end()]):
        what = what.removeprefix("除").removeprefix("了")  # 除甲补贴由乡镇政府受理外,其他…
    but = _BUT.match(what)
    bodies = _bodies(match["who"])
    deals = text[match.end("who") : match.end()]
    if not bodies or _ONLY_EXPLAINS.match(deals.removeprefix("具体").removeprefix("负责")):
        return None
    if _TO_EXPLAIN.match(text, match.start("who")) is not None:
        return None  # 由甲局会同各受理部门解释: nobody applies there
    row = _ONLY_DOTTED.fullmatch(what.strip(" 　的"))
    names = _whole(_dotted(row["list"]), leaves) if row is not None else _names(what)
    names = names or _headed(but["but"] if but is not None else what, clause, leaves)
    if but is not None:
        share = Share.REST
    elif names:
        share = Share.NAMED
    elif _REST.search(what):
        share = Share.REST
    elif _WHOLE.search(what):
        share = Share.WHOLE
    else:
        return None
    start = match.start() + match.group().index(what)
    end = match.end()
    if text[end - 1] == "外" and not what.startswith("除"):
        end -= 2 if deals[-2] in "以之" else 1
    if text[:end].endswith("并") and (accepts := _ACCEPTS.match(text, end)) is not None:
        end = accepts.end()  # 由甲局会同乙局办理并由甲局受理
    words = clause.text[start:end].strip()
    return Duty(clause.id, bodies, share, words, clause.start + start, frozenset(names))


_EXCEPTED = lazy("(?:以|之)?外$")
_BUT = lazy(
    "除了?(?P<but>[^，,]{2,40}?)(?:以|之)?外[，,]?(?=其余|其他|其它|余下|剩余|均|都|一律|统一|$)"
)
"""除第十三条外，其余由市经信局受理: whom all but those are dealt with by."""
_ACCEPTS = lazy("由[^由，,。；;]{2,40}")


def _whole(
    names: set[tuple[int, int | None]], leaves: Sequence[Clause]
) -> set[tuple[int, int | None]]:
    """The names with the article for its only part: 3.1 where nothing follows it is article 3."""
    undivided = {one.id.article: one.text for one in leaves if one.id.item is None}

    def is_only(article: int, item: int | None) -> bool:
        text = undivided.get(article)
        return item == 1 and text is not None and f"{article}.2" not in text

    return {(article, None if is_only(article, item) else item) for article, item in names}


def _of_all(clause: Clause) -> Iterator[Duty]:
    """Who has all that a policy pays, where none is shared out: 中心负责本措施资金的受理、审核.

    Or whom one applies to, whatever for: 申报向所在地县卫生健康局提出.
    """
    text = same_length_fold(clause.text)
    text = _OWN_NUMBER.sub(lambda match: " " * len(match.group()), text)
    for match in (*_HAS_ALL.finditer(text), *_APPLIES_TO.finditer(text)):
        body = match["who"].strip(" 　")
        if _BODY.search(body) is not None:
            start = match.start("who")
            words = clause.text[match.start("words") : match.end("words")].strip()
            yield Duty(clause.id, (body,), Share.WHOLE, words, clause.start + start)


_HAS_ALL = lazy(
    "(?:^|[。；;\\n])[ 　]*(?P<words>(?P<who>[^由，,。；;、 　]{2,30}?)负责"
    "本(?:办法|措施|政策|意见|规定|细则|方案)(?:各项|的|所列|涉及)*(?:资金|政策|奖补|补助|补贴|奖励)*的?"
    "(?:申报|受理|审核|组织实施|实施|初审)[^。；;]*)"
)
_APPLIES_TO = lazy(
    "(?:^|[。；;\\n])[ 　]*(?P<words>(?:申报|申请)(?:人|单位|主体|材料|者|企业|机构)?"
    "(?:应当?|须|可|统一|一律)*"
    "向(?P<who>[^由向，,。；;]{2,30}?)(?:提出|提交|报送|递交|申报|申请)[^。；;]*)"
)


def _numbered(clause: Clause, match: re.Match[str]) -> Duty | None:
    """What a body has of clauses named by number; other words after 负责 say what it does."""
    who = match["who"].rpartition("：")[2].rpartition(":")[2]
    names, bodies = _names(match["what"]), _bodies(_OWN_HEAD.sub("", who))
    if not names or not bodies:
        return None
    start = match.end("who") - len(who)
    words = clause.text[start : match.end()].strip()
    return Duty(clause.id, bodies, Share.NAMED, words, clause.start + start, frozenset(names))


_OWN_HEAD = lazy(r"^.*[。.：:\s　]")
_BODY = lazy(
    "(?:局|委|办|厅|部|处|院|会|中心|部门|单位|政府|街道|镇街|园区|乡镇|公司|机构|科|站)"
    "(?:[(（][^)）]*[)）])?$"
)


def _bodies(who: str) -> tuple[str, ...]:
    """The names, or nothing where what stands there is no body: 由企业承担."""
    names = [one.strip(" 　") for one in _APART.split(who)]
    names = [name for name in names if len(name) > 1]
    named = [name for name in names if _BODY.search(name)]
    if not named or (_BODY.search(names[-1]) is None and len(names) == 1):
        return ()
    return tuple(dict.fromkeys(names))


def _headed(what: str, clause: Clause, leaves: Sequence[Clause]) -> set[tuple[int, int | None]]:
    """The clauses that words call by their headings: 贷款贴息由市财政局审核."""
    parts = (_KIND.sub("", part.strip(_QUOTES)) for part in _LISTED.split(what))
    called = [part for part in parts if len(part) >= _SHORTEST]
    # 农机购置补贴 is the clause 补贴农机购置: the same matter with its verb in front.
    bare = [shorter for part in called if len(shorter := _PAID.sub("", part)) >= _SHORTEST]
    for names in (called, bare):
        found = {
            (one.id.article, one.id.item)
            for one in leaves
            if one.id != clause.id and any(name in one.heading for name in names)
        }
        if found:
            return found
    return set()


_LISTED = lazy("[、和及与]")
_KIND = lazy("(?:的?(?:申报|申请|相关|有关))*(?:事项|项目|政策|条款|部分|方面|业务)$")
"""招引龙头企业事项 is the clause 招引龙头企业."""
_PAID = lazy("^(?:补贴|补助|奖励|支持|扶持|资助)|(?:补贴|补助|奖励|奖补|支持|扶持|资助)(?:资金)?$")
_QUOTES = "“”‘’\"' 　的"
_COMMAS = lazy("[、,，和与及]")
_SHORTEST = 4
"""A heading is called by no fewer characters."""


def _names(what: str) -> set[tuple[int, int | None]]:
    """The clauses that words name: 第三条至第五条, 第二条第(一)项, 第(一)项、第(二)项."""
    names: set[tuple[int, int | None]] = set()
    rest = what
    for match in _RANGE.finditer(what):
        first, last = _number(match["first"]), _number(match["last"])
        if 0 < first <= last < first + 60:
            names |= {(n, None) for n in range(first, last + 1)}
            rest = rest.replace(match.group(), " " * len(match.group()))
    for match in _PARTS.finditer(rest):
        names |= {(_number(one), None) for one in _LISTED.split(match["list"])}
    for match in _ROW.finditer(rest):
        names |= {(_number(one.removeprefix("第")), None) for one in _COMMAS.split(match["list"])}
    rest = _ROW.sub(lambda m: " " * len(m.group()), rest)
    for match in _OF_ARTICLE.finditer(rest):
        item = _number(match["item"]) if match["item"] else None
        names.add((_number(match["article"]), item))
    rest = _OF_ARTICLE.sub(lambda m: " " * len(m.group()), rest)
    for match in _ITEM.finditer(rest):
        names.add((_number(match["item"] or match["no"]), None))
    return {name for name in names if name[0]}


def _number(text: str) -> int:
    found = read_number(same_length_fold(text))
    return int(found.value) if found is not None and found.end == len(text) else 0
