"""The administrative divisions of China (GB/T 2260): names in a text, what is above and below.

Provinces, cities, counties and the development zones that are counted on their own come from
divisions.txt; a zone named after a place (福州高新区) is found by its form. Towns are not listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path

from assistant.text.pattern import lazy

_DATA = Path(__file__).with_name("divisions.txt")


class Level(IntEnum):
    """How high a place stands; a municipality (直辖市) is a province."""

    PROVINCE = 1
    CITY = 2
    COUNTY = 3
    ZONE = 4


ROLE_LEVELS: Mapping[str, tuple[Level, ...]] = {
    "省": (Level.PROVINCE,),
    "自治区": (Level.PROVINCE,),
    "市": (Level.CITY, Level.PROVINCE),
    "州": (Level.CITY,),
    "县": (Level.COUNTY,),
    "区": (Level.COUNTY, Level.ZONE),
    "高新区": (Level.ZONE,),
    "开发区": (Level.ZONE,),
    "园区": (Level.ZONE,),
}
"""Which levels a role word means (省里, 市级, 区里, 县里, 高新区) relative to a policy's place."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One division; ``path`` holds the official names from the province down to it."""

    path: tuple[str, ...]
    level: Level

    @property
    def name(self) -> str:
        """The official name: 深圳市, 鹿城区."""
        return self.path[-1]

    @property
    def parents(self) -> tuple[str, ...]:
        """The official names above it, nearest first."""
        return self.path[-2::-1]

    def covers(self, other: Place) -> bool:
        """Whether the other is this place or lies in it.

        >>> place_named("广东省", "深圳市").covers(place_named("广东省", "深圳市", "南山区"))
        True
        """
        return other.path[: len(self.path)] == self.path

    def __str__(self) -> str:
        return "".join(self.path)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name in a text, end exclusive, with every place that it can mean, highest first.

    ``is_full``: the official name stands there (南山区); a short one (南山, 光明, 和平) of a county
    may be an ordinary word and needs another reason to be taken for the place.
    """

    start: int
    end: int
    text: str
    places: tuple[Place, ...]
    is_full: bool


_ZONE_WORDS = (
    "高新技术产业开发区|高新技术开发区|高新产业开发区|高新区|经济技术开发区|经济开发区|经开区|技术开发区"
    "|综合保税区|保税区|自由贸易试验区|自贸试验区|自贸区|科技园区|工业园区|产业园区|开发区|示范区|先行区|管理区"
    "|合作区|实验区|试验区|科学城|软件园|新城|新区"
)
_ZONE = lazy(rf"(?:{_ZONE_WORDS}|园区|食品区|名胜区|管委会|委员会)$")
_ZONE_AFTER = lazy(rf"(?:{_ZONE_WORDS})")
_NATIONS = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西"
    "|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克"
    "|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
_AUTONOMOUS = lazy(rf"(?:(?:{_NATIONS})族?)*自治[区州县旗]$")
_SUFFIX = lazy(r"(?:特别行政区|地区|林区|特区|新区|省|市|盟|区|县)$")
_FARMING_ZONE = "(?:国家)?(?:现代)?农业(?:高新技术(?:产业)?|科技园?)?(?:示范区|园区|开发区)$"
_ZONE_SHORT = (
    (lazy(_FARMING_ZONE), ("示范区", "农高区", "")),
    (lazy("(?<!高)新技术(?:产业)?开发区$"), ("高新区", "开发区", "高新技术开发区")),
    (lazy("高新技术(?:产业)?开发区$"), ("高新区", "高新技术开发区")),
    (lazy("经济(?:技术)?开发区$"), ("经开区", "开发区")),
    (lazy("(?:工业|产业|科技)园区$"), ("园区",)),
)


@dataclass(frozen=True, slots=True)
class _Names:
    """Names → places, and the longest name by its first character."""

    full: Mapping[str, tuple[Place, ...]]
    short: Mapping[str, tuple[Place, ...]]
    longest: Mapping[str, int]


def places() -> tuple[Place, ...]:
    """Every place of the list, provinces before what is in them."""
    return _places()


@cache
def _places() -> tuple[Place, ...]:
    found: list[Place] = []
    province = ""
    for line in _DATA.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        if not line.startswith(" "):
            province = line
            found.append(Place((province,), Level.PROVINCE))
            continue
        city, *counties = line.split()
        above = (province,) if city == "-" else (province, city)
        if city != "-":
            found.append(Place(above, Level.CITY))
        for name in counties:
            is_zone = name.startswith("+") or _is_zone(name)
            level = Level.ZONE if is_zone else Level.COUNTY
            found.append(Place((*above, name.removeprefix("+")), level))
    return tuple(found)


def _is_zone(name: str) -> bool:
    return len(name) > 4 and _ZONE.search(name) is not None


def short_names(place: Place) -> tuple[str, ...]:
    """What people call a place beside its official name; empty where nothing shorter is left.

    >>> short_names(place_named("内蒙古自治区")), short_names(place_named("广东省", "深圳市"))
    (('内蒙古',), ('深圳',))
    """
    name = place.name
    if place.level is Level.ZONE:
        return tuple(
            pattern.sub(short, name)
            for pattern, shorts in _ZONE_SHORT
            for short in shorts
            if pattern.search(name) and pattern.sub(short, name) != name
        )
    short = _AUTONOMOUS.sub("", name) if "自治" in name else name
    if len(short) < 2:  # 内蒙古自治区: the nation's name belongs to the place's
        short = name.removesuffix("自治区")
    if short == name:
        short = _SUFFIX.sub("", name)
    return (short,) if len(short) > 1 and short != name else ()


_ZONE_KINDS = (
    "国家级?|省级|现代|农业|高新技术|新技术|经济技术|经济|产业|科技|旅游|生态|文化|综合|临空|航空港"
)
_ZONE_HEAD = lazy(
    f"^(?P<stem>[\u4e00-\u9fff]{{2,10}}?)(?P<kind>(?:{_ZONE_KINDS})*"
    f"(?:{_ZONE_WORDS}|度假区|经济区|示范园区?|农高区|科技城|生态城))"
)
_NO_STEM = lazy(
    "支持|促进|推进|推动|加快|鼓励|关于|建设|发展|扶持|打造|培育|进一步|[我全各本]|若干|[入落]驻"
    "|^(?:高新|经济|国家|省级|市级|现代|自贸)"
)


def zone_at_head(title: str) -> Place | None:
    """The zone that a title begins with where the list holds none of that name.

    Of a zone no list is complete; a title names whose measures follow before all else. What names
    a place in front (武汉|东湖新技术开发区) is what the zone lies in.

    >>> zone_at_head("武汉东湖新技术开发区支持光电子产业若干措施").path
    ('湖北省', '武汉市', '东湖新技术开发区')
    """
    before: tuple[str, ...] = ()
    at = 0
    for mention in find_places(title):
        if mention.start != at or len(mention.places) > 1 or mention.places[0].level > Level.CITY:
            break
        before, at = mention.places[0].path, mention.end
    match = _ZONE_HEAD.match(title[at:])
    if match is None or _NO_STEM.search(match["stem"]):
        return None
    return Place((*before, match.group()), Level.ZONE)


def stem_of(zone: Place) -> str:
    """What a zone is called without the words for its kind: 杨凌, 东湖; empty for none."""
    match = _ZONE_HEAD.match(zone.name)
    return match["stem"] if match is not None else ""


@cache
def _names() -> _Names:
    full: dict[str, list[Place]] = defaultdict(list)
    short: dict[str, list[Place]] = defaultdict(list)
    for place in _places():
        full[place.name].append(place)
        for name in short_names(place):
            short[name].append(place)
    longest: dict[str, int] = {}
    for name in (*full, *short):
        longest[name[0]] = max(longest.get(name[0], 0), len(name))
    return _Names(_highest_first(full), _highest_first(short), longest)


def _highest_first(names: Mapping[str, list[Place]]) -> Mapping[str, tuple[Place, ...]]:
    return {
        name: tuple(sorted(found, key=_height) if len(found) > 1 else found)
        for name, found in names.items()
    }


def _height(place: Place) -> tuple[int, tuple[str, ...]]:
    return place.level, place.path


@cache
def _by_path() -> Mapping[tuple[str, ...], Place]:
    return {place.path: place for place in _places()}


def place_named(*path: str) -> Place:
    """The place with exactly these official names from the province down.

    Raises:
        KeyError: there is none.
    """
    return _by_path()[path]


def lookup(name: str) -> tuple[Place, ...]:
    """Every place with this official or short name, highest first; paths written together too.

    >>> [str(place) for place in lookup("鹿城")], len(lookup("朝阳区"))
    (['浙江省温州市鹿城区'], 2)
    """
    names = _names()
    found = names.full.get(name, ()) + names.short.get(name, ())
    if found:
        return tuple(dict.fromkeys(found))
    mentions = find_places(name)
    if mentions and mentions[-1].end == len(name) and mentions[0].start == 0:
        return mentions[-1].places
    return ()


def parent(place: Place) -> Place | None:
    """The place right above, or None for a province."""
    return _by_path().get(place.path[:-1])


def children(place: Place) -> tuple[Place, ...]:
    """The places right below."""
    depth = len(place.path)
    return tuple(p for p in _places() if len(p.path) == depth + 1 and p.path[:depth] == place.path)


def find_places(text: str) -> tuple[PlaceMention, ...]:
    """The places named in a text in simplified characters, the longest names, none overlapping.

    A name that several places bear is decided by a place named in the same text (温州…鹿城区), by
    the one right before it above all; what stays open keeps every candidate.

    >>> [(m.text, str(m.places[0])) for m in find_places("我们在温州鹿城区")]
    [('温州', '浙江省温州市'), ('鹿城区', '浙江省温州市鹿城区')]
    >>> str(find_places("在福州高新区的企业")[-1].places[0])
    '福建省福州市福州高新区'
    """
    mentions = list(_with_zones(text, _found(text)))
    sure = [m.places[0] for m in mentions if len(m.places) == 1 and m.is_full]
    sure += [p for m in mentions if not m.is_full for p in m.places[:1] if p.level < Level.COUNTY]
    return tuple(_decided(mentions, sure))


def _found(text: str) -> Iterator[PlaceMention]:
    names = _names()
    at = 0
    while at < len(text):
        longest = names.longest.get(text[at])
        if longest is None:
            at += 1
            continue
        for length in range(min(longest, len(text) - at), 1, -1):
            word = text[at : at + length]
            found = names.full.get(word) or names.short.get(word)
            if found and not is_torn(text, at, word):
                yield PlaceMention(at, at + length, word, found, word in names.full)
                at += length
                break
        else:
            at += 1


_ORGANS = frozenset("局委厅部门院会办府心位构")
"""What 会同 stands behind where one body deals with something together with another."""
_NUMERAL = frozenset("0123456789零一二两三四五六七八九十百千万")
_COUNTERS = frozenset("台成万个元")
"""What counts or measures behind a numeral, and begins names of places too (台中, 成都)."""
_EACH = frozenset("每这那哪几各整单多某半首")
_SHORT = 2
_BEGUN = frozenset(("通过", "贡献", "中央", "中型", "中小", "中标", "中介", "中级", "平均"))
"""Words that begin with the last character of what looks like a name: 南通过审, 自贡献."""
_IDIOMS = ("朝阳产业", "朝阳行业")
"""Words of business that begin like a name: 朝阳产业."""


def is_torn(text: str, at: int, word: str) -> bool:
    """Whether a name begins inside a common word or a count: 其中|区, 41台中有11台, 六成都用了.

    会同 behind a body (农业农村局会同财政局) is the verb, not the county.
    """
    before = text[at - 1 : at]
    behind = text[at + len(word) - 1 : at + len(word) + 1]
    return (
        (word[0] == "中" and before in ("其", "当", "之"))
        or (word == "会同" and before in _ORGANS)
        or (word[0] in _COUNTERS and before in _NUMERAL and at > 0)
        or (word[0] in _COUNTERS and before in _EACH and at > 0 and len(word) == _SHORT)
        or behind in _BEGUN
        or text.startswith(_IDIOMS, at)
    )


def _with_zones(text: str, mentions: Iterable[PlaceMention]) -> Iterator[PlaceMention]:
    """福州 before 高新区 is one name, of a zone in 福州."""
    for mention in mentions:
        zone = _ZONE_AFTER.match(text, mention.end)
        if zone is None:
            yield mention
            continue
        name = text[mention.start : zone.end()]
        below = tuple(Place((*p.path, name), Level.ZONE) for p in mention.places)
        yield PlaceMention(mention.start, zone.end(), name, below, is_full=True)


def _decided(mentions: list[PlaceMention], sure: list[Place]) -> Iterator[PlaceMention]:
    before: PlaceMention | None = None
    for mention in mentions:
        kept: tuple[Place, ...] = ()
        if before is not None and before.end == mention.start:
            kept = tuple(p for p in mention.places if any(b.covers(p) for b in before.places))
        if not kept and len(mention.places) > 1:
            others = [place for place in sure if place not in mention.places]
            kept = tuple(p for p in mention.places if any(o.covers(p) for o in others))
        before = mention
        yield (
            mention
            if not kept
            else PlaceMention(mention.start, mention.end, mention.text, kept, mention.is_full)
        )
