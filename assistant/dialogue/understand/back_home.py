"""A matter that was asked in another place for a while, and is meant again where it was before.

不搬了 after 搬福田的话呢; 那还是在龙华: what was told of it there holds again, whatever was told
for the other place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.dialogue.aspects import content_of
from assistant.dialogue.ledger import Ledger, Matter
from assistant.dialogue.turn import blank
from assistant.dialogue.understand.context import UnderstandContext
from assistant.policy.clause import ClauseId
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_LEAD = (
    "(?:那么?|好[的吧]?|行[吧了]?|得[了嘞]?|罢了|算了|哦|噢|嗯|唉|最后|后来|老板|我们?|咱们?"
    "|还是|就|先|又|说|决定|,|。)*"
)
_STAYS = lazy(
    f"{_LEAD}(?:不|没)(?:打算|想|准备|用)?(?:搬|迁|去|走|换|动|挪|折腾|考虑)(?:过去|走|家|地方)?"
    "(?P<where>[^,。;!?\\d]{0,4}?)(?:了啦?|啦|咯|吧|成了?)(?:[,。;!?]+|$)"
)
"""不搬了, 不走市里了: it stays where it was."""
_STILL = lazy(
    f"{_LEAD}(?:还是|仍然?|依旧|回到?|就|只|单|光)(?:只|单|就|光|留|按|走|算|用|看|报|申|说|是|在|回|到)*"
)
_COMES_BACK = lazy("[回留]到?在?$")
"""算了回龙华,按一年36万算: who comes back may tell a number of there; 就这260走市里 asks there."""
_THAT = lazy(f"{_LEAD}(?:至于|再看|再说)?")
_ITS_SHARE = lazy("(?:里|区里?|市里?|那边)?的?那一?[份笔个]")
"""那市里那份呢: what was asked there before, as it was told there."""
"""那还是在, before the name of a place."""
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
_AGAIN = "再报一遍,多少"
"""What is asked by who says no more than that it stays."""
_ONE = 1
_BY_SO_MUCH = lazy("[+−]")
_SUPPOSES = lazy(
    "如果|要是|假如|假设|倘若|万一|的话|换成|[搬迁挪]过去(?:之后|以后|后|了)?[^,。;!?]{0,8}?(?:会|要|想|打算|准备|再)"
    "|[那这](?:边|里|儿)的?[^,。;!?]{0,8}[\\d一二两三四五六七八九十百千]"
)
"""What a message only supposes, or tells of the other place."""


def back_home(ctx: UnderstandContext, text: str, ledger: Ledger, as_of: date) -> tuple[str, Ledger]:
    """A message and the ledger with the matter in question where the message says that it is.

    What only gives up another place is blanked; a message that says no more asks again.
    """
    place = _asked_elsewhere(ledger)
    folded = fold(_BLANK.sub(_MARK, text))  # people type one for the other
    if place is None or len(folded) != len(text):
        return text, ledger
    there = ledger.matters[place].there
    gives_up = _STAYS.match(folded)
    if gives_up is not None and content_of(gives_up["where"]) <= _PLACE_SAID:
        rest = text[gives_up.end() :]
        padded = _MARK * gives_up.end() + rest if content_of(rest) else _AGAIN
        return padded, restored(ledger, place, there[-1])
    said = _said_to_stay(ctx, folded, there, as_of)
    if said is not None:
        home, end = said
        rest = text[end:]
        padded = _MARK * end + rest if content_of(rest) else _AGAIN
        return padded, restored(ledger, place, home)
    if not any(map(ctx.facts.has_rules, ledger.matters[place].clauses)):  # nothing is paid there
        turn = ctx.reader.read(text, as_of=as_of)
        told = any(q.role == "amount" for q in turn.quantities)  # 排第一的 counts nothing
        if told and not (turn.scope.is_named or turn.topics or _ASKS_ONLY.match(folded)):
            return text, restored(ledger, place, there[-1])
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
    for home in reversed(there):
        if _policies(home) == set(turn.scope.policies):
            rest = _MARK * end + text[end:] if told else text  # what is told is told of home
            return rest, restored(ledger, place, home)
    return text, ledger


def _said_to_stay(
    ctx: UnderstandContext, text: str, there: Sequence[Matter], as_of: date
) -> tuple[Matter, int] | None:
    """(the matter where it is said to stay, the end of what says so); None where nothing does.

    房东反悔,不搬了还在龙华; 计划作罢,公司留在福田: reasons may stand before it, numbers and
    questions not.
    """
    home, end = None, 0
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
            own = [one for one in there if _policies(one) <= named]
            own = own or [one for one in there if _policies(one) & named]  # and in the city above
            rest = blank(turn.folded, turn.scope.spans).replace(" ", "")
            if not own or _STAYING.fullmatch(rest) is None or _STAYS_PUT.search(rest) is None:
                break
            home, end = own[-1], clause.end()
        elif given_up is not None:
            home = home or there[0 if given_up["all"] else -1]
            end = clause.end()
        elif home is not None:
            break
    return None if home is None else (home, end)


def home_of(ledger: Ledger, clause: ClauseId) -> tuple[int, Ledger] | None:
    """The place of a matter that had a clause where it was asked before, and the ledger with that.

    After 前海对标准给钱吗: what tells of a standard that came out is told of Longhua's again.
    """
    for place in reversed(range(len(ledger.matters))):
        for home in reversed(ledger.matters[place].there):
            if clause in home.clauses:
                return place, restored(ledger, place, home)
    return None


def _with_changes(home: Matter, now: Matter) -> Matter:
    """A matter as it stood elsewhere, with what became since of the same thing.

    卖家少给一个库,合同减了六十万, told while it was asked in another place: the contract is one.
    What was only supposed, or told anew when it was first asked there, is of that place.
    """
    moved = {there.turn + 1 for there in now.there}
    kept = {s.name: s for s in home.numbers if not s.is_assumed}
    for past in now.pasts:
        if past.turn <= home.turn or _SUPPOSES.search(fold(past.said)):
            continue
        was = {s.name: s for s in past.before}
        for told in past.after:
            old, own = was.get(told.name), kept.get(told.name)
            if old is None or own is None or told.value == old.value or old.value != own.value:
                continue
            if past.turn in moved and not _BY_SO_MUCH.search(told.text):
                continue
            kept[told.name] = replace(told, places=own.every_place)
    numbers = tuple(kept.get(s.name, s) for s in home.numbers)
    return replace(home, numbers=numbers, pasts=now.pasts) if numbers != home.numbers else home


def _asked_elsewhere(ledger: Ledger) -> int | None:
    """The place of the one matter in question, if it was asked in another place before."""
    if len(ledger.current) != _ONE:
        return None
    (place,) = ledger.current
    return place if ledger.matters[place].there else None


def _policies(matter: Matter) -> set[str]:
    """The policies that a matter is asked of."""
    return {c.policy for c in matter.clauses}


def restored(ledger: Ledger, place: int, home: Matter) -> Ledger:
    """The ledger with a matter as it stood elsewhere; where it was since is kept."""
    matters = list(ledger.matters)
    home = _with_changes(home, matters[place])
    matters[place] = replace(home, turn=ledger.turn, there=(*matters[place].there,))
    policies = home.policies or tuple(sorted(_policies(home)))
    return replace(ledger, matters=tuple(matters), policies=policies)
