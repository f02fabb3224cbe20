"""The first sentence of a yes-or-no question: 能拿400万吗, 高校能申请训力券吗."""

from __future__ import annotations

from decimal import Decimal

from assistant.answer.answer import Sentence
from assistant.answer.evidence import Evidence, Finding
from assistant.answer.speaker import Speaker
from assistant.dialogue.barred import excluded_kind
from assistant.dialogue.residence import registered_elsewhere
from assistant.dialogue.stated import ClaimKind
from assistant.dialogue.turn import Intent
from assistant.rules.estimate import Estimate, EstimateStatus
from assistant.rules.facts import APPLICANT
from assistant.text.gazetteer import lookup
from assistant.text.money import format_yuan
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_MAY = lazy(
    "(?:能不能|可不可以|可否|能否|是否可以|是不是能|有没有资格|够不够格)"
    "|(?:能|可以|可|有资格)(?:够)?(?:申请|申报|享受|拿|领|补|报|吗)[^,。;!?多少几]{0,14}(?:吗|么|不|没)(?=[,。;!?]|$)"
)
_WHETHER = lazy("(?:(?:可以|行|成)(?:吗|么|不)|行不行|可不可以|能不能行)(?=[,。;!?]|$)")
"""个人可以吗: whether such an asker may."""
_OPEN = lazy("多少|几|什么|哪|谁|怎么|叠加|同时")
_DECIDED = (EstimateStatus.PAYABLE, EstimateStatus.CEILING)


def say_can(evidence: Evidence, speaker: Speaker) -> list[Sentence]:
    """Yes or no with the reason, where the message asks whether; else nothing."""
    u = evidence.understanding
    if not evidence.findings or Intent.REVERSE in u.intents:
        return []
    text = u.turn.folded
    barred = _barred(evidence, speaker) or _of_elsewhere(evidence, speaker)
    if barred:
        return barred
    asked = _MAY.search(text)
    if asked is None and any(flag.name == APPLICANT for flag in u.turn.flags):
        asked = _WHETHER.search(text)
    aimed = [
        c for c in u.claims if c.kind is ClaimKind.AMOUNT and text[c.end : c.end + 1] in "吗么"
    ]
    if asked is None and not aimed:
        return []
    for finding in evidence.findings:
        for estimate in finding.estimates:
            line = _amount(estimate, finding, speaker, aimed[0].value if aimed else None)
            if line is not None:
                return [line]
    if asked is None or _OPEN.search(text) or aimed:
        return []
    return _eligible(evidence, speaker)


def _barred(evidence: Evidence, speaker: Speaker) -> list[Sentence]:
    """No, where a clause in question excludes the kind that the message says its asker is."""
    clauses = [finding.clause for finding in evidence.findings]
    excluded = excluded_kind(evidence.understanding.turn.folded, clauses)
    if excluded is None:
        return []
    finding = next(f for f in evidence.findings if f.clause.id == excluded.clause.id)
    why = f"“{excluded.words}”不在支持的范围内"
    said = speaker.say("may_not", place=speaker.place_of(finding), why=why)
    return [Sentence(said, (finding.citation.n,))]


def _of_elsewhere(evidence: Evidence, speaker: Speaker) -> list[Sentence]:
    """No, where a clause pays those of its own place and the message tells of another."""
    for finding in evidence.findings:
        policy = finding.policy
        homes = lookup(f"{policy.parent_region}{policy.region}") or lookup(policy.region)
        home = homes[0] if len(homes) == 1 else None
        text = evidence.understanding.turn.folded
        found = registered_elsewhere(text, finding.clause.text, home)
        if found is not None:
            why = f"原文要求“{found.demand}”，您说的是“{found.told}”"
            said = speaker.say("may_not", place=speaker.place_of(finding), why=why)
            return [Sentence(said, (finding.citation.n,))]
    return []


def _amount(
    estimate: Estimate, finding: Finding, speaker: Speaker, aim: Decimal | None
) -> Sentence | None:
    """Whether an amount that was named can be had."""
    if aim is None or estimate.amount is None or estimate.status not in _DECIDED:
        return None
    place, amount = speaker.place_of(finding), format_yuan(estimate.amount)
    name = "can_get" if estimate.amount >= aim else "cannot_get"
    text = speaker.say(name, place=place, amount=amount, aim=format_yuan(aim))
    return Sentence(text, (finding.citation.n,), (estimate.rule_id,))


_NOT_OF = lazy("^(?:不属于|不是)“?(?P<words>.+?)(?:的情形)?”?(?:的情形)?$")
_KEEPS_FROM = lazy("不予|不得|不能|不享受|不再|不补|不计|不适用|不支持|不纳入|不可|除外|取消|停发")


def _is_another_case(say: str, finding: Finding) -> bool:
    """Whether a condition only tells this rule from another case of the clause, barring nobody.

    月补贴额不超过实际月租金 is a cap, and couples who rent together get another sum: neither is a
    demand on who applies.
    """
    match = _NOT_OF.match(say)
    if match is None:
        return False
    text = fold(finding.clause.text)
    sentences = [one for one in _SENTENCES.findall(text) if fold(match["words"]) in one]
    return bool(sentences) and not any(_KEEPS_FROM.search(one) for one in sentences)


_SENTENCES = lazy("[^。;\n]+")


def _eligible(evidence: Evidence, speaker: Speaker) -> list[Sentence]:
    """Whether the asker may apply, as far as the conditions of the clause are known."""
    finding = evidence.findings[0]
    estimates = finding.estimates
    n = (finding.citation.n,)
    if not estimates or not finding.rules:
        return []
    if all(e.status is EstimateStatus.NOT_IN_FORCE for e in estimates):
        return []
    met = [e for e in estimates if e.status is not EstimateStatus.CONDITION_NOT_MET]
    place = speaker.place_of(finding)
    if not met or estimates[0] not in met:  # the rule that is the closest to what was told
        estimates = estimates if not met else estimates[:1]
        why = "；".join(dict.fromkeys(r for e in estimates for r in e.reasons))
        return [Sentence(speaker.say("may_not", place=place, why=why), n)]
    open_ = dict.fromkeys(
        t.say
        for t in met[0].conditions
        if t.met.value == "缺信息" and not _is_another_case(t.say, finding)
    )
    kind = dict(estimates[0].facts).get(APPLICANT)
    is_open = isinstance(kind, str) and kind not in speaker.specs[APPLICANT].choices
    who = "、".join(
        speaker.specs[APPLICANT].choices[k].label
        for rule in finding.rules[:1]
        for k in rule.applicants
        if APPLICANT in speaker.specs
    )
    name = "may_open" if is_open and who else "may"
    text = speaker.say(name, place=place, who=who, conditions="、".join(open_))
    return [Sentence(text, n)]
