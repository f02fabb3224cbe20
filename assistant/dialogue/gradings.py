"""Grades and lists that were not reached: 没评上良好, 评估不合格, 只进了区里的目录.

Stated → stated: what a denial made of the word next to it is put right. A review that was failed
is a review all the same, who missed 良好 has neither it nor 优秀, and a list of a district or of
another city is none of those that a text names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.dialogue.stated import Stated
from assistant.rules.facts import FactKind, FactSpec, excluding
from assistant.text.gazetteer import lookup
from assistant.text.pattern import lazy

_FAILED = lazy(
    "(?P<what>评估|考核|复评)(?:结果)?(?:是|的?时候|这次|今年|去年|又|也|都)*"
    "(?:没(?:有|能)?(?:通过|过|合格|达标|及格)|不(?:合格|达标|及格|通过)|未(?:通过|达标|合格))"
)
_MISSED = (
    "(?:没|未|不)(?:有|能|是|算)?(?:被)?(?:评|拿|达|得|获|够)?(?:定|得)?(?:上|到|为|成|得)?了?{grade}"
    "|{grade}(?:等?级?)?(?:也|都|就|又)?(?:没|未)(?:有|能)?(?:拿|评|达|得|够|到)(?:到|上|成)?"
)
_LOWEST = "不合格"
_GRADES = ("优秀", "良好", "合格")
_REVIEW = lazy("评估|考核|复评|评审")
_LIST = lazy(
    "(?P<whose>区级?|区里|街道|市外|外[省市]|(?<=[\u4e00-\u9fff]{2})(?P<of>[市省])(?:级|里)?)的?"
    "(?:那个|这个)?(?:软件|首版次|推广|应用|指导|推荐|人工智能|ai)*(?:目录|名录|清单)"
)
_OWN_LEVEL = "(?:国家|广东省?|深圳市?|省|市)(?:级|里)?"
_OWN_INSTEAD = lazy(
    f"(?:(?<![没不未])(?:进|入|列入|上|入选|在)了?的?是?|(?<!不)是)"
    f"(?P<own>{_OWN_LEVEL}的?(?:那个|那份)?(?:软件|首版次|推广|应用|指导|推荐|人工智能|ai)*(?:目录|名录|清单))"
    f"[,。;](?:而|并|可|但)?不是{_OWN_LEVEL}的?(?:目录|那[个份])?(?=[,。;!?]|$)"
)
"""进的是市里的目录,不是省里的: another of those that a text names."""
_OWN_LISTS = ("深圳", "广东")
_NAME_LENGTHS = (2, 3)


def put_right(
    text: str, specs: Mapping[str, FactSpec], stated: tuple[Stated, ...]
) -> tuple[Stated, ...]:
    """What a folded message states, with grades that were missed and lists of others."""
    grades = tuple(_grades(text, specs))
    found = (*grades, *_lists(text, specs, stated))
    names = {one.name for one in found}
    kept = (s for s in stated if s.name not in names)
    if grades and _misses(text):  # 考核没评上优秀 denies no review
        kept = (s for s in kept if s.value is not False or not _REVIEW.search(s.text))
    return (*kept, *found)


def tells_grade(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a folded message about a review tells a grade of it."""
    if _REVIEW.search(text) is None:
        return _misses(text[start:end])
    return any(grade in text[start:end] for grade in _GRADES)


def _misses(text: str) -> bool:
    return any(lazy(_MISSED.format(grade=g)).search(text) for g in _GRADES)


def _grades(text: str, specs: Mapping[str, FactSpec]) -> Iterator[Stated]:
    failed, review = _FAILED.search(text), _REVIEW.search(text)
    for name, spec in specs.items():
        keys = {choice.label: key for key, choice in spec.choices.items()}
        if _LOWEST in keys:
            key = _grade(text, spec, keys)
            place = failed.span() if failed else (0, 0)
            if key or failed:
                yield Stated(name, key or keys[_LOWEST], *place, text[slice(*place)])
        elif review is not None and (failed or _misses(text)):
            yield from (
                Stated(name, key, *review.span(), review.group())
                for key, choice in spec.choices.items()
                if review.group() in choice.words
            )


def _grade(text: str, spec: FactSpec, keys: Mapping[str, str]) -> str:
    """The grade that is left where a message says which were missed; "" where none was."""
    order = list(keys)  # best first, as the vocabulary has them
    missed = [
        n for n, grade in enumerate(order[:-2]) if lazy(_MISSED.format(grade=grade)).search(text)
    ]
    if not missed:
        return ""
    lowest = order[max(missed) + 1 :]
    told = [g for g in lowest if lazy(f"(?<![不没未]){g}").search(text)]
    if told:
        return keys[told[0]]
    if len(lowest) <= _FEW:
        return keys[lowest[0]]
    return excluding(spec, keys[order[max(missed)]])


_FEW = 2


def _lists(
    text: str, specs: Mapping[str, FactSpec], stated: tuple[Stated, ...]
) -> Iterator[Stated]:
    own = _OWN_INSTEAD.search(text)
    if own is not None:
        lists = (n for n, s in specs.items() if s.kind is FactKind.FLAG and "目录" in s.label)
        yield from (Stated(name, True, *own.span("own"), own["own"]) for name in lists)
        return
    match = _LIST.search(text)
    if match is None or (match["of"] and not _is_elsewhere(text, match.start("of"))):
        return
    for name, spec in specs.items():
        is_list = spec.kind is FactKind.FLAG and "目录" in spec.label
        if is_list and not any(s.name == name and s.value is False for s in stated):
            yield Stated(name, False, *match.span(), match.group())


def _is_elsewhere(text: str, at: int) -> bool:
    """Whether the 市 or 省 is that of another place: 珠海市的目录, not 进了省里的目录."""
    names = [text[max(0, at - n) : at] for n in _NAME_LENGTHS]
    if any(name.endswith(own) for name in names for own in _OWN_LISTS):
        return False
    return any(lookup(name + text[at]) for name in names)
