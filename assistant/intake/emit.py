"""Write proposed rules and their facts in the form of rules.yaml and facts.yaml, unconfirmed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from assistant.intake.draft import (
    Band,
    Bound,
    CapOf,
    Draft,
    FactorOf,
    Leftover,
    Proposal,
    Row,
    SliceOf,
    Span,
    Tail,
    Threshold,
    alternatives,
)
from assistant.intake.figures import BAND, COUNT, MONEY, RATE, SIGNS, Currency, Figure, Skeleton
from assistant.intake.interest import LPR_INTEREST
from assistant.intake.labels import (
    are_years,
    bare_case,
    core,
    kind_of,
    lexicon,
    names_in,
    unranked,
    words_apart,
    words_for_case,
    words_for_class,
    words_for_number,
    words_for_sum,
)
from assistant.intake.phrases import heads_apart
from assistant.intake.propose import read_clause
from assistant.intake.unread import UNREAD
from assistant.intake.view import View
from assistant.policy.clause import Clause
from assistant.policy.policy import Policy
from assistant.text.money import format_fraction
from assistant.text.schedules import OF_ALL, Schedule, find_schedule

Mapped = dict[str, Any]
_SAY = {
    Bound.AT_LEAST: "不低于",
    Bound.MORE_THAN: "超过",
    Bound.AT_MOST: "不超过",
    Bound.LESS_THAN: "低于",
}
_CONTEXT = 10
_GROWN = re.compile(
    "(?:同?比|较)?(?:上一?年度?|前一年度?|去年|同期|基期)?(?:同期)?(?:的)?(?:增长|新增|增加|增量|增幅)(?:的)?(?:部分|额|量)?$"
)
_MORE_THAN_BEFORE = re.compile(
    "(?P<noun>[^,;。ⓂⓅⒸⒷ]{2,14}?)(?:同?比|较)(?:上一?年度?|前一年度?|去年|同期)[^,;。ⓂⓅⒸⒷ]{0,2}(?:有所)?(?:增加|增长|新增)(?:的|$)"
)
"""企业年度研发费用比上年增加的,按增加额: of what there is more."""
_OF_YEAR = re.compile("(?<![上前去])(?<!上一)(?<!前一)年度")
_LAST_YEAR = re.compile("(?<![较比])(?:上一?年度?|去年|前一年度?)(?!增)")
_BEFORE_LAST = ("再前一年", "前一年", "前年", "上上年", "再上一年")
_SHARE_OF = re.compile("(?P<part>[^占]{2,16})占(?P<whole>[^占]{2,12}?)的?(?:比例|比重|比)?$")
UNRULED = "尚未核定计算规则"
"""A clause that states an amount which no rule works out yet: the answer says so and quotes."""
_UNREAD = f"{UNRULED}（金额与上限的关系读不出）。"
_TITLE = 24
_AREA = ("平方米", "平米")
_PEOPLE = ("名", "位")
_NIGHTS = ("晚", "夜")
_DURATIONS = ("年", "个月", "月", "天", "日", "岁", "周岁", "小时", *_NIGHTS)


@dataclass(slots=True)
class Emitted:
    """The content of a policy's rules.yaml and facts.yaml."""

    rules: list[Mapped] = field(default_factory=list)
    not_ruled: list[Mapped] = field(default_factory=list)
    facts: dict[str, Mapped] = field(default_factory=dict)


_MAY = (
    "",
    "能",
    "可以",
    "会",
    "先",
    "能先",
    "还能",
    "实际",
    "实际能",
    "应",
    "才",
    "才能",
    "再",
    "能再",
)
_GOT = (
    "拨",
    "拿",
    "发",
    "领",
    "给",
    "到手",
    "兑现",
    "得",
    "补",
    "奖",
    "付",
    "兑付",
    "到账",
    "到位",
    "拿到",
    "拿到手",
    "领到",
    "领到手",
)
"""第一年能拿多少, 验收后还能拨多少."""
_THE_PART = tuple(
    f"{lead}{noun}"
    for lead in ("", "的", "付的", "到的", "拿的", "才到的", "才付的", "才拿到的")
    for noun in ("那笔", "那一笔", "那部分", "那一部分", "这笔", "这一笔", "那次", "那一次")
)
"""竣工那一笔, 满一年后才到的那部分."""


def _said_of(event: str) -> tuple[str, ...]:
    """项目竣工 and 竣工: what has happened, and how people shorten it."""
    tails = (event[-n:] for n in (4, 2) if len(event) > n)
    return (event, *(tail for tail in tails if tail[0] not in "一二三四五六七八九十的年月了满并"))


@dataclass(slots=True)
class _Vocabulary:
    """Names the facts of one policy: the same phrase is the same fact."""

    prefix: str
    out: Emitted
    names: dict[tuple[str, str], str] = field(default_factory=dict)

    def _new(self, kind: str, phrase: str) -> tuple[str, bool]:
        key = (kind, phrase)
        if key in self.names:
            return self.names[key], False
        self.names[key] = f"{self.prefix}_{kind}{len(self.names) + 1}"
        return self.names[key], True

    def sum_of(self, phrase: str, clause: str = "") -> str:
        """The fact for a sum in yuan; rules of one clause share that of a kind of sum.

        Whoever asks tells one expense; which rule of the clause it is for, the case decides.
        """
        alone = ("yuan", core(phrase))
        shared = ("yuan", f"{clause}/{kind_of(phrase)}") if clause else alone
        name = self.names.get(alone) or self._shared(shared, core(phrase))
        if name is None:
            name = f"{self.prefix}_yuan{len(self.names) + 1}"
            self.out.facts[name] = {
                "name": name,
                "label": core(phrase),
                "kind": "yuan",
                "ask": f"{phrase}是多少？",
                "words": [],
            }
        self.names[alone] = self.names[shared] = name
        spec = self.out.facts[name]
        spec["words"] = list(dict.fromkeys([*spec["words"], *words_for_sum(phrase)]))
        return name

    def _shared(self, key: tuple[str, str], noun: str) -> str | None:
        """The fact of the kind of a sum, unless it is plainly another one: 软件投入, 硬件投入."""
        name = self.names.get(key)
        if name is None:
            return None
        apart = heads_apart((str(self.out.facts[name]["label"]), noun))
        if kind_of(noun) != "investment":
            return name  # of what was spent people tell one sum, whatever it was for
        is_other = apart is not None and [len(head) for head in apart[0]] in ([1, 1], [_TWO, _TWO])
        return None if is_other else name

    def increase_of(self, phrase: str, measure: str, clause: str) -> str:
        """The fact for how much more a sum is than the year before: 研发费用较上年增长部分."""
        noun = _GROWN.split(phrase)[0] or measure
        noun = measure if noun in measure else noun  # 年度跨境电商出口额…,对出口增量部分
        if not noun:
            return self.sum_of(phrase, clause)
        now = self.sum_of(noun)
        key = ("increase", now)
        if key in self.names:
            return self.names[key]
        name = f"{now}_more"
        before = f"{now}_before"
        said = [word for word in self.out.facts[now]["words"] if len(word) > 1][:6]
        short = core(noun)
        # 上年度研发费用200万元以上的,按较前一年度增量: last year is the year that counts.
        is_last = _LAST_YEAR.search(measure) is not None
        years = _BEFORE_LAST if is_last else ("去年", "上年")
        if is_last:
            self.also(now, [f"{year}{word}" for word in said for year in ("去年", "上年")])
        self.out.facts[before] = {
            "name": before,
            "label": f"{'再前' if is_last else '上'}一年的{short}",
            "kind": "yuan",
            "ask": f"{'再前' if is_last else '上'}一年的{short}是多少？",
            "words": [*(f"{year}{word}" for word in said for year in years), *years],
            "year_before": now,
        }
        self.out.facts[name] = {
            "name": name,
            "label": f"{short}增量",
            "kind": "yuan",
            "ask": f"{short}比上一年增加了多少？",
            "words": list(
                dict.fromkeys([phrase, f"{short}增量", "增量", "多了", "增加", "新增", "增长了"])
            ),
            "derive": [{"difference": [now, before]}],
        }
        self.names[key] = name
        return name

    def over_months(self, monthly: str, months: str) -> str:
        """The fact for what a sum that is told for each month comes to in all of them."""
        name, known = f"{monthly}_all", self.out.facts[monthly]
        self.out.facts[monthly].setdefault("per", "month")
        self.out.facts[name] = {
            "name": name,
            "label": f"各月合计的{known['label']}",
            "kind": "yuan",
            "ask": f"各月合计的{known['label']}是多少？",
            "words": [],
            "derive": [{"product": [monthly, months]}],
        }
        return name

    def _measured_like(self, name: str) -> Mapped:
        """What a fact that is measured like the one named says of its kind and unit."""
        known = self.out.facts[name]
        return {key: known[key] for key in ("kind", "unit_name", "currency") if key in known}

    def _before(self, now: str, name: str, label: str, ask: str, times: Sequence[str]) -> None:
        """The fact that is another of the year, or the time, before."""
        known = self.out.facts[now]
        said = [word for word in known["words"] if len(word) > 1][:6]
        self.out.facts[name] = {
            **self._measured_like(now),
            "name": name,
            "label": label,
            "ask": ask,
            "words": [*(f"{time}{word}" for word in said for time in times), *times],
            "year_before": now,
        }

    def fallen(self, now: str) -> str:
        """The fact whether something is less than it was the year before."""
        name, before = f"{now}_fell", f"{now}_before"
        known = self.out.facts[now]
        if before not in self.out.facts:
            label = known["label"]
            ask = f"上一年的{label}是多少？"
            self._before(now, before, f"上一年的{label}", ask, _BEFORE_THIS)
        self.out.facts[name] = {
            "name": name,
            "label": f"{known['label']}比上一年少",
            "kind": "flag",
            "ask": f"{known['label']}是不是比上一年少？",
            "words": ["比上年少", "比去年少", "比前年少", "同比下降", "下降了", "下滑了", "负增长"],
            "derive": [{"more": [before, now]}],
        }
        return name

    def grown(self, now: str) -> str:
        """The fact for how many more of something there are than the year, or the time, before."""
        name, before = f"{now}_more", f"{now}_before"
        known = self.out.facts[now]
        label = known["label"]
        ask = f"上一次（上年或上届）的{label}是多少？"
        self._before(now, before, f"上一次的{label}", ask, _TIMES_BEFORE)
        self.out.facts[name] = {
            **self._measured_like(now),
            "name": name,
            "label": f"{known['label']}的增加",
            "ask": f"{known['label']}比上一次（上年或上届）增加了多少？",
            "words": ["净增加", "净增", "增加了", "新增", "增加", "多了", "增长了", "扩大了"],
            "derive": [{"difference": [now, before]}],
        }
        return name

    def number(self, phrase: str, unit: str) -> str:
        """The fact for what a threshold or band measures."""
        if unit == Currency.YUAN.value:
            return self.sum_of(phrase)
        phrase = phrase or f"{unit}数"
        name, is_new = self._new("number", f"{core(phrase)}/{unit}")
        if is_new:
            kind = "foreign" if unit in set(Currency) else {
                "%": "fraction", "‰": "fraction", "个百分点": "fraction", "/": "fraction",
                "个月": "months", "年": "years",
                "平方米": "square_metres", "平米": "square_metres",
            }.get(unit, "count")  # fmt: skip
            spec: Mapped = {
                "name": name,
                "label": core(phrase),
                "kind": kind,
                "ask": f"{phrase}是多少{unit if kind == 'count' else ''}？",
                "words": [
                    *words_for_number(phrase),
                    *(words_for_number("人") if unit in ("人", *_PEOPLE) else ()),
                    *(words_for_number(unit) if unit == "册" else ()),
                ],
            }
            if kind == "count":
                spec["unit_name"] = unit
            elif kind == "foreign":
                spec["currency"] = unit
            self.out.facts[name] = spec
            if kind == "fraction":
                self._as_share(spec, phrase)
        return name

    def _as_share(self, spec: Mapped, phrase: str) -> None:
        """研发费用占营业收入: whoever asks tells the two sums, and few their share."""
        found = _SHARE_OF.search(phrase)
        if found is None or found["whole"].endswith(_NUMBER_OF):
            return
        if found["part"].endswith("面积"):
            part, whole = (self.number(found[side], "平方米") for side in ("part", "whole"))
        else:
            part, whole = (self.sum_of(found[side]) for side in ("part", "whole"))
        if part != whole:
            spec["derive"] = [{"share": [part, whole]}]

    def count(self, thing: str, also: Sequence[str] = (), of: str = "") -> str:
        """The fact for how many of a thing there are; ``also`` are other names of it.

        ``of``: those of one kind, where a clause counts several kinds alike (残疾人, 毕业生).
        """
        if of:
            return self._kind_of(thing, of, also)
        name, is_new = self._new("count", thing)
        if is_new:
            self.out.facts[name] = {
                "name": name,
                "label": f"{thing}数",
                "kind": "count",
                "ask": f"有几个{thing}？",
                "words": list(words_for_number("人" if thing in _PEOPLE else thing)),
                "unit_name": thing
                if (len(thing) == 1 and thing not in _NOUNS)
                or thing in lexicon().units
                or _measured_in(thing)
                else f"个{thing}",
            }
        words = self.out.facts[name]["words"]
        words += [word for word in also if word not in words]
        return name

    def _kind_of(self, thing: str, kind: str, also: Sequence[str]) -> str:
        """The fact for how many of one kind there are, beside others that are counted alike."""
        name, is_new = self._new("count", f"{thing}/{kind}")
        if is_new:
            named = [w for key, own in lexicon().classes.items() if kind.endswith(key) for w in own]
            self.out.facts[name] = {
                "name": name,
                "label": f"{kind}{thing}数",
                "kind": "count",
                "ask": f"{kind}有几{thing}？",
                "words": list(dict.fromkeys([*words_for_class(kind), *named, *also])),
                "unit_name": "人" if thing in _PEOPLE else thing,
            }
        return name

    def part_of(self, whole: str, thing: str, kind: str) -> str:
        """The fact for how many are of a kind that gets more: all of them where nobody tells."""
        name = self._kind_of(thing, kind, ())
        spec = self.out.facts[name]
        spec.setdefault("derive", [{"product": [whole]}])
        return name

    def also(self, name: str, words: Sequence[str]) -> None:
        """More words for a fact that is known."""
        known = self.out.facts[name]["words"]
        known += [word for word in words if word not in known]

    def beyond(self, whole: str, start: Figure) -> str:
        """The fact for how many there are beyond a number of them."""
        name, derive = f"{whole}_beyond", [{"difference": [whole, _decimal(start.value)]}]
        if self.out.facts.get(name, {}).get("derive", derive) != derive:
            name += _decimal(start.value).replace(".", "_")  # another clause begins elsewhere
        known = self.out.facts[whole]
        shown = _amount_words(start.value, start.unit)
        self.out.facts[name] = {
            "name": name,
            "label": f"超过{shown}的部分",
            "kind": known["kind"],  # of an area or of months there is no name of a unit
            "ask": f"超过{shown}的部分有多少？",
            "words": [f"超过{shown}"],
            "derive": derive,
        }
        if "unit_name" in known:
            self.out.facts[name]["unit_name"] = known["unit_name"]
        return name

    def between(self, low: str, high: str) -> str:
        """The fact for how many there are beyond one number of them and not beyond another."""
        name, known = f"{low}_to", self.out.facts[low]
        self.out.facts[name] = {
            **{key: known[key] for key in ("kind", "unit_name") if key in known},
            "name": name,
            "label": f"{known['label']}到下一档",
            "ask": f"{known['label']}到下一档有多少？",
            "words": [],
            "derive": [{"difference": [low, high]}],
        }
        return name

    def lpr_interest(self, clause: str) -> str:
        """The fact for the interest at the prime rate, which is not what the asker paid."""
        ways, nouns = ("按LPR计算的", "按LPR算", "LPR"), ("利息", "的利息", "出来利息")
        words = [f"{way}{noun}" for way in ways for noun in nouns]
        return self._of_clause(
            "lpr", clause, (LPR_INTEREST, "yuan", f"{LPR_INTEREST}是多少？"), words
        )

    def received(self, clause: str) -> str:
        """The fact for what was paid before for a lower case of a clause."""
        asked = ("此前已获得的奖励", "yuan", "此前按较低的档次已获得多少？")
        return self._of_clause("received", clause, asked, lexicon().told["received"])

    def worked_out(self, rule: str, fact: str, times: str) -> str:
        """The fact for what a rule comes to before its limits."""
        name = self._of_clause("comes_to", rule, ("算出的金额", "yuan", "算出的金额是多少？"), ())
        self.out.facts[name]["derive"] = [{"product": [fact, times]}]
        return name

    def months(self, clause: str) -> str:
        """The fact for how many months a monthly sum is asked for."""
        asked = ("补贴月数", "months", "按多少个月计算？")
        return self._of_clause("months", clause, asked, lexicon().numbers["月"])

    def _of_clause(
        self, what: str, clause: str, asked: tuple[str, str, str], words: Sequence[str]
    ) -> str:
        """The fact of its sort for a clause; ``asked`` are its label, its kind and its question."""
        name, is_new = self._new(what, clause)
        if is_new:
            label, kind, ask = asked
            self.out.facts[name] = {
                "name": name,
                "label": label,
                "kind": kind,
                "ask": ask,
                "words": list(words),
            }
        return name

    def rent_of(self, rent: str, area: str, months: str) -> str:
        """The fact for what a square metre costs a month, from which a rent follows."""
        name, monthly = f"{rent}_each", f"{rent}_monthly"
        if name not in self.out.facts:
            self.out.facts[name] = {
                "name": name, "label": "每平方米每月租金", "kind": "yuan",
                "per": "square_metre_month", "ask": "每平方米每月的租金是多少？",
                "words": list(lexicon().told["square_metre_month"]),
            }  # fmt: skip
            self.out.facts[monthly] = {
                "name": monthly, "label": "每月租金", "kind": "yuan", "per": "month",
                "ask": "每月租金是多少？", "words": list(lexicon().told["monthly_rent"]),
                "derive": [{"product": [name, area]}],
            }  # fmt: skip
        derive = self.out.facts[rent].setdefault("derive", [])
        ways = ({"product": [monthly, months]}, {"product": [name, area, months]})
        derive += [way for way in ways if way not in derive]
        return name

    def part(self, clause: str, schedule: Schedule) -> tuple[str, tuple[str, ...]]:
        """The fact for which part of what is paid out is asked for, and what the parts are called.

        Its words say that something is got then: 第一年营收5200万 asks for no part.
        """
        if schedule.events:
            labels = tuple(f"{event}后拨付" for event in schedule.events)
            names = [
                [
                    f"{core}{after}"
                    for core in _said_of(event)
                    for after in ("后", "之后", "以后", "当年", "时", "完", "完了", "")
                ]
                for event in schedule.events
            ]
        else:
            of = schedule.of
            numerals = "一二三四五六"[: len(schedule.shares)]
            labels = tuple(f"第{nth}{of}拨付" for nth in numerals)
            names = [[f"第{nth}{of}", f"第{n}{of}"] for n, nth in enumerate(numerals, 1)]
            names[0] += [f"首{of}", f"头一{of}"]
        names[0] += ["首笔", "第一笔", "头一笔", "头笔"]
        names[-1] += ["剩下的", "剩下", "剩余的", "余款", "尾款", "其余的"]
        name, is_new = self._new("part", f"{clause}/{'/'.join(labels)}")
        if is_new:
            self.out.facts[name] = {
                "name": name,
                "label": "第几笔",
                "kind": "choice",
                "ask": f"问的是哪一笔：{'、'.join(labels)}？",
                "choices": {
                    f"c{n}": {
                        "label": label,
                        "words": [
                            *(f"{one}{lead}{got}" for one in own for lead in _MAY for got in _GOT),
                            *(f"{one}{part}" for one in own for part in _THE_PART),
                        ],
                    }
                    for n, (label, own) in enumerate(zip(labels, names, strict=True), 1)
                },
            }
        return name, labels

    def flag(self, label: str) -> str:
        """The fact for whether a case holds that gets another sum."""
        name, is_new = self._new("flag", label)
        if is_new:
            self.out.facts[name] = {
                "name": name,
                "label": label,
                "kind": "flag",
                "ask": f"是不是“{label}”的情形？",
                "words": list(words_for_case(label)),
            }
        return name

    def but(self, name: str, others: Sequence[str]) -> None:
        """Leave out the words of a fact that say as well what it is added to (冷藏车)."""
        spec = self.out.facts[name]
        own = [word for word in spec["words"] if not any(word in other for other in others)]
        spec["words"] = own or spec["words"]

    def choice(self, clause: str, labels: Sequence[str]) -> str:
        """The fact for which of the named classes applies."""
        name, is_new = self._new("case", f"{clause}/{'/'.join(labels)}")
        if is_new:
            self.out.facts[name] = {
                "name": name,
                "label": "适用的类别",
                "kind": "choice",
                "ask": f"属于哪一类：{'、'.join(labels)}？",
                "choices": {
                    f"c{n}": {"label": label, "words": list(words)}
                    for n, (label, words) in enumerate(
                        zip(labels, words_apart(labels), strict=True), 1
                    )
                },
            }
        return name


_NOUNS = frozenset("证书柜桩池店馆园企户社车船机井棚")
"""每证20万元, 每桩2万元: what is counted itself; whoever asks says 3个证, 5张证."""


_NUMBER_OF = ("总数", "总量", "数量", "人数", "家数", "户数")
_BEFORE_THIS = ("前年", "上年", "上一年", "去年")
_TIMES_BEFORE = ("去年", "上年", "上届", "上一届", "上期")
"""When there were so many before."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Cuts quotes for the figures of one clause."""

    source: str
    clause: Clause
    skeleton: Skeleton
    view: View
    tails: tuple[Tail, ...] = ()

    @property
    def own(self) -> int:
        """How much of the skeleton is the clause's own; behind it stand the words of others."""
        if not self.tails:
            return len(self.skeleton.text)
        begins = self.tails[0].start
        first = next((n for n, at in enumerate(self.view.places) if at >= begins), 0)
        return next(
            (n for n, at in enumerate(self.skeleton.places) if at >= first),
            len(self.skeleton.text),
        )

    def clause_at(self, place: int) -> str:
        """The clause in which a part of the skeleton stands, "" for the clause itself."""
        if place < self.own:
            return ""
        at = self.view.places[self.skeleton.places[place]]
        return next((str(t.clause.id) for t in self.tails if t.start <= at < t.end), "")

    def quote(self, start: int, end: int) -> str:
        """The words of the source that gave a part of the skeleton."""
        if start < self.own:
            end = min(end, self.own)
        first, last = self.view.span(self.skeleton.places[start], self.skeleton.ends[end - 1])
        return self.source[first:last].strip().rstrip("，,；;。")

    def around(self, figure: Figure) -> str:
        """A figure with a few words beside it, inside its sentence."""
        text = self.skeleton.text
        start = max((text.rfind(sign, 0, figure.at) for sign in "。;¶"), default=-1) + 1
        stops = [at for sign in "。;¶" if (at := text.find(sign, figure.at)) >= 0]
        end = min([*stops, len(text)])
        return self.quote(max(start, figure.at - _CONTEXT), min(end, figure.at + 1 + _CONTEXT))


def emit(policy: Policy, proposals: Sequence[tuple[Proposal, Clause]]) -> Emitted:
    """All rules of a policy, the facts they need, and the figures that are in none."""
    out = Emitted()
    vocabulary = _Vocabulary(re.sub("[^a-z0-9]", "_", policy.id), out)
    for proposal, clause in proposals:
        skeleton, view = read_clause(policy.source, clause, proposal.tails)
        place = _Place(policy.source, clause, skeleton, view, proposal.tails)
        whole: tuple[Draft, list[Mapped]] | None = None
        done: list[tuple[Draft, list[Mapped]]] = []
        drafts = _counted_apart([_named(place, draft) for draft in proposal.drafts])
        for n, draft in enumerate(drafts, 1):
            only = len(proposal.drafts) == 1
            if not _says_what_is_paid(draft):
                quote = place.quote(draft.start, draft.end)
                entry = {"clause": str(clause.id), "reason": _UNREAD, "quotes": [quote]}
                out.not_ruled.append(entry)
                continue
            rules = _rules(place, draft, f"{clause.id}:r{n}", vocabulary, is_only=only)
            _demand_enough(place, draft, rules, vocabulary)
            is_by_class = bool(draft.class_caps or draft.class_counts)
            if not draft.case and not draft.extra:
                _tell_apart(place, whole, (draft, rules), vocabulary)
            if draft.extra and (is_by_class or not _has_when(rules)):
                case = _restored(place, draft.extra) or draft.extra
                name = vocabulary.flag(case)
                vocabulary.but(name, [first.who for first, _ in done])
                when = _told(name, "true", case)
                rules = [{**rule, "when": [when, *rule.get("when", ())]} for rule in rules]
            _demand_no_less(draft, rules, vocabulary)
            is_whole = not _has_when(rules) or (is_by_class and draft.added is None)
            whole = (draft, rules) if is_whole else whole
            out.rules += rules
            done.append((draft, rules))
        _tell_cases(place, done, vocabulary)
        out.rules += _stand_apart(place, done, vocabulary)
        if proposal.drafts:
            out.rules += _unread(place, proposal, len(proposal.drafts))
        out.not_ruled += _left(place, proposal.leftovers, clause, bool(proposal.drafts))
        _convert(out)
        if clause.id.item is not None:
            _of_items(place, proposal, vocabulary)
    return out


def _of_items(place: _Place, proposal: Proposal, facts: _Vocabulary) -> None:
    """What stands behind the last item of a list: how all of them are paid out, a share of them.

    （三）…的，补助12%。 补助资金在竣工后拨付60%，…再拨付40%: of the items before as well.
    """
    clause = place.clause
    article, name = f"{str(clause.id).partition('.')[0]}.", str(clause.id)
    earlier = [
        rule
        for rule in facts.out.rules
        if str(rule["id"]).startswith(article)
        and not str(rule["id"]).startswith(f"{name}:")
        and rule["amount"]["kind"] not in ("unquantified", "in_kind")
    ]
    tail = clause.text.partition("\n")[2] if proposal.drafts else clause.text
    if not earlier or not tail.strip():
        return
    schedule = next(filter(None, map(find_schedule, OF_ALL.findall(tail))), None)
    if schedule is not None:
        for rule in earlier:
            parts = [{**one, "clause": name} for one in _parts(clause, schedule, facts)]
            rule.setdefault("paid_in", parts)
    shares = {
        one.start: (draft, one)
        for draft in proposal.drafts
        for one in draft.factors
        if _OF_ALL_BEFORE.search(place.skeleton.text[one.start : one.end])
        and "¶" in place.skeleton.text[draft.rows[-1].at : one.start]
    }
    for draft, _ in shares.values():
        for rule in earlier:
            found = [{**one, "clause": name} for one in _factors(place, draft, facts)]
            rule.setdefault("factors", found)


_OF_ALL_BEFORE = re.compile("前款|上款|前[一两二三]款|前述|上述|以上|前项|上项|本条")


def _parts(clause: Clause, schedule: Schedule, facts: _Vocabulary) -> list[Mapped]:
    """The parts of a schedule, each with what tells that it is asked for."""
    fact, labels = facts.part(str(clause.id), schedule)
    return [
        {
            "when": {"fact": fact, "is": f"c{n}", "say": label},
            "share": _decimal(share),
            "quote": schedule.words,
        }
        for n, (label, share) in enumerate(zip(labels, schedule.shares, strict=True), 1)
    ]


def _named(place: _Place, draft: Draft) -> Draft:
    """A draft whose cases are called as the text writes them: FDA(510k), not FDA(Ⓒk)."""
    if not any(set(row.label) & set(SIGNS) for row in draft.rows):
        return draft
    rows = tuple(replace(row, label=_restored(place, row.label) or row.label) for row in draft.rows)
    return replace(draft, rows=rows)


_KIND_COUNTED = re.compile(
    "(?:招用|聘用|吸纳|引进|安置|培养|培训|雇用|录用|接收|招收|资助|举办|承办|开展|组织|参加|设置|设立|新建|新开)"
    "(?P<kind>[^,;。ⓂⓅⒸⒷ]{2,14}?)(?:并|且|到|等(?:活动)?(?=的|,|$)|的|,|$)"
)
_COUNTED_ALIKE = (*_PEOPLE, "人", "场", "次", "期", "个", "处", "家")


def _counted_apart(drafts: Sequence[Draft]) -> list[Draft]:
    """招用毕业生的,每人…;招用残疾人的,每人…: of each kind there are so many."""
    kinds: dict[str, list[str]] = {}
    found: list[str] = []
    for draft in drafts:
        match = _KIND_COUNTED.search(draft.who)
        is_plain = len(draft.rows) == 1 and draft.per in _COUNTED_ALIKE and not draft.is_grown
        is_plain = is_plain and draft.rows[0].fixed is not None and not draft.extra
        kind = match["kind"] if match is not None and is_plain else ""
        found.append(kind)
        if is_plain:
            kinds.setdefault(draft.per, []).append(kind)
    return [
        replace(draft, counted=kind) if kind and _are_kinds(kinds[draft.per]) else draft
        for draft, kind in zip(drafts, found, strict=True)
    ]


def _are_kinds(kinds: Sequence[str]) -> bool:
    """Whether each of several has a name of its own, none within another."""
    is_all = len(kinds) > 1 and all(kinds) and len(set(kinds)) == len(kinds)
    return is_all and not any(one in other for one in kinds for other in kinds if one != other)


_SCALES = {("兆瓦", "千瓦"): "1000", ("千瓦", "兆瓦"): "0.001", ("吨", "公斤"): "1000"}
"""How many of the second unit one of the first is."""


def _convert(out: Emitted) -> None:
    """装机功率不低于5兆瓦 beside 每千瓦100元: one number in two units follows from the other."""
    for rule in out.rules:
        paid = [item["fact"] for item in rule["amount"].get("items", ())]
        for condition in rule["conditions"]:
            known = out.facts[condition["fact"]]
            for name in paid:
                fact = out.facts[name]
                scale = _SCALES.get((known.get("unit_name", ""), fact.get("unit_name", "")))
                if scale is not None and "derive" not in fact:
                    fact["derive"] = [{"product": [known["name"], scale]}]


def _unread(place: _Place, proposal: Proposal, known: int) -> Iterator[Mapped]:
    """Sentences of a clause with rules that state a sum which none of them works out.

    Whoever asks for what such a sentence pays is told so, and not given another one's sum.
    """
    text = place.skeleton.text
    told: dict[tuple[int, int], None] = {}
    for one in proposal.leftovers:
        if one.figure.at >= place.own:
            continue
        if one.reason in UNREAD and one.figure.sign in (MONEY, RATE, BAND):
            start = max(text.rfind(sign, 0, one.figure.at) for sign in "。;¶") + 1
            stops = [at for sign in "。;¶" if (at := text.find(sign, one.figure.at)) >= 0]
            told[start, min([*stops, len(text)])] = None
    heading = place.clause.heading
    for n, (start, end) in enumerate(told, known + 1):
        quote = place.quote(start, end)
        short = re.split("[，,：:]", quote)[0][:_TITLE]
        yield {
            "id": f"{place.clause.id}:r{n}",
            "title": f"{heading}：{short}"[: _TITLE + 12] if heading else short,
            "topic": "",
            "quote": quote,
            "more_quotes": [],
            "words": list(names_in(quote)),
            "conditions": [],
            "amount": {"kind": "unquantified", "say": f"{UNRULED}，请以原文为准"},
            "confirmed": "false",
        }


def _says_what_is_paid(draft: Draft) -> bool:
    """Whether every case has a rate or a sum; a limit alone grants nothing."""
    if draft.is_actual or draft.floor is not None:
        return True
    return all(row.rate is not None or row.fixed is not None for row in draft.rows)


def _left(
    place: _Place, leftovers: Sequence[Leftover], clause: Clause, has_rules: bool
) -> Iterator[Mapped] | list[Mapped]:
    reasons: dict[str, list[str]] = {}
    for one in leftovers:
        if one.figure.at >= place.own:
            continue
        is_unread = not has_rules and one.reason in UNREAD
        reason = f"{UNRULED}（{one.reason}）" if is_unread else one.reason
        reasons.setdefault(reason, []).append(place.around(one.figure))
    entries: list[Mapped] = [
        {"clause": str(clause.id), "reason": f"{reason}。", "quotes": list(dict.fromkeys(quotes))}
        for reason, quotes in reasons.items()
    ]
    if not has_rules and not entries:
        entries.append({"clause": str(clause.id), "reason": "没有写金额或比例。"})
    return entries


# --- a case of the rule before --------------------------------------------------------------------


_SPECIAL = 30
"""So many characters at the most name a case of the rule before."""
_ALIKE = 4
_VERB = 2


def _has_when(rules: Sequence[Mapped]) -> bool:
    return any("when" in rule for rule in rules)


def _tell_apart(
    place: _Place,
    whole: tuple[Draft, list[Mapped]] | None,
    own: tuple[Draft, list[Mapped]],
    facts: _Vocabulary,
) -> None:
    """按保费的35%补贴。脱贫户参保的,按60%: the second holds in its case and the first beside it.

    Both are told apart by a flag, so that whoever says that it is their case gets the second's sum
    and nobody else does.
    """
    if whole is None or not whole[1] or not own[1]:
        return
    if own[0].added is not None and (own[0].class_caps or own[0].class_counts):
        # A rule for each class of applicant: the case that gets more is told apart in all of them.
        (first, plain), (second, more) = whole, own
        name = facts.flag(bare_case(second.who))
        for mapped, is_ in (*((one, "false") for one in plain), *((one, "true") for one in more)):
            mapped["when"] = [_told(name, is_, bare_case(second.who)), *mapped.get("when", ())]
        return
    if len(whole[1]) != 1 or len(own[1]) != 1 or _has_when(own[1]):
        return
    (first, [rule]), (second, [special]) = whole, own
    if _are_among_them(place, first, second):
        # 每个补助1万元,其中公办园每个1.2万元,嵌入式每个1.5万元: the first is of all others.
        for row in second.rows:
            label = bare_case(row.label)
            rule["when"] = [
                *rule.get("when", ()), _told(facts.flag(label), "false", label)
            ]  # fmt: skip
        return
    is_same = _paid_for(rule) == _paid_for(special) or _is_part_of_case(place, first, second)
    if not _is_case_of(second, first) or not is_same:
        return
    label = re.sub("(?<=.{2})每[^,]{1,4}$", "", bare_case(_APPOSED.sub(r"\g<last>", second.who)))
    denied = _DENIED.match(label)
    if denied is not None:  # 不是首次认定的: the case is told by what it is not
        label = denied["case"]
    name = facts.flag(label)
    holds, fails = ("false", "true") if denied is not None else ("true", "false")
    special["when"] = [_told(name, holds, label)]
    rule["when"] = [*rule.get("when", ()), _told(name, fails, label)]
    known = {one["fact"] for one in special["conditions"]}
    lacking = [one for one in rule["conditions"] if one["fact"] not in known]
    if lacking and not _has_own_verb(second.who, first.who):
        special["conditions"] = [*special["conditions"], *lacking]
        special["more_quotes"] = [*special["more_quotes"], rule["quote"]]


def _are_among_them(place: _Place, first: Draft, second: Draft) -> bool:
    """Whether a draft lists cases of what the one before it pays for each of."""
    labels = [row.label for row in second.rows]
    is_each = bool(first.per) and first.per == second.per and first.period == second.period
    whole, sums = first.rows[0].fixed, [row.fixed.value for row in second.rows if row.fixed]
    is_plain = len(first.rows) == 1 and whole is not None and len(labels) == len(sums) > 1
    # 每头80元,其中养殖户50元、收集单位30元: how it is shared out is no case of it.
    is_shared_out = whole is not None and sum(sums) == whole.value
    return (
        is_each
        and is_plain
        and not is_shared_out
        and all(labels)
        and f"其中{labels[0]}" in place.skeleton.text[first.start : second.end]
    )


_DENIED = re.compile("(?:不是|不属于|并非|非|未)(?P<case>[^常凡得]..*)")


def _told(name: str, is_: str, label: str) -> Mapped:
    """That a case holds, or that it does not."""
    return {"fact": name, "is": is_, "say": label if is_ == "true" else f"不属于“{label}”"}


def _is_part_of_case(place: _Place, first: Draft, second: Draft) -> bool:
    """奖励15万元,其中不是首次认定的,奖励5万元: two sums of one part of a sentence."""
    text = place.skeleton.text
    at = text.find(second.who, second.start)
    if _DENIED.match(second.who) is None and text[max(0, at - 2) : at] != "其中":
        return False
    sums = [row.fixed for draft in (first, second) for row in draft.rows if row.fixed is not None]
    is_plain = not (first.per or second.per or first.period or second.period)
    return is_plain and len(sums) == _TWO and first.start == second.start


_TWO = 2


def _is_case_of(second: Draft, first: Draft) -> bool:
    """Whether a draft names but a case of what the one before it pays for."""
    who = _APPOSED.sub(r"\g<last>", second.who)
    is_plain = len(second.rows) == len(first.rows) == 1 and 1 < len(who) <= _SPECIAL
    if not is_plain or set(who) & set(f"{MONEY}{RATE}{COUNT}{BAND}"):
        return False
    alike = _same_end(who.strip("的"), first.who.strip("的"))
    begins = _same_end(who[::-1], first.who[::-1])
    is_parallel = len(alike) >= _ALIKE or len(begins) >= _ALIKE  # 第二类… beside 第三类…
    names_sum = bool(second.base) and core(second.base) in who
    # 购买IP按IP费用…;购买EDA按支出费用…: one fact for what was spent, and two matters
    is_same = core(second.base) == core(first.base)
    # 企业使用水性漆的,每条10万元;全部使用水性漆的,每条再加3万元: what is added makes it a case.
    return is_same and (not is_parallel or second.added is not None) and not names_sum


_APPOSED = re.compile(
    f"(?<=、)(?P<last>[^,、]{{1,8}}?)等?{COUNT}(?!及?以)(?=[^,;。{''.join(SIGNS)}]{{1,6}}的?$)"
)
"""甲、乙、丙三个偏远乡: how many were listed."""


def _has_own_verb(who: str, other: str) -> bool:
    """新建玻璃温室的 beside 新建连栋大棚面积10亩以上的: another thing, which owes nothing to it."""
    return len(_same_end(who[::-1], other[::-1])) >= _VERB


def _paid_for(rule: Mapped) -> tuple[str, ...]:
    """The facts that a rate or a sum for each is worked out of; () for anything else."""
    amount = rule["amount"]
    if amount["kind"] in ("rate", "classes"):
        return ("rate", *amount["base"]["plus"])
    if amount["kind"] == "per" and "count" not in amount:
        return ("per", *dict.fromkeys(item["fact"] for item in amount["items"]))
    return ("", str(rule["id"]))


# --- one draft ------------------------------------------------------------------------------------


def _rules(
    place: _Place, draft: Draft, rule_id: str, facts: _Vocabulary, *, is_only: bool
) -> list[Mapped]:
    common = _common(place, draft, facts, is_only=is_only)
    if draft.class_caps or draft.class_counts:
        return _of_classes(place, draft, rule_id, facts, is_only=is_only)
    draft = _by_age(draft)
    draft = _with_cap_of_row(draft)
    rows = draft.rows
    labelled = all(row.label for row in rows)
    if len(rows) == 1 and rows[0].band is None:
        return [_rule(rule_id, common, draft, _amount(draft, rows[0], facts))]
    is_plain = all(r.fixed and not r.cap for r in rows) and (
        not draft.period or (draft.period == "月" and draft.per in _PERSONS)
    )
    if rows[0].band is None and labelled and is_plain:
        return [_rule(rule_id, common, draft, _levels(draft, str(place.clause.id), facts))]
    if draft.adds_up and _is_banded(draft):
        return [
            _rule_of_band(place, draft, row, f"{rule_id}-{n}", facts, is_only=is_only)
            for n, row in enumerate(rows, 1)
        ]
    if _is_banded(draft) and not draft.per and not draft.period:
        return [_rule(rule_id, common, draft, _bands(place, draft, facts))]
    if labelled and rows[0].band is None and all(r.rate for r in rows) and not draft.item_cap:
        return [_rule(rule_id, common, draft, _classes(draft, str(place.clause.id), facts))]
    if rows[0].band is None and not rows[0].label and _are_variants(draft):
        return [_rule(rule_id, common, draft, _variants(place, draft, facts))]
    return [
        _case_rule(place, draft, row, f"{rule_id}-{n}", common, facts)
        for n, row in enumerate(rows, 1)
    ]


def _with_cap_of_row(draft: Draft) -> Draft:
    """每人再补8000元,加补部分最高4万元: the limit of its only case is that of the whole."""
    (first, *others) = draft.rows
    if others or first.cap is None or draft.cap is not None or first.band is not None:
        return draft
    return replace(draft, rows=(replace(first, cap=None),), cap=CapOf(first.cap, draft.span))


def _by_age(draft: Draft) -> Draft:
    """60周岁至79周岁的每餐2元,80周岁以上的每餐4元: there are so many of each of them."""
    bands = [row.band for row in draft.rows if row.band is not None]
    ages = all(band.figure.unit in _AGES for band in bands) and len(bands) == len(draft.rows)
    if len(bands) < _TWO or not ages or not draft.per or draft.period:
        return draft
    rows = tuple(
        replace(row, band=None, label=_age_label(band))
        for row, band in zip(draft.rows, bands, strict=True)
    )
    return replace(draft, rows=rows, measure="")


_AGES = ("周岁", "岁")


def _age_label(band: Band) -> str:
    low, high, unit = band.lower, band.upper, band.figure.unit
    if low is None:
        return f"{_decimal(high)}{unit}以下"
    if high is None:
        return f"{_decimal(low)}{unit}以上"
    return f"{_decimal(low)}{unit}至{_decimal(high)}{unit}"


def _of_classes(
    place: _Place, draft: Draft, rule_id: str, facts: _Vocabulary, *, is_only: bool
) -> list[Mapped]:
    """企业最高80万元,农户最高6万元: the rates with their limits, or a rule for each class."""
    if draft.class_counts and draft.class_caps:
        # Two limits by class: what one of them says is the case of the other.
        told = dict(draft.class_caps)
        if set(told) != {label for label, _ in draft.class_counts}:
            draft = replace(draft, class_caps=())
    caps = draft.class_caps or draft.class_counts
    counts = dict(draft.class_counts)
    money = dict(draft.class_caps)
    bare = replace(draft, class_caps=(), class_counts=())
    first = draft.rows[0]
    is_rate = len(draft.rows) == 1 and first.rate is not None and first.band is None
    is_plain = is_rate and not (draft.slices or draft.period or draft.beyond or draft.is_rent)
    if is_plain and all(label for label, _ in caps) and not counts:
        rows = tuple(Row(label, rate=first.rate, cap=figure) for label, figure in caps)
        return _rules(place, replace(bare, rows=rows), rule_id, facts, is_only=is_only)
    named = [label for label, _ in caps if label]
    choice = "" if len(named) < len(caps) else facts.choice(f"{place.clause.id}/caps", named)
    found: list[Mapped] = []
    for n, (label, figure) in enumerate(caps, 1):
        one = replace(bare, most_things=counts[label]) if label in counts else bare
        one = replace(one, cap=CapOf(figure, draft.span)) if label in money else one
        if choice:
            when = [{"fact": choice, "is": f"c{n}", "say": label}]
        elif label:
            when = [_told(facts.flag(label), "true", label)]
        else:
            when = [_told(facts.flag(name), "false", name) for name in named]
        for rule in _rules(place, one, f"{rule_id}-k{n}", facts, is_only=is_only):
            rule["when"] = [*rule.get("when", ()), *when]
            rule["title"] = f"{rule['title']}（{label or '其他'}）"
            found.append(rule)
    return found


def _tell_cases(
    place: _Place, drafts: Sequence[tuple[Draft, list[Mapped]]], facts: _Vocabulary
) -> None:
    """批发企业…;零售企业…: which of the cases of a sentence it is, where each is a rule."""
    groups: dict[int, list[tuple[Draft, list[Mapped]]]] = {}
    for draft, rules in drafts:
        if draft.case:
            groups.setdefault(draft.group, []).append((draft, rules))
    for of_group in groups.values():
        labels = [draft.case for draft, _ in of_group]
        fact = facts.choice(str(place.clause.id), labels)
        for n, (draft, rules) in enumerate(of_group, 1):
            for rule in rules:
                when = {"fact": fact, "is": f"c{n}", "say": draft.case}
                rule["when"] = [*rule.get("when", ()), when]
                rule["words"] = list(dict.fromkeys([*words_for_class(draft.case), *rule["words"]]))


def _stand_apart(
    place: _Place, drafts: Sequence[tuple[Draft, list[Mapped]]], facts: _Vocabulary
) -> Iterator[Mapped]:
    """A case that a sentence pays something else for which was not read: told, and not worked out.

    Whoever says that it is their case is told so; the rules before hold for all others.
    """
    told: dict[tuple[str, int, int], str] = {}
    for draft, rules in drafts:
        for case in draft.apart:
            name = told.setdefault(case, facts.flag(case[0]))
            for rule in rules:
                rule["when"] = [*rule.get("when", ()), _told(name, "false", case[0])]
    for n, ((label, start, end), name) in enumerate(told.items(), 1):
        quote = place.quote(start, end)
        yield {
            "id": f"{place.clause.id}:a{n}",
            "title": label[:_TITLE],
            "topic": "",
            "quote": quote,
            "more_quotes": [],
            "words": list(names_in(quote)),
            "when": [_told(name, "true", label)],
            "conditions": [],
            "amount": {"kind": "unquantified", "say": f"{UNRULED}，请以原文为准"},
            "confirmed": "false",
        }


def _common(place: _Place, draft: Draft, facts: _Vocabulary, *, is_only: bool) -> Mapped:
    if draft.start >= place.own:  # an addition that another item says
        draft = replace(draft, start=0)
    quote = place.quote(draft.start, draft.end)
    outside = [f for f in draft.figures() if not draft.start <= f.at < min(draft.end, place.own)]
    behind = [f for f in outside if f.at >= place.own]
    outside = [f for f in outside if f.at < place.own]
    heading = place.clause.heading
    who = place.skeleton.text[draft.start : draft.end] if not draft.who else draft.who
    told = _restored(place, who)
    words = [*names_in(quote), *names_in(heading), heading, core(draft.base) if draft.base else ""]
    return {
        "title": _title(heading, told, draft, is_only=is_only),
        "topic": "",
        "quote": quote,
        "more_quotes": list(dict.fromkeys(place.around(figure) for figure in outside)),
        "beside": _beside(place, draft, behind),
        "words": [word for word in dict.fromkeys(words) if 2 <= len(word) <= 20],
        "conditions": [
            _one_of([_condition(threshold, draft, facts) for threshold in group])
            for group in alternatives(draft.thresholds)
            if _start_of_growth(draft) not in group
        ]
        + [_not_excluded(case, facts) for case in draft.excluded],
        "factors": _factors(place, draft, facts),
        "within": _within(place, draft, facts),
        "paid_in": _paid_in(place, draft, facts),
        "received": facts.received(str(place.clause.id)) if draft.difference is not None else "",
        "readings": [
            *_readings(told, draft),
            *(f"原文还写明“{place.quote(*note)}”，没有计入。" for note in draft.notes),
        ],
    }


def _beside(place: _Place, draft: Draft, figures: Sequence[Figure]) -> list[Mapped]:
    """The words of other clauses with which a draft works."""
    found = {(place.around(one), place.clause_at(one.at)): None for one in figures}
    if draft.difference is not None and draft.difference[0] >= place.own:
        span = draft.difference
        found[place.quote(*span), place.clause_at(span[0])] = None
    return [{"quote": quote, "clause": clause} for quote, clause in found if quote and clause]


def _demand_enough(
    place: _Place, draft: Draft, rules: Sequence[Mapped], facts: _Vocabulary
) -> None:
    """补助金额不足1万元的不予补助: a condition on what the rate or the number comes to.

    Where that follows from more than one number it stays a note.
    """
    if draft.least is None:
        return
    for rule in rules:
        worked_out = _comes_to(rule)
        if worked_out is None:
            continue
        name = facts.worked_out(str(rule["id"]), *worked_out)
        say = f"算出的金额不低于{_amount_words(draft.least.value, draft.least.unit)}"
        least = {"fact": name, "at_least": _decimal(draft.least.value), "say": say}
        rule["conditions"] = [*rule["conditions"], least | {"assumed": "true"}]
        told = {f"原文还写明“{place.quote(*note)}”，没有计入。" for note in draft.notes}
        about = [one for one in told if _amount_words(draft.least.value, "元") in one]
        rule["readings"] = [one for one in rule["readings"] if one not in about]


def _demand_no_less(draft: Draft, rules: Sequence[Mapped], facts: _Vocabulary) -> None:
    """同比下降的不予奖励: a condition on what decides the sum and what it was the year before."""
    for rule in rules if draft.not_less else ():
        now = _deciding(rule)
        if now is None:
            continue
        label = facts.out.facts[now]["label"]
        said = {"fact": facts.fallen(now), "is": "false", "say": f"{label}不低于上一年"}
        rule["conditions"] = [*rule["conditions"], said]


def _deciding(rule: Mapped) -> str | None:
    """The fact that decides what a rule pays: of its bands, its base or what it counts."""
    amount = rule["amount"]
    if amount.get("by"):
        return str(amount["by"])
    named = [*amount.get("base", {}).get("plus", ()), *(i["fact"] for i in amount.get("items", ()))]
    tests = [*rule.get("when", ()), *rule["conditions"]]
    named += [str(one["fact"]) for one in tests if "at_least" in one]
    return str(named[0]) if named else None


def _comes_to(rule: Mapped) -> tuple[str, str] | None:
    """The fact and the share or sum for each that a plain rule multiplies; None for any other."""
    amount = rule["amount"]
    if rule.get("factors"):
        return None
    if amount["kind"] == "rate" and set(amount) == {"kind", "rate", "base"}:
        (fact, *others) = amount["base"]["plus"]
        return None if others or "minus" in amount["base"] else (fact, amount["rate"])
    if amount["kind"] == "per" and set(amount) == {"kind", "items"} and len(amount["items"]) == 1:
        (item,) = amount["items"]
        return None if "most" in item else (item["fact"], item["yuan"])
    return None


def _within(place: _Place, draft: Draft, facts: _Vocabulary) -> Mapped:
    """补助不超过造价的30%: what the limit is a share of."""
    if draft.share_cap is None:
        return {}
    rate, base = draft.share_cap
    fact = facts.sum_of(base)
    if draft.period == "月" and _OF_A_MONTH.match(base):
        fact = facts.over_months(fact, _months_of(draft, facts))
    quote = "" if rate.at >= place.own else place.around(rate)
    return {"fact": fact, "rate": _decimal(rate.value), "quote": quote}


_OF_A_MONTH = re.compile("当月|每月|月")


def _not_excluded(case: str, facts: _Vocabulary) -> Mapped:
    """购置二手设备的不补: whoever says that it is so gets nothing, and it is told to the others."""
    return {"fact": facts.flag(case), "is": "false", "say": f"不是{case}的情形"}


def _paid_in(place: _Place, draft: Draft, facts: _Vocabulary) -> list[Mapped]:
    """The parts in which a sum is paid out, by the line that grants it or one on all of them."""
    text = place.clause.text
    quote = place.quote(draft.start, draft.end)
    at = text.find(quote)
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at + len(quote))
    line = text[start : end if end >= 0 else len(text)] if at >= 0 else ""
    found = find_schedule(line) or next(
        filter(None, map(find_schedule, OF_ALL.findall(text))), None
    )
    if found is None or draft.period or any(row.rate and not draft.base for row in draft.rows):
        return []
    return _parts(place.clause, found, facts)


def _readings(told: str, draft: Draft) -> list[str]:
    readings = [f"适用情形按原文：{told}。"] if told else []
    if draft.most_months is not None and draft.most_months.unit == "年":
        years = _decimal(draft.most_months.value)
        readings.append(f"{years}年按{_decimal(draft.most_months.value * 12)}个月计算。")
    if draft.per_figure is not None:
        each = _amount_words(draft.per_figure.value, draft.per_figure.unit)
        how = ""
        if draft.per_figure.value != 1:
            how = "没有计入" if _whole_ones(draft) is not None else "按比例折算"
            how = "" if draft.is_whole else f"，不足的部分{how}，原文没有写明怎样算"
        readings.append(f"按每{each}计算{how}。")
    if draft.beyond is not None and all(t.figure is not draft.beyond for t in draft.thresholds):
        nth = _amount_words(draft.beyond.value + 1, draft.beyond.unit)
        readings += [f"从第{nth}起计算。"] if draft.rows[0].fixed is not None else []
    for row in draft.rows:
        band = row.band
        if band is not None and band.upper is not None and band.includes_upper:
            readings.append(f"这一档原文写到{_amount_words(band.upper, band.figure.unit)}为止。")
    return readings


def _restored(place: _Place, words: str) -> str:
    """A part of the skeleton with its figures, in the view's characters."""
    at = place.skeleton.text.find(words) if words else -1
    if at < 0:
        return ""
    first, last = place.skeleton.places[at], place.skeleton.ends[at + len(words) - 1]
    return place.view.text[first:last]


def _title(heading: str, who: str, draft: Draft, *, is_only: bool) -> str:
    if heading and is_only:
        return heading
    who = re.sub("^【[^】]*】", "", who)
    short = re.sub("^(?:对|支持|鼓励)|的?企业$|的$|(?<=.{2})每[^每]{1,6}$", "", who.split(",")[0])
    name = short or core(draft.base) or heading or "资助"
    title = heading if heading and (len(name) > _TITLE or not short) else name
    if heading and title != heading and len(heading) + len(title) < _TITLE + 10:
        title = f"{heading}：{title}"
    return title[: _TITLE + 12]


_OPTIONAL = ("beside", "factors", "received", "paid_in", "within")


def _rule(rule_id: str, common: Mapped, draft: Draft, amount: Mapped) -> Mapped:
    told = {key: value for key, value in common.items() if value or key not in _OPTIONAL}
    rule: Mapped = {"id": rule_id, **told, "amount": amount}
    if draft.cap is not None:
        rule["cap"] = _cap(draft.cap.figure, draft.cap.span, draft.cap.per)
        if Span.YEAR in (draft.cap.span, draft.span):
            rule["yearly"] = "true"
    elif draft.span is Span.YEAR or (
        _OF_YEAR.search(str(common["quote"])) is not None and any(row.cap for row in draft.rows)
    ):
        rule["yearly"] = "true"
    whole = _whole_ones(draft)
    if whole is not None:
        rule["rounding"] = {"unit": _decimal(whole), "mode": "down"}
    if draft.is_capped_apart:
        rule["several"] = "each"
    if draft.most_things is not None and draft.is_capped_apart:
        rule["most_items"] = _decimal(draft.most_things.value)
    if are_years([row.label for row in draft.rows]):
        rule |= {"several": "each", "yearly": "true"}
    if draft.beside is not None:
        rule["more_caps"] = [_cap(draft.beside.figure, draft.beside.span)]
        if draft.beside.span is Span.YEAR:
            rule["yearly"] = "true"
    if draft.most_years is not None:
        rule["most_years"] = _decimal(draft.most_years.value)
    return rule | {"confirmed": "false"}


def _factors(place: _Place, draft: Draft, facts: _Vocabulary) -> list[Mapped]:
    """减半, 上浮20%: the case is one choice, the whole amount the other; or a number decides.

    Those of another paragraph are of another choice: both may hold (半日托的按50%,
    考核优秀的增加10%).
    """
    named = [factor for factor in draft.factors if factor.above is None or factor.is_named]
    found: list[Mapped] = []
    if are_years([factor.label for factor in named]):
        fact = facts.choice(f"{place.clause.id}/share", [factor.label for factor in named])
        return [
            _factor(place, one, {"fact": fact, "is": f"c{n}", "say": one.label})
            for n, one in enumerate(named, 1)
            if one.factor != 1
        ]
    whole = _restored(place, draft.who) or "其他"
    for n, group in enumerate(_by_paragraph(place, named)):
        labels = [_other_than(factor.label, whole) for factor in group]
        name = f"{place.clause.id}/share{n or ''}"
        fact = facts.choice(name, [_other_than(whole, labels[0]), *labels])
        found += [
            _factor(place, one, {"fact": fact, "is": f"c{n}", "say": one.label})
            for n, one in enumerate(group, 2)
        ]
    for one in draft.factors:
        if one.above is not None and not one.is_named:
            found.append(_factor(place, one, _condition(one.above, draft, facts)))
    return found


def _by_paragraph(place: _Place, factors: Sequence[FactorOf]) -> list[list[FactorOf]]:
    groups: list[list[FactorOf]] = []
    for one in factors:
        apart = not groups or "¶" in place.skeleton.text[groups[-1][-1].end : one.start]
        if apart:
            groups.append([one])
        else:
            groups[-1].append(one)
    return groups


def _factor(place: _Place, one: FactorOf, when: Mapped) -> Mapped:
    quote = place.quote(one.start, one.end)
    told = {key: value for key, value in when.items() if key != "assumed"}
    factor: Mapped = {"when": told, "factor": _decimal(one.factor), "quote": quote}
    clause = place.clause_at(one.start)
    return factor | ({"clause": clause} if clause else {})


def _other_than(label: str, beside: str) -> str:
    """The part of a case by which it is told from another: 广东省专利金奖 beside 中国专利金奖."""
    first = re.split("[、,]", bare_case(label))[0]
    others = [bare_case(one) for one in re.split("[、,]", beside)]
    shared = max((_same_end(first, one) for one in others), key=len, default="")
    own = first.removesuffix(shared)
    return f"{own}{shared[:2]}" if 1 < len(own) < len(first) else first


def _same_end(one: str, other: str) -> str:
    n = 0
    while n < min(len(one), len(other)) and one[-1 - n] == other[-1 - n]:
        n += 1
    return one[len(one) - n :]


def _cap(figure: Figure, span: Span, per: str = "") -> Mapped:
    cap: Mapped = {"yuan": _decimal(figure.value), "period": span.value}
    if per:
        cap["per"] = per
    return cap


def _amount(draft: Draft, row: Row, facts: _Vocabulary) -> Mapped:
    if draft.floor is not None and row.rate is None and row.fixed is None:
        least = _decimal(draft.floor.value)
        return {"kind": "unquantified", "say": f"不少于{least}元，没有写明上限"}
    if draft.is_actual:
        return _actual(draft, facts)
    if row.rate is not None:
        return _rate(draft, row.rate, facts)
    assert row.fixed is not None
    yuan = _decimal(row.fixed.value)
    if draft.period:
        return _monthly(draft, yuan, facts)
    if draft.more is not None and draft.more_step is not None:
        return _growing(draft, yuan, facts)
    if draft.is_whole and _whole_ones(draft) is None:
        return _each_whole(draft, yuan, facts)
    if draft.per_figure is not None and draft.per_figure.value != 1:
        return _for_each(draft, draft.per_figure, row.fixed.value, facts)
    if draft.per_figure is not None:
        fact = _counted_one_by_one(draft, draft.per_figure.unit, facts)
        fact = facts.grown(fact) if draft.is_grown else fact
        return {"kind": "per", "items": [_item(draft, fact, yuan)]}
    if draft.is_ceiling and draft.per:
        return {"kind": "ceiling", "yuan": yuan, "per": facts.count(draft.per)}
    if draft.is_ceiling:
        return {"kind": "ceiling", "yuan": yuan}
    if draft.per and "项目" not in draft.per:
        return _for_things(draft, yuan, facts) | _floor(draft)
    return {"kind": "fixed", "yuan": yuan}


def _counted_one_by_one(draft: Draft, unit: str, facts: _Vocabulary) -> str:
    """The fact for how many there are where a sum is for each one: 每培训1人, 每出口1美元."""
    if unit in _ONE_PERSON:
        return _persons(draft, facts)
    beside = [
        t.subject
        for t in draft.thresholds
        if t.figure.unit == unit and t.subject and not _in_each(t.subject)
    ]
    named = f"{draft.per}额" if len(draft.per) == 2 else draft.per
    if not beside and unit and unit not in set(Currency):
        return facts.count(unit, words_for_number(named))
    return facts.number(beside[0] if beside else named, unit)


_ONE_PERSON = ("人", *_PEOPLE)


def _persons(draft: Draft, facts: _Vocabulary) -> str:
    """招用员工3人以上的,按每招用1人2000元: people are counted, however the text calls them."""
    named = [
        t.subject
        for t in draft.thresholds
        if t.figure.unit in _ONE_PERSON and t.subject and not _in_each(t.subject)
    ]
    said = words_for_number(f"{draft.per}额" if len(draft.per) == 2 else draft.per)
    return facts.count("人", [*said, *(word for one in named for word in words_for_number(one))])


def _actual(draft: Draft, facts: _Vocabulary) -> Mapped:
    """The whole of what was spent, up to a limit; only that where it is not named."""
    top = draft.item_cap or (draft.cap.figure if draft.cap else None)
    if top is None:
        return {"kind": "unquantified", "say": "按实际支出补助，没有写明上限"}
    if draft.base and _ACTUAL_SUM.search(draft.base):
        whole = Figure(RATE, Decimal(1), "全额", 0, 0, top.at)
        return _rate(draft, whole, facts)
    amount = {"kind": "ceiling", "yuan": _decimal(top.value)}
    return amount | ({"per": facts.count(draft.per)} if draft.per else {})


_ACTUAL_SUM = re.compile("^实际.*(?:费用|支出|投入|成本|价款)$")


def _floor(draft: Draft) -> Mapped:
    """不足5万元的按5万元补, of so much for each."""
    return {"floor_yuan": _decimal(draft.floor.value)} if draft.floor is not None else {}


def _start_of_growth(draft: Draft) -> Threshold | None:
    """The threshold above which a sum grows."""
    if draft.more_step is None:
        return None
    unit = draft.more_step.unit
    return next((one for one in draft.thresholds if one.figure.unit == unit), None)


def _growing(draft: Draft, yuan: str, facts: _Vocabulary) -> Mapped:
    """20万元 from 5000吨 on, and 3万元 for every 1000吨 more."""
    start = _start_of_growth(draft)
    assert start is not None
    assert draft.more is not None
    assert draft.more_step is not None
    return {
        "kind": "growing",
        "by": _measured(draft, start.subject, start.figure.unit, facts),
        "at_least": _decimal(start.figure.value),
        "yuan": yuan,
        "step": _decimal(draft.more_step.value),
        "each_yuan": _decimal(draft.more.value),
    }


def _for_things(draft: Draft, yuan: str, facts: _Vocabulary) -> Mapped:
    """So much for each thing, and what is added to it."""
    if draft.beyond is not None:
        subject = next(
            (t.subject for t in draft.thresholds if t.figure is draft.beyond), draft.measure
        )
        whole = _measured(draft, subject, draft.beyond.unit, facts)
        return {"kind": "per", "items": [{"fact": facts.beyond(whole, draft.beyond), "yuan": yuan}]}
    item = _item(draft, _things(draft, facts), yuan)
    if draft.slices:
        return {"kind": "per", "items": _in_slices(draft, item["fact"], facts)}
    if draft.upto is not None and draft.above is not None:
        # 每吨150元;超出1万吨的部分每吨200元
        above = {
            "fact": facts.beyond(item["fact"], draft.upto),
            "yuan": _decimal(draft.above.value),
        }
        return {"kind": "per", "items": [{**item, "most": _decimal(draft.upto.value)}, above]}
    items = [item]
    if draft.added is not None:
        items.append({**item, "yuan": _decimal(draft.added.value)})
    return {"kind": "per", "items": items}


def _in_slices(draft: Draft, whole: str, facts: _Vocabulary) -> list[Mapped]:
    """100千瓦以内每千瓦2500元,超过100至300千瓦的部分每千瓦1800元: so much for each part of them."""
    facts.also(whole, words_for_number(draft.measure) if draft.measure else ())
    items: list[Mapped] = []
    for one in draft.slices:
        item: Mapped = {"fact": whole, "yuan": _decimal(one.rate.value)}
        if one.beyond is None and one.upto is not None:
            item["most"] = _decimal(one.upto)
        elif one.beyond is not None:
            item["fact"] = facts.beyond(whole, replace(one.bounds[0], value=one.beyond))
            if one.upto is not None:
                above = facts.beyond(whole, replace(one.bounds[-1], value=one.upto))
                item["fact"] = facts.between(item["fact"], above)
        items.append(item)
    return items


def _item(draft: Draft, fact: str, yuan: str) -> Mapped:
    """So much for each of a fact, of which so many are paid for."""
    item: Mapped = {"fact": fact, "yuan": yuan}
    if draft.most_things is not None:
        item["most"] = _decimal(draft.most_things.value)
    return item


def _for_each(draft: Draft, each: Figure, sum_: Decimal, facts: _Vocabulary) -> Mapped:
    """每100万元奖励1万元: as a share of the sum, or so much for one of what is counted."""
    noun = draft.base or next(
        (t.subject for t in draft.thresholds if t.figure.unit == each.unit), ""
    )
    share = _decimal(sum_ / each.value)
    if each.unit == Currency.YUAN.value:
        beside = next((t.subject for t in draft.thresholds if t.figure.unit == "元"), "")
        is_grown = _GROWN.search(noun) is not None and noun != beside
        fact = (
            facts.increase_of(noun, beside, str(draft.clause_id))
            if is_grown
            else facts.sum_of(noun)
        )
        return {"kind": "rate", "rate": share, "base": {"plus": [fact], "say": noun}}
    fact = facts.number(noun, each.unit) if noun else facts.count(each.unit)
    fact = facts.grown(fact) if draft.is_grown else fact
    return {"kind": "per", "items": [{"fact": fact, "yuan": share}]}


def _each_whole(draft: Draft, yuan: str, facts: _Vocabulary) -> Mapped:
    """每满1000万元奖励1.2万元,不满的部分不计,最高50万元: the first of them, and each one more."""
    each = draft.per_figure
    assert each is not None
    noun = draft.base or next(
        (t.subject for t in draft.thresholds if t.figure.unit == each.unit), ""
    )
    step = _decimal(each.value)
    by = facts.number(noun, each.unit) if noun else facts.count(each.unit)
    return {
        "kind": "growing", "by": by, "at_least": step, "yuan": yuan, "step": step,
        "each_yuan": yuan,
    }  # fmt: skip


def _whole_ones(draft: Draft) -> Decimal | None:
    """The sum of which only whole multiples are paid, where a limit lets them be; None without."""
    sums = [row.fixed.value for row in draft.rows if row.fixed is not None]
    if draft.per_figure is None or draft.per_figure.value == 1 or len(sums) != 1:
        return None
    caps = [one.figure.value for one in (draft.cap, draft.beside) if one is not None]
    return sums[0] if all(cap % sums[0] == 0 for cap in caps) else None


def _measured_in(thing: str) -> bool:
    """片晶圆: a measure word and its noun."""
    return len(thing) > 2 and thing[0] in lexicon().units and thing[0] not in "人名位项次"


def _things(draft: Draft, facts: _Vocabulary) -> str:
    """The fact for how many things are paid for; an area is one number however it is told."""
    if draft.is_grown:
        return facts.grown(_things(replace(draft, is_grown=False), facts))
    if draft.extra and draft.counted:
        return facts.part_of(facts.count(draft.per), draft.per, draft.counted)
    if draft.per not in _AREA:
        return facts.count(draft.per, _what_is_counted(draft), of=draft.counted)
    area = next((t.subject for t in draft.thresholds if t.figure.unit in _AREA), "")
    shares = (_SHARE_OF.search(t.subject) for t in draft.thresholds)
    parts = [share["part"] for share in shares if share and share["part"].endswith("面积")]
    banded = [r.band.figure.unit for r in draft.rows if r.band is not None]
    area = area or (draft.measure if banded and banded[0] in _AREA else "")
    area = area or next(iter(parts), "")  # 搭建面积占总面积60%以上的,每平方米20元
    return facts.number(area or "面积", "平方米")


def _what_is_counted(draft: Draft) -> tuple[str, ...]:
    """种公羊 of 引进优质种公羊的,每只: the end of what stands before a bare measure word."""
    if draft.per not in lexicon().units | lexicon().bulk:
        return ()
    opened = _OPENED_NOUN.search(draft.who) if draft.per in ("家", "户") else None
    if opened is not None:  # 在市外开设直营店的,…,每家奖励3万元
        noun = opened["noun"]
        return tuple(dict.fromkeys((noun, noun[-3:], noun[-2:])))
    noun = re.sub("的$", "", re.split("[,、(]", draft.who)[-1])
    return (noun[-3:],) if len(noun) > 3 and not _BROAD.search(noun) else ()


_OPENED_NOUN = re.compile(
    "(?:开设|开办|新开|新设|设立|新建|建设|运营)(?P<noun>[^,;。ⓂⓅⒸⒷ的、]{0,10}(?:店|馆|站|点|基地|门市|中心))"
)
_BROAD = re.compile("(?:企业|单位|机构|项目|产品|活动|部分|以上|[ⓂⓅⒸⒷ].{0,2})$")


def _monthly(draft: Draft, yuan: str, facts: _Vocabulary) -> Mapped:
    """So much for each month, and for each person or square metre."""
    fact = _months_of(draft, facts)
    item = {"fact": fact, "yuan": yuan}
    if draft.most_months is not None:
        item["most"] = _decimal(_in_months(draft.most_months))
    amount: Mapped = {"kind": "per", "items": [item]}
    if draft.per in ("平方米", "平米"):
        amount |= {"count": _things(draft, facts), "needs_count": "true"}
    elif draft.per:
        amount["count"] = facts.count(draft.per, of=draft.counted)
    if "count" in amount and draft.most_things is not None:
        amount["most_count"] = _decimal(draft.most_things.value)
    return amount


def _months_of(draft: Draft, facts: _Vocabulary) -> str:
    """The fact for how many months (nights, days) a sum is paid."""
    if draft.period != "月":
        return facts.count(draft.period)
    fact = facts.months(str(draft.clause_id))
    lasting = next((t for t in draft.thresholds if t.figure.unit == "个月"), None)
    if lasting is not None and lasting.bound is Bound.AT_LEAST:
        # 接收实习3个月以上的,按每人每月1000元: how long it lasts is how long it is paid.
        facts.out.facts[fact].setdefault(
            "derive", [{"product": [facts.number(lasting.subject, lasting.figure.unit)]}]
        )
    return fact


_PERSONS = ("", "人", "名", "位")


def _in_months(figure: Figure) -> Decimal:
    return figure.value * (12 if figure.unit == "年" else 1)


def _rate(draft: Draft, rate: Figure, facts: _Vocabulary) -> Mapped:
    base = draft.base or draft.measure or "费用"
    clause = str(draft.clause_id)
    fact = _paid_of(draft, base, facts)
    if not fact:
        return {"kind": "unquantified", "say": f"{UNRULED}，请以原文为准"}
    if draft.is_rent and (draft.most_area or draft.unit_cap or draft.price_cap):
        return _rent(draft, rate, fact, facts)
    if draft.slices:
        slices = [_slice(one) for one in draft.slices]
        return {"kind": "slices", "base": {"plus": [fact], "say": base}, "slices": slices}
    amount: Mapped = {
        "kind": "rate",
        "rate": _decimal(rate.value),
        "base": {"plus": [fact], "say": base},
    }
    if draft.beyond is not None:
        amount["beyond_yuan"] = _decimal(draft.beyond.value)
    if draft.most_base is not None:
        amount["most_base_yuan"] = _decimal(draft.most_base.value)
    if draft.period:
        amount["months"] = facts.months(clause)
        if draft.most_months is not None:
            amount["most_months"] = _decimal(_in_months(draft.most_months))
    if draft.item_cap is not None:
        amount["item_cap_yuan"] = _decimal(draft.item_cap.value)
    if draft.each_cap is not None:
        amount["each_cap_yuan"] = _decimal(draft.each_cap.value)
        amount["each_cap_of"] = _each_of(draft, facts)
    if draft.floor is not None:
        amount["floor_yuan"] = _decimal(draft.floor.value)
    return amount


def _each_of(draft: Draft, facts: _Vocabulary) -> str:
    """The fact with which a limit of a rate grows: 每亩不超过1万元, 每月最高500元."""
    if draft.each_cap_of in _AREA:
        return facts.number("面积", "平方米")
    if draft.each_cap_of == "月":
        return facts.months(str(draft.clause_id))
    return facts.count(draft.each_cap_of)


_BEFORE_NOUN = re.compile(
    "^(?:较|比)(?:上一?年度?|前一年度?|去年)(?:同期)?的?(?=.{2,}?(?:增量|增长额|增加额|新增额))"
)
"""较上年采购额增量: what has grown stands behind the year."""


def _paid_of(draft: Draft, base: str, facts: _Vocabulary) -> str:
    """The fact for what a rate is of; "" where nobody says."""
    if _GROWN.search(base):
        return _increase(draft, base, facts)
    if base == LPR_INTEREST:
        return facts.lpr_interest(str(draft.clause_id))
    return facts.sum_of(base, str(draft.clause_id))


def _increase(draft: Draft, base: str, facts: _Vocabulary) -> str:
    """The fact for an increase that a rate is of; "" where nobody says what has grown.

    按增量的8%: the whole of it must not stand for what there is more of.
    """
    beside = next((t.subject for t in draft.thresholds if t.figure.unit == "元"), draft.measure)
    grown = _MORE_THAN_BEFORE.search(draft.who)
    beside = beside or (grown["noun"] if grown is not None else "") or _grown_noun(draft)
    base = _BEFORE_NOUN.sub("", base)
    if not (_GROWN.split(base)[0] or beside):
        return ""
    fact = facts.increase_of(base, beside, str(draft.clause_id))
    _tell_growth(draft, fact, facts)
    return fact


def _grown_noun(draft: Draft) -> str:
    """年度研发费用 of 年度研发费用较上年增长15%以上的,按增量部分的8%; "" without."""
    for one in draft.thresholds:
        noun = _GROWN.split(one.subject)[0]
        if one.figure.unit in ("%", "个百分点") and noun and noun != one.subject:
            return noun
    return ""


def _rent(draft: Draft, rate: Figure, fact: str, facts: _Vocabulary) -> Mapped:
    """按租金的50%补贴,每平方米每月不超过30元,面积不超过1000平方米."""
    area = facts.number("面积", "平方米")
    months = facts.months(str(draft.clause_id))
    price = facts.rent_of(fact, area, months)
    amount: Mapped = {
        "kind": "rent", "rate": _decimal(rate.value),
        "base": {"plus": [fact], "say": draft.base}, "area": area, "months": months, "price": price,
    }  # fmt: skip
    amount |= _limits_of_rent(draft)
    if draft.most_months is not None:
        amount["most_months"] = _decimal(_in_months(draft.most_months))
    return amount


def _slice(one: SliceOf) -> Mapped:
    """超过300万元至1000万元部分按6%."""
    written: Mapped = {"rate": _decimal(one.rate.value)}
    if one.beyond is not None:
        written["beyond_yuan"] = _decimal(one.beyond)
    if one.upto is not None:
        written["upto_yuan"] = _decimal(one.upto)
    return written


def _tell_growth(draft: Draft, increase: str, facts: _Vocabulary) -> None:
    """同比增长10%以上…,对增量部分: how much it has grown by follows from the sums of both years."""
    before = f"{increase.removesuffix('_more')}_before"
    for one in draft.thresholds:
        if one.figure.unit == "%" and "增" in one.subject and before in facts.out.facts:
            spec = facts.out.facts[_measured(draft, one.subject, one.figure.unit, facts)]
            if spec["kind"] == "fraction":
                spec.setdefault("derive", [{"share": [increase, before]}])


def _levels(draft: Draft, clause: str, facts: _Vocabulary) -> Mapped:
    labels = [row.label for row in draft.rows]
    amount: Mapped = {
        "kind": "levels",
        "fact": facts.choice(clause, labels),
        "levels": [
            {"key": f"c{n}", "yuan": _decimal(row.fixed.value)}
            for n, row in enumerate(draft.rows, 1)
            if row.fixed is not None
        ],
    }
    if draft.is_ceiling:
        amount["is_ceiling"] = "true"
    is_person = all(map(_PERSON.search, labels)) or _OF_PERSON.search(labels[-1]) is not None
    is_person = is_person or _PERSON.search(_holder(draft, labels)) is not None
    if not draft.per and is_person:
        # 博士、硕士分别给予15万元、6万元: each of those that somebody brings.
        amount["count"] = facts.count("人", [word for word in labels if len(word) < 5])
    if draft.per_figure is not None and not draft.per:
        amount["count"] = facts.count(draft.per_figure.unit)
    if draft.period:
        amount["months"] = _months_of(draft, facts)
        if draft.most_months is not None:
            amount["most_months"] = _decimal(_in_months(draft.most_months))
    if draft.per in _AREA:
        amount |= {"count": _things(draft, facts), "needs_count": "true"}
        if draft.most_things is not None:
            amount["most_count"] = _decimal(draft.most_things.value)
    elif draft.per:
        if draft.per in lexicon().bulk:
            amount["needs_count"] = "true"
        if draft.most_things is not None:
            amount["most_count"] = _decimal(draft.most_things.value)
        amount["count"] = facts.count(draft.per, [*filter(None, [unranked(labels[-1])])])
    return amount


def _holder(draft: Draft, labels: Sequence[str]) -> str:
    """护理员 of 从业满1年的护理员,首次取得五级、四级证书的: who it is that gets what is listed."""
    if _PERSON.search(labels[-1]):
        return labels[-1]
    before = [part.removesuffix("的") for part in draft.who.split(",")[:-1]]
    return before[-1] if before and set(before[-1]) & set("员工师生士者") else ""


_OF_PERSON = re.compile("(?:学历|学位|职称|职业资格)$")
"""本科、大专、中专学历分别给予: the last name says what all of them are."""
_PERSON = re.compile(
    "(?:学历|学位|职称|职业资格|博士|硕士|本科|毕业生|人才|专家|技师|教师|医师|医生|护士|设计师|大师|员|(?<!施|竣|加|开|完|动|复|手|代|做)工|学生|新生|考生)$"
)


def _is_banded(draft: Draft) -> bool:
    """Whether the rows are bands one above the other, the last of them open above."""
    bands = [row.band for row in draft.rows if row.band is not None]
    if len(bands) < len(draft.rows) or any(band.lower is None for band in bands):
        return False
    if any(row.also for row in draft.rows):
        return False
    lowers = [band.lower or Decimal(0) for band in bands]
    meets = all(
        band.upper is None or band.upper <= following
        for band, following in zip(bands, lowers[1:], strict=False)
    )
    return lowers == sorted(set(lowers)) and meets and bands[-1].upper is None


def _bands(place: _Place, draft: Draft, facts: _Vocabulary) -> Mapped:
    measure = draft.measure or draft.base or "数额"
    unit = next(row.band.figure.unit for row in draft.rows if row.band is not None)
    amount: Mapped = {
        "kind": "bands",
        "by": _measured(draft, measure, unit, facts),
        "bands": [_one_band(row) for row in draft.rows],
    }
    if any(row.rate for row in draft.rows):
        base = draft.base or measure
        amount["base"] = {"plus": [_base_of_bands(draft, base, measure, facts)], "say": base}
    if draft.is_ceiling:
        amount["is_ceiling"] = "true"
    facts.also(amount["by"], _noun_behind(place, draft))
    return amount


def _base_of_bands(draft: Draft, base: str, measure: str, facts: _Vocabulary) -> str:
    """营业收入同比增长20%以上的,按增量部分的1%: how much more it is than the year before."""
    grown = _GROWN.split(measure)[0] if _GROWN.search(measure) else ""
    unit = next(row.band.figure.unit for row in draft.rows if row.band is not None)
    if not grown and _GROWN.search(base) and _GROWN.split(base)[0]:
        return facts.increase_of(base, "", str(draft.clause_id))
    if unit != "%" or not grown or not _GROWN.search(base):
        return facts.sum_of(base, str(draft.clause_id))
    increase = facts.increase_of(base, grown, str(draft.clause_id))
    before = f"{increase.removesuffix('_more')}_before"
    share = facts.out.facts[_measured(draft, measure, unit, facts)]
    if before in facts.out.facts and share["kind"] == "fraction":
        share.setdefault("derive", [{"share": [increase, before]}])
    return increase


def _noun_behind(place: _Place, draft: Draft) -> tuple[str, ...]:
    """站点 of 运营5家、10家、20家以上社区站点的: what is counted stands behind the last number."""
    last = max((r.band.figure for r in draft.rows if r.band is not None), key=lambda f: f.at)
    if last.sign != COUNT:
        return ()
    found = _BEHIND.match(place.skeleton.text, last.at + 1)
    noun = found["noun"] if found is not None else ""
    return tuple(dict.fromkeys((noun, noun[-4:], noun[-2:]))) if len(noun) > 1 else ()


_BEHIND = re.compile("(?:\\(含\\))?(?:及)?以上(?:的)?(?P<noun>[^,;。ⓂⓅⒸⒷ的、]{2,12})(?=[的,])")


def _one_band(row: Row) -> Mapped:
    assert row.band is not None
    band: Mapped = {"at_least": _decimal(row.band.lower)}
    if row.fixed is not None:
        band["yuan"] = _decimal(row.fixed.value)
    if row.rate is not None:
        band["rate"] = _decimal(row.rate.value)
    if row.cap is not None:
        band["cap_yuan"] = _decimal(row.cap.value)
    return band


def _classes(draft: Draft, clause: str, facts: _Vocabulary) -> Mapped:
    base = draft.base or draft.measure or "费用"
    classes = []
    for n, row in enumerate(draft.rows, 1):
        one: Mapped = {"key": f"c{n}", "rate": _decimal(row.rate.value if row.rate else None)}
        if row.cap is not None:
            one["cap_yuan"] = _decimal(row.cap.value)
        classes.append(one)
    fact = facts.sum_of(base, str(draft.clause_id))
    amount: Mapped = {
        "kind": "classes",
        "fact": facts.choice(clause, [row.label for row in draft.rows]),
        "classes": classes,
        "base": {"plus": [fact], "say": base},
    }
    limits = _limits_of_rent(draft)
    if draft.is_rent and limits:
        area = facts.number("面积", "平方米")
        price = facts.rent_of(fact, area, "12")
        amount["rent"] = {"area": area, "price": price, **limits}
    return amount


def _limits_of_rent(draft: Draft) -> Mapped:
    """How many square metres count, and how much for each of them and month."""
    limits = {
        "most_area": draft.most_area, "unit_yuan": draft.unit_cap, "price_yuan": draft.price_cap
    }  # fmt: skip
    return {key: _decimal(one.value) for key, one in limits.items() if one is not None}


def _are_variants(draft: Draft) -> bool:
    """Whether the rows behind the first are other rates, all limited together or each apart."""
    caps = [row.cap is not None for row in draft.rows]
    is_each = caps[0] and any(caps[1:]) and draft.cap is None
    return all(row.rate for row in draft.rows) and (is_each or not any(caps))


def _variants(place: _Place, draft: Draft, facts: _Vocabulary) -> Mapped:
    first, *others = draft.rows
    assert first.rate is not None
    amount = _rate(draft, first.rate, facts)
    labels = [row.label for row in others if row.label]
    fact = facts.choice(str(place.clause.id), ["其他", *labels]) if labels else ""
    amount["variants"] = [
        {
            "when": _when_raised(draft, row, fact, labels, facts),
            "rate": _decimal(row.rate.value),
            "quote": _quote_of_raise(place, first.rate, row.rate),
        }
        for row in others
        if row.rate is not None
    ]
    if first.cap is not None:
        amount["cap_yuan"] = _decimal(first.cap.value)
        for one, row in zip(amount["variants"], others, strict=True):
            if row.cap is not None and row.rate is not None:
                one["cap_yuan"] = _decimal(row.cap.value)
                one["quote"] = place.quote(min(row.rate.at, first.rate.at), row.cap.at + 1)
    return amount


def _when_raised(
    draft: Draft, row: Row, fact: str, labels: Sequence[str], facts: _Vocabulary
) -> Mapped:
    if row.band is None:
        return {"fact": fact, "is": f"c{labels.index(row.label) + 2}", "say": row.label}
    unit = row.band.figure.unit
    measured = facts.number(draft.measure or "数额", unit)
    when, must = _band_conditions(row.band, measured, draft.measure, row.band.lower or Decimal(0))
    return (must or when)[0]


def _quote_of_raise(place: _Place, first: Figure, raised: Figure) -> str:
    """提高5个百分点 is proved beside the rate that it raises."""
    if raised.unit == "个百分点" and first.at < raised.at:
        return place.quote(first.at, raised.at + 1)
    return place.around(raised)


def _case_rule(
    place: _Place, draft: Draft, row: Row, rule_id: str, common: Mapped, facts: _Vocabulary
) -> Mapped:
    """One case of a draft as a rule of its own."""
    mapped = dict(common)
    if row.also:
        when, must = _of_two_numbers(draft, row, facts)
        mapped["when"] = when
        mapped["conditions"] = [*must, *common["conditions"]]
    elif row.band is not None:
        unit = row.band.figure.unit
        fact = _measured(draft, draft.measure or draft.base or "数额", unit, facts)
        lowest = min(r.band.lower or Decimal(0) for r in draft.rows if r.band is not None)
        band = _closed(row.band, draft.rows)
        when, must = _band_conditions(band, fact, draft.measure or draft.base, lowest)
        if _is_last_of_all(row.band, draft.rows):
            # 20年以上不满25年, the last of them: what is above gets nothing
            above = [one for one in when if {"less_than", "at_most"} & set(one)]
            when, must = [one for one in when if one not in above], [*must, *above]
        mapped["when"] = when
        mapped["conditions"] = [*must, *common["conditions"]]
    else:
        labels = [one.label or "其他" for one in draft.rows]
        fact = facts.choice(str(place.clause.id), labels)
        key = f"c{draft.rows.index(row) + 1}"
        mapped["when"] = [{"fact": fact, "is": key, "say": row.label or "其他"}]
        mapped["title"] = f"{common['title']}（{row.label or '其他'}）"
        mapped["words"] = list(dict.fromkeys([*words_for_class(row.label), *common["words"]]))
    rule = _rule(rule_id, mapped, draft, _amount(draft, row, facts))
    if row.cap is not None:
        rule["cap"] = _cap(row.cap, draft.span)
        if draft.span is Span.YEAR:
            rule["yearly"] = "true"
    return rule


def _is_last_of_all(band: Band, rows: Sequence[Row]) -> bool:
    """Whether a band is the highest of several and ends as well."""
    tops = [row.band.upper for row in rows if row.band is not None]
    known = [top for top in tops if top is not None]
    is_closed = len(known) == len(rows) > 1
    return is_closed and band.upper == max(known)


def _rule_of_band(
    place: _Place, draft: Draft, row: Row, rule_id: str, facts: _Vocabulary, *, is_only: bool
) -> Mapped:
    """One of the bands that are paid together: of whoever reaches it."""
    assert row.band is not None
    subject = draft.measure or draft.base or "数额"
    reached = Threshold(subject, Bound.AT_LEAST, row.band.figure)
    alone = replace(
        draft, rows=(replace(row, band=None),), thresholds=(*draft.thresholds, reached),
        adds_up=False,
    )  # fmt: skip
    common = _common(place, alone, facts, is_only=is_only)
    shown = _amount_words(row.band.figure.value, row.band.figure.unit)
    told = {**common, "title": f"{common['title']}（{shown}）"}
    if row is not draft.rows[0]:
        # Whoever told a lower number is not told of what the higher bands do not pay.
        told["when"] = [_condition(reached, alone, facts)]
    return _rule(rule_id, told, alone, _amount(alone, alone.rows[0], facts))


def _of_two_numbers(
    draft: Draft, row: Row, facts: _Vocabulary
) -> tuple[list[Mapped], list[Mapped]]:
    """What makes it this case where each demands two numbers, and what the lowest demands.

    One is in the highest case of which both numbers hold: above the lowest, both; below the
    highest, not both of the next.
    """
    rows = sorted(draft.rows, key=lambda one: one.band.lower or 0 if one.band is not None else 0)
    place = rows.index(row)
    own = [_condition(one, draft, facts) for one in _demands(draft, row)]
    when = [] if place == 0 else own
    if place + 1 < len(rows):
        above = _demands(draft, rows[place + 1])
        below = [replace(one, bound=Bound.LESS_THAN) for one in above]
        when = [*when, _one_of([_condition(one, draft, facts) for one in below])]
    return when, own if place == 0 else []


def _demands(draft: Draft, row: Row) -> tuple[Threshold, ...]:
    """The band of a case and what holds beside it, as comparisons."""
    assert row.band is not None
    subject = draft.measure or draft.base or "数额"
    return (Threshold(subject, Bound.AT_LEAST, row.band.figure), *row.also)


def _closed(band: Band, rows: Sequence[Row]) -> Band:
    """A band that is open above (3000人以上) ends where the next one begins."""
    if band.upper is not None or band.lower is None:
        return band
    above = [row.band.lower for row in rows if row.band is not None and row.band.lower is not None]
    following = min((lower for lower in above if lower > band.lower), default=None)
    return replace(band, upper=following, includes_upper=False)


def _band_conditions(
    band: Band, fact: str, measure: str, lowest: Decimal
) -> tuple[list[Mapped], list[Mapped]]:
    """What makes it another case, and what must hold: below the lowest band nothing is paid."""
    when: list[Mapped] = []
    must: list[Mapped] = []
    unit = band.figure.unit
    if band.lower is not None:
        key = "at_least" if band.includes_lower else "more_than"
        one = {"fact": fact, key: _decimal(band.lower), "say": _say(measure, key, band.lower, unit)}
        if band.lower == lowest and unit in _NIGHTS:
            one["assumed"] = "true"  # few who ask how much tell that they stayed at all
        (must if band.lower == lowest else when).append(one)
    if band.upper is not None:
        key = "at_most" if band.includes_upper else "less_than"
        when.append(
            {"fact": fact, key: _decimal(band.upper), "say": _say(measure, key, band.upper, unit)}
        )
    return when, must


def _measured(draft: Draft, subject: str, unit: str, facts: _Vocabulary) -> str:
    """The fact for what decides a case: the sum that is paid for, or the things, where they are it.

    按每亩800元 beside 面积达到100亩以上: whoever asks tells one number.
    """
    if unit in _NIGHTS and draft.period in _NIGHTS:
        return _months_of(draft, facts)  # 连住2晚以上的,每人每晚: how many nights are paid for
    if unit == Currency.YUAN.value and _is_same_sum(subject, draft.base):
        return facts.sum_of(draft.base, str(draft.clause_id))
    each = draft.per_figure
    if each is not None and each.value == 1 and each.unit in _ONE_PERSON and unit in _ONE_PERSON:
        return _persons(draft, facts)
    is_counted = draft.per and draft.per_figure is None
    if is_counted and unit in _AREA and draft.per in _AREA:
        return facts.number(subject or "面积", "平方米")
    noun = subject.removesuffix("位")  # 床位 are counted as 床
    is_in_each = subject.startswith(("单", "每")) and not draft.per.endswith(unit)
    is_named = bool(draft.per) and (subject.endswith(draft.per) or noun.endswith(draft.per))
    is_named = is_named and not is_in_each  # 单架次100人以上: how many in each, not how many
    is_apart = _AT_A_TIME.match(subject) is not None  # 每周5班以上: not how many in all
    noun_of_each = draft.per.removeprefix(unit)  # 客房5间以上的,每间客房8000元
    is_named = is_named or (
        unit != "" and draft.per.startswith(unit) and len(noun_of_each) > 1
        and subject.endswith(noun_of_each)
    )  # fmt: skip
    is_thing = draft.per.endswith(unit) or unit.endswith(draft.per) or is_named
    if draft.is_grown and is_counted and is_thing and "增" in subject:
        return _things(draft, facts)
    if is_counted and unit and is_thing and not is_apart:
        return facts.count(draft.per, words_for_number(subject), of=draft.counted)
    return facts.number(subject or "数额", unit)


_AT_A_TIME = re.compile("每(?:个?月|周|日|天)|[日周月]均")
_IN_EACH = re.compile(
    "每(?![年月日天周季度户家人名位元]|个?(?:企业|单位|机构|公司|主体|农户|农场|合作社|家庭|经营|申报|园区|市场)|项目)"
)


def _in_each(subject: str) -> bool:
    """每亩保有8株以上的,每株补助15元; 每班不少于30人: how many in each of them, not in all."""
    return _IN_EACH.match(subject) is not None


def _condition(threshold: Threshold, draft: Draft, facts: _Vocabulary) -> Mapped:
    figure = threshold.figure
    one = draft.per_figure
    thing = one.unit if one is not None and one.value == 1 else draft.per
    is_in_each = bool(thing) and _in_each(threshold.subject) and thing.endswith(figure.unit)
    # 每亩保有8株以上的,每株15元: whoever asks tells how many there are in all.
    fact = (
        facts.number(threshold.subject, figure.unit)
        if is_in_each
        else _measured(draft, threshold.subject, figure.unit, facts)
    )
    key = threshold.bound.value
    condition: Mapped = {
        "fact": fact,
        key: _decimal(figure.value),
        "say": _say(threshold.subject, key, figure.value, figure.unit),
    }
    # How long something lasts says who may apply; few who ask tell it. Nor by how many percent a
    # sum has grown, where its increase is what they ask about.
    is_growth = (
        figure.unit in ("%", "个百分点")
        and re.search("增长|新增|增量|增加", draft.base) is not None
    )
    is_untold = figure.unit in _DURATIONS or (is_growth and "增" in threshold.subject)
    # 游览1家以上景区: some of them; who tells of one does not tell how many.
    is_some = threshold.bound is Bound.AT_LEAST and figure.value == 1 and figure.sign == COUNT
    is_untold = is_untold or is_some or is_in_each or threshold.is_assumed
    return condition | {"assumed": "true"} if is_untold else condition


def _one_of(conditions: list[Mapped]) -> Mapped:
    """Conditions of which one is enough, as one."""
    first, *others = conditions
    if not others:
        return first
    compared = [{k: v for k, v in one.items() if k not in ("say", "assumed")} for one in others]
    return first | {"or": compared, "say": "或".join(str(one["say"]) for one in conditions)}


def _is_same_sum(subject: str, base: str) -> bool:
    """Whether a threshold measures the sum that the rate applies to.

    新购生产设备投资额500万元以上的，按设备投资额的10%: whoever asks tells one number. A base that
    is but the word for its kind (按投资额) is the sum that the threshold spoke of.
    """
    if not subject or not base:
        return False
    one, other = (
        re.sub("实际|当年|年度|(?:总|金)?额$", "", core(phrase)) for phrase in (subject, base)
    )
    is_part = one.endswith(other) or other.endswith(one)
    is_within = len(other) > 1 and other in subject  # 转增注册资本…,按转增额
    is_bare = kind_of(base) == kind_of(subject) and core(base) in lexicon().kinds.get(
        kind_of(base), ()
    )
    return is_part or is_bare or is_within or core(base) in lexicon().unnamed


def _say(subject: str, key: str, value: Decimal, unit: str) -> str:
    subject = subject or f"{unit}数"
    return f"{subject}{_SAY[Bound(key)]}{_amount_words(value, unit)}"


def _amount_words(value: Decimal, unit: str) -> str:
    if unit == "个百分点":
        return f"{_decimal(value * 100)}{unit}"
    if unit in ("%", "‰"):
        return f"{_decimal(value * 100)}%"
    if unit == "/":
        return _decimal(value)  # 占全片时长三分之一以上
    for scale, name in ((10**8, "亿"), (10**4, "万")):
        if unit in set(Currency) and value >= scale and value % (scale // 100) == 0:
            return f"{_decimal(value / scale)}{name}{unit}"
    return f"{_decimal(value)}{unit}"


_WRITTEN_OUT = 60


def _decimal(value: Decimal | None) -> str:
    text = f"{value or Decimal(0):f}"
    if len(text) > _WRITTEN_OUT:
        return format_fraction(value or Decimal(0))  # 1/3
    return text.rstrip("0").rstrip(".") if "." in text else text


def write_yaml(content: Mapping[str, Any] | Sequence[Any]) -> str:
    """A file that people edit: every scalar a string, Chinese as it is, in the given order."""
    import yaml

    class Plain(yaml.SafeDumper):
        """Writes the same list twice where it stands twice."""

        def ignore_aliases(self, data: Any) -> bool:
            return True

    return yaml.dump(
        content,
        Dumper=Plain,
        allow_unicode=True,
        sort_keys=False,
        width=96,
        default_flow_style=False,
    )
