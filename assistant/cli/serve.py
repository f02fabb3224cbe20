"""Running the service: started, as tools, its surroundings looked at."""

from __future__ import annotations

import resource
import signal
import stat
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path

import click
import sqlalchemy as sql
from sqlalchemy.exc import SQLAlchemyError

from assistant.assistant import Assistant
from assistant.cli.ask import open_assistant, with_index
from assistant.cli.command import Command, Whole, workspace_option
from assistant.cli.terminal import BROKEN, DONE, MISTAKE, tell, write_json
from assistant.errors import AssistantError
from assistant.indexing import open_searcher
from assistant.policy.corpus import load_corpus
from assistant.policy.site import load_site
from assistant.policy.snapshot import Snapshot
from assistant.settings import Settings
from assistant.web.api.tools import make_server
from assistant.web.app import make_services
from assistant.web.gate.hosts import Hosts
from assistant.web.gate.keys import scopes_of
from assistant.web.gate.limits import RateLimit
from assistant.web.gate.switch import Switch
from assistant.web.memory.database import FILE, open_database, revision_of
from assistant.web.serve import check_settings, listen, serve
from assistant.web.widget.sites import Sites

_SERVE_HELP = """打开网页和 HTTP 接口，按 Ctrl-C 停止。接口说明见 /docs。

\b
例：cewen serve --host 0.0.0.0 --port 8080 --workers 2
"""


@click.command("serve", cls=Command, help=_SERVE_HELP)
@click.option("--host", default="127.0.0.1", metavar="地址", help="监听的地址，默认 127.0.0.1")
@click.option("--port", type=Whole(1, 65535), default=8000, metavar="端口", help="端口，默认 8000")
@click.option("--workers", type=Whole(1, 64), default=1, metavar="个数", help="进程数，默认 1")
@workspace_option
def serve_command(settings: Settings, host: str, port: int, workers: int) -> int:
    """Serve until stopped. The port is tried first: it is what most often is wrong."""
    listen(host, port).close()
    check_settings(settings)
    corpus = load_corpus(settings.corpus, Snapshot.open(settings.snapshot))
    with_index(settings, lambda: open_searcher(settings, corpus))
    name = f"[{host}]" if ":" in host else host
    try:
        tell(f"策问 http://{name}:{port}{settings.root_path}/ （按 Ctrl-C 停止）")
        serve(settings, host, port, workers)
    except KeyboardInterrupt:
        tell("已停止。")
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # once is enough: nothing is left to stop
    return DONE


_MCP_HELP = """作为 MCP（Model Context Protocol）服务，从标准输入读、往标准输出写，供智能体调用。

\b
在智能体的配置里写：{"command": "cewen", "args": ["mcp"]}
网络上用 cewen serve 的 /mcp（streamable HTTP）。
"""


@click.command("mcp", cls=Command, help=_MCP_HELP)
@workspace_option
def mcp_command(settings: Settings) -> int:
    """Serve until the input ends."""
    shared = make_services(settings, open_assistant(settings))
    make_server(lambda: shared).run("stdio")
    return DONE


_DOCTOR_HELP = """检查能否提供服务：政策库与索引、设置、数据库、文件权限、打开文件数。

\b
退出码：0 都正常；1 有要留意的；2 有坏的。
"""
_FEW_FILES = 4096


@dataclass(frozen=True, slots=True)
class Found:
    """One thing looked at; ``code`` is the exit code it asks for."""

    what: str
    says: str
    code: int = DONE


@click.command("doctor", cls=Command, help=_DOCTOR_HELP)
@click.option("--json", "is_json", is_flag=True, help="输出 JSON")
@workspace_option
def doctor_command(settings: Settings, is_json: bool) -> int:
    """Look at everything and say how it is."""
    found = [one for look in _LOOKS for one in look(settings)]
    if is_json:
        write_json({"found": [asdict(one) for one in found]})
    else:
        for one in found:
            print(f"{_MARKS[one.code]} {one.what}：{one.says}")
    return max(one.code for one in found)


_MARKS = {DONE: "正常", MISTAKE: "留意", BROKEN: "损坏"}


def _corpus(settings: Settings) -> Iterator[Found]:
    try:
        assistant = Assistant.open(settings)
    except AssistantError as error:
        yield Found("政策库与索引", str(error), BROKEN)
        return
    corpus = assistant.corpus
    yield Found("政策库与索引", f"{len(corpus.policies)} 份文件，版本 {corpus.version[:12]}")


def _operator(settings: Settings) -> Iterator[Found]:
    """What users miss because the operator has not filled it in: told here, never to them."""
    path = settings.corpus / "site.yaml"
    try:
        unsaid = list(load_site(path).unsaid())
    except AssistantError as error:
        yield Found("单位信息", str(error), BROKEN)
        return
    if unsaid:
        yield Found("单位信息", f"{path} 里还空着 {'、'.join(unsaid)}：回答和页脚不显示这些")
    else:
        yield Found("单位信息", "主办单位、咨询电话、申报入口都已填写")


def _pictures(_: Settings) -> Iterator[Found]:
    """A photo of an invoice is read only with the recogniser, which no user can install."""
    if find_spec("rapidocr") is None:
        yield Found("图片识别", "没有安装，用户的图片和扫描件读不了：pip install 'cewen[ocr]'")


def _settings(settings: Settings) -> Iterator[Found]:
    try:
        Sites.parse(settings.sites)
        Hosts(settings.hosts)
        scopes_of(settings.keys)
        RateLimit(settings.rate_limit)
        RateLimit(settings.site_rate_limit, "CEWEN_SITE_RATE_LIMIT")
    except AssistantError as error:
        yield Found("设置", str(error), BROKEN)
        return
    hosts = "、".join(settings.hosts) or "IP 地址和本地名字（对外提供服务请设 CEWEN_HOSTS）"
    yield Found("主机名", hosts)
    yield Found("可嵌入的网站", "、".join(settings.sites) or "无")


def _database(settings: Settings) -> Iterator[Found]:
    if not settings.database and not (settings.data_dir / FILE).exists():
        yield Found("数据库", "还没有，第一次回答时建立")
        return
    try:
        engine = open_database(settings.data_dir, settings.database)
        with engine.connect() as connection:
            revision = revision_of(connection)
            is_file = engine.dialect.name == "sqlite"
            sound = connection.scalar(sql.text("PRAGMA integrity_check")) if is_file else "ok"
            n_answers = connection.scalar(sql.text("SELECT count(*) FROM answers"))
        engine.dispose()
    except (AssistantError, SQLAlchemyError, OSError) as error:
        yield Found("数据库", str(getattr(error, "orig", None) or error).splitlines()[0], BROKEN)
        return
    if sound != "ok":
        yield Found("数据库", f"文件有损坏（{sound}）：请用 cewen restore 从备份恢复", BROKEN)
        return
    yield Found("数据库", f"版本 {revision}，{n_answers} 条回答")


def _files(settings: Settings) -> Iterator[Found]:
    for path in (settings.data_dir, *sorted(settings.data_dir.glob(f"{FILE}*"))):
        if path.exists() and _is_open_to_others(path):
            mode = "700" if path.is_dir() else "600"
            yield Found("权限", f"{path} 别的用户也能读：请运行 chmod {mode}", MISTAKE)


def _is_open_to_others(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def _service(settings: Settings) -> Iterator[Found]:
    state = Switch(settings.data_dir).state
    if state.is_off:
        says = f"已暂停回答（{state.said}）：cewen service on 恢复"
        yield Found("服务", says, MISTAKE)


def _limits(_settings: Settings) -> Iterator[Found]:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < _FEW_FILES:
        says = f"最多 {hard} 个，连接多时会不够：请调高（systemd：LimitNOFILE=65536）"
        yield Found("打开文件数", says, MISTAKE)
    else:
        yield Found("打开文件数", "够用")


_LOOKS: tuple[Callable[[Settings], Iterator[Found]], ...] = (
    _corpus,
    _operator,
    _pictures,
    _settings,
    _database,
    _files,
    _service,
    _limits,
)
