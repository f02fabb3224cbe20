"""The interview with forty written companies: what it finds, how precisely, by how many questions.

Run: ``python -m tests.proof.interview``. The companies and what the texts give them are in
tests/rules/companies; the same figures are held by tests/rules/test_interview.py.
"""

from __future__ import annotations

from statistics import mean

from assistant.rules.dossier import Place
from tests.rules.interviewed import Held, companies, hold, score


def line(held: Held) -> str:
    """One company: how many questions, and how many rules stand in each list."""
    lists = "　".join(f"{place.text} {len(held.named(place))}" for place in Place)
    return f"{held.written.name}\t{len(held.questions)} 问，填 {held.filled} 项\t{lists}"


def main() -> None:
    """Print every company, every slip, and the figures."""
    held = tuple(hold(written) for written in companies())
    for one in held:
        print(line(one))
    found = score(held)
    print(*found.slips, sep="\n")
    print(f"{len(held)} 家：找到能申请的 {found.recall:.1%}，“现在就能申请”正确 {found.now:.1%}，"
          f"“只差一件事”正确 {found.one_more:.1%}，不满足却列出 {found.missed_elsewhere} 条；"
          f"问题数中位数 {found.median_questions:g}，最多 {found.most_questions}，"
          f"平均填 {mean(h.filled for h in held):.1f} 项")  # fmt: skip


if __name__ == "__main__":
    main()
