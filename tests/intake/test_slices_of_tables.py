"""Slices that a table lists, that end at a number or begin behind it; sums for each of a head."""

from __future__ import annotations

from typing import Any

from tests.intake.test_cases_behind import emitted


def _paid(rule: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(item["yuan"], item.get("most")) for item in rule["amount"]["items"]]


def test_a_table_of_slices_pays_each_part_of_a_number() -> None:
    (rule,) = emitted(
        "上年度回收竹屑5万吨以上的，按回收量分段奖励：\n\n回收量 | 奖励标准\n"
        "5万吨以下的部分 | 每吨2元\n5万吨至20万吨的部分 | 每吨3元\n"
        "超过20万吨的部分 | 每吨4元\n\n各段相加，每家企业每年最高90万元。"
    )
    assert [yuan for yuan, _ in _paid(rule)] == ["2", "3", "4"]
    assert rule["cap"]["yuan"] == "900000"


def test_a_slice_may_be_what_does_not_exceed_a_sum() -> None:
    (rule,) = emitted(
        "新建烘房生产线，设备购置额50万元以上的，分段计算补助：不超过200万元的部分按12%，"
        "超过200万元至800万元的部分按8%，超过800万元的部分按4%。单个项目最高90万元。"
    )
    slices = rule["amount"]["slices"]
    assert [one["rate"] for one in slices] == ["0.12", "0.08", "0.04"]
    assert slices[0]["upto_yuan"] == slices[1]["beyond_yuan"] == "2000000"


def test_slices_of_a_volume_behind_what_it_demands() -> None:
    (rule,) = emitted(
        "新建窖池，总容积3000立方米以上的，建成后，总容积不超过1万立方米的部分按每立方米60元、"
        "超过1万立方米的部分按每立方米90元给予一次性补助，每个项目最高200万元。"
    )
    assert _paid(rule) == [("60", "10000"), ("90", None)]


def test_what_a_head_says_is_for_each_of_those_listed() -> None:
    (rule,) = emitted(
        "社区收住户籍老人的，按月数给予补贴，标准为每人每月：轻度失智90元，中度失智180元，重度失智260元。"
    )
    assert "count" in rule["amount"]
    assert "months" in rule["amount"]


def test_workers_of_a_grade_and_above_are_counted() -> None:
    (rule,) = emitted(
        "取得技能证书的，按在岗月数给予补贴：初级工每月70元，高级工每月160元，技师及以上每月300元。"
    )
    assert "count" in rule["amount"]
