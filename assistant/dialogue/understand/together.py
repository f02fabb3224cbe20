"""Matters of the conversation that a question for each of several asks about beside the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.dialogue.aspects import content_of
from assistant.dialogue.gather import Part
from assistant.dialogue.language import covers, pairs_of, plain_words
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.turn import Turn
from assistant.dialogue.understand.by_words import by_overlap
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understand.subject import Subject
from assistant.text.pattern import lazy

_ASKS_EACH = lazy(
    "(?:各自?|分别|再各)(?:是|能|可以|最[高多]|再|写|报|算|列|补|给|拿|领|有|来|得|一下|个|几|多少)+"
)
_JOIN = lazy("和|跟|与|、|还有|以及|连同")
_SO_MANY = lazy(
    "(?P<n>[两俩二三仨四五2-5])(?:样|项|件|条|块|个|份|笔|边|头|种)?(?:政策|钱|补贴|事)?(?:里头?|都|一起)?[^,。;!?和跟与、]{0,6}$"
)
_POINTED = lazy(
    "(?:^|(?<=[,。;!?]))(?:那么?|所以|请问|再问一?下?|想问)*(?P<all>(?:[这那]|(?:上面|前面|刚才|刚刚|以上)(?:问|说|讲|提)?(?:过|到)?的?[这那]?)"
    "(?:[两二三四五](?:样|项|件|条|块|个|份|笔|者)|俩|仨))(?:政策|措施|条款|规定|支持)?"
    "(?=[里中都的有是能归由各分哪写没给算也到什要会合加一])"
)
"""这两条里写没写补贴金额: all that was spoken of, where so many are counted."""
_ASKS = lazy("[?吗呢]|多少|几|哪|谁|什么|啥|怎|([\u4e00-\u9fff])[没不]\\1|是否|有无")
_COUNTS = {
    c: n for n, group in enumerate(("", "", "两俩二2", "三仨3", "四4", "五5")) for c in group
}
_SEVERAL = 2


def with_asked_together(
    ctx: UnderstandContext, turn: Turn, ledger: Ledger, subject: Subject
) -> Subject:
    """The subject with the matters that 场景和园区各多少, 这两样分别几个钱 ask about as well.

    Each noun that is asked about is looked for among the matters of the conversation; where they
    are counted only, all of them, if there are so many.
    """
    live = [n for n, m in enumerate(ledger.matters) if m.clauses]
    if subject.refusal or not subject.parts or len(live) < _SEVERAL:
        return subject
    asked = _asked(turn.folded)
    if asked is None:
        return subject
    known = {c for part in subject.parts for c in part.matter.clauses}
    meant = _meant(ctx, turn, ledger, live, asked)
    more = [n for n in meant if not known & set(ledger.matters[n].clauses)]
    if not more or any(part.index in more for part in subject.parts):
        return subject
    end = len(turn.folded)
    parts = (*subject.parts, *(Part(n, ledger.matters[n], ((end, end),)) for n in more))
    ordered = sorted(parts, key=lambda p: p.index if p.index is not None else len(ledger.matters))
    return replace(subject, parts=tuple(ordered))


def _asked(text: str) -> str | None:
    """What stands before the word for each, in its clause."""
    for match in _ASKS_EACH.finditer(text):
        low = 1 + max(text.rfind(mark, 0, match.start()) for mark in ",。;!?")
        lead = text[low : match.start()]
        if content_of(lead) or _SO_MANY.search(lead):
            return lead
        if low > 1:
            before = 1 + max(text.rfind(mark, 0, low - 1) for mark in ",。;!?")
            return text[before : low - 1]
    pointed = _POINTED.search(text)
    return pointed["all"] if pointed and _ASKS.search(text, pointed.end()) else None


def _meant(
    ctx: UnderstandContext, turn: Turn, ledger: Ledger, live: list[int], asked: str
) -> list[int]:
    nouns = [noun for noun in _nouns(asked) if noun]
    if len(nouns) >= _SEVERAL:
        found = []
        for noun in nouns:
            n = by_overlap(ctx, replace(turn, folded=noun, matter=noun), ledger, live)
            if n is not None and n not in found:
                found.append(n)
        return found if len(found) == len(nouns) else []
    counted = _SO_MANY.search(asked)
    if counted and _COUNTS.get(counted["n"]) == len(live):
        return live
    return []


def _nouns(asked: str) -> Iterator[str]:
    """The nouns that 和, 跟, 、 join, each without the words of the language around it."""
    for piece in _JOIN.split(asked):
        known = covers(piece, (plain_words(),))
        if set(pairs_of(piece, known)):
            yield piece
