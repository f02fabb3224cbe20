"""The program as a whole: help, mistakes in the command line, and the way it ends."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from assistant.cli import ask as asking
from assistant.cli import main, program
from tests.cli.conftest import COMPUTE, DAY, Inside, Program, clean_environment

ENGLISH = re.compile(r"Usage|Options|Commands|Error|Missing|Try |Show this|default|required")


def help_of(*arguments: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert main([*arguments, "--help"]) == 0
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("name", ["", *program.COMMANDS])
def test_help_is_chinese(
    name: str, capsys: pytest.CaptureFixture[str], check_golden: Callable[[str, object], None]
) -> None:
    lines = help_of(*filter(None, [name]), capsys=capsys)
    assert not ENGLISH.search("\n".join(lines))
    check_golden(f"cli/help{name and '-'}{name}.json", lines)


@pytest.mark.parametrize("name", program.COMMANDS)
def test_every_listed_command_has_its_file(name: str) -> None:
    context = click.Context(program.program)
    command = program.program.get_command(context, name)
    assert command is not None
    assert command.name == name


def test_without_a_command_the_help_is_shown(cewen: Program) -> None:
    done = cewen()
    assert done.returncode == 0
    assert done.stdout.startswith("用法：cewen")


def test_the_installed_command_is_the_same_program() -> None:
    script = Path(sys.executable).parent / "cewen"
    done = subprocess.run([script, "--version"], capture_output=True, text=True, check=True)
    assert re.fullmatch(r"策问 \S+\n", done.stdout)


@pytest.mark.parametrize(
    ("words", "arguments"),
    [
        ("缺少参数“问题”：用法见 cewen ask --help", ("ask",)),
        ("没有命令 'askk'：相近的有 ask", ("askk",)),
        ("没有命令 '龙岗算力怎么补'：运行 cewen --help", ("龙岗算力怎么补",)),
        ("没有选项 --jsn（相近的有 --json）", ("ask", "x", "--jsn")),
        ("没有选项 --verbose", ("--verbose", "ask")),
        ("选项 --as-of 后面缺少取值", ("ask", "x", "--as-of")),
        ("选项 --json 后面缺少取值，或不该带取值", ("ask", "x", "--json=1")),
        ("多余的参数 'b c'", ("init", "a", "b", "c")),
        ("选项 --port 的值 '70000' 不合适：请写 1 到 65535", ("serve", "--port", "70000")),
        ("选项 --workers 的值 '0' 不合适", ("serve", "--workers", "0")),
        ("不是工作区", ("--workspace", "nowhere", "ask", "x")),
        ("不是工作区", ("ask", "x", "--workspace", "nowhere")),
    ],
)
def test_a_mistake_in_the_command_line_is_one_chinese_line(
    here: Inside, words: str, arguments: tuple[str, ...]
) -> None:
    here.fails(1, words, *arguments)


def test_an_unknown_setting_is_told(cewen: Program) -> None:
    cewen.fails(2, "没有设置项 CEWEN_COLOUR", "ask", "x", env={"CEWEN_COLOUR": "red"})


def test_init_makes_a_workspace_and_leaves_a_full_folder_alone(
    cewen: Program, tmp_path: Path
) -> None:
    room = tmp_path / "我的 工作区"
    done = cewen("init", room)
    assert done.returncode == 0
    assert str(room) in done.stdout
    asked = cewen("--workspace", room, "ask", COMPUTE, "--as-of", DAY, "--text")
    assert "240万元" in asked.stdout
    cewen.fails(1, "已有内容", "init", room)


def test_an_unexpected_error_is_one_line_that_names_the_place(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: Any) -> None:
        raise KeyError("two\nlines")

    monkeypatch.setattr(asking, "open_assistant", broken)
    assert main(["ask", "龙岗"]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "程序内部出错（KeyError" in err
    assert "assistant/cli/ask.py:" in err
    assert "告诉维护者" in err


def test_ctrl_c_ends_with_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(asking, "open_assistant", stopped)
    assert main(["ask", "龙岗"]) == 130
    assert "已中断" in capsys.readouterr().err


def test_a_reader_that_leaves_early_is_no_error(cewen: Program) -> None:
    command = (
        f"'{sys.executable}' -m assistant calc --list --text | head -1; exit ${{PIPESTATUS[0]}}"
    )
    done = subprocess.run(
        ["bash", "-c", command],
        env=clean_environment() | {"CEWEN_WORKSPACE": str(cewen.workspace)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize("locale", ["C", "POSIX", "zh_CN.GBK"])
def test_a_pipe_is_utf8_in_every_locale(cewen: Program, locale: str) -> None:
    env = {"LC_ALL": locale, "LANG": locale, "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    assert "提问" in cewen("--help", env=env).stdout
