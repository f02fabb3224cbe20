"""Check question sets before anyone runs them: every fault at once, each with file and line.

    python -m assistant.evaluation.check_sets FILE…

Ids are unique over all files; clauses exist; an author's sum (``calc``) gives the amount beside
it; what must not be said does not stand in what must; what is to be named as unused stands in the
message. Nothing is asked of any program and no text of a question is printed.
"""

from __future__ import annotations

import ast
import json
import operator
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from assistant.dialogue.conversation import MAX_QUESTION
from assistant.errors import GoldError, UnknownPolicyError
from assistant.evaluation.gold import Expectation, GoldQuestion, numbered_rows, read_question
from assistant.evaluation.judge import plain_text
from assistant.policy.clause import ClauseId
from assistant.policy.corpus import Corpus, load_corpus
from assistant.settings import load_settings

_COMPARISONS: Mapping[type[ast.cmpop], Callable[[Decimal, Decimal], bool]] = {
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Eq: operator.eq,
}
_OPERATORS: Mapping[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
}  # fmt: skip
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at ``file:line``."""

    place: str
    what: str


def check_sets(paths: Sequence[Path], corpus: Corpus) -> tuple[tuple[Fault, ...], int]:
    """The faults of all files in order, and how many questions there are.

    Raises:
        GoldError: a file cannot be read.
    """
    faults: list[Fault] = []
    first: dict[str, str] = {}
    n = 0
    for path in paths:
        for number, row in numbered_rows(path):
            place = f"{path}:{number}"
            n += 1
            try:
                question = read_question(row, place)
            except GoldError as fault:
                faults.append(Fault(place, str(fault).removeprefix(f"{place}：")))
                continue
            earlier = first.setdefault(question.id, place)
            if earlier != place:
                faults.append(Fault(place, f"id {question.id} 与 {earlier} 重复"))
            found = _faults(question, json.loads(row), corpus)
            faults += (Fault(place, f"{question.id} {what}") for what in found)
    return tuple(faults), n


def calculate(expression: str) -> Decimal:
    """An author's sum: numbers, + - * /, min, max, brackets and thresholds, exactly.

    Raises:
        ValueError: it holds anything else.

    >>> calculate("min(800*.3, 600)*10000")
    Decimal('2400000.0')
    >>> calculate("(50 if 1000>1000 else 0)*10000")
    Decimal('0')
    """
    try:
        return _value(ast.parse(expression, mode="eval").body, expression)
    except (SyntaxError, ArithmeticError) as cause:
        raise ValueError(f"算式 {expression} 算不出") from cause


def _value(node: ast.expr, source: str) -> Decimal:
    match node:
        case ast.Constant(value=int() | float()):
            return Decimal(str(ast.get_source_segment(source, node)).replace("_", ""))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, source)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return _OPERATORS[type(op)](_value(left, source), _value(right, source))
        case ast.Call(func=ast.Name(id="min" | "max" as name), args=args) if args:
            values = [_value(arg, source) for arg in args]
            return min(values) if name == "min" else max(values)
        case ast.IfExp(
            test=ast.Compare(left=left, ops=[op], comparators=[right]), body=body, orelse=orelse
        ) if type(op) in _COMPARISONS:
            is_met = _COMPARISONS[type(op)](_value(left, source), _value(right, source))
            return _value(body if is_met else orelse, source)
    raise ValueError(f"算式 {source} 里只能有数、加减乘除、min、max、门槛（… if … else …）和括号")


def _faults(question: GoldQuestion, raw: Mapping[str, Any], corpus: Corpus) -> Iterator[str]:
    for turn in question.turns:
        if len(turn) > MAX_QUESTION:
            yield f"有一句话超过 {MAX_QUESTION} 字"
    for span, row in zip(question.spans, raw.get("spans") or (), strict=True):
        words = question.turns[span.turn][span.start : span.end]
        if row.get("text", words) != words:
            yield f"spans 的 {span.start}:{span.end} 是“{words}”，不是“{row['text']}”"
    rows = [*(raw.get("expect") or [None] * len(question.turns))]
    rows[-1] = {**raw, **(rows[-1] or {})}
    for n, wanted in question.judged:
        where = f"第 {n + 1} 轮 " if len(question.judged) > 1 else ""
        found = _expected_faults(wanted, rows[n] or {}, question.turns[n], corpus)
        yield from (f"{where}{what}" for what in found)


def _expected_faults(
    wanted: Expectation, raw: Mapping[str, Any], message: str, corpus: Corpus
) -> Iterator[str]:
    clauses = (*wanted.cite, *(c for c, _ in wanted.amounts), *(c for c, _, _ in wanted.range if c))
    for clause in dict.fromkeys(clauses):
        if not _exists(clause, corpus):
            yield f"没有条款 {clause}"
    yield from _sum_faults(raw)
    must = [words for ways in (*wanted.say, wanted.lead) for words in ways if len(ways) == 1]
    for words in wanted.avoid:
        if any(plain_text(words) in plain_text(said) for said in must):
            yield f"avoid 的“{words}”在必说的话里"
    for item in wanted.unused:
        if plain_text(item.text) not in plain_text(message):
            yield f"unused 的“{item.text}”不在这句话里"


def _sum_faults(raw: Mapping[str, Any]) -> Iterator[str]:
    amounts, ranges = raw.get("amounts") or {}, raw.get("range") or {}
    for field, stated in (("calc", amounts), ("calc_range", ranges)):
        for clause, sums in (raw.get(field) or {}).items():
            if not isinstance(stated, dict) or clause not in stated:
                yield f"{field} 有 {clause} 而没有写它的数"
                continue
            pairs = zip(_listed(sums), _listed(stated[clause]), strict=False)
            for expression, yuan in pairs:
                yield from _differs(field, clause, expression, yuan)


def _differs(field: str, clause: str, expression: object, yuan: object) -> Iterator[str]:
    try:
        made, stated = calculate(str(expression)), Decimal(str(yuan))
    except (ValueError, InvalidOperation) as cause:
        yield f"{field} 的 {clause}：{cause}"
        return
    # A fen is not divided: 策问 cuts downwards.
    if abs(made - stated) >= _CENT:
        yield f"{field} 的 {clause}：{expression} = {made:f}，写的是 {stated:f}"


def _listed(value: object) -> Iterable[object]:
    return value if isinstance(value, list) else [value]


def _exists(clause: ClauseId, corpus: Corpus) -> bool:
    try:
        policy = corpus.policy(clause.policy)
    except UnknownPolicyError:
        return False
    return any(clause.covers(known.id) for known in policy.clauses)


def main(arguments: Sequence[str]) -> int:
    """Print the faults; 1 if there are any."""
    corpus = load_corpus(load_settings().corpus)
    try:
        faults, n = check_sets([Path(name) for name in arguments], corpus)
    except GoldError as cause:
        sys.stderr.write(f"错误：{cause}\n")
        return 1
    for fault in faults:
        sys.stdout.write(f"{fault.place}：{fault.what}\n")
    sys.stdout.write(f"{n} 题，{len(faults)} 处有误。\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
