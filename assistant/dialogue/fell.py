"""What says in everyday words that a sum is not more than the year before: 不如去年, 掉了两成.

Only of a sum that is compared over two years (营业收入), and only where the clause names it or
names nothing else: 房租比去年少了 says nothing of the revenue.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.stated import Stated
from assistant.rules.facts import FactKind, FactSpec
from assistant.text.pattern import lazy

_YEAR = (
    "(?:去年|上年|前年|上一?年度?|前一?年度?|往年|前几年|以往|以前|从前|过去|之前|上期|去年同期"
    "|上年同期|同期)(?:的?时候|那会儿?|同期|水平)?"
)
_FELL = (
    "(?:掉|跌|降|减|缩|滑|退|落|少|萎缩|下滑|下降|下跌|下行|下来|缩水|回落|滑坡|退步|倒退|减少|走低"
    "|萎靡)"
)
_LESS = f"(?:少|低|差|小|弱|惨|糟|矮|{_FELL})"
_FALLEN = lazy(
    f"比(?:起|着)?{_YEAR}(?:还|又|更|要|都|略|稍|微|有所|有点儿?|有些|明显|大幅|反而|倒)*{_LESS}(?!不)"
    f"|没(?:有)?{_YEAR}(?:那么|这么|来得)?(?:高|多|好|强|大)"
    f"|(?:不如|不及|赶不上|比不上|比不了|不比|逊于|低于){_YEAR}"
    "|(?:同比|环比|增[长速幅]率?|比去年)(?:是|为|就|才)*(?:-\\s*[\\d.]+|负(?:的|[\\d一二三四五六七八九]|数)?)"
    "|(?:往|在|一直|一路|直|老|总)(?:往)?下(?:掉|跌|滑|降|走)"
    "|(?:下滑|回落|滑坡|退步|倒退|萎缩|走低|下跌|缩水|往下走)了?"
    "|(?:掉|跌|降|减|缩|滑|少)了(?=(?:一|不少|不多|点|些|好多|很多|近|约|将近|大概|差不多|快)*(?:[\\d.]+\\s*%|百分之|[一二三四五六七八九两半几]成|[一二三四五六七八九]+个(?:百分)?点|一半|点儿?|些|不少))"
    "|(?:掉|跌|降|缩|滑)了(?=[,。;!?的\\s]|$)"
)
_DENIED = lazy("(?:没有?|未|不是|没怎么|不会|别)(?:怎么|再|有)?$|如果|要是|假如|万一")


def fallen(
    text: str, specs: Mapping[str, FactSpec], stated: Iterable[Stated]
) -> tuple[Stated, ...]:
    """The flags of growth that a folded message denies so, of which it states nothing else."""
    said = {s.name for s in stated}
    match = _FALLEN.search(text)
    if match is None:
        return ()
    low, _ = clause_around(text, *match.span())
    lead = text[low : match.start()]
    if _DENIED.search(lead):
        return ()
    found = []
    for name, spec in specs.items():
        grown = next((d.more for d in spec.derive if d.more), ())
        if spec.kind is not FactKind.FLAG or not grown or name in said:
            continue
        names = specs[grown[0]].words
        if any(word in lead for word in names) or not content_of(_known(lead)):
            found.append(Stated(name, False, *match.span(), match.group()))
    return tuple(found)


_NO_NOUN = lazy(
    "[\\d.]+\\s*[万亿千百]*元?|公司|企业|我们?|咱们?|今年|去年|业绩|生意|但是?|可是?|不过"
)


def _known(lead: str) -> str:
    return _NO_NOUN.sub("", lead)
