"""A question in between that has nothing to do with what is spoken of: 你们会议室外借吗.

Nothing of it was read, it tells no number and no condition and says no word of support, of a
company or of what was spoken of: the sum of before is no answer to it.
"""

from __future__ import annotations

from assistant.dialogue.aspects import content_of
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.turn import Intent, blank
from assistant.dialogue.understand.outcome import without_subject
from assistant.dialogue.understand.subject import UNRELATED
from assistant.dialogue.understanding import Understanding
from assistant.text.pattern import lazy

_ASKS = lazy(
    "吗|么(?=[?。!,]|$)|[哪谁]|几(?![个家]的)|怎么|咋|什么时候|有没有|能不能|可不可以|是不是"
    "|不(?=[?]?$)|推荐|(?:帮|给|替)我|[?]"
)
_OF_SUPPORT = lazy(
    "[补奖钱款报申批审算额]|资助|支持|扶持|领(?!导)|拿|政策|措施|规定|办法|细则|指南|文件|条(?:款|件|例)|第.条|资格|符合|满足|合同|项目|优惠"
    "|税|发票|费|金|上限|封顶|比例|门槛|材料|流程|窗口|网站|部门|局"
    "|企业|公司|单位|我们|咱|俺|我司|团队|个体|机构|高校|医院|协会"
    "|它|[这那](?!么|儿|里|边|附近)|刚才|上面|前面|之前|也|同样|一样|换|改|如果|要是|假如|假设|万一|倘若|呢(?=[?。!]*$)"
    "|(?:行不行|行吗|可以吗|成吗|可以不|成不成|行不|算吗|算不算)[?。!]*$"
)
"""Words of support, of who applies, of what was spoken of and would change it, and 二手的行吗."""
_NEARBY = lazy("(?:附近|周边|旁边|楼下|一带)[^,。;!?]{0,8}(?:哪|有没有|有什么|便宜|好吃|好玩|近)")
"""那前海附近哪儿停车便宜: of the neighbourhood of a place, whatever is looked for there."""
_SIGH = lazy("(?:^|(?<=[。!?]))[\u4e00-\u9fff]{1,3}[,。!]+")
"""郁闷,给我讲个笑话吧: a sigh before it."""
_TELLS_LITTLE = frozenset({Intent.CONFIRM, Intent.CALCULATE})


def asks_beside(found: Understanding, before: Ledger) -> bool:
    """Whether nothing of a later message was read, and none of its words is of the matters."""
    turn = found.turn
    if not before.live or found.refusal or found.query is not None or found.reread is not None:
        return False
    said = blank(turn.folded, turn.scope.spans)
    nearby = _NEARBY.search(said) if not (turn.flags or turn.topics or turn.quantities) else None
    if nearby is not None and _OF_SUPPORT.search(said, nearby.start()) is None:
        return True
    told = (turn.claims, turn.flags, turn.topics, turn.multiples, turn.unstated, turn.dates)
    if (
        any(told)
        or turn.acts.counted
        or turn.acts.all
        or turn.intents - _TELLS_LITTLE
        or (found.vote is not None and found.vote.is_taken)
    ):
        return False
    if any(q.role == "amount" and q.value != 1 for q in turn.quantities):
        return False
    sighs = [m.span() for m in _SIGH.finditer(turn.folded)]
    rest = blank(turn.folded, [*((one.start, one.end) for one in found.unused), *sighs])
    if not found.unused or content_of(rest):
        return False
    return _ASKS.search(said) is not None and _OF_SUPPORT.search(said) is None


def beside(found: Understanding, before: Ledger) -> Understanding:
    """The message as one that the policies do not answer; what was spoken of stays."""
    return without_subject(found.turn, before, found.as_of, UNRELATED, before.turn + 1)
