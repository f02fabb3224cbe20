"""Rules of one clause told apart: a case of the rule before, cases of a sentence, unread cases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.intake.draft import Draft
from assistant.intake.figures import BAND, COUNT, MONEY, RATE, SIGNS
from assistant.intake.labels import bare_case, core, same_end, words_for_class
from assistant.intake.place import Place
from assistant.intake.rule_words import unread_rule
from assistant.intake.vocabulary import Vocabulary
from assistant.intake.written import TITLE, Mapped, told_case

_SPECIAL = 30
"""So many characters at the most name a case of the rule before."""
_ALIKE = 4
_VERB = 2
_DENIED = re.compile("(?:不是|不属于|并非|非|未)(?P<case>[^常凡得]..*)")
_HELD = re.compile("(?:举办|开展|进行|实施|期间|内)+的?$")
_APPOSED = re.compile(
    f"(?<=、)(?P<last>[^,、]{{1,8}}?)等?{COUNT}(?!及?以)(?=[^,;。{''.join(SIGNS)}]{{1,6}}的?$)"
)
"""甲、乙、丙三个偏远乡: how many were listed."""

_PLAIN = ("普通的", "一般的")
_PLAIN_ONES = ("普通", "一般")
"""What those are called that are of no kind which gets more."""


def tell_apart(
    place: Place,
    whole: tuple[Draft, list[Mapped]] | None,
    own: tuple[Draft, list[Mapped]],
    facts: Vocabulary,
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
            mapped["when"] = [told_case(name, is_, bare_case(second.who)), *mapped.get("when", ())]
        return
    if len(whole[1]) != 1 or len(own[1]) != 1 or has_when(own[1]):
        return
    (first, [rule]), (second, [special]) = whole, own
    if _are_among_them(place, first, second):
        # 每个补助1万元,其中公办园每个1.2万元,嵌入式每个1.5万元: the first is of all others.
        for row in second.rows:
            label = bare_case(row.label)
            rule["when"] = [
                *rule.get("when", ()), told_case(facts.flag(label), "false", label)
            ]  # fmt: skip
        return
    is_same = _paid_for(rule) == _paid_for(special) or _is_part_of_case(place, first, second)
    is_kind = _is_kind_of(second, first)
    if not (is_kind or _is_case_of(second, first)) or not is_same:
        return
    label = re.sub("(?<=.{2})每[^,]{1,4}$", "", bare_case(_APPOSED.sub(r"\g<last>", second.who)))
    denied = _DENIED.match(label)
    if denied is not None:  # 不是首次认定的: the case is told by what it is not
        label = denied["case"]
    name = facts.flag(label)
    if is_kind:
        denials = [*_PLAIN, *(f"{plain}{first.per}" for plain in _PLAIN_ONES)]
        facts.out.facts[name]["denials"] = denials
    if denied is not None and (bare := _HELD.sub("", label)) != label and len(bare) >= _VERB:
        words = facts.out.facts[name]["words"]  # 非旺季举办的: 旺季, and 非旺季 denies it
        words += [bare] if bare not in words else []
        facts.out.facts[name]["denials"] = [f"{bare}{out}" for out in ("外", "以外", "之外")]
    holds, fails = ("false", "true") if denied is not None else ("true", "false")
    special["when"] = [told_case(name, holds, label)]
    rule["when"] = [*rule.get("when", ()), told_case(name, fails, label)]
    known = {one["fact"] for one in special["conditions"]}
    lacking = [one for one in rule["conditions"] if one["fact"] not in known]
    if lacking and not _has_own_verb(second.who, first.who):
        special["conditions"] = [*special["conditions"], *lacking]
        special["more_quotes"] = [*special["more_quotes"], rule["quote"]]


def tell_cases(
    place: Place, drafts: Sequence[tuple[Draft, list[Mapped]]], facts: Vocabulary
) -> None:
    """批发企业…;零售企业…: which of the cases of a sentence it is, where each is a rule."""
    groups: dict[int, list[tuple[Draft, list[Mapped]]]] = {}
    for draft, rules in drafts:
        if draft.case:
            groups.setdefault(draft.group, []).append((draft, rules))
    for of_group in groups.values():
        labels = [draft.case for draft, _ in of_group]
        fact = facts.choice(str(place.clause.id), labels)
        titles = [rule["title"] for _, rules in of_group for rule in rules]
        for n, (draft, rules) in enumerate(of_group, 1):
            for rule in rules:
                name = draft.case.partition("(")[0]
                if titles.count(rule["title"]) > 1 and name not in rule["title"]:
                    rule["title"] = f"{rule['title']}（{name}）"
                when = {"fact": fact, "is": f"c{n}", "say": draft.case}
                rule["when"] = [*rule.get("when", ()), when]
                rule["words"] = list(dict.fromkeys([*words_for_class(draft.case), *rule["words"]]))


def stand_apart(
    place: Place, drafts: Sequence[tuple[Draft, list[Mapped]]], facts: Vocabulary
) -> Iterator[Mapped]:
    """A case that a sentence pays something else for which was not read: told, and not worked out.

    Whoever says that it is their case is told so; the rules before hold for all others.
    """
    told: dict[tuple[str, int, int], str] = {}
    for draft, rules in drafts:
        for case in draft.apart:
            name = told.setdefault(case, facts.flag(case[0]))
            for rule in rules:
                rule["when"] = [*rule.get("when", ()), told_case(name, "false", case[0])]
    for n, ((label, start, end), name) in enumerate(told.items(), 1):
        quote = place.quote(start, end)
        when = [told_case(name, "true", label)]
        yield unread_rule(f"{place.clause.id}:a{n}", label[:TITLE], quote, when)


def has_when(rules: Sequence[Mapped]) -> bool:
    """Whether any of the rules is one of a case."""
    return any("when" in rule for rule in rules)


def _are_among_them(place: Place, first: Draft, second: Draft) -> bool:
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


def _is_part_of_case(place: Place, first: Draft, second: Draft) -> bool:
    """奖励15万元,其中不是首次认定的,奖励5万元: two sums of one part of a sentence."""
    text = place.skeleton.text
    at = text.find(second.who, second.start)
    if _DENIED.match(second.who) is None and text[max(0, at - 2) : at] != "其中":
        return False
    sums = [row.fixed for draft in (first, second) for row in draft.rows if row.fixed is not None]
    is_plain = not (first.per or second.per or first.period or second.period)
    return is_plain and len(sums) == 2 and first.start == second.start


def _is_case_of(second: Draft, first: Draft) -> bool:
    """Whether a draft names but a case of what the one before it pays for."""
    who = _APPOSED.sub(r"\g<last>", second.who)
    is_plain = len(second.rows) == len(first.rows) == 1 and 1 < len(who) <= _SPECIAL
    if not is_plain or set(who) & set(f"{MONEY}{RATE}{COUNT}{BAND}"):
        return False
    alike = same_end(who.strip("的"), first.who.strip("的"))
    begins = same_end(who[::-1], first.who[::-1])
    is_parallel = len(alike) >= _ALIKE or len(begins) >= _ALIKE  # 第二类… beside 第三类…
    names_sum = bool(second.base) and core(second.base) in who
    # 购买IP按IP费用…;购买EDA按支出费用…: one fact for what was spent, and two matters
    is_same = core(second.base) == core(first.base)
    # 企业使用水性漆的,每条10万元;全部使用水性漆的,每条再加3万元: what is added makes it a case.
    return is_same and (not is_parallel or second.added is not None) and not names_sum


def _is_kind_of(second: Draft, first: Draft) -> bool:
    """Whether a draft differs from the one before it but in the limit of each thing of a kind."""
    limited = first.item_cap is not None and second.item_cap is not None
    return limited and first.start == second.start and first.rows == second.rows


def _has_own_verb(who: str, other: str) -> bool:
    """新建玻璃温室的 beside 新建连栋大棚面积10亩以上的: another thing, which owes nothing to it."""
    return len(same_end(who[::-1], other[::-1])) >= _VERB


def _paid_for(rule: Mapped) -> tuple[str, ...]:
    """The facts that a rate or a sum for each is worked out of; () for anything else."""
    amount = rule["amount"]
    if amount["kind"] in ("rate", "classes"):
        return ("rate", *amount["base"]["plus"])
    if amount["kind"] == "per" and "count" not in amount:
        return ("per", *dict.fromkeys(item["fact"] for item in amount["items"]))
    return ("", str(rule["id"]))
