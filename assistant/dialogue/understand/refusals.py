"""What is refused, and what is asked of a policy as a whole."""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.barred import tells_punishment
from assistant.dialogue.choose import SUBJECT, Chosen, with_words
from assistant.dialogue.foreign import is_foreign
from assistant.dialogue.grouping import ASKS
from assistant.dialogue.language import pairs_of
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.places import asks_own
from assistant.dialogue.turn import Intent, Turn, blank
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understand.kept import SHORT_MATTER
from assistant.dialogue.understand.subject import ELSEWHERE, UNRELATED
from assistant.policy.clause import ClauseId
from assistant.text.joining import TIMES
from assistant.text.pattern import lazy

_ANSWERABLE = 0.06
"""Below this probability, and without a topic word, nothing in the corpus answers."""
_WEAKLY = 0.05
"""The same with a topic word that names a matter only perhaps; set on the seen sets."""
_BY_CHANCE = 0.7
"""What is near by one character alone (飞飞, 空) is at most 0.61 near, 租 alone 0.82."""
NAMES, CLEARLY = 1.0, 1.2
"""How much words of a matter weigh that name it, and how much better another clause must fit."""
_HOLDS = 0.98
"""From this relevance of its own a policy that was taken in holds what is refused elsewhere."""
ABOUT_POLICY = frozenset({Intent.VALIDITY, Intent.NAME, Intent.STACKING, Intent.DEPARTMENT})
_TRANSLATES = lazy("(?:翻|译)[^,。;!?:]{0,6}:")
_WHAT_SUPPORT = lazy(
    "(?:什么|啥|哪些)(?:样的?|方面的?)?(?:[\u4e00-\u9fff]{0,4})(?:补贴|补助|奖励|资助|支持|扶持|优惠|政策|措施|钱)"
    "|(?:能|可以|可)(?:领|拿|申请|申报|享受|报|享)到?(?:什么|啥|哪些)"
    "|(?:什么|啥|哪些)(?:是)?(?:我们|咱们?|公司)?(?:能|可以|可)(?:领|拿|申请|申报|享受|报)"
)
_ASKS_ROUND = lazy(
    "(?:问|咨询|了解|打听|申请|申报|知道)[^,。;!?]{0,6}(?:补贴|补助|奖励|资助|扶持|优惠|政策)"
    "|有(?:没有|无)[^,。;!?]{0,4}(?:补贴|补助|奖励|资助|扶持|优惠|政策)"
)
_GIVEN = "(?:补贴|补助|奖励|资助|支持|扶持|优惠|政策|措施|好处|福利)"
_A_FIRM = (
    "(?:我们?|咱们?|俺们?)?(?:是|开|在|办了?)?(?:一?家)?(?:初创|创业|小微?|民营|科技)?(?:的|做|搞|个)*(?:ai|人工智能)?(?:的)?"
    "(?:企业|公司)?(?:的|们|,)*"
)
"""Who asks says no more than that it is a firm of this field."""
_TELL = "(?:讲讲?|说说?|介绍|看看|了解|概括|总结|解读)"
_WHAT_IS_THERE = lazy(
    f"(?:那么?|请问|想问下?|在|这边|里|区|的|,){{0,8}}{_A_FIRM}(?:在|到|,|一年|每年|里|区|都|总共|一共|大概){{0,6}}(?:"
    "(?:能|可以)?[有给发拿领]?(?:什么|啥|哪些|些什么|些啥|点什么|点啥)"
    f"(?:样的?|方面的?)?(?:人工智能|ai)?{_GIVEN}{{0,2}}"
    f"|{_GIVEN}{{1,2}}(?:有)?|(?:能|可以|会)?(?:拿|领|奖励?|给|补贴?|得)多少钱?|(?:能|可以)?(?:拿|领)钱"
    ")(?:啊|呀|呢|吗|么|没有?|[,。!?])*"
    f"|(?:请|麻烦|帮我?|给我?|先|,){{0,6}}{_TELL}(?:一?下)?[区市里的 ]*{_GIVEN}(?:吧|呗|[,。!?])*"
    f"|[区市里的 ]*{_GIVEN}?(?:都|主要|大概|大致|里|内容|,){{0,6}}(?:讲|说|写|包括|涉及)(?:的|了)?"
    "(?:是)?(?:什么|啥|哪些)(?:内容|东西|方面)?(?:[呢啊。?!])*"
)
"""龙岗有啥, 福田有哪些, 前海补贴: what a place gives, and nothing else."""
_SAME_NAME = lazy(
    "(?:名字?|名称|标题|叫|称|题目)[^。;!?]{0,24}?(?:一样|一致|一回事|同一[份个]|对得上|不同|哪个[对准])"
    "|(?:一样|一致|一回事|同一[份个])[^。;!?]{0,12}?(?:名字?|名称|标题|叫法)"
)
_TRADE = lazy(
    "(?:^|[,。;!?]|我们?|咱们?|公司|家|企业|团队)是?(?:在[^,。;!?]{1,5}?)?(?:专门|主要)?(?:做|搞|从事|研发|开发|生产|弄)"
    "(?P<what>[^,。;!?]{2,14}?)(?:的|生意|业务|研发|应用)?(?=[,。;!?]|$)"
)
_EVERYDAY = frozenset({"公司", "企业", "我们", "小公"})
_FORBIDDEN = frozenset({"forge", "promise"})
_PROMISE, _CONTACT = "promise", "contact"
_READ_THERE = lazy("(?:文章|推送|推文)?(?:里|上(?!班)|说|讲|写|那[份篇个]|看到|发的|推的|转的)")
_SAID_BY_ANOTHER = lazy("[地着了]?(?:[跟对向和给][^,。;!?]{1,3})?(?:[说讲称]|告诉)")
_OF_YOU = lazy("你们?|您|帮我|给我")


def asks_foreign(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> bool:
    """Whether a message asks about something that no policy in question knows."""
    policies = {c.policy for m in ledger.matters for c in m.clauses}
    policies |= {*ledger.policies, *turn.scope.policies}
    texts = ctx.facts.texts_of(ctx.places.all_clauses(tuple(policies)))
    words = [(s, e) for s, e, _ in ctx.hints.places(turn.folded)]
    goes_elsewhere = turn.scope.is_named and bool(ledger.matters)  # 那罗湖呢
    return bool(policies) and not goes_elsewhere and is_foreign(turn, texts, words)


def asks_whole_policy(turn: Turn) -> bool:
    """A question about a policy as a whole: its validity, its name."""
    scope = turn.scope
    about = turn.intents & ABOUT_POLICY
    if Intent.NAME in about and scope.policies and _SAME_NAME.search(turn.folded):
        return True  # however much is told of where the names were read
    if turn.topics or scope.articles or scope.clauses:
        return False
    if any(q.role == "amount" and q.unit not in TIMES for q in turn.quantities):
        return False
    if about:
        asks_bodies = about == {Intent.DEPARTMENT}
        left = content_of(turn.matter)
        return left <= (SHORT_MATTER // 2 if asks_bodies else SHORT_MATTER)
    asks_all = Intent.MATCH in turn.intents or not turn.intents
    return bool(scope.policies) and asks_all and len(turn.matter) <= 1


def asks_all_support(turn: Turn) -> bool:
    """Whether a message asks what a named policy gives, and names no matter (龙岗有什么补贴)."""
    if not turn.scope.is_named or turn.intents & ABOUT_POLICY:
        return False
    if turn.scope.articles or turn.scope.clauses:
        return False  # 龙华第九条讲什么
    if _WHAT_IS_THERE.fullmatch(blank(turn.folded, turn.scope.spans).strip()):
        return not turn.topics
    if not asks_whole_policy(turn):
        return False
    return bool(_WHAT_SUPPORT.search(turn.folded) or _ASKS_ROUND.search(turn.folded))


def is_open(ctx: UnderstandContext, turn: Turn) -> bool:
    """A message that asks for support or tells of the company, and names no matter."""
    asks = turn.asks_support or bool(turn.intents & {Intent.CALCULATE, Intent.MATCH})
    tells = ctx.facts.tells_of_company(turn.flags) and not turn.quantities
    return (asks or tells) and len(turn.matter) <= SHORT_MATTER // (1 if tells else 2)


def tells_trade(ctx: UnderstandContext, turn: Turn) -> bool:
    """Whether a message only tells a trade that the policies know, and asks what it may get.

    我们搞智能台灯的,想问问补贴 wants to be asked back; 开餐馆的 is of no policy.
    """
    trade = _TRADE.search(turn.folded)
    if trade is None or turn.topics or turn.quantities or turn.scope.elsewhere:
        return False
    asks = _WHAT_SUPPORT.search(turn.folded) or _ASKS_ROUND.search(turn.folded)
    held, own = ctx.selector.held(), {*pairs_of(trade["what"])}
    return bool(asks) and any(pair in held for pair in own - _EVERYDAY)


def is_matter(ctx: UnderstandContext, turn: Turn, policies: tuple[str, ...]) -> bool:
    """Whether a short message (企业上市) names a matter that the policies taken in lack."""
    return ctx.selector.is_uncharted(policies) and len(turn.matter) > 1


def refused_before(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> str:
    """What the refuse lists and the places settle, before any clause is looked for."""
    turn = _less_reported(_less_punished(turn))
    if turn.refuse and not _asks_beside(ctx, turn) and not _is_held(ctx, turn, ledger):
        return turn.refuse[0][0]
    if turn.scope.elsewhere and not (turn.scope.policies or turn.scope.parent):
        return ELSEWHERE
    if turn.scope.within and not turn.scope.is_named and asks_own(turn):
        return "within"
    return ""


def _less_punished(turn: Turn) -> Turn:
    """A message less what was forged and punished: 前年因为偷税被罚过 asks for no help with it."""
    kept = tuple(
        one
        for one in turn.refuse
        if one[0] not in _FORBIDDEN
        or not tells_punishment(turn.folded[slice(*clause_around(turn.folded, *one[1:]))])
    )
    return turn if len(kept) == len(turn.refuse) else replace(turn, refuse=kept)


def _less_reported(turn: Turn) -> Turn:
    """A message less what somebody else is told to have said, and less where it was read.

    隔壁老板打包票说一个奖一百万 asks whether that is so, and for no promise of ours;
    公众号里那份叫… asks for no address.
    """

    def is_reported(kind: str, start: int, end: int) -> bool:
        if kind == _CONTACT:
            return _READ_THERE.match(turn.folded, end) is not None
        low, _ = clause_around(turn.folded, start, end)
        is_said = kind == _PROMISE and _SAID_BY_ANOTHER.match(turn.folded, end) is not None
        return is_said and not _OF_YOU.search(turn.folded, low, end)

    kept = tuple(one for one in turn.refuse if not is_reported(*one))
    return turn if len(kept) == len(turn.refuse) else replace(turn, refuse=kept)


def _is_held(ctx: UnderstandContext, turn: Turn, ledger: Ledger) -> bool:
    """Whether a policy that was taken in speaks of what is refused elsewhere (电影, 社保)."""
    policies = ctx.places.resolve(turn.scope, ledger.policies)
    if not ctx.selector.is_uncharted(policies):
        return False
    text = ctx.places.without_names(turn, 0, len(turn.folded))
    is_allowed = all(kind not in _FORBIDDEN for kind, _, _ in turn.refuse)
    if is_allowed and ctx.selector.own_relevance(text, policies) >= _HOLDS:
        return True  # 博士买房补多少, where the text says 购房
    return all(
        kind not in _FORBIDDEN and ctx.places.says(policies, turn.folded[start:end])
        for kind, start, end in turn.refuse
    )


def _asks_beside(ctx: UnderstandContext, turn: Turn) -> bool:
    """Whether a real question stands beside what is refused: noise does not hide it.

    What is forbidden (forging, promises) is refused whatever stands beside it.
    """
    if any(kind in _FORBIDDEN for kind, _, _ in turn.refuse):
        return False
    text = turn.folded
    if turn.scope.articles or turn.scope.clauses:
        return True  # 把前海第三条翻译成人话
    spans = [_item_around(text, start, end) for _, start, end in turn.refuse]
    # What stands behind a colon is what the task is to be done with (翻成英文:…).
    spans = [
        (low, len(text) if _TRANSLATES.search(text, start, high) else high)
        for (low, high), (_, start, _) in zip(spans, turn.refuse, strict=True)
    ]
    rest = blank(text, spans)
    if not rest.strip(" ,。;!?、"):
        return False
    if not _asks_or_tells(turn, rest):
        return False
    if ctx.topics.named_in(rest):
        return True
    ranking = ctx.selector.rank(rest, {}, None)
    # A place of the refused clause says nothing of the rest.
    is_scoped = turn.scope.is_named and any(
        not any(low <= start < high for low, high in spans) for start, _ in turn.scope.spans
    )
    signals = with_words(ranking.signals, turn, is_scoped=is_scoped)
    return ctx.selector.probability(signals) >= SUBJECT


def refusal_of(
    ctx: UnderstandContext,
    turn: Turn,
    chosen: Chosen,
    is_policy_level: bool,
    policies: tuple[str, ...],
) -> str:
    """Why nothing answers a new message, if nothing does."""
    if is_policy_level and (policies or Intent.STACKING in turn.intents):
        return ""
    if ctx.places.are_unbinding(policies):
        return ""
    if not chosen.groups and not chosen.absent and not turn.scope.articles:
        return UNRELATED
    least = _ANSWERABLE / 5 if turn.unstated else _ANSWERABLE
    if ctx.selector.is_uncharted(policies or {c.policy for c in chosen.clauses}):
        # The words of a topic prove nothing of a policy that no topic knows. Words of an aspect
        # (归哪个部门管) stand in no clause and weigh on the matter's own.
        asks_aspect = bool(turn.intents & ABOUT_POLICY)
        is_bare = not (turn.quantities or turn.flags or asks_aspect or turn.unstated)
        if is_bare and chosen.relevance < 1 and _is_beside(ctx, turn, policies, chosen):
            return UNRELATED
        if chosen.relevance >= 1 or _answers(ctx, turn, policies, chosen, asks_aspect=asks_aspect):
            return ""
        return "" if _names_one(ctx, turn, policies, chosen) else UNRELATED
    if turn.scope.articles:
        return ""
    weight = max(turn.topics.values(), default=0.0)
    if not weight and chosen.relevance < (_BY_CHANCE if is_by_chance(ctx, turn) else least):
        return UNRELATED
    # A word that may name a matter (租) does not carry a message that fits no clause.
    # A draft of one sentence fits nothing well.
    is_draft = any(ctx.places.are_drafts([policy]) for policy in policies)
    is_weak = 0 < weight < NAMES and not turn.unstated and not is_draft
    is_weak = is_weak and Intent.VALIDITY not in turn.intents  # 12月17日递首版次还算数不
    return UNRELATED if is_weak and chosen.relevance < _WEAKLY else ""


def is_by_chance(ctx: UnderstandContext, turn: Turn) -> bool:
    """Whether what a short message is near to is near only by chance (飞飞).

    Of a longer one, or one that names a place, mistyped words say more (福田买语枓).
    """
    is_mere = len(turn.matter) <= SHORT_MATTER and not turn.scope.is_named
    return is_mere and _says_nothing(ctx, turn)


def _says_nothing(ctx: UnderstandContext, turn: Turn) -> bool:
    """Whether no two characters of a message stand side by side in any policy (飞飞, 低低).

    What is near to such words is near by a character alone. One that is said twice is no word
    of a text in which the end of one word meets the beginning of the next (低空空域).
    """
    pairs = [pair for pair in pairs_of(turn.matter) if pair[0] != pair[1]]
    held = ctx.selector.held()
    is_said = turn.quantities or turn.flags or ctx.hints.read(turn.folded)
    is_foreign = any(c.isascii() and c.isalpha() for c in turn.matter)
    return not (is_said or is_foreign or any(pair in held for pair in pairs))


def _answers(
    ctx: UnderstandContext,
    turn: Turn,
    policies: tuple[str, ...],
    chosen: Chosen,
    *,
    asks_aspect: bool,
) -> bool:
    """Whether a message, or one of the stretches it was cut into, is answered by some clause."""
    within = policies or tuple(dict.fromkeys(c.policy for c in chosen.clauses))
    spans = [(group.start, group.end) for group, _ in chosen.groups] or [(0, len(turn.folded))]
    return any(
        ctx.selector.answers(
            ctx.places.without_names(turn, start, end), within, share=0.5 if asks_aspect else 1.0
        )
        for start, end in spans
    )


def _is_beside(
    ctx: UnderstandContext, turn: Turn, policies: tuple[str, ...], chosen: Chosen
) -> bool:
    text = ctx.places.without_names(turn, 0, len(turn.folded))
    within = policies or tuple(dict.fromkeys(c.policy for c in chosen.clauses))
    return ctx.selector.is_beside(text, within)


def _names_one(
    ctx: UnderstandContext, turn: Turn, policies: tuple[str, ...], chosen: Chosen
) -> bool:
    text = ctx.places.without_names(turn, 0, len(turn.folded))
    within = policies or tuple(dict.fromkeys(c.policy for c in chosen.clauses))
    tells = any(
        q.role == "amount" and q.unit not in TIMES and q.value != 1 for q in turn.quantities
    )
    return ctx.selector.names_one(text, within, tells_sum=tells)


def nearest(ctx: UnderstandContext, turn: Turn) -> tuple[ClauseId, ...]:
    """The clauses nearest to a message that is refused."""
    text = ctx.places.without_names(turn, 0, len(turn.folded))
    ranking = ctx.selector.rank(text, turn.topics, None)
    return tuple(r.clause_id for r in ranking.ranked[:2]) if turn.topics else ()


def _item_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The comma clause around a stretch, or its item of a list parted by slashes."""
    low, high = clause_around(text, start, end)
    before, after = text.rfind("/", low, start), text.find("/", end, high)
    return (low if before < 0 else before + 1), (high if after < 0 else after)


def _asks_or_tells(turn: Turn, rest: str) -> bool:
    """Whether what stands beside something refused asks, or tells a number or a condition.

    在园区一楼开个轻食店 only says where the licence is wanted.
    """
    numbers = any(q.role == "amount" and rest[q.start : q.end].strip() for q in turn.quantities)
    told = any(rest[f.start : f.end].strip() for f in turn.flags)
    return numbers or told or ASKS.search(rest) is not None
