"""Settings come from the environment and the named folder, or the message says why not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.errors import SettingsError, WorkspaceError
from assistant.settings import (
    Settings,
    find_workspace,
    is_workspace,
    load_settings,
    today_in_china,
)

VALUES: dict[str, tuple[str, object]] = {
    "data_dir": ("/var/lib/cewen", Path("/var/lib/cewen")),
    "database": ("postgresql://a@b/c", "postgresql://a@b/c"),
    "sites": ("园区=https://a.example,https://b.example", None),
    "encoder": ("BAAI/bge-m3", "BAAI/bge-m3"),
    "encoder_key": ("k3y", "k3y"),
    "reranker": ("BAAI/bge-reranker", "BAAI/bge-reranker"),
    "engine": ("http://127.0.0.1:19530", "http://127.0.0.1:19530"),
    "root_path": ("/policy", "/policy"),
    "today": ("2026-12-18", date(2026, 12, 18)),
    "hosts": ("portal.gov.cn,*.gov.cn", None),
    "proxies": ("10.0.0.1,10.0.0.2", "10.0.0.1,10.0.0.2"),
    "question_seconds": ("0.5", 0.5),
    "concurrency": ("9", 9),
    "reviewers": ("2", 2),
    "queue": ("8", 8),
    "address_concurrency": ("7", 7),
    "address_connections": ("6", 6),
    "keys": ("desk,admin", ("desk", "admin")),
    "otlp": ("http://127.0.0.1:4318/v1/traces", "http://127.0.0.1:4318/v1/traces"),
    "log": ("json", "json"),
    "rate_limit": ("5/minute", "5/minute"),
    "site_rate_limit": ("7/minute", "7/minute"),
    "wecom_corp": ("ww1", "ww1"),
    "wecom_token": ("t0", "t0"),
    "wecom_aes_key": ("a" * 43, "a" * 43),
    "dingtalk_secret": ("s0", "s0"),
    "dingtalk_url": ("http://127.0.0.1:81", "http://127.0.0.1:81"),
    "feishu_app": ("cli_1", "cli_1"),
    "feishu_secret": ("s1", "s1"),
    "feishu_token": ("t1", "t1"),
    "feishu_encrypt_key": ("k1", "k1"),
    "feishu_url": ("http://127.0.0.1:82", "http://127.0.0.1:82"),
    "webhook": ("http://127.0.0.1:83/hook", "http://127.0.0.1:83/hook"),
    "webhook_secret": ("whsec_c2VjcmV0", "whsec_c2VjcmV0"),
    "llm_url": ("http://127.0.0.1:84/v1", "http://127.0.0.1:84/v1"),
    "llm_model": ("qwen", "qwen"),
    "llm_key": ("sk-1", "sk-1"),
    "llm_seconds": ("2.5", 2.5),
    "conversation_days": ("3", 3),
    "conversation_limit": ("4", 4),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("corpus", "prompts"):
        (tmp_path / name).mkdir()
    return tmp_path.resolve()


def read(folder: Path, **environ: str) -> Settings:
    return load_settings(str(folder), {f"CEWEN_{k.upper()}": v for k, v in environ.items()})


def test_every_setting_but_the_workspace_is_tried_here() -> None:
    assert set(VALUES) == set(Settings.model_fields) - {"workspace"}


@pytest.mark.parametrize("name", VALUES)
def test_every_setting_is_read_from_the_environment(folder: Path, name: str) -> None:
    written, value = VALUES[name]
    expected = tuple(written.split(",")) if value is None else value
    assert getattr(read(folder, **{name: written}), name) == expected
    assert getattr(read(folder), name) != expected


def test_without_an_environment_data_lies_in_the_workspace(folder: Path) -> None:
    made = read(folder)
    assert (made.workspace, made.data_dir) == (folder, folder / "var")
    assert (made.corpus, made.index) == (folder / "corpus", folder / "index")
    assert made.prompts == folder / "prompts"


def test_other_variables_are_not_ours(folder: Path) -> None:
    environ = {"PATH": "/bin", "CEWENX": "1", "cewen_encoder": "x"}
    assert load_settings(str(folder), environ) == read(folder)


def test_an_unknown_setting_is_named_with_those_there_are(folder: Path) -> None:
    with pytest.raises(SettingsError) as raised:
        read(folder, ratelimit="1")
    message = str(raised.value)
    assert "没有设置项 CEWEN_RATELIMIT" in message
    for name in Settings.model_fields:
        assert f"CEWEN_{name.upper()}" in message


@pytest.mark.parametrize(
    ("name", "value"),
    [("conversation_days", "0"), ("conversation_days", "many"), ("conversation_limit", "-1")],
)
def test_an_unfit_value_is_named(folder: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read(folder, **{name: value})
    assert f"CEWEN_{name.upper()} 的值 {value!r} 不合适" in str(raised.value)


def test_settings_never_change(folder: Path) -> None:
    made = read(folder)
    with pytest.raises(ValidationError):
        made.encoder = "other"


def test_the_named_folder_comes_before_the_environment(folder: Path, tmp_path: Path) -> None:
    environ = {"CEWEN_WORKSPACE": str(tmp_path / "nowhere")}
    assert find_workspace(str(folder), environ) == folder
    assert find_workspace(None, {"CEWEN_WORKSPACE": str(folder)}) == folder


@pytest.mark.parametrize("missing", ["corpus", "prompts"])
def test_a_folder_without_its_parts_is_no_workspace(folder: Path, missing: str) -> None:
    (folder / missing).rmdir()
    assert not is_workspace(folder)
    with pytest.raises(WorkspaceError, match=f"{folder.name} 不是工作区.*cewen init"):
        find_workspace(str(folder), {})


def test_the_current_folder_serves_if_it_is_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert find_workspace(None, {}) == folder


def test_today_can_be_named() -> None:
    assert today_in_china({"CEWEN_TODAY": "2026-12-18"}) == date(2026, 12, 18)


@pytest.mark.parametrize("text", ["abc", "2026-13-01", "2026/12/18"])
def test_a_day_that_is_none_is_told(text: str) -> None:
    with pytest.raises(SettingsError, match="不是日期"):
        today_in_china({"CEWEN_TODAY": text})
