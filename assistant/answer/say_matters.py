"""Sentences on what is asked besides sums: bodies, pots, stacking, gaps of the text."""

from __future__ import annotations

from assistant.answer.answer import Role, Sentence
from assistant.answer.evidence import Charged, Evidence, Finding
from assistant.answer.speaker import Speaker
from assistant.dialogue.topics import Topics
from assistant.policy.overall import Overall, sentences_on
from assistant.policy.policy import PolicyKind


def say_bodies(finding: Finding, evidence: Evidence, speaker: Speaker) -> list[Sentence]:
    """The responsible bodies of a clause as the text gives them, there or in another clause."""
    place, n = speaker.place_of(finding), (finding.citation.n,)
    names = "、".join(finding.clause.bodies)
    if names:
        return [Sentence(speaker.say("bodies", place=place, names=names), citations=n)]
    charged = [one for one in evidence.charged if one.of == finding.clause.id]
    if charged:
        return [_say_charged(one, place, speaker) for one in charged]
    return [Sentence(speaker.say("bodies_unstated", place=place), citations=n)]


def _say_charged(one: Charged, place: str, speaker: Speaker) -> Sentence:
    names, at = "、".join(one.duty.bodies), one.citation.label.rstrip("、.")
    at = f"第{at}项" if at.isdigit() else at
    is_own = one.of == one.duty.stated_in
    text = (
        speaker.say("bodies_told", names=names, words=one.duty.words)
        if is_own or one.of is None
        else speaker.say("bodies_elsewhere", place=place, names=names, at=at, words=one.duty.words)
    )
    return Sentence(text, citations=(one.citation.n,))


def say_policy_bodies(evidence: Evidence, speaker: Speaker) -> list[Sentence]:
    """The responsible bodies of each policy in question as a whole."""
    lines = []
    for policy in evidence.policies:
        charged = [one for one in evidence.charged if one.policy == policy.id]
        if charged:
            title = policy.short_title
            lines += [_say_charged(one, title, speaker) for one in charged]
            continue
        bodies = dict.fromkeys(body for clause in policy.clauses for body in clause.bodies)
        name, place = (
            ("bodies", policy.short_title) if bodies else ("bodies_unstated", policy.short_title)
        )
        variables = {"names": "、".join(bodies)} if bodies else {}
        lines.append(Sentence(speaker.say(name, place=place, **variables)))
    return lines


def say_pools(finding: Finding, speaker: Speaker) -> list[Sentence]:
    """The yearly pots and quotas of a clause; told, never used."""
    place, n = speaker.place_of(finding), (finding.citation.n,)
    said = dict.fromkeys(pool.say for rule in finding.rules for pool in rule.pools)
    if not said:
        return [Sentence(speaker.say("pool_unstated", place=place), citations=n)]
    return [Sentence(speaker.say("pool", place=place, text=text), citations=n) for text in said]


def say_together(evidence: Evidence, speaker: Speaker) -> list[Sentence]:
    """What the clauses in question say themselves of taking things together, in their words."""
    return [
        Sentence(speaker.say("stacking_told", words=words), (finding.citation.n,))
        for finding in evidence.findings
        for words in sentences_on(Overall.TOGETHER, finding.clause)
    ]


def say_unstated(evidence: Evidence, speaker: Speaker) -> list[Sentence]:
    """What was asked for and the collected text leaves open."""
    findings = evidence.findings
    places = "、".join(speaker.place_of(f) for f in findings)
    n = tuple(f.citation.n for f in findings)
    return [
        Sentence(speaker.say("unstated", what=what, place=places), citations=n)
        for what in evidence.understanding.turn.unstated
    ]


def say_unused(evidence: Evidence, speaker: Speaker) -> list[Sentence]:
    """Words of the message that the answer does not use, each once."""
    parts = evidence.unused
    return [
        Sentence(speaker.say("unused", text=part.text, why=part.say), role=Role.UNUSED)
        for part in parts
        if not any(
            other.start <= part.start and part.end <= other.end and other.text != part.text
            for other in parts
        )
    ]


def say_absent(evidence: Evidence, speaker: Speaker) -> list[Sentence]:
    """Policies in question whose collected text has nothing on the matter."""
    lines = []
    for policy in evidence.absent:
        if policy.kind is not PolicyKind.DRAFT:
            lines.append(Sentence(speaker.say("absent", policy=policy.short_title)))
    # Whose sums stand in the answer is seen there, and the nearest two are not all who have it.
    told = {finding.clause.id for finding in evidence.findings}
    asked = evidence.understanding.turn.scope.policies
    if lines and told and not any(policy.id in asked for policy in evidence.absent):
        # 各区有算力补贴吗: who has it is what was asked
        has = "、".join(dict.fromkeys(f.policy.region for f in evidence.findings))
        lacks = (p for p in evidence.absent if p.kind is not PolicyKind.DRAFT)
        lacking = "、".join(policy.short_title for policy in lacks)
        # It cites nothing: what a line cites is quoted beneath it, and each has its own line.
        return [Sentence(speaker.say("has_and_lacks", places=has, policies=lacking))]
    others = [(p, c) for p, c in evidence.elsewhere if c.id not in told]
    if lines and others:
        places = "、".join(speaker.place(p, c) for p, c in others)
        lines.append(Sentence(speaker.say("elsewhere_has", places=places)))
    return lines


def say_articles(evidence: Evidence, speaker: Speaker) -> list[Sentence]:
    """Articles that were named and are not collected."""
    u = evidence.understanding
    lines = []
    for policy in evidence.policies:
        for article, _ in u.turn.scope.articles:
            number = next((a for a in u.turn.scope.article_texts if a[0] == article), None)
            shown = number[1] if number else ""
            if article in policy.missing_articles:
                text = speaker.say("missing_articles", policy=policy.short_title, articles=shown)
            elif all(clause.id.article != article for clause in policy.clauses):
                text = speaker.say("no_such_article", policy=policy.short_title, article=shown)
            else:
                continue
            lines.append(Sentence(text))
    return lines


def say_distinctions(evidence: Evidence, topics: Topics, speaker: Speaker) -> list[Sentence]:
    """What the matter is easily confused with, when the message's words point to both."""
    named = evidence.understanding.turn.topics
    lines = []
    for finding in evidence.findings[:1]:
        for topic in topics.of_clause(finding.clause.id):
            if topic.id in named and topic.distinguish and len(named) > 1:
                text = speaker.say("distinguish", text=topic.distinguish)
                lines.append(Sentence(text, role=Role.READING))
    return lines[:1]


def say_external(finding: Finding, speaker: Speaker) -> list[Sentence]:
    """Documents that the clause refers to and that are not collected."""
    return [
        Sentence(
            speaker.say("external", policy=finding.policy.short_title, title=title),
            (finding.citation.n,),
            role=Role.READING,
        )
        for title in finding.policy.external_references
        if title.strip("《》") in finding.clause.text
    ]
