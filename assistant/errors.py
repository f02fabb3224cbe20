"""Every error the program raises on purpose; messages are for users, in Chinese.

A message says what is wrong, where, with which value, and what to do.

AssistantError
├── UserError            the asker's or caller's mistake (exit 1, HTTP 4xx)
│   ├── QuestionError        empty, too long, unreadable question
│   │   └── CostlyQuestionError  more processor time than a question may take
│   ├── DateError            a date that cannot be read
│   ├── NumeralError         a number that cannot be read
│   ├── FactError            unknown, unreadable or absurd fact
│   │   └── FactsMissingError    a fact that is needed is not stated
│   ├── UnknownPolicyError   no such policy
│   ├── UnknownClauseError   no such clause
│   ├── UnknownRuleError     no such rule
│   ├── WorkspaceError       a folder that is no workspace
│   ├── PortError            the port is taken
│   ├── CommandError         the command line is written wrongly
│   ├── IntakeError          a document that cannot be taken in
│   ├── ReviewError          a decision on a proposed rule that cannot be made
│   └── GoldError            a broken question set
└── InstallationError    something on disk is broken or missing (exit 2, HTTP 500)
    ├── CorpusError          policy.yaml, source.txt, data files
    │   └── SourceChangedError   source.txt does not have the stated hash
    ├── RuleError            rules.yaml
    ├── IndexMissingError    no index was built
    ├── IndexStaleError      the index is of another corpus
    ├── IndexBrokenError     index files damaged
    ├── IndexWriteError      the index folder cannot be written
    ├── EncoderError         encoder files missing or unfit
    ├── EngineError          the search engine at the set address cannot be used
    ├── PromptError          a template is broken
    ├── SettingsError        a setting is unknown or out of range
    └── StoreError           the server's database cannot be used
"""

from __future__ import annotations

import errno

_SYSTEM = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已满",
    errno.EISDIR: "这是文件夹",
    errno.ENOTDIR: "路径中有一级不是文件夹",
    errno.EEXIST: "已有同名文件",
    errno.ENAMETOOLONG: "名称太长",
    errno.EADDRINUSE: "端口已被占用",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
}


def system_reason(error: OSError) -> str:
    """What the operating system refused, in Chinese; its own words where none are known."""
    return _SYSTEM.get(error.errno or 0) or error.strerror or str(error)


class AssistantError(Exception):
    """Root of all errors raised on purpose; ``str(error)`` is one Chinese line."""


class UserError(AssistantError):
    """The asker or caller can mend it."""


class QuestionError(UserError):
    """The question is empty, too long or unreadable."""


class CostlyQuestionError(QuestionError):
    """Answering took more processor time than a question may take."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"这个问题要算的太多（超过 {seconds:g} 秒）：请拆成几个短问题，或新建对话再问。"
        )


class DateError(UserError):
    """A date cannot be read."""

    def __init__(self, value: object) -> None:
        super().__init__(
            f"看不懂日期 {str(value)[:40]!r}：请写成 2025-06-01 这样的真实日期（年-月-日）。"
        )


class NumeralError(UserError):
    """A number cannot be read."""

    def __init__(self, value: object) -> None:
        super().__init__(
            f"看不懂数字 {str(value)[:40]!r}：可以写 8000000、800万、0.08亿、30% 或 三成。"
        )


class FactError(UserError):
    """A fact is unknown, unreadable or absurd.

    ``why`` says what is wrong with a value that was read ("" else): a form has its own words.
    """

    def __init__(self, message: str, why: str = "") -> None:
        super().__init__(message)
        self.why = why


class FactsMissingError(FactError):
    """Facts that a calculation over one other fact needs are not stated."""

    def __init__(self, missing: tuple[str, ...], labels: tuple[str, ...]) -> None:
        if labels:
            shown = "、".join(f"{n}（{label}）" for n, label in zip(missing, labels, strict=True))
            message = f"还缺少{shown}，请补上。"
        else:
            message = "原文没有写出可计算的金额，不能按数字推算。"
        super().__init__(message)
        self.missing = missing


class UnknownPolicyError(UserError):
    """No policy has this id or name."""

    def __init__(self, policy: str, known: tuple[str, ...] = ()) -> None:
        listed = f"已收录：{'、'.join(known)}。" if known else ""
        super().__init__(f"没有编号为 {policy[:60]!r} 的政策。{listed}")


class UnknownClauseError(UserError):
    """No clause has this id."""

    def __init__(self, clause: str) -> None:
        super().__init__(
            f"没有条款 {clause[:60]!r}：编号形如 longgang-2025#2 或 futian-2024#1.2，"
            "可用 cewen search 查找。"
        )


class UnknownRuleError(UserError):
    """No rule has this id."""

    def __init__(self, rule: str, near: tuple[str, ...] = ()) -> None:
        hint = f"相近的有：{'、'.join(near)}。" if near else "用 cewen calc --list 查看全部规则。"
        super().__init__(f"没有计算规则 {rule[:80]!r}。{hint}")


class WorkspaceError(UserError):
    """The named folder is no workspace."""


class PortError(UserError):
    """The server cannot listen there."""

    def __init__(self, host: str, port: int, why: str) -> None:
        super().__init__(
            f"无法在 {host}:{port} 提供服务（{why}）：请关闭占用它的程序，或用 --port 换一个端口。"
        )


class CommandError(UserError):
    """The command line is written wrongly, or names a file that cannot be written."""


class IntakeError(UserError):
    """A document cannot be read or taken in; nothing was changed."""


class ReviewError(UserError):
    """A decision on a proposed rule cannot be made; nothing was saved."""


class GoldError(UserError):
    """A question set is broken."""


class InstallationError(AssistantError):
    """Something on disk is missing or broken."""


class CorpusError(InstallationError):
    """A policy folder or corpus data file cannot be used."""


class SourceChangedError(CorpusError):
    """source.txt is not the text whose hash policy.yaml states."""


class RuleError(InstallationError):
    """A rules file cannot be used; names file, line and rule."""


class IndexMissingError(InstallationError):
    """There is no index."""


class IndexStaleError(InstallationError):
    """The index was built from another corpus or encoder."""


class IndexBrokenError(InstallationError):
    """Index files are damaged."""


class IndexWriteError(InstallationError):
    """The index folder cannot be written."""


class EncoderError(InstallationError):
    """The encoder is missing, half-written or does not fit the index."""


class EngineError(InstallationError):
    """The search engine at the address that is set cannot be reached or refuses."""


class PromptError(InstallationError):
    """A template is missing or broken."""


class SettingsError(InstallationError):
    """A setting is unknown or out of range."""


class StoreError(InstallationError):
    """The server's database cannot be used now; answering goes on without it."""
