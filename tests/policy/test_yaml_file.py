"""yaml_file: strings only, no repeated keys, messages with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import CorpusError, RuleError
from assistant.policy.yaml_file import read_yaml, read_yaml_file


def write(folder: Path, text: str) -> Path:
    path = folder / "x.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_read_yaml_keeps_every_scalar_a_string(tmp_path: Path) -> None:
    path = write(tmp_path, "a: no\nb: 12:30\nc: 0.30\nd: 010\ne: 2024-12-18\nf: [1, ~]\ng:\n")
    assert read_yaml(path) == {
        "a": "no",
        "b": "12:30",
        "c": "0.30",
        "d": "010",
        "e": "2024-12-18",
        "f": ["1", "~"],
        "g": "",
    }


def test_read_yaml_when_empty_gives_empty_string(tmp_path: Path) -> None:
    assert read_yaml(write(tmp_path, "# nothing\n")) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", ["x.yaml:3", "'a'", "重复", "第 1 行"]),
        ("- c: 1\n- a: {b: 1, b: 2}\n", ["x.yaml:2", "'b'", "重复"]),
        ("a: [1\nb: 2\n", ["x.yaml:2", "YAML"]),
        ("a: &x [1]\nb: *x\n", ["x.yaml:", "别名"]),
        ("? [1]\n: 2\n", ["x.yaml:1", "键"]),
    ],
)
def test_read_yaml_when_broken_names_file_and_line(
    tmp_path: Path, text: str, words: list[str]
) -> None:
    with pytest.raises(CorpusError) as caught:
        read_yaml(write(tmp_path, text))
    assert [word for word in words if word not in str(caught.value)] == []


def test_read_yaml_raises_the_class_asked_for(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="没有这个文件"):
        read_yaml(tmp_path / "none.yaml", RuleError)


def test_read_yaml_when_not_utf8_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes("a: 政策".encode("gb18030"))
    with pytest.raises(CorpusError, match="UTF-8"):
        read_yaml(path)


def test_read_yaml_file_knows_the_line_of_each_value(tmp_path: Path) -> None:
    file = read_yaml_file(write(tmp_path, "rules:\n  - id: a\n    quote: b\n  - id: c\n"))
    assert file.line("rules", 0, "quote") == 3
    assert file.line("rules", 1) == 4
    assert file.line("rules", 1, "nowhere") == 4
    assert file.place("rules").endswith("x.yaml:1")
