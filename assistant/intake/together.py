"""Propose what a policy says of taking several of its rules together: only one, or under one cap.

A sentence counts where its own words say which rules it is about: those of the whole policy
(本政策两项以上扶持条款), or those of its article (上述奖励, 本条). What is said of other policies
or of different projects is no statement on these rules; what names no scope is not guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from assistant.intake.heads_of_tables import BY_TABLE
from assistant.intake.over import is_of_own, limits_article
from assistant.intake.rates_of_parts import shares_of_parts
from assistant.policy.clause import Clause
from assistant.rules.cap import Period
from assistant.rules.combine import Statement, check_statements
from assistant.text.normalise import fold
from assistant.text.numerals import read_number
from assistant.text.pattern import lazy
from assistant.text.quantities import find_quantities
from assistant.text.units import Unit

Mapped = dict[str, Any]

_SENTENCE = lazy(r"[^。；;\n]+[。；;]?")
_ONLY_ONE = lazy(
    "不(?:得|能|可)?(?:予以?)?重复(?:享受|申报|申请|奖励|奖补|资助|支持|补助|补贴|兑现|领取|计算)"
    "|(?:就|从|按)高(?:不重复|原则|享受|执行|给予|奖励|补助|资助)|择(?:优|高)(?:不重复|享受|执行|奖励|补助|资助)"
    "|只(?:能|可)?(?:享受|申报|申请)(?:其中)?(?:一项|一次|一种)"
)
_TOGETHER = lazy(
    "(?:合计|累计|总额|总和|总计)[^,，。;；]{0,16}?(?:不超过|不得超过|不高于|最高|上限为?)"
)
_EACH_APPLICANT = lazy(
    "(?:每家|每个|单个|同一|每户|单家|每一|单户)[^,，。;；]{0,12}(?:最高|不超过|不得超过|上限)"
)
"""本条奖励每家企业每年最高80万元: of all that the article pays."""
_NAMED = lazy(
    "第[^,，。;；]{1,24}?[条项款](?:[、和及与]第[^,，。;；、和及与]{1,12}?[条项款])+(?=[^,，。;；]{0,6}(?:奖|补|资|支|每|合计|累计))"
)
_NUMBER = lazy("第[(（]?([0-9.]+|[一二三四五六七八九十百]+)[)）]?(?=[条项款])")
_OF_POLICY = lazy(
    "(?:本|该)(?:政策|措施|办法|意见|规定|细则|方案|通知)(?!(?:与|和|同|及)[^,，]{0,12}(?:政策|其他))"
)
_OF_ARTICLE = lazy("本条|本款|本项|上述|以上(?:各|两|几|三|四|五|奖|补|资|支|政)|前述|前款")
_OF_CLAUSE = lazy("(?:两|三|四|五|各)(?:类|项|种|者)(?!以上|及以上|政策)")
"""两类面积分别计算,合计每年最高25万元: of what its own clause pays."""
_ELSEWHERE = lazy(
    "(?:国家|省|市|区|县|上级|其他|其它|同类|各级)[^,，。]{0,12}(?:政策|资金|部门)|与[^,，。]{0,16}政策|不同项目"
)
_NOT_SO = lazy("(?:可以?|允许|能够?)(?:同时|叠加|重复|分别)")
_YEARLY = lazy("每年|年度|当年|同一年|一年")
_FEW = 2
_SUMS = (Unit.YUAN, Unit.YUAN_PER_UNIT, Unit.YUAN_PER_YEAR)
"""每家企业最高80万元 reads as so much for each of them."""


def propose_together(clauses: Sequence[Clause], rules: Sequence[Mapped]) -> list[Mapped]:
    """The statements (``combine`` of rules.yaml) of a policy on its proposed rules.

    Only those that stand up to the checks of the rulebook beside the ones before.
    """
    names = [str(rule["id"]) for rule in rules]
    found: list[Mapped] = []
    for clause in clauses:
        for match in _SENTENCE.finditer(clause.text):
            sentence = match.group().strip()
            own = [name for name in names if name.partition(":")[0] == str(clause.id)]
            known = own if is_of_own(clause, sentence, rules) else names
            stated = _stated(sentence, clause, known)
            if stated is None:
                found += [
                    one
                    for one in _one_of_two(sentence, clause, known)
                    if not _faults([*found, one])
                ]
            if stated is None and limits_article(clause, sentence, match.start(), rules):
                stated = _over_article(sentence, clause, known)
            if stated and not _faults([*found, stated]):
                found.append(stated)
        found += [one for one in _of_classes(clause, rules) if not _faults([*found, one])]
        found += [one for one in _of_table(clause, rules) if not _faults([*found, one])]
        found += [one for one in _of_parts(clause, rules) if not _faults([*found, one])]
        found += [one for one in _of_rules(clause, rules, found) if not _faults([*found, one])]
    return found


_OF_CLASS = lazy(r":r(?P<draft>\d+)-k(?P<nth>\d+)")


def _of_classes(clause: Clause, rules: Sequence[Mapped]) -> list[Mapped]:
    """企业每年最高80万元,农户最高5万元, where a clause pays two things: of both together."""
    groups: dict[tuple[str, str], list[Mapped]] = {}
    for rule in rules:
        name = str(rule["id"])
        match = _OF_CLASS.search(name)
        if match is None or name.partition(":")[0] != str(clause.id) or "cap" not in rule:
            continue
        groups.setdefault((match["nth"], str(rule["cap"]["yuan"])), []).append(rule)
    found = []
    for (_, yuan), own in groups.items():
        names = [str(rule["id"]) for rule in own]
        drafts = {match["draft"] for name in names if (match := _OF_CLASS.search(name))}
        limits = (one.group().strip() for one in _SENTENCE.finditer(clause.text))
        quote = next((s for s in limits if _names_sum(s, Decimal(yuan))), "")
        if len(drafts) >= _FEW and quote:
            cap = {"yuan": yuan, "period": own[0]["cap"]["period"], "quote": quote}
            said = {"rules": names, "clause": str(clause.id), "quote": quote}
            found.append({"relation": "share", **said, "cap": cap})
    return found


def _of_parts(clause: Clause, rules: Sequence[Mapped]) -> list[Mapped]:
    """单个项目最高300万元, where a part of it has a rate of its own: of both together."""
    own = [rule for rule in rules if str(rule["id"]).partition(":")[0] == str(clause.id)]
    found = []
    for whole, part in shares_of_parts(own):
        yuan = str(part["cap"]["yuan"])
        limits = (one.group().strip() for one in _SENTENCE.finditer(clause.text))
        quote = next((s for s in limits if _names_sum(s, Decimal(yuan))), "")
        if quote:
            cap = {"yuan": yuan, "period": part["cap"]["period"], "quote": quote}
            names = [str(whole["id"]), str(part["id"])]
            said = {"rules": names, "clause": str(clause.id), "quote": quote}
            found.append({"relation": "share", **said, "cap": cap})
    return found


def _of_rules(clause: Clause, rules: Sequence[Mapped], known: Sequence[Mapped]) -> list[Mapped]:
    """每家企业每年最高100万元 behind several rules that each have it: of all of them together.

    ``known`` are the statements read before.
    """
    groups: dict[tuple[str, str], list[Mapped]] = {}
    for rule in rules:
        if str(rule["id"]).partition(":")[0] == str(clause.id) and "cap" in rule:
            key = (str(rule["cap"]["yuan"]), str(rule["cap"]["period"]))
            groups.setdefault(key, []).append(rule)
    found = []
    for (yuan, period), own in groups.items():
        limits = [one.group().strip() for one in _SENTENCE.finditer(clause.text)]
        named = [one for one in limits if _names_sum(one, Decimal(yuan))]
        if len(own) < _FEW or len(named) != 1 or _OF_ONE.match(named[0]) is None:
            continue
        cap = {"yuan": yuan, "period": period, "quote": named[0]}
        said = {"rules": [str(rule["id"]) for rule in own], "clause": str(clause.id)}
        found.append({"relation": "share", **said, "quote": named[0], "cap": cap})
    return [one for one in found if all(_is_other(one, other) for other in known)]


def _is_other(one: Mapped, other: Mapped) -> bool:
    """Whether a limit is not one that was told already of all that it is of."""
    is_same = one["quote"] == other["quote"] and other["relation"] == "share"
    return not (is_same and set(one["rules"]) <= set(other["rules"]))


_OF_ONE = lazy(
    "(?:(?:单个|每个|同一|单一)[^，,。；;每单年0-9项目个]{0,6}?(?:企业|单位|主体|机构|公司|合作社|申请人|申报人)|[单每][家户])"
    "[^,，。;；]{0,16}(?:最高|不超过|不得超过|上限)"
)
"""A sentence of its own that limits whoever applies, and no single project or thing."""


def _of_table(clause: Clause, rules: Sequence[Mapped]) -> list[Mapped]:
    """按下表给予补助,每家企业每年最高80万元, above a table of which several rules are made."""
    own = [
        rule
        for rule in rules
        if str(rule["id"]).partition(":")[0] == str(clause.id) and "cap" in rule
    ]
    for match in _SENTENCE.finditer(clause.text):
        words = match.group().strip()
        if BY_TABLE.search(words) is None:
            continue
        about = [
            rule
            for rule in own
            if words.rstrip("。；;") in str(rule["quote"])
            and _names_sum(words, Decimal(str(rule["cap"]["yuan"])))
        ]
        if len(about) >= _FEW and len({str(rule["cap"]["yuan"]) for rule in about}) == 1:
            limit = about[0]["cap"]
            cap = {"yuan": limit["yuan"], "period": limit["period"], "quote": words}
            names = [str(rule["id"]) for rule in about]
            said = {"rules": names, "clause": str(clause.id), "quote": words}
            return [{"relation": "share", **said, "cap": cap}]
    return []


def _names_sum(sentence: str, yuan: Decimal) -> bool:
    return any(q.unit in _SUMS and q.value == yuan for q in find_quantities(fold(sentence)))


def without(statements: Sequence[Mapped], rule_id: str) -> list[Mapped]:
    """The statements once a rule is gone; one that is left about a single rule says nothing."""
    kept = [
        {**one, "rules": [name for name in one["rules"] if name != rule_id]} for one in statements
    ]
    return [one for one in kept if len(one["rules"]) >= _FEW]


def _faults(statements: Sequence[Mapped]) -> bool:
    return any(check_statements([Statement.model_validate(one) for one in statements]))


def _stated(sentence: str, clause: Clause, names: Sequence[str]) -> Mapped | None:
    if _ELSEWHERE.search(sentence) or _NOT_SO.search(sentence):
        return None
    about = _about(sentence, clause, names)
    if len(about) < _FEW or _NOT_BOTH.search(sentence) or _POOL.search(sentence):
        return None
    said = {"rules": about, "clause": str(clause.id), "quote": sentence}
    if _ONLY_ONE.search(sentence):
        return {"relation": "exclude", **said}
    cap = _cap(sentence)
    return {"relation": "share", **said, "cap": cap} if cap else None


_ARTICLE = "第[一二三四五六七八九十百0-9]+条|[0-9]+\\.[0-9]+"
_NOT_BOTH = lazy(
    f"(?:享受|获得|领取|申请|取得)(?:过|了)?(?P<one>{_ARTICLE})[^,，。;；第]{{0,14}}的?[,，][^,，。;；第]{{0,10}}"
    "不(?:得|能|可)?(?:再|予以?)?(?:重复)?(?:享受|申报|申请|领取|给予|获得)[^,，。;；第0-9]{0,4}"
    f"(?P<two>本条|{_ARTICLE})"
)
"""已享受第四条建设补助的,不重复享受本条补助: what each of both pays, not what one of them does."""
_POOL = lazy(
    "资金[^。;；]{0,16}(?:安排|列支|统筹)[^。;；每单]{0,6}[,，](?:每年度?|年度|当年)?(?:资金|预算)?总额"
)


def _one_of_two(sentence: str, clause: Clause, names: Sequence[str]) -> list[Mapped]:
    """A rule of the one article and a rule of the other, of which only one is paid."""
    match = _NOT_BOTH.search(sentence)
    if match is None:
        return []
    policy = str(clause.id).partition("#")[0]
    sides: list[list[str]] = []
    for which in (match["one"], match["two"]):
        number = _NUMBER.search(which)
        plain = which
        if number is not None and not number[1][0].isdigit():
            value = read_number(number[1])
            plain = f"{value.value:f}" if value is not None else ""
        elif number is not None:
            plain = number[1]
        own = _article(str(clause.id)) if which == "本条" else f"{policy}#{plain}"
        listed = [name for name in names if name.partition(":")[0] == own]
        sides.append(listed or [name for name in names if _article(name) == own])
    said = {"relation": "exclude", "clause": str(clause.id), "quote": sentence}
    return [said | {"rules": [one, two]} for one in sides[0] for two in sides[1] if one != two]


def _over_article(sentence: str, clause: Clause, names: Sequence[str]) -> Mapped | None:
    """同一企业每年最高100万元 behind the items of an article: of all that they pay."""
    article = _article(str(clause.id))
    about = [name for name in names if _article(name) == article]
    sums = [q for q in find_quantities(fold(sentence)) if q.unit in _SUMS]
    if len(about) < _FEW or len(sums) != 1 or _ELSEWHERE.search(sentence):
        return None
    period = Period.YEAR if _YEARLY.search(sentence) else Period.TOTAL
    cap = {
        "yuan": f"{sums[0].value.quantize(Decimal(1)):f}",
        "period": period.value,
        "quote": sentence,
    }
    said = {"rules": about, "clause": str(clause.id), "quote": sentence}
    return {"relation": "share", **said, "cap": cap}


def _about(sentence: str, clause: Clause, names: Sequence[str]) -> list[str]:
    """The rules that a sentence is about; none where it does not say."""
    if _OF_POLICY.search(sentence):
        return list(names)
    if _OF_ARTICLE.search(sentence):
        article = _article(str(clause.id))
        return [name for name in names if _article(name) == article]
    if _OF_CLAUSE.search(sentence) and _TOGETHER.search(sentence):
        return [name for name in names if name.partition(":")[0] == str(clause.id)]
    return _named(sentence, clause, names)


def _named(sentence: str, clause: Clause, names: Sequence[str]) -> list[str]:
    """The rules of 第7.1条和第7.2条; none where one of them is not there."""
    found = _NAMED.search(sentence)
    if found is None:
        return []
    about: list[str] = []
    policy, _, own = str(clause.id).partition("#")
    for number in _NUMBER.findall(found.group()):
        value = read_number(number)
        plain = number if number[0].isdigit() else f"{value.value:f}" if value else ""
        wanted = {f"{policy}#{plain}"}
        if "项" in found.group():
            wanted.add(f"{policy}#{own.partition('.')[0]}.{plain}")
        listed = [name for name in names if name.partition(":")[0] in wanted]
        listed = listed or [name for name in names if _article(name) in wanted]
        if not listed:
            return []
        about += [name for name in listed if name not in about]
    return about


def _article(name: str) -> str:
    """The article of a rule or clause: p#9 of p#9.1:r2."""
    return name.partition(":")[0].partition(".")[0]


def _cap(sentence: str) -> Mapped | None:
    """The shared cap that a sentence names; None if it names none, or more than one sum."""
    kinds = _SUMS if _OF_ARTICLE.search(sentence) else _SUMS[:1]
    said = fold(sentence)
    limit = _TOGETHER.search(said)
    if limit is not None:
        # 生产瑚肥的,每吨补助50元,以上两项合计最高80万元: the sum of the limit, and no other
        said = said[said.rfind(",", 0, limit.start()) + 1 :]
    sums = [q for q in find_quantities(said) if q.unit in kinds]
    is_limit = _TOGETHER.search(sentence) is not None or (
        _OF_ARTICLE.search(sentence) is not None and _EACH_APPLICANT.search(sentence) is not None
    )
    if not is_limit or len(sums) != 1:
        return None
    period = Period.YEAR if _YEARLY.search(sentence) else Period.TOTAL
    yuan = f"{sums[0].value.quantize(Decimal(1)):f}"
    return {"yuan": yuan, "period": period.value, "quote": sentence}
