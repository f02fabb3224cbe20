"""What a message asks money for that no group is about."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from itertools import pairwise

from assistant.dialogue.aspects import content_of, unknown_end
from assistant.dialogue.grouping.by_place import CONTENT
from assistant.dialogue.grouping.clauses import ATOM, clause_of, has_number, own_claim, pieces
from assistant.dialogue.grouping.clusters import OPENS
from assistant.dialogue.grouping.group import ASKS, Group
from assistant.dialogue.grouping.who import are_only_who
from assistant.dialogue.hints import Hints
from assistant.dialogue.language import pairs_of, uncovered, unknown_of
from assistant.dialogue.only_asks import only_asks
from assistant.dialogue.parties import asks_of_both, both_asked
from assistant.dialogue.scope import Mark
from assistant.dialogue.topics import Topics
from assistant.dialogue.turn import COST_END, Turn, blank
from assistant.policy.clause import ClauseId
from assistant.text.pattern import lazy

_PAYS = lazy(
    "(?:的|这|那)?(?:钱|费用?|款)?(?:的|又|也|还)?(?:补贴|补助|奖励|资助|补不补|报不报|给不给|管不管|有没有|有补|能补|能报|给补|给报|补多少|给多少|奖多少|报多少"
    "|给吗|补吗|报吗|奖吗|管吗|有吗|呢|有人给|多少|几成|政策)"
)
_DRAFT = lazy("(?:征求)?意见稿|草案")
_SEVERAL = 2
_WANTS = lazy("(?:要|拿|领|申请|报|给|补)点?(?:钱|补贴|补助)")
_JOINED = lazy("(?:另外|还有|外加|再加上|以及)$")
_BESIDES = lazy(
    "[ ,。;!?、]*(?:(?:另外|还有|此外|再有|再就是|顺便|顺带|外加|再加上|以及)(?:还)?"
    "|还(?![是没不好行可能得差剩在算]))"
)
_WHOSE = lazy(
    "^(?:我们?|咱们?|他们?|她|公司|企业|单位|厂里?|老板|园区)*"
    "(?:的|还|也|要|想|准备|打算|有?[个件桩](?:事|问题))*"
)
_MARKS_BEHIND = " ,。;!?、:的呢吧啊了"
_ADDED = lazy("[ ,。;!?、]*(?:再加上?|加上|还有|另外|外加|顺便|顺带|以及|那|对了|还)?")
_COST = lazy("费用?|款")
_AWARD = lazy("补贴|补助|奖励|资助")
_COSTS = frozenset("费险税金证款")
"""What a noun for a cost ends in."""
_JOINS_ON = lazy("同时|然后|接着|再说")
_THESE = lazy("[这那]?[一二两三四五六七八九十几][个条项笔件处家块样边头份种方者地]")
"""What was told before, counted: 三处各最高多少."""
_ITEM = lazy(r"[^;。!?\n]+(?:[;。!?\n]+|$)")
_LIST_MARK = lazy("以及|还有|或者|和|与|及|[、/;,]|[?](?=.)|另外|顺便(?:问一?下?)?")
_LONGEST_ITEM, _SHORTEST_ITEM = 14, 3
_GENERIC_END = lazy("(?:的)?(?:费用?|经费|奖励?|补贴|补助|资助|的?钱)$")
_MOSTLY = 0.6
"""From which share of unknown pairs an item is about something else (商标注册费)."""
_TAIL = 4
_TELLS = lazy("我|咱|他|她|是|不|每[家个]|了$|过$|好$")
_ASKED_END = lazy(
    "(?:的?(?:钱|费用?|补贴|补助|奖励|资助|支持)){0,2}"
    "(?:能不能|可不可以|有没有?|管不管|补不补|报不报|给不给|奖不奖|算不算|支不支持|行不行|怎么|能|可以)?"
    "(?:补|报|给|管|算(?:进[去来]|在内|上)?|奖|领|拿|申请|支持)?(?:补贴|补助|奖励|资助|钱)?(?:得?了?不|吗|么|呢|没有|多少)?$"
)
"""What asks whether something is paid for, at the end of a piece."""
_PAID_END = lazy(
    "(?:最高|最多|各自?|分别|都|[一每]年|每家|大概|具体|的|能|可以?|给|支持|奖励?|补贴?|补助|资助|扶持|费用?|经费|钱)+$"
)
_ASKS_PAY = lazy("[能管补报给奖算行]不|有没|不$|吗|么|呢|没有|多少|怎么")
_OPENING = lazy(
    "(?:[哦噢啊]?对了|另外?|还有|此外|顺[便带手]|外加|再加上?|最后)*[,、]?(?:(?:我|你|帮我?)?(?:再|也)?问(?:一?下|问)?"
    "|(?:[还再](?:想|要|打算|组织了?|办了?|搞了?|买了?|换了?|装了?)?[一1]?[个场次批台]?))?(?:把|给|要|想)?(?=[\u4e00-\u9fff])"
)
_SUBJECT = lazy("我|咱|他|她|公司|企业|老板|算|是|不|了$|过$|好$")
"""Who or what a clause tells of: no item of a list of nouns."""


def stray_matters(
    turn: Turn,
    groups: Sequence[tuple[Group, tuple[ClauseId, ...]]],
    hints: Hints,
    topics: Topics,
    texts: Collection[str] = (),
) -> tuple[tuple[int, int], ...]:
    """What a message asks money for that no group is about: 搬家费有人给报吗, 班车补贴.

    ``texts``: the folded texts of the policies in question.

    The noun right before the words of paying is unknown to language and policies, or an item of a
    list, a sentence that asks or a clause that names a place holds no word of the policies. Where a
    place whose measures are not collected is asked about beside one that is, it is told as well.
    """
    if not groups:
        return ()
    found = []
    known = [
        *turn.named,
        *((s, e) for s, e, _ in hints.places(turn.folded)),
        *((f.start, f.end) for f in turn.flags),
        *((c.start, c.end) for c in turn.claims),
        *(m.span() for m in _DRAFT.finditer(turn.folded)),
    ]
    there = {c.policy for _, clauses in groups for c in clauses} | set(turn.scope.policies)
    here = [
        *((s, e) for s, e, word in topics.words_in(turn.folded) if _is_there(topics, word, there)),
        *((s, e) for s, e, to in hints.places(turn.folded) if any(c.policy in there for c in to)),
        *((c.start, c.end) for c in turn.claims),
    ]
    for start, end in pieces(turn.folded):
        if has_number(turn, start, end):
            continue
        names = [(s - start, e - start) for s, e in turn.scope.spans if start <= s and e <= end]
        text = blank(turn.folded[start:end], names)
        held = [(s - start, e - start) for s, e in known if s < end and start < e]
        is_paid = any(
            unknown_end(text, m.start()) and not any(s < m.start() < e + 2 for s, e in held)
            for m in _PAYS.finditer(text)
        )
        is_other = len(groups) > 1 and not held
        near = [(s - start, e - start) for s, e in here if s < end and start < e]
        is_paid = is_paid or (len(groups) > 1 and _is_foreign_cost(text, near, texts))
        is_another = is_other and (_is_another(text) or _asks_foreign(text, texts))
        joins = _JOINED.search(turn.folded, 0, start)
        comes_besides = not near and _goes_on_with((joins.group() if joins else "") + text, texts)
        if is_paid or is_another or comes_besides:
            found.append((start, end))
    if len(groups) > 1:
        chosen = frozenset(c for _, clauses in groups for c in clauses)
        own = [
            *((s, e) for s, e, pointed in hints.places(turn.folded) if pointed & chosen),
            *(
                (s, e)
                for s, e, word in topics.words_in(turn.folded)
                if topics.of_clauses(chosen) & topics.of_word(word).keys()
            ),
            *((f.start, f.end) for f in turn.flags if not isinstance(f.value, str)),
        ]
        found += _without_words(turn, known, own)
    found += _unheld(turn, known, texts)
    found += _asked_of_before(turn, known, texts)
    items = _foreign_items(turn, known, texts)
    if len(groups) == 1 and len(_LIST_MARK.findall(turn.folded)) < _SEVERAL:
        items = [(s, e) for s, e in items if s and ASKS.search(turn.folded, s, e)]
    found += items
    asked = [m for m in turn.scope.marks if not m.policies] if turn.scope.is_named else []
    for mark in asked:
        start, end = clause_of(turn.folded, mark.start)
        outside = all(g.scope is None or not g.start <= mark.start < g.end for g, _ in groups)
        is_bare = not any(s < end and start < e for s, e in known)
        if outside and _stands_beside(turn, mark):
            found.append((mark.start, mark.end))  # 盐田、福田语料300万各多少
        elif (outside or is_bare) and ASKS.search(turn.folded, start, end):
            # 龙岗和光明分别多少: the rest of the clause is answered for the other.
            shared = any(start <= m.start < end for m in turn.scope.marks if m.policies)
            found.append((mark.start, mark.end) if shared else (start, end))
    if asks_of_both(turn.folded):  # 医院多少,我们多少: a party is no matter of its own
        parties = [*both_asked(turn.folded)]
        found = [(s, e) for s, e in found if not any(s < b and a < e for a, b in parties)]
    found = [span for span in found if not are_only_who(turn, *span)]
    return tuple(sorted(set(found)))


def _stands_beside(turn: Turn, mark: Mark) -> bool:
    """Whether a place stands in one row with another whose measures are collected."""
    text = turn.folded
    if _ROUTE.search(text):
        return False  # 前海和珠海之间的航线: where it leads
    return any(
        _BESIDE_PLACE.fullmatch(text, mark.end, other.start)
        or _BESIDE_PLACE.fullmatch(text, other.end, mark.start)
        for other in turn.scope.marks
        if other.policies
    )


_ROUTE = lazy("航线|起降|起飞|直飞|往返|跨境")
_BESIDE_PLACE = lazy(
    "(?:区|新区|市)?(?:那边|这边|的)?(?:和|与|跟|同|及|、|/|还有|以及|[,和]?另?一家在)"
)


def _unheld(
    turn: Turn, known: Sequence[tuple[int, int]], texts: Collection[str]
) -> list[tuple[int, int]]:
    """Pieces without a number that ask for, or add, what no policy in question has a word of.

    绿色工厂奖励有没有; 再办个员工运动会,有没有补: three characters of the noun at its
    end stand in none of their texts, two are met by accident (工厂).
    """
    found = []
    for start, end in pieces(turn.folded):
        names = [(s, e) for s, e in turn.scope.spans if start <= s and e <= end]
        text = blank(turn.folded, names)[start:end].rstrip(_MARKS_BEHIND)
        asked = _ASKED_END.search(text)
        asked = asked if asked and _ASKS_PAY.search(asked.group()) else None
        opening = _OPENING.match(text)
        opening = opening if opening and opening.group() else None
        if has_number(turn, start, end) or not (asked or opening):
            continue
        if any(s < end and start < e and e - s > _SEVERAL for s, e in known):
            continue  # 行业协会打算落户
        low = opening.end() if opening else 0
        body = _WHOSE.sub("", text[low : asked.start() if asked else len(text)])
        body = _PAID_END.sub("", body.rstrip(_MARKS_BEHIND))
        tail = body[-_TAIL:]
        triples = [tail[i : i + 3] for i in range(len(tail) - 2)] or [tail][: len(tail) - 1]
        if not triples or not all("\u4e00" <= c <= "\u9fff" for c in tail):
            continue
        at = start + text.rfind(body) + len(body)
        is_held = any(s < at and at - 2 < e and e - s == len(body) for s, e in known)
        is_noun = all(uncovered(body)[-2:]) and not (_TELLS.search(body) or _THESE.search(body))
        if is_noun and not is_held and not any(t in one for t in triples for one in texts):
            found.append((start, end))
    return found


_TELLS_OF = lazy(
    "^(?:(?:再|另外?|还|最后|顺便|顺带|对了|哦|嗯|那|然后|至于|关于|说到|再说|再问|还有|再有|就是|说|问|提)(?:一下|下)?|我们?的?|公司的?|咱们?的?)*"
)


def _asked_of_before(
    turn: Turn, known: Sequence[tuple[int, int]], texts: Collection[str]
) -> list[tuple[int, int]]:
    """A noun that no policy in question knows, and behind it whether it is paid for.

    再说员工班车,区里有没有补: the clause that asks says nothing of its own.
    """
    found = []
    clauses = [m.span() for m in ATOM.finditer(turn.folded)]
    for (low, mid), (start, end) in pairwise(clauses):
        said = turn.folded[start:end].strip(_MARKS_BEHIND)
        if turn.folded[mid - 1] != "," or not only_asks(said):
            continue
        body = _TELLS_OF.sub("", turn.folded[low:mid].strip(_MARKS_BEHIND))
        is_known = any(s < mid and low < e for s, e in known)
        if is_known or has_number(turn, low, mid) or _SUBJECT.search(body) or _THESE.search(body):
            continue
        pairs = pairs_of(body)
        foreign = [pair for pair in pairs if not any(pair in one for one in texts)]
        is_noun = _SEVERAL <= len(body) <= _LONGEST_ITEM and content_of(body) >= _SEVERAL
        if is_noun and foreign and len(foreign) >= _MOSTLY * len(pairs):
            found.append((low, end))
    return found


def _is_another(text: str) -> bool:
    """Whether a clause without a word of the policies wants money or says that more follows."""
    asks = _WANTS.search(text) or (OPENS.match(text) and not _JOINS_ON.match(text))
    return bool(asks) and content_of(_THESE.sub("", text)) >= CONTENT


def _goes_on_with(text: str, texts: Collection[str]) -> bool:
    """Whether a clause adds what no policy in question knows (外加公司团建)."""
    opening = None if ASKS.search(text) else _BESIDES.match(text)
    body = _WHOSE.sub("", text[opening.end() :]).rstrip(_MARKS_BEHIND) if opening else ""
    unknown = uncovered(body)
    pairs = [body[i : i + 2] for i, two in enumerate(pairwise(unknown)) if all(two)]
    foreign = [pair for pair in pairs if not any(pair in one for one in texts)]
    return bool(foreign) and unknown[-1] and len(foreign) >= _MOSTLY * len(pairs)


def _is_there(topics: Topics, word: str, policies: Collection[str]) -> bool:
    """Whether a topic word leads to a clause of some policies."""
    named = topics.of_word(word)
    return any(
        c.policy in policies for topic in topics.all if topic.id in named for c in topic.clauses
    )


def _is_foreign_cost(text: str, held: Sequence[tuple[int, int]], texts: Collection[str]) -> bool:
    """Whether a piece asks for what no policy in question pays for (电费补贴呢, 上规奖励).

    ``held``: where words of the policies stand in the piece.
    """
    body = _ADDED.match(text)
    paid = _PAYS.search(text, body.end() if body else 0)
    if paid is None:
        return False
    low = body.end() if body else 0
    cost = _COST.match(text, paid.start())
    noun = text[low : cost.end() if cost else paid.start()].strip(" ,。;!?、:的")
    noun = _WHOSE.sub("", noun)
    if not 2 <= len(noun) <= _LONGEST_ITEM or _SUBJECT.search(noun) or _THESE.search(noun):
        return False
    if any(s < paid.start() and low < e for s, e in held):
        return False
    is_named = unknown_of(noun) >= CONTENT or (
        content_of(noun) > 0 and (_AWARD.search(paid.group()) or noun[-1] in _COSTS)
    )
    pairs = [noun[n : n + 2] for n in range(len(noun) - 1)]
    foreign = sum(not any(pair in one for one in texts) for pair in pairs)
    return bool(is_named) and foreign >= _MOSTLY * len(pairs)


def _asks_foreign(text: str, texts: Collection[str]) -> bool:
    """Whether a clause asks about what the policies do not name (残保金能不能减)."""
    asked = ASKS.search(text)
    if asked is None:
        return False
    if _THESE.search(text, 0, asked.start()):
        return False  # 这两笔各多少
    pairs = pairs_of(text[: asked.start()])
    foreign = [pair for pair in pairs if not any(pair in one for one in texts)]
    is_noun = unknown_end(text, asked.start()) and content_of(text[: asked.start()]) > CONTENT
    return is_noun and len(foreign) >= max(_SEVERAL, _MOSTLY * len(pairs))


def _without_words(
    turn: Turn, known: Sequence[tuple[int, int]], own: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Sentences and items that no word of the policies stands in and that ask for something.

    ``own``: the words of the matters that were found; an item of a list with none of them is left.
    """
    text = turn.folded
    items = [m.span() for m in _ITEM.finditer(text)]
    found = []
    for n, (start, end) in enumerate(items):
        listed = n > 0 and text[start - 1] == ";" and ":" not in text[start:end]
        is_item = listed and text.count(";") > 1
        if any(s < end and start < e for s, e in (own if is_item else known)):
            continue
        counts = has_number(turn, start, end)
        names = [(s - start, e - start) for s, e in turn.scope.spans if start <= s and e <= end]
        names += [
            (s.start - start, s.end - start) for s in turn.quantities if start <= s.start < end
        ]
        left = _THESE.sub("", blank(text[start:end], names))
        if counts and not is_item:
            continue
        asks = bool(_WANTS.search(left) or _PAYS.search(left))
        asks = asks or bool(ASKS.search(left) and (names or listed))
        if content_of(left) >= CONTENT and (asks or is_item):
            found.append((start, end))
    return found


def _foreign_items(
    turn: Turn, known: Sequence[tuple[int, int]], texts: Collection[str]
) -> list[tuple[int, int]]:
    """Items of a list that end in a noun which neither the language nor the policies know.

    公共服务平台;园区停车位扩建;…: what a Chinese phrase is about stands at its end.
    """
    text = turn.folded
    marks = [m.span() for m in _LIST_MARK.finditer(text)]
    ends = sorted({start for start, _ in marks} | {m.end() for m in ATOM.finditer(text)})
    found = []
    for _, low in marks:
        behind = bisect_right(ends, low)
        high = ends[behind] if behind < len(ends) else len(text)
        asked = min(
            (m.start() for m in (ASKS.search(text, low, high), _PAYS.search(text, low, high)) if m),
            default=high,
        )
        body = text[low:asked].rstrip(",。;!?、: \n的")
        end = low + len(body)
        if text[low - 1] == "," and not (asked < high or COST_END.search(body)):
            continue  # what is told between commas is no item, what is named like a cost is
        if not _SHORTEST_ITEM <= len(body) <= _LONGEST_ITEM or own_claim(turn, low, high):
            continue
        if _SUBJECT.search(body) or any(s < end and end - 2 < e for s, e in known):
            continue
        if text[low - 1] == "," and (_THESE.search(body) or content_of(body) <= CONTENT):
            continue
        if any(s < end and low < e for s, e in turn.scope.spans):
            continue
        noun = _GENERIC_END.sub("", body)
        pairs = pairs_of(noun)
        foreign = [pair for pair in pairs if not any(pair in one for one in texts)]
        tail = text[end - 2 : end]
        is_tail = unknown_end(text, end) and not any(tail in one for one in texts)
        is_held = any(s < end and low < e for s, e in known)
        if is_tail or (not is_held and pairs and len(foreign) >= _MOSTLY * len(pairs)):
            found.append((low, high))
    return found
