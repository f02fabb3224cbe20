"""What a document says in one clause on the rules of others: who gets nothing, what limits them.

被列入严重失信主体名单的,不予支持 in the first article holds for every rule; 本条每家企业每年最高
15万元 in an item of its own for the rule of the item before it. Both are quoted where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assistant.intake.account import grants
from assistant.intake.labels import lexicon, words_for_case
from assistant.intake.tails import excluded_case
from assistant.policy.clause import Clause
from assistant.rules.cap import Period
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.quantities import find_quantities
from assistant.text.units import Unit

Mapped = dict[str, Any]

_SENTENCE = lazy(r"[^。；;\n]+[。；;]?")
_GETS_NOTHING = lazy(
    "不予(?:支持|资助|奖励|补助|补贴|扶持|受理|申报|享受|兑现|奖补)|不得(?:申报|享受|申请)|不(?:再)?(?:享受|纳入|支持|奖励|补助)"
    "|取消[^,，。；;]{0,8}(?:资格|补贴|补助|奖励|资金)"
)
_PUNISHED = lazy("追回|收回|退回|追究|移交|退还")
_CONDUCT = lazy("失信|异常|违[法规约]|犯罪|事故|处罚|查处|偷|逃|骗|拖欠|行为$")
"""How a text says that somebody did wrong: a closed class, without what was done."""
_DOES = lazy("等?行为$")
_SEEN = lazy("被(?:查处|处罚)")
_APART = lazy("[,，、：:]|以及|或者?|受到|[和及](?!时)")
_WHEN = lazy(r"^.*?(?:[一二两三四五六\d]年以?内|申报前?当?年?|当年度?|上一?年度?|前[一二三]年)")
_WITH = lazy(
    "^(?:企业|单位|主体|机构|有下列情形之一的?|存在|发生|因为?|有|受到|列入|纳入|被|较大(?:及?以上)?"
    "|特?别?重大|严重|情节|的)+"
)
_OF_LIST = lazy("(?:的|未满.{1,3}年|企业|主体|被执行人|当事人|名单|名录)+$")
_LONGEST, _SHORTEST = 12, 2
_OF_ARTICLE = lazy("^(?:第?[^，,。；;一-龥]{0,8})?本[条款项]")
_EACH_APPLICANT = lazy(
    "(?:每家|每个|单个|同一|每户|单家|每一|单户)[^,，。；;]{0,12}(?:最高|不超过|不得超过|上限)"
)
_NUMBERED = lazy(
    r"^(?:第[一二三四五六七八九十百]+条|[(（]?(?:\d+(?:\.\d+)*|[一二三四五六七八九十]+)[)）、.]*)?\s*"
)
_LINE = lazy(r"[(（]?\d+[)）.．、]")
_OWN_LIST = lazy(r"\n[ \t\u3000]*[a-zａ-ｚ][ ]?[)）]")
"""3.2 with a list of a) b) c): what stands behind the list is of it, and of no other part."""
_OF_ITEM = lazy("^[^，,。；;]{0,16}本项")
OF_APPLICANT = lazy(
    "(?:(?:同一|单个|每个|单一)[^，,。；;每单年0-9项目个]{0,6}?(?:企业|单位|主体|机构|公司|合作社|申请人|申报人)"
    "|(?:单家|每家|每户|单户)(?:企业|单位|主体|机构|公司|合作社)?)(?=[^,，。；;]{0,16}(?:最高|不超过|不得超过|上限))"
)
"""同一企业每年最高100万元: a limit of whoever applies, over what an article pays."""
OF_PROJECT = lazy(
    "(?:单个|每个|同一|单一)(?:建设|技改)?(?:项目|工程)(?=[^，,。；;]{0,16}(?:最高|不超过|不得超过|上限))"
)
"""单个项目最高补助800万元 in a line of its own behind a list: of each of its items."""
_YEARLY = lazy("每年|年度|当年|全年|一年")
_SUMS = (Unit.YUAN, Unit.YUAN_PER_UNIT, Unit.YUAN_PER_YEAR)


@dataclass(frozen=True, slots=True)
class _Emitted:
    """Rules and facts of a document, changed in place, and how their names begin."""

    rules: Sequence[Mapped]
    facts: dict[str, Mapped]
    prefix: str

    def deny(self, clause: Clause, about: Sequence[Mapped], flag: Mapped, said: Mapped) -> None:
        """Put a flag that a clause tells among the facts, and that rules do not pay where it is."""
        self.facts[flag["name"]] = {**flag, "kind": "flag"}
        for rule in about:
            condition = {"fact": flag["name"], "is": "false", **said}
            if not _is_of(rule, clause):
                condition["clause"] = str(clause.id)
            rule["conditions"] = [*rule["conditions"], condition]


def apply_over(
    clauses: Sequence[Clause],
    rules: Sequence[Mapped],
    facts: dict[str, Mapped],
    prefix: str,
    head: Callable[[Clause], str] = lambda _: "",
    read: frozenset[tuple[int, int]] = frozenset(),
) -> None:
    """Put what other clauses say into the rules (in place), with its words and its clause.

    ``head`` is what an article says above the list of which a clause is an item; ``read`` where in
    the source the sentences stand that the rules of other items were read with.
    """
    emitted = _Emitted(rules, facts, prefix)
    told: set[str] = set()
    for clause in clauses:
        above = head(clause)
        if above and _article(str(clause.id)) not in told:
            told.add(_article(str(clause.id)))
            _limit_of_list(clause, above, rules)
        if _DENIES_LISTED.search(head(clause)) is not None:
            _exclude_listed(clause, emitted)
            continue
        for found in _SENTENCE.finditer(clause.text):
            sentence = found.group().strip()
            place = clause.start + found.end()
            if any(low < place <= high for low, high in read):
                continue
            _exclude(clause, sentence, emitted)
            _exclude_case(clause, sentence, emitted)
            _limit(clause, sentence, rules, is_apart=_is_apart(clause, found.start(), rules))


def _is_of(rule: Mapped, clause: Clause) -> bool:
    """Whether a rule is of a clause itself."""
    return str(rule["id"]).startswith(f"{clause.id}:")


def _article(name: str) -> str:
    """The article of a rule or clause: p#9 of p#9.1:r2."""
    return name.partition(":")[0].partition(".")[0]


def _paying(rules: Sequence[Mapped]) -> Iterator[Mapped]:
    return (rule for rule in rules if rule["amount"]["kind"] != "unquantified")


def conduct_in(sentence: str) -> tuple[str, ...]:
    """What a sentence says somebody did who gets nothing, each in the words of the text.

    >>> conduct_in("因倾倒废酸、骗取资金等行为被查处的，或者被列入严重失信主体名单的，不予支持")
    ('倾倒废酸', '骗取资金', '失信')
    """
    gets = _GETS_NOTHING.search(sentence)
    if gets is None or _PUNISHED.search(sentence) is not None:
        return ()
    subject = _NUMBERED.sub("", sentence[: gets.start()])
    found: list[str] = []
    for stretch in re.split("的[,，]", f"{subject},"):
        parts = _APART.split(_SEEN.sub("", stretch))
        does = _SEEN.search(stretch) is not None
        does = does or any(_DOES.search(_OF_LIST.sub("", part)) for part in parts)
        for part in parts:
            told = _CONDUCT.search(part) is not None
            bare = _WITH.sub("", _WHEN.sub("", part))
            core = _DOES.sub("", _OF_LIST.sub("", bare))
            if (told or does) and _SHORTEST <= len(core) <= _LONGEST:
                found.append(core)
    return tuple(dict.fromkeys(found))


def _exclude(clause: Clause, sentence: str, emitted: _Emitted) -> None:
    """失信主体不予支持: a condition of every rule, or of those of its own clause."""
    said = conduct_in(sentence)
    own = [rule for rule in _paying(emitted.rules) if _is_of(rule, clause)]
    about = own or list(_paying(emitted.rules))
    if not about or not said:
        return
    kind = f"{emitted.prefix}_conduct_"
    name = f"{kind}{sum(known.startswith(kind) for known in emitted.facts) + 1}"
    label = f"{'、'.join(said)}等不予支持的情形"
    general = (word for one in said for word in lexicon().classes.get(one, ()))
    quote = _NUMBERED.sub("", sentence).rstrip("。；;")
    flag = {
        "name": name,
        "label": label,
        "ask": f"有没有{label}？",
        "words": list(dict.fromkeys([*said, *general])),
    }
    emitted.deny(clause, about, flag, {"say": f"没有{label}", "quote": quote})


_DENIES_LISTED = lazy(
    f"(?:下列|以下|如下)(?:情形|情况|行为|条件)[^。；;]{{0,12}}[,，][^。；;:：]{{0,12}}(?:{_GETS_NOTHING.pattern})[^。；;:：]{{0,12}}[:：]?\\s*$"
)
"""有下列情形之一的,当年度不予扶持: what stands in the items below keeps from all that is paid."""
_FOR_DOING = lazy("(?:的|被列入.*|(?:被|受到)(?:依法)?[^,，被受]{0,8}(?:处罚|处理|处分|名单.*))+$")
_REASON = lazy("^(?:因|由于|存在|发生|发现|有|提供|申报单位|申请人|企业|单位)+")
_GRADES = lazy("(?:特别?重大|重大|较大|一般|严重)(?:[及或]?以上)?(?:的)?")


def _exclude_listed(clause: Clause, emitted: _Emitted) -> None:
    """发生较大及以上生产安全责任事故的 in a list of what keeps from support: for every rule."""
    about = list(_paying(emitted.rules))
    text = _NUMBERED.sub("", clause.text.strip()).rstrip("。；;")
    case = text.removesuffix("的")
    if not about or not _SHORTEST < len(case) <= _LONG_CASE:
        return
    name = f"{emitted.prefix}_listed_{re.sub('[^0-9]+', '_', str(clause.id).partition('#')[2])}"
    bare = _FOR_DOING.sub("", _REASON.sub("", case))
    cores = [_GRADES.sub("", bare), *conduct_in(f"{case}的，不予支持"), case]
    plain = [one.removeprefix("以上").removeprefix("及以上") for one in cores]
    general = (word for one in plain for word in lexicon().classes.get(one, ()))
    words = [one for one in (*plain, *_ends(plain), *general) if len(one) > _SHORTEST]
    flag = {
        "name": name,
        "label": case,
        "ask": f"有没有“{case}”的情形？",
        "words": list(dict.fromkeys(words)),
    }
    emitted.deny(clause, about, flag, {"say": f"没有“{case}”的情形", "quote": text})


def _ends(words: Sequence[str]) -> Iterator[str]:
    """安全责任事故, 责任事故 of 生产安全责任事故: people tell the end of a long name."""
    for word in words:
        if word.endswith("事故"):
            yield from (word[-n:] for n in (8, 6, 4) if len(word) > n)


_LONG_CASE = 40


def _exclude_case(clause: Clause, sentence: str, emitted: _Emitted) -> None:
    """燃煤设备不补 in an item that pays nothing: a case of what the article pays for."""
    bare = _NUMBERED.sub("", sentence).rstrip("。；;")
    case = excluded_case(bare.replace("，", ","))
    own = any(_is_of(rule, clause) for rule in _paying(emitted.rules))
    if not case or own or clause.id.item is None or case.endswith("部分"):
        return  # 1000万元以下的部分,不予奖励 is a slice of what the list pays
    article = _article(str(clause.id))
    name = f"{emitted.prefix}_case_{article.partition('#')[2]}_{clause.id.item}"
    about = [rule for rule in _paying(emitted.rules) if _article(str(rule["id"])) == article]
    if not about or name in emitted.facts:
        return
    flag = {
        "name": name,
        "label": case,
        "ask": f"是不是“{case}”的情形？",
        "words": list(words_for_case(case)),
    }
    emitted.deny(clause, about, flag, {"say": f"不是{case}的情形", "quote": bare})


def _is_apart(clause: Clause, start: int, rules: Sequence[Mapped]) -> bool:
    """Whether a sentence begins a paragraph behind the others, or a clause that pays nothing."""
    before = clause.text[:start]
    if not _NUMBERED.sub("", before).strip():
        return not any(_is_of(rule, clause) for rule in _paying(rules))
    return before.rstrip(" \u3000").endswith("\n")


def limits_article(clause: Clause, sentence: str, start: int, rules: Sequence[Mapped]) -> bool:
    """Whether a sentence limits all that its article pays, though it does not name it."""
    bare = _NUMBERED.sub("", sentence)
    return bool(limit_of_applicant(bare)) and _is_apart(clause, start, rules)


def limit_of_applicant(bare: str) -> str:
    """奖励发给所在主体，单个主体每年最高10万元: the part that limits whoever applies; "" for none.

    What stands before it names no sum of its own.
    """
    parts = re.split("[，,]", bare)
    for n, part in enumerate(parts):
        if OF_APPLICANT.match(part) is not None:
            before = fold("，".join(parts[:n]))
            pays = any(q.unit in _SUMS for q in find_quantities(before)) or "%" in before
            return "" if pays else "，".join(parts[n:])
    return ""


def has_own_list(clause: Clause) -> bool:
    """Whether a part of an article has lines of its own that letters mark."""
    return _OWN_LIST.search(clause.text) is not None


def is_of_own(clause: Clause, sentence: str, rules: Sequence[Mapped]) -> bool:
    """Whether a limit is of the item that says it and of no other item of its article.

    An item that pays in several lines (1.…; 2.…; 3.单个企业每年最高200万元) limits those lines,
    as does 本项 in an item; and a paragraph behind them with further items behind it is of them.
    """
    if clause.id.item is None:
        return False
    pays = any(_is_of(rule, clause) for rule in rules)
    own = pays or any(grants(clause.text.partition(sentence)[0]))
    if own and _goes_on(clause, rules) and _OF_MORE.search(sentence) is None:
        return True
    if not pays or has_own_list(clause):
        return pays
    is_line = _LINE.match(sentence) is not None and not clause.text.lstrip().startswith(sentence)
    return is_line or _OF_ITEM.search(_NUMBERED.sub("", sentence)) is not None


_OF_MORE = lazy(
    "本(?:条|政策|措施|办法|意见|规定|细则|方案)|上述各|[各两三四五]项|第[^,，]{1,6}[条项]"
)


def _goes_on(clause: Clause, rules: Sequence[Mapped]) -> bool:
    """Whether later items of its article pay something as well."""
    article = f"{_article(str(clause.id))}."
    others = (str(rule["id"]).partition(":")[0] for rule in rules)
    items = [name.removeprefix(article) for name in others if name.startswith(article)]
    return any(int(item) > (clause.id.item or 0) for item in items)


_OF_BUDGET = lazy("安排|预算|资金池|总规模|总量")
_OF_EACH = lazy(
    "^(?:(?:同一|单个|每个|单一|单家|每家|每户|单户|单部|单项)[^，,。；;]{0,12}?)?(?:每年|年度|累计|合计)*(?:最高|不超过|不得超过)"
)


def _limit_of_list(clause: Clause, above: str, rules: Sequence[Mapped]) -> None:
    """…按下列标准给予补贴，单部最高80万元： what stands above a list limits each of its items.

    Another number there that no rule works with is told.
    """
    article = _article(str(clause.id))
    about = [rule for rule in _paying(rules) if str(rule["id"]).startswith(f"{article}.")]
    line = _NUMBERED.sub("", above.strip().split("\n")[-1])
    for part in re.split("[，,；;。]", line.rstrip("：:")):
        sums = [q for q in find_quantities(fold(part)) if q.unit in _SUMS]
        if len(sums) != 1 or not about or _OF_BUDGET.search(part):
            continue
        yuan = f"{sums[0].value.quantize(Decimal(1)):f}"
        if _OF_EACH.match(part):
            period = Period.YEAR if _YEARLY.search(part) else Period.NONE
            cap = {"yuan": yuan, "period": period.value, "quote": part, "clause": article}
            for rule in about:
                if rule.get("cap") is None:
                    rule["cap"] = cap
        elif not any(yuan in _numbers_in(rule) for rule in about):
            for rule in about:
                note = f"原文还写明“{part}”，没有计入。"
                rule["readings"] = [*dict.fromkeys([*rule.get("readings", ()), note])]


def _numbers_in(rule: Mapped) -> set[str]:
    """The numbers of the conditions and bands of a rule."""
    return set(
        re.findall(r"\d+(?:\.\d+)?", f"{rule['conditions']}{rule['amount']}{rule.get('when')}")
    )


def _limit(clause: Clause, sentence: str, rules: Sequence[Mapped], *, is_apart: bool) -> None:
    """本条每家企业每年最高15万元 in an item of its own: of the one rule that its article has."""
    bare = _NUMBERED.sub("", sentence).rstrip("。；;")
    is_named = _OF_ARTICLE.search(bare) is not None and _EACH_APPLICANT.search(bare) is not None
    if is_apart:
        bare = limit_of_applicant(bare) or bare
    is_of_all = OF_APPLICANT.match(bare) or OF_PROJECT.match(bare)
    if not is_named and not (is_apart and is_of_all):
        return
    article = _article(str(clause.id))
    about = [rule for rule in _paying(rules) if _article(str(rule["id"])) == article]
    if is_of_own(clause, sentence, rules):
        about = [rule for rule in about if _is_of(rule, clause)]
    elif is_named:
        about = [rule for rule in about if not _is_of(rule, clause)]
    sums = [q for q in find_quantities(fold(sentence)) if q.unit in _SUMS]
    if len(sums) != 1:
        return
    period = Period.YEAR if _YEARLY.search(bare) else Period.NONE
    cap = {
        "yuan": f"{sums[0].value.quantize(Decimal(1)):f}",
        "period": period.value,
        "quote": bare,
        "clause": str(clause.id),
    }
    for rule in about:
        own = rule.get("cap")
        if own is None:
            rule["cap"] = cap
        elif Decimal(own["yuan"]) > sums[0].value or own["period"] != cap["period"]:
            rule["more_caps"] = [*rule.get("more_caps", ()), cap]
        else:
            continue
        if period is Period.YEAR:
            rule["yearly"] = "true"
