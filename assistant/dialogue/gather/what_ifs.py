"""What is only supposed, or told of others: the facts of before stay behind it.

A what-if keeps the matter as it stood (``Matter.real``), so that a later message can end it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.ledger import Matter
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy

WHAT_IF = lazy(
    "(?:^|[,。;!?])那?(?:如果|要是|假如|若|倘若|万一"
    "|假[设定](?!(?:先|就|暂时?)?(?:完了?|结束|到此|放下|放一|搁[下置]|收起|打住|作罢|不管|不算|撤)))"
)
ABOUT_OTHERS = lazy(
    r"^(?!它|他|她|那家|人家)(?:[^我咱]|我(?![们司方自公单]))*?[,。;!?][^我咱,。;!?]{0,4}?(?:它|他|她|人家|那家)们?"
    r"[^我咱,。;!?]{0,3}(?:呢|能|可以|该|拿(?![出了过来])|补|有多少)[^我咱]*$"
)
"""Somebody else is told of and asked for (兄弟公司主导了三项行业标准,它呢)."""
_SUCH_TOO = lazy(
    "[没未不非][^,。;!?]{1,14}的[^,。;!?]{0,8},?(?:也|还|都)(?:行|可以|成|能|给|补|算)[^,。;!?]{0,4}[,。!?]?$"
)
"""没经备案的模型,也行吧 asks about such things; nothing is told of one's own."""
_STOPS = lazy(
    "(?:^|[,。;!?])(?P<opens>(?:算了|得了|好吧|那|那就),?)?不(?P<act>[\u4e00-\u9fff]{1,4}?)了(?=[,。;!?]|$)"
    "|(?:^|[,。;!?])(?P<calls>算了|得了|罢了),?(?:还是|就|先|我们|咱们?)*不(?P<off>[\u4e00-\u9fff]{1,4})(?=[,。;!?]|$)"
)
"""不转了, 算了不重建 after 如果转租了半层: what was supposed is off."""
_ONLY_GUESSED = lazy(
    "别当真|瞎(?:猜|说|讲|想)|开玩笑|随口(?:一)?(?:说|问)|打个比方|[说闹]着玩|没有的事|假设而已"
    "|做(?:白日)?梦(?:呢|的|罢了|而已)?(?=[,。;!?]|$)|说笑|讲笑|想得美|想想而已|吹牛"
)
STILL_SO = lazy(
    "(?:^|[,。;!?])(?:好的?|行|嗯|那|哦|算了|得了|没事)*,?还是(?:就)?(?:(?:按|照|说|看|用|算|维持)"
    r"|[^,。;!?\d]{1,8}的?那个?(?:数|价|金额|情况|算法)(?=[,。;!?]|$)"
    r"|(?:用|留|要|是)?(?:现在|现有|目前|老|旧|原来|原先|原|以前|之前|先前)的?(?:那|这)?[个套台家]?[^,。;!?\d]{0,2}(?=[,。;!?]|$))"
)
"""好，还是按前海飞澳门, 还是老的 after a what-if."""
_AT_HAND = lazy(
    "(?:^|[,。;!?])(?:[^,。;!?\\d没不未]{0,2}?(?:就|还是|只[有能]?|按|照|光|先)+(?:按|照|算|看|拿|用|是|有|报)*)"
    "(?:(?:现在|眼下|眼前|目前|当下|我们|咱们?)*(?:手上|手头|手里|手边|已有|现有|原有)|现在|眼下|眼前|目前|当下)(?:上)?"
    "(?:的|有的|已有的)*(?:这|那)?(?:些|点儿?|几[份笔个]|[份笔个批])?(?:来|去)?(?:算|报|看|数)?(?=[,。;!?了]|$)"
)
"""就现在手上这些, 按手头的算 after a what-if: what there is already."""
_COULD_NOT = lazy(
    "(?:^|[,。;!?])[^,。;!?\\d没不]{0,6}?(?P<act>[认评批办搞弄谈签过拿做买租投挂选定搬转])不(?:成|了|上|下来|到|动)(?=[,。;!?了]|$)"
)
"""认不成 after 假如被认成初创了: what was supposed cannot be."""
_NOT_GOT = lazy("没(?!有没有)|未(?![来必])|(?<!是)不(?:是|算|够)")
_UNSAID = lazy(
    "(?:当|就当|全当|权当)(?:我|俺|咱)?没(?:有)?(?:说|提|讲|写)(?:过)?(?P<what>[^,。;!?]{1,12})"
    "|(?P<name>[^,。;!?]{1,12}?)(?:那句|这句|那条|的话|这话)?(?:就)?当(?:我|俺|咱)?没(?:有)?"
    "(?:说|提|讲)过?(?=[,。;!?了]|$)"
)
"""当我没说初创: what was said of it is taken back."""


def for_others(
    turn: Turn, parts: Sequence[Part], flags: Sequence[Stated]
) -> tuple[tuple[Part, ...], tuple[Stated, ...]]:
    """The matters without what the asker told of the own company, where another's is told."""
    told = any(q.role == "amount" for q in turn.quantities)
    if not told or not ABOUT_OTHERS.match(turn.folded):
        return tuple(parts), tuple(flags)
    bare = tuple(
        part if part.index is None
        else replace(part, matter=replace(part.matter, numbers=(), flags=(), real=None))
        for part in parts
    )  # fmt: skip
    return bare, ()


def real_before(turn: Turn, part: Part) -> Matter | None:
    """The matter as it stood before the what-ifs that this message begins or goes on with."""
    supposes = WHAT_IF.search(turn.folded) or _SUCH_TOO.search(turn.folded)
    if part.index is None or not (supposes or ABOUT_OTHERS.match(turn.folded)):
        return None
    return part.matter.real or replace(part.matter, real=None)


def stops_what_if(turn: Turn, matter: Matter) -> bool:
    """Whether a message ends the what-if that a matter stands in: 不转了, 还是按….

    What is stopped is named by what the what-if spoke of.
    """
    if matter.real is None:
        return False
    ends = (STILL_SO, _AT_HAND, _ONLY_GUESSED)
    if any(way.search(turn.folded) for way in ends):
        return True
    if denied_suppositions(turn, matter) or any(
        m["act"] in matter.said for m in _COULD_NOT.finditer(turn.folded)
    ):
        return True
    supposed = "".join(s.text for s in matter.flags if s not in matter.real.flags)
    found = list(_STOPS.finditer(turn.folded))
    return any(m["calls"] or m["opens"] or set(m["act"]) <= set(supposed) for m in found)


def denied_suppositions(turn: Turn, matter: Matter) -> frozenset[str]:
    """The conditions supposed before that a message denies (要是评上标杆呢 → 标杆没评上)."""
    if matter.real is None:
        return frozenset()
    supposed = [s for s in matter.flags if s not in matter.real.flags]
    names = {s.name for s in supposed if s.value is not False}  # 备案还没办 after 假如没备案
    texts = [s.text for s in matter.flags if s.name in names and s.text in turn.folded]
    said = [s for s in turn.flags if s.name in names]
    is_denied = any(s.value is False for s in said) or any(
        _NOT_GOT.search(turn.folded, *clause_around(turn.folded, s.start, s.end)) for s in said
    )
    return frozenset(names) if texts and is_denied else frozenset()


def without_unsaid(turn: Turn) -> Turn:
    """A message less the conditions that it takes back."""
    spans = [m.span() for m in _UNSAID.finditer(turn.folded)]
    if not spans:
        return turn
    kept = [f for f in turn.flags if not any(low <= f.start < high for low, high in spans)]
    return replace(turn, flags=tuple(kept))


def unsaid(
    turn: Turn, parts: Sequence[Part], flags: Sequence[Stated]
) -> tuple[tuple[Part, ...], tuple[Stated, ...]]:
    """The matters without the conditions that a message says were never said."""
    spans = [m.span("what" if m["what"] else "name") for m in _UNSAID.finditer(turn.folded)]
    gone = {f.name for f in turn.flags if any(low <= f.start < high for low, high in spans)}
    if not gone:
        return tuple(parts), tuple(flags)
    return tuple(
        replace(
            part,
            matter=replace(
                part.matter, flags=tuple(f for f in part.matter.flags if f.name not in gone)
            ),
        )
        for part in parts
    ), tuple(f for f in flags if f.name not in gone)
