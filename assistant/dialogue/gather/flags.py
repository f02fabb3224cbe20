"""Flags and choices that hold: what lasts, what is decided, what numbers tell anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.conditions import chosen_by_numbers
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.needs import needs_of
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.rules.facts import APPLICANT, FactKind
from assistant.text.pattern import lazy

_OWN = lazy("[我俺咱]|本(?:公司|单位|司|园区|机构|企业)")
"""Who speaks of what the asker is."""


def set_aside(
    ctx: GatherContext, turn: Turn, part: Part, new: Sequence[Stated], here: Sequence[Stated]
) -> tuple[Stated, ...]:
    """Choices of earlier messages that the new numbers speak against, as they are now."""
    if part.index is None:
        return ()
    rules = ctx.rules_of(part)
    mains = [needs_of([r], ctx.rulebook.facts).main for r in rules]
    return chosen_by_numbers(
        rules,
        mains,
        {s.name for s in new},
        (*part.matter.flags, *here),
        {s.name for s in turn.flags},
    )


def flags_that_hold(turn: Turn, before: Sequence[Stated]) -> tuple[Stated, ...]:
    """Flags and choices that hold; a choice stated with two values is not decided."""
    flags = _one_verdict(turn)
    values: dict[str, set[object]] = {}
    for stated in flags:
        values.setdefault(stated.name, set()).add(stated.value)
    kept = [s for s in before if s.name not in values]
    decided = {s.name: s for s in reversed(flags) if len(values[s.name]) == 1}
    return (*kept, *decided.values())


def derived_anew(
    ctx: GatherContext, numbers: Sequence[Stated], told: Sequence[Stated], number: int
) -> frozenset[str]:
    """The flags that follow from numbers which this message tells, and say no more than they do.

    After 去年其实跌了: 去年8600万, 前年7900万 says that the revenue grew. What the message itself
    says otherwise is of one of the numbers: 去年是5200万,前年的没动.
    """
    now = {s.name for s in numbers if s.turn == number}
    if not now:
        return frozenset()
    known = {s.name: s.total for s in numbers}
    flags = {s.name: s.value for s in told}
    return frozenset(
        name
        for name, spec in ctx.rulebook.facts.items()
        if spec.kind is FactKind.FLAG
        and any(
            d.more
            and now & set(d.sources)
            and set(d.sources) <= known.keys()
            and (name not in flags or _is_more(known, d.more) is (not flags[name]))
            for d in spec.derive
        )
    )


def _is_more(known: Mapping[str, Decimal | None], sources: Sequence[str]) -> bool | None:
    """Whether the first of two numbers is more than the second; None where one is not known."""
    first, second = (known[name] for name in sources)
    return None if first is None or second is None else first > second


def tells_of_company(ctx: GatherContext, flags: Sequence[Stated]) -> bool:
    """Whether something lasting about the company is stated (初创), not only its kind."""
    return any(s.name in ctx.lasting and not isinstance(s.value, str) for s in flags)


def lasting(ctx: GatherContext, flags: Sequence[Stated]) -> tuple[Stated, ...]:
    """The flags that outlive a matter."""
    return tuple(s for s in flags if s.name in ctx.lasting)


_IS_ANOTHERS = lazy(
    "(?:的(?:单位|企业|机构)?|单位|方|的?人)(?:其实|实际上?|应该)?是"
    "(?!我|咱|俺|本|自|的|不|否|谁|哪|什么|吗|吧|备案|国家|市|区|一(?![家所])|[两二三几]|\\d)[\u4e00-\u9fff]{1,8}(?=[,。;!?]|$)"
)
"""Behind the word of a role: whose it is, where that is not the asker."""


def _role_end(text: str, flag: Stated) -> int:
    """Where the bare word of a role ends: before 单位 in 牵头单位."""
    said = text[flag.start : flag.end]
    return flag.end - next((len(w) for w in ("单位", "方") if said.endswith(w)), 0)


def _one_verdict(turn: Turn) -> tuple[Stated, ...]:
    """The flags, of two words for one in a clause only what is denied (没在交易机构流通过).

    What is told to be another's (牵头的是清华, 转租的是另一家公司) is the contrary of the asker.
    """
    flags = tuple(
        replace(s, value=not s.value)
        if isinstance(s.value, bool) and _IS_ANOTHERS.match(turn.folded, _role_end(turn.folded, s))
        else s
        for s in turn.flags
    )
    flags = tuple(s for s in flags if not (only_acts(turn.folded, s) or _only_owns(turn.folded, s)))
    denied = {
        (s.name, clause_around(turn.folded, s.start, s.start)) for s in flags if s.value is False
    }
    return tuple(
        s
        for s in flags
        if s.value is not True
        or (s.name, clause_around(turn.folded, s.start, s.start)) not in denied
    )


_KIN_FIRM = lazy("(?:母|子|分|兄弟|全资子|控股子)公司|集团(?:旗下|内部?)?")
_FROM_IT = lazy("(?:[跟向从找给与和]|是|为|属于|卖家|卖方)(?:我们?|咱们?|自家|自己)?的?$")
_DOES = lazy(
    "(?:公司)?[^,。;!?]{0,2}?(?:考虑|决定|要求|打算|想|让|说|来签|去签|签|来买|申请|申报|租|付)"
)


def only_acts(text: str, flag: Stated) -> bool:
    """Whether a firm of the same group is told of only as one that acts, and sells nothing.

    母公司考虑让龙岗的子公司来签: who signs, no word on whom it is bought from.
    """
    if flag.value is not False or not _KIN_FIRM.fullmatch(text, flag.start, flag.end):
        return False
    if _FROM_IT.search(text, 0, flag.start):
        return False
    if _GOES_TO.search(text, 0, flag.start):
        return True
    if _DOES.match(text, flag.end) or _BUYS.match(text, flag.end):
        return True
    if _HAVE.search(text, 0, flag.start):
        return True
    opens = flag.start == 0 or text[flag.start - 1] in ",。;!?"
    return opens and _SPENT.match(text, flag.end) is not None


_HAVE = lazy("(?:有|设|开|成立|注册|新设)[了有]?(?:一?[个家间])(?:全资|控股)?的?$")
"""龙岗有个子公司: that there is one."""


_SPENT = lazy(
    "(?:那边|这边|自己|今年|去年|上年度?|前年|一年|全年|这[次回]|上个?月|的)*"
    "(?!卖|给|供|提供|出售|转让|销售)[^,。;!?\\d]{2,8}?(?:费用?|额|款|支出|投入|开支|成本)(?:一?共|总共|是|为|有|花了)*\\d"
)
"""子公司去年算力服务费320万: whose spending it is."""
_BUYS = lazy(
    "(?:的?(?:子|分|全资|控股|项目)?公司)?(?:那边|这边|自己|名下|单独|一家|今年|去年|最近|已经?|刚|也|又|还|就|都|想|要|打算|准备|再|多|另外?)*"
    "(?:在|(?:买|采购|购买|购入|购置|租|签|花|投|办|做)(?![^,。;!?]{0,8}的(?:[,。;!?]|$)))"
)
"""子公司在福田买语料, 母公司又多花了100万: who buys; 是子公司买的 would be from whom."""
_GOES_TO = lazy("(?<![回])(?:归|算|记|挂|摊|分|划)(?:到|在|给|进|入)?(?:我们?|咱们?)?的?$")
"""其中60万归兄弟公司: whose cost it is."""


_OF_THEIRS = lazy(
    "的[\u4e00-\u9fff]{2}|(?:自己|自家|自行|内部|那边)?(?:评(?:选|定|比)?|颁发?|发|认定?|列|授予?)(?:出来|上)?的"
)
_IS_OF = lazy("(?:是|进|在|由|被|上|用)(?:了|的是)?$")


def _only_owns(text: str, flag: Stated) -> bool:
    """Whether who applies is named only as whose something is (是行业协会的目录, 协会评的)."""
    if flag.name != APPLICANT or not _OF_THEIRS.match(text, flag.end):
        return False
    low, _ = clause_around(text, flag.start, flag.start)
    return bool(_IS_OF.search(text, low, flag.start)) and not _OWN.search(text, low, flag.start)


def without_named_role(turn: Turn, flags: Sequence[Stated], number: int) -> tuple[Stated, ...]:
    """The flags that hold on, less who applies where only a matter was named by it.

    专业楼宇的运营机构呢 asks who can get it; that the asker is one is not said.
    """
    if _OWN.search(turn.folded):
        return tuple(flags)
    return tuple(s for s in flags if not (s.name == APPLICANT and s.turn == number))


def joined_flags(
    own: Sequence[Stated], kept: Sequence[Stated], new: Sequence[Stated]
) -> tuple[Stated, ...]:
    """The flags of a matter under those that hold now."""
    names = {s.name for s in (*kept, *new)}
    return (*(s for s in own if s.name not in names), *kept)


_ENTERPRISE = "enterprise"
_COMPANY = lazy("(?:公司|企业|集团|厂)$")


def company_as_such(ctx: GatherContext, part: Part, flags: Sequence[Stated]) -> tuple[Stated, ...]:
    """The flags, a company of a special trade as a company where only companies are paid.

    物业公司 runs buildings where those who run them are paid; elsewhere it is a company.
    """
    rules = ctx.rules_of(part)
    allowed = {kind for rule in rules for kind in rule.applicants}
    if _ENTERPRISE not in allowed or not all(rule.applicants for rule in rules):
        return tuple(flags)
    return tuple(
        replace(s, value=_ENTERPRISE)
        if s.name == APPLICANT and s.value not in allowed and _COMPANY.search(s.text)
        else s
        for s in flags
    )
