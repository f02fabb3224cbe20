"""Whether one may still apply: the sentence of a policy that bars, or lets in, who asks.

去年因为药材质量被罚过款，还能报吗 names no measure. Which applicants, and what they must not have
done, stands in articles that pay nothing; the one that speaks of what the asker tells answers. No
list holds what may have been done: the characters that the message shares with a sentence find it,
the rarer they are in the policy the more they weigh.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.dialogue.language import covers, pairs_of, plain_words
from assistant.policy.clause import Clause, ClauseId
from assistant.policy.overall import Overall, sentences_on
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.traditional import as_searched

_MAY = "能不能|可不可以|可以不可以|能否|可否|是否可以|是不是能|能|可以|有没有资格|有资格|够资格"
_ASKS = lazy(
    f"(?:{_MAY})[^,。;!?多少几哪]{{0,14}}?(?:申请|申报|报(?!销|回)|享受|参加|领|拿)"
    "[^,。;!?多少几哪]{0,14}(?:吗|么|嘛|不|没有?)?(?=[,。;!?]|$)"
    "|(?:影不影响|会不会影响|影响)[^,。;!?多少几哪]{0,8}(?:申请|申报|报(?!销|回)|享受|领|拿)"
)
_SUM = lazy("多少|几(?!乎)|哪|怎么|什么")
_BARS = lazy(
    "不予|不得|不能|不可|不享受|不支持|不适用|不属于|不在|不包括|不受理|除外|取消|停止|暂停"
    "|仅|只|须|应当?|具有|具备|符合|未|无(?!障碍)|没有|适用于|是指"
)
_SENTENCE = lazy(r"[^。\n\r]+")
_PART = lazy(r"[^;]+")
_COMMA = lazy(r"[^,。;!?\n]+")
_PUNISHED = lazy("被(?:罚|查|处|抓|通报)|(?:罚|查处|处分|通报)[过了]|罚款|受过?(?:处)?罚")
"""Of all that is told, that somebody was punished: what a text calls 处罚."""
_PUNISHMENT = lazy("处罚|罚款|查处|处分")
_BLAMED = (
    (_PUNISHED, _PUNISHMENT),
    (lazy("失信|黑名单|老赖|被执行人"), lazy("失信|黑名单|被执行人")),
    (lazy("异常名录|经营异常"), lazy("异常名录|经营异常")),
    (lazy("事故|出过?人命|死[了过]?人"), lazy("事故")),
    (lazy("虚假|造假|假(?:材料|发票|合同)|骗[补取]|作假"), lazy("虚假|弄虚作假|骗[补取]|套取")),
)
"""What every text keeps from applying: as people tell it, and as texts call it."""
_AS_PUNISHED, _PAIR = 2.0, 1.5
_LEAST = 5.0
_LEAST_BLAMED = 3.5
"""What is blamed is barred by few words: a text that names a punishment means little else."""
_RARE = 0.3
"""A character that stands in more than this share of the sentences tells nothing."""


def asks_whether_barred(text: str) -> bool:
    """Whether a folded message asks whether one may apply, and for no sum."""
    return _ASKS.search(text) is not None and _SUM.search(text) is None


def tells_punishment(text: str) -> bool:
    """Whether a comma clause tells that somebody was punished for what it names (偷税被罚过)."""
    return _PUNISHED.search(text) is not None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of applicant or project that a policy excludes, and the clause that says so."""

    clause: Clause
    words: str


def excluded_kind(text: str, clauses: Sequence[Clause]) -> Kind | None:
    """The excluded kind that a folded message says its asker is; None where it surely names none.

    Of a list (机关、事业单位在编人员) one kind is named by how its words begin, nearly to their
    end: what kinds have in common at their end (…种业项目) names none of them.
    """
    told = [
        _PUBLIC_SERVANT.sub(_as_written, one.group())
        for one in _COMMA.finditer(text)
        if not _NOT_SO.search(one.group())
    ]
    for clause in _excluding(clauses):
        for part in _PIECE.finditer(fold(as_searched(clause.text))):
            words = _HEAD_OF_LIST.sub("", part.group()).strip(" :")
            if words and any(_is_kind(one, words) for one in told):
                return Kind(clause, words)
    return _kind_of_sentence(text, clauses)


def _kind_of_sentence(text: str, clauses: Sequence[Clause]) -> Kind | None:
    """The kind that a sentence names as its subject: 公务员、甲人员,以及乙人员,不享受本办法….

    我是公务员 names it to the end; 我老公是公务员 says it of somebody else.
    """
    told = [
        one.group().rstrip("的")
        for one in _COMMA.finditer(text)
        if not _NOT_SO.search(one.group()) and not _OF_KIN.search(one.group())
    ]
    for clause in clauses:
        for found in _NOT_FOR.finditer(fold(as_searched(clause.text))) if clause.is_leaf else ():
            for words in _OF_SUBJECTS.split(found["kinds"]):
                kinds = [one for one in _OF_KINDS.split(words) if len(one) >= _SHORT_KIND]
                is_said = any(one.endswith(kind) for one in told for kind in kinds)
                if is_said or any(_is_kind(one, words) for one in told):
                    return Kind(clause, words.strip(" :"))
    return None


_NOT_FOR = lazy(
    r"(?<![^。;\n\r])(?:第[^\s　]{1,5}条[\s　]*)?(?P<kinds>[^。;:\n\r]{3,80}?),?(?:均|一律|都)?"
    "不(?:能|得|可)?(?:享受|适用|纳入)[^。;,]{0,4}本(?:办法|政策|措施|意见|细则|规定|方案)"
)
_OF_SUBJECTS = lazy(",(?:以及|和|及)?|以及")
_OF_KIN = lazy("(?:老公|老婆|爱人|配偶|丈夫|妻子|对象|爸|妈|父|母|儿子|女儿|孩子|朋友|同事)")
_SHORT_KIND = 3


def _excluding(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """The leaves that list who or what gets nothing, or that stand under a head that says so."""
    heads = {
        one.id
        for one in clauses
        if _NAMES_EXCLUDED.search(fold(one.heading)) or _is_listing(_head_of(one, clauses))
    }
    for clause in clauses:
        if clause.is_leaf and heads & {clause.id, clause.id._replace(item=None)}:
            yield clause


def _head_of(clause: Clause, clauses: Sequence[Clause]) -> Clause:
    """A clause without its items: what one of them excludes, the others do not."""
    starts = [
        one.start - clause.start
        for one in clauses
        if one.id.item is not None and one.id._replace(item=None) == clause.id != one.id
    ]
    return replace(clause, text=clause.text[: min(starts)]) if starts else clause


def _is_listing(clause: Clause) -> bool:
    """Whether a clause without a heading of its own lists what is excluded."""
    return any(_LISTS_EXCLUDED.search(fold(one)) for one in sentences_on(Overall.EXCLUDED, clause))


def _is_kind(told: str, words: str) -> bool:
    """Whether a comma clause names one of the kinds that an item of a list gives (甲、乙人员)."""
    bare = _ASIDE.sub("", words)
    *others, last = _OF_KINDS.split(bare)
    if not last or len(bare) > _LONGEST_KIND:
        return False
    shared = next((n for n in range(len(last), 0, -1) if last[:n] in told), 0)
    if shared >= _SHORTEST_KIND and shared >= _MOST_OF_IT * len(last):
        return True
    pairs = {last[i : i + 2] for i in range(len(last) - 1)}
    for one in others:
        at = told.find(one) if len(one) > 1 else -1
        after = told[at + len(one) : at + len(one) + _NEAR]
        if at >= 0 and any(after[i : i + 2] in pairs for i in range(len(after) - 1)):
            return True
    return False


def _as_written(match: re.Match[str]) -> str:
    """公务员 and 事业编 as texts write them."""
    return "机关在编人员" if match["civil"] else "事业单位在编人员"


_PUBLIC_SERVANT = lazy("(?P<civil>公务员|机关干部)|(?P<public>事业编制?(?:人员)?)")
_NOT_SO = lazy("不是|并非|不在编|非在编|没有?编|不属于|不算|没有|未|编外|合同制|如果不|退休")
_NAMES_EXCLUDED = lazy(
    "不(?:适用|予支持|予扶持|予补助|支持|享受|纳入)[^,。;]{0,8}(?:情形|范围|对象|项目|人员)?"
    "|负面清单|除外"
)
_LISTS_EXCLUDED = lazy(
    "(?:下列|以下|之一)[^。;]{0,20}(?:不予|不得|不能|不适用|不享受|不支持|不纳入)"
)
_PIECE = lazy(r"[^。;\n\r]+")
_HEAD_OF_LIST = lazy(
    r"^[\s　]*(?:[(（]?[0-9一二三四五六七八九十]+[)）.、])?[^:。;,]{0,24}?"
    "(?:情形|之一的?|不予支持|不适用)[^:]{0,4}[:：]"
)
_ASIDE = lazy(r"[(（][^)）]*[)）]|^[\s　]*[(（]?[0-9一二三四五六七八九十]+[)）.、]")
_OF_KINDS = lazy("[、或和及]")
_SHORTEST_KIND, _MOST_OF_IT, _NEAR, _LONGEST_KIND = 4, 0.6, 8, 30


def barring(text: str, clauses: Sequence[Clause], paying: Collection[ClauseId]) -> Clause | None:
    """The clause that speaks of what a message tells of its asker; None where none does.

    ``text`` is the folded message without names of places; ``paying`` are the measures.
    """
    told = "".join(
        match.group() + "," for match in _COMMA.finditer(text) if not _ASKS.search(match.group())
    )
    barring_all = {one.id for one in clauses if sentences_on(Overall.EXCLUDED, one)}

    def bars(clause: Clause, sentence: str) -> bool:
        is_listed = bool(barring_all & {clause.id, clause.id._replace(item=None)})
        return clause.id not in paying and (is_listed or _BARS.search(sentence) is not None)

    is_blamed = any(says.search(told) for says, _ in _BLAMED)
    best, least = None, _LEAST_BLAMED if is_blamed else _LEAST
    for score, clause in _scored(told, clauses, bars):
        if score >= least and (best is None or score > least):
            best, least = clause, score
    if best is None or is_blamed:
        return best
    # 聘了首席技师,合同只签了2年: what is told is what a measure asks for.
    of_measures = _scored(told, clauses, lambda clause, _: clause.id in paying)
    return best if all(score <= least for score, _ in of_measures) else None


def spoken_of(text: str, clauses: Sequence[Clause], kind: Overall) -> Clause | None:
    """Of the clauses that state something, the one nearest to a folded message; the first if none.

    Of two that say what is paid back, 迁出 or 弄虚作假, the message's own words tell which.
    """
    scored = _scored(text, clauses, lambda clause, _: bool(sentences_on(kind, clause)))
    return max(scored, key=lambda one: one[0])[1] if scored else None


def _scored(
    told: str, clauses: Sequence[Clause], holds: Callable[[Clause, str], bool]
) -> list[tuple[float, Clause]]:
    """The parts of sentences that hold, each with how much of what is told it shares."""
    parts = [
        (part.group(), clause, sentence.group())
        for clause in clauses
        if clause.is_leaf
        for sentence in _SENTENCE.finditer(fold(as_searched(clause.text)))
        for part in _PART.finditer(sentence.group())
    ]
    known = covers(told, (plain_words(),))
    said = {c for i, c in enumerate(told) if c.isalpha() and not known[i]} - _JOINS
    pairs = set(pairs_of(told, known))
    spread = Counter(c for part, _, _ in parts for c in said.intersection(part))
    weight = {
        c: math.log(len(parts) / n) / 2
        for c, n in spread.items()
        if n <= max(1, _RARE * len(parts))
    }
    found: list[tuple[float, Clause]] = []
    for part, clause, sentence in parts:
        if not holds(clause, sentence):
            continue
        score = sum(weight[c] for c in weight if c in part)
        score += _PAIR * sum(pair in part and weight.keys() >= set(pair) for pair in pairs)
        if any(says.search(told) and calls.search(part) for says, calls in _BLAMED):
            score += _AS_PUNISHED
        found.append((score, clause))
    return found


_JOINS = frozenset(
    "的了在是有和与及或我你他们这那还也都就不没被因为去年今前过人个家到一二三四五六七八九十"
)
"""Characters that join words and are in every sentence."""
