"""Words of answers (prompts/answer.zh.j2): one macro, one sentence; no undefined names."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError

from assistant.errors import PromptError

_FILE = "answer.zh.j2"


class Wording:
    """The loaded macros."""

    def __init__(self, folder: Path) -> None:
        """Load the template.

        Raises:
            PromptError: the file is missing or broken.
        """
        self._path = folder / _FILE
        environment = Environment(
            loader=FileSystemLoader(folder), undefined=StrictUndefined, autoescape=False
        )
        try:
            self._macros = environment.get_template(_FILE).module
        except (TemplateError, OSError, UnicodeDecodeError) as error:
            raise PromptError(
                f"{self._path}：模板缺失或写错（{error}），请从发行版恢复。"
            ) from error

    def say(self, name: str, **values: object) -> str:
        """The sentence ``name`` with its variables.

        Raises:
            PromptError: no such macro, or a variable it needs is not given.
        """
        macro = getattr(self._macros, name, None)
        if macro is None:
            raise PromptError(f"{self._path}：缺少句式 {name!r}，请从发行版恢复。")
        try:
            return " ".join(str(macro(**values)).split("\n")).strip()
        except (TemplateError, TypeError) as error:
            raise PromptError(f"{self._path}：句式 {name!r} 用错了变量（{error}）。") from error
