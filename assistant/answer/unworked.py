"""Sentences of a clause that no rule works with and that the message speaks of.

The rules of a policy that was taken in were read by a program, and what it could not read is in
no rule: a case that gets nothing, another rate, a limit. Where the message speaks of just that
(一台二手的, beside 二手设备不计入投入), a sum that was worked out without it must not stand as if
it were all there is to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from assistant.answer.answer import Unused, UnusedKind
from assistant.answer.evidence import Evidence, Finding
from assistant.answer.next_items import added_by_next, other_rates
from assistant.answer.ranks_told import ranks_told
from assistant.answer.speaker import Speaker
from assistant.dialogue.aspects import clause_around
from assistant.dialogue.language import own_pairs
from assistant.policy.policy import Policy
from assistant.rules.read.names import choices_of
from assistant.rules.rule import Rule
from assistant.text.normalise import fold
from assistant.text.quantities import find_quantities
from assistant.text.units import Unit

_SENTENCE = re.compile("[^。;；\n]+")
_PIECE = re.compile("[^,，。;；:：\n]+")
_GIVES = re.compile(
    "不(?:予|再|补|奖|计|得|发|享|适用|支持|给)|停[发止]|取消|[扣核调]减|扣除|调[高低]|上浮|下浮|减半|一半|折半|加倍"
    "|翻番|提高|降低|增加|再增|另增|另行|另给|另奖|另补|[0-9一二三四五六七八九十][%％‰万元]"
)
"""What a sentence does to a sum."""
_DENIES = re.compile("(?:没有?|不[是算含属用会]?|未|非|无|别)[^,。;]{0,2}$")
_LESS = "−"
_ADDS = re.compile("另[加补奖外给]|再[给加补奖增]|额外|加[补奖发]|增发")
_OF_BASE = re.compile("本金|贷款|基数|投资额|面积")
_MOST = re.compile("最高|不超过|不得超过|不高于|上限|封顶")
_CLAUSES_OF_A_WORD = 1
"""A pair of characters that more clauses of the policy have tells no sentence from the others."""


def with_unworked(
    evidence: Evidence,
    is_taken_in: Callable[[Collection[str]], bool],
    speaker: Speaker,
) -> Evidence:
    """The evidence with the clauses of the message that such a sentence is about, as unused."""
    found: dict[tuple[int, int], Unused] = {}
    for finding in evidence.findings:
        pays = any(e.amount for e in finding.estimates)
        if pays and is_taken_in({finding.policy.id}):
            told = [*_not_reckoned(evidence, finding, speaker)]
            told += _each_alike(evidence, finding)
            for one in (*told, *(() if told else _spoken_of(evidence, finding, speaker))):
                found.setdefault((one.start, one.end), one)
    parts = list(evidence.unused)
    for one in found.values():
        over = [n for n, old in enumerate(parts) if one.start < old.end and old.start < one.end]
        if not over:
            parts.append(one)
        elif parts[over[0]].kind is UnusedKind.CONDITION:
            parts[over[0]] = replace(parts[over[0]], say=one.say)
    return replace(evidence, unused=tuple(sorted(parts, key=lambda part: part.start)))


def _not_reckoned(evidence: Evidence, finding: Finding, speaker: Speaker) -> Iterator[Unused]:
    """What bears on a sum that was worked out and is in no rule, beside the words it rests on."""
    turn = evidence.understanding.turn
    words: dict[str, None] = {}
    used: set[str] = set()
    for estimate in finding.estimates:
        rule = finding.rule(estimate.rule_id)
        if rule is None or not estimate.amount:
            continue
        left = [one for one in rule.left_out if not _is_below(one, estimate.amount)]
        left += _unsaid(rule, finding)
        left += other_rates(rule, finding, {n for n, _ in estimate.facts}, turn.folded)
        left += _received(rule, finding, turn.folded)
        left += _other_case(rule, finding, turn.folded)
        words |= dict.fromkeys(left)
        used |= {name for name, _ in estimate.facts} if left else set()
    words |= dict.fromkeys(_limits_of_all(finding))
    answered = {e.clause_id for f in evidence.findings for e in f.estimates if e.amount}
    words |= dict.fromkeys(added_by_next(finding, answered))
    words |= dict.fromkeys(ranks_told(finding, turn.folded))
    if not words:
        return
    used = used or {name for e in finding.estimates if e.amount for name, _ in e.facts}
    now = len(evidence.understanding.ledger.spoken)
    places = [s.start for s in finding.facts if s.name in used and s.turn == now]
    at = min((at for at in places if 0 <= at < len(turn.folded)), default=0)
    low, high = clause_around(turn.folded, at, at + 1)
    start, end = turn.to_source(low, high)
    say = speaker.say("left_out", quote="”“".join(words))
    yield Unused(turn.text[start:end], start, end, UnusedKind.CONDITION, say)


def _unsaid(rule: Rule, finding: Finding) -> Iterator[str]:
    """What is added, raised or lessened in a case of which the message tells nothing."""
    known = {name for e in finding.estimates for name, _ in e.facts}
    for factor in rule.factors:
        if factor.when.fact not in known:
            yield factor.quote
    for other in finding.rules:
        flags = [one for one in other.when if one.is_ is True and one.fact not in known]
        words = next((w.quote for w in other.beside if _ADDS.search(w.quote)), other.quote)
        if other.id != rule.id and flags and _ADDS.search(words):
            yield words


_BEFORE = re.compile("以前|之前|已经?|曾|原来|去年|前年|先前|升|晋|拿过|领过|又|再")


def _received(rule: Rule, finding: Finding, text: str) -> Iterator[str]:
    """That only the difference is paid, where the message tells of before and no sum of it."""
    known = {name for e in finding.estimates for name, _ in e.facts}
    if rule.received is not None and rule.received not in known and _BEFORE.search(text):
        yield from (s for s in _sentences(finding, rule) if _OF_DIFFERENCE.search(s))


def _limits_of_all(finding: Finding) -> Iterator[str]:
    """The limit on all that is paid, where cases that were worked out apart come to more.

    1晚5000人次, 2晚2.1万人次: each within 最高60万元, which is of both.
    """
    paid: dict[tuple[Decimal, str], dict[str, Decimal]] = {}
    for estimate in finding.estimates:
        rule = finding.rule(estimate.rule_id)
        if rule is None or rule.cap is None or not (estimate.amount and estimate.label):
            continue
        if isinstance(rule.cap.yuan, Decimal):
            own = paid.setdefault((rule.cap.yuan, rule.quote), {})
            own[rule.id] = own.get(rule.id, Decimal(0)) + estimate.amount
    for (most, _), sums in paid.items():
        if len(sums) > 1 and sum(sums.values()) > most:
            yield from _said_of(finding, most)


def _said_of(finding: Finding, most: Decimal) -> Iterator[str]:
    """The piece of a clause that tells a limit."""
    for piece in _PIECE.findall(finding.clause.text):
        sums = [q.value for q in find_quantities(fold(piece)) if q.unit in _SUMS]
        if _MOST.search(piece) and most in sums:
            yield piece.strip()
            return


_SUMS = (Unit.YUAN, Unit.YUAN_PER_UNIT, Unit.YUAN_PER_YEAR)
"""每个雪季最高60万元 is read as a sum of each season."""
_TOKEN = re.compile("[a-zA-Z][a-zA-Z0-9-]{2,}")


def _other_case(rule: Rule, finding: Finding, text: str) -> Iterator[str]:
    """A case of a rule that the message tells as well, beside the one that was worked out.

    首次取得CCAR-145许可,又取得EASA许可, of which one sum was taken: a name that the clause has in
    the words of another sum alone, and that the message does not deny.
    """
    chosen = {name for e in finding.estimates if e.rule_id == rule.id for name, _ in e.facts}
    worked = [e.amount for e in finding.estimates if e.rule_id == rule.id and e.amount]
    if rule.received is not None or len(worked) != 1 or not chosen & {*choices_of(rule)}:
        return
    whole = fold(finding.clause.text)
    for sentence in _SENTENCE.findall(rule.quote):
        folded = fold(sentence)
        sums = [q.value for q in find_quantities(folded) if q.unit in _SUMS]
        if not sums or any(worked[0] % one == 0 for one in sums if one):
            continue
        names = {m for m in _TOKEN.findall(folded.lower()) if whole.lower().count(m) == 1}
        if any([*_places(text.lower(), one)] for one in names):
            yield sentence.strip()


_ONE_OF = re.compile("一(?P<measure>[件台座条辆次届场艘栋套口部只架家个项间])")


def _each_alike(evidence: Evidence, finding: Finding) -> Iterator[Unused]:
    """Things told one by one, of which each of several sums counted all (两件,一件…,一件…)."""
    turn = evidence.understanding.turn
    text = turn.folded
    counted: dict[tuple[str, Decimal], set[str]] = {}
    for estimate in finding.estimates:
        rule = finding.rule(estimate.rule_id)
        for name, value in estimate.facts if estimate.amount and rule is not None else ():
            if isinstance(value, Decimal) and value > 1:
                counted.setdefault((name, value), set()).add(estimate.rule_id)
    told = {fact.name: fact for fact in finding.facts}
    for (name, value), rules in counted.items():
        if len(rules) < 2 or name not in told:
            continue
        measure = told[name].text.strip()[-1:]
        ones = [m for m in _ONE_OF.finditer(text) if m["measure"] == measure]
        if len(ones) < 2 or len(ones) != value:
            continue
        low, high = clause_around(text, ones[0].start(), ones[0].end())
        start, end = turn.to_source(low, high)
        yield Unused(turn.text[start:end], start, end, UnusedKind.NUMBER)


_OF_DIFFERENCE = re.compile("差额|补差|扣除|扣减|抵扣")


def _sentences(finding: Finding, rule: Rule) -> Iterator[str]:
    """The sentences of a clause and those of others that its rule works with."""
    yield from (m.group().strip() for m in _SENTENCE.finditer(finding.clause.text))
    yield from (words.quote for words in rule.beside)


def _is_below(words: str, amount: Decimal) -> bool:
    """Whether a limit that is not reckoned with lies above the sum: 每家每年最高100万元."""
    last = _PIECE.findall(words)[-1:]
    if not last or _MOST.search(last[0]) is None or _OF_BASE.search(words):
        return False
    sums = [q.value for q in find_quantities(fold(last[0])) if q.unit is Unit.YUAN]
    return len(sums) == 1 and amount <= sums[0]


def _spoken_of(evidence: Evidence, finding: Finding, speaker: Speaker) -> Iterator[Unused]:
    turn = evidence.understanding.turn
    text = turn.folded
    known = _known(finding, speaker)
    for sentence in _left_out(finding):
        words = {pair for pair in own_pairs(fold(sentence)) if _is_han(pair)} - known
        words = {w for w in words if _clauses_with(finding.policy, w) <= _CLAUSES_OF_A_WORD}
        at = next((at for word in sorted(words, key=text.find) for at in _places(text, word)), None)
        if at is None:
            continue
        low, high = clause_around(text, at, at + 2)
        if _is_taken_off(finding, text[low:high]):
            continue
        start, end = turn.to_source(low, high)
        say = speaker.say("unworked", quote=sentence.strip())
        yield Unused(turn.text[start:end], start, end, UnusedKind.CONDITION, say)


def _left_out(finding: Finding) -> Iterator[str]:
    """The stretches of a clause that change a sum and that no rule quotes."""
    body = finding.clause.text
    covered = bytearray(len(body))
    for quote in _quotes(finding):
        at = body.find(quote)
        while at >= 0 and quote:
            covered[at : at + len(quote)] = b"\x01" * len(quote)
            at = body.find(quote, at + 1)
    for sentence in _SENTENCE.finditer(body):
        pieces = [
            piece
            for piece in _PIECE.finditer(body, sentence.start(), sentence.end())
            if not any(covered[piece.start() : piece.end()])
        ]
        rest = body[pieces[0].start() : pieces[-1].end()] if pieces else ""
        if rest and _GIVES.search(rest):
            yield rest


def _is_taken_off(finding: Finding, words: str) -> bool:
    """Whether a stretch of the message tells what a sum was worked out without (里面6万是罚息)."""
    lessened = (s.text.partition(_LESS)[2] for s in finding.facts)
    return any(off and off in words for off in lessened)


def _known(finding: Finding, speaker: Speaker) -> frozenset[str]:
    """The pairs of characters that the rules of the clause work with, or that name it."""
    facts = {name for e in finding.estimates for name, _ in e.facts}
    words = [finding.clause.heading, *map(speaker.label, sorted(facts)), *_quotes(finding)]
    return frozenset(pair for word in words for pair in own_pairs(fold(word)))


def _quotes(finding: Finding) -> list[str]:
    """All that the rules of a clause quote."""
    return [q for rule in finding.rules for q in _quoted_in(rule.model_dump())]


def _quoted_in(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            if key == "quote" and isinstance(one, str):
                yield one
            elif key == "more_quotes":
                yield from one
            else:
                yield from _quoted_in(one)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for one in value:
            yield from _quoted_in(one)


def _places(text: str, word: str) -> Iterator[int]:
    """Where a message says a word and does not deny it."""
    at = text.find(word)
    while at >= 0:
        low, _ = clause_around(text, at, at + len(word))
        if not _DENIES.search(text[low:at]):
            yield at
        at = text.find(word, at + 1)


@lru_cache(maxsize=256)
def _texts(policy: Policy) -> tuple[str, ...]:
    return tuple(fold(clause.text) for clause in policy.clauses if clause.is_leaf)


def _clauses_with(policy: Policy, word: str) -> int:
    return sum(word in text for text in _texts(policy))


def _is_han(pair: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in pair)
