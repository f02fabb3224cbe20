"""A message folded: simplified characters, blanks that part, words in a settled order.

Every character of the folded message knows its place in the message as it was typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.dialogue.language import uncovered
from assistant.text.card_models import as_cards
from assistant.text.dialect import in_common_words
from assistant.text.english import SCALES
from assistant.text.english_words import in_chinese
from assistant.text.gaps import without_gaps
from assistant.text.listing import ordinal, points_back, respective, run_on, without_numbering
from assistant.text.normalise import Normalised, normalise
from assistant.text.pattern import lazy
from assistant.text.tables import told_in_words
from assistant.text.traditional import to_simplified

_FEW = 2
_NOUN = lazy("[\u4e00-\u9fffA-Za-z+]{2,8}")
_BARE_YEAR = lazy(
    r"(?:^|(?<=[,。;!?、])|(?<=[看就只把那]))(?<!\d)20[12]\d(?=改|变|换|的|那|也|呢|就|只|再)"
)
"""2025改成90 speaks of a year, as nothing else is changed that has four figures and no unit."""
_ANEW = lazy("(?:更正|改为|改成|应为|订正|修正|调整为|变为|变更为):(?=\\d)")
"""更正:3600万 tells the number of what stands before, as 更正为 does."""
_PLUS = lazy(r"(?<=[\u4e00-\u9fff)])\+(?=[^,。;!?、+]*\d)(?=\d*[^,。;!?、+]*[\u4e00-\u9fff]{3})")
"""算力900万+语料合同260万+备案的模型3个: items, each with a number; 300万+200万 is one sum."""
_SINCE_MARK = lazy("[,。;!?、]")
_COUNTS = lazy("\\d|[一两二三四五六七八九十][个项条笔件家台套场]")
_KINDS_RUN_ON = lazy("(?<=券)(?=[\u4e00-\u9fff]{2}券)")
"""训力券语料券模型券: names of one kind without a mark between them."""
_SUM = r"[\d.一二两三四五六七八九十百千]*[\d一二两三四五六七八九十百千][万亿]元?"
_NOUN_OF_SUM = r"(?![里内含])(?:(?![一二两三四五六七八九十百千万亿几半到至])[\u4e00-\u9fff]){2,6}?"
_SUMS_RUN_ON = lazy(
    r"(?<=[\u4e00-\u9fff]{2})(?<![了有过着是为到共和与第每各这那几约近成])"
    rf"{_SUM}(?=(?P<label>{_NOUN_OF_SUM})(?<![了成为是有共和与那这的还])"
    rf"{_SUM}(?:[,。;!?、)]|$|{_NOUN_OF_SUM}{_SUM}))"
)
"""购置35万改造15万: sums, each behind its own noun; 从35万涨到50万 has no noun."""
_BEHIND_ONE = lazy(
    rf"(?:多少钱?|几[多成]|[吗呢]|{_SUM}|[\d一二两三四五六七八九十][个项台款场件条])"
    "(?=(?:再就是|再有就?是?|另外|此外|顺[便带]|然后|接着|对了|至于|(?:还有|又|还(?![没未不是差剩欠在得要能可会算够]))(?=[^,。;!?、:]{4}))[\u4e00-\u9fff])"
)
"""给多少再就是电费…, 一千六百万又买了模型…: dictated without marks, where the next thing opens.

700万还没打款, 300万还差一点 say more of the same sum.
"""
_DICTATED = 24
"""From how many characters on a clause is longer than anybody would write it."""
_ONES_RUN_ON = lazy(
    rf"[一1](?P<of>[场次届期轮批回站家])[^,。;!?、\d]{{0,4}}?{_SUM}(?=,?(?:另外?)?[一1](?P=of)[^,。;!?、\d]{{0,4}}?{_SUM})"
)
"""一场100万一场200万: two of them, as with a mark between."""
_LEADS_ONE = lazy(
    "[\u4e00-\u9fff](?<![了有另第每这那头首前后上下再又还是各共某同任哪办开搞做花用为到])$"
)
_WITHIN = "其中"
_PIECE = lazy(r"\S+")
_COUNTED = lazy(r"[\d一二两三四五六七八九十百千万亿][^,。;!?、:]{0,6}$")
_UNIT = lazy(r"[万亿千百元块个台项家款套辆件栋层年天平㎡%多左上以至到-]|月(?![租均供付费])")
_OPENER = lazy("还有|另外|顺便|此外|再问")
_SHORTLY = lazy(r"[^,。;!?、:]{2}$")
_SUBJECT = lazy(
    "(?:那|但|而|其实|所以|因为|不过|然后|另外|还有|如果|要是|假如)?(?:我|咱|他们|她|他)(?![省市])"
)
_CLAUSE = lazy(r"[^,。;!?、:]{6}$")
"""A blank between a stretch of some length and a word that begins a clause is a comma."""
_CLOSED = lazy(
    r"[^,。;!?、:]{3}[呢吗吧啊呀嘛了没]$|[^,。;!?、:]{3}(?:多少|怎么算|行不行|可不可以)$"
)
_SHORT_CLAUSE = lazy(r"[^,。;!?、:]{4}$")
_SHORT_QUESTION = lazy("有戏|有没|能[补拿报领给]|可以|行不|够不|咋|怎|多少|几[何成多]")
_SPACED = lazy(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])")
_AND_SO_ON = lazy(
    r"(?<=[\u4e00-\u9fffA-Za-z0-9]{2})(?<![做干搞管讲叫是卖和跟与看用按学归为以凭指算属于有问说找给要想图靠在到从对向因缺了着过的这那个])"
    r"(?:什么|啥)的(?![吧吗嘛呢呀啊么]*[?])(?![吧吗嘛呢呀啊么]*$)(?![吧吗嘛呢呀么])"
)
"""员工团建什么的剔了130万: and so on; nothing is asked, as 做什么的 does."""
_APART = lazy(r"(?<![\d,，.])\d{1,3}，(?=\d{3}(?!\d|[,，]\d|[.点万亿千百元块台平㎡个家项%]))")
"""面积写的是148，200是我量的: a Chinese comma parts two numbers; one is typed 148,200."""
_YEAR_BEHIND = lazy(
    "(?:^|(?<=[,，。;；!！?？、那再和跟与的]))(?:后一年|后1年|下个年)(?![内里后间])"
)
"""后一年预计1300万, of a year told before."""
_ONLY_LOOKED_AT = lazy(
    "[再又](?=(?:来|去)?(?:[帮给替]我们?|麻烦[您你]?|请[您你]?)?(?:再|先)?"
    rf"(?:(?:[看查瞧算问]|试)(?:一下|下|一?[看查瞧算问试])?(?:{_SUM}|\d{{2,}}[的那])(?![^,，。;；!！?？]{{0,3}}[进上入])"
    rf"|(?:按照?|照|用|拿|以|换成?){_SUM}的?(?:来|去|这个数)?(?:再|先)?[算试测看套]))"
)
"""再帮我看看900万, 再用900万算一下 ask about another sum: nothing comes on top."""
_WORKED_WITH = lazy(rf"[拿以用](?={_SUM}的?(?:来|去|这个数)?(?:再|先)?[算试测套])")
"""拿900万试试: with this sum; nothing was got."""
_ONLY_SO_MUCH = lazy(rf"(?:^|(?<=[,，。;；!！?？ ]))才(?={_SUM})")
"""才800万: no more than that; no 人才 is spoken of."""
_MARKED = lazy("[,，。;；!！?？]")
_NUMERALS = frozenset("0123456789零〇一二两三四五六七八九十百千万亿半")
_CLAUSAL, _IN_SHORT = 5, 3.5
"""Pieces between blanks that are as long as this on average are clauses: two, or more of them."""
_PIECES = 4
"""So is one behind the end of a question or of what was done."""
_LETTERS = lazy("[A-Za-z]+")
_MEASURES = frozenset(
    {"k", "w", "m", "b", "kk", "mm", "bn", "mil", "rmb", "cny", "yuan", "usd", "hkd", "eur"}
    | {"kw", "mw", "gw", "kb", "mb", "gb", "tb", "pb", "p", "t", "g", "h", "x", "sqm"}
    | {*SCALES}
)
"""Latin measures that follow a number; other letters begin a word of their own (100 AI公司)."""


def fold_message(text: str) -> tuple[str, tuple[int, ...]]:
    """The folded message in simplified characters, and the place in ``text`` of each character.

    Blanks go, but for two kinds: one is kept between Latin words and between numbers, which have
    no other end; and a blank behind a stretch with a number becomes a comma, for people type one
    for the other (公司2000万 龙岗租算力500万).
    """
    text = _APART.sub(lambda m: m.group().replace("，", "；"), text)
    text = _ONLY_LOOKED_AT.sub("那", _YEAR_BEHIND.sub("下一年", text))
    text = _ONLY_SO_MUCH.sub("只", _WORKED_WITH.sub("按", text))
    closed, whole = without_gaps(in_common_words(to_simplified(text)))
    chinese, words = in_chinese(closed)
    plain, cards = as_cards(chinese)
    told, cells = told_in_words(plain)
    at = [whole[words[cards[n]]] for n in cells]
    simple = without_numbering(told)
    is_spaced = len(_SPACED.findall(simple)) > len(_MARKED.findall(simple))
    is_list = _are_items(simple.split())
    is_clausal = is_spaced and _are_clauses(simple.split())
    named = dict(points_back(simple))
    folded: list[str] = []
    offsets: list[int] = []
    for match in _PIECE.finditer(simple):
        normal = _with_ordinals(match.group(), match.start(), named)
        if not normal.text:
            continue
        joint = _joint("".join(folded[-12:]), normal.text, is_spaced=is_spaced)
        if is_clausal and folded and not joint and _is_end(folded[-1][-1], normal.text):
            joint = ","
        joint = "," if is_list and folded and not joint else joint
        if joint:
            folded.append(joint)
            offsets.append(match.start() - 1)
        folded += normal.text
        offsets += [match.start() + n for n in normal.offsets]
    offsets = [at[n] for n in offsets]
    text, places = _less_and_so_on(*_without_colons("".join(folded), tuple(offsets)))
    return in_order(*_parted(*_with_years(text, places)))


def _are_items(pieces: Sequence[str]) -> bool:
    """Whether blanks part the nouns of a list: 龙华 租金补贴 算力券 融资奖励."""
    return len(pieces) > _FEW and all(_NOUN.fullmatch(piece) for piece in pieces)


def _are_clauses(pieces: Sequence[str]) -> bool:
    """Whether blanks part whole clauses, no words of a search: 两张并一道算 也用好了.

    Of several pieces shorter ones do as well: 有推广价值 投了580 在大鹏.
    """
    least = _CLAUSAL if len(pieces) <= _FEW else _IN_SHORT
    return len(pieces) > 1 and sum(map(len, pieces)) >= least * len(pieces)


def _is_end(last: str, piece: str) -> bool:
    """Whether a clause may end there: before a word of Chinese, and no unit of a number."""
    is_unit = last in _NUMERALS and _UNIT.match(piece)  # 四百二 万
    return last.isalnum() and piece[0].isalnum() and not piece[0].isascii() and not is_unit


def _with_ordinals(piece: str, start: int, named: Mapping[int, int]) -> Normalised:
    """A piece folded, the circled numbers that name an item of an earlier list read as words."""
    texts: list[str] = []
    offsets: list[int] = []
    low = 0
    for at in sorted(n - start for n in named if start <= n < start + len(piece)):
        before, word = normalise(piece[low:at]), ordinal(named[start + at])
        texts += [before.text, word]
        offsets += [*(low + n for n in before.offsets), *([at] * len(word))]
        low = at + 1
    rest = normalise(piece[low:])
    return Normalised(
        piece, "".join([*texts, rest.text]), (*offsets, *(low + n for n in rest.offsets))
    )


def _without_colons(folded: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """The text without the colons between a word of correcting and its number."""
    for match in reversed(list(_ANEW.finditer(folded))):
        place = match.end() - 1
        folded = folded[:place] + folded[place + 1 :]
        offsets = (*offsets[:place], *offsets[place + 1 :])
    return folded, offsets


def _less_and_so_on(folded: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """The text with 等 for 什么的 and 啥的 behind what is listed."""
    for match in reversed(list(_AND_SO_ON.finditer(folded))):
        low, high = match.span()
        folded = f"{folded[:low]}等{folded[high:]}"
        offsets = (*offsets[: low + 1], *offsets[high:])
    return folded, offsets


def _with_years(folded: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """The text with 年 behind each bare year that something is said of."""
    for match in reversed(list(_BARE_YEAR.finditer(folded))):
        place = match.end()
        folded = f"{folded[:place]}年{folded[place:]}"
        offsets = (*offsets[:place], offsets[place - 1], *offsets[place:])
    return folded, offsets


def _parted(folded: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """The text with a comma behind each count that the next noun follows without one.

    A plus between two items of a list is one too.
    """
    for match in _PLUS.finditer(folded):
        if not _COUNTS.search(_SINCE_MARK.split(folded[: match.start()])[-1]):
            continue  # 大模型+产业: a name
        folded = f"{folded[: match.start()]},{folded[match.end() :]}"
    places = {*run_on(folded), *(m.start() for m in _KINDS_RUN_ON.finditer(folded))}
    places |= {
        m.end()
        for m in _SUMS_RUN_ON.finditer(folded)
        if any(uncovered(m["label"]))
        and _WITHIN not in _SINCE_MARK.split(folded[: m.start()])[-1]  # a list of parts
    }
    places |= {m.end() for m in _BEHIND_ONE.finditer(folded) if _is_dictated(folded, m.end())}
    for match in _ONES_RUN_ON.finditer(folded):
        places |= set() if folded.startswith(",", match.end()) else {match.end()}
        if _LEADS_ONE.search(folded, 0, match.start()):
            places.add(match.start())  # 大赛一场700万,一场200万
    for place in sorted(places, reverse=True):
        folded = f"{folded[:place]},{folded[place:]}"
        offsets = (*offsets[:place], offsets[place - 1], *offsets[place:])
    return folded, offsets


def _is_dictated(folded: str, place: int) -> bool:
    """Whether a place stands in a clause that is too long for one."""
    low = max(folded.rfind(mark, 0, place) for mark in ",。;!?")
    ends = [at for mark in ",。;!?" if (at := folded.find(mark, place)) >= 0]
    return min(ends, default=len(folded)) - low > _DICTATED


def in_order(folded: str, offsets: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """The text with each number of a respective list behind its label, and where it came from."""
    spans = respective(folded)
    if len(spans) < 3:
        return folded, offsets
    text: list[str] = []
    places: list[int] = []
    for n, (start, end) in enumerate(spans):
        if n and start < spans[n - 1][1]:  # the next label
            text.append(",")
            places.append(offsets[spans[n - 1][1] - 1])
        text += folded[start:end]
        places += offsets[start:end]
    return "".join(text), tuple(places)


def _joint(before: str, piece: str, *, is_spaced: bool) -> str:
    """What stands for a blank between two pieces: nothing, a blank, or a comma.

    ``is_spaced``: the message has more blanks than marks, so that they are its marks.
    """
    if not before:
        return ""
    last, first = before[-1], piece[0]
    if last.isascii() and last.isalnum() and first.isascii() and first.isalnum():
        if last.isdigit() and first.isalpha():
            run = _LETTERS.match(piece)
            is_word = run is not None and run.end() < len(piece) and not piece[run.end()].isascii()
            return "," if is_word and run and run.group().lower() not in _MEASURES else ""
        return " " if last.isalpha() or first.isdigit() else ""
    if last.isalnum() and first.isalnum() and not first.isascii():
        is_counted = _COUNTED.search(before) and not last.isascii()
        opens = _OPENER.match(piece) and _SHORTLY.search(before)
        if opens or (_SUBJECT.match(piece) and _CLAUSE.search(before)):
            return ","  # 有一部分是减免的 我们自己承担的是180万
        if _CLOSED.search(before) and len(piece) >= _PIECES:
            return ","  # 那市级的首版次呢 软件是自主产权
        is_clause = len(piece) >= _PIECES or _SHORT_QUESTION.match(piece)
        if is_spaced and is_clause and _SHORT_CLAUSE.search(before):
            return ","  # 跟卖方没关系 智算租了四百八十万; 同比涨了的 有戏没
        return "," if is_counted and not _UNIT.match(first) else ""
    return ""
