"""A matter that was asked in another place for a while, and is meant again where it was before.

不搬了 after 搬福田的话呢; 那还是在龙华; 公司留在龙岗不动: what was told of it there holds again,
whatever was told for the other place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.dialogue.aspects import content_of
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.said_again import ASKED_AGAIN
from assistant.dialogue.scope import Scope
from assistant.dialogue.turn import blank
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understand.homes import Home, all_home, asked_of, homes_of
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_LEAD = (
    "(?:那么?|好[的吧]?|行[吧了]?|得[了嘞]?|罢了|算了|哦|噢|嗯|唉|最后|后来|老板|我们?|咱们?"
    "|还是|就|先|又|说|决定|,|。){0,8}"
)
_STAYS = lazy(
    f"{_LEAD}(?:不|没)(?:打算|想|准备|用)?(?:搬|迁|去|走|换|动|挪|放|落|折腾|考虑)(?:过去|走|家|地方)?"
    "(?P<where>[^,。;!?\\d]{0,4}?)(?P<done>了啦?|啦|咯|吧|成了?)?(?:[,。;!?]+|$)"
)
"""不搬了, 不走市里了, 不搬: it stays where it was."""
_GIVES_UP_PLACE = lazy(
    f"{_LEAD}(?P<where>[^,。;!?\\d]{{2,6}}?)(?:那[边里头]|这[边里头])?(?:就|也|先|还是|都|暂时|反正){{0,6}}"
    "(?:[不没]再?(?:打算|想|准备)?(?:考虑|去|看|管|谈|提|想|要|问|算|搬|选|报|碰|走|惦记)(?:它|那[边里])?"
    "|算了|作罢|拉倒|免了|否了|黄了|放弃|放下|划掉|排除|略过)(?:了|啦|吧|咯)*(?:[,。;!?]+|$)"
)
"""龙华不考虑了,…: the place asked about last is given up by its name."""
_STILL = lazy(
    f"{_LEAD}(?:还是|仍然?|依旧|回到?|就|只|单|光)(?:只|单|就|光|留|按|走|算|用|看|报|申|说|是|在|回|到)*"
)
_COMES_BACK = lazy("[回留]到?在?$")
"""算了回龙华,按一年36万算: who comes back may tell a number of there; 就这260走市里 asks there."""
_THAT = lazy(f"{_LEAD}(?:至于|再看|再说)?")
_ITS_SHARE = lazy("(?:里|区里?|市里?|那边)?的?那一?[份笔个]")
"""那市里那份呢: what was asked there before, as it was told there."""
_ASKS_ONLY = lazy("(?:那|要是|如果)?[^,。;!?]{0,8}(?:呢|吗|行不行)[?。]?$")
"""那四个呢: what only asks may still ask there."""
_BLANK = lazy("[ \\t\u3000]")
_CLAUSE = lazy("[^,。;!?]+[,。;!?]*")
_GIVES_UP = lazy(
    "(?P<all>哪[儿里个]?(?:也|都))?(?:不|没|甭)(?:再|打算|想|准备|用|能|会|要|肯)?"
    "(?:[搬迁挪](?!运|家)|搬家|折腾|[去走换](?=了))(?:过去|走|地方|成|址|区|厂|公司)?(?:了|啦|咯|吧|成)*"
    "|[搬迁](?:家|迁|走|过去)?的?(?:事情?|计划|打算)?(?:黄了|取消|作罢|泡汤|算了|没成|搁浅|放弃|停了|没谈拢|告吹|吹了)"
)
_STAYING = lazy(
    "(?:公司|企业|厂子?|人|我们?|咱们?|这边|那边|不[搬迁挪走动]了?|没[搬迁挪]成?|还|仍|依旧|依然|继续|照旧|就|也|是|只好"
    "|只能|决定|最后|留|待|呆|在|回|原地|不动|着|了|吧|啦|的|那|这|里|,|。)*"
)
_STAYS_PUT = lazy("还|仍|依旧|依然|继续|留|待|呆|回|原地|不动|就|不[搬迁挪走]")
_TELLS_MORE = lazy("[?吗呢]|多少|几|如果|要是|假如|万一|若")
_PLACE_SAID = 4
_MARK = ","
_ONE = 1


def back_home(ctx: UnderstandContext, text: str, ledger: Ledger, as_of: date) -> tuple[str, Ledger]:
    """A message and the ledger with the matters in question where the message says that they are.

    What only gives up another place is blanked; a message that says no more asks again.
    """
    homes = [found for n in ledger.current if (found := homes_of(ctx, ledger, n))]
    folded = fold(_BLANK.sub(_MARK, text))  # people type one for the other
    if not homes or len(folded) != len(text):
        return text, ledger
    said = _given_up(ctx, folded, ledger, homes, as_of) or _said_to_stay(ctx, folded, homes, as_of)
    if said is not None:
        back, end = said
        rest = text[end:]
        padded = _MARK * end + rest if content_of(rest) else ASKED_AGAIN
        return padded, all_home(ctx, ledger, back, as_of)
    if len(ledger.current) == _ONE and homes[0][-1].is_there and _pays_nothing(ctx, ledger):
        turn = ctx.reader.read(text, as_of=as_of)
        told = any(q.role == "amount" for q in turn.quantities)  # 排第一的 counts nothing
        if told and not (turn.scope.is_named or turn.topics or _ASKS_ONLY.match(folded)):
            return text, homes[0][-1].of(ctx, ledger, as_of)
    if _STILL.match(folded) is None and _ITS_SHARE.search(folded) is None:
        return text, ledger
    turn = ctx.reader.read(text, as_of=as_of)
    if not turn.scope.spans or turn.topics:
        return text, ledger
    start, end = min(turn.scope.spans)
    is_still = _STILL.fullmatch(turn.folded[:start]) is not None
    is_share = _THAT.fullmatch(turn.folded[:start]) and _ITS_SHARE.match(turn.folded, end)
    told = any(q.role == "amount" for q in turn.quantities)
    returns = is_still and _COMES_BACK.search(turn.folded, 0, start)
    if not (is_still or is_share) or (told and not returns):
        return text, ledger
    back = []
    rest = _MARK * end + text[end:] if told else text  # what is told is told of home
    for found in homes:
        for home in reversed(found):
            spoken = _spoken(ctx, turn.scope, home)
            if spoken and spoken <= home.spoken:
                back.append(replace(home, policies=tuple(sorted(spoken))))
                break
    return rest if back else text, all_home(ctx, ledger, back, as_of)


def _given_up(
    ctx: UnderstandContext,
    text: str,
    ledger: Ledger,
    homes: Sequence[Sequence[Home]],
    as_of: date,
) -> tuple[list[Home], int] | None:
    """(the matters where they were before, the end of what gives up the other place)."""
    gives_up = _STAYS.match(text)
    last = [found[-1] for found in homes if _may_be_given_up(found[-1])]
    if gives_up is not None and last and _is_place(ctx, gives_up, as_of):
        return last, gives_up.end()
    by_name = _GIVES_UP_PLACE.match(text)
    if by_name is None or not last:
        return None
    there = set(ctx.reader.read(by_name["where"], as_of=as_of).scope.policies)
    last = [home for home in last if there and there <= asked_of(ledger.matters[home.now])]
    return (last, by_name.end()) if last else None


def _said_to_stay(
    ctx: UnderstandContext, text: str, homes: Sequence[Sequence[Home]], as_of: date
) -> tuple[list[Home], int] | None:
    """(the matters where they are said to stay, the end of what says so); None where nothing does.

    房东反悔,不搬了还在龙华; 计划作罢,公司留在福田: reasons may stand before it, numbers and
    questions not.
    """
    back: list[Home] = []
    end = 0
    for clause in _CLAUSE.finditer(text):
        if _TELLS_MORE.search(clause.group()):
            break
        turn = ctx.reader.read(clause.group(), as_of=as_of)
        if turn.quantities or turn.topics:
            break
        given_up = _GIVES_UP.search(turn.folded)
        named = set(turn.scope.policies)
        if turn.scope.within and not named:
            named = set(ctx.places.above())
        if named:
            rest = blank(turn.folded, turn.scope.spans).replace(" ", "")
            own = [home for found in homes if (home := _named(found, named))]
            if not own or _STAYING.fullmatch(rest) is None or _STAYS_PUT.search(rest) is None:
                break
            back, end = own, clause.end()
        elif given_up is not None:
            which = 0 if given_up["all"] else -1
            back = back or [found[which] for found in homes if _may_be_given_up(found[which])]
            end = clause.end()
        elif back:
            break
    return (back, end) if back else None


def _named(found: Sequence[Home], named: set[str]) -> Home | None:
    """The place where a matter was asked of the policies named, also of the city above them."""
    own = [home for home in found if home.spoken <= named]
    own = own or [home for home in found if home.spoken & named]
    return own[-1] if own else None


def _may_be_given_up(home: Home) -> bool:
    """Whether the place where a matter is asked now was only turned to or supposed."""
    return home.is_there or home.is_left


def _pays_nothing(ctx: UnderstandContext, ledger: Ledger) -> bool:
    """Whether nothing is paid where the matters in question are asked now."""
    return not any(ctx.facts.has_rules(c) for m in ledger.in_question for c in m.clauses)


def _spoken(ctx: UnderstandContext, scope: Scope, home: Home) -> set[str]:
    """The policies that a message names, those of a level (区里, 市里) as a matter was asked of."""
    if scope.policies or not (scope.own or scope.parent):
        return set(scope.policies)
    above = set(ctx.places.above())
    return {p for p in home.spoken if (p in above) == scope.parent}


def _is_place(ctx: UnderstandContext, gives_up: re.Match[str], as_of: date) -> bool:
    """Whether what a message says that it leaves may be a place (不走市里了; 不去福田)."""
    where = gives_up["where"]
    if gives_up["done"] or not where:
        return content_of(where) <= _PLACE_SAID
    scope = ctx.reader.read(where, as_of=as_of).scope
    return scope.is_named or bool(scope.within or scope.elsewhere)
