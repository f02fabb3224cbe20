"""The facts that the rules of one policy need: their names, questions and the words people use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.intake.figures import Currency, Figure
from assistant.intake.interest import LPR_INTEREST
from assistant.intake.labels import (
    core,
    kind_of,
    less_shared_subject,
    lexicon,
    words_apart,
    words_for_case,
    words_for_class,
    words_for_number,
    words_for_sum,
)
from assistant.intake.names_of_classes import without_title
from assistant.intake.phrases import heads_apart
from assistant.intake.things import PEOPLE, PERSONS
from assistant.intake.written import Emitted, Mapped, amount_words, decimal_text
from assistant.text.schedules import Schedule

GROWN = re.compile(
    "(?:同?比|较)?(?:上一?年度?|前一年度?|去年|同期|基期)?(?:同期)?(?:的)?(?:增长|新增|增加|增量|增幅)(?:的)?(?:部分|额|量)?$"
)
OVER_YEAR = re.compile(
    "(?:同比|(?:比|较)(?:上一?年度?|前一年度?|去年|同期|基期)(?:同期)?)(?:的)?(?:实际)?(?:净)?(?:增长|新增|增加)(?:额|量)?(?:的)?$"
)
"""研发费用比上年增加50万元以上: a threshold on what there is more of, not on a year's sum."""
_LAST_YEAR = re.compile("(?<![较比])(?:上一?年度?|去年|前一年度?)(?!增)")
_BEFORE_LAST = ("再前一年", "前一年", "前年", "上上年", "再上一年")
_WHOSE_SUM = re.compile("^[^占]{0,10}?(?:企业|公司|机构|单位|合作社)(?:上?年度)?(?=.{3,})")
SHARE_OF = re.compile("(?P<part>[^占]{2,16})占(?P<whole>[^占]{2,12}?)的?(?:比例|比重|比)?$")
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
_NOUNS = frozenset("证书柜桩池店馆园企户社车船机井棚")
"""每证20万元, 每桩2万元: what is counted itself; whoever asks says 3个证, 5张证."""
_NUMBER_OF = ("总数", "总量", "数量", "人数", "家数", "户数")
_BEFORE_THIS = ("前年", "上年", "上一年", "去年")
_TIMES_BEFORE = ("去年", "上年", "上届", "上一届", "上期")
"""When there were so many before."""


_MEASURE_WORDS = dict(
    zip("船艇舰筏车机库棚窑塔桥楼井池泵店馆场", "艘艘艘只辆台座座座座座栋口口台家家个", strict=True)
)
"""In what each of them is counted, where a text calls it by its noun alone (单船)."""


_ONLY_WHEN = re.compile("(?:当年|年度|全年|本年度?|同比|实际|其|该|年)+")


@dataclass(slots=True)
class Vocabulary:
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
        is_other = apart is not None and [len(head) for head in apart[0]] in ([1, 1], [2, 2])
        return None if is_other else name

    def increase_of(self, phrase: str, measure: str, clause: str) -> str:
        """The fact for how much more a sum is than the year before: 研发费用较上年增长部分."""
        # 研发费用比上年增加50万元以上的,按增加额: what the threshold is on is an increase as well.
        whole = OVER_YEAR.split(measure)[0] or measure
        noun = GROWN.split(phrase)[0]
        noun = whole if not noun or _ONLY_WHEN.fullmatch(noun) else noun  # 按当年增量的5‰
        noun = whole if noun in whole else noun  # 年度跨境电商出口额…,对出口增量部分
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

    def number(self, phrase: str, unit: str, counted: str = "") -> str:
        """The fact for what a threshold or band measures.

        ``counted``: in what the two are counted of which a share is one in the other.
        """
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
                    *(words_for_number("人") if unit in PERSONS else ()),
                    *(words_for_number(unit) if unit == "册" else ()),
                ],
            }
            if kind == "count":
                spec["unit_name"] = unit
            elif kind == "foreign":
                spec["currency"] = unit
            self.out.facts[name] = spec
            if kind == "fraction":
                self._as_share(spec, phrase, counted)
        return name

    def of_one(self, phrase: str, unit: str, thing: str, whole: str) -> str:
        """The fact for how many each thing has: of so many things it makes the whole."""
        name = self.number(phrase, unit)
        things = self.count(_MEASURE_WORDS.get(thing[-1], thing))
        spec = self.out.facts[name]
        spec["words"] = list(dict.fromkeys([*spec["words"], f"单{thing}", f"每{thing}"]))
        spec["per"] = "item"
        known = self.out.facts[whole].setdefault("derive", [])
        known += [way for way in ({"product": [name, things]},) if way not in known]
        return name

    def _as_share(self, spec: Mapped, phrase: str, counted: str) -> None:
        """研发费用占营业收入: whoever asks tells the two sums, and few their share."""
        found = SHARE_OF.search(phrase)
        if found is None or found["whole"].endswith(_NUMBER_OF):
            return
        if counted:
            part, whole = (self.number(found[side], counted) for side in ("part", "whole"))
        elif found["part"].endswith("面积"):
            part, whole = (self.number(found[side], "平方米") for side in ("part", "whole"))
        else:
            # 种业企业研发费用占营业收入: whose it is is no part of what the sum is called
            # unless the clause asks for that sum by that name already.
            part, whole = (
                self.sum_of(
                    found[side]
                    if ("yuan", core(found[side])) in self.names
                    else _WHOSE_SUM.sub("", found[side])
                )
                for side in ("part", "whole")
            )
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
                "words": list(words_for_number("人" if thing in PEOPLE else thing)),
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
                "unit_name": "人" if thing in PEOPLE else thing,
            }
        return name

    def part_of(self, whole: str, thing: str, kind: str) -> str:
        """The fact for how many are of a kind that gets more: all of them where nobody tells."""
        name = self._kind_of(thing, kind, ())
        spec = self.out.facts[name]
        spec.setdefault("derive", [{"product": [whole]}])
        return name

    def part_sum(self, label: str, words: Sequence[str], whole: str) -> str:
        """The fact for how much of a sum is of a kind that is paid for otherwise."""
        name, is_new = self._new("yuan", f"{whole}/{label}")
        if is_new:
            self.out.facts[name] = {
                "name": name,
                "label": label,
                "kind": "yuan",
                "ask": f"{label}是多少？",
                "words": list(words),
            }
        return name

    def also(self, name: str, words: Sequence[str]) -> None:
        """More words for a fact that is known."""
        known = self.out.facts[name]["words"]
        known += [word for word in words if word not in known]

    def beyond(self, whole: str, start: Figure) -> str:
        """The fact for how many there are beyond a number of them."""
        name, derive = f"{whole}_beyond", [{"difference": [whole, decimal_text(start.value)]}]
        if self.out.facts.get(name, {}).get("derive", derive) != derive:
            name += decimal_text(start.value).replace(".", "_")  # another clause begins elsewhere
        known = self.out.facts[whole]
        shown = amount_words(start.value, start.unit)
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

    def same_as(self, fact: str, other: str) -> None:
        """Where one number is not told it is the other (见习期 of 每人每月, paid for 6个月)."""
        self.out.facts[fact].setdefault("derive", [{"product": [other]}])

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
        labels = less_shared_subject([without_title(label) for label in labels])
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


def _said_of(event: str) -> tuple[str, ...]:
    """项目竣工 and 竣工: what has happened, and how people shorten it."""
    tails = (event[-n:] for n in (4, 2) if len(event) > n)
    return (event, *(tail for tail in tails if tail[0] not in "一二三四五六七八九十的年月了满并"))


def _measured_in(thing: str) -> bool:
    """片晶圆: a measure word and its noun."""
    return len(thing) > 2 and thing[0] in lexicon().units and thing[0] not in "人名位项次"
