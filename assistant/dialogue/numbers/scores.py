"""The fact that comes nearest to a number by its score, and what speaks against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.changes import is_of_others
from assistant.dialogue.language import pairs_of, uncovered
from assistant.dialogue.numbers.context import NumberContext
from assistant.dialogue.numbers.given import load_margins
from assistant.dialogue.numbers.members import as_quantity, is_of_month, members_of
from assistant.dialogue.pairs import FEATURES, Pair, Setting, Wanted, fits_unit
from assistant.rules.facts import YEARS, FactKind, Per
from assistant.text.expressions import Expression, Relation
from assistant.text.normalise import fold_word
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_ANY_MEASURE = frozenset({"", "个", "项", "款", "种", "家", "只"})
_WORD = 2
_NOUN = 10
"""No noun behind a count is longer."""
_ENDS_NOUN = lazy(r"[,。;!?:、()\d]")
_BARE_AT, _RECALLED_AT = FEATURES.index("bare"), FEATURES.index("recalled")
_ONE_AT, _LATER_AT = FEATURES.index("only_one"), FEATURES.index("label_later")
_SPOKEN_OF = 0.2
"""How much a fact that is spoken of goes ahead, for a number without a label of its own."""
_REMEMBERED_AT, _UNKNOWN_AT = FEATURES.index("remembered"), FEATURES.index("unknown_1")
_LABEL_AFTER = FEATURES.index("label_after")
_LABELS_BESIDE = tuple(FEATURES.index(n) for n in ("label_before", "label_after"))
_LABELS_AT = tuple(FEATURES.index(f"label_{place}") for place in ("before", "after", "earlier"))
_SUPPOSES = lazy("呢|要是|如果|假如|改|其实|降|升|涨|变成")
_ADDS = lazy("另外?|此外|外加|顺[便带手]|除此之外")
_PAIR = 2
_OF_PEOPLE = frozenset("家名位人")
"""Measure words of persons and companies."""


def best_facts(
    ctx: NumberContext,
    setting: Setting,
    expressions: Sequence[Expression],
    wanted: Sequence[Wanted],
) -> list[tuple[str, float]]:
    """The best fact and its probability for each expression."""
    if not expressions:
        return []
    quantities = [as_quantity(e) for e in expressions]
    needed = frozenset[str]().union(*(w.needed for w in wanted))
    monthly = {f for f in needed if ctx.specs[f].per is Per.MONTH}
    best: dict[int, tuple[str, float]] = {}
    ranks: dict[int, float] = {}

    for pair in ctx.pairs.pairs(replace(setting, quantities=quantities), wanted):
        rank, known = _rank(pair), ranks.get(pair.quantity, 0.0)
        if rank <= 0 or rank < known:
            continue  # another fact goes ahead, whatever this number may be
        if not _may_be(ctx, expressions[pair.quantity], quantities[pair.quantity], pair.fact):
            continue
        if _is_unnamed(pair) or _is_strange(ctx, pair, expressions[pair.quantity], setting.text):
            continue
        if (
            monthly
            and pair.fact not in monthly
            and is_of_month(expressions[pair.quantity], setting.text)
        ):
            continue
        if rank > known or _is_nearer(ctx, setting, pair.fact, best[pair.quantity][0]):
            ranks[pair.quantity] = rank
            best[pair.quantity] = (pair.fact, pair.probability)
    for n, expression in enumerate(expressions):
        best[n] = _best_member(ctx, setting, expression, wanted, best.get(n, ("", 0.0)))
    return [best[n] for n in range(len(expressions))]


def _best_member(
    ctx: NumberContext,
    setting: Setting,
    expression: Expression,
    wanted: Sequence[Wanted],
    best: tuple[str, float],
) -> tuple[str, float]:
    """The fact of an expression, where one of its members tells it more surely than the whole.

    A list scores as its best member does: the label stands before the first of them.
    What takes the place of another number (预算800万,实际投入560万) has words of its own.
    """
    members = members_of(expression) if not _is_told_anew(expression) else _anew(expression)
    if len(members) < _PAIR and not _is_told_anew(expression):
        return best
    whole = as_quantity(expression)
    is_listed = expression.relation in (Relation.LIST, Relation.SERIES)
    own = replace(setting, quantities=[as_quantity(m) for m in members])
    for pair in ctx.pairs.pairs(own, wanted):
        # The label of a list stands before its first number.
        if is_listed and pair.quantity > 0:
            continue
        if not _may_be(ctx, expression, whole, pair.fact):
            continue
        fact, known = best
        is_alike = bool(fact) and pair.probability == known
        if pair.probability > known or (is_alike and _is_nearer(ctx, setting, pair.fact, fact)):
            best = (pair.fact, pair.probability)
    return best


def _is_nearer(ctx: NumberContext, setting: Setting, fact: str, other: str) -> bool:
    return _likeness(ctx, fact, setting.text) > _likeness(ctx, other, setting.text)


def _likeness(ctx: NumberContext, fact: str, text: str) -> tuple[int, int]:
    """How many pairs of characters, then single ones, a message shares with a fact's name.

    Of two facts that are scored alike: 首次卖出去40台,每台造出来1.6万 is 首次销售产品的制备成本,
    and 老系统要迁,账单700万 is 模型迁移和适配费用.
    """
    label = ctx.specs[fact].label
    return len(_pairs_in(label) & _pairs_in(text)), len(_own_characters(label) & set(text))


@lru_cache(maxsize=256)
def _own_characters(label: str) -> frozenset[str]:
    """The characters of a name that mean something by themselves."""
    return frozenset(c for c in label if content_of(c))


@lru_cache(maxsize=256)
def _pairs_in(text: str) -> frozenset[str]:
    return frozenset(pairs_of(text))


def _is_told_anew(expression: Expression) -> bool:
    """Whether one number takes the place of another that was told before it."""
    roles = [o.role for o in expression.operands]
    return expression.relation is Relation.INSTEAD and "old" in roles[:-1] and roles[-1] == "new"


def _anew(expression: Expression) -> tuple[Expression, ...]:
    """The number that holds, as an expression of its own."""
    new = expression.operands[-1]
    at = new.quantity
    plain = replace(expression, relation=Relation.PLAIN, start=at.start, end=at.end, say="")
    return (replace(plain, operands=(replace(new, role="term"),)),)


def _is_strange(ctx: NumberContext, pair: Pair, expression: Expression, text: str) -> bool:
    """Whether the words of a number say that it is something else than a fact.

    头一年 is the first of several years, no length of anything that a clause demands.
    """
    spec = ctx.specs[pair.fact]
    is_first = text.endswith("头", 0, expression.start)
    if is_first and spec.kind is FactKind.YEARS and spec.name != YEARS:
        return True
    if _is_added(pair, expression, text) or _is_paid_by_others(pair, expression, text):
        return True
    is_other = _counts_others(ctx, expression, pair) or _counts_noun(ctx, expression, pair, text)
    return is_other or _is_stranger(pair, expression, text)


def _is_added(pair: Pair, expression: Expression, text: str) -> bool:
    """Whether a clause adds a sum with a noun of its own to what was told (另外换叉车55万)."""
    if expression.unit is not Unit.YUAN or not pair.features[_UNKNOWN_AT]:
        return False
    is_named = any(pair.features[n] for n in _LABELS_BESIDE)
    if is_named or pair.features[_REMEMBERED_AT] or pair.features[_RECALLED_AT]:
        return False
    low, _ = clause_around(text, expression.start, expression.end)
    lead = text[low : expression.start]
    return low > 0 and _ADDS.match(lead) is not None and sum(uncovered(lead)) >= _WORD


def _is_paid_by_others(pair: Pair, expression: Expression, text: str) -> bool:
    """Whether a sum is what others pay (区里出了21万), and no word of the fact stands beside it."""
    is_named = any(pair.features[n] for n in _LABELS_BESIDE)
    return expression.unit is Unit.YUAN and not is_named and is_of_others(text, expression)


def _counts_others(ctx: NumberContext, expression: Expression, pair: Pair) -> bool:
    """Whether a count has a noun and a measure word of its own, neither of them the fact's.

    专利37件 counts no filed models, though nobody listed patents.
    """
    name = ctx.specs[pair.fact].unit_name
    operand = expression.operands[0]
    if expression.unit is not Unit.COUNT or not name or len(expression.operands) != 1:
        return False
    measure = expression.classifier
    if measure in _OF_PEOPLE and name[0] not in _OF_PEOPLE and pair.features[_LABEL_AFTER]:
        return True  # 两家备案模型的服务 counts who sells them
    is_plain = measure in _ANY_MEASURE or measure == name[0]
    named = any(pair.features[n] for n in _LABELS_AT)
    return not (is_plain or named) and content_of(operand.label) >= _WORD


def _counts_noun(ctx: NumberContext, expression: Expression, pair: Pair, text: str) -> bool:
    """Whether the noun right behind a count is none of the fact's (请了3个专家)."""
    if expression.unit is not Unit.COUNT or len(expression.operands) != 1:
        return False
    behind = _ENDS_NOUN.split(text[expression.operands[0].quantity.end :][:_NOUN], maxsplit=1)[0]
    is_noun = all(uncovered(behind)[:_PAIR]) and len(behind) >= _PAIR
    if not is_noun or behind.endswith("人"):
        return False  # 80个外地人 are people, whatever the measure word
    spec = ctx.specs[pair.fact]
    names = tuple(map(fold_word, (spec.label, spec.unit_name, *spec.words)))
    pairs = [behind[i : i + 2] for i in range(len(behind) - 1)]
    return not any(two in name for two in pairs for name in names)


def _may_be(ctx: NumberContext, expression: Expression, quantity: Quantity, fact: str) -> bool:
    """A product or a sum is a sum of money, no price of one month or of one item.

    ``quantity`` is the expression as one number.
    """
    joined = (Relation.PRODUCT, Relation.SUM, Relation.LIST, Relation.DIFFERENCE)
    if not fits_unit(ctx.specs[fact], quantity):
        return False
    per = ctx.specs[fact].per
    return expression.relation not in joined or per in (Per.NONE, Per.YEAR)


def _is_unnamed(pair: Pair) -> bool:
    """Whether an unknown word leads to the number and the fact is too uncertain for that.

    A word of the fact beside the number names it all the same.
    """
    if not pair.behind_unknown or any(pair.features[n] for n in _LABELS_BESIDE):
        return False
    return pair.probability < load_margins().unnamed


def _rank(pair: Pair) -> float:
    features = pair.features
    later = features[_ONE_AT] and features[_LATER_AT]
    spoken_of = features[_BARE_AT] and (features[_RECALLED_AT] or later)
    return pair.probability + (_SPOKEN_OF if spoken_of else 0.0)


def _is_stranger(pair: Pair, expression: Expression, text: str) -> bool:
    """Whether a number with a noun of its own would take the place of a fact stated before.

    After 算力花了300万, what 去年电费80万 says is no fee of computing; 降到1500万 and 80万呢 are.
    """
    features, operand = pair.features, expression.operands[0]
    if any(features[n] for n in _LABELS_AT) or not features[_REMEMBERED_AT]:
        return False
    has_noun = len(operand.label) > 1 and features[_UNKNOWN_AT]
    changes = operand.role != "term" or _SUPPOSES.search(text)
    return bool(has_noun and not changes)
