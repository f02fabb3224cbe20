"""Settings: read once at the start, from the environment (CEWEN_*) and the command line.

Nothing below this floor imports it; no other file reads the environment.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import SettingsError, WorkspaceError
from assistant.policy.first_fault import first_fault

PACKAGED = Path(__file__).parent / "_data"
"""Corpus, prompts and encoder inside an installed wheel."""


_CHINA = timezone(timedelta(hours=8))
_LISTS = ("sites", "hosts", "keys")


class Settings(BaseModel):
    """Everything that can be set; each field has a heading in docs/settings.md."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    workspace: Path
    data_dir: Path = Field(description="where the server keeps conversations")
    database: str = Field(default="", repr=False, description="PostgreSQL URL; empty: SQLite")
    sites: tuple[str, ...] = Field(
        default=(), description="site=origin pairs allowed to embed the widget"
    )
    encoder: str = Field(default="", description="folder or hub name of another encoder")
    encoder_key: str = Field(default="", repr=False, description="key of an encoder's endpoint")
    reranker: str = Field(default="", description="folder or hub name of a cross-encoder")
    engine: str = Field(default="", repr=False, description="address of Milvus; empty: local")
    reviewers: int = Field(default=1, ge=1, le=5, description="editors who must accept a rule")
    root_path: str = ""
    log: Literal["plain", "json"] = Field(default="plain", description="form of the log")
    otlp: str = Field(default="", description="where OpenTelemetry traces go; empty: nowhere")
    hosts: tuple[str, ...] = Field(
        default=(), description="host names that are served; empty: addresses and local names"
    )
    keys: tuple[str, ...] = Field(
        default=(), description="scopes for which a key is needed: ask, read, admin"
    )
    proxies: str = Field(default="127.0.0.1", description="addresses whose X-Forwarded-* count")
    question_seconds: float = Field(default=2.0, gt=0, description="processor time of a question")
    concurrency: int = Field(default=2, ge=1, description="requests at work at once in a process")
    queue: int = Field(default=256, ge=0, description="requests that may wait in a process")
    address_concurrency: int = Field(default=64, ge=1, description="requests of one address")
    address_connections: int = Field(default=100, ge=1, description="connections of one address")
    rate_limit: str = "600/minute"
    site_rate_limit: str = "1200/minute"
    wecom_corp: str = Field(default="", description="企业微信: id of the company")
    wecom_token: str = Field(default="", repr=False, description="企业微信: token of signatures")
    wecom_aes_key: str = Field(default="", repr=False, description="企业微信: EncodingAESKey")
    dingtalk_secret: str = Field(default="", repr=False, description="钉钉: AppSecret")
    dingtalk_url: str = Field(
        default="https://oapi.dingtalk.com", description="钉钉: where to tell"
    )
    feishu_app: str = Field(default="", description="飞书: App ID")
    feishu_secret: str = Field(default="", repr=False, description="飞书: App Secret")
    feishu_token: str = Field(default="", repr=False, description="飞书: Verification Token")
    feishu_encrypt_key: str = Field(default="", repr=False, description="飞书: Encrypt Key")
    feishu_url: str = Field(default="https://open.feishu.cn", description="飞书: where to tell")
    llm_url: str = Field(default="", description="OpenAI-compatible address of a language model")
    llm_model: str = Field(default="", description="name of the language model")
    llm_key: str = Field(default="", repr=False, description="key of the language model")
    llm_seconds: float = Field(default=6.0, gt=0, description="how long the model is waited for")
    webhook: str = Field(default="", description="address told of changes and last days")
    webhook_secret: str = Field(default="", repr=False, description="what signs these calls")
    conversation_days: int = Field(default=30, ge=1)
    conversation_limit: int = Field(default=100_000, ge=1)
    today: date | None = Field(default=None, description="the day to answer for; None: the clock")

    @property
    def corpus(self) -> Path:
        """Folder of the policies."""
        return self.workspace / "corpus"

    @property
    def index(self) -> Path:
        """Folder of the built index."""
        return self.workspace / "index"

    @property
    def snapshot(self) -> Path:
        """What was read of the corpus when the index was built."""
        return self.index / "corpus.kept"

    @property
    def prompts(self) -> Path:
        """Folder of the templates."""
        return self.workspace / "prompts"


def is_workspace(folder: Path) -> bool:
    """Whether the folder has the parts every workspace has."""
    return (folder / "corpus").is_dir() and (folder / "prompts").is_dir()


def find_workspace(named: str | None, environ: Mapping[str, str]) -> Path:
    """The workspace: the named one, else the environment's, the current folder, the checkout.

    Raises:
        WorkspaceError: the named folder is no workspace, or none was found.
    """
    chosen = named or environ.get("CEWEN_WORKSPACE")
    if chosen:
        folder = Path(chosen).expanduser().resolve()
        if not is_workspace(folder):
            raise WorkspaceError(
                f"{folder} 不是工作区（缺少 corpus/ 或 prompts/）："
                f"用 cewen init {chosen} 新建一个。"
            )
        return folder
    for folder in (Path.cwd(), Path(__file__).parent.parent):
        if is_workspace(folder):
            return folder.resolve()
    home = Path(environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "cewen"
    if is_workspace(home):
        return home
    raise WorkspaceError("找不到工作区：用 cewen init 文件夹 新建一个，再用 --workspace 指明。")


def load_settings(
    workspace: str | None = None, environ: Mapping[str, str] | None = None
) -> Settings:
    """Settings from the environment: CEWEN_<FIELD>, upper case; lists are comma-separated.

    Raises:
        SettingsError: an unknown or unfit CEWEN_* value.
        WorkspaceError: no workspace.
    """
    env = os.environ if environ is None else environ
    folder = find_workspace(workspace, env)
    values: dict[str, object] = {"workspace": folder, "data_dir": folder / "var"}
    for key, value in env.items():
        name = key.removeprefix("CEWEN_").lower()
        if not key.startswith("CEWEN_") or name == "workspace":
            continue
        if name not in Settings.model_fields:
            known = "、".join(f"CEWEN_{field.upper()}" for field in Settings.model_fields)
            raise SettingsError(f"没有设置项 {key}：可用的有 {known}。")
        values[name] = tuple(filter(None, value.split(","))) if name in _LISTS else value
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        where, why = first_fault(error)
        value = error.errors()[0].get("input")
        raise SettingsError(
            f"设置项 CEWEN_{where.upper()} 的值 {value!r} 不合适：{why}。"
        ) from error


def today_in_china(environ: Mapping[str, str] | None = None) -> date:
    """Today where the policies apply; ``CEWEN_TODAY`` names another day, for tests and trials.

    Raises:
        SettingsError: ``CEWEN_TODAY`` is no day.
    """
    named = (os.environ if environ is None else environ).get("CEWEN_TODAY", "")
    if not named:
        return datetime.now(_CHINA).date()
    try:
        return date.fromisoformat(named)
    except ValueError as error:
        raise SettingsError(
            f"设置项 CEWEN_TODAY 的值 {named!r} 不是日期：请写成 2026-11-26 这样。"
        ) from error


def notify_address(environ: Mapping[str, str] | None = None) -> str:
    """Where systemd wants to be told what we do; "" if it did not start us."""
    return (os.environ if environ is None else environ).get("NOTIFY_SOCKET", "")


def watchdog_seconds(environ: Mapping[str, str] | None = None) -> float:
    """How often systemd wants to hear from us; 0 if it does not."""
    stated = (os.environ if environ is None else environ).get("WATCHDOG_USEC", "")
    return int(stated) / 1_000_000 if stated.isdigit() else 0.0
