"""Read a YAML data file: every scalar stays a string, every error names file and line.

PyYAML on its own reads ``no`` as False, ``12:30`` as 750 and ``0.30`` as a float, and lets the
last of two equal keys win; here the schema that receives the strings converts them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from assistant.errors import AssistantError, CorpusError, system_reason

_Loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

TreePath = tuple[str | int, ...]
"""Keys and list positions that lead to a value: ("rules", 0, "quote")."""


@dataclass(frozen=True, slots=True)
class YamlFile:
    """The content of a file and the line (from 1) where each value stands."""

    path: Path
    content: object
    lines: dict[TreePath, int]

    def line(self, *where: str | int) -> int:
        """The line of a value, or of the nearest value above it that the file has."""
        for length in range(len(where), 0, -1):
            if where[:length] in self.lines:
                return self.lines[where[:length]]
        return 1

    def place(self, *where: str | int) -> str:
        """``file:line`` for messages."""
        return f"{self.path}:{self.line(*where)}"


def read_yaml(path: Path, error: type[AssistantError] = CorpusError) -> object:
    """The content of a file: dicts, lists and strings only; an empty value is "".

    Raises:
        AssistantError: the file is missing, is not UTF-8 YAML, repeats a key or uses aliases;
            of the class ``error``.
    """
    return read_yaml_file(path, error).content


def read_yaml_file(path: Path, error: type[AssistantError] = CorpusError) -> YamlFile:
    """As read_yaml, with the line of every value.

    Raises:
        AssistantError: as read_yaml.
    """
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=_Loader)
    except FileNotFoundError as cause:
        raise error(f"{path}：没有这个文件，请补上或检查路径。") from cause
    except OSError as cause:
        raise error(f"{path}：读不了这个文件（{system_reason(cause)}），请检查权限。") from cause
    except UnicodeDecodeError as cause:
        raise error(
            f"{path}：不是 UTF-8 编码（第 {cause.start} 字节起），请另存为 UTF-8。"
        ) from cause
    except yaml.YAMLError as cause:
        mark = getattr(cause, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        problem = getattr(cause, "problem", None) or str(cause).splitlines()[0]
        raise error(
            f"{path}:{line}：YAML 写法有误（{problem}），请检查该行的缩进、引号和冒号。"
        ) from cause
    if node is None:
        return YamlFile(path, "", {})
    lines: dict[TreePath, int] = {}
    return YamlFile(path, _Reader(path, error, lines).read(node, ()), lines)


class _Reader:
    """Turns nodes into dicts, lists and strings, and notes their lines."""

    def __init__(self, path: Path, error: type[AssistantError], lines: dict[TreePath, int]) -> None:
        self._path = path
        self._error = error
        self._lines = lines
        self._seen: set[int] = set()

    def read(self, node: yaml.Node, where: TreePath) -> object:
        self._lines.setdefault(where, node.start_mark.line + 1)
        if id(node) in self._seen:
            raise self._fail(node, "不支持 YAML 的锚点与别名（& 和 *）", "请把内容写全")
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, where)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*where, n)) for n, item in enumerate(node.value)]
        return str(node.value)

    def _mapping(self, node: yaml.MappingNode, where: TreePath) -> dict[str, object]:
        content: dict[str, object] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self._fail(key, "键必须是一个词", "请改写")
            name = str(key.value)
            if name in content:
                first = self._lines[(*where, name)]
                raise self._fail(key, f"键 {name!r} 重复（第 {first} 行已有）", "请只留一个")
            self._lines[(*where, name)] = key.start_mark.line + 1
            content[name] = self.read(value, (*where, name))
        return content

    def _fail(self, node: yaml.Node, what: str, remedy: str) -> AssistantError:
        return self._error(f"{self._path}:{node.start_mark.line + 1}：{what}，{remedy}。")
