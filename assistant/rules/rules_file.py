"""Read facts.yaml and rules.yaml by the schema; every error names file, line and rule."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from types import ModuleType

from pydantic import BaseModel, TypeAdapter, ValidationError

from assistant.errors import RuleError
from assistant.policy.yaml_file import YamlFile, read_yaml_file
from assistant.rules import base, cap, condition, kinds
from assistant.rules import content as content_module
from assistant.rules import facts as facts_module
from assistant.rules import rule as rule_module
from assistant.rules.content import SCHEMA, RulesFile
from assistant.rules.dimension import dimension_of, fits
from assistant.rules.facts import Dated, DatedBy, FactKind, FactSpec
from assistant.rules.kind import Kind, read_amount

_FACTS = TypeAdapter(tuple[FactSpec, ...])
_TOLD = {
    "missing": "缺少这一项，请补上",
    "decimal_parsing": '不是数字，请写成 "0.30" 或 "2000000"',
    "decimal_type": '不是数字，请写成 "0.30" 或 "2000000"',
    "int_parsing": "不是整数",
    "bool_parsing": "要写 true 或 false",
    "tuple_type": "要写成列表 [ … ]",
    "union_tag_invalid": "不认识这种 kind，请照 docs/rules-format.md 改正",
    "union_tag_not_found": "缺少 kind，请照 docs/rules-format.md 补上",
    "literal_error": f'这个版本的程序读不了，请照 docs/rules-format.md 改成 schema: "{SCHEMA}"',
}


def load_facts(path: Path) -> dict[str, FactSpec]:
    """The vocabulary of facts by name, in the order of the file.

    Raises:
        RuleError: unreadable, unknown keys, a name twice, derived from an unknown fact.
    """
    file = read_yaml_file(path, RuleError)
    try:
        specs = _FACTS.validate_python(file.content)
    except ValidationError as error:
        raise _translated(file, error) from error
    facts: dict[str, FactSpec] = {}
    for n, spec in enumerate(specs):
        if spec.name in facts:
            raise RuleError(f"{file.place(n)}：事实 {spec.name!r} 重复，请只留一个。")
        facts[spec.name] = spec
    for n, spec in enumerate(specs):
        for key, what in _unfit(spec, facts):
            raise RuleError(f"{file.place(n, key)}：{spec.name} {what}，请改正。")
    return facts


def _unfit(spec: FactSpec, facts: dict[str, FactSpec]) -> Iterator[tuple[str, str]]:
    """What does not fit together in the entry of one fact: (key, complaint)."""
    for way in spec.derive:
        unknown = [source for source in way.sources if source not in facts]
        for source in unknown:
            yield "derive", f"由不存在的事实 {source!r} 得出"
        if not unknown and not fits(spec, way, facts):
            yield "derive", f"与它的来源 {'、'.join(way.sources)} 单位不合（per、kind）"
    if bool(spec.currency) != (spec.kind is FactKind.FOREIGN):
        yield "currency", "是外币（kind: foreign）才写也必须写 currency"
    if spec.per and dimension_of(spec) is None:
        yield "per", f"是 {spec.kind}，没有“每”可言"
    if spec.year_before and spec.year_before not in facts:
        yield "year_before", f"是不存在的事实 {spec.year_before!r} 的前一年"
    elif spec.year_before and dimension_of(facts[spec.year_before]) != dimension_of(spec):
        yield "year_before", f"与 {spec.year_before} 单位不合"
    if spec.dated is not None:
        yield from (("dated", what) for what in _misdated(spec, spec.dated))
    for kind, name in spec.kinds.items():
        if name not in facts:
            yield "kinds", f"的种类 {kind!r} 指向不存在的事实 {name!r}"


def _misdated(spec: FactSpec, dated: Dated) -> Iterator[str]:
    """What does not fit in how a fact follows from a day."""
    is_age = dated.by is DatedBy.AGE
    if spec.kind is not (FactKind.MONTHS if is_age else FactKind.FLAG):
        yield "的 dated 与 kind 不合：by: age 要 kind: months，其余要 kind: flag"
    if (dated.years > 0) != (dated.by is DatedBy.LAST_YEARS):
        yield "的 dated 是 by: last_years 才写也必须写 years"
    if not dated.words:
        yield "的 dated 没有写发生了什么（words）"


def parse_rules_file(file: YamlFile) -> RulesFile:
    """The rules of one file by the schema.

    Raises:
        RuleError: a key, a value or a kind does not fit; with the line.
    """
    try:
        return RulesFile.model_validate(_with_amounts(file))
    except ValidationError as error:
        raise _translated(file, error) from error


def _with_amounts(file: YamlFile) -> object:
    """The content with each amount read by its kind, so that a fault is told with its line.

    Raises:
        RuleError: an amount does not fit the shape of its kind.
    """
    content = file.content
    rules = content.get("rules") if isinstance(content, dict) else None
    if not isinstance(content, dict) or not isinstance(rules, list):
        return content
    read = []
    for n, rule in enumerate(rules):
        amount = rule.get("amount") if isinstance(rule, dict) else None
        if isinstance(amount, dict) and amount.get("kind") in Kind.known:
            try:
                amount = read_amount(amount)
            except ValidationError as error:
                raise _translated(file, error, ("rules", n, "amount")) from error
            read.append({**rule, "amount": amount})
        else:
            read.append(rule)
    return {**content, "rules": read}


def _translated(
    file: YamlFile, error: ValidationError, under: tuple[int | str, ...] = ()
) -> RuleError:
    found = error.errors()
    first = next((one for one in found if one["type"] == "extra_forbidden"), found[0])
    where = (*under, *first["loc"])
    name = _rule_name(file, where)
    path = ".".join(str(part) for part in where)
    kind = first["type"]
    if kind == "extra_forbidden":
        told = _unknown_key(str(where[-1]))
    else:
        told = _TOLD.get(kind, f"值不合适（{first['msg']}）")
    value = first.get("input")
    shown = f" {value[:60]!r}" if isinstance(value, str) else ""
    return RuleError(f"{file.place(*where)}：{name}{path}{shown}：{told}。")


def _rule_name(file: YamlFile, where: tuple[int | str, ...]) -> str:
    content = file.content
    if len(where) > 1 and where[0] == "rules" and isinstance(content, dict):
        rules = content.get("rules")
        if (
            isinstance(rules, list)
            and isinstance(where[1], int)
            and isinstance(rules[where[1]], dict)
        ):
            return f"规则 {rules[where[1]].get('id', '（无 id）')}："
    return ""


def _unknown_key(key: str) -> str:
    names: set[str] = set()
    shapes = [
        vars(module) for module in (facts_module, rule_module, content_module, base, cap, condition)
    ]
    shapes += [vars(module) for module in vars(kinds).values() if isinstance(module, ModuleType)]
    for shape in shapes:
        for thing in shape.values():
            if isinstance(thing, type) and issubclass(thing, BaseModel):
                names.update(field.alias or name for name, field in thing.model_fields.items())
    near = get_close_matches(key, names, n=3, cutoff=0.6)
    hint = f"，是不是 {'、'.join(near)}" if near else ""
    return f"不认识的键 {key!r}{hint}"
