"""Of several matters those that stay, where a message drops one or keeps one alone.

By its place in the row (第二个去掉, 后面那个不要了) or by its name (不买大模型了, 只看算力).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.dialogue.gather import takes_off_part
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.said_again import ASKED_AGAIN
from assistant.dialogue.turn import Turn
from assistant.dialogue.understand.by_words import by_overlap
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understand.wording import in_row
from assistant.text.normalise import fold
from assistant.text.numerals import read_number
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_LEAD = "(?:那|那么|好|嗯|行|就|先|如果|要是|我们?|咱们?|,){0,8}"
_PUTS = "(?:先|就|都|也|暂时|干脆|还是|我们?|咱们?|全){0,6}"
_AWAY = (
    "(?:不(?:要|算|报|做|办|买|租|弄|搞|申请?|考虑|用算|用管)|别(?:算|报|管)|[去拿删撤砍划]掉|删[了除]|撤了|取消|放弃)"
    "(?:了|吧|啊|的话|呢|它|,)*(?:(?:一共|总共|还|那|剩下的?)?(?:能|可以)?(?:有|拿|补)?多少(?:钱)?)?[。!?]?"
)
_THAT = "(?:的?(?:那|这)(?:一?[个块项笔条部份样边]|部分)|的|部分)?"
_NTH = lazy(f"{_LEAD}第(?P<n>[一二三四五六七八九1-9])[个项条笔样件块]{_THAT}{_PUTS}{_AWAY}")
_IN_ROW = lazy(f"{_LEAD}(?P<what>[^,。;!?\\d]{{2,5}}?)(?:的话)?{_PUTS}{_AWAY}")
_NAMED = lazy(
    f"{_LEAD}(?:(?P<what>[^,。;!?\\d]{{2,10}}?){_THAT}{_PUTS}{_AWAY}"
    "|(?:去掉|拿掉|删掉|撤掉|砍掉|取消|不算|不要|不报|不考虑|别算|除去)(?P<behind>[^,。;!?\\d]{2,8}?)"
    f"{_THAT}(?:了|吧|呢)*[。!?]?"
    "|(?:不|不再)(?:买|租|报|做|办|申请|弄|搞|采购|投)(?P<verb>[^,。;!?\\d]{2,8}?)了(?:吧|呢)?[。!?]?)"
)
_ALONE = lazy(
    f"{_LEAD}(?:只|光|单)(?:看|报|算|要|说|申请|申报|问|留|保留|做)(?P<what>[^,。;!?\\d]{{2,8}}?){_THAT}"
    "(?:的话|吧|就行|就好|就可以|了|呢)*[。!?]?"
)
_MAY = lazy("[^。;!?\\d]{2,24}[。!?]?")
_SEVERAL = 2


def with_left_of_row(
    ctx: UnderstandContext, text: str, ledger: Ledger, as_of: date
) -> tuple[str, Ledger]:
    """A message that drops a matter or keeps one alone as a request for those that stay."""
    live = tuple(n for n, m in enumerate(ledger.matters) if m.clauses)
    folded = fold(text).strip()
    if len(live) < _SEVERAL or not _MAY.fullmatch(folded):
        return text, ledger
    if not any(one.fullmatch(folded) for one in (_ALONE, _NTH, _IN_ROW, _NAMED)):
        return text, ledger
    turn = ctx.reader.read(text, as_of=as_of)
    if turn.scope.is_named or any(q.unit is Unit.YUAN for q in turn.quantities):
        return text, ledger
    alone = _ALONE.fullmatch(folded)
    if alone is not None:
        only = _named(ctx, turn, ledger, live, alone["what"])
        return (text, ledger) if only is None else (ASKED_AGAIN, replace(ledger, current=(only,)))
    gone = _gone(ctx, turn, ledger, live, folded)
    if gone is None:
        return text, ledger
    asked = ledger.current if len(ledger.current) > 1 else live
    left = tuple(n for n in asked if n != gone) or tuple(n for n in live if n != gone)
    return ASKED_AGAIN, replace(ledger, current=left)


_MOVES = lazy(
    "(?:那|要是|如果|假如|把|,){0,6}(?P<what>[^,。;!?\\d]{2,8}?)(?:那|这)?(?:一?[个块项笔部份样边]|部分)?的?(?:要是|如果|假如|就|都)?"
    "(?:换成?|改成?|改[到在]|按照?|照|在|搬到?|挪到?|移到?|放[到在]?|走|拿[到去])$"
)
_BOTH = lazy("[也都]|一起|全部|加上|和|跟|同样")


def moved_alone(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> tuple[int, ...]:
    """The one of several matters that a message moves to another place (算力换成福田的呢)."""
    if len(ledger.current) < _SEVERAL or turn.quantities or not turn.scope.is_named:
        return ()
    spans = [start for start, end in turn.scope.spans if start < end]
    match = _MOVES.match(turn.folded[: min(spans)]) if spans else None
    if match is None or len(turn.scope.policies) != 1 or _BOTH.search(turn.folded):
        return ()
    only = _named(ctx, turn, ledger, ledger.current, match["what"])
    if only is None:
        return ()
    own = {c.policy for c in ledger.matters[only].clauses}
    return () if own & set(turn.scope.policies) else (only,)


def _gone(
    ctx: UnderstandContext, turn: Turn, ledger: Ledger, live: tuple[int, ...], text: str
) -> int | None:
    """The matter that a message drops, None where it drops none or it is not sure which."""
    nth = _NTH.fullmatch(text)
    if nth is not None:
        number = read_number(nth["n"])
        place = int(number.value) if number is not None else 0
        return live[place - 1] if 0 < place <= len(live) else None
    row = _IN_ROW.fullmatch(text)
    pointed = in_row(row["what"], ledger) if row is not None else ()
    if len(pointed) == 1:
        return pointed[0]
    match = _NAMED.fullmatch(text)
    if match is None:
        return None
    what = match["what"] or match["behind"] or match["verb"]
    gone = _named(ctx, turn, ledger, live, what)
    if gone is not None and ctx.facts.removes_part(turn, ledger.matters[gone]):
        return None  # 国家标准撤掉: the others that were counted stay
    return gone


def _named(
    ctx: UnderstandContext, turn: Turn, ledger: Ledger, live: tuple[int, ...], what: str
) -> int | None:
    """The one matter whose words some words have, all of them known to it."""
    words = {
        n: {
            (s, e)
            for s, e, word in ctx.topics.words_in(what)
            if set(ctx.topics.of_word(word)) & ctx.topics.of_clauses(ledger.matters[n].clauses)
        }
        for n in live
    }
    named = [n for n in live if words[n]]
    if len(named) == 1:
        return named[0]
    told = [n for n in live if what in ledger.matters[n].text]
    if len(told) == 1:
        return told[0]
    if told or takes_off_part(turn):
        return None
    return by_overlap(ctx, turn, ledger, live)
