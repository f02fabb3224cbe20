"""Words for the facts and classes of a proposed rule: its own phrase, and the general lexicon.

No word is local: what a policy itself says, shortened, and how people say the same everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.errors import CorpusError
from assistant.intake.births import births
from assistant.intake.names_of_classes import less_of_all, own_names, words_beside, words_of_share
from assistant.policy.yaml_file import read_yaml
from assistant.text.ranks import spellings

_DATA = Path(__file__).with_name("lexicon.yaml")
_LONGEST = 14
_RANKED = re.compile(
    "^(?:首次|新)?(?:取得|获得|获评|评定为|认定为|通过|达到)?(?:国家)?(?=第[一二三四五六七八九十]|[0-9A-Z])"
)
_RANK = re.compile("第[一二三四五六七八九十]+[类级档]|[0-9][A-Z]+级?|[IV]{1,3}期")
_QUOTED = re.compile("[“《「]([^”》」]{2,20})[”》」]")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The general words; each list from the closest word to the loosest."""

    money: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, tuple[str, ...]]
    told: Mapping[str, tuple[str, ...]]
    unnamed: frozenset[str]
    infixes: tuple[str, ...]
    modifiers: tuple[str, ...]
    classes: Mapping[str, tuple[str, ...]]
    bulk: frozenset[str]
    units: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The lexicon of the package.

    Raises:
        CorpusError: the file is broken.
    """
    content = read_yaml(_DATA)
    if not isinstance(content, dict):
        raise CorpusError(f"{_DATA}：应当是“键: 值”的列表，请重新安装 cewen。")
    return Lexicon(
        _table(content["money"]),
        _table(content["numbers"]),
        _table(content["kinds"]),
        _table(content["told"]),
        frozenset(content["unnamed"]),
        tuple(content["infixes"]),
        tuple(sorted(content["modifiers"], key=len, reverse=True)),
        _table(content["classes"]),
        frozenset(content["bulk"]),
        frozenset(content["bulk"]) | frozenset(content["units"]),
    )


def _table(value: object) -> Mapping[str, tuple[str, ...]]:
    assert isinstance(value, dict)
    return {key: tuple(words) for key, words in value.items()}


def words_for_sum(phrase: str) -> tuple[str, ...]:
    """What people may call a sum that the text calls ``phrase``, and sums of its kind.

    >>> words_for_sum("当年实际支付保费")[:3]
    ('当年实际支付保费', '保费', '保险费')
    """
    return _kept([*_words(phrase, lexicon().money), *lexicon().told[kind_of(phrase)]])


def kind_of(phrase: str) -> str:
    """What kind of sum a phrase names; "expense" where nothing says otherwise.

    >>> kind_of("实际EDA研发费用"), kind_of("研发投入总额"), kind_of("管理体系认证")
    ('expense', 'investment', 'expense')
    """
    noun = core(phrase)
    for kind, endings in lexicon().kinds.items():
        if noun.endswith(endings) or phrase.endswith(endings):
            return kind
    return "expense"


def words_for_number(phrase: str) -> tuple[str, ...]:
    """The same for a count, a share of growth, or a sum in another currency."""
    words = _words(phrase, {**lexicon().money, **lexicon().numbers})
    noun = _DONE_TO.sub("", words[0]) if words else ""
    return _kept([*words, noun, *_part_of_share(phrase)])


def _part_of_share(phrase: str) -> tuple[str, ...]:
    """特装展位面积占比 is told as 特装占六成: what has the share, in short."""
    whole = _SHARE_OF_ALL.search(phrase)
    if whole is not None:  # 安置残疾人占在职职工总数 is told as 占职工三成
        return (f"占{whole['whole']}", f"占{whole['whole'][-2:]}", "占比", "占到")
    found = _HAS_SHARE.match(phrase)
    if found is None:
        return words_of_share(phrase)
    part = found["part"]
    short = part[:2] if len(part) > _SHORT_PART else part
    return tuple(dict.fromkeys([part, f"{part}占", short, f"{short}占"]))


_SHARE_OF_ALL = re.compile("占(?P<whole>[^占,;、]{2,10}?)(?:总数|总量|数量|人数|家数|户数)$")
_HAS_SHARE = re.compile(
    "(?P<part>[^占,;、]{2,10}?)(?:面积|数量|人数|金额|数|额)?(?:的?(?:占比|比例|比重))(?:达到?)?$"
)
_SHORT_PART = 3


_DONE_TO = re.compile(
    "^.*(?:接待|组织|吸引|带动|服务|吸纳|到场|现场|参展|专业|单(?:场|次|届|期))+(?=[^数]{2})"
)
"""观众 of 全年接待观众 and of 单场观众."""


_TAIL = re.compile(
    "(?:研究生|毕业生|学生|企业|单位|机构|项目|产品|认证|证书|称号|荣誉|奖项|线路|航线|地区|饭店|以上|级|设备|车辆"
    "|老年人|老人|人员|儿童|职工|员工)+$"
)
_ACT = re.compile(
    "^(?:新?购置|购买|采购|采用|使用|改用|实施|开展|设立|承办|投向|租赁|租用|新建|建设|引进|招用|完成|实现|属于|被?列入)(?=.{3})"
)
_DOES = re.compile("(?<=.{2})(?:购买|购置|采购|租用|使用|申报|申请|开展|建设|承担|参与)$")
_HEAD = re.compile("^(?:全日制|国内外|在|参加|举办|组织|其他|其它)+(?=.{2})")


_NTH = "[1-9一二三四五六七八九]"
_YEARS = re.compile(f"第(?P<first>{_NTH})年(?:[至到]第(?P<last>{_NTH})年)?")
_NUMERALS = "零一二三四五六七八九"


def are_years(labels: Sequence[str]) -> bool:
    """Whether some classes are years one after the other, each with a share of its own."""
    return len(labels) > 1 and all(_YEARS.fullmatch(label) for label in labels)


def _years_said(first: str, last: str | None) -> tuple[str, ...]:
    """What people call some years of support: 第四年, 第4年, 头一年."""
    low, high = (int(n) if n.isdigit() else _NUMERALS.index(n) for n in (first, last or first))
    said: list[str] = []
    for year in range(low, high + 1):
        said += [f"第{_NUMERALS[year]}年", f"第{year}年"]
        said += ["首年", "头一年", "头年"] if year == 1 else []
    return tuple(said)


_EDITION = re.compile(
    f"(?P<first>首|第[{_NUMERALS}十])(?P<what>[届期次])"
    f"(?:[、至到和]第(?P<last>[{_NUMERALS}十])[届期次])?(?P<on>[及和]?(?:以及)?(?:以后|之后|其后|以上|起))?"
)
_LATEST = 30
"""So many times of one event at the most are told by their number."""


def _times_said(time: re.Match[str]) -> tuple[str, ...]:
    """第三届及以后 is told as 第三届, 第5届, 第十二届; 首届 as 第一届, 头一届."""
    what = time["what"]
    first = 1 if time["first"] == "首" else _number(time["first"])
    last = _LATEST if time["on"] else _number(time["last"]) if time["last"] else first
    said = [time.group()]
    for nth in range(first, last + 1):
        said += [f"第{_in_words(nth)}{what}", f"第{nth}{what}"]
    if first == 1:
        said += [f"{word}{what}" for word in ("首", "头一", "头")]
    return tuple(dict.fromkeys(said))


def _number(written: str) -> int:
    written = written.removeprefix("第")
    return 10 if written == "十" else _NUMERALS.index(written)


def _in_words(nth: int) -> str:
    """二十一 of 21."""
    tens, ones = divmod(nth, 10)
    lead = "" if not tens else "十" if tens == 1 else f"{_NUMERALS[tens]}十"
    return f"{lead}{_NUMERALS[ones] if ones else ''}"


def less_shared_subject(labels: Sequence[str]) -> Sequence[str]:
    """The names of some classes, the first less what all of them are of.

    小麦、玉米品种通过国家审定的,…;通过省级审定的,…: 玉米 is of both, and names neither.

    >>> less_shared_subject(["稻、麦品种通过国家审定", "通过省级审定"])
    ('通过国家审定', '通过省级审定')
    """
    if len(labels) < 2:
        return labels
    first, others = labels[0], labels[1:]
    act = _SHARED_ACT.match(others[0])
    if act is None or not all(other.startswith(act.group()) for other in others):
        return labels
    place = first.find(act.group())
    if place < 1 or first.count(act.group()) != 1 or len(first) == place + len(act.group()):
        return labels
    return (first[place:], *others)


_SHARED_ACT = re.compile("通过|取得|获得|获评|入选|列入|评为|评定为|认定为|完成|达到")
"""What happened to what is paid for: the same words begin the name of every class."""


def words_apart(labels: Sequence[str]) -> list[tuple[str, ...]]:
    """The words for each of some classes: of its name, and of what tells it from the others.

    A word that two of the classes share names neither.

    >>> ["外省" in words for words in words_apart(["省内高校", "省外高校"])]
    [False, True]
    """
    years = [_YEARS.fullmatch(label) for label in labels]
    if all(years):
        return [_years_said(year["first"], year["last"]) for year in years if year]
    times = [_EDITION.fullmatch(label) for label in labels]
    if labels and all(times):
        return [_times_said(time) for time in times if time]
    beside = words_beside([bare_case(label) for label in labels])
    found = [
        _kept([*words_for_class(label), *more]) for label, more in zip(labels, beside, strict=True)
    ]
    found = less_of_all(labels, found)
    levels = [_LEVEL.match(bare_case(label)) for label in labels]
    if all(levels):  # 省级绿色工厂称号 beside 市级称号
        found = [
            _kept([*words, level.group()])
            for words, level in zip(found, levels, strict=True)
            if level
        ]
    if len(labels) > 1 and labels[0] == "其他情形" and not levels[0]:
        # 获省级奖项的,按上述标准的40%: 省级银奖 is of them
        found = [
            _kept([*words, level.group()]) if level else words
            for words, level in zip(found, levels, strict=True)
        ]
    for n, label in enumerate(labels):
        own = bare_case(label)
        others = [bare_case(other) for m, other in enumerate(labels) if m != n]
        shared = max((len(same_end(own, other)) for other in others), default=0)
        first = own[: len(own) - shared]
        if shared and 2 <= len(first) < len(own):
            found[n] = _kept([*found[n], *words_for_class(first)])
        lengths = {len(bare_case(other)) for m, other in enumerate(labels) if m != n}
        if shared and len(lengths) == 1 and 1 < min(lengths) < len(own):
            found[n] = _kept([*found[n], own[-min(lengths) :]])  # 金牌 of 奥运会金牌, beside 银牌
        tail = own[-shared - 2 :]  # 福建首店 of 国内品牌福建首店, beside 漳州首店
        if shared and len(tail) < len(own) and not any(tail in other for other in others):
            found[n] = _kept([*found[n], tail])
    events = [_EVENT.search(bare_case(label)) for label in labels]
    said = [event.group() if event is not None else "" for event in events]
    found = [
        # 受理 of 上市申请获受理, beside 完成上市辅导备案
        _kept([*words, own]) if own and said.count(own) == 1 else words
        for words, own in zip(found, said, strict=True)
    ]
    lengths = {len(bare_case(label)) for label in labels[:-1]}
    last = bare_case(labels[-1]) if labels else ""
    if len(labels) > 1 and len(lengths) == 1 and 1 < min(lengths) < len(last):
        found[-1] = _kept([*found[-1], last[: min(lengths)]])  # 境外 of 境外展销会, beside 省外
    # 托班 of 全日制托班 beside 半日制托班: what another name ends in is what both are
    bare = [bare_case(label) for label in labels]
    found = [
        tuple(
            w
            for w in words
            if w == bare[n] or not any(o.endswith(w) for m, o in enumerate(bare) if m != n)
        )
        or words
        for n, words in enumerate(found)
    ]
    own_words = [
        tuple(w for w in words if not any(w in other for m, other in enumerate(found) if m != n))
        or words
        for n, words in enumerate(found)
    ]
    # 二等奖奖金多少: what is given stands right behind the class.
    return [
        (*words, *(f"{min(words, key=len)}{given}" for given in _GIVEN)) if words else words
        for words in own_words
    ]


_EVENT = re.compile("(?:受理|备案|挂牌|获批|立项|验收|开工|竣工|投产|过会|注册|登记|复核|复审)$")
"""What has happened: a closed class of verbs of procedure, in which people tell a case."""
_LEVEL = re.compile("国家级|[省市区县]级")
_GIVEN = ("奖励", "奖金", "补贴", "补助", "资助")


def same_end(one: str, other: str) -> str:
    """The words with which both end.

    >>> same_end("中国专利金奖", "广东省专利金奖")
    '专利金奖'
    """
    n = 0
    while n < min(len(one), len(other)) and one[-1 - n] == other[-1 - n]:
        n += 1
    return one[len(one) - n :]


def words_for_class(label: str) -> tuple[str, ...]:
    """What people may call a class: its name, and what its parts are called."""
    bare = re.sub('[“”"的]', "", label)
    short = _RANKED.sub("", bare)
    found = [label, bare, bare.removesuffix("企业"), short, *_ranks(short)]
    found += [re.sub("[()]", "", bare)] if "(" in bare else []
    found += [bare.replace(infix, "") for infix in lexicon().infixes if bare.find(infix) > 0]
    plain = _HEAD.sub("", bare_case(bare))
    found += [_ACT.sub("", plain), _DOES.sub("", plain)]
    found += [plain, _TAIL.sub("", plain)]
    parts = re.split("[、及和]|或者?|(?<!参)与", plain)
    role = _ROLE.match(plain)
    found += [role["role"]] if role is not None else []
    found += [*_nths(bare), *_lead_words(bare)]
    found += [_TAIL.sub("", _HEAD.sub("", part)) for part in parts if len(parts) > 1]
    found += [word for part in parts[1:] for word in lexicon().classes.get(part, ())]
    kinds = _KINDS.fullmatch(bare)
    if kinds is not None:  # A类(世界杯赛、锦标赛): a kind and what it takes in
        found = [label, *words_for_class(kinds["kind"]), *words_for_class(kinds["named"])]
    found += [*_ages(bare), *births(bare)]
    found += _ranks_above(bare)
    found += lexicon().told["renewed"] if _RENEWED.search(bare) else ()
    for key, words in lexicon().classes.items():
        if plain.startswith(key):
            rest = plain.removeprefix(key)
            found += words if not rest else [f"{w.removesuffix(rest)}{rest}" for w in words]
    return _kept(own_names(bare, found))


_NTHS = re.compile(
    "(?:作为|排名)*第(?P<low>[二三四五六七八九十])(?:(?P<to>[至到])第?(?P<high>[二三四五六七八九十])|(?P<more>(?:、第?[三四五六七八九十])*))"
    "(?P<what>[^、,第]{0,8})$"
)


def _nths(label: str) -> Iterator[str]:
    """第三起草单位, 第三 of 第二、第三起草单位."""
    found = _NTHS.fullmatch(label)
    if found is None:
        return
    ranks = [found["low"], *re.findall("[三四五六七八九十]", found["more"] or "")]
    if found["to"]:
        first, last = (_number(f"第{found[end]}") for end in ("low", "high"))
        ranks = [_in_words(n) for n in range(first, last + 1)]
    for rank in ranks:
        yield from (f"第{rank}{found['what']}", f"第{rank}", f"排名第{rank}")


_LEAD = re.compile("主导|牵头|主持|主编|第一(?:起草|完成|制定|编制|承担|参编)?(?:单位|人)?$")
_LEAD_WORDS = ("主导", "牵头", "主持", "主编")


def _lead_words(label: str) -> Iterator[str]:
    """牵头 of 主导制定: whoever asks says one of them for all."""
    found = _LEAD.match(label)
    if found is not None and len(label) <= _LONG_ROLE:
        yield from (found.group(), *_LEAD_WORDS)
        yield from ("第一起草",) if found.group().startswith("第一") else ()


_LONG_ROLE = 8
_ROLE = re.compile("(?P<role>[^、,且并]{2,4}?)(?:单位|企业|机构|方)(?:、|,|且|并)")
"""参与单位且排名第二至第五: whoever asks says that they 参与 in it."""
_KINDS = re.compile(
    r"(?P<kind>(?:第?[一二三四五六七八九十0-9]+|[A-Z甲乙丙丁])(?:档|级|等|类)|[^()、]{2,8})"
    r"\((?P<named>(?!.*(?:不|除|须|需|应当|排名|含))[^()]{2,})\)"
)
_RENEWED = re.compile("再(?:次)?认[证定]|重新认[证定]|续展|续证|续期|换证|复评|复审")
"""认证到期后再认证、续展的: whoever asks says it in any of these words."""
_AGE = re.compile(r"(?P<low>\d+)周?岁(?:至(?P<high>\d+)周?岁|(?P<open>以[上下]))")


def _ages(label: str) -> Iterator[str]:
    """60到79岁 of 60周岁至79周岁, 80岁以上 of 80周岁以上."""
    for one in _AGE.finditer(label):
        if one["open"]:
            for kept in ("岁", "周岁", "岁及", "周岁及", ""):
                yield f"{one['low']}{kept}{one['open']}"
            continue
        for sign in ("到", "至", "-", "—", "~"):
            for first, last in (("", "岁"), ("岁", "岁"), ("", "周岁"), ("周岁", "周岁")):
                yield f"{one['low']}{first}{sign}{one['high']}{last}"


_AT_LEAST_RANK = re.compile("(?P<low>[一二三四五1-5])(?P<kind>星|A)级?(?:\\(含\\))?及?以上")


def _ranks_above(label: str) -> Iterator[str]:
    """四星级, 五星 of 三星级以上: the more stars the higher."""
    for one in _AT_LEAST_RANK.finditer(label):
        low = int(one["low"]) if one["low"].isdigit() else _NUMERALS.index(one["low"])
        for rank in range(low, _HIGHEST + 1):
            for number in (_NUMERALS[rank], str(rank)):
                yield from (f"{number}{one['kind']}级", f"{number}{one['kind']}")


_HIGHEST = 5


_DONE_BY = re.compile(
    "(?<=.{3})(?:实施|投资|建设|发运|运输|参保|参加|采购|申报|完成|开展|取得|购买)$"
)
_THROUGH = re.compile("^(?:经过?|通过|由|在|对)(?=.{3})")
_FROM_LEVEL = re.compile("^(?:国家|省|市|区|县)级(?:及?以上)?的?(?=.{3})")


_STANDINGS = (
    *("复评", "复核", "复审", "复检", "续展", "续证", "续期", "换证", "重新认定", "再次认定"),
    *("延续注册", "二手", "受让", "转让", "离职", "退股", "注销", "停业"),
)
"""What a case stands in, that it has of no trade: 到期复评维持原星级."""


def words_for_case(label: str) -> tuple[str, ...]:
    """What people say where a case holds that the text names in a few words.

    >>> words_for_case("脱贫户、监测户参保")[:3], "租赁厂房" in words_for_case("租赁厂房实施的项目")
    (('脱贫户、监测户参保', '脱贫户', '监测户参保'), True)
    """
    found = [label]
    whole = re.split("的(?=.{1,4}$)", bare_case(label))[0].strip("的")
    parts = [part for part in re.split("等(?=.)|[、或及和]", whole) if len(part) > 1]
    for part in parts:
        plain = _THROUGH.sub("", bare_case(part))
        done = _DONE_BY.sub("", plain)
        bare = _FROM_LEVEL.sub("", done)
        found += [plain, done, bare, _ACT.sub("", bare), _TAIL.sub("", bare)]
        found += [_TAIL.sub("", _ACT.sub("", bare))]
    found += [standing for standing in _STANDINGS if standing in label]
    found += [*_ranks_above(label), *births(label)]
    ending = parts[0][-1:] if parts else ""
    for part in parts[1:]:  # 监测户 of 监测户参保, beside 脱贫户
        at = part.rfind(ending)
        found += [part[: at + 1]] if at > 0 else []
    return _kept(found)


def _ranks(label: str) -> Iterable[str]:
    """A rank as people say it: 三类 of 第三类医疗器械, 4A of 4A级."""
    for match in _RANK.finditer(label):
        yield match.group().removeprefix("第")
        yield match.group().removesuffix("级")
        if match.group().endswith("期"):
            yield from spellings(match.group())


_CASE = re.compile(
    "^(?:(?:对于?|对|首次|新(?!增|型|能|材|兴|三)|获得|获评|获|取得|列入|入选|被?评为|被?评定为|被?认定为|认定的?|通过|完成|支持|鼓励|引进|其中)+)(?=.{2})"
)


def bare_case(case: str) -> str:
    """The name of a case without the verb in front of it.

    >>> bare_case("列入省级"), bare_case("新获得绿色食品")
    ('省级', '绿色食品')
    """
    return _CASE.sub("", case.strip("的,、:"))


def unranked(label: str) -> str:
    """What a class is a rank of: 医疗器械注册证 of 第三类医疗器械注册证; "" if it names nothing."""
    found = _RANK.search(label)
    noun = label[found.end() :] if found is not None else ""
    return noun if 2 <= len(noun) <= _LONGEST else ""


def core(phrase: str) -> str:
    """The noun of a phrase, without what people leave out.

    >>> core("上一年度研发投入总额"), core("公共保税仓库新增的有关设备购置费")
    ('研发投入', '设备购置费')
    """
    noun = phrase.split("的")[-1] or phrase
    noun = re.sub(r"\([^()]*\)", "", noun)
    while (shorter := _shorter(noun)) != noun:
        noun = shorter
    return noun


_YEAR_WORDS = tuple("化度限期级龄轻")


def _shorter(noun: str) -> str:
    """Without one more modifier at either end; two characters stay."""
    for modifier in lexicon().modifiers:
        for shorter in (noun.removeprefix(modifier), noun.removesuffix(modifier)):
            if modifier == "年" and shorter[:1] in _YEAR_WORDS:
                continue  # 年化担保费率
            if shorter != noun and len(shorter) > 1:
                return shorter
    return noun


def names_in(text: str) -> tuple[str, ...]:
    """The names that a text sets in quotation marks: “算力券”."""
    return _kept(_QUOTED.findall(text))


def _words(phrase: str, table: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    noun = core(phrase)
    found = [phrase, noun]
    listed = re.split("[、和及]", noun)
    if len(listed) > 1:  # 担保费、评估费、保险费: whoever asks tells one of them
        found += [part for part in (re.sub("等.*$", "", one) for one in listed) if part]
        found += [f"{core(listed[0])}{key}" for key in table if listed[-1].endswith(key)]
    # The longest key first: 研发投入 before 投入.
    for key in sorted(table, key=len, reverse=True):
        if noun.endswith(key) or phrase.endswith(key):
            found += table[key]
            lead = noun.removesuffix(key)
            if 1 < len(lead) <= 8 and noun.endswith(key):
                found += [f"{lead}{word}" for word in table[key] if len(word) < 4]
            break
    return _kept(found)


def _kept(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if 2 <= len(word) <= _LONGEST))
