"""One message, read on its own: scope, numbers, flags, intents, dates, topics."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import accumulate

from assistant.dialogue.acts import Acts, read_acts
from assistant.dialogue.as_left import without_as_left
from assistant.dialogue.aspects import asked_of, asks_body, clause_around, content_of, is_asked
from assistant.dialogue.barred import asks_whether_barred, tells_punishment
from assistant.dialogue.extract import FactReader
from assistant.dialogue.folding import fold_message
from assistant.dialogue.had_together import asks_together
from assistant.dialogue.laid_out import Layout
from assistant.dialogue.not_ours import less_of_others
from assistant.dialogue.scope import Scope, ScopeReader
from assistant.dialogue.stated import Claim, Stated
from assistant.dialogue.topics import Topics
from assistant.dialogue.unwritten_aspects import aspects_asked
from assistant.dialogue.words import PhraseLists, Words
from assistant.text.counts_out import less_out
from assistant.text.counts_reached import without_others
from assistant.text.dates import DateMention, find_dates
from assistant.text.each_one import each_for_one
from assistant.text.expressions import Expression, find_expressions
from assistant.text.joining import TIMES
from assistant.text.multiples import Multiple, find_multiples
from assistant.text.pattern import lazy
from assistant.text.quantities import find_quantities
from assistant.text.receipts import Receipt, find_receipts
from assistant.text.similar import Lexicon
from assistant.text.units import Quantity, Unit

_IN_PASSING = frozenset({"contact", "forms", "life", "tax", "chat"})
"""Refused matters that people also mention without asking."""
_COMMANDS = lazy("(?:^|[,。;!?])(?:再|就)?(?:把|请|麻烦|帮|替|给我|来)[^,。;!?]{0,8}$")
"""What is to be done stands behind: 把这句翻成英文."""
_PHONED = lazy(
    "(?:[来打接回挂通]|来了|接到|接了|刚才|刚刚?|昨天|今早|在)(?:了|完|过|个|通|一[个通])*电话(?=里|中|说|讲|来|过来|通知|告诉|提醒|纠正|核"
    "|[,。;!?]|$)"
    "|打(?:个|通)?电话(?=(?:去|给|过去)?[找问给咨][^,。;!?]{0,4}(?:哪|谁|什么)[^,。;!?]{0,2}(?:部门|单位|局|人|家))"
)
"""这家刚来电话,说…; 该打电话问哪几个部门: whoever phones asks for no number to call."""
_BOTH_WAYS = lazy(r"([\u4e00-\u9fff])[不没]\1")
_NUMBERS = 40
"""How many numbers of one message are weighed."""
_MATTERS, _LONG = 16, 400
"""How many clauses that name another matter than the one before are looked up, of a message of more
characters."""
_WILL_NOT = lazy(
    "(?:(?<![能会敢想])不(?:想|会|敢|愿意?|打算|准备|能|可能|是要|是想|干)|没(?:想|打算|有想)|绝不|从不|才不)[^,。;!?]{0,4}$"
)
_REFUSES = lazy(
    "[,。;!?](?:我|我们|咱|俺)?(?:可|才|都|坚决|肯定)?(?:不干|不做|不敢|不愿意|没答应|没同意|拒了|拒绝了?|没理)"
)
_SOON = 16
_WANTS_TOLD = lazy("请|帮|麻烦|告诉|[报说列讲算问]")
"""What asks the program for something is no item (请逐条报数)."""
_MARKS_BETWEEN = lazy("[,。;!?:]")
_ASKS = lazy("[吗呢吧么]$|多少|什么|怎")
_DIGITS = lazy(r"[\d.]+[万亿千百]?|[一二两三四五六七八九十百千万亿]+")
_SPOKEN = frozenset("一二两三四五六七八九十百千万亿")
_HEARD = 14
_HEARSAY = lazy("(?:听说|据说|传言|网上|新闻|有人|别人|人家)[^,。;!?]*$")
"""听说有人给专家塞红包 tells of others."""
_QUOTED = lazy('"[^"]{2,40}"')
_TAKES_OFF = lazy("(?:要|得|应该?|恐怕|需要?)[^,。;!?]{0,2}拿(?:掉|走|出去?|开|去|下来)")
"""恐怕要拿掉 takes something off; nothing is to be got."""
_WANTS_NAMED = lazy("想要?[拿领](?=[^,。;!?\\d多少几要满到]{2,14}[,。;!?])")
"""采购500万想领算力券, names what is wanted, no sum that is to be reached."""
_GETS_HOW_MUCH = lazy("[补拿领报]到(?:多少|几)|[找问跟向][^,。;!?]{1,6}要(?:多少|几)")
"""能补到多少, 找区里要多少 asks what one gets, not what it takes."""
_FULL_TIME = lazy(
    "[补拿领享]满(?=(?:了|的话)?,?(?:一共|总共|合计|共|累计|拢共)[^,。;!?要需得花投]{0,4}多少)"
)
"""36个月补满一共多少 asks for all that is paid, not what it takes."""
_FIRST_YEAR = lazy("[头第]一年")
"""头一年发多少 asks for a part of one sum, not for a pot of each year."""
_WE_LED = lazy(
    "(?:我们?|咱们?|我司|本?公司|我校|我院)(?:是|作为|做)?(?:项目)?(?:牵头|负责)的?"
    "|(?:牵头|责任|负责)(?:单位|企业|方)(?=[,;](?:能|可以?|会|该)?(?:补|奖|给|拿|领|得|报)?(?:多少|几))"
)
"""我们是牵头的 tells who led and asks for no department."""
_HOW_FAR = lazy("多少|几|怎|咋|什么|啥|多大|差|要|得|才|满|用完|封顶|到顶|顶格")
_FROM_WHEN = lazy(
    "才(?:能|会|可以|可|算|肯)*(?:有(?:奖|补|钱|份|资格)|[给发](?:奖|补|钱)|(?:够|算|有)(?:格|资格|线|门槛)|过线|达标|入门|申请|申报)"
)
_TO_THE_TOP = lazy("满|顶|封|上限|最高|最多|[0-9]")
_TOLD_BEFORE = lazy(
    "[\\d一二两三四五六七八九十百千][^,。;!?]*[,。;!?]+"
    "(?:那就|那|请|麻烦|帮我|给我|都|再|从头|全部?)*$"
)
_NO_MORE = lazy("(?:一遍|一下|吧|啊|呗|算)*[,。!]*$")
"""营业执照写的是2022年1月,重来: with what was told just now, and not from nothing."""
_ONE_ANEW = lazy(
    "[那这]一?[个笔项条份块边][^,。;!?]{0,2}$"
    "|(?:都|全|再|各|分别|一起|一并|两[边头样家]|[区市省]里)(?:再|得|要|重新?)?$"
)
_SUM_GOT = lazy(r"[拿领给补发][了过]\d")
_VOID = lazy(
    "(?:之前|原来|先前|前面|旧|老|上)(?:面|次)?的?(?:那?[份个版])?(?:合同|数|数字|报价|版本)?"
    "(?:作废|失效|不算数)"
)
"""A number that is taken back (以新合同为准, 之前的作废) asks nothing of a policy."""
_WHEN = "(?:几时|何时|哪一?[天日年]|哪个?月|几[号日月年]|什么时[候间]|啥时[候间]?|多会儿?)"
_IN_FORCE = "(?:施行|实行|推行|实施|执行|生效|起效|出台|算数|作数|管用|到期|失效|截止|有效)"
_THIS_PAPER = lazy("政策|文件|办法|措施|规定|通知|方案|条例|细则")
_SINCE_WHEN = lazy(
    f"{_WHEN}(?:之?后|起|开始|算起|就|才|会|能|可以?|正式|[来是的])*{_IN_FORCE}"
    f"|{_IN_FORCE}(?:的)?(?:日期|时间|日子|日)?(?:是|在|于)*(?:从|自|由|到)?{_WHEN}"
)
"""从哪一天开始实行, 几时施行: what is asked of a policy, where no word tells of something else."""
_OPENS = lazy("另[外有]|还有|顺[便带]|再?再就是|再问|以及|此外|外加")
_TELLS = lazy("我|咱|他|她|公司|老板|是|不|[了过好]$")
"""What is told of somebody is no item of a list of nouns."""
_ITEM = range(3, 15)
_ALSO_DID = lazy(
    "(?:最[后近]|后来|另外|他们?|她|老板|我们?|咱们?|公司)?,?还"
    "(?:(?:买|做|搞|办|装|请|租|换|修|建|组织|参加)了|[想要说打算准备吵着闹]{1,5}[买做搞办装请租换修建去])"
)
"""最后还买了一批办公家具, 他还吵着要买辆车: one more thing that is asked about."""
_OUR_OWN = lazy("^(?:我们?|咱们?)?(?:公司|单位|厂里?)的?")
_PAID_OR_NOT = lazy(
    "(?<=[\u4e00-\u9fff]{3})(?:[补报给管奖](?:不|没)[补报给管奖]|[补报给奖](?:吗|么|嘛))$"
)
"""What asks whether it is paid for, of whatever noun (出口信用保险补不补)."""
COST_END = lazy("(?:费|费用|补贴|补助|奖励|资助|经费|的钱)$")
"""What a noun that stands alone asks for, listed or not (…,绿化费)."""
_WANTS_MONEY = lazy("[补报给管奖](?:吗|么|嘛|不|没|多少)|补贴|报销|[能有给]补|能报|给报")


class Intent(StrEnum):
    """What a message asks for; names are the lists of corpus/words.yaml."""

    VALIDITY = "validity"
    DEPARTMENT = "department"
    STACKING = "stacking"
    REVERSE = "reverse"
    POOL = "pool"
    COMPARE = "compare"
    MATCH = "match"
    NAME = "name"
    CALCULATE = "calculate"
    TOTAL = "total"
    EACH = "each"
    CONFIRM = "confirm"
    RESTART = "restart"


@dataclass(frozen=True, slots=True)
class Aside:
    """A clause that was cut out before reading; offsets into the message as typed.

    ``has_number``: it holds an amount or a count, which is told as not used. ``is_matter``: it asks
    for money itself, or is an item of a list of nouns.
    """

    text: str
    start: int
    end: int
    has_number: bool
    is_matter: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """A message as read. ``folded`` has typos mended; all offsets are into it.

    ``offsets`` lead from there to the message as typed.
    """

    text: str
    folded: str
    scope: Scope
    quantities: tuple[Quantity, ...]
    multiples: tuple[Multiple, ...]
    claims: tuple[Claim, ...]
    flags: tuple[Stated, ...]
    intents: frozenset[Intent]
    dates: tuple[DateMention, ...]
    topics: Mapping[str, float]
    asks_support: bool
    names_trade: bool
    unstated: tuple[str, ...]
    refuse: tuple[tuple[str, int, int], ...]
    matter: str
    is_leaning: bool
    is_correction: bool
    is_addition: bool
    corrections: tuple[tuple[str, str], ...] = field(default=())
    offsets: tuple[int, ...] = ()
    expressions: tuple[Expression, ...] = ()
    acts: Acts = Acts(frozenset())  # noqa: RUF009 - frozen
    named: tuple[tuple[int, int], ...] = ()
    asides: tuple[Aside, ...] = ()
    year: int = 0
    as_of: date | None = None
    asked_year: int = 0
    """The year of the day that is asked about (明年来报), 0 where nobody worked it out.

    -1: a total over years goes on being asked.
    """
    paired_years: tuple[tuple[int, bool], ...] = ()
    """Calendar years of which two facts a year apart were told, and whether each is the earlier."""
    in_wan: bool = False
    """Whether sums were told in 万 before, so that a bare number is one of 万."""
    unread: tuple[int, int] | None = None
    """The stretch of the numbers beyond the most that are weighed."""
    receipts: tuple[Receipt, ...] = ()
    """The sums that it tells as got, before or by others."""
    asks_of_result: bool = False
    """Whether it only speaks of the sum that was answered: it tells and takes back nothing."""

    def topics_at(self, start: int, end: int) -> bool:
        """Whether a word of some matter or fact stands in a stretch."""
        return any(s < end and start < e for s, e in self.named)

    def adds_up(self, start: int, end: int) -> bool:
        """Whether the sums of a stretch are parts, or the whole, of sums that stand outside it."""
        row = self.expressions
        sums = [n for n, e in enumerate(row) if start <= e.start < end and e.unit is Unit.YUAN]
        linked = [
            {one for one in (row[n].part_of, *row[n].whole_of) if one is not None} - set(sums)
            for n in sums
        ]
        return bool(linked) and all(linked)

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of the message as typed that gave ``folded[start:end]``."""
        return source_of(self.offsets, start, end)


@dataclass(frozen=True, slots=True)
class Skimmed:
    """What a message does, asks and names."""

    acts: Acts
    intents: frozenset[Intent]
    topics: Mapping[str, float]


def _acts(
    folded: str, scope: Scope, quantities: Sequence[Quantity], topics: Mapping[str, float]
) -> Acts:
    amounts = sum(1 for q in quantities if q.role == "amount")
    return read_acts(without_as_left(folded), scope.spans, amounts, names_matter=bool(topics))


def source_of(offsets: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """The half-open range of a text that gave ``folded[start:end]``.

    ``offsets`` lead from each folded character to where it came from.
    """
    if not offsets or start >= end:
        return start, end
    last = min(end, len(offsets)) - 1
    return offsets[min(start, last)], offsets[last] + 1


class TurnReader:
    """Reads messages; built once per assistant."""

    def __init__(
        self,
        words: Words,
        scopes: ScopeReader,
        facts: FactReader,
        topics: Topics,
        lexicon: Lexicon,
        layout: Layout | None = None,
    ) -> None:
        self._words = words
        self._layout = layout
        self._unstated = PhraseLists(words.unstated)
        self._intent_words = {intent: words.intents[intent.value] for intent in Intent}
        self._intended = PhraseLists(self._intent_words)
        self._refusing = PhraseLists(words.refuse)
        idle = (words.openers, *words.intents.values(), words.filler)
        self._idle = PhraseLists(dict(enumerate(idle)))
        self._scopes = scopes
        self._facts = facts
        self.dated = facts.dated
        self._kinds = facts.kinds_counted
        self._topics = topics
        self._lexicon = lexicon

    def read(
        self,
        text: str,
        *,
        as_of: date,
        in_question: Collection[str] = (),
        without: Sequence[tuple[int, int]] = (),
    ) -> Turn:
        """Read one message.

        ``in_question`` are facts that the rules in question test, ``without`` ranges of the whole
        message's ``folded`` that are cut out first.
        """
        folded, offsets = fold_message(text)
        folded, offsets, corrections = self._mend(folded, offsets)
        if self._layout is not None:
            folded, offsets = self._layout.laid_out(folded, offsets)
        folded, offsets = less_out(*without_others(each_for_one(folded), offsets))
        folded, offsets = self._kinds.settled(folded, offsets)
        asides = tuple(
            _aside(text, folded, offsets, *span) for span in _with_their_numbers(folded, without)
        )
        folded, offsets = _cut(folded, offsets, without)
        folded, scope, quantities, unread = self._weighed(folded, as_of)
        words = self._words
        topics = self._topics.named_in(folded)
        matter = self._matter(folded, scope, quantities)
        dates = find_dates(folded, today=as_of)
        return Turn(
            text=text,
            folded=folded,
            scope=scope,
            quantities=quantities,
            multiples=find_multiples(folded),
            claims=self._facts.claims(folded, quantities, scope.spans),
            flags=less_of_others(
                lambda t: self._facts.flags(t, in_question, dates=dates, today=as_of),
                without_as_left(folded),
            ),
            intents=self._intents(folded, scope),
            dates=dates,
            topics=topics,
            asks_support=words.support.within(folded),
            names_trade=words.trade.within(folded),
            unstated=self._asked_unwritten(folded, scope),
            refuse=self._refused(folded, scope),
            matter=matter,
            is_leaning=words.openers.opens(folded) or words.back_references.within(folded),
            is_correction=words.corrections.opens(folded),
            is_addition=words.additions.opens(folded),
            corrections=corrections,
            offsets=offsets,
            expressions=find_expressions(folded, quantities),
            named=tuple((s, e) for s, e, _ in self._topics.words_in(folded)),
            asides=asides,
            year=as_of.year,
            as_of=as_of,
            unread=unread,
            receipts=find_receipts(folded, quantities),
            acts=_acts(folded, scope, quantities, topics),
        )

    def skim(self, text: str, *, as_of: date) -> Skimmed:
        """What a message does, asks and names, as ``read`` has it, without the rest."""
        mended, offsets, _ = self._mend(*fold_message(text))
        if self._layout is not None:
            mended, _ = self._layout.laid_out(mended, offsets)
        folded, scope, quantities, _ = self._weighed(mended, as_of)
        topics = self._topics.named_in(folded)
        acts = _acts(folded, scope, quantities, topics)
        return Skimmed(acts, self._intents(folded, scope), topics)

    def _weighed(
        self, folded: str, as_of: date
    ) -> tuple[str, Scope, tuple[Quantity, ...], tuple[int, int] | None]:
        """The text with the places and the numbers that are weighed, and what is beyond the most.

        Each number is weighed against each fact, and each stretch is looked up: a message of
        nothing but numbers, or of matters, has an end. What is said behind them counts.
        """
        scope = self._scopes.read(folded, as_of)
        quantities = _outside(find_quantities(folded), scope.spans)
        ends = {end for _, end in scope.spans}
        quantities = tuple(q for q in quantities if not _is_one_there(folded, q, ends))
        whole = self._layout.undivided(folded) if self._layout is not None else None
        if whole is not None:
            kept = tuple(q for q in quantities if q.end <= whole[0] or q.start >= whole[1])
            return folded, scope, kept, whole
        beyond = [(q.start, q.end) for q in quantities[_NUMBERS:]]
        if len(folded) > _LONG:
            beyond += self._other_matters(folded)[_MATTERS:]
        if not beyond:
            return folded, scope, quantities, None
        start, end = min(s for s, _ in beyond), max(e for _, e in beyond)
        folded = _stopped(folded, start, end)
        kept = tuple(q for q in quantities if q.end <= start or q.start >= end)
        return folded, self._scopes.read(folded, as_of), kept, (start, end)

    def _other_matters(self, folded: str) -> list[tuple[int, int]]:
        """The comma clauses that name another matter than the one before."""
        named: dict[tuple[int, int], set[str]] = {}
        for start, end, word in self._topics.words_in(folded):
            named.setdefault(clause_around(folded, start, end), set()).add(word)
        before = [set[str](), *named.values()]
        return [
            at for (at, words), last in zip(named.items(), before, strict=False) if words != last
        ]

    def _asked_unwritten(self, folded: str, scope: Scope) -> tuple[str, ...]:
        """What the message asks that texts seldom say: in set phrases, or by a frame."""
        listed = [
            k
            for k, phrases in self._unstated.possible(folded)
            if asked_of(phrases, folded, scope.spans)
        ]
        return tuple(dict.fromkeys([*listed, *(k for k, _, _ in aspects_asked(folded))]))

    def _intents(self, folded: str, scope: Scope) -> frozenset[Intent]:
        # "什么时候开始申报" asks for a detail, not for the policy's own dates.
        asked = blank(folded, [(start, end) for _, start, end in aspects_asked(folded)])
        for _, phrases in self._unstated.possible(folded):
            asked = phrases.erase(asked)
        possible = {*_ALSO_OTHERWISE, *(name for name, _ in self._intended.possible(folded))}
        return frozenset(i for i in Intent if i in possible and self._intends(i, asked, scope))

    def _intends(self, intent: Intent, text: str, scope: Scope) -> bool:
        phrases = self._intent_words[intent]
        if intent is Intent.VALIDITY:
            if tells_punishment(text) and asks_whether_barred(text):
                return False  # 去年被罚过款,还能报吗: of the asker, not of the policy
            text = _VOID.sub(lambda m: "," * len(m.group()), text)
            if (when := _SINCE_WHEN.search(text)) is not None:
                low, high = clause_around(text, when.start(), when.end())
                rest = _THIS_PAPER.sub("", blank(text, [*scope.spans, when.span()])[low:high])
                return content_of(rest) == 0 or phrases.within(text)
        if intent is Intent.REVERSE:
            text = _TAKES_OFF.sub(lambda m: "," * len(m.group()), text)
            text = _GETS_HOW_MUCH.sub(lambda m: "," * len(m.group()), text)
            text = _WANTS_NAMED.sub(lambda m: "," * len(m.group()), text)
            text = _FULL_TIME.sub(lambda m: "," * len(m.group()), text)
        if intent is Intent.POOL:
            text = _FIRST_YEAR.sub(lambda m: "," * len(m.group()), text)
        if intent is Intent.DEPARTMENT:
            text = _WE_LED.sub(lambda m: "," * len(m.group()), text)
            if asks_body(text):
                return True
        if intent is Intent.RESTART:  # 市里那笔重来: that one is worked out anew
            hits = phrases.find(text)
            return any(
                not _ONE_ANEW.search(text, max(0, s - 6), s)
                and not (_TOLD_BEFORE.search(text, 0, s) and _NO_MORE.match(text, e))
                for s, e, _ in hits
            )
        if intent is Intent.REVERSE and not _asks_what_it_takes(text):
            return False
        if intent in _ASKED:
            hits = asked_of(phrases, text, scope.spans)
            if intent is Intent.STACKING:  # 已经拿过1600万资助,今年还能拿多少: what was received
                hits = tuple(h for h in hits if not _SUM_GOT.search(text, h[0], h[1]))
            return bool(hits) or (intent is Intent.STACKING and asks_together(text))
        in_short = intent is Intent.TOTAL and _SO_MANY_ALTOGETHER.search(text) is not None
        return in_short or phrases.within(text)

    def _refused(self, text: str, scope: Scope) -> tuple[tuple[str, int, int], ...]:
        """What of the refuse lists stands in a message, with its place; said in passing is none.

        A verb asked both ways (下不下雨) is that verb.
        """
        quoted = [m.span() for m in _QUOTED.finditer(text)]
        found = [
            (kind, start, end)
            for kind, phrases in self._refusing.possible(text)
            for start, end, phrase in phrases.find(text)
            # 网上传"都是骗补的": what others say is no request.
            if not any(low < start and end < high for low, high in quoted)
            if kind != "contact" or not any(m.end() == end for m in _PHONED.finditer(text))
            if kind != "forge" or not _HEARSAY.search(text, max(0, start - _HEARD), start)
            if kind != "forge" or not _disowned(text, start, end)
            if kind not in _IN_PASSING
            or is_asked((start, end, phrase), text, scope.spans)
            or (kind in ("chat", "forms") and _COMMANDS.search(text, 0, start))
        ]
        for both in _BOTH_WAYS.finditer(text):
            plain = text[: both.start()] + text[both.end() - 1 :]
            shift = both.end() - 1 - both.start()
            found += [
                (kind, start, end + shift)
                for kind, phrases in self._words.refuse.items()
                for start, end, _ in phrases.find(plain)
                if start <= both.start() < end
            ]
        return tuple(found)

    def _mend(
        self, folded: str, offsets: tuple[int, ...]
    ) -> tuple[str, tuple[int, ...], tuple[tuple[str, str], ...]]:
        """The text with mistyped terms replaced, where it came from, and what was replaced."""
        mended = folded
        made = []
        for correction in reversed(self._lexicon.correct(folded)):
            start, end, term = correction.start, correction.end, correction.term
            if _SPOKEN & {*correction.found} - {*term}:
                continue  # 总投八百万: a number looks like a character of no word (投入)
            mended = mended[:start] + term + mended[end:]
            span = offsets[start:end] or (offsets[-1],)
            spread = tuple(span[min(n, len(span) - 1)] for n in range(len(term)))
            offsets = offsets[:start] + spread + offsets[end:]
            made.append((correction.found, term))
        return mended, offsets, tuple(reversed(made))

    def _matter(self, folded: str, scope: Scope, quantities: tuple[Quantity, ...]) -> str:
        """What is left of the message without names, numbers and filler: its own subject."""
        spans = [*scope.spans, *((q.start, q.end) for q in quantities)]
        left = blank(folded, spans)
        for _, phrases in self._idle.possible(folded):
            left = phrases.erase(left)
        return "".join(left.split()).strip(",。;!?、:'\"()《》~-")


def _stopped(text: str, start: int, end: int) -> str:
    """The text with stops for a stretch: it says nothing, and offsets stay."""
    return text[:start] + "。" * (end - start) + text[end:]


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with a space for each character of the spans.

    >>> blank("龙岗租算力", [(0, 2)])
    '  租算力'
    """
    left = list(text)
    for start, end in spans:
        left[start:end] = " " * (end - start)
    return "".join(left)


def _with_their_numbers(folded: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The ranges that are cut out, a lone number with what it is for (绿化也弄了,15万)."""
    held: tuple[int, int] | None = None
    for start, end in spans:
        if held and held[1] == start and not content_of(_DIGITS.sub("", folded[start:end])):
            held = held[0], end
            continue
        if held:
            yield held
        held = start, end
    if held:
        yield held


def _disowned(text: str, start: int, end: int) -> bool:
    """Whether an offer to cheat is turned down: 我不想造假, 中介说签阴阳合同能多报, 我不干."""
    if _POSES.fullmatch(text, start, end) and _NO_POSING.search(text, 0, start):
        return True
    if text[start:end] == "凑出" and _ADDS_UP_TO.match(text, end):
        return True
    return bool(_WILL_NOT.search(text, max(0, start - _HEARD), start)) or bool(
        _REFUSES.search(text, end, end + _SOON)
    )


_ADDS_UP_TO = lazy(
    "(?:什么|啥|哪些|哪几[样项笔种]|多少|几[样项笔种])(?:样的|方面的)?"
    "(?:钱|补贴|补助|奖励|资助|支持|扶持|优惠)(?:款|金|资金)?[来呢啊呀吗嘛吧]{0,2}(?=[,。;!?]|$)"
)
"""三块能凑出什么支持 asks what all of it comes to; 凑出多少钱的发票 is help with cheating."""
_POSES = lazy("冒充|(?:假装|伪装|装)成")
_NO_POSING = lazy("(?:别|甭|莫|(?<![能要敢用])不[要能敢用再]|哪[敢能])(?:再|老|总|去|又)?$")
"""别冒充初创 says what the asker is not, and asks for no help with posing as it."""


def _stands_in_list(folded: str, start: int) -> bool:
    """Whether a bare noun stands before a clause, as in a list (AI安全实验室,官网改版)."""
    if folded[start - 1 : start] != ",":
        return False
    before = _MARKS_BETWEEN.split(folded[: start - 1])[-1]
    is_told = _TELLS.search(before) or _DIGITS.search(before) or _ASKS.search(before)
    return len(before) in _ITEM and not is_told


def _aside(text: str, folded: str, offsets: tuple[int, ...], start: int, end: int) -> Aside:
    """A cut clause as typed, the marks at its end apart."""
    end = start + len(folded[start:end].rstrip(",。;!?\n "))
    has_number = any(
        q.role == "amount"
        and q.unit not in TIMES
        and not (q.unit is Unit.COUNT and q.value == 1)  # 一个一个报给我
        for q in find_quantities(folded[start:end])
    )
    body = folded[start:end]
    also = _ALSO_DID.match(body) is not None
    opens = _OPENS.match(body) is not None
    body = _OUR_OWN.sub("", _OPENS.sub("", body, count=1)) if opens else body
    is_item = also or opens or folded[start - 1 : start] in tuple(";、")
    is_item = is_item or (_stands_in_list(folded, start) and not _WANTS_TOLD.search(body))
    is_noun = (opens or len(body) >= _ITEM[0]) and 1 < len(body) <= _ITEM[-1]
    is_noun = is_noun and not _TELLS.search(body)
    is_matter = is_item and (also or is_noun or bool(_WANTS_MONEY.search(body)))
    is_matter = is_matter or (is_noun and COST_END.search(body) is not None)
    is_matter = is_matter or _PAID_OR_NOT.search(body) is not None
    low, high = offsets[start], offsets[end - 1] + 1
    return Aside(text[low:high], low, high, has_number, is_matter)


def _cut(
    folded: str, offsets: tuple[int, ...], spans: Sequence[tuple[int, int]]
) -> tuple[str, tuple[int, ...]]:
    """The text without some ranges, and where the rest of it came from."""
    gone = {n for start, end in spans for n in range(start, end)}
    if not gone:
        return folded, offsets
    kept = [n for n in range(len(folded)) if n not in gone]
    return "".join(folded[n] for n in kept), tuple(offsets[n] for n in kept)


def _asks_what_it_takes(text: str) -> bool:
    """Whether a message asks what it takes to get a sum.

    想拿训力券 and 如果这一轮补到2000万 ask nothing; 单轮得多大一笔才有奖 asks from what on.
    """
    if _FROM_WHEN.search(text) and not _TO_THE_TOP.search(text):
        return False
    return _HOW_FAR.search(text) is not None


def _is_one_there(text: str, quantity: Quantity, ends: Collection[int]) -> bool:
    """Whether a number only says the one of a place: 市里一份、区里一份."""
    is_one = quantity.unit is Unit.COUNT and quantity.value == 1 and quantity.start in ends
    return is_one and _ONE_THERE.match(text, quantity.start) is not None


_ONE_THERE = lazy("一[份头边笔块样](?=[,。;!?、和跟]|$)")


def _outside(
    quantities: Iterable[Quantity], spans: Sequence[tuple[int, int]]
) -> tuple[Quantity, ...]:
    """The numbers that stand in none of the spans."""
    spans = sorted(spans)
    starts = [start for start, _ in spans]
    ends = [0, *accumulate((end for _, end in spans), max)]
    return tuple(q for q in quantities if ends[bisect_right(starts, q.start)] < q.end)


_ALSO_OTHERWISE = frozenset({Intent.VALIDITY, Intent.DEPARTMENT, Intent.STACKING, Intent.TOTAL})
"""Aspects that may be asked about without a phrase of their list."""
_SO_MANY_ALTOGETHER = lazy(
    r"[两俩三仨四五六几\d](?:年|[个样场项笔块款家台条批])?共"
    r"(?=[,。;!?]|$|(?:是|能|可以?|会|要|该|拿|补|给|领|得)?[^,。;!?\d]{0,3}(?:多少|几))"
)
"""两年共, 两样共补多少: a total, said in short."""
_ASKED = frozenset({Intent.DEPARTMENT, Intent.POOL, Intent.NAME, Intent.STACKING, Intent.VALIDITY})
"""Aspects that count only where they are asked about."""
