"""Two of a kind together: 我媳妇也有一家,同样在福田,两家合起来顶格; 第二个园子也认定了,俩一共.

A sum that no number of the message decides is paid for each of them once. What was told of the
first holds for the second, which the message says is alike; that is told as doubtful.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.ledger import Ledger
from assistant.dialogue.stated import Stated
from assistant.dialogue.understanding import Focus, Reread, Understanding
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_ALL = "(?:一共|合计|加起来|加一起|加在一起|合起来|合一起|合在一起|拢共|统共|总共|共计|总计)"
_TOGETHER = lazy(
    "(?<![第前后头这])(?:(?P<pair>俩)|[两二2](?P<of>[家个所座处边]))(?:公司|企业|单位)?[^,。;!?\\d]{0,5}?"
    + _ALL
    + "|"
    + _ALL
    + "[^,。;!?\\d]{0,3}(?:(?P<twin>俩)|[两二2](?P<as>[家个所座处边]))"
)
"""Both of them are asked about together: 两家合起来, 俩一共."""
_ONE_MORE = lazy(
    "也(?![不没未别许算要得])[^,。;!?]{0,6}?(?:了|一[家个所座处]|过|在|是)"
    "|第二[家个所座处]|另外?(?:一|有一?)[家个所座处]|[又再][^,。;!?没不]{1,4}一[家个所座处]|还有一[家个所座处]"
)
"""What tells of one more that is alike."""
_OTHERWISE = lazy("[没未]|不(?:是|算|在|符|满)|换成|改成|变成|升|撤|取消|黄了|只有|其中|一个是|各")
"""What says that they are not alike, or that only one of them counts."""
_LIKELY = 0.6
_TWO = 2
_NAMES = ("第一", "第二")


def with_both(found: Understanding, before: Ledger) -> Understanding:
    """The message with every sum worked out for each of two that it says are alike."""
    turn = found.turn
    if not before.turn or found.refusal or found.query is not None or not found.focus:
        return found
    text = fold(turn.text)  # 我媳妇也有一家 may be cut before the rest is read
    asked, more = _TOGETHER.search(text), _ONE_MORE.search(text)
    if asked is None or more is None or _OTHERWISE.search(text):
        return found
    amounts = [q for q in turn.quantities if q.role == "amount"]
    if any(q.value not in (1, _TWO) for q in amounts):
        return found
    if len({f.clause_id for f in found.focus}) < len(found.focus):
        return found  # each of the two has its own already
    if len({f.clause_id.policy for f in found.focus}) > 1 or any(
        len(f.cases) != 1 or any(map(_is_number, f.cases[0][1])) for f in found.focus
    ):
        return found
    of = asked["of"] or asked["as"] or "个"
    focus = tuple(
        Focus(f.clause_id, tuple((f"{nth}{of}", f.cases[0][1]) for nth in _NAMES))
        for f in found.focus
    )
    unasked = tuple(u for u in found.unused if not _says(u.text))
    return replace(found, focus=focus, unused=unasked, reread=Reread(_LIKELY, 0, len(turn.folded)))


def _says(text: str) -> bool:
    """Whether words only say that there is one more, or ask for both."""
    return bool(_TOGETHER.search(fold(text)) or _ONE_MORE.search(fold(text)))


def _is_number(stated: Stated) -> bool:
    return not isinstance(stated.value, (bool, str)) and stated.turn > 0
