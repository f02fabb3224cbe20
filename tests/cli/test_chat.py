import json

from tests.cli.conftest import COMPUTE, DAY, Program


def test_chat_keeps_the_conversation_until_it_starts_again(cewen: Program) -> None:
    lines = [COMPUTE, "", "那换成1000万呢？", "重新开始", "那换成1000万呢？"]
    done = cewen("chat", "--as-of", DAY, given="\n".join(lines))
    assert done.returncode == 0
    first, second, third = map(json.loads, done.stdout.splitlines())
    assert "2400000.00" in {e["amount"] for e in first["estimates"]}  # 800万 × 30%
    assert "3000000.00" in {e["amount"] for e in second["estimates"]}  # 1000万 × 30%
    assert "3000000.00" not in {e["amount"] for e in third["estimates"]}
    assert "重新提问" in done.stderr


def test_chat_tells_a_bad_line_and_goes_on(cewen: Program) -> None:
    done = cewen("chat", "--as-of", DAY, given="算" * 5000 + f"\n{COMPUTE}\n退出\n{COMPUTE}\n")
    assert done.returncode == 0
    assert "问题太长" in done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_chat_without_input_ends_quietly(cewen: Program) -> None:
    done = cewen("chat", given="")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
