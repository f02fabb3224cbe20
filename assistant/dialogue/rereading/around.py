"""What the words around a number say of it: told, asked, spent, of others, on top."""

from __future__ import annotations

from assistant.dialogue.aspects import stretch_around
from assistant.dialogue.language import uncovered
from assistant.dialogue.rereading.sights import COUNTED, Sight
from assistant.dialogue.understanding import Understanding
from assistant.text.pattern import lazy
from assistant.text.units import Unit

NEAR = 4
CHECKS = lazy("[?吗咯啊么]|对吧|是不是")
"""是219万?, 一共164万咯: what was answered is asked back."""
_ASKS = lazy("[?吗呢]|多少|几")
_UNKNOWN = 2
"""The most unknown pairs of a clause: with more a sum spent on something else changes what was told
(tests/dialogue forbid it)."""
_NOUN = 2
"""The characters of an unknown noun."""
_POINTED = lazy("(?:^|[,。;!?])这(?:[个笔份])?$")
_ALL_OF_THEM = lazy("[^,。;!?]{0,2}(?:[放合加]?(?:在|到)?一[起块]|合计|总共|一共|加起来)")
"""Of a number behind one, or before the other, nothing comes on top."""
_SPENDS = lazy(
    "(?:一共|总共|大概|差不多|[又还就也去来])*(?:[花用投付交掏砸买出借赔搭贴垫]|[\u4e00-\u9fff](?=[了掉]))"
    "[了掉去出完过]{0,4}$"
)
"""又花掉, 还借了: what spends the number behind it."""
_SPENT = lazy(
    "(?:一共|总共|大概|差不多|又|还|就|也|去|来|是|要){0,6}[花用投付交掏砸买]?[了掉去出完过]*$"
)
"""What stands between a noun and the sum that was spent on it."""
_PER = lazy("[每按][\u4e00-\u9fff]{1,2}[^,。;!?]{0,6}$")
_TAKEN_BACK = lazy("以[我咱][^,。;!?]{0,6}为准|[他她它]们?(?:看|说|搞|弄|记|算)错|别[听信管]")
"""财务说是1300万,她看错了: what was said is taken back."""
_ALONE = lazy("[就只光单](?:说|讲|看|算|问)|[今明去前后]年这一?年")
"""就说26年的: one sum is asked about alone."""
_MORE = lazy("[又还再另补添追漏忘多加也]|没(?:算|报|计|录)")
"""What says that something comes on top."""
_BELONGS = lazy(
    "[加算计并补含][进上入](?!不)|也[是在](?:这|那|它|同)|(?<!不)要加"
    "|[漏忘]了?[算记报计]?了?[,。!? ]*(?:[加补]|$)"
)
"""设计费20万忘了, 也是这款的, 加进去: told to be of what the sum before is of."""
_COMES_ON_TOP = lazy("[加添补追续增][\u4e00-\u9fff]?了?(?:[\u4e00-\u9fff]{0,4}那?[笔份张])?$")
_ASKS_WHETHER = lazy(
    "(?:[能可要该]以?|算)[^,。;!?]{0,2}(?:算|加|进|报|不算|不能)[^,。;!?]{0,4}[吗?么]|算不算|能不能"
)
_OF_A_YEAR = lazy("(?:其中|里|当中|有).*年")
"""其中两个是去年过的: some of what was counted, of a year."""
_PAID_BY = lazy("[\u4e00-\u9fff][出垫掏赔贴]了?$")
"""裱花师傅出了60万: somebody else paid it."""
_OWN = lazy("我|咱|自己|公司|企业")
_ONE_PAPER = lazy("一[张笔单份](?=[\\d一二三四五六七八九十两百壹贰叁肆伍陆柒捌玖]|$)")
"""又翻出一张38万: one more of what was told."""


def is_sum_told(text: str, sight: Sight) -> bool:
    """Whether a number is a sum or a count that is told, not held against the answer."""
    low, high = stretch_around(text, sight.start, sight.end)
    if sight.expression.operands[0].role == "minus" and is_spent_by_unknown(text, sight):
        return False  # 健身房退了8万
    return sight.expression.unit in COUNTED and not CHECKS.search(text, low, high + 1)


def asks(text: str) -> bool:
    """Whether a message asks something."""
    return _ASKS.search(text) is not None


def takes_back(text: str) -> bool:
    """Whether a message takes back what was said, without saying what is right."""
    return _TAKEN_BACK.search(text) is not None


def is_asked_alone(text: str) -> bool:
    """Whether a message asks about one sum alone."""
    return _ALONE.search(text) is not None


def is_for_each(text: str, sight: Sight) -> bool:
    """Whether a number is told of each thing or month (每月降到2万), so that it is no whole."""
    return _PER.search(text, 0, sight.start) is not None


def is_paid_by_another(text: str, sight: Sight) -> bool:
    """Whether somebody who is not the one that asks paid a number."""
    low, _ = stretch_around(text, sight.start, sight.end)
    is_paid = _PAID_BY.search(text, low, sight.start) is not None
    return is_paid and not _OWN.search(text, low, sight.start)


def is_of_a_year(text: str, sight: Sight) -> bool:
    """Whether some of a count are of a year, of which the rule knows whether it counts."""
    low, high = stretch_around(text, sight.start, sight.end)
    return sight.expression.unit is Unit.COUNT and bool(_OF_A_YEAR.search(text, low, high))


def is_of_condition(found: Understanding, sight: Sight, *, every: bool = False) -> bool:
    """Whether the words around a number tell a condition (有八十平分租给朋友公司了).

    Of sums only where ``every`` is: what was paid to one's own company goes off, and no more.
    """
    low, high = stretch_around(found.turn.folded, sight.start, sight.end)
    is_sum = sight.expression.unit is Unit.YUAN and not every
    return not is_sum and any(low <= flag.start < high for flag in found.turn.flags)


def _is_pointed_at(text: str, sight: Sight) -> bool:
    """Whether a number is pointed at, or said of all together: 这300万, 三个放在一起."""
    return bool(
        _POINTED.search(text, max(0, sight.start - NEAR), sight.start)
        or _ALL_OF_THEM.match(text, sight.end)
    )


def says_more(text: str, sight: Sight) -> bool:
    """Whether a number may come on top of another: no bare noun that nobody knows (电费80万)."""
    if _is_pointed_at(text, sight):
        return False
    if is_paid_by_another(text, sight):
        return False
    low, high = stretch_around(text, sight.start, sight.end)
    return bool(_MORE.search(text, low, high)) or not is_of_unknown(text, sight)


def is_said_on_top(text: str, sight: Sight) -> bool:
    """Whether a word of its own says that a number comes on top (那边两个也过了)."""
    low, high = stretch_around(text, sight.start, sight.end)
    return not _is_pointed_at(text, sight) and bool(_MORE.search(text, low, high))


def may_add(text: str, sight: Sight) -> bool:
    """Whether a number may come on top: a count, a sum of words all known, or said to belong.

    团建又花掉20万 is spent on something else; 设计费20万忘了,也是这款的,加进去 is not.
    """
    if not says_more(text, sight) or is_spent_by_unknown(text, sight):
        return False
    if sight.expression.unit is not Unit.YUAN or _BELONGS.search(text, sight.end):
        return True
    if _ONE_PAPER.search(text, max(0, sight.start - _NOUN), sight.start) or _ONE_PAPER.match(
        text, sight.start
    ):
        return True
    return not sight.unknown and not is_of_unknown(text, sight)


def may_belong(text: str, sight: Sight) -> bool:
    """Whether a sum may come on top; one that is asked about (空调15万,能算进去吗) does not yet."""
    if sight.expression.unit is not Unit.YUAN:
        return True
    if _ASKS_WHETHER.search(text, sight.end):
        return False
    if is_spent_by_unknown(text, sight) and not _COMES_ON_TOP.search(text, 0, sight.start):
        return False  # 绿化又花掉20万; 又加租了300万 comes on top
    if _is_pointed_at(text, sight):
        return False
    return bool(_MORE.search(text) or _BELONGS.search(text)) or says_more(text, sight)


def is_of_unknown(text: str, sight: Sight) -> bool:
    """Whether a number may be of a noun that nobody knows.

    A clause of more than two unknown pairs, or an unknown word before the number with at most a
    verb of the language between (电费80万, 开会花了80万).
    """
    if sight.unknown > _UNKNOWN:
        return True
    low, _ = stretch_around(text, sight.start, sight.end)
    lead = _SPENT.sub("", text[low : sight.start])
    return all(uncovered(lead)[-_NOUN:]) and len(lead) >= _NOUN


def is_spent_by_unknown(text: str, sight: Sight) -> bool:
    """Whether a noun that nobody knows stands before what spent a number (绿化又花掉20万)."""
    low, _ = stretch_around(text, sight.start, sight.end)
    verb = _SPENDS.search(text, low, sight.start)
    if verb is None:
        return False
    lead = text[low : verb.start()]
    free = uncovered(lead)[-_NOUN - 1 :]
    is_minus = sight.expression.operands[0].role == "minus"  # 健身房退了8万
    return len(lead) >= _NOUN and (any(free) if is_minus else all(free[-_NOUN:]))
