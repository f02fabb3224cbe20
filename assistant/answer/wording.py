"""Words of answers (prompts/answer.zh.j2): one macro, one sentence; no undefined names."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from pickle import UnpicklingError

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from jinja2.bccache import Bucket, FileSystemBytecodeCache

from assistant.errors import PromptError

_FILE = "answer.zh.j2"


class Wording:
    """The loaded macros."""

    def __init__(self, folder: Path, compiled: Path | None = None) -> None:
        """Load the template.

        ``compiled``: where its compiled form is kept and looked for: compiling takes longer than
        all else that one question needs. A folder that cannot be written keeps nothing.

        Raises:
            PromptError: the file is missing or broken.
        """
        self._path = folder / _FILE
        environment = Environment(
            loader=FileSystemLoader(folder),
            undefined=StrictUndefined,
            autoescape=False,
            bytecode_cache=None if compiled is None else _Kept(str(compiled)),
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


class _Kept(FileSystemBytecodeCache):
    """Jinja's own cache, by the hash of the template; a damaged or unwritable one is none."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """The compiled template, if it is there and sound."""
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, ValueError, UnpicklingError, AttributeError, ImportError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the compiled template, if the folder lets one."""
        with suppress(OSError):
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)
