"""cewen calc: one rule with the facts given."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import click

from assistant.answer.render import to_json
from assistant.cli.command import Command, Form, day_option, form_options, workspace_option
from assistant.cli.terminal import CLARIFY, DONE, tell, write_json
from assistant.errors import CommandError
from assistant.policy.clause import ClauseId
from assistant.policy.corpus import load_corpus
from assistant.policy.snapshot import Snapshot
from assistant.rules.calculate import calculate
from assistant.rules.cliffs import with_cliffs
from assistant.rules.estimate import Estimate, EstimateStatus, Part
from assistant.rules.parse_facts import accepted, find_spec, parse_facts
from assistant.rules.read.words import rule_words
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook, load_rulebook
from assistant.rules.schema import schema_of
from assistant.settings import Settings
from assistant.text.money import format_yuan

HELP = """按一条规则算金额；名称是事实的英文名或中文名。

\b
例：cewen calc "longgang-2025#2:compute-service" compute_fee_yuan=800万
    cewen calc --list                 列出全部规则
    cewen calc 规则编号               看这条规则还需要哪些事实

\b
回答里的一笔测算可以照样再算：事实是列表的，把 JSON 原样写在等号后，如
    cewen calc 规则编号 'rent=[{"value":"300000","year":2025}]' --label 合同A --json
"""


@click.command("calc", cls=Command, help=HELP)
@click.argument("rule_id", required=False, metavar="规则编号")
@click.argument("stated", nargs=-1, metavar="[名称=数值]…")
@click.option("--list", "is_list", is_flag=True, help="列出全部规则")
@click.option("--label", default="", metavar="叫法", help="这组事实的叫法，如 合同A；不影响金额")
@day_option
@form_options
@workspace_option
def calc_command(
    settings: Settings,
    rule_id: str | None,
    stated: tuple[str, ...],
    is_list: bool,
    label: str,
    as_of: date,
    form: Form,
) -> int:
    """Calculate and show the sum, or list the rules."""
    if rule_id is None and not is_list:
        raise CommandError("缺少规则编号：用 cewen calc --list 查看全部规则。")
    snapshot = Snapshot.open(settings.snapshot)
    corpus = load_corpus(settings.corpus, snapshot)
    rulebook = load_rulebook(settings.corpus, corpus, snapshot)
    if rule_id is None:
        return _list(rulebook, form)
    rule = rulebook.rule(rule_id)
    facts = parse_facts(rulebook, _pairs(stated))
    _tell_unused(rule, tuple(facts), rulebook)
    policy = corpus.policy(ClauseId.parse(rule.clause_id).policy)
    estimate = calculate(rule, facts, policy=policy, as_of=as_of, rulebook=rulebook)
    estimate = replace(with_cliffs(estimate, rule, facts, rulebook), label=label)
    if form is Form.JSON:
        write_json(to_json(estimate))
    else:
        print("\n".join(_lines(rule, estimate, rulebook)))
    return CLARIFY if estimate.status is EstimateStatus.FACTS_MISSING else DONE


def _pairs(stated: tuple[str, ...]) -> dict[str, object]:
    """name=value … as a mapping; a value that begins with [ is a list in JSON.

    Raises:
        CommandError: a part without =, a name twice, or a list that is no JSON.
    """
    pairs: dict[str, object] = {}
    for text in stated:
        name, sign, value = text.partition("=")
        if not sign or not name.strip() or not value.strip():
            raise CommandError(
                f"看不懂 {text[:60]!r}：事实请写成 名称=数值，如 compute_fee_yuan=800万。"
            )
        if name.strip() in pairs:
            raise CommandError(f"事实 {name.strip()[:40]!r} 写了两次，请只留一个。")
        pairs[name.strip()] = _value(text, value.strip())
    return pairs


def _value(text: str, value: str) -> object:
    if not value.startswith("["):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise CommandError(
            f"看不懂 {text[:60]!r}：等号后的列表不是 JSON，请照测算里的 facts 原样写。"
        ) from None


def _tell_unused(rule: Rule, names: tuple[str, ...], rulebook: Rulebook) -> None:
    properties = schema_of(rule, rulebook)["properties"]
    used = set(properties) if isinstance(properties, dict) else set()
    for name in names:
        if name not in used:
            label = rulebook.facts[name].label
            tell(f"注意：规则 {rule.id} 用不到事实 {name}（{label}），没有计入。")


def _list(rulebook: Rulebook, form: Form) -> int:
    for rule in rulebook.rules:
        words = rule_words(rule, rulebook.facts)
        if form is Form.JSON:
            write_json({"rule_id": rule.id, "title": rule.title, "formula": words})
        else:
            print(f"{rule.id}  {rule.title}  {words}")
    return DONE


def _lines(rule: Rule, estimate: Estimate, rulebook: Rulebook) -> Iterator[str]:
    case = f"（{estimate.label}）" if estimate.label else ""
    yield f"{estimate.title}{case}：{_amount(estimate)}（{estimate.status_text}）"
    yield from (f"  {step.text}" for step in estimate.steps)
    yield from (f"  {_part(line)}" for line in estimate.lines)
    yield from (f"  临近：{near.say}" for near in estimate.near)
    yield from (f"  {test.met.value}：{test.say}" for test in estimate.conditions)
    yield from (f"  原因：{reason}" for reason in estimate.reasons)
    yield f"  原文：{estimate.clause_id} “{' '.join(rule.quote.split())}”"
    yield from (f"  说明：{assumption}" for assumption in estimate.assumptions)
    for name in estimate.missing:
        spec = find_spec(rulebook, name)
        yield f"  还缺：{name}（{spec.label}），请写{accepted(spec)}"
    yield f"  按 {estimate.as_of.isoformat()} 计算；金额是条款允许的上限，不是承诺。"


def _part(line: Part) -> str:
    year = f"{line.year}年" if line.year is not None else ""
    return f"其中{year}{line.kind}：{format_yuan(line.amount)}"


def _amount(estimate: Estimate) -> str:
    if estimate.amount is not None:
        return format_yuan(estimate.amount)
    if estimate.would_be is not None:
        return f"有效期内为 {format_yuan(estimate.would_be)}"
    if estimate.range is not None:
        return "～".join(format_yuan(bound) for bound in estimate.range)
    return "没有金额"
