"""Which of the clauses that the answer before asked about is meant: 第十条, 后一个, 社会物业.

您问的是“第七条”还是“第十条”: a message that is nothing but one of them is about that clause, with
all that was told so far.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.language import pairs_of
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.said_again import ASKED_AGAIN
from assistant.dialogue.understand.context import UnderstandContext
from assistant.policy.clause import ClauseId
from assistant.text.normalise import fold
from assistant.text.numerals import read_number
from assistant.text.pattern import lazy

_AROUND = "(?:我?(?:问|说|指|要)的?就?是|我的?就?是|的就是|的?是|就|应该|选|那|嗯|,)*"
_END = "(?:的|吧|呢|啊|那个|这个|那条|,|。|!)*"
_ARTICLE = lazy(f"{_AROUND}第?\\(?(?P<n>[一二三四五六七八九十\\d]{{1,3}})\\)?条?{_END}")
_FORMER = lazy(
    f"{_AROUND}(?:第一[个条项种样]|前(?:者|面|一)?(?:那|这)?一?[个条项种]|前者|头一?[个条项]){_END}"
)
_LATTER = lazy(
    f"{_AROUND}(?:第二[个条项种样]|后(?:者|面|一)?(?:那|这)?一?[个条项种]|后者|最后(?:那|这)?一?[个条项]){_END}"
)
_NAME = lazy(f"{_AROUND}(?P<what>[^,。;!?\\d没不无未别呢吗多少几]{{2,8}}?){_END}")
_SEVERAL = 2
_HEAD = 16
"""How much of a clause its heading may be."""


def with_offered(ctx: UnderstandContext, text: str, ledger: Ledger) -> tuple[str, Ledger]:
    """A request for the one of the offered clauses that a message picks, with its ledger."""
    offered = _offered(ctx, ledger)
    clause = _picked(ctx, fold(text), offered) if len(offered) == _SEVERAL else None
    if clause is None:
        return text, ledger
    place = next((n for n in ledger.live if clause in ledger.matters[n].clauses), ledger.live[0])
    matter = ledger.matters[place]
    own = replace(matter, clauses=(clause,), policies=(clause.policy,), rivals=())
    if matter.clauses == (clause,):
        kept = (*ledger.matters[:place], own, *ledger.matters[place + 1 :])
        return ASKED_AGAIN, replace(ledger, matters=kept, current=(place,))
    matters = (*ledger.matters, own)
    return ASKED_AGAIN, replace(ledger, matters=matters, current=(len(ledger.matters),))


def _offered(ctx: UnderstandContext, ledger: Ledger) -> tuple[ClauseId, ...]:
    """The clauses that the answer before asked about, in their order."""
    live = ledger.in_question if ledger.live else ()
    asked = [c for m in live for c in m.clauses]
    if not asked or ctx.facts.asks_number(live):
        return ()
    rivals = [c for m in live for c in m.rivals if c not in asked]
    return tuple(dict.fromkeys((asked[0], *rivals))) if rivals else ()


def _picked(ctx: UnderstandContext, text: str, offered: tuple[ClauseId, ...]) -> ClauseId | None:
    """The one of two clauses that a folded message names."""
    if _FORMER.fullmatch(text):
        return offered[0]
    if _LATTER.fullmatch(text):
        return offered[1]
    article = _ARTICLE.fullmatch(text)
    if article is not None and ("第" in text or "条" in text or "(" in text):
        number = read_number(article["n"])
        found = [c for c in offered if number is not None and c.article == int(number.value)]
        return found[0] if len(found) == 1 else None
    name = _NAME.fullmatch(text)
    if name is None:
        return None
    heads = {c: text[:_HEAD] for c, text in zip(offered, ctx.facts.texts_of(offered), strict=True)}
    pairs = pairs_of(name["what"])
    first, last = (sum(pair in heads[c] for pair in pairs) for c in offered)
    return None if first == last else offered[first < last]
