"""Whether groups stand as several matters: numbers, questions, lists, places."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.dialogue.grouping.clauses import STRONG, has_number
from assistant.dialogue.grouping.clusters import ITEM, OPENS
from assistant.dialogue.grouping.group import ASKS, Group
from assistant.dialogue.grouping.guessed import ASKS_ALL
from assistant.dialogue.turn import Intent, Turn, blank
from assistant.text.pattern import lazy
from assistant.text.relation_words import HOW_MANY
from assistant.text.units import Unit

_ITEM_MARKS = lazy("[,。;、:/]|和|跟|以及|还有")
_ITEM_LENGTH = 12
_COMPARES = lazy("不同|区别|差别|一样|比")
_VERBAL = lazy("[我咱你他她了是不没吗呢吧想要把被给在]|多少|怎|如何|什么|哪")
"""What no bare noun holds."""
_NAMED = 1.0
"""What a word of four characters weighs, or several shorter ones."""
_SO_MANY = lazy(
    r"(?:^|[。;,!?])(?:这|就这|一共|总共|共)?(?P<n>[两二三四五六])(?:笔|件|项|样|块|个|条)(?:事|数|钱)?"
    r"(?:(?:各|分别|都|能|可以|最多|最高|封顶|一共|总共){0,3}"
    r"(?:给|补|拿|领|报|奖|算|是)?(?:多少|几多|几何|怎么算|怎么给|怎么补)|(?:各|分别|都)?)"
    r"(?:钱|呢|啊|呀)?(?:[。?!]*$|(?=[,。;?!]))"
)
_SEVERAL = 2


def are_several(turn: Turn, groups: Sequence[Group]) -> bool:
    """Whether at least two groups have a number or a question, or the message asks for all."""
    named = [g for g in groups if g.topics]
    if len(named) == len(groups) and (
        _is_list(turn, groups) or _counted_at_end(turn.folded) == len(groups)
    ):
        return True
    if turn.intents & {Intent.MATCH, Intent.EACH}:
        return len(named) > 1
    if len(named) == len(groups) and all(_opens_item(turn, g) for g in groups[1:]):
        return True  # 揭了区里的场景榜,还有一件,拿了国家揭榜挂帅的优胜
    if len(named) == len(groups) and _asks_who_apart(turn, groups):
        return True
    if len(named) == len(groups) and _are_bare_items(turn, groups):
        return True  # 龙华：租金补贴，算力券，融资奖励
    if len(named) == len(groups) and _in_own_places(turn, groups) and _are_strong(groups):
        return True  # 福田想申高质量发展支持, 前海飞eVTOL航线
    if len(named) == len(groups) and _are_told_and_asked(turn, groups):
        return True  # 龙岗买算力800万,办活动给多少
    counted = [g for g in named if has_number(turn, g.start, g.end)]
    asked = [g for g in named if ASKS.search(g.text)]
    if len(counted) >= 2 or len(asked) >= 2:
        return True
    opened = [g for g in groups[1:] if _opens_anew(g, turn) and g.topics]
    told = [g for g in groups if g in counted or g in asked or g in opened]
    if len(told) >= 2 and opened:
        return True
    if len(groups) > 2 and len(named) == len(groups) and counted and _are_told_apart(turn, groups):
        return True  # 首版次软件进了目录,算力租了200万,音箱销量上了规模,能报多少
    # 大赛审定总投入400万,软件名园认定之后给园区多少; told side by side, with no question at all
    is_told_all = not ASKS.search(turn.folded) and bool(counted)
    return _are_strong(groups) and (len(told) == len(groups) or is_told_all)


def _are_bare_items(turn: Turn, groups: Sequence[Group]) -> bool:
    """Whether a message is but a list of nouns, with a word on how to tell them at its end."""
    pieces = [piece for piece in _ITEM_MARKS.split(turn.folded) if piece]
    end = turn.folded.rfind(pieces[-1]) if pieces else 0
    told = any(
        q.role == "amount" and (q.start < end or q.unit is not Unit.COUNT) for q in turn.quantities
    )
    if len(pieces) < _SEVERAL or told or turn.scope.articles or _COMPARES.search(pieces[-1]):
        return False
    if turn.folded.endswith(",") and _in_own_places(turn, groups):
        return False  # the beginning of a message; what follows may tell a sum for each place
    if _VERBAL.search(pieces[-1]) and any(group.start >= end for group in groups):
        return False  # 按什么标准给 asks about the item before it
    return all(len(piece) <= _ITEM_LENGTH and not _VERBAL.search(piece) for piece in pieces[:-1])


def _in_own_places(turn: Turn, groups: Sequence[Group]) -> bool:
    """Whether each group names a place of its own, and no two the same."""
    places = [
        {p for mark in turn.scope.marks if g.start <= mark.start < g.end for p in mark.policies}
        for g in groups
    ]
    return all(places) and sum(map(len, places)) == len(set[str]().union(*places))


def _are_strong(groups: Sequence[Group]) -> bool:
    """Whether each group names a matter of its own for sure, and none the same."""
    topics = [t for g in groups for t, weight in g.topics.items() if weight >= _NAMED]
    each = all(any(w >= _NAMED for w in g.topics.values()) for g in groups)
    return each and len(topics) == len(set(topics))


def _are_told_apart(turn: Turn, groups: Sequence[Group]) -> bool:
    """Whether each group tells in clauses of its own that something of its own is done."""
    topics = [t for g in groups for t in g.topics]
    if len(topics) != len(set(topics)) or any(not _ENDS.search(g.text) for g in groups[:-1]):
        return False
    return all(
        has_number(turn, g.start, g.end)
        or _DONE.search(g.text)
        or _DENIED.search(g.text)
        or ASKS.search(g.text)
        for g in groups
    )


def _are_told_and_asked(turn: Turn, groups: Sequence[Group]) -> bool:
    """Whether of matters in clauses of their own some tell a number and others are but asked about.

    A question that says no more than what it is about (人才呢, 办活动有钱吗) is of another matter.
    """
    topics = [t for g in groups for t in g.topics]
    if len(topics) != len(set(topics)) or any(not _ENDS.search(g.text) for g in groups[:-1]):
        return False
    counted = [g for g in groups if has_number(turn, g.start, g.end) and not ASKS.search(g.text)]
    asked = [g for g in groups if g not in counted and _is_bare_question(turn, g)]
    return bool(counted and asked) and len(counted) + len(asked) == len(groups)


def _is_bare_question(turn: Turn, group: Group) -> bool:
    """Whether a stretch asks and names one noun, with nothing told of it."""
    if has_number(turn, group.start, group.end) or not ASKS.search(group.text):
        return False
    places = [(s - group.start, e - group.start) for s, e in turn.scope.spans if s >= group.start]
    rest = blank(group.text, [(s, e) for s, e in places if e <= len(group.text)])
    noun = _ASKING.sub("", rest)
    return bool(noun) and len(noun) <= _NOUN and not _TOLD.search(noun)


_NOUN = 6
_ASKING = lazy(
    "[ ,。;!?、]|(?:对了|另外|还有|那么?|顺便|请问|再问|至于|再?说)|"
    + ASKS.pattern
    + "|方面|那块|这块|的话|补贴|补助|奖励|资助|支持|政策|扶持|怎么"
    "|[的给补奖拿领有钱能可以会报得到好都还也些]"
)
_TOLD = lazy("[我咱你他她了过是在]|公司|企业")
"""What tells of somebody or of something done."""
_ENDS = lazy(r"[,。;!?]\s*$")
_DONE = lazy(
    r"(?:[了过][^,。;!?的\d]{0,3}|落地|落户|获批|入选|达标|通过|完成|认定|登记|备案)(?=[,。;!?(]|$)"
)
_DENIED = lazy(
    "[没未](?:能|有)?(?:进|过|选|评|拿|批|中|办|通过|列入|入选|获批|做成)[^,。;!?\\d]{0,3}(?=[,。;!?(]|$)"
    "|落选|落榜|被刷|刷下来|打回"
)
"""What tells of a matter that nothing came of it: 目录没进成."""
_ASKS_WHO = lazy(
    "(?:谁|哪[几个家]+(?:局|部门|单位|委|办)?)[^,。;!?]{0,3}(?:牵头|负责|主管|管)|归谁|谁管|找谁|哪[几个]+(?:局|部门|单位)"
)


def _asks_who_apart(turn: Turn, groups: Sequence[Group]) -> bool:
    """Whether one sentence asks who is responsible, and another tells or asks something else.

    龙岗场景中心是谁牵头?我们想报示范项目,实际花了七百二十万.
    """
    who = [g for g in groups if _ASKS_WHO.search(g.text)]
    others = [g for g in groups if g not in who]
    return (
        bool(who)
        and bool(others)
        and all(has_number(turn, g.start, g.end) or ASKS.search(g.text) for g in others)
        and all(STRONG.search(g.text) for g in groups[:-1])
    )


def _counted_at_end(text: str) -> int:
    """How many matters a message says at its end that it told (…。两笔), 0 if it does not."""
    match = _SO_MANY.search(text)
    return HOW_MANY[match["n"]] if match else 0


def _opens_anew(group: Group, turn: Turn) -> bool:
    """Whether a group begins a sentence with words that say another matter follows (还有, 另外)."""
    before = turn.folded[: group.start].rstrip()[-1:]
    return before in ("。", ";", "?", "!", "\n") and bool(OPENS.match(group.text))


def _opens_item(turn: Turn, group: Group) -> bool:
    """Whether a group begins with the words that open one more of what is told one by one."""
    return group.start > 0 and ITEM.match(turn.folded, group.start - 1) is not None


def _is_list(turn: Turn, groups: Sequence[Group]) -> bool:
    """Whether the groups are items of a list: parted by semicolons, or by 、 in a question."""
    ends = [g.text.rstrip()[-1:] for g in groups[:-1]]
    if all(end in ";\n" for end in ends):
        return True
    marked = [
        end in ";。、\n" or bool(OPENS.match(after.text))
        for end, after in zip(ends, groups[1:], strict=True)
    ]
    apart = not set(groups[0].topics) & set(groups[-1].topics)  # 龙岗算力、房租补贴多少
    items = turn.folded.count("、") > 1 or len(ends) > 1 or apart
    return items and all(marked) and bool(ASKS_ALL.search(turn.folded))
