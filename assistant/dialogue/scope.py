"""Which policies and clauses a message names: regions, titles, roles ("市里"), article numbers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.closed_classes import load_language
from assistant.dialogue.givers import givers_of
from assistant.dialogue.levels import Levels, levels_asked
from assistant.dialogue.sites import Site, sites_of, without_sites
from assistant.dialogue.ways import is_way
from assistant.dialogue.words import Found, PhraseLists, Phrases, Words
from assistant.policy.clause import ClauseId
from assistant.policy.corpus import Corpus
from assistant.policy.policy import Policy, PolicyKind
from assistant.text.addresses import addresses_in
from assistant.text.gazetteer import Level, Place, find_places, is_torn, lookup
from assistant.text.normalise import fold, fold_word
from assistant.text.numerals import parse_number
from assistant.text.pattern import lazy

_NUMERAL = r"(?:[0-9]{1,2}|[零〇一二两三四五六七八九十百]{1,5})"
_BRACKETED = rf"[(（〔\[]({_NUMERAL})[)）〕\]]"
_ARTICLES = lazy(rf"第{_NUMERAL}(?:[、和与及,]第?{_NUMERAL})+条")
"""Several articles under one 第…条: 第二、三、六条."""
_OWN = r"\(([零〇一二两三四五六七八九十百]{1,5})\)"
_ARTICLE = lazy(
    rf"第({_NUMERAL})条(?:之?第?(?:{_BRACKETED}|({_NUMERAL})(?:项|小项|点))(?:项|条)?)?"
    rf"|第{_BRACKETED}(?:条|项|款)?|{_BRACKETED}(?:条|项|款)|{_OWN}"
)
"""A bracketed number is a clause with 第, 条, 项 or 款, or in the policies' own form （一）.
Folding makes [1] and (1) one: marks of citations and lists, as this program prints them, name none.
"""
_MET = lazy(
    rf"\((?:已经?|也|是|都)*(?:符合|满足|属于|对应|即|就是)[^()]{{0,8}}第{_NUMERAL}条[^()]{{0,10}}\)"
)
"""(符合第五条): told of a project in brackets, and not what is asked about."""
_ID = lazy(r"([a-z0-9]+(?:-[a-z0-9]+)+)#([0-9]+)(?:\.([0-9]+))?")


_AND = tuple("和跟与及或同、,;/")
"""Between two places these name both."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a message says where: ``[start, end)``, and the policies there; () if not collected."""

    start: int
    end: int
    policies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a message names; ``policies`` in the order of naming.

    ``parent`` and ``own``: the message says 市里 / 区里 without a name. ``every``: it asks over all
    districts. ``elsewhere``: places that are not collected. ``within``: places whose own policies
    are not collected although the region around them is (-> that region's policies apply).
    ``titles``: policies named by title or alias; ``mismatched``: by a title that others gave them.
    ``spans`` are the places of all this in the folded text, ``article_spans`` those of articles,
    ``placed`` where each policy is named, ``marks`` where each stretch says where it is about.
    ``is_placed``: a place or title is named, not only a level (市里).
    """

    policies: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    mismatched: tuple[str, ...] = ()
    clauses: tuple[ClauseId, ...] = ()
    articles: tuple[tuple[int, int | None], ...] = ()
    article_texts: tuple[tuple[int, str], ...] = ()
    parent: bool = False
    own: bool = False
    every: bool = False
    drafts: bool = False
    elsewhere: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    article_spans: tuple[tuple[int, int], ...] = ()
    placed: tuple[tuple[int, str], ...] = ()
    is_placed: bool = False
    marks: tuple[Mark, ...] = ()

    @property
    def is_named(self) -> bool:
        """Whether the message itself says where."""
        return bool(self.policies or self.parent or self.own or self.every or self.drafts)


def only_lists(text: str, scope: Scope) -> bool:
    """Whether the places of a message only say whose list something is on (进了深圳首版次目录)."""
    places = [(s, e) for s, e in scope.spans if s < e]
    return bool(places) and all(
        _is_list(text, start, end)
        and (_ENTERS.search(text, 0, start) or _OWN_LIST.match(text, end))
        for start, end in places
    )


_OWN_LIST = lazy(
    "(?:市|省|区)?(?:级|里)?的(?:那?个|那?份)?(?:首版次|指导|备案)?(?:目录|名录|名单|清单)"
    "|(?:市|省|区)?(?:级|里)?的?(?:新版?|最新)?(?:首版次|指导|推广|应用|备案|入选|示范)*"
    "(?:目录|名录|名单|清单)"
    "[^,。;!?]{0,4}?(?:公布|公示|发布|揭晓|出来|出炉|下来)"
)
"""看错了,是深圳市的目录: whose list it is, and nothing else."""
_ENTERS = lazy("(?:(?:列|选|评|登|收|报|放|写|编)?[进上到]入?了?|列入了?|入选了?|纳入了?)$")


class ScopeReader:
    """Reads scopes; built once from the corpus and the words."""

    def __init__(self, corpus: Corpus, words: Words, levels: Iterable[str] = ()) -> None:
        """``levels`` are words of facts that hold a word of a place (市级软件名园)."""
        self._corpus = corpus
        self._words = words
        self._within = PhraseLists(words.within)
        self._levels = Phrases.of(levels)
        self._policies: Mapping[str, Policy] = {p.id: p for p in corpus.policies}
        self._names: dict[str, tuple[tuple[str, ...], str]] = {}
        own_titles = [p.title for p in corpus.policies]
        for policy in corpus.policies:
            for kind, names in _names(policy, own_titles):
                for name in dict.fromkeys(fold(name) for name in names):
                    known, what = self._names.get(name, ((), kind))
                    if not known or kind == what == "region":
                        self._names[name] = ((*known, policy.id), what)
        self._successors = {
            policy.id: (successor.id, successor.first_day)
            for policy in corpus.policies
            if (successor := corpus.successor(policy.id)) is not None
        }
        self._cores = {name for name, (_, kind) in self._names.items() if kind == "core"}
        self._matcher = Phrases.of(name for name in self._names if name not in self._cores)
        self._core_matcher = Phrases.of(self._cores)
        self._titles = {p.id: fold(p.title) for p in corpus.policies}
        self._own = _places_of(corpus)
        regions = {p.region for p in corpus.policies}
        # What lies beside a district in the same city has measures of its own.
        self._ruled = tuple(place for place in self._own if place.name in regions)
        parents = {p.parent_region for p in corpus.policies if p.parent_region}
        self.parents = tuple(p.id for p in corpus.policies if p.region in parents and _binding(p))
        self.region_words = tuple(
            name for name, (_, kind) in self._names.items() if kind == "region"
        )

    @cached_property
    def _sites(self) -> tuple[Site, ...]:
        """Where the policies have something done; read when a message first names another place."""
        return sites_of(self._corpus)

    def names_in(self, text: str) -> list[Found]:
        """The places that a folded text names: districts, the city, and what is not collected."""
        found = [f for f in self._matcher.find(text) if self._names[f[2]][1] == "region"]
        inner = [hit for _, phrases in self._within.possible(text) for hit in phrases.find(text)]
        return [*found, *inner, *self._words.elsewhere.find(text)]

    def read(self, text: str, as_of: date | None = None) -> Scope:
        """The scope of a message; ``text`` is folded.

        A name that an old version and the one in its place share leads to that which holds on
        the day ``as_of``.
        """
        named: list[str] = []
        titles: list[str] = []
        mismatched: list[str] = []
        spans: list[tuple[int, int]] = []
        placed: list[tuple[int, str]] = []
        marks: list[Mark] = []
        graded = [(s, e) for s, e, _ in self._levels.find(text)]
        every = self._matcher.find(text)
        found = _outside(every, graded)
        # 放前海人工智能集聚区呢: a name that begins with a district names that district.
        inside = [f for f in every if f not in found and self._is_district(f[2])]
        found = sorted([*found, *(f for f in inside if any(f[0] == s for s, _ in graded))])
        approved = [m.span() for m in _APPROVED.finditer(text)]
        elsewhere = self._elsewhere(text, found)
        elsewhere = _with_namesakes(text, elsewhere, found)
        elsewhere, at_sites = without_sites(text, elsewhere, self._sites if elsewhere else ())
        found = [f for f in found if not any(s <= f[0] and f[1] <= e for s, e, _ in elsewhere)]
        real = {p for _, _, name in found if not self._is_role(name) for p in self._names[name][0]}
        cities = self._words.parent_role.find(text)
        gave = givers_of(text, sorted({(s, e) for s, e, _ in (*found, *cities)}))
        for index, (start, end, name) in enumerate(found):
            policies, kind = self._names[name]
            policies = self._current(policies, as_of)
            spans.append((start, end))
            is_approver = any(s <= start and end <= e for s, e in approved)
            if (start, end) in gave or (self._is_role(name) and is_approver):
                continue  # 市里认定的平台: who approved it
            if self._is_role(name) and (_is_level(text, start, end) or _pays(text, start, end)):
                continue  # 省里市里国家的都没进: one of a row of levels; 里面市里拨过来500万
            if kind == "region" and self._leads_into_district(
                policies[0], end, found[index + 1 :], text
            ):
                continue
            if _is_left(text, start, end) or (
                self._is_role(name) and self._is_foreign(policies, real)
            ):
                continue
            if _ANOTHER_NAME.match(text, end) or _is_landmark(text, start, end):
                continue  # 深圳北软件产业基地: a name of its own
            is_other = kind == "region" and bool(real - set(policies))
            is_city = not self._is_role(name) and set(policies) <= set(self.parents)
            if is_other and _is_beside_the_matter(text, start, end, is_city=is_city):
                continue
            named += policies
            placed += [(start, policy) for policy in policies]
            marks.append(Mark(start, end, policies))
            if kind != "region":
                titles += policies
            if kind == "mismatched":
                mismatched += policies
        for start, end, policy in self._called(text, spans):
            spans.append((start, end))
            named.append(policy)
            titles.append(policy)
            placed.append((start, policy))
            marks.append(Mark(start, end, (policy,)))
        wrong, places = self._wrong_titles(text, named)
        mismatched += wrong
        spans += places
        articles, article_spans = _articles(text)
        article_texts = tuple(
            (article, text[start:end])
            for (article, _), (start, end) in zip(articles, article_spans, strict=True)
        )
        ids = tuple(_ids(text, self._policies))
        taken = [(s, e) for s, e, _ in self._levels.find(text)]
        taken += [m.span() for m in _APPROVED.finditer(text)]
        taken += [(m.start() - 1, m.end() + 1) for m in _MARKET.finditer(text)]
        levels = levels_asked(text)
        parents, own = self._roles_in(
            text, [*taken, *((s - 1, e + 1) for s, e in gave)], elsewhere, levels
        )
        roles = [*parents, *own]
        within = [
            hit
            for _, phrases in self._within.possible(text)
            for hit in phrases.find(text)
            if text[hit[1] - 1 : hit[1] + 1] not in load_language().of("time")  # 光|明年那批
        ]
        spans += [*article_spans, *((s, e) for s, e, _ in (*roles, *elsewhere, *at_sites, *within))]
        spans += addresses_in(text)
        if not self._is_foreign(self.parents, real):
            marks += [Mark(s, e, self.parents) for s, e, _ in parents]
        marks += [Mark(s, e, ()) for s, e, _ in elsewhere]
        # Who is in a place without measures of its own has those of the region around it.
        beside = bool(real)
        marks += [
            Mark(s, e, self.parents if _sits(text, s, e, beside=beside) else ())
            for s, e, _ in within
        ]
        return Scope(
            policies=tuple(dict.fromkeys([*named, *(i.policy for i in ids)])),
            titles=tuple(dict.fromkeys(titles)),
            mismatched=tuple(dict.fromkeys(mismatched)),
            clauses=ids,
            articles=articles,
            article_texts=article_texts,
            parent=bool(parents),
            own=bool(own),
            drafts=self._words.drafts_role.within(text),
            every=self._words.every_role.within(_less(text, levels)),
            elsewhere=tuple(dict.fromkeys(name for _, _, name in elsewhere)),
            within=tuple(dict.fromkeys(name for _, _, name in within)),
            spans=tuple(sorted(spans)),
            article_spans=tuple(article_spans),
            placed=tuple(placed),
            is_placed=bool(real or ids or within or elsewhere),
            marks=_together(marks, text),
        )

    def _roles_in(
        self,
        text: str,
        taken: Sequence[tuple[int, int]],
        elsewhere: Sequence[Found],
        levels: Levels | None,
    ) -> tuple[list[Found], list[Found]]:
        """Where the city and the own district are spoken of (市里, 区里)."""
        parents = _outside(self._words.parent_role.find(text), taken)
        parents += [(m.end() - 1, m.end(), "市") for m in _CITY.finditer(text)]
        if bare := _BARE_CITY.match(text):
            parents.append((*bare.span("city"), "市"))
        parents = [p for p in parents if not any(s <= p[0] < e for s, e, _ in elsewhere)]
        parents = [p for p in parents if not _pays(text, p[0], p[1])]
        parents = [p for p in parents if not _is_level(text, p[0], p[1])]
        own = _outside(self._words.own_role.find(text), taken)
        if levels is not None:
            inside = range(levels.start, levels.end)
            own = [*(w for w in own if w[0] not in inside), *_words_at(text, levels.own)]
            parents = [*(w for w in parents if w[0] not in inside)]
            parents += _words_at(text, levels.city)
        elif (both := _BOTH_LEVELS.search(text)) is not None:
            # 龙岗的企业市区两级…: the city and the district spoken of, no other
            parents += _words_at(text, [both.span("city")])
            own += _words_at(text, [both.span("own")])
        return parents, own

    def _current(self, policies: tuple[str, ...], as_of: date | None) -> tuple[str, ...]:
        """Of an old version and the one in its place, the one that holds on a day."""
        out: set[str] = set()
        for policy in policies if as_of is not None else ():
            successor, day = self._successors.get(policy, ("", None))
            if as_of is not None and day is not None and successor in policies:
                out.add(policy if day <= as_of else successor)
        return tuple(p for p in policies if p not in out)

    def _called(
        self, text: str, taken: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[int, int, str]]:
        """Documents called by a part of their title (先锋城市那份), which no other title has."""
        for match in _THAT_PAPER.finditer(text):
            for start in range(max(0, match.start() - _PART[1]), match.start() - _PART[0] + 1):
                part = text[start : match.start()]
                if any(s < match.start() and start < e for s, e in taken):
                    continue
                having = [p for p, title in self._titles.items() if part in title]
                if having:
                    if len(having) == 1:
                        yield start, match.end(), having[0]
                    break

    def _wrong_titles(
        self, text: str, named: Sequence[str]
    ) -> tuple[list[str], list[tuple[int, int]]]:
        """The policies spoken of that a message gives another's title, and where it stands.

        福田的不是叫支持人工智能产业高质量发展吗. Of a policy that is not spoken of it says nothing.
        """
        found: list[str] = []
        spans: list[tuple[int, int]] = []
        for start, end, core in self._core_matcher.find(text):
            own = [policy for policy in self._names[core][0] if policy in named]
            if own:
                found += own
                spans.append((start, end))
        return found, spans

    def _elsewhere(self, text: str, named: Sequence[Found]) -> list[Found]:
        """Places that are not collected, from the gazetteer and the list beside it.

        A place that is flown to, or that a company comes from, asks for nobody's measures; one that
        bears the name of a collected district (海口市龙华区) is another place.
        """
        # A listed place whose policies were taken in since is no longer elsewhere.
        listed = [f for f in self._words.elsewhere.find(text) if f[2] not in self._names]
        found = [f for f in listed if not (is_way(text, *f[:2]) or is_torn(text, f[0], f[2]))]
        taken = [(s, e) for s, e, _ in found]
        for mention in find_places(text):
            if any(s <= mention.start and mention.end <= e for s, e in taken):
                continue
            if any(place.covers(own) for place in mention.places for own in self._own):
                continue
            if any(own.covers(place) for place in mention.places for own in self._ruled):
                continue
            if mention.places[0].level is Level.ZONE and mention.text in self._names:
                continue  # 湛江经开区: what people call a zone under its full name
            short = not mention.is_full and mention.places[0].level > Level.CITY
            if (
                mention.start
                and text[mention.start - 1 : mention.start + 1] in load_language().every
            ):
                continue  # 其中|区政府: a word of the language runs into it
            if _is_inside(text, mention.start, mention.end):
                continue  # 真金白银
            if short or is_way(text, mention.start, mention.end):
                continue
            found.append((mention.start, mention.end, mention.text))
        return sorted(found)

    def _is_role(self, name: str) -> bool:
        """Whether a word for a region names its level only (市级, 全市), no place."""
        policies, kind = self._names[name]
        own = _OFFICE.sub("", fold_word(self._policies[policies[0]].region))
        return kind == "region" and not name.isascii() and not set(name) & set(own)

    def _is_district(self, name: str) -> bool:
        """Whether a name is that of a place inside the region around it."""
        policies, kind = self._names[name]
        is_inside = any(self._policies[p].parent_region for p in policies)
        return kind == "region" and is_inside and not self._is_role(name)

    def _is_foreign(self, policies: Sequence[str], named: Collection[str]) -> bool:
        """Whether the places named are others than these policies' and none of them lies there.

        市级揭榜挂帅项目 asked of 厦门 is no matter of Shenzhen's.
        """
        around = [self._policies[p] for p in named]
        regions = {self._policies[p].region for p in policies}
        places = {region for p in around for region in (p.region, p.parent_region)}
        return any(places) and not regions & places

    def _leads_into_district(self, policy: str, end: int, rest: Sequence[Found], text: str) -> bool:
        """Whether a region stands right before its district (深圳龙岗, not 深圳和龙岗)."""
        following = next(iter(rest), None)
        if following is None or following[0] - end > 1 or text[end : following[0]] in _AND:
            return False
        other = self._policies[self._names[following[2]][0][0]]
        return other.parent_region == self._policies[policy].region != ""


def _less(text: str, levels: Levels | None) -> str:
    return text if levels is None else text[: levels.start] + text[levels.end :]


def _words_at(text: str, spans: Iterable[tuple[int, int]]) -> list[Found]:
    return [(start, end, text[start:end]) for start, end in spans]


def _is_inside(text: str, start: int, end: int) -> bool:
    """Whether a stretch stands inside a longer word of the language (真金白银)."""
    words = load_language().every
    return any(
        text[low:high] in words
        for low in range(max(0, start - _BEYOND), start + 1)
        for high in range(end, min(len(text), end + _BEYOND) + 1)
        if high - low > end - start
    )


_BEYOND = 2
"""So many characters on each side a word may have beyond a name of a place in it."""


def _pays(text: str, start: int, end: int) -> bool:
    """Whether a purse is named by what it paid in (有市财政六百万), which asks for no measures."""
    if _PART_OF_IT.search(text, 0, start) and _BROUGHT.match(text, end):
        return True  # 里面市里拨过来500万
    if _A_PART_IS.search(text, 0, start) and _ITS_MONEY.match(text, end):
        return True  # 有四分之一是市里的专项款
    if _A_SUM.search(text, 0, start) and _HAS_PAID.match(text, end):
        return True  # 其中20万市里已经报销了
    is_purse = text[start:end].endswith("财政") or text.startswith("财政", end)
    after = end + (_WORD if text.startswith("财政", end) else 0)
    return is_purse and bool(_PAID.match(text, after) or _OF_PURSE.search(text, 0, start))


def _is_level(text: str, start: int, end: int) -> bool:
    """Whether the city is one of a row of levels (省里市里国家的都没进), no place to ask in."""
    return bool(_LEVEL_BEFORE.search(text, 0, start) or _LEVEL_BEHIND.match(text, end))


_LEVEL_BEFORE = lazy("(?:省[里级]?|国家级?|部[里级])[、,和跟与或]?$")
_LEVEL_BEHIND = lazy("[、,和跟与或]?(?:省[里级]|国家级?|部[里级])(?:的|都|也|、|,)")
_BOTH_LEVELS = lazy("(?P<city>市)[、和与跟]?(?P<own>区)(?:这|的)?两(?:级|层|头|边)")
_WORD = 2
_PAID = lazy(
    r"(?:的?(?:钱|资金|投入|拨款|配套|专项款|专项资金|补助款|那块|那笔|那部分))|[^,。;!?]{0,3}?(?:出|投|拨|掏|给)了|[^,。;!?吗呢多几]{0,2}?[\d一二两三四五六七八九十]"
)
_PART_OF_IT = lazy("(?:其中|[里当]中|里[面头边])[,有是]?$")
_BROUGHT = lazy(
    r"[^,。;!?吗呢多几]{0,2}?(?:[出投拨掏给补批]|配套)[过下来到的了有是]{0,3}[\d一二两三四五六七八九十]"
)
_A_PART_IS = lazy(
    r"(?:[\d一二两三四五六七八九十百千万亿半]|[万亿]?元|成|%)的?(?:钱|资金|投入)?(?:其实|都|原来)?(?:是|来自|由|属于?)$"
)


def _is_beside_the_matter(text: str, start: int, end: int, *, is_city: bool) -> bool:
    """Whether a place beside another one asks for no measures of its own.

    深圳到珠海, 起飞点在前海: where a way begins; 列入深圳市目录: a list; 福田…,在深圳的数据交易所
    挂牌: where the others are as well.
    """
    if _is_origin(text, end) or _is_list(text, start, end):
        return True
    return is_city and _is_where(text, start, end)


def _is_where(text: str, start: int, end: int) -> bool:
    """Whether the city around the district that is named only tells where something is.

    在深圳的数据交易所挂牌, 供应商在深圳: a clause that asks, or speaks of what is paid, means it.
    """
    low, high = clause_around(text, start, end)
    if _ASKED_THERE.search(text, low, high) or _IN_ROW.search(text, 0, start):
        return False
    return bool(_THERE.search(text, low, start) or _ITS_OWN.match(text, end))


_ASKED_THERE = lazy(
    "[?]|多少|怎么|吗|呢|政策|措施|补|奖|支持|资助|券|申|报|归谁|部门|先锋|[和跟与、]$"
)
_IN_ROW = lazy("[和跟与、及]$")
_THERE = lazy("(?:在|于|全|从|来自|整个|位于|属于)$")
_ITS_OWN = lazy("市?(?:的|本地|最|当地)")
_A_SUM = lazy(r"[\d一二两三四五六七八九十百千][万亿]元?(?:已经?|也|都|就|是|由|被|让|,){0,3}$")
_HAS_PAID = lazy(
    "区?(?:那边|这边|政府|财政)?(?:已经?|都|也|就|先|前面|之前|去年)*(?:给|帮)?(?:我们?|公司)?"
    "(?:报销?|补贴?|补助|奖励?|拨款?|贴|给|出|兑现?)(?:过|了|掉|的)+(?=[,。;!?]|$)"
)
_ITS_MONEY = lazy(
    "的?(?:专项款|专项资金|财政|拨款|钱|资金|配套|补助|投入)|(?:[拨出投给补掏]|配套)的"
)
_OF_PURSE = lazy("(?:有|是|里|来自|拿过|没有?)$")
_OFFICE = lazy("(?:特别行政区|自治[区州县]|新区|省|市|区|县)$")


def _sits(text: str, start: int, end: int, *, beside: bool) -> bool:
    """Whether somebody is told to be in a place, also by what was done there.

    罗湖的公司; ``beside`` another place: 罗湖买算力500万,龙岗买语料100万. What a place itself gives
    (罗湖给多少) says nothing of who is there.
    """
    if _SITS.match(text, end):
        return True
    return beside and _DONE_THERE.match(text, end) is not None


_DONE_THERE = lazy(
    r"(?:区|新区)?(?:那边|这边|那[家个]|这[家个])?的?"
    r"(?![和与跟同及都各]|分别|还有|区?(?:自己|给|补|奖|发|有没有|有什么|有啥|能|会|多少|呢|吗))"
    r"[^,。;!?:、\d补奖给拿领]{1,10}?(?:了|过)?(?:\d|[一二两三四五六七八九十百千]+[万个项场台款])"
)
"""What was done or spent there, with how much."""


def _together(marks: Iterable[Mark], text: str) -> tuple[Mark, ...]:
    """The marks in order; those that a joining word or nothing parts are one (龙岗、龙华)."""
    found: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, m.end)):
        last = found[-1] if found else None
        between = text[last.end : mark.start].strip() if last else ""
        if last and between == "," and text[last.start - 1 : last.start] not in _EDGES:
            between = "."  # 研发中心放龙岗,福田主体租算力: the end of one clause and another
        if last and bool(last.policies) == bool(mark.policies) and (not between or between in _AND):
            policies = tuple(dict.fromkeys((*last.policies, *mark.policies)))
            found[-1] = Mark(last.start, max(last.end, mark.end), policies)
        else:
            found.append(mark)
    return tuple(found)


_EDGES = ("", *",。;!?:、和与跟及")
_MARKET = lazy(
    "(?<=[\u4e00-\u9fff])(?<![区省部级和与跟及还有在按从问看说向由到拿报国是归来去下])市(?=[、和与跟的上])"
)
"""A 市 at the end of another word (企业上市、…) is no level."""
_BARE_CITY = lazy("(?:那|和|跟|与|换)?(?P<city>市)(?:的|呢|比)*[?。]*$")
_CITY = lazy(
    "(?:^|[,;:、。?!|])市(?=[,:\u4e00-\u9fff])(?![场面值民区政价长内上里级一的那、和与跟])"
)
"""市 at the head of a clause names the city: 市软件首版次."""
_APPROVED = lazy(
    "(?:国家|省|市|区)(?:级|里|一级)?(?:相关)?(?:主管)?(?:部门)?的?(?:批准|认定|审批|评定|核准|备案|立项|获批|批的|批了|批复|授予|评审|点头|认可|名单|目录|公示)(?!奖)"
    "|(?:评上|评为|获评|认定[为成]|入选|拿下|拿[到了])了?(?:国家|省|市|区)(?:级|一级)"
)
"""Who approved something tells a level, not whose measures are asked about."""
_LEFT = lazy(
    "(?:不在|(?<!是)(?:不是|并非)(?:在|指|说)?|离开|搬出|搬离|迁出|迁离|退出|(?<![问说])从|不算|不按|不看|不要|别按|除了)"
    "(?:深圳市?|市里)?$"
)


_LEFT_BEHIND = lazy(
    "(?:区|市)?(?:那边|这边)?(?:我们|咱们?|就|先|都)*"
    "(?:不考虑|不看|不用看|不要|排除|放弃|pass|算了|不算|没(?:有|啥|什么|半点)?关系|无关|不相干|不沾边|不搭界)"
    "(?:掉|它)?了?(?=[,。;!?]|$)"
)
"""福田不考虑了,就看市里和龙岗; 和深圳没关系."""


_LANDMARK = lazy("(?:国际)?(?:机场|口岸|码头|港口|火车站|高铁站|客运站|体育馆|会展中心)")
_PUT_THERE = lazy("(?:挪|移|改|换|设|停|落|降|飞)(?:到|在|至|去|往)了?$")
_ANOTHER_NAME = lazy("[东西南北](?:站|软件|产业|基地|城|港|广场|路|片区)")


_THAT_PAPER = lazy("的?(?:[那这](?:[份部]|个(?:文件|政策|措施|办法))|文件|办法)")
_PART = 4, 10
"""A part of a title has so many characters."""
_SITS = lazy(
    "(?:区|新区|合作区)?(?:这边|那边)?的?[^,。;!?]{0,4}?"
    "(?:公司|企业|研究院|团队|工厂|厂家|单位|高校|学校|医院|落户|注册)"
)
_ITS = lazy("[市区县州省]?(?:的|那边的?|这边的?)?(?:那个|这个|那边)?")


_NAMESAKE = 48
"""No name of a place with what binds another to it has more characters."""


def _with_namesakes(text: str, elsewhere: Sequence[Found], named: Sequence[Found]) -> list[Found]:
    """Places elsewhere with a collected name that is a part of theirs (义乌市福田街道)."""
    grown: list[Found] = []
    for start, end, word in elsewhere:
        for low, high, _ in named:
            if not end <= low <= end + _NAMESAKE:
                continue
            inner = next(iter(find_places(text[end:low])), None)  # 上海|徐汇|的龙华街道
            after = end + inner.end if inner is not None and not inner.start else end
            if _ITS.fullmatch(text, after, low):
                end, word = high, text[start:high]
        grown.append((start, end, word))
    return grown


_LISTED = lazy("(?:市|省|区)?(?:级)?[^,。;!?]{0,6}?(?:目录|名录|名单|清单)")
_LISTED_LONG = lazy("(?:市|省|区)?(?:级|里)?的?[^,。;:!?]{0,14}?(?:目录|名录|名单|清单)")


def _is_landmark(text: str, start: int, end: int) -> bool:
    """Whether a place is part of the name of where a thing is put (起降点要挪到宝安机场旁边)."""
    if _LANDMARK.match(text, end) is None:
        return False
    return _PUT_THERE.search(text, max(0, start - 5), start) is not None


def _is_list(text: str, start: int, end: int) -> bool:
    """Whether a place says whose list it is; its name is long where something enters it.

    列进深圳市的首版次软件推广应用指导目录.
    """
    if _LISTED.match(text, end):
        return True
    return bool(_ENTERS.search(text, 0, start) and _LISTED_LONG.match(text, end))


_TO_PLACE = lazy("(?:市|区)?(?:[到至飞往]|-|—|~)+")


def _is_origin(text: str, end: int) -> bool:
    """Whether a way leads from a place that ends here to another place (深圳到珠海)."""
    to = _TO_PLACE.match(text, end)
    if to is None:
        return False
    there = next(iter(find_places(text[to.end() : to.end() + 6])), None)
    return there is not None and there.start == 0


def _places_of(corpus: Corpus) -> tuple[Place, ...]:
    """The places whose policies are collected, as the gazetteer knows them."""
    regions = {p.region for p in corpus.policies} | {p.parent_region for p in corpus.policies}
    own = [place for name in sorted(filter(None, regions)) for place in lookup(name)]
    cities = {place for place in own if place.level <= Level.CITY}
    return tuple(p for p in own if p in cities or any(c.covers(p) for c in cities)) or tuple(own)


def _outside(found: Sequence[Found], taken: Sequence[tuple[int, int]]) -> list[Found]:
    """The hits that do not lie inside longer words."""
    return [
        hit
        for hit in found
        if not any(s <= hit[0] and hit[1] <= e and e - s > hit[1] - hit[0] for s, e in taken)
    ]


def _is_left(text: str, start: int, end: int) -> bool:
    """Whether a place is named as the one that is left (不在龙岗了; 从龙岗搬到龙华; 福田不看了)."""
    if _COMPARED.search(text, end) and _MOVING.match(text, end):
        return False  # 想从福田搬到前海,帮我比比: both are asked about
    return bool(_LEFT.search(text[max(0, start - 8) : start]) or _LEFT_BEHIND.match(text, end))


_COMPARED = lazy("比一?比|对比|比较一?下|哪边|两边|两头都|两地")
_MOVING = lazy("区?(?:搬|迁|挪)[到去至]")


_LEAST_OF_TITLE = 8
_YEAR_OF_TITLE = lazy("^20[0-9]{2}年")
_KIND_OF_TEXT = lazy("(?:的?若干)?(?:措施|办法|规定|意见|政策)$")


def _core(title: str, policy: Policy) -> str:
    """A title without its year and its places (支持软件产业高质量发展若干措施)."""
    core = _YEAR_OF_TITLE.sub("", title)
    for place in (policy.parent_region, policy.region):
        core = core.removeprefix(place) if place else core
    return core


def _own_core(policy: Policy, titles: Sequence[str]) -> tuple[str, ...]:
    """What people say of a policy's own title; nothing where another's title holds it too."""
    core = _core(policy.title, policy)
    is_one = sum(core in title for title in titles) == 1
    return (core,) if len(core) >= _LEAST_OF_TITLE and is_one else ()


def _cores(policy: Policy, titles: Sequence[str]) -> tuple[str, ...]:
    """What people say of a title that others gave a policy: without its place, its kind of text.

    支持人工智能产业高质量发展 for 深圳市福田区支持人工智能产业高质量发展若干措施. What stands in
    the title of a policy names no wrong title.
    """
    found: list[str] = []
    for title in policy.mismatched_titles:
        core = _core(title, policy)
        found += [core, _KIND_OF_TEXT.sub("", core)]
    return tuple(
        core
        for core in dict.fromkeys(found)
        if len(core) >= _LEAST_OF_TITLE and not any(core in title for title in titles)
    )


def _names(policy: Policy, titles: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    regions = policy.region_words if policy.kind is not PolicyKind.COMMENTARY else ()
    return [
        ("title", (policy.title, policy.short_title, *policy.aliases, *_own_core(policy, titles))),
        ("mismatched", policy.mismatched_titles),
        ("core", _cores(policy, titles)),
        ("region", regions),
    ]


def _binding(policy: Policy) -> bool:
    return policy.kind is PolicyKind.MEASURE


def _articles(
    text: str,
) -> tuple[tuple[tuple[int, int | None], ...], list[tuple[int, int]]]:
    numbers: list[tuple[int, int | None]] = []
    spans: list[tuple[int, int]] = []
    text = _MET.sub(lambda m: " " * len(m.group()), text)
    listed = [m.span() for m in _ARTICLES.finditer(text)]
    for start, end in listed:
        for numeral in re.finditer(_NUMERAL, text[start + 1 : end - 1]):
            numbers.append((int(parse_number(numeral.group())), None))
            stop = start + 1 + numeral.end()
            spans.append((start + 1 + numeral.start(), end if stop == end - 1 else stop))
    for match in _ARTICLE.finditer(text):
        if any(s <= match.start() < e for s, e in listed):
            continue
        first, bracketed, plain, *alone = match.groups()
        number = int(parse_number(first or next(filter(None, alone))))
        item = bracketed or plain
        numbers.append((number, int(parse_number(item)) if item else None))
        spans.append(match.span())
    return tuple(numbers), spans


def _ids(text: str, policies: Mapping[str, Policy]) -> Iterable[ClauseId]:
    for policy, article, item in _ID.findall(text):
        clause_id = ClauseId(policy, int(article), int(item) if item else None)
        if policy in policies and policies[policy].clause(clause_id) is not None:
            yield clause_id
