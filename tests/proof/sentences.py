"""What is read of the forty written companies in their one sentence each.

Run: ``python -m tests.proof.sentences``. A fact that the company's own list does not hold counts as
wrong, so does a matter that it has nothing to do with; all of it is shown for correction.
"""

from __future__ import annotations

from assistant.rules.facts import Facts
from assistant.rules.match import policies_for
from tests.real_assistant import real
from tests.rules.case_files import corpus
from tests.rules.interviewed import DAY, Written, companies


def known(written: Written) -> Facts:
    """All that the company knows, whatever it is about."""
    return {k: v for held in (written.knows, *written.matters.values()) for k, v in held.items()}


def main() -> None:
    """Print what was read wrongly, and the shares."""
    places = right = wrong = ticked = stray = 0
    for written in companies():
        read = real().company(written.sentence, as_of=DAY)
        same = {p.id for p in policies_for(written.district, corpus())}
        places += bool(read.district) and same == {
            p.id for p in policies_for(read.district, corpus())
        }
        matters = read.matters or {}
        ticked += len(matters.keys() & written.matters.keys())
        for topic in matters.keys() - written.matters.keys():
            stray += 1
            print(f"{written.name}：多读出事项 {topic}")
        truth = known(written)
        for held in (read.facts, *matters.values()):
            for name, value in held.items():
                if truth.get(name) == value:
                    right += 1
                else:
                    wrong += 1
                    print(f"{written.name}：{name} 读成 {value}，应为 {truth.get(name)}")
    print(f"所在区 {places}/40；事项读对 {ticked}，多读 {stray}；事实读对 {right}，读错 {wrong}")


if __name__ == "__main__":
    main()
