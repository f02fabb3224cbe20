"""What classes are called, sums for each of two things, what is paid in full and not read."""

from __future__ import annotations

from tests.intake.test_cases_behind import emitted_facts
from tests.intake.test_ranks_and_bands import Mapped


def _choices(rule: Mapped, facts: dict[str, Mapped]) -> list[Mapped]:
    return list(facts[rule["amount"]["fact"]]["choices"].values())


def test_a_class_is_not_called_by_who_pays() -> None:
    for pays in ("由市财政补贴", "补贴"):
        rules, facts = emitted_facts(
            f"参加瑚膜、珀膜等政策性保险的，{pays}保费的90%；参加琥胶、珊胶等特色保险的，"
            f"{pays}保费的60%。"
        )
        (rule,) = rules
        first, second = _choices(rule, facts)
        assert "珀膜" in first["label"]
        assert "珊胶" in second["label"]


def test_a_case_is_told_by_its_event() -> None:
    rules, facts = emitted_facts(
        "完成瑚膜辅导备案的奖励30万元，瑚膜申请获受理的奖励60万元，瑚膜成功发行的奖励90万元。"
    )
    (rule,) = rules
    first, second, _ = _choices(rule, facts)
    assert "备案" in first["words"]
    assert "受理" in second["words"]


def test_sums_for_each_of_two_things_are_counted_apart() -> None:
    rules, facts = emitted_facts("开展瑚膜机播、机烘服务的，分别按每亩40元、每吨70元补助。")
    told = [(one["yuan"], facts[one["fact"]]["unit_name"]) for one in _items(rules)]
    assert told == [("40", "亩"), ("70", "吨")]


def _items(rules: list[Mapped]) -> list[Mapped]:
    return [item for rule in rules for item in rule["amount"]["items"]]


def test_how_much_there_is_of_a_thing_is_no_kind_of_it() -> None:
    rules, _ = emitted_facts(
        "养殖面积30亩以上的，每亩补助420元；同时使用可降解养殖瑚绳的，每亩加补80元。"
    )
    assert len({item["fact"] for item in _items(rules)}) == 1
