"""What a rule pays, in one phrase: "按服务合同金额的 50%，最高 1000万元"."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.answer.wording import Wording
from assistant.rules.facts import FactSpec
from assistant.rules.rule import (
    Amount,
    AreaAmount,
    CeilingAmount,
    ExcessAmount,
    FixedAmount,
    InKindAmount,
    LevelAmount,
    PerAmount,
    Period,
    RateAmount,
    Rule,
    SumAmount,
    TierAmount,
    UnquantifiedAmount,
)
from assistant.rules.show import each
from assistant.text.money import format_fraction, format_yuan

PERIODS: Mapping[Period, str] = {
    Period.NONE: "",
    Period.ONCE: "一次性",
    Period.YEAR: "每年",
    Period.TOTAL: "累计",
}


_UP_TO = "不超过"


class Terms:
    """Writes terms of rules; knows the labels of facts."""

    def __init__(self, wording: Wording, specs: Mapping[str, FactSpec]) -> None:
        self._wording = wording
        self._specs = specs

    def of(self, rule: Rule) -> str:
        """The phrase for one rule."""
        return self._amount(rule, rule.amount, self.cap(rule))

    def cap(self, rule: Rule) -> str:
        """The phrase for its applicant cap, "" if it has none or repeats the sum."""
        cap = rule.cap
        repeats = isinstance(rule.amount, FixedAmount | CeilingAmount) and (
            cap is not None and cap.yuan == rule.amount.yuan
        )
        if cap is None or repeats:
            return ""
        return self._wording.say(
            "terms_cap", amount=format_yuan(cap.yuan), period=PERIODS[cap.period], per=cap.per
        )

    def _label(self, name: str) -> str:
        return self._specs[name].label

    def _amount(self, rule: Rule, amount: Amount, cap: str) -> str:
        say = self._wording.say
        match amount:
            case RateAmount():
                return self._rate(amount, cap, rule)
            case FixedAmount():
                return say("terms_fixed", amount=format_yuan(amount.yuan), cap=cap)
            case PerAmount():
                items = [(each(self._specs[i.fact]), format_yuan(i.yuan)) for i in amount.items]
                return say("terms_per", items=items, is_ceiling=amount.is_ceiling, cap=cap)
            case CeilingAmount():
                per = each(self._specs[amount.per]) if amount.per else ""
                return say("terms_ceiling", amount=format_yuan(amount.yuan), per=per, cap=cap)
            case LevelAmount():
                choices = self._specs[amount.fact].choices
                levels = [(choices[lv.key].label, format_yuan(lv.yuan)) for lv in amount.levels]
                return say("terms_levels", items=levels, is_ceiling=amount.is_ceiling, cap=cap)
            case TierAmount():
                tiers = [
                    (format_yuan(t.at_least), format_fraction(t.rate), format_yuan(t.cap_yuan))
                    for t in amount.tiers
                ]
                return say("terms_tiers", base=amount.base.say, tiers=tiers, cap=cap)
            case AreaAmount():
                return say(
                    "terms_area",
                    unit=format_yuan(amount.unit_yuan),
                    months=amount.most_months,
                    rate=format_fraction(amount.paid_rate),
                    cap=cap,
                )
            case _:
                return self._other(amount, cap)

    def _other(self, amount: Amount, cap: str) -> str:
        say = self._wording.say
        match amount:
            case ExcessAmount():
                rate = format_fraction(amount.rate)
                paid, base = self._label(amount.paid), self._label(amount.base)
                return say("terms_excess", paid=paid, base=base, rate=rate)
            case SumAmount():
                return say("terms_sum", cap=cap)
            case InKindAmount() | UnquantifiedAmount():
                return say("terms_said", words=amount.say)
            case _:
                raise AssertionError(f"no words for {amount!r}")

    def _rate(self, amount: RateAmount, cap: str, rule: Rule) -> str:
        return self._wording.say(
            "terms_rate",
            base=amount.base.say,
            is_most=_UP_TO in rule.quote,
            rate=format_fraction(amount.rate),
            variants=[(v.when.say, format_fraction(v.rate)) for v in amount.variants],
            item_cap=format_yuan(amount.item_cap_yuan) if amount.item_cap_yuan else "",
            each=each(self._specs[amount.count]) if amount.count else "每项",
            cap=cap,
        )
