"""What a message points at by its words: no reading takes back what another message did.

国家那个退出了 after 攻关预算批增到720: 国家 stands in a message before, and not in the one that a
second reading would take back.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.borne_out import was_left_out, was_not_in
from assistant.dialogue.figures import was_part_of
from assistant.dialogue.language import naming_pairs
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.polarity import asserts, denials_of
from assistant.dialogue.rereading.candidate import values_of
from assistant.dialogue.rereading.first_reading import matter_before
from assistant.dialogue.stated import Unused
from assistant.dialogue.understanding import Understanding
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_POINTS = lazy(
    "(?P<name>[\u4e00-\u9fff]{2})(?:[那这]一?[个边头笔项块条份家台]|[那这](?=[退撤不没挪推落黄]))"
)
_VAGUE = lazy("[那这我你他她它们的了是还个些么就再又也都不没有在上下前后来去]")
_CLAUSE = lazy("[^,。;!?]+")
_STAYS = lazy("(?:[剩留只单光]|就(?:看|按|算|报))[^,。;!?]{0,4}$")
"""剩下攻关这一笔: what is pointed at stays."""


def takes_back_another(
    first: Understanding, found: Understanding, before: Ledger, earlier: Sequence[str]
) -> bool:
    """Whether a reading undoes a message that the words of this one do not point at.

    ``first`` is the first reading: a condition that it left over is said of what its words name.
    """
    text = found.turn.folded
    names = [
        m["name"]
        for m in _POINTS.finditer(text)
        if not (_VAGUE.search(m["name"]) or _STAYS.search(text, 0, m.start()))
    ]
    if not names:
        left = [part.text for part in _failing(first)]
        names = sorted(frozenset[str]().union(*map(naming_pairs, left)))
    said = [fold(one) for one in earlier]
    for place in found.ledger.current:
        now = found.ledger.matters[place]
        was = matter_before(before, place, now)
        held = values_of(now.numbers)
        if was is None or held == values_of(was.numbers):
            continue
        for past in was.pasts:
            old, new = values_of(past.before), values_of(past.after)
            changed = [n for n in old.keys() & new.keys() if old[n] != new[n]]
            undone = [n for n in changed if n in held and held[n] == old[n]]
            if undone and not any(name in past.said for name in names):
                return any(name in one for name in names for one in said)
    return False


def adds_what_fails(first: Understanding, found: Understanding) -> bool:
    """Whether a reading uses a sum that the first one left for the condition that it fails.

    又买了40万没备案的模型: what does not count is not added after all.
    """
    if found.reread is None:
        return False
    sums = [q.start for q in first.turn.quantities if q.unit is Unit.YUAN]
    ends = [(part, _reach(first.turn.folded, part.end)) for part in _failing(first)]
    return any(
        part.start < found.reread.end
        and found.reread.start < end
        and any(part.start <= start < end for start in sums)
        for part, end in ends
    )


def adds_to_what_was_barred(first: Understanding, found: Understanding, before: Ledger) -> bool:
    """Whether a reading adds to what fell short before, which the first one left out.

    After 私下买了300万: 另外在平台上买了200万 is reckoned alone.
    """
    for place in first.ledger.current if found.reread is not None else ():
        now = first.ledger.matters[place]
        was = before.matters[place] if place < len(before.matters) else None
        if was is None or any(s.turn != first.ledger.turn for s in now.numbers):
            continue
        denied = {s.name for s in was.flags if s.value is False}
        if denied & {s.name for s in now.flags if s.value is True} and now.numbers:
            had = {s.name for s in was.numbers}
            told = {s.name: s.total for s in now.numbers if s.name in had}
            second = found.ledger.matters[place].numbers
            if any(s.name in told and s.total != told[s.name] for s in second):
                return True
    return False


_A_PART = lazy(
    "部分(?:的(?:费用?|金额|合同额?|钱))?(?:就|才|只|仅|大概|大约)*(?:占了?|有|是|为|算|花了?)?$"
)


def adds_a_part(first: Understanding, found: Understanding, before: Ledger) -> bool:
    """Whether a reading adds what is told as the part that counts (其中大模型部分120万)."""
    text = first.turn.folded
    parts = {e.value for e in first.turn.expressions if _A_PART.search(text, 0, e.start)}
    for place in first.ledger.current if found.reread is not None and parts else ():
        if place < len(before.matters):
            was = {s.name: s.total for s in before.matters[place].numbers}
            for now in found.ledger.matters[place].numbers:
                had, have = was.get(now.name), now.total
                if had is not None and have is not None and have - had in parts:
                    return True
    return False


def adds_what_is_in_it(before: Ledger, found: Understanding) -> bool:
    """Whether a reading adds a sum to the one that it was told to be a part of."""
    for place in found.ledger.current if found.reread is not None else ():
        if place >= len(before.matters):
            continue
        was = {s.name: s.total for s in before.matters[place].numbers}
        for now in found.ledger.matters[place].numbers:
            had, have = was.get(now.name), now.total
            if not had or have is None or have == had:
                continue
            figures = before.matters[place].figures
            if was_part_of(figures, have - had, {had}, found.ledger.turn):
                return True
    return False


def takes_off_what_was_not_in(found: Understanding, before: Ledger) -> bool:
    """Whether a reading takes off a sum that was never in (里头没算电费的60万)."""
    reread = found.reread
    sums = [q for q in found.turn.quantities if q.unit is Unit.YUAN]
    is_new = was_left_out(fold(found.turn.text))  # 90万里 is read with what was told before
    if reread is None or not (is_new or any(was_not_in(found.turn.folded, q.start) for q in sums)):
        return False
    for place in found.ledger.current:
        now = found.ledger.matters[place]
        was = matter_before(before, place, now)
        had = {s.name: s.total for s in was.numbers} if was else {}
        if any((s.total or 0) < (had.get(s.name) or 0) for s in now.numbers):
            return True
    return False


def unsays_condition(
    first: Understanding, found: Understanding, before: Ledger, tested: Collection[str]
) -> bool:
    """Whether a reading takes back a message, and with it what this one tells of a condition.

    假如分租出去一间, after 房东退我10万: it is supposed, whatever else the message does. What takes
    this message's own sum off (700里330是自建的,不是服务费) takes back none; of a condition that is
    tested nowhere (牵头, of a project that a partner delays) nothing is lost.
    """
    sums = [e for e in first.turn.expressions if e.unit in (Unit.YUAN, Unit.NUMBER)]
    if sums and not (found.reread and found.reread.back):
        return False
    for place in first.ledger.current:
        now = first.ledger.matters[place]
        was = matter_before(before, place, now)
        if was is None or place >= len(found.ledger.matters):
            continue
        old, new = values_of(was.flags), values_of(now.flags)
        after = values_of(found.ledger.matters[place].flags)
        denied = [f.name for f in now.flags if f.value is False and f.name in tested]
        turned = [name for name in denied if old.get(name) is not False]
        is_undone = any(after.get(name) != new[name] for name in turned)
        if is_undone and values_of(was.numbers) == values_of(now.numbers):
            return True
    return False


_BARE_NO = lazy("(?:没有?|不是?|否|哪有|没那回事)[的呀啊啦了呢嘛哈]*")
"""没有,就是省级: answers something said before, and denies nothing of what follows."""


_IS = ("是", "算", "属", "为")


def fails_what_holds(first: Understanding, found: Understanding) -> bool:
    """Whether a reading has a condition missed of which the message only says that it is met.

    其实是省级, 备案没毛病.
    """
    text = first.turn.folded
    clauses = [m.group() for m in _CLAUSE.finditer(text)]
    if any(denials_of(one) and not _BARE_NO.fullmatch(one) for one in clauses):
        return False
    said = {f.name for f in first.turn.flags if f.value is True and f.text[:1] in _IS}
    for place in found.ledger.current if found.reread is not None else ():
        old = values_of(first.ledger.matters[place].flags)
        now = found.ledger.matters[place]
        missed = {f.name for f in now.flags if f.value is False and old.get(f.name) is not False}
        if missed and (asserts(text) or said & missed):
            return True
    return False


def brings_back_what_goes(first: Understanding, found: Understanding) -> bool:
    """Whether a reading gives back some things of which the message says that they go.

    那俩不要了, after 有两个是子公司的 had taken them off: said once more, not taken back.
    """
    if found.reread is None or not _THOSE_OUT.search(first.turn.folded):
        return False
    had = {(n, s.name): s.total for n, m in enumerate(first.ledger.matters) for s in m.numbers}
    return any(
        (s.total or 0) > (had.get((n, s.name)) or s.total or 0)
        for n, m in enumerate(found.ledger.matters)
        for s in m.numbers
    )


_THOSE_OUT = lazy(
    r"[那这](?:[俩仨]|[一两二三四五六七八九十\d]+[个项台条份款家])[^,。;!?\d]{0,4}?"
    "(?:不[要算作计]|[剔扣去删减拿刨][掉除走])"
)


def _reach(text: str, end: int) -> int:
    """Where the comma clause behind a stretch ends: 又买了一家没备案的,90万."""
    if text[end : end + 1] != ",":
        return end
    return clause_around(text, end + 1, end + 1)[1]


def _failing(first: Understanding) -> list[Unused]:
    """The stretches that a reading left over for the conditions that are told in them."""
    told = [flag.start for flag in first.turn.flags]
    return [
        part
        for part in first.unused
        if part.kind == "condition" and any(part.start <= start < part.end for start in told)
    ]
