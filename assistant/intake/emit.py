"""Write proposed rules and their facts in the form of rules.yaml and facts.yaml, unconfirmed.

Each draft becomes rules (``rules_of_draft``: ``rule_words`` say what is common to them, ``amounts``
and those beside it what is paid, ``comparisons`` what must hold), their facts are named in one
``vocabulary``, and the rules of a clause are then told apart (``told_apart``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.intake.complements import tell_complements
from assistant.intake.draft import Draft, Leftover, Proposal
from assistant.intake.figures import BAND, COUNT, MONEY, RATE, SIGNS
from assistant.intake.kinds_of_lists import are_kinds, kinds_of_lists, name_kinds, tell_kind
from assistant.intake.labels import lexicon
from assistant.intake.over import has_own_list
from assistant.intake.own_quotes import with_own_quotes
from assistant.intake.place import Place, restored
from assistant.intake.places_in_line import tell_places
from assistant.intake.propose import read_clause
from assistant.intake.raised_steps import tell_steps
from assistant.intake.raised_to import tell_raised
from assistant.intake.rule_words import factors_of, parts_paid, unread_rule
from assistant.intake.rules_of_draft import rules_of
from assistant.intake.sums_compared import demand_enough, demand_no_less
from assistant.intake.things import MEASURES, PEOPLE, VERBS_OF_THINGS
from assistant.intake.told_apart import has_when, stand_apart, tell_apart, tell_cases
from assistant.intake.unread import UNREAD
from assistant.intake.vocabulary import Vocabulary
from assistant.intake.written import TITLE, UNRULED, Emitted, Mapped, told_case
from assistant.policy.clause import Clause
from assistant.policy.policy import Policy
from assistant.text.schedules import OF_ALL, find_schedule

_UNREAD_LIMITS = f"{UNRULED}（金额与上限的关系读不出）。"
_OF_ALL_BEFORE = re.compile("前款|上款|前[一两二三]款|前述|上述|以上|前项|上项|本条")
_KIND_COUNTED = re.compile(
    "(?:招用|聘用|吸纳|引进|安置|培养|培训|雇用|录用|接收|招收|资助|举办|承办|开展|组织|参加|设置|设立|新建|新开)"
    "(?P<kind>[^,;。ⓂⓅⒸⒷ]{2,14}?)(?:并|且|到|等(?:活动)?(?=的|,|$)|的|,|$)"
)
_KIND_OF_THINGS = re.compile(
    f"(?:{VERBS_OF_THINGS})(?:一批)?(?P<kind>[^,;。{''.join(SIGNS)}]{{2,12}}?)(?:达到?|超过|不少于|满)?(?=[{COUNT}{BAND},]|的|$)"
)
"""年销售中型无人机达到20架的; 年销售大型无人机的: each of them is counted for itself."""
_COUNTED_ALIKE = (*PEOPLE, "人", "场", "次", "期", "个", "处", "家")
_ANIMALS = {"头", "只", "羽", "匹"}
_SCALES = {
    ("兆瓦", "千瓦"): "1000",
    ("千瓦", "兆瓦"): "0.001",
    ("兆瓦时", "千瓦时"): "1000",
    ("千瓦时", "兆瓦时"): "0.001",
    ("吨", "公斤"): "1000",
    ("公斤", "吨"): "0.001",
}
"""How many of the second unit one of the first is."""


def emit(policy: Policy, proposals: Sequence[tuple[Proposal, Clause]]) -> Emitted:
    """All rules of a policy, the facts they need, and the figures that are in none."""
    out = Emitted()
    vocabulary = Vocabulary(re.sub("[^a-z0-9]", "_", policy.id), out)
    listed = kinds_of_lists(proposals)
    for proposal, clause in proposals:
        skeleton, view = read_clause(policy.source, clause, proposal.tails)
        place = Place(policy.source, clause, skeleton, view, proposal.tails)
        whole: tuple[Draft, list[Mapped]] | None = None
        done: list[tuple[Draft, list[Mapped]]] = []
        drafts = _counted_apart([_named(place, draft) for draft in proposal.drafts])
        kind = listed.get(str(clause.id))
        if kind is not None and drafts:
            drafts = [replace(drafts[0], is_listed=True), *drafts[1:]]
        drafts = with_own_quotes(skeleton, drafts)
        for n, draft in enumerate(drafts, 1):
            only = len(proposal.drafts) == 1
            if not _says_what_is_paid(draft):
                quote = place.quote(draft.start, draft.end)
                entry = {"clause": str(clause.id), "reason": _UNREAD_LIMITS, "quotes": [quote]}
                out.not_ruled.append(entry)
                continue
            if _loses_area(draft):
                quote = place.quote(draft.start, draft.end)
                title = clause.heading or re.split("[，,：:。]", quote)[0][:TITLE]
                out.rules.append(unread_rule(f"{clause.id}:r{n}", title, quote))
                continue
            rules = rules_of(place, draft, f"{clause.id}:r{n}", vocabulary, is_only=only)
            demand_enough(place, draft, rules, vocabulary)
            is_by_class = bool(draft.class_caps or draft.class_counts)
            if not draft.case and not draft.extra:
                tell_apart(place, whole, (draft, rules), vocabulary)
                tell_raised(place, done, (draft, rules), vocabulary)
            if draft.extra and (is_by_class or not has_when(rules)):
                case = restored(place, draft.extra) or draft.extra
                name = vocabulary.flag(case)
                vocabulary.but(name, [first.who for first, _ in done])
                when = told_case(name, "true", case)
                rules = [{**rule, "when": [when, *rule.get("when", ())]} for rule in rules]
            if kind is not None and draft.is_listed:
                tell_kind(kind, rules, vocabulary)
            demand_no_less(draft, rules, vocabulary)
            tell_places(rules, vocabulary)
            is_whole = not has_when(rules) or (is_by_class and draft.added is None)
            whole = (draft, rules) if is_whole else whole
            out.rules += rules
            done.append((draft, rules))
        name_kinds([draft for draft, _ in done], vocabulary)
        tell_steps(clause.text, [rule for _, own in done for rule in own])
        tell_cases(place, done, vocabulary)
        tell_complements([rule for _, own in done for rule in own])
        out.rules += stand_apart(place, done, vocabulary)
        if proposal.drafts:
            out.rules += _unread_rules(place, proposal, len(proposal.drafts))
        out.not_ruled += _left_over(place, proposal.leftovers, clause, bool(proposal.drafts))
        _convert(out)
        if clause.id.item is not None:
            _of_items(place, proposal, vocabulary)
    return out


def _of_items(place: Place, proposal: Proposal, facts: Vocabulary) -> None:
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
    if not earlier or not tail.strip() or has_own_list(clause):
        return
    schedule = next(filter(None, map(find_schedule, OF_ALL.findall(tail))), None)
    if schedule is not None:
        for rule in _named_by(tail, earlier):
            parts = [{**one, "clause": name} for one in parts_paid(clause, schedule, facts)]
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
            found = [{**one, "clause": name} for one in factors_of(place, draft, facts)]
            rule.setdefault("factors", found)


_EACH_AREA = re.compile("每(?:平方米|平米|亩)$")


def _loses_area(draft: Draft) -> bool:
    """任城区、兖州区每平方米每月12元: of each square metre, which no part of the draft says."""
    is_each = any(_EACH_AREA.search(row.label) for row in draft.rows)
    return is_each and bool(draft.period) and not draft.per


_OF_AWARD = re.compile(
    "(?P<named>[一-龥]{2})(?:奖励|补助|补贴|奖补)(?:资金)?[^，,。；;]{0,4}分[两二三四五2-5][年期批次笔]"
)


def _named_by(tail: str, rules: Sequence[Mapped]) -> Sequence[Mapped]:
    """购置补助分3年兑现 is of what is paid for 购置, and of no rent beside it."""
    found = _OF_AWARD.search(tail)
    named = found["named"] if found is not None else ""
    own = [rule for rule in rules if named and named in f"{rule['title']}{rule['quote']}"]
    return own or rules


def _named(place: Place, draft: Draft) -> Draft:
    """A draft whose cases are called as the text writes them: FDA(510k), not FDA(Ⓒk)."""
    if set(draft.case) & set(SIGNS):
        told = restored(place, draft.case) or draft.case
        draft = replace(draft, case=told, who=told if draft.who == draft.case else draft.who)
    if not any(set(row.label) & set(SIGNS) for row in draft.rows):
        return draft
    rows = tuple(replace(row, label=restored(place, row.label) or row.label) for row in draft.rows)
    return replace(draft, rows=rows)


def _counted_apart(drafts: Sequence[Draft]) -> list[Draft]:
    """招用毕业生的,每人…;招用残疾人的,每人…: of each kind there are so many."""
    kinds: dict[str, list[str]] = {}
    found: list[str] = []
    for draft in drafts:
        is_thing = draft.per in lexicon().units | _ANIMALS and draft.per not in _COUNTED_ALIKE
        match = (_KIND_OF_THINGS if is_thing else _KIND_COUNTED).search(draft.who)
        is_plain = draft.per in _COUNTED_ALIKE or is_thing
        is_plain = is_plain and len(draft.rows) == 1 and not draft.is_grown
        is_plain = is_plain and draft.rows[0].fixed is not None and not draft.extra
        kind = match["kind"] if match is not None and is_plain else ""
        # 养殖面积30亩以上的,每亩…;使用可降解养殖绳的,每亩加补: how much there is, and of no kind.
        kind = "" if is_thing and kind.endswith(MEASURES) else kind
        found.append(kind)
        if is_plain:
            kinds.setdefault(draft.per, []).append(kind)
    return [
        replace(draft, counted=kind) if kind and are_kinds(kinds[draft.per]) else draft
        for draft, kind in zip(drafts, found, strict=True)
    ]


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


def _unread_rules(place: Place, proposal: Proposal, known: int) -> Iterator[Mapped]:
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
        short = re.split("[，,：:]", quote)[0][:TITLE]
        title = f"{heading}：{short}"[: TITLE + 12] if heading else short
        yield unread_rule(f"{place.clause.id}:r{n}", title, quote)


def _says_what_is_paid(draft: Draft) -> bool:
    """Whether every case has a rate or a sum; a limit alone grants nothing."""
    if draft.is_actual or draft.floor is not None:
        return True
    return all(row.rate is not None or row.fixed is not None for row in draft.rows)


def _left_over(
    place: Place, leftovers: Sequence[Leftover], clause: Clause, has_rules: bool
) -> list[Mapped]:
    """The entries of not_ruled for the figures of a clause that are in no rule, by reason."""
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
