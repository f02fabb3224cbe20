"""So many of each size, and which instalment is asked for."""

from __future__ import annotations

import pytest

from tests.dialogue.made_up_town import Town, noun, total, towns


def policy(seed: int) -> str:
    n = noun(seed)
    return f"""标题: 安吉县支持{n}旅游若干措施
安吉县支持{n}旅游若干措施
第一条 旅行社组织省外游客来安吉体验{n}的，住宿1晚的，每人30元；住宿2晚的，每人60元；\
住宿3晚以上的，每人100元。
第二条 新建{n}养殖场的，按实际投资的30%补助，最高500万元。项目验收合格后拨付50%，\
投苗养殖满一年并经核查后拨付50%。
第三条 本措施自2025年3月1日起执行，至2027年12月31日止。
"""


town = towns(policy, (5, 12))


@pytest.mark.parametrize(
    ("article", "turn", "amount"),
    [
        (1, "安吉一家旅行社带了省外游客体验某某，其中700人住2晚、500人住3晚，奖多少？", 92_000),
        (2, "安吉新建某某养殖场，投资320万，刚验收通过，这回先给多少？", 480_000),
        (2, "安吉新建某某养殖场，投资320万，头一笔钱能到手多少？", 480_000),
        (2, "安吉新建某某养殖场，投资320万，尾款多少？", 480_000),
        (2, "安吉新建某某养殖场，投资320万，总共补多少？", 960_000),
    ],
)
def test_each_size_and_each_part_is_its_own(
    town: Town, article: int, turn: str, amount: int
) -> None:
    assert total(town.ask(turn), article) == amount
