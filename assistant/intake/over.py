"""What a document says in one clause on the rules of others: who gets nothing, what limits them.

被列入严重失信主体名单的,不予支持 in the first article holds for every rule; 本条每家企业每年最高
15万元 in an item of its own for the rule of the item before it. Both are quoted where they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from assistant.intake.labels import words_for_case
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
_CONDUCT = {
    "失信": ("失信", ("失信", "黑名单")),
    "经营异常": ("经营异常", ("经营异常", "异常名录")),
    "事故": (
        "安全或质量事故",
        ("安全事故", "安全生产事故", "质量事故", "食品安全事故", "出了事故"),
    ),
    "行政处罚": ("行政处罚", ("行政处罚", "被处罚")),
    "税收违法": ("税收违法", ("税收违法", "偷税", "逃税")),
    "拖欠": ("拖欠工资", ("拖欠工资", "欠薪")),
    "环境": ("环境违法", ("环保处罚", "环境污染", "环境违法")),
    "虐": ("虐待", ("欺老", "虐老", "虐待老人", "虐待")),
    "禁用": ("使用违禁品", ("禁用农药", "违禁药物", "禁用药物")),
}
"""What bodies are kept from support for everywhere, and what people say of it."""
_OF_ARTICLE = lazy("^(?:第?[^，,。；;一-龥]{0,8})?本[条款项]")
_EACH_APPLICANT = lazy(
    "(?:每家|每个|单个|同一|每户|单家|每一|单户)[^,，。；;]{0,12}(?:最高|不超过|不得超过|上限)"
)
_NUMBERED = lazy(
    r"^(?:第[一二三四五六七八九十百]+条|[(（]?(?:\d+(?:\.\d+)*|[一二三四五六七八九十]+)[)）、.]*)?\s*"
)
OF_APPLICANT = lazy(
    "(?:(?:同一|单个|每个|单一)(?:申报|经营|市场)?(?:企业|单位|主体|机构|公司|合作社|申请人|申报人)"
    "|(?:单家|每家|每户|单户)(?:企业|单位|主体|机构|公司|合作社)?)(?=[^,，。；;]{0,16}(?:最高|不超过|不得超过|上限))"
)
"""同一企业每年最高100万元: a limit of whoever applies, over what an article pays."""
_YEARLY = lazy("每年|年度|当年|全年|一年")
_SUMS = (Unit.YUAN, Unit.YUAN_PER_UNIT, Unit.YUAN_PER_YEAR)


def apply_over(
    clauses: Sequence[Clause], rules: Sequence[Mapped], facts: dict[str, Mapped], prefix: str
) -> None:
    """Put what other clauses say into the rules (in place), with its words and its clause."""
    for clause in clauses:
        for found in _SENTENCE.finditer(clause.text):
            sentence = found.group().strip()
            _exclude(clause, sentence, rules, facts, prefix)
            _exclude_case(clause, sentence, rules, facts, prefix)
            _limit(clause, sentence, rules, is_apart=_is_apart(clause, found.start(), rules))


def _article(name: str) -> str:
    """The article of a rule or clause: p#9 of p#9.1:r2."""
    return name.partition(":")[0].partition(".")[0]


def _paying(rules: Sequence[Mapped]) -> Iterator[Mapped]:
    return (rule for rule in rules if rule["amount"]["kind"] != "unquantified")


def _exclude(
    clause: Clause,
    sentence: str,
    rules: Sequence[Mapped],
    facts: dict[str, Mapped],
    prefix: str,
) -> None:
    """失信主体不予支持: a condition of every rule, or of those of its own clause."""
    said = [word for word in _CONDUCT if word in sentence]
    if not said or _GETS_NOTHING.search(sentence) is None or _PUNISHED.search(sentence):
        return
    own = [rule for rule in _paying(rules) if str(rule["id"]).startswith(f"{clause.id}:")]
    about = own or list(_paying(rules))
    if not about:
        return
    name = f"{prefix}_conduct_{'_'.join(str(list(_CONDUCT).index(word)) for word in said)}"
    label = f"{'、'.join(_CONDUCT[word][0] for word in said)}等不予支持的情形"
    facts.setdefault(
        name,
        {
            "name": name,
            "label": label,
            "kind": "flag",
            "ask": f"有没有{label}？",
            "words": list(dict.fromkeys(one for word in said for one in _CONDUCT[word][1])),
        },
    )
    quote = _NUMBERED.sub("", sentence).rstrip("。；;")
    for rule in about:
        condition = {"fact": name, "is": "false", "say": f"没有{label}", "quote": quote}
        if not str(rule["id"]).startswith(f"{clause.id}:"):
            condition["clause"] = str(clause.id)
        known = [one["fact"] for one in rule["conditions"]]
        if name not in known:
            rule["conditions"] = [*rule["conditions"], condition]


def _exclude_case(
    clause: Clause,
    sentence: str,
    rules: Sequence[Mapped],
    facts: dict[str, Mapped],
    prefix: str,
) -> None:
    """燃煤设备不补 in an item that pays nothing: a case of what the article pays for."""
    bare = _NUMBERED.sub("", sentence).rstrip("。；;")
    case = excluded_case(bare.replace("，", ","))
    own = [rule for rule in _paying(rules) if str(rule["id"]).startswith(f"{clause.id}:")]
    if not case or own or clause.id.item is None:
        return
    article = _article(str(clause.id))
    name = f"{prefix}_case_{article.partition('#')[2]}_{clause.id.item}"
    about = [rule for rule in _paying(rules) if _article(str(rule["id"])) == article]
    if not about or name in facts:
        return
    facts[name] = {
        "name": name,
        "label": case,
        "kind": "flag",
        "ask": f"是不是“{case}”的情形？",
        "words": list(words_for_case(case)),
    }
    for rule in about:
        condition = {
            "fact": name,
            "is": "false",
            "say": f"不是{case}的情形",
            "quote": bare,
            "clause": str(clause.id),
        }
        rule["conditions"] = [*rule["conditions"], condition]


def _is_apart(clause: Clause, start: int, rules: Sequence[Mapped]) -> bool:
    """Whether a sentence begins a paragraph behind the others, or a clause that pays nothing."""
    before = clause.text[:start]
    if not _NUMBERED.sub("", before).strip():
        return all(not str(rule["id"]).startswith(f"{clause.id}:") for rule in _paying(rules))
    return before.rstrip(" \u3000").endswith("\n")


def limits_article(clause: Clause, sentence: str, start: int, rules: Sequence[Mapped]) -> bool:
    """Whether a sentence limits all that its article pays, though it does not name it."""
    bare = _NUMBERED.sub("", sentence)
    return OF_APPLICANT.match(bare) is not None and _is_apart(clause, start, rules)


def _limit(clause: Clause, sentence: str, rules: Sequence[Mapped], *, is_apart: bool) -> None:
    """本条每家企业每年最高15万元 in an item of its own: of the one rule that its article has."""
    bare = _NUMBERED.sub("", sentence).rstrip("。；;")
    is_named = _OF_ARTICLE.search(bare) is not None and _EACH_APPLICANT.search(bare) is not None
    if not is_named and not (is_apart and OF_APPLICANT.match(bare)):
        return
    article = _article(str(clause.id))
    about = [rule for rule in _paying(rules) if _article(str(rule["id"])) == article]
    if is_named:
        about = [rule for rule in about if not str(rule["id"]).startswith(f"{clause.id}:")]
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
