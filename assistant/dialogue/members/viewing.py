"""Of several numbers those that a message asks about alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.items import with_beside
from assistant.dialogue.members.named import COUNTS, meant
from assistant.dialogue.members.said import NOTHING, Said, members_of
from assistant.dialogue.stated import Stated
from assistant.text.pattern import lazy
from assistant.text.relation_words import MEASURE

_SEVERAL = 2
_ALONE = lazy(
    "(?<![一两二俩三四几每这那])单独?(?:看|说|算|问|讲|报|论|是|给|能|拿)|单独|只(?:看|说|问|讲|算|报)"
    f"|(?:今年|本年度?)[^,。;!?\\d]{{0,3}}(?:只|就|仅)有(?=[^,。;!?\\d没不未]{{0,8}}[那这]一?{MEASURE}(?:[,。;!?]|$))"
)
_THIS_ONE = lazy(
    rf"(?<![也都还合])单?(?:看|算|说|问)这一?(?:{MEASURE}|年)(?!月|[^,。;!?\\d]{{0,4}}[又再还也])"
    rf"|(?:^|[,。;!?])[那就]?这一?(?:{MEASURE})(?:呢|多少|能[补给拿]多少)[?]?$"
    "|[单只光](?:看|算|说|问)?(?:[这那]一?|第?[二三四])[期批场](?=[呢,。;!?]|$)"
)
"""这场呢, 单二期呢: what this message tells, alone; 说这个月又… tells what came on top."""
_YEAR_ASKED = lazy(
    "(?:^|[,。;!?])(?:那么?|现在)?(?:今年|明年|去年|后年|(?:20)?2\\d年)(?:的|[这那]一?[份笔个年])?"
    "(?:(?:还|又|到底|现在)?(?:剩|是|能|补|给|拿|有|得){0,2}(?:多少|几)[^,。;!?]{0,3}|呢)[?]?$"
)
"""今年的还剩多少, 26年的呢: of several years one is asked about."""
_YEAR_ALONE = lazy(
    "(?:[只光单就]|单独)(?:看|算|说|问|要|论|报|给)?(?:今年|明年|去年|后年|(?:20)?2\\d年)"
    "(?:的|[这那]一?[份笔个年])?(?=[,。;!?]|$)"
)
_THAT_SUM = lazy(
    "[这那][一二两三四五六七八九十百千\\d][一二两三四五六七八九十百千零\\d.]+(?:万|w)?元?块?(?:走|报|拿[去到]|申[请报]|放到|换到)"
    "[^,。;!?\\d]{0,12}?(?:呢|吗|多少)"
)
"""这260万走市里呢: one of several called by its value is asked about alone."""
_EVERY_YEAR = lazy("[两三]年(?:都|总)?(?:合|一|加|总|拢|累)[^,。;!?]{0,3}[计共起块来]?")
_FIRST_OF = lazy(rf"(?:前|头)(?P<n>[两二三四])(?:{MEASURE}|年)")


def years_viewed(text: str, facts: Sequence[Stated]) -> tuple[tuple[int, int], ...]:
    """Where a message only says which of several years it asks about (26年的呢, 单问25年)."""
    items = [i for s in facts for i in (*members_of(s), *s.beside)]
    if len({i.year for i in items} - {None}) < _SEVERAL:
        return ()
    return tuple(m.span() for way in (_YEAR_ASKED, _YEAR_ALONE) for m in way.finditer(text))


def viewed(said: Said, stated: Stated, words: Sequence[str]) -> Stated:
    """Of several numbers those that a message asks about alone (第二年单独是多少, 前两场合计).

    What was stated stays as it is: only this answer is about some of it.
    """
    of_year = _YEAR_ASKED.search(said.text)
    if stated.beside and of_year:
        return _of_year_beside(said, stated, of_year.group(), words)
    members = members_of(stated)
    if len(members) < _SEVERAL or stated.beside:
        return stated
    if all(m.year is not None for m in members) and _EVERY_YEAR.search(said.text):
        return stated  # 只算我们的,两年合计
    chosen: tuple[int, ...] = ()
    first = _FIRST_OF.search(said.text)
    if first:
        chosen = tuple(range(COUNTS[first["n"]]))
    elif _THIS_ONE.search(said.text):
        chosen = tuple(n for n, m in enumerate(members) if m.turn == said.number)
    elif alone := _ALONE.search(said.text):
        low, high = clause_around(said.text, alone.start(), alone.end())
        # 又追加500万,只看接榜的: what is told anew is not what is asked about alone
        asked = said.text[low:high] if said.expressions else said.text
        chosen = meant(members, asked, said, words, stated.value)
    elif pointed := _THAT_SUM.search(said.text):
        chosen = meant(members, pointed.group(), said, words, stated.value)
    elif of_year:
        chosen = meant(members, of_year.group(), said, words, stated.value)
    if not chosen or len(chosen) >= len(members):
        return stated
    kept = tuple(members[n] for n in chosen)
    if isinstance(stated.value, tuple):
        return replace(stated, value=kept, say="")
    return replace(stated, value=sum((m.total for m in kept), NOTHING), parts=(), beside=(), say="")


def _of_year_beside(said: Said, stated: Stated, asked: str, words: Sequence[str]) -> Stated:
    """The number of the year that is asked about, after one year alone (只看25年的 → 26年的呢)."""
    whole = with_beside(stated, said.base)
    items = whole.value if isinstance(whole.value, tuple) else ()
    chosen = meant(items, asked, said, words, items) if items else ()
    if len(chosen) != 1:
        return stated
    return replace(whole, value=(items[chosen[0]],), say="")
