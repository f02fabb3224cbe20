"""Topics (事项, corpus/topics.yaml): the matters clauses deal with, the bridge between policies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from assistant.dialogue.boundaries import Boundaries
from assistant.dialogue.polarity import verb_groups
from assistant.dialogue.undertakings import with_undertakings
from assistant.dialogue.words import Phrases
from assistant.errors import CorpusError
from assistant.policy.clause import ClauseId
from assistant.policy.corpus import Corpus
from assistant.policy.yaml_file import read_yaml
from assistant.text.normalise import fold
from assistant.text.openings import Openings
from assistant.text.pattern import lazy


@dataclass(frozen=True, slots=True)
class Topic:
    """One matter; ``clauses`` most telling first, ``distinguish`` is told to users."""

    id: str
    name: str
    words: tuple[str, ...]
    clauses: tuple[ClauseId, ...]
    distinguish: str = ""


_GETTING = ("租用", "租赁", "采购", "购买", "租", "买")
"""Verbs of getting something for money, the longer first."""


_OPENING = ("贡献", "共享", "公开", "开放")
"""Verbs of letting others have something; what follows one in a topic word is what may be put
onto a platform for them."""


class Topics:
    """All topics, by word and by clause."""

    def __init__(self, topics: tuple[Topic, ...], bounds: Boundaries | None = None) -> None:
        self.all = topics
        self._by_word: dict[str, list[Topic]] = {}
        self._by_name = {fold(topic.name): topic for topic in topics}
        for topic in topics:
            for word in topic.words:
                self._by_word.setdefault(fold(word), []).append(topic)
        for word in tuple(self._by_word):  # 生成式AI服务备案
            self._by_word.setdefault(word.replace("人工智能", "ai"), self._by_word[word])
        for word in tuple(self._by_word):  # 算力租了800万: the same, what it is about first
            verb = next((v for v in _GETTING if word.startswith(v)), "")
            noun = word[len(verb) :]
            if verb and len(noun) >= _NOUN:
                self._by_word.setdefault(noun + verb, self._by_word[word])
        self._matcher = Phrases.of(self._by_word, bounds or Boundaries(lambda: self._by_word))
        verbs = {verb for group in verb_groups() for verb in group}
        self._objects: dict[str, list[str]] = {}
        for word in self._by_word:
            for length in (2, 1):
                if word[:length] in verbs and len(word) - length >= _NOUN:
                    self._objects.setdefault(word[:length], []).append(word[length:])
        self._opened = {
            word.removeprefix(verb): word
            for verb in _OPENING
            for word in sorted(self._by_word, key=len)
            if word.startswith(verb) and len(word) - len(verb) >= _NOUN
        }
        self._spelt = "|".join(self._by_word)
        self._events = frozenset(
            word for word, of in self._by_word.items() if any(t.id == _EVENTS for t in of)
        )
        heads = Counter(word[:_NOUN] for word in self._by_word if len(word) >= 2 * _NOUN)
        self._heads = {
            **self._objects,
            **{h: [w[_NOUN:] for w in self._by_word if w[:_NOUN] == h and len(w) >= 2 * _NOUN]
               for h, n in heads.items() if n > 1},
        }  # fmt: skip
        self._begun = Openings((head, (head, nouns)) for head, nouns in self._heads.items())
        # One message is looked at by several stages.
        self.words_in = lru_cache(maxsize=_RECENT)(self._words_in)
        self._by_clause: dict[ClauseId, list[Topic]] = {}
        for topic in topics:
            for clause in topic.clauses:
                self._by_clause.setdefault(clause, []).append(topic)

    @property
    def words(self) -> Collection[str]:
        """The words of all topics, folded."""
        return self._by_word.keys()

    def named_in(self, text: str) -> Mapping[str, float]:
        """Topic id -> weight of its words in a folded text; longer words weigh more."""
        weights: dict[str, float] = {}
        for start, end, word in self.words_in(text):
            share = _ASIDE if _is_where(text, start, end) else 1.0
            for topic in self._by_word.get(word, ()):
                weight = share * min(len(word), 6) / 4
                weights[topic.id] = weights.get(topic.id, 0.0) + weight
        for word in self._parted_in(text):
            for topic in self._by_word[word]:
                weights[topic.id] = weights.get(topic.id, 0.0) + min(len(word), 6) / 4
        return weights

    def _parted_in(self, text: str) -> tuple[str, ...]:
        """Words of a verb and its object with an aspect, a measure or a clause of it between.

        开放了一批数据, 买了网信办备案过的大模型.
        """
        found = []
        for match in _ASPECT.finditer(text):
            for length in (2, 1):
                verb = text[max(0, match.start() - length) : match.start()]
                for noun in self._objects.get(verb, ()):
                    place = text.find(noun, match.end(), match.end() + len(noun) + _FAR)
                    between = text[match.end() : place] if place >= 0 else ","
                    near = len(between) <= _GAP or _OF.search(between)
                    if near and not _CUT.search(between):
                        found.append(verb + noun)
        for match in _OWNED.finditer(text):
            for noun in self._objects.get(match["verb"], ()):
                if text.startswith(noun, match.end()):
                    found.append(match["verb"] + noun)
        for match in _CLAUSED.finditer(text):
            for length in (2, 1):
                verb = text[max(0, match.start() - length) : match.start()]
                for noun in self._heads.get(verb, ()):
                    if text.startswith(noun, match.end()):
                        found.append(verb + noun)
        return tuple(dict.fromkeys(found))

    def _words_in(self, text: str) -> tuple[tuple[int, int, str], ...]:
        """The topic words of a folded text with their places."""
        found = self._matcher.find(text)
        modified = self._modified_in(text)
        if modified:
            kept = [f for f in found if not any(s <= f[0] and f[1] <= e for s, e, _ in modified)]
            found = tuple(sorted((*kept, *modified)))
        found = with_undertakings(text, found, self._by_word, self._events)
        put = self._put_in(text)
        if not put:
            return found
        kept = [f for f in found if not any(s <= f[0] and f[1] <= e for s, e, _ in put)]
        return tuple(sorted((*kept, *put)))

    def _put_in(self, text: str) -> tuple[tuple[int, int, str], ...]:
        """What is put onto a platform for others, which is the place only: 把语料放上公共平台.

        The span reaches over the platform, so that its own words name no matter.
        """
        if "平台" not in text or not self._opened:
            return ()
        found = []
        for pattern in (_PUT_ONTO, _PUT_THERE, _PUT_BY):
            for match in pattern.finditer(text):
                noun = next((n for n in self._opened if match["what"].startswith(n)), "")
                if not noun:
                    at = [(match["what"].find(n), n) for n in self._opened if n in match["what"]]
                    noun = min(at)[1] if at else ""
                if noun:
                    found.append((match.start(), match.end(), self._opened[noun]))
        return tuple(found[:1] if len(found) > 1 and found[1][0] < found[0][1] else found)

    def _modified_in(self, text: str) -> tuple[tuple[int, int, str], ...]:
        """Words of two parts with a word of the topics between: 开放[训练]语料.

        Their first part is a verb, or begins several topic words.
        """
        found: list[tuple[int, int, str]] = []
        for verb, nouns in self._begun.possible(text):
            start = text.find(verb)
            while start >= 0:
                after = start + len(verb)
                for noun in nouns:
                    at = text.find(noun, after + 2, after + _GAP + len(noun))
                    if at > 0 and text[after:at] in self._spelt:
                        found.append((start, at + len(noun), verb + noun))
                start = text.find(verb, after)
        for match in _FOR_SO_MUCH.finditer(text):  # 租800万算力
            for noun in self._objects.get(match["verb"], ()):
                if text.startswith(noun, match.end()):
                    found.append((match.start(), match.end() + len(noun), match["verb"] + noun))
        exact = [(s, e) for s, e, _ in self._matcher.find(text)] if found else []
        found = [f for f in found if not any(s < f[1] and f[0] < e and e - s >= _LONG
                                             for s, e in exact)]  # fmt: skip
        free: list[tuple[int, int, str]] = []
        for span in sorted(found, key=lambda f: (f[0], -f[1])):
            if not free or span[0] >= free[-1][1]:
                free.append(span)
        return tuple(free)

    def listed_in(self, text: str, names: Iterable[tuple[int, int]]) -> tuple[str, ...]:
        """Topic words in a list ("训力券、语料券和模型券"), at least two.

        Only a joining word, or one with the name of a place (``names``), stands between them.
        """
        found = self.words_in(text)
        listed: list[str] = []
        for first, second in pairwise(found):
            between = _without(text, first[1], second[0], names)
            if between in _JOINING:
                listed += [first[2], second[2]]
        words = tuple(dict.fromkeys(listed))
        return words if len(words) > 1 else ()

    def called(self, text: str) -> Topic | None:
        """The topic that a folded message is nothing but the name of, as choices offer it."""
        return self._by_name.get(text.strip(" 。.?!"))

    def of_word(self, word: str) -> Mapping[str, float]:
        """The topics of one folded word, as named_in gives them."""
        return {topic.id: 1.0 for topic in self._by_word.get(word, ())}

    def of_clause(self, clause: ClauseId) -> tuple[Topic, ...]:
        """The topics a clause stands in."""
        return tuple(self._by_clause.get(clause, ()))

    def of_clauses(self, clauses: Iterable[ClauseId]) -> frozenset[str]:
        """Ids of all topics of some clauses."""
        return frozenset(t.id for c in clauses for t in self.of_clause(c))

    def get(self, topic_id: str) -> Topic | None:
        """The topic with this id."""
        return next((topic for topic in self.all if topic.id == topic_id), None)


_RECENT = 64
_ASIDE = 0.25
"""What a matter weighs that is only named as the place of something (在公共服务平台上开放数据)."""
_NOUN, _GAP, _FAR, _LONG = 2, 4, 14, 4
_OF = lazy("的(?:那[个款]|这[个款])?大?$")
_WHERE = lazy("(?:在|到|挂在|挂到|放在|放到|从|往)[^,。;!?]{0,4}$")
_THERE = lazy("[上里内](?!线|市|架)")
_EVENTS = "events"
_ASPECT = lazy("(?:了|过|好|完)(?:一?些|一?[批个份套台款项])?|一[批个份套台款项]|些")
_FOR_SO_MUCH = lazy(
    f"(?P<verb>{'|'.join(_GETTING)})[了过]?[0-9.,一二两三四五六七八九十百千万亿]*[万亿千w][多来]?(?:元|块钱?)?的?"
)
"""A verb of getting and the sum that stands before its object."""
_OWNED = lazy(
    f"(?P<verb>{'|'.join(_GETTING)})[^,。;!?\\d]{{2,8}}?的(?:那[个款]|这[个款])?大?(?![^,。;!?]{{0,3}}的)"
)
"""A verb of getting and whose its object is (买网信办备案的大模型)."""
_PUTS = "(?:开放|公开|共享|分享|上传|发布|贡献|放|挂|传|晒|摆|搁)"
_FIRST_TIME = "(?:[头第]一[回次]|首次|刚|已经?|又|也|都|现在|今年|去年|我们?|想|打算|准备|把它|给)*"
"""整理了一套语料,头一回放到公共服务平台上: what stands before what is put there."""
_PUT_ONTO = lazy(
    f"(?P<what>[^,。;!?\\d]{{2,8}}?)(?:,{_FIRST_TIME})?{_PUTS}(?:共享|开放|公开|出去|出来)?了?"
    "(?:到|在|上|进|给)(?:了)?[^,。;!?\\d]{0,12}?平台(?:上|里|中)?(?:去|来)?"
    "(?:(?:给|供|让)[^,。;!?]{1,6}用|(?:免费)?(?:开放|共享))?"
)
"""语料放上公共平台, 训练语料开放到公共服务平台."""
_PUT_THERE = lazy(
    "(?:[在往到上向]|认定的?|通过|经由?|借助|依托)[^,。;!?\\d]{0,12}?平台(?:上|里|中|上面)?"
    f"[^,。;!?\\d]{{0,3}}?{_PUTS}(?:了|过|出)?的?(?P<what>[^,。;!?]{{2,10}})"
)
"""在认定的公共平台放训练语料, 认定平台上开放的训练语料."""
_PUT_BY = lazy(
    f"(?P<what>[^,。;!?\\d]{{2,8}}?)(?:,{_FIRST_TIME})?(?:通过|经由?|借助|依托)[^,。;!?\\d]{{0,12}}?平台"
    f"(?:对外|面向社会|免费|首次)?{_PUTS}(?:出[去来]|了|过)*(?=[,。;!?]|$)"
)
"""把语料通过公共服务平台开放出来."""
_CUT = lazy("[,。;!?]")
_CLAUSED = lazy(r"[^,。;!?\d]{2,9}?[过了]的大?")
"""A clause between a verb and its object (调用[别人备案过的]模型)."""


def _is_where(text: str, start: int, end: int) -> bool:
    """Whether a word names only where something is done."""
    return bool(_THERE.match(text, end) and _WHERE.search(text, max(0, start - 8), start))


_FILLER = lazy("的|奖励|奖|资助|补贴|备案|平台|项目|政策|支持|那条|市|区里|区")
_JOINING = frozenset("、和与跟及") | {"以及", "还有", "或", "还是", "加", "vs", "对比"}


def _without(text: str, start: int, end: int, names: Iterable[tuple[int, int]]) -> str:
    """What stands between two places, less the names of places and filler."""
    near = [(s, e) for s, e in names if s < end and start < e]
    kept = [
        character
        for i, character in enumerate(text[start:end], start)
        if not any(s <= i < e for s, e in near)
    ]
    return _FILLER.sub("", "".join(kept))


def load_topics(corpus_folder: Path, corpus: Corpus, bounds: Boundaries | None = None) -> Topics:
    """Read corpus/topics.yaml.

    Raises:
        CorpusError: the file is broken or names a clause that is not collected.
    """
    path = corpus_folder / "topics.yaml"
    entries = read_yaml(path)
    if not isinstance(entries, list):
        raise CorpusError(f"{path}：应为事项的列表。")
    topics = []
    for entry in entries:
        try:
            clauses = tuple(ClauseId.parse(text) for text in entry["clauses"])
            topics.append(
                Topic(
                    entry["id"],
                    entry["name"],
                    tuple(entry["words"]),
                    clauses,
                    entry.get("distinguish", ""),
                )
            )
        except (KeyError, TypeError) as error:
            raise CorpusError(
                f"{path}：事项 {entry!r:.60} 缺少 id、name、words 或 clauses。"
            ) from error
        for clause in clauses:
            if corpus.clause(clause) is None:
                raise CorpusError(f"{path}：事项 {entry['id']} 列了没有收录的条款 {clause}。")
    return Topics(tuple(topics), bounds)
