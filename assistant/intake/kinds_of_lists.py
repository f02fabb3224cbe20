"""The kinds that the items of a list count: each item is paid for those of its own kind.

（一）乳儿班（6至12个月）每人每月400元；（二）托小班（12至24个月）每人每月300元: there are so many
of the one and so many of the other, and all of them for as many months as are told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.intake.account import tail_of
from assistant.intake.draft import Draft, Proposal
from assistant.intake.figures import SIGNS
from assistant.intake.labels import same_end, words_for_class
from assistant.intake.things import TOLD
from assistant.intake.vocabulary import Vocabulary
from assistant.intake.written import Mapped
from assistant.policy.clause import Clause
from assistant.text.pattern import lazy

_KIND = lazy(
    r"^(?:[(]?[0-9一二三四五六七八九十]{1,3}[)、.．])?(?:对于?)?(?P<kind>[^,;。:每()ⓂⓅⒸⒷ]{2,12}?"
    r"(?:\([A-Za-z0-9 .&/-]{2,12}\)[^,;。:每()ⓂⓅⒸⒷ]{0,4}?)?)(?:\([^()]*\))?的?,?(?:按照?)?每"
)
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class KindOf:
    """The kind that an item counts: the ``nth`` of the ``kinds`` that its ``article`` lists."""

    article: str
    kinds: tuple[str, ...]
    nth: int


def kinds_of_lists(proposals: Sequence[tuple[Proposal, Clause]]) -> Mapping[str, KindOf]:
    """The kind that each item counts, by the item's name; only of lists whose items all do."""
    lists: dict[str, list[tuple[Proposal, Clause]]] = {}
    for proposal, clause in proposals:
        if clause.id.item is not None and proposal.drafts:
            lists.setdefault(str(clause.id).partition(".")[0], []).append((proposal, clause))
    found: dict[str, KindOf] = {}
    for article, items in lists.items():
        kinds = tuple(_kind_of(proposal, clause) for proposal, clause in items)
        paid = {(p.drafts[0].per, p.drafts[0].period) for p, _ in items}
        if len(paid) == 1 and are_kinds(kinds):
            found |= {
                str(clause.id): KindOf(article, kinds, n) for n, (_, clause) in enumerate(items, 1)
            }
    return found


def tell_kind(kind: KindOf, rules: Sequence[Mapped], facts: Vocabulary) -> None:
    """Put into the rules of an item of which kind they are, so that each counts its own."""
    fact = facts.choice(kind.article, kind.kinds)
    own = kind.kinds[kind.nth - 1]
    for rule in rules:
        rule["when"] = [*rule.get("when", ()), {"fact": fact, "is": f"c{kind.nth}", "say": own}]
        rule["words"] = list(dict.fromkeys([*words_for_class(own), *rule["words"]]))


def _kind_of(proposal: Proposal, clause: Clause) -> str:
    """What an item pays for each of, by the name that begins it; "" where it pays more.

    What stands behind the last of the list is of all of them.
    """
    first, *others = proposal.drafts
    is_behind = tail_of(clause) >= 0 and all(one.start >= first.end for one in others)
    if not _is_plain(first) or (others and not is_behind):
        return ""
    named = _KIND.match(first.who + "每")
    kind = named["kind"].removesuffix("的") if named is not None else ""
    return kind if TOLD <= len(kind) <= _LONGEST and not set(kind) & set(SIGNS) else ""


def _is_plain(draft: Draft) -> bool:
    """Whether a draft is so much for each of so many, and nothing else."""
    is_one = len(draft.rows) == 1 and draft.rows[0].fixed is not None
    is_one = is_one and draft.rows[0].band is None and not draft.counted
    is_counted = bool(draft.per) and draft.per_figure is None
    return is_one and is_counted and not (draft.is_grown or draft.extra or draft.beyond)


def are_kinds(kinds: Sequence[str]) -> bool:
    """Whether each of several has a name of its own, none within another."""
    is_all = len(kinds) > 1 and all(kinds) and len(set(kinds)) == len(kinds)
    return is_all and not any(one in other for one in kinds for other in kinds if one != other)


def name_kinds(drafts: Sequence[Draft], facts: Vocabulary) -> None:
    """中型 of 中型无人机 beside 大型无人机: what tells a kind, and no word of the others."""
    kinds: dict[str, list[str]] = {}
    for draft in drafts:
        if draft.counted and not draft.extra:
            kinds.setdefault(draft.per, []).append(draft.counted)
    for per, named in kinds.items():
        for kind in dict.fromkeys(named):
            others = [one for one in named if one != kind]
            if not others:
                continue
            spec = facts.out.facts[facts.count(per, of=kind)]
            shared = max((len(same_end(kind, other)) for other in others), default=0)
            first = kind[: max(len(kind) - shared, 2)] if shared < len(kind) else ""
            own = [word for word in spec["words"] if not any(word in one for one in others)]
            spec["words"] = [*dict.fromkeys([*own, *([first] if len(first) > 1 else ())])]
