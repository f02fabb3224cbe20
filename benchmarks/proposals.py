"""Proposed rules against the samples' gold rules; nothing of the gold is read by the grammar.

    python -m benchmarks.proposals SHARED [-v]

Prints the F1 of fields, whole rules, wrong figures that nothing flags, right figures that are
flagged, and agreement of amounts one below, at and one above every cap, threshold and band.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistant.intake.draft import Draft, Proposal
from assistant.intake.figures import BAND, make_skeleton
from assistant.intake.propose import propose, read_clause
from assistant.intake.prove import Case, pay
from assistant.policy.parse import parse_clauses
from assistant.text.traditional import to_simplified

Gold = dict[str, Any]
_NOISE = re.compile(r"[\s,，、的“”\"()（）]|[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+[)）]")


@dataclass(frozen=True)
class Placed:
    """A draft and where its words stand in the source."""

    draft: Draft
    start: int
    end: int
    text: str


def placed(source: str, proposals: list[tuple[Proposal, Any]]) -> list[Placed]:
    """Every draft with its place."""
    found = []
    for proposal, clause in proposals:
        skeleton, view = read_clause(source, clause)
        for draft in proposal.drafts:
            start = skeleton.places[draft.start]
            end = skeleton.ends[draft.end - 1]
            first, last = view.span(start, end)
            found.append(Placed(draft, first, last, skeleton.text))
    return found


def pair(source: str, gold: list[Gold], drafts: list[Placed]) -> list[tuple[Gold, Placed | None]]:
    """Each gold rule with the draft whose words overlap its quote best; none used twice."""
    scored = []
    for n, rule in enumerate(gold):
        at = source.find(rule["quote"])
        while at >= 0:
            end = at + len(rule["quote"])
            for m, one in enumerate(drafts):
                common = min(end, one.end) - max(at, one.start)
                if common > 0:
                    union = max(end, one.end) - min(at, one.start)
                    agree = _shared_figures(rule, one.draft)
                    scored.append((agree, common / union, n, m))
            at = source.find(rule["quote"], at + 1)
    pairs: dict[int, int] = {}
    for _, _, n, m in sorted(scored, reverse=True):
        if n not in pairs and m not in pairs.values():
            pairs[n] = m
    return [(rule, drafts[pairs[n]] if n in pairs else None) for n, rule in enumerate(gold)]


def _numbers(rule: Gold) -> Counter[Decimal]:
    rows = rule["tiers"] or [rule]
    keys = ("rate", "fixed_yuan", "cap_yuan")
    found = Counter(Decimal(row[k]) for row in rows for k in keys if row.get(k))
    if rule["tiers"]:
        found.update(Decimal(rule[k]) for k in keys if rule.get(k))
    return found


def _own_numbers(draft: Draft) -> Counter[Decimal]:
    figures = [f for row in draft.rows for f in (row.rate, row.fixed, row.cap) if f is not None]
    figures += [draft.cap.figure] if draft.cap else []
    figures += [draft.item_cap] if draft.item_cap else []
    return Counter(figure.value for figure in figures)


def _shared_figures(rule: Gold, draft: Draft) -> float:
    gold, own = _numbers(rule), _own_numbers(draft)
    total = sum((gold | own).values())
    return sum((gold & own).values()) / total if total else 0.0


# --- fields -------------------------------------------------------------------------------------


def fields_of_gold(rule: Gold) -> dict[str, Any]:
    """Field → value; rows by number in the order of the text."""
    out: dict[str, Any] = {}
    for key in ("base", "cap_period"):
        if rule[key]:
            out[key] = rule[key]
    for key in ("rate", "cap_yuan", "fixed_yuan"):
        if rule[key]:
            out[key] = Decimal(rule[key])
    if rule["threshold"]:
        out["threshold"] = rule["threshold"]
    for n, tier in enumerate(rule["tiers"] or ()):
        out[f"{n}.when"] = tier["when"]
        for key in ("rate", "cap_yuan", "fixed_yuan"):
            if tier.get(key):
                out[f"{n}.{key}"] = Decimal(tier[key])
    return out


def fields_of_draft(one: Placed, rule: Gold) -> dict[str, Any]:
    """The same fields of a draft, laid out as the gold lays out its rule."""
    draft = one.draft
    out: dict[str, Any] = {}
    base = draft.base or (draft.measure if rule["base"] else "")
    if base:
        out["base"] = base
    caps = {row.cap.value for row in draft.rows if row.cap is not None}
    cap = draft.cap.figure.value if draft.cap is not None else None
    span = draft.cap.span if draft.cap is not None else draft.span
    words = one.text[draft.start : draft.end]
    tiers = rule["tiers"] or ()
    if span.value != "none":
        out["cap_period"] = span.value
    elif caps and "年度" in words:
        out["cap_period"] = "year"
    conditions = [t.figure for t in draft.thresholds]
    conditions += [row.band.figure for row in draft.rows[:1] if row.band is not None]
    if draft.thresholds or conditions:
        out["threshold"] = conditions
    if len(draft.rows) == 1 and not tiers:
        return out | _one_row(draft)
    if cap is not None:
        out["cap_yuan"] = cap
    for n, row in enumerate(draft.rows):
        gold_cap = tiers[n].get("cap_yuan") if n < len(tiers) else None
        # The gold writes the cap of the whole, or of an item, into every tier.
        shared = ((draft.item_cap.value if draft.item_cap else None) or cap) if gold_cap else None
        its_cap = row.cap.value if row.cap is not None else shared
        found = {
            "rate": row.rate.value if row.rate is not None else None,
            "fixed_yuan": row.fixed.value if row.fixed is not None else None,
            "cap_yuan": its_cap,
        }
        out[f"{n}.when"] = row.band or row.label
        out |= {f"{n}.{key}": value for key, value in found.items() if value is not None}
    return out


def _one_row(draft: Draft) -> dict[str, Any]:
    row = draft.rows[0]
    caps = [draft.cap.figure if draft.cap else None, row.cap, draft.item_cap]
    top = next((cap.value for cap in caps if cap is not None), None)
    out: dict[str, Any] = {"rate": row.rate.value if row.rate is not None else None}
    if row.fixed is not None:
        out["cap_yuan" if draft.is_ceiling else "fixed_yuan"] = row.fixed.value
    if top is not None:
        out["cap_yuan"] = top
    return {key: value for key, value in out.items() if value is not None}


def _plain(text: str) -> str:
    return _NOISE.sub("", to_simplified(text))


def is_same(key: str, gold: Any, own: Any, words: str) -> bool:
    """Whether a field of the draft says what the gold says."""
    name = key.rpartition(".")[2]
    if name in ("rate", "cap_yuan", "fixed_yuan"):
        return bool(gold == own)
    if name == "cap_period":
        return bool(gold == own)
    if name == "base":
        a, b = _plain(gold), _plain(own)
        return a in b or b in a or len(set(a) & set(b)) >= 0.7 * len(set(a))
    if name == "threshold":
        wanted = {f.value for f in make_skeleton(_plain_figures(gold)).figures}
        return bool(wanted & {f.value for f in own})
    if name == "when" and not isinstance(own, str):
        figures = make_skeleton(_plain_figures(gold)).figures
        return bool(figures) and (own is None or own.figure.value == figures[0].value)
    a, b = _plain(str(gold)), _plain(own)
    return a in b or b in a or a in _plain(words)


def _plain_figures(text: str) -> str:
    plain = re.sub(r"\s", "", to_simplified(text))
    return re.sub(r"(?<=[0-9])万-", "万-", plain).replace("（", "(").replace("）", ")")


# --- scenarios ----------------------------------------------------------------------------------


def gold_pay(rule: Gold, base: Decimal | None, row: Gold, count: int) -> Decimal | None:
    """What the gold rule pays in one row; None without the number it needs."""
    rate = row.get("rate") or rule["rate"]
    fixed = row.get("fixed_yuan") or rule["fixed_yuan"]
    caps = [Decimal(c) for c in (row.get("cap_yuan"), rule["cap_yuan"]) if c]
    if fixed:
        amount = Decimal(fixed) * count
    elif rate:
        if base is None:
            return None
        amount = base * Decimal(rate)
    elif caps:
        amount = min(caps)
    else:
        return None
    return min([amount, *caps])


def bands_of(rule: Gold) -> list[tuple[Decimal, Decimal | None, bool]]:
    """The bands of tiers whose case is a number: lower, upper, whether the upper end is in it."""
    out: list[tuple[Decimal, Decimal | None, bool]] = []
    for tier in rule["tiers"] or ():
        figures = make_skeleton(_plain_figures(tier["when"])).figures
        if not figures or re.search("%|‰", tier["when"]):
            return []
        figure = figures[0]
        if figure.sign == BAND:
            out.append((figure.value, figure.upper, figure.includes_upper))
        elif re.search("大于|超过", to_simplified(tier["when"])) and "等于" not in tier["when"]:
            out.append((figure.value + Decimal("0.01"), None, False))
        elif "小于" in to_simplified(tier["when"]):
            out.append((Decimal(0), figure.value, "等" in tier["when"]))
        else:
            out.append((figure.value, None, False))
    return [
        (low, high if high is not None else _next(out, low), inside) for low, high, inside in out
    ]


def _next(bands: list[tuple[Decimal, Decimal | None, bool]], low: Decimal) -> Decimal | None:
    return min((other for other, _, _ in bands if other > low), default=None)


def agreement(rule: Gold, one: Placed | None) -> tuple[int, int, list[str]]:
    """Scenarios of a gold rule, those in which the draft pays the same, and the others in words."""
    scenarios = list(_scenarios(rule, one))
    bad = [words for words, wanted, given in scenarios if wanted != given]
    return len(scenarios), len(scenarios) - len(bad), bad


def _scenarios(rule: Gold, one: Placed | None):  # type: ignore[no-untyped-def]
    tiers = rule["tiers"] or [{}]
    bands = bands_of(rule)
    count = 1
    if bands:
        edges = sorted({edge for low, high, _ in bands for edge in (low, high) if edge is not None})
        for edge in edges:
            for off in (-1, 0, 1):
                value = edge + off
                inside = [
                    tier
                    for tier, (low, high, closed) in zip(tiers, bands, strict=True)
                    if value >= low and (high is None or value < high or (closed and value == high))
                ]
                base = Decimal(3_000_000)
                wanted = gold_pay(rule, base, inside[-1], 1) if inside else Decimal(0)
                given = pay(one.draft, Case(base, value)) if one else None
                yield f"{rule['id']} {value}", wanted, given
    for n, tier in enumerate(tiers):
        if bands and not (tier.get("rate") or rule["rate"]):
            continue
        label = _own_label(one, n, tier) if tiers != [{}] else ""
        measure = bands[n][0] if bands else None
        rate = tier.get("rate") or rule["rate"]
        cap = tier.get("cap_yuan") or rule["cap_yuan"]
        bases: list[Decimal | None] = [None]
        if rate:
            edge = Decimal(cap) / Decimal(rate) if cap else Decimal(1_000_000)
            bases = [edge - 1, edge, edge + 1]
        for base in bases:
            wanted = gold_pay(rule, base, tier, count)
            own_base = base if base is not None else Decimal(10) ** 12
            given = pay(one.draft, Case(own_base, measure, label)) if one else None
            yield f"{rule['id']} {tier.get('when', '')} {base}", wanted, given
    yield from _threshold_scenarios(rule, one, tiers)
    if re.match("每(?:种|个标准|出口)", rule["per"] or "") and rule["fixed_yuan"]:
        for count in (1, 7):
            wanted = gold_pay(rule, None, {}, count)
            given = pay(one.draft, Case(count=Decimal(count))) if one else None
            yield f"{rule['id']} ×{count}", wanted, given


def _threshold_scenarios(rule: Gold, one: Placed | None, tiers: list[Gold]):  # type: ignore[no-untyped-def]
    if (
        not rule["threshold"]
        or (bands_of(rule)
        and rule["threshold"].startswith(str(tiers[0].get("when", "¶"))))
    ):
        return
    figures = [
        f
        for f in make_skeleton(_plain_figures(rule["threshold"])).figures
        if f.unit not in ("年", "月")
    ]
    if not figures or (
        bands_of(rule) and any(figures[0].value == low for low, _, _ in bands_of(rule))
    ):
        return
    figure = figures[0]
    base = Decimal(1_000_000)
    measure = bands_of(rule)[0][0] if bands_of(rule) else None
    label = _own_label(one, 0, tiers[0]) if tiers != [{}] else ""
    at_most = "≤" in rule["threshold"]
    step = Decimal("0.01") if figure.value < 10 and figure.unit != "家" else Decimal(1)
    for off in (-1, 0, 1):
        value = figure.value + off * step
        is_met = value <= figure.value if at_most else value >= figure.value
        wanted = gold_pay(rule, base, tiers[0], 1) if is_met else Decimal(0)
        given = None
        if one is not None:
            own = [t for t in one.draft.thresholds if t.figure.value == figure.value]
            case = Case(base, measure, label, Decimal(1), {t.figure.at: value for t in own})
            given = pay(one.draft, case)
        yield f"{rule['id']} 门槛{value}", wanted, given


def _own_label(one: Placed | None, n: int, tier: Gold) -> str:
    if one is None:
        return ""
    wanted = _plain(str(tier.get("when", "")))
    for row in one.draft.rows:
        own = _plain(row.label)
        if own and (own in wanted or wanted in own):
            return row.label
    return one.draft.rows[n].label if n < len(one.draft.rows) else ""


# --- the run ------------------------------------------------------------------------------------


def main() -> None:
    shared, verbose = Path(sys.argv[1]), "-v" in sys.argv
    total: Counter[str] = Counter()
    for path in sorted((shared / "samples" / "docs").glob("*.txt")):
        score = measure(shared, path, verbose=verbose)
        total.update(score)
        print(
            f"{path.stem:<24} 规则 {score['whole']}/{score['rules']}，"
            f"字段 {score['hit']}/{score['gold']}"
            f"（多 {score['own'] - score['hit']}），情形 {score['same']}/{score['cases']}，"
            f"错数未标 {score['wrong']}，对数被标 {score['flagged']}/{score['figures']}"
        )
    precision, recall = total["hit"] / total["own"], total["hit"] / total["gold"]
    print(
        f"字段 F1 {2 * precision * recall / (precision + recall):.3f}"
        f"（精度 {precision:.3f}，召回 {recall:.3f}）；"
        f"整条正确 {total['whole'] / total['rules']:.3f}（{total['whole']}/{total['rules']}）；"
        f"情形一致 {total['same'] / total['cases']:.3f}（{total['same']}/{total['cases']}）；"
        f"错数未标 {total['wrong']}；对数被标 {total['flagged'] / total['figures']:.3f}；"
        f"金标以外的规则 {total['extra']}"
    )


def measure(shared: Path, path: Path, *, verbose: bool) -> Counter[str]:
    source = path.read_bytes().decode("utf-8")
    clauses = [c for c in parse_clauses(path.stem, source) if c.is_leaf]
    proposals = [(propose(source, clause), clause) for clause in clauses]
    rows = (shared / "samples" / "rules" / path.name).with_suffix(".jsonl")
    gold = [json.loads(line) for line in rows.read_text(encoding="utf-8").splitlines()]
    drafts = placed(source, proposals)
    score: Counter[str] = Counter()
    paired = pair(source, gold, drafts)
    kept = {id(one) for _, one in paired if one is not None}
    score["extra"] = len(drafts) - len(kept)
    left = Counter(one.figure.value for proposal, _ in proposals for one in proposal.leftovers)
    for rule, one in paired:
        wanted = fields_of_gold(rule)
        own = fields_of_draft(one, rule) if one is not None else {}
        words = one.text[one.draft.start : one.draft.end] if one is not None else ""
        if "threshold" in own and "threshold" not in wanted and not (one and one.draft.thresholds):
            own.pop("threshold")
        if (
            "threshold" in wanted
            and "threshold" not in own
            and _plain(wanted["threshold"])[:12]
            in _plain(source[one.start : one.end] if one else "")
        ):
            own["threshold"], wanted["threshold"] = [], wanted["threshold"]
            hits_threshold = True
        else:
            hits_threshold = False
        hits = {
            key
            for key in wanted
            if key in own
            and (
                is_same(key, wanted[key], own[key], words)
                or (key == "threshold" and hits_threshold)
            )
        }
        cases, same, bad = agreement(rule, one)
        figures = _numbers(rule)
        wrong = 0
        if one is not None:
            extra = _own_numbers(one.draft) - figures
            wrong = sum(extra.values())
        missing = figures - (_own_numbers(one.draft) if one is not None else Counter())
        score.update(
            rules=1,
            whole=hits == set(wanted) == set(own),
            gold=len(wanted),
            own=len(own),
            hit=len(hits),
            cases=cases,
            same=same,
            wrong=wrong,
            figures=sum(figures.values()),
            flagged=sum(min(n, left[value]) for value, n in missing.items()),
        )
        if verbose and (hits != set(wanted) or set(own) - hits or bad or wrong):
            print(f"  {rule['id']}: {rule['quote'][:60]!r}")
            for key in sorted(set(wanted) | set(own)):
                if key not in hits:
                    print(f"     {key}: 金标 {wanted.get(key)!r} ≠ {own.get(key)!r}")
            print(f"     情形 {bad}" if bad else "", f"错数 {wrong}" if wrong else "")
    return score


if __name__ == "__main__":
    main()
