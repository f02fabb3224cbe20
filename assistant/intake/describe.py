"""What a document says about itself: title, issuer, place, number, dates, kind.

Every value keeps the words it was read from; what no words say outright is a guess and marked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.intake.reading import Reading
from assistant.policy.policy import PolicyKind
from assistant.text.dates import find_dates
from assistant.text.gazetteer import (
    Level,
    Place,
    PlaceMention,
    find_places,
    lookup,
    short_names,
    stem_of,
    zone_at_head,
)
from assistant.text.traditional import to_simplified

_PINYIN = re.compile("[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+[)）]")
"""What some mirrors put behind characters; no part of a name."""

_HEAD = 1500
_TAIL = 600
_ENDINGS = (
    "措施|政策|办法|意见|规定|方案|细则|条例|通知|公告|指南|指引|导引|计划|规划|决定"
    "|支持|解读|解析|清单|汇编"
)
_TITLE_LINE = re.compile(
    rf"^(?:【[^】]{{1,12}}】)?(?=.{{6,70}}$)[^。；;！!？?]*(?:{_ENDINGS})"
    r"(?:[(（〔][^()（）]{1,16}[)）〕])?$"
)
_LABELLED = re.compile(
    r"^\s*(?:标题|標題|题名|文件名称|政策名称|名称)\s*[:：]\s*(.+?)\s*$", re.MULTILINE
)
_ASIDE = re.compile(r"[(（][^()（）]*(?:[，,。]|无标题|无題|描述|检索)[^()（）]*[)）]\s*$")
_ABOUT = re.compile(r"(?:印发|发布|公布|转发|出台)\s*《([^》]{4,80})》")
_BOOK = re.compile(r"《([^》]{6,80})》")
_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{2,12}\s*[〔\[［(（【]\s*(?:19|20)\d\d\s*[〕\]］)）】]\s*第?\s*\d{1,5}\s*号"
)
_NUMBER_LABEL = re.compile(r"(?:发文字号|发文号|文号|文件编号)\s*[:：]?\s*$")
_ISSUER_LABEL = re.compile(
    r"(?:发文机构|发文机关|发布机构|制定机关|发布单位|印发单位|主管部门)[ \t:：]+"
    r"([^\n，,。]{3,40})"
)
_BODY = re.compile(
    r"^\s*([\u4e00-\u9fff]{2,24}(?:人民政府(?:办公[厅室])?|管理委员会(?:办公室)?|管委会|局|委员会"
    r"|办公室|厅|部|中心))\s*$",
    re.MULTILINE,
)
_ISSUED_LABEL = re.compile(
    r"(?:发文时间|发文日期|成文日期|印发日期|发布日期|发布时间|公布日期|签发日期|生成日期)"
    r"[ \t:：]*\n?[ \t]*"
)
_IN_FORCE = re.compile(
    r"[^。；\n]*(?:自|从|于).{0,24}?起[^。；\n]{0,6}?(?:施行|实施|执行|生效|试行)[^。\n]*"
    r"|[^。；\n]*有效期[^。\n]*|[^。；\n]*(?:试行期|执行期|实施期|执行时间|政策期限)[^。\n]*"
)
_URL = re.compile(r"https?://[^\s（）()，。、\"'<>]+")
_DRAFT = re.compile("征求意见稿|征求意見稿|草案|讨论稿|送审稿")
_NOTICE = re.compile("申报通知|申报工作的通知|申报的通知|开展.{0,30}申报")
_GUIDE = re.compile("申报指南|操作指引|办事指南|操作规程")
_COMMENT = re.compile("解读|解析|一图读懂|问答|答记者问")
_ENACTS = re.compile(
    "(?:制定|制订|制訂)(?:如下|以下)?(?:本|政策|措施|扶持|若干|办法|意见)|特制[定订]"
)


@dataclass(frozen=True, slots=True)
class Value:
    """One value for policy.yaml, the words it was read from, and whether it is a guess."""

    text: str
    words: str = ""
    is_guess: bool = False


EMPTY = Value("")


@dataclass(frozen=True, slots=True)
class Description:
    """What policy.yaml says; lists are tuples of plain strings."""

    title: Value
    short_title: Value
    aliases: tuple[str, ...]
    issuer: Value
    region: Value
    region_words: tuple[str, ...]
    parent_region: Value
    level: Value
    url: Value
    kind: Value
    document_number: Value
    issued_day: Value
    validity_quote: Value
    references: tuple[str, ...] = ()

    @property
    def guessed(self) -> tuple[str, ...]:
        """The keys whose value is a guess."""
        names = ("title", "short_title", "issuer", "region", "parent_region", "level", "url",
                 "kind", "document_number", "issued_day", "validity_quote")  # fmt: skip
        return tuple(name for name in names if getattr(self, name).is_guess)


def describe(reading: Reading, stem: str) -> Description:
    """Describe a document; ``stem`` is the name of its file without ending."""
    text = reading.text
    plain = to_simplified(text)
    title = _title(reading, plain, stem)
    issued = _issued(text, plain)
    quote = _validity(text, plain)
    issuer = _issuer(text, plain)
    place, words, is_guess = _place(plain, to_simplified(title.text), to_simplified(issuer.text))
    simple = _PINYIN.sub("", to_simplified(title.text))
    return Description(
        title=title,
        short_title=Value(_shortened(simple), title.text, is_guess=True),
        aliases=_aliases(simple, title.text, place),
        issuer=issuer,
        region=Value(place.name, words, is_guess) if place else Value("", is_guess=True),
        region_words=_region_words(place, title.text),
        parent_region=Value(place.parents[0] if place and place.parents else "", words, is_guess),
        level=Value(_level(place), words, is_guess),
        url=_url(reading, text),
        kind=_kind(simple, plain),
        document_number=_number(text, plain),
        issued_day=issued,
        validity_quote=quote,
        references=(),
    )


def _title(reading: Reading, plain: str, stem: str) -> Value:
    text = reading.text
    labelled = _LABELLED.search(text[:_HEAD])
    if labelled is not None:
        whole = labelled.group(1)
        return Value(
            _ASIDE.sub("", whole).strip(), whole, is_guess=_ASIDE.search(whole) is not None
        )
    for name in (reading.title,):
        found = _ABOUT.search(name) or None
        if found or _TITLE_LINE.match(to_simplified(name)):
            return Value(found.group(1) if found else name, name)
    lines = [line.strip() for line in text[:_HEAD].splitlines() if line.strip()]
    simple = [line.strip() for line in plain[:_HEAD].splitlines() if line.strip()]
    for line, folded in zip(lines[:25], simple[:25], strict=False):
        about = _ABOUT.search(line)
        if about is not None and folded.endswith(("通知", "通知：", "公告")):
            return Value(about.group(1), line)
    for n, folded in enumerate(simple[:25]):
        if _TITLE_LINE.match(folded) and not folded.startswith(("来源", "附件", "根据")):
            return Value(re.sub(r"^【[^】]*】", "", lines[n]), lines[n], is_guess=n > 3)
        two = folded + (simple[n + 1] if n + 1 < len(simple) else "")
        if n < 4 and folded.startswith(("关于", "深圳", "中共")) and _TITLE_LINE.match(two):
            return Value(lines[n] + lines[n + 1], lines[n] + lines[n + 1], is_guess=True)
    book = _BOOK.search(text[:_HEAD])
    if book is not None and re.search(rf"(?:{_ENDINGS})$", to_simplified(book.group(1))):
        return Value(book.group(1), book.group(), is_guess=True)
    name = reading.title or stem
    return Value(name, "文件名" if name == stem else name, is_guess=True)


def _shortened(title: str) -> str:
    """The title without 关于, 若干 and brackets."""
    short = re.sub(r"[(（].*[)）]", "", title)
    short = re.sub(r"^关于|若干|进一步|的(?=措施|政策|意见|办法|通知)", "", short)
    return short.strip() or title


def _aliases(simple: str, title: str, place: Place | None) -> tuple[str, ...]:
    """The title in simplified characters, without year, place, 关于 or what is in brackets."""
    names = [simple, re.sub(r"[(（][^()（）]*[)）]", "", simple)]
    names += [re.sub(r"^\d{4}年?", "", name) for name in names]
    if place is not None:
        names += [_below(name, place) for name in names]
    names += [name.removeprefix("关于") for name in names]
    kept = dict.fromkeys(name.strip() for name in names if len(name.strip()) >= 8)
    kept.pop(title, None)
    return tuple(kept)


def _below(name: str, place: Place) -> str:
    """A title without the places at its front."""
    for part in (*place.path, place.name):
        name = name.removeprefix(part)
    short = short_names(place)
    return name.removeprefix(short[0]) if short else name


def _issuer(text: str, plain: str) -> Value:
    labelled = _ISSUER_LABEL.search(plain)
    if labelled is not None:
        start, end = labelled.span(1)
        return Value(text[start:end].strip(), text[labelled.start() : labelled.end()].strip())
    tail = plain.rfind("\n", 0, max(0, len(plain) - _TAIL)) + 1
    for offset, part in ((tail, plain[tail:]), (0, plain[:_HEAD])):
        for match in _BODY.finditer(part):
            name = match.group(1)
            if find_places(name) or zone_at_head(name) or "人民政府" in name:
                start, end = offset + match.start(1), offset + match.end(1)
                return Value(text[start:end], text[start:end])
    return EMPTY


def _place(plain: str, title: str, issuer: str) -> tuple[Place | None, str, bool]:
    """The place a document applies to: the lowest in its title, else its issuer's, else a guess.

    A title that begins with a zone which no list holds has named its place; what the list finds
    further on (会同|示范区, a verb before an office) says nothing against it.
    """
    for name, is_guess in ((title, False), (issuer, False)):
        named = [m for m in find_places(_in_context(name, plain)) if m.end <= len(name)]
        zone = zone_at_head(_HEADING.sub("", name))
        if zone is not None and not _ALSO_NAMED.match(name) and not _is_listed(zone, name, named):
            return zone, name, is_guess
        if named:
            mention = max(named, key=lambda m: (m.places[0].level, -m.start))
            return mention.places[0], name, is_guess or len(mention.places) > 1
    counts: dict[Place, int] = {}
    for mention in find_places(plain[:_HEAD] + "\n" + plain[-_TAIL:]):
        if len(mention.places) == 1 and (mention.is_full or mention.places[0].level <= Level.CITY):
            counts[mention.places[0]] = counts.get(mention.places[0], 0) + 1
    best = max(counts, key=lambda p: (counts[p], p.level), default=None)
    if best is None:
        return None, "", True
    return best, f"正文提到 {best.name} {counts[best]} 次", True


def _is_listed(zone: Place, name: str, named: Sequence[PlaceMention]) -> bool:
    """Whether the list itself finds the zone that a title begins with, whole or longer."""
    start = name.index(zone.name)
    end = start + len(zone.name)
    return any(m.start < end <= m.end for m in named)


def _in_context(name: str, plain: str) -> str:
    """The name, and behind it the text: 鹿城区 alone is decided by 温州 in the text."""
    return f"{name}\n{plain[:_HEAD]}\n{plain[-_TAIL:]}"


_HEADING = re.compile("^(?:20[0-9]{2}年|中共|关于印发)*")
_ALSO_NAMED = re.compile("^(?P<name>[^()（）《》]{2,14}区)[(（](?P<place>[^()（）]{2,8})[)）]")


def _region_words(place: Place | None, title: str) -> tuple[str, ...]:
    if place is None:
        return ()
    short = tuple(dict.fromkeys((*short_names(place), *_called(place))))
    words = [place.name, *short]
    above = [name for name in place.parents[:1] if not place.name.startswith(name[:2])]
    words += [f"{parent}{name}" for parent in above for name in (place.name, *short)]
    words += [f"{parent[:-1]}{name}" for parent in above for name in (place.name, *short)]
    stem = stem_of(place) if place.level is Level.ZONE else ""
    words += [f"{parent[:-1]}{stem}" for parent in above if stem and place.path[-2] == parent]
    also = _ALSO_NAMED.match(title)
    if also is not None and also["place"] in words:
        words += _names_of_zone(also["name"], place)  # 泰州医药高新区（高港区）: two names of one
    return tuple(dict.fromkeys(words))


def _names_of_zone(name: str, place: Place) -> tuple[str, ...]:
    """泰州医药高新区, and 泰州高新区 and 医药高新区 as it is called in short."""
    kind = _KIND_OF_ZONE.search(name)
    above = [parent[:-1] for parent in place.parents if name.startswith(parent[:-1])]
    if kind is None or not above:
        return (name,)
    short = f"{above[0]}{kind.group()}"
    own = name.removeprefix(above[0])
    is_there = all(place.parents[:1] == found.parents[:1] for found in lookup(short))
    return (name, *((short,) if short != name and is_there else ()), own)


_KIND_OF_ZONE = re.compile("(?:高新技术产业开发区|高新区|经济开发区|经开区|开发区|新区|园区)$")


def _called(place: Place) -> tuple[str, ...]:
    """What people call a zone: its stem and the kind in short, and the stem alone.

    The stem alone is a name only of a zone that stands by itself (杨凌): below a city it may be any
    word (鄂州临空经济区).
    """
    stem = stem_of(place) if place.level is Level.ZONE else ""
    if not stem:
        return ()
    kind = next((kind for kind in _KINDS_OF_ZONE if place.name.endswith(kind)), "")
    is_alone = len(place.path) == 1 and not lookup(stem)
    return (*((stem + kind,) if kind else ()), *((stem,) if is_alone else ()))


_KINDS_OF_ZONE = "示范区", "开发区", "合作区", "试验区", "实验区", "度假区", "经济区", "科学城"


def _level(place: Place | None) -> str:
    if place is None:
        return ""
    if place.level is Level.PROVINCE:
        return "市级" if place.name.endswith("市") else "省级"
    if place.level is Level.COUNTY:
        return {"县": "县级", "市": "市级"}.get(place.name[-1], "区级")
    return "市级" if place.level is Level.CITY else "园区"


def _url(reading: Reading, text: str) -> Value:
    if reading.url:
        return Value(reading.url, reading.url)
    found = _URL.search(text[:_HEAD])
    return Value(found.group(), found.group()) if found else EMPTY


def _kind(title: str, plain: str) -> Value:
    head = title + "\n" + plain[:400]
    draft = _DRAFT.search(head)
    if draft is not None:
        return Value(PolicyKind.DRAFT.value, draft.group())
    for pattern, kind in ((_NOTICE, PolicyKind.NOTICE), (_GUIDE, PolicyKind.GUIDE)):
        found = pattern.search(title)
        if found is not None:
            return Value(kind.value, found.group())
    comment = _COMMENT.search(title)
    if comment is not None:
        enacts = _ENACTS.search(plain)
        if enacts is None:
            return Value(PolicyKind.COMMENTARY.value, comment.group(), is_guess=True)
        # A page that explains a policy and carries its measures in full.
        return Value(PolicyKind.MEASURE.value, enacts.group(), is_guess=True)
    return Value(PolicyKind.MEASURE.value, "")


def _number(text: str, plain: str) -> Value:
    """The document's own number: behind its label, or alone near the top; not one it refers to."""
    for match in _NUMBER.finditer(plain[:_HEAD]):
        line_start = plain.rfind("\n", 0, match.start()) + 1
        before = plain[line_start : match.start()]
        words = text[match.start() : match.end()].strip()
        if _NUMBER_LABEL.search(before):
            return Value(words, text[line_start : match.end()].strip())
        line_end = plain.find("\n", match.end())
        line = plain[line_start : line_end if line_end >= 0 else len(plain)].strip()
        if line == match.group().strip():
            return Value(words, words)
    return EMPTY


def _issued(text: str, plain: str) -> Value:
    """The day of issue: behind its label, or alone on a line near the top or the end."""
    label = _ISSUED_LABEL.search(plain)
    if label is not None:
        day = _day_at(plain[label.end() : label.end() + 20])
        if day is not None:
            words = text[label.start() : label.end() + 16].split("\n")[0].strip() or label.group()
            return Value(day.isoformat(), words, is_guess="发布" in label.group())
    for line in (*plain[:_HEAD].splitlines(), *plain[-_TAIL:].splitlines()):
        stripped = line.strip()
        if 8 <= len(stripped) <= 16 and stripped.endswith("日"):
            day = _day_at(stripped)
            if day is not None:
                return Value(day.isoformat(), stripped)
    return EMPTY


def _day_at(text: str) -> date | None:
    """The day that a text begins with."""
    for mention in find_dates(text.strip(), today=date(2000, 1, 1)):
        if mention.start == 0 and mention.precision == "day":
            return mention.first_day
    return None


_BARE_IN_FORCE = re.compile(
    r"\s*(?:\d+(?:[.．]\d+)?[.．、\s]|[一二三四五六七八九十]+、)?\s*自\s*\d{4}\s*年[^，,。]{2,12}起[^，,。]{0,2}"
    "(?:施行|实施|执行|生效)"
)


def _validity(text: str, plain: str) -> Value:
    """The sentence on when the document is in force; the one about itself, and the last of them."""
    found: Sequence[re.Match[str]] = list(_IN_FORCE.finditer(plain))
    own = [m for m in found if re.search("本|政策|措施|办法|意见|有效期", m.group())]
    if not own and found and _BARE_IN_FORCE.match(found[-1].group()) is not None:
        own = [found[-1]]  # …含本数。自2025年11月1日起施行: said last, and of nothing else
    own = [m for m in own if re.search(r"施行|实施|执行|生效|有效期|试行|政策期限", m.group())]
    # 17. 有效期。 is but a heading: its number is no day.
    dated = [
        m for m in own if re.search(r"[\d一二两三四五]\s*[年月日]|印发|发布|公布|通过", m.group())
    ]
    if not dated:
        return EMPTY
    best = max(dated, key=lambda m: ("有效期" in m.group()) + ("起" in m.group()))
    start, end = best.span()
    quote = re.sub(
        r"^\s*(?:\d+[.．、]|[一二三四五六七八九十]+、|[(（].{1,3}[)）])\s*", "", text[start:end]
    )
    quote = quote.strip()
    return Value(quote, quote)
