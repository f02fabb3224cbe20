"""The other of two parties that a clause pays, asked about with what was told of the one.

那出题的医院那边呢, 对方能拿多少: the same project, the other choice. A party is known by the words
of its choice less what every party is called (出题方, 出题单位 → 出题), never by what it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.parties import agent_asked, asks_of_both
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.rules.facts import APPLICANT, FactKind, FactSpec
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_BARE = lazy(
    "(?:对方|对面|对家|另外?一[方家头]|那一方)"
    "(?:那[边头])?(?:又|也|可以?|能|会|该)*(?=呢|[拿领得补报]|是?多少|有没有|有多少|[?])"
    "|(?:[听看问要说算报讲]|想知道)(?:一下|一?[听看问说算]|的是)?"
    "(?:(?:他们|人家|它们?|对方)(?:那[边头家方]|自己)|对方)的?(?=[,。;!?]|$)"
)
"""The other one, whoever it is, where something is asked of it (他要听他们那边的)."""
_SIDE = lazy("那[边头方家]|他们|人家|对[方面家]")
"""What says that a role is told of somebody else."""
_ASKS = lazy("呢|多少|几|[能可][^,。;!?]{0,3}[拿领得补报]|有没有|[吗嘛么?]")
_OWN = lazy(
    "(?:我们?|咱们?|俺们?|本公司|我司)(?:这?[边头方家])?(?:自己)?(?:才|其实|实际)?(?:是|作为|当)"
)
"""Who the asker is, is told in so many words: whoever reads conditions reads it."""
_OWN_ASKED = lazy(
    "(?:^|[,。;!?])(?:[^,。;!?]{1,6}?[以之]?后)?(?:那么?|再|还是|回到|说回|就|算|只看|单看"
    "|看)*(?:我们?|咱们?|俺们?)(?:[^,。;!?\\d]{1,4}?(?=自[己家]))?"
    "(?:这一?[边头方家份]|自己|自家)+(?=呢|[^,。;!?]{0,4}(?:多少|怎么|咋"
    "|几)|[,。;!?]|(?:重新?|再)[算报来看]|(?:现在|如今|又)(?:是|呢|变|该|能|$))"
)
"""我们自己呢, 回到我们这边: the asker again."""
_OWN_ROLE = lazy("(?:我们?|咱们?|俺们?)[^,。;!?没不未]{0,3}是")
"""我们才是发榜的: who the asker is was put right."""
GIVES = lazy(
    "(?:一?方|单位|企业|公司|那[边头家方])*(?:又|也|再|后来|已经|答应|同意|承诺|说要?|还|愿意|多|额外|最后)*"
    "(?:追加|追投|增投|增加|增资|加|补|出|掏|给|投|垫|付|拨|砸|注资|入股|拿出|承担|贡献|少|减|撤|砍)"
)
"""甲方追加八百万: what a party does for the project, and nobody's role."""
_CLAUSE = lazy("[^,。;!?]+")
_IS_IT = lazy("呢$|多少")
_OURS = lazy("我们?|咱们?|俺们?|我司|我方|本公司")
_SOMEBODY = lazy(
    "(?:一家|某家?|别的?|另一家|合作的?|那家|人家|对方|客户|甲方)"
    "|(?P<who>医院|诊所|工厂|厂家|学校|大学|研究[所院]|政府|银行|商场|物业)"
)
"""Another than the asker, where the asker speaks of himself elsewhere (医院发榜,我们揭的)."""
_OF_BOTH = lazy("各自?|分别|双方|两[边头方家]|都能?")
_SENTENCE = lazy("[^。;!?]+")
_OF_HIM = lazy("[他她]们?|人家|对方|那[边头方家]")
_SUFFIX = lazy("(?:的?一?方|单位|企业|的|那)$")
_PARTY = "方"
_TWO, _LEAST = 2, 2
_FAR = 12
_NEAR = 3
"""我们这家医院: so far behind 我们 stands what the asker is."""


def of_other_party(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part], flags: Sequence[Stated], number: int
) -> Turn:
    """A message that asks about the other party, with that choice told; any other as it is."""
    asks = any(one.search(turn.folded) for one in (_ASKS, _BARE, _OWN_ASKED))
    if _OWN.search(turn.folded) or not asks:
        return turn
    told = {s.name for s in turn.flags}
    for part in parts:
        known = {s.name: s for s in (*part.matter.flags, *flags)}
        tested = {c.fact for rule in ctx.rules_of(part) for c in rule.when}
        for name in sorted(tested & known.keys() - told - {APPLICANT}):
            spec, now = ctx.rulebook.facts[name], known[name]
            found = _party_asked(turn, spec, now, part) or _own_again(turn, spec, now, part)
            if found is not None:
                return replace(turn, flags=(*turn.flags, replace(found, turn=number)))
    return turn


def of_own_party(ctx: GatherContext, turn: Turn, parts: Sequence[Part]) -> Turn:
    """A message that tells the role of somebody else, with the asker's own in its place.

    医院发榜,我们揭的: who else has the one role leaves the other of two to the asker. Where both
    are asked about, both stay.
    """
    turn = _less_role_of_giver(ctx, turn, parts)
    if _OF_BOTH.search(turn.folded) or not _OURS.search(turn.folded):
        return turn
    if asks_of_both(turn.folded):
        return turn
    flags = turn.flags
    for part in parts:
        for name in sorted({c.fact for rule in ctx.rules_of(part) for c in rule.when}):
            spec = ctx.rulebook.facts[name]
            told = [f for f in flags if f.name == name]
            if not told or len(_stems(spec)) != _TWO:
                continue
            others = [
                f
                for f in told
                if _is_of_somebody(turn.folded, f.start) and not _is_asked(turn.folded, f.start)
            ]
            own = [f for f in told if f not in others]
            if not others or any(f.value == o.value for f in own for o in others):
                continue
            flags = tuple(f for f in flags if f not in others)
            if not own:
                value = next(key for key in _stems(spec) if key != others[0].value)
                flags = (*flags, replace(others[0], value=value))
    return turn if flags == turn.flags else replace(turn, flags=flags)


def _less_role_of_giver(ctx: GatherContext, turn: Turn, parts: Sequence[Part]) -> Turn:
    """A message without the role of who is only told of, where the asker's is known.

    甲方追加八百万, 发榜的商场拿了财政补助: what somebody gives or does makes nobody the asker.
    """
    sums = [e for e in turn.expressions if e.unit is Unit.YUAN]
    known = {
        c.fact: s.value
        for part in parts
        if part.index is not None
        for rule in ctx.rules_of(part)
        for c in rule.when
        for s in part.matter.flags
        if s.name == c.fact and _stems(ctx.rulebook.facts[c.fact])
    }
    gone = [
        f
        for f in turn.flags
        if f.name in known
        and (
            (GIVES.match(turn.folded, f.end) and any(0 <= e.start - f.end <= _FAR for e in sums))
            or (f.value != known[f.name] and _is_told_of(turn.folded, f))
        )
        and not _OURS.search(turn.folded, max(0, f.start - _NEAR), f.start)
        and not _is_asked(turn.folded, f.start)
    ]
    return replace(turn, flags=tuple(f for f in turn.flags if f not in gone)) if gone else turn


def _is_told_of(text: str, flag: Stated) -> bool:
    """Whether the clause of a role tells what somebody has, does or is, and asks nothing."""
    clause = next((m for m in _CLAUSE.finditer(text) if m.start() <= flag.start < m.end()), None)
    if clause is None or _ASKS_OF.search(text, clause.start(), clause.end() + 1):
        return False
    if _OF_HIM_ASKED.search(text, clause.start()):
        return False  # 发榜的是家医院,它能拿多少
    lead = text[clause.start() : flag.start]
    if _OURS.search(lead) or _AS_ROLE.search(lead):
        return False
    if _DOES.match(text, flag.end, clause.end()):
        return True
    opens = _OPENS.fullmatch(lead) and text[clause.end() : clause.end() + 1] == ","
    return bool(opens and _DID.fullmatch(text, flag.end, clause.end()))


_ASKS_OF = lazy(
    "[?]|多少|几(?!乎)|[能可][^,。;!?]{0,3}[拿领得补报]|[算报看]一?[下遍]|呢$|吗|是不是|如果|要是|假如|换"
)
_AS_ROLE = lazy("(?:是|作为|当|属于?|[改换变]成?|做|按|以|算|身份|错了?)[^,。;!?]{0,2}$")
_DOES = lazy(
    "[^,。;!?]{0,10}?(?:了|过|着|说|[是有没不要会把给在想]|申请|拿|投|出|追加|提供|承担|退出|负责)[^,。;!?]+"
)
"""What stands behind a role that is only told of: 的商场拿了60万财政补贴."""
_OPENS = lazy("(?:后来|那|而|但|不过|另外|其实|听说|结果|现在|最后|今年|去年|刚才|上周|昨天)*")
_DID = lazy("[^这那一身的份部资角名标上政位同也按,。;!? ][^,。;!?\\d ]{1,8}")
"""甲方压价, 甲方涨了价: a verb behind the role that opens its clause."""
_OF_HIM_ASKED = lazy(
    "(?:[他她它]们?|对方|人家|那[家边方])[^,。;!?]{0,6}?(?:多少|几|呢|[能可][^,。;!?]{0,3}[拿领得补报])"
)


def _is_asked(text: str, place: int) -> bool:
    """Whether the comma clause around a place asks (那揭榜的那家呢): it tells nobody's role."""
    clause = next((m for m in _CLAUSE.finditer(text) if m.start() <= place < m.end()), None)
    return clause is not None and _IS_IT.search(clause.group()) is not None


def _is_of_somebody(text: str, place: int) -> bool:
    """Whether the comma clause around a place is about another than the asker."""
    clause = next((m for m in _CLAUSE.finditer(text) if m.start() <= place < m.end()), None)
    if clause is None or _OURS.search(clause.group()):
        return False
    found = _SOMEBODY.search(clause.group())
    if found is None:
        return False
    who = found["who"]
    if who is None:
        return True
    beside = (_CLAUSE.match(text, m.end()) for m in _OURS.finditer(text))
    is_ours = any(who in near.group()[: _NEAR + len(who)] for near in beside if near)
    return not is_ours and text.count(who) == 1


def _party_asked(turn: Turn, spec: FactSpec, known: Stated, part: Part) -> Stated | None:
    """The party of a choice that a message asks about, where it is not the one known."""
    stems = _stems(spec)
    if len(stems) != _TWO or known.value not in stems:
        return None
    other = next(key for key in stems if key != known.value)
    bare = _BARE.search(turn.folded)
    if bare is not None:
        return Stated(spec.name, other, *bare.span(), bare.group())
    told = ";".join((part.matter.text, *(past.said for past in part.matter.pasts)))
    asked = (
        None if turn.scope.is_named or asks_of_both(turn.folded) else agent_asked(turn.folded, told)
    )
    if asked is not None:
        return Stated(spec.name, other, *asked, turn.folded[slice(*asked)])
    for sentence in _SENTENCE.finditer(turn.folded):
        if not _SIDE.search(sentence.group()):
            continue
        at = _named(turn, stems[other], *sentence.span())
        if at is not None and _named(turn, stems[str(known.value)], *sentence.span()) is None:
            return Stated(spec.name, other, *at, turn.folded[slice(*at)])
    return None


def _own_again(turn: Turn, spec: FactSpec, known: Stated, part: Part) -> Stated | None:
    """The party that the asker is, where the message before asked about the other one."""
    own = _OWN_ASKED.search(turn.folded)
    if own is None or len(_stems(spec)) != _TWO:
        return None
    if _OWN_ASKED.search(part.matter.said) or _OWN_ROLE.search(part.matter.said):
        return None  # it was the asker's already
    earlier = [f for past in part.matter.pasts for f in past.flags_before]
    earlier += part.matter.undo[1] if part.matter.undo else ()
    was = next((s.value for s in earlier if s.name == spec.name), None)  # as it was told first
    if was is None and _OF_HIM.search(part.matter.said) and not _OURS.search(part.matter.said):
        was = next(key for key in _stems(spec) if key != known.value)  # 老板问他自己有多少
    if was is None or was == known.value:
        return None
    return Stated(spec.name, was, *own.span(), own.group())


def _named(turn: Turn, stems: Sequence[str], low: int, high: int) -> tuple[int, int] | None:
    """Where a sentence has a word of a party that is no part of the name of the matter."""
    for stem in stems:
        at = turn.folded.find(stem, low, high)
        while at >= 0:
            end = at + len(stem)
            if not any(s <= at and end <= e and e - s > len(stem) for s, e in turn.named):
                return at, end
            at = turn.folded.find(stem, end, high)
    return None


def _stems(spec: FactSpec) -> dict[str, tuple[str, ...]]:
    """Each choice with what only its words say of the party; {} where they name no parties."""
    if spec.kind is not FactKind.CHOICE or not all(
        any(word.endswith(_PARTY) for word in choice.words) for choice in spec.choices.values()
    ):
        return {}
    found = {
        key: {_SUFFIX.sub("", word) for word in choice.words if _SUFFIX.search(word)}
        for key, choice in spec.choices.items()
    }
    return {
        key: tuple(
            sorted(
                stem
                for stem in own
                if len(stem) >= _LEAST and all(stem not in o for k, o in found.items() if k != key)
            )
        )
        for key, own in found.items()
    }
