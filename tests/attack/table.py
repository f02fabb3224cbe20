"""The rows of the first review's table that failed or were weak, tried again on a real server.

Each part is one kind of attack; `tests.attack.torture` runs them and prints the table.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.errors import AssistantError
from assistant.settings import Settings
from assistant.text.dates import find_dates, parse_validity
from assistant.text.normalise import normalise
from assistant.text.quantities import find_quantities
from assistant.text.tokens import tokenise
from tests.attack.common import DAY, QUESTIONS, Row, ask, call, workspace
from tests.attack.contained import why_not
from tests.attack.hostile import UNITS
from tests.attack.running import ROOT, Running, running

_STREAMS = 20
_PATIENCE = 60.0
_LENGTH = 4000
_DEAR = 3.2
"""Growth of the work when a text is twice as long: 2 is linear, 4 quadratic."""
_TEXTS = 150
"""Seconds that mutated questions are asked."""


def streams(_seconds: int) -> list[Row]:
    """SIGTERM while 20 answers are being told: each is told to its end."""
    whole = cut = refused = 0
    for workers in ("1", "2"):
        with running("--workers", workers) as server:
            told: list[str] = []
            begun = threading.Semaphore(0)

            def listen(
                url: str = server.url,
                told: list[str] = told,
                begun: threading.Semaphore = begun,
            ) -> None:
                body = json.dumps({"question": QUESTIONS[0], "as_of": DAY}).encode()
                headers = {"content-type": "application/json", "accept": "text/event-stream"}
                sent = urllib.request.Request(f"{url}/api/v1/ask", body, headers)
                try:
                    with urllib.request.urlopen(sent, timeout=_PATIENCE) as stream:
                        first = stream.readline()
                        begun.release()
                        told.append((first + stream.read()).decode())
                except OSError:
                    begun.release()
                    told.append("")

            threads = [threading.Thread(target=listen) for _ in range(_STREAMS)]
            for thread in threads:
                thread.start()
            for _ in range(_STREAMS // 2):
                begun.acquire(timeout=_PATIENCE)
            server.process.send_signal(signal.SIGTERM)
            for thread in threads:
                thread.join(_PATIENCE)
        whole += sum("event: done" in text for text in told)
        refused += sum(text == "" for text in told)
        cut += sum(text != "" and "event: done" not in text for text in told)
    said = f"说完 {whole}，说到一半断开 {cut}，还没开始的被拒 {refused}"
    return [Row("20 个流进行中收到 SIGTERM（一个、两个进程）", said, cut == 0 and whole > 0)]


def orphans(_seconds: int) -> list[Row]:
    """kill -9 of the supervisor ends its workers; a killed worker is replaced."""
    with running("--workers", "4") as server:
        mine = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
        _until(lambda: len(mine.read_text().split()) == 4)
        first = mine.read_text().split()
        os.kill(int(first[0]), signal.SIGKILL)
        _until(lambda: len(mine.read_text().split()) == 4 and first[0] not in mine.read_text())
        answered, _, _ = ask(server.url, QUESTIONS[0])
        workers = mine.read_text().split()
        server.process.kill()
        server.process.wait()
        _until(lambda: not any(_lives(worker) for worker in workers))
        left = sum(_lives(worker) for worker in workers)
    said = f"被杀的工作进程换上新的，提问 {answered}；主进程被杀后还活着 {left} 个"
    return [Row("四个工作进程：杀一个，再杀主进程", said, answered == 200 and left == 0)]


def _lives(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def _until(holds: Callable[[], object]) -> None:
    until = time.monotonic() + _PATIENCE
    while not holds() and time.monotonic() < until:
        time.sleep(0.05)


def old_rows(_seconds: int) -> list[Row]:
    """Answers as an older release wrote them, or damaged: no page fails for them."""
    with running() as server:
        made = [ask(server.url, question)[1] for question in QUESTIONS[:4]]
        talk = made[0]["conversation_id"]
        more = ask(server.url, "如果是2000万呢？", conversation_id=talk)[1]
        with closing(sqlite3.connect(server.data / "cewen.sqlite")) as database, database:
            body = json.loads(_body_of(database, made[0]["id"]))
            older = {k: v for k, v in body.items() if k not in ("table", "label", "receipt")}
            _set_body(database, made[0]["id"], json.dumps(older))
            _set_body(database, made[1]["id"], "not json")
            _set_body(database, made[2]["id"], "[]")
            _set_body(database, made[3]["id"], "")
        statuses: dict[str, int] = {}
        for answer in (*made, more):
            for end in ("", ".xlsx", ".docx", ".md", ".json"):
                statuses[f"/a/{answer['id']}{end}"] = 0
            statuses[f"/api/v1/answers/{answer['id']}"] = 0
            statuses[f"/api/v1/answers/{answer['id']}/receipt"] = 0
            statuses[f"/?c={answer['conversation_id']}"] = 0
            statuses[f"/api/v1/conversations/{answer['conversation_id']}"] = 0
        for path in statuses:
            statuses[path] = call(server.url, path)[0]
        failed = [path for path, status in statuses.items() if not 200 <= status < 500]
        gone = sum(status >= 400 for status in statuses.values())
    said = f"{len(statuses)} 个地址，5xx {len(failed)}，读不出的回 404、410 的 {gone}"
    return [Row("数据库里旧版和损坏的行", said, not failed)]


def _body_of(database: sqlite3.Connection, answer_id: str) -> str:
    found = database.execute("SELECT body FROM answers WHERE id = ?", (answer_id,)).fetchone()
    return str(found[0])


def _set_body(database: sqlite3.Connection, answer_id: str, body: str) -> None:
    database.execute("UPDATE answers SET body = ? WHERE id = ?", (body, answer_id))


def own_data(_seconds: int) -> list[Row]:
    """Ids, deletion, age, file modes, one verdict for an answer."""
    with running() as server:
        url = server.url
        first, again = (ask(url, QUESTIONS[0])[1] for _ in range(2))
        chosen = [ask(url, QUESTIONS[0], conversation_id=name)[1] for name in ("1", "test")]
        rates = [
            call(url, "/api/v1/feedback", {"answer_id": first["id"], "rating": "up"})[0]
            for _ in range(20)
        ]
        deleted = call(url, f"/api/v1/conversations/{again['conversation_id']}", method="DELETE")[0]
        with closing(sqlite3.connect(server.data / "cewen.sqlite")) as database:
            verdicts = database.execute("SELECT count(*) FROM feedback").fetchone()[0]
            with database:
                database.execute(
                    "UPDATE answers SET created_at = '2020-01-01T00:00:00+00:00' WHERE id = ?",
                    (first["id"],),
                )
        gone = [call(url, f"/a/{answer['id']}")[0] for answer in (first, again)]
        # Below versions/ lies what is public; the folder itself is closed.
        open_to_others = [p.name for p in server.data.iterdir() if p.stat().st_mode & 0o077]
    holds = {
        "同一个问题的编号各不相同": first["id"] != again["id"],
        "自选的对话编号不被采用": all(a["conversation_id"] not in ("1", "test") for a in chosen),
        "二十次评价只算一个": set(rates) <= {200, 201, 204} and verdicts == 1,
        "删除后、过期后不再显示": deleted in (200, 204) and set(gone) <= {404, 410},
        "文件别人读不到": not open_to_others,
    }
    return [_told("个人数据：编号、删除、期限、权限、评价", holds)]


def names(_seconds: int) -> list[Row]:
    """Another Host, another Origin, a script as a policy's address."""
    evil = {"host": "evil.com", "origin": "http://evil.com"}
    question = {"question": QUESTIONS[0]}
    talk = {"model": "policy-qa", "messages": [{"role": "user", "content": QUESTIONS[0]}]}
    with running() as server:
        url = server.url
        rebound = [
            call(url, path, body, **evil)[0]
            for path, body in (
                ("/api/v1/ask", question),
                ("/v1/chat/completions", talk),
                ("/", None),
            )
        ]
        crossed = call(url, "/api/v1/ask", question, origin="http://evil.com")[0]
        links = json.dumps(call(url, "/v1/chat/completions", talk)[1])
    with tempfile.TemporaryDirectory() as folder:
        settings = workspace(Path(folder))
        file = settings.corpus / "longgang-2025" / "policy.yaml"
        text = re.sub(r"^url: .*$", "url: javascript:alert(1)", file.read_text(), flags=re.M)
        file.write_text(text)
        told = _cewen(settings.workspace, "check")
    holds = {
        "别的主机名被拒": all(400 <= status < 500 for status in rebound),
        "别的网站被拒": crossed == 403,
        "链接不带别的主机名": "evil" not in links,
        "javascript: 的网址通不过 check": told.returncode != 0
        and "url" in told.stdout + told.stderr,
    }
    return [_told("主机名、来源和网址", holds)]


def _told(test: str, holds: dict[str, bool]) -> Row:
    wrong = [what for what, is_so in holds.items() if not is_so]
    said = f"不成立：{'、'.join(wrong)}" if wrong else "、".join(holds)
    return Row(test, said, not wrong)


def _cewen(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "assistant", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "CEWEN_WORKSPACE": str(folder), **settings},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def quotas(_seconds: int) -> list[Row]:
    """100 requests a minute are 100, however many processes answer."""
    with running("--workers", "4", settings={"CEWEN_RATE_LIMIT": "100/minute"}) as server:
        codes: list[int] = []

        def work() -> None:
            for _ in range(50):
                codes.append(call(server.url, "/api/v1/policies")[0])

        began = time.monotonic()
        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.monotonic() - began
    passed, over = codes.count(200), codes.count(429)
    most = 100 * (1 + int(took // 60))  # a slow machine may see the window move
    said = f"400 个请求（{took:.0f} 秒），通过 {passed}，被拒 {over}"
    return [Row("四个进程，每分钟 100 次", said, 100 <= passed <= most and passed + over == 400)]


@contextmanager
def _small_disk(kilobytes: int) -> Iterator[Running]:
    """A server whose data folder is a file system of so many kilobytes, in a view of its own."""
    size = f"size={kilobytes}k"
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "python"
        script.write_text(
            f'#!/bin/sh\nmount -t tmpfs -o {size} none "$CEWEN_DATA_DIR" &&'
            f' exec {sys.executable} "$@"\n'
        )
        script.chmod(0o755)
        command = ["unshare", "--mount", "--propagation", "private", str(script)]
        with running(program=command) as server:
            yield server


def full_disk(_seconds: int) -> list[Row]:
    """No room for what is kept: answers go on, and /readyz says that nothing is kept."""
    reason = why_not()
    if reason:
        return [Row("放记录的磁盘满了", f"没有试：{reason}", False)]
    with _small_disk(400) as server:
        statuses = [ask(server.url, QUESTIONS[n % 6])[0] for n in range(60)]
        ready = call(server.url, "/readyz")
        # Where it is mounted nobody else sees; its process does.
        data = Path(f"/proc/{server.process.pid}/root{server.data}")
        kept = data.exists()
    told = json.dumps(ready[1], ensure_ascii=False)
    is_told = isinstance(ready[1], dict) and ready[1].get("store") not in ("ok", None)
    said = f"60 问答了 {statuses.count(200)}，/readyz 的 store 为 {_store_of(ready[1])}"
    return [
        Row("放记录的磁盘满了（400 KB）", said, kept and set(statuses) == {200} and is_told),
        Row("此时 /readyz 不写出路径", "没有" if str(server.data) not in told else "写出了",
            str(server.data) not in told),
    ]  # fmt: skip


def _store_of(ready: Any) -> str:
    return str(ready.get("store"))[:60] if isinstance(ready, dict) else str(ready)[:60]


def marks(_seconds: int) -> list[Row]:
    """The program's own [1] and (1) in a question change no amount; its words leave as text."""
    around = ("[1]{}", "{}[1]", "(1){}", "1、{}", "你说最多可获240万元[1]，{}", "{}（见[1][2]）")
    with running() as server:
        amounts = []
        for carrier in around:
            body = ask(server.url, carrier.format(QUESTIONS[0]))[1] or {}
            amounts.append([e["amount"] for e in body.get("estimates", ())])
        nasty = f"<script>alert(1)</script>![x](http://evil.com/x)=HYPERLINK(1) {QUESTIONS[0]}"
        answer = ask(server.url, nasty)[1]
        pages = [str(call(server.url, f"/a/{answer['id']}{end}")[1]) for end in ("", ".md")]
        talk = {"model": "policy-qa", "messages": [{"role": "user", "content": nasty}]}
        content = call(server.url, "/v1/chat/completions", talk)[1]["choices"][0]["message"][
            "content"
        ]
    right = sum(found == ["2400000.00"] for found in amounts)
    page, written = pages
    live = ["<script>alert" in page, *(_is_live(text) for text in (written, content))]
    return [
        Row(
            "问句里带着 [1]、(1)", f"{len(amounts)} 种写法，金额不变 {right}", right == len(amounts)
        ),
        Row("问句里的标签和图片（网页、md、OpenAI 接口）", f"原样带出 {sum(live)}", not any(live)),
    ]


def _is_live(markdown: str) -> bool:
    """Whether a tag, a picture or a link of the question is one in the markdown."""
    return bool(re.search(r"(?<!\\)<script|!\[x\]\(", markdown))


def texts(seconds: int) -> list[Row]:
    """Mutated questions and texts: nothing breaks, nothing is lost, work grows with length."""
    rng = random.Random(7)
    lines = [
        turn
        for file in sorted((ROOT / "eval" / "questions").glob("*.jsonl"))
        for line in file.read_text().splitlines()
        if line
        for turn in json.loads(line)["turns"]
    ]
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant.open(workspace(Path(folder)))
        until = time.monotonic() + min(seconds, _TEXTS)
        asked = 0
        broken: list[str] = []
        slow = 0.0
        while time.monotonic() < until:
            turns = [_mutated(rng.choice(lines), lines, rng) for _ in range(rng.randrange(1, 4))]
            asked += 1
            began = time.process_time()
            try:
                _walk(assistant, turns)
            except AssistantError:
                pass
            except Exception as error:  # noqa: BLE001 - what breaks is listed
                broken.append(f"{type(error).__name__}：{turns[-1][:60]!r}")
            slow = max(slow, time.process_time() - began)
    grown = [(_growth(read, unit), name, unit) for name, read in _READERS for unit in UNITS]
    worst = max(grown)
    return [
        Row(
            "改乱的问句和对话",
            f"{asked} 段，出错 {len(broken)}{'：' + '；'.join(broken[:3]) if broken else ''}，"
            f"最慢的一段 {slow:.2f} s CPU",
            not broken,
        ),
        Row(
            f"{len(_READERS)} 个读法 × {len(UNITS)} 种重复，{_LENGTH} → {2 * _LENGTH} 字的代价",
            f"最多 {worst[0]:.1f} 倍（{worst[1]}，{worst[2]!r}）",
            worst[0] < _DEAR,
        ),
    ]


def _validity(text: str) -> object:
    with contextlib.suppress(AssistantError):
        return parse_validity(text)
    return None


_READERS: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("normalise", normalise),
    ("tokenise", tokenise),
    ("find_quantities", find_quantities),
    ("find_dates", lambda text: find_dates(text, today=date.fromisoformat(DAY))),
    ("parse_validity", _validity),
)
_NASTY = (
    "\u0663", "99999年", "8000年", "0年", "½", "\u202e", "\ud83d\ude00", "１２", "²", "٣年", "-",
    "(", "第零条", "2月30日", "1e9", "NaN", "∞", "零", "－", "　", "\u0301", "万亿", "%",
    "％％", "'", '"', "\\",
)  # fmt: skip


def _walk(assistant: Assistant, turns: list[str]) -> None:
    conversation = Conversation("c", ())
    for turn in turns:
        conversation = conversation.say(turn)
    assistant.ask(conversation, as_of=date.fromisoformat(DAY))


def _mutated(text: str, others: list[str], rng: random.Random) -> str:
    for _ in range(rng.randrange(1, 5)):
        at, to = sorted((rng.randrange(len(text) + 1), rng.randrange(len(text) + 1)))
        kind = rng.randrange(5)
        if kind == 0:
            text = text[:at] + rng.choice(_NASTY) + text[at:]
        elif kind == 1:
            text = text[:at] + text[to:]
        elif kind == 2:
            text = text[:at] + text[at:to] * rng.randrange(2, 4) + text[to:]
        elif kind == 3:
            text = text[:at] + rng.choice(others)[:40] + text[at:]
        else:
            text = (
                text[:at]
                + chr(rng.randrange(32, 0xFFFF)).encode(errors="replace").decode()
                + text[at:]
            )
        text = text[:400] or "？"
    return text


def _growth(read: Callable[[str], object], unit: str) -> float:
    """How much longer twice the text takes; short work counts as none.

    The best of the runs counts, and what looks dear is run again: other work on the machine makes
    single runs dearer, never cheaper.
    """
    texts = [(unit * n)[:n] for n in (_LENGTH, 2 * _LENGTH)]
    took = [float("inf")] * 2
    for again in range(8):
        for n, text in enumerate(texts):
            began = time.process_time()
            read(text)
            took[n] = min(took[n], time.process_time() - began)
        if again and took[1] / max(took[0], 0.05) < _DEAR:
            break
    return took[1] / max(took[0], 0.05)


def damaged(_seconds: int) -> list[Row]:
    """Files of corpus, index, prompts and encoder damaged in many ways: told, or no difference."""
    ways: dict[str, Callable[[Path], object]] = {
        "没有了": lambda p: p.unlink(),
        "空的": lambda p: p.write_bytes(b""),
        "一半": lambda p: p.write_bytes(p.read_bytes()[: p.stat().st_size // 2]),
        "乱码": lambda p: p.write_bytes(b"\xff\xfe\x00\x80" * 50),
        "成了文件夹": _into_folder,
        "很深": lambda p: p.write_bytes(b"[" * 100_000),
        "YAML 炸弹": lambda p: p.write_bytes(
            b"a: &a [x,x]\nb: &b [*a,*a]\nc: !!python/object:os.system x\n"
        ),
    }
    with tempfile.TemporaryDirectory() as folder:
        settings = workspace(Path(folder))
        root = settings.workspace
        (root / "index" / "encoder").unlink()
        shutil.copytree(ROOT / "index" / "encoder", root / "index" / "encoder")
        truth = _answers(root)
        files = sorted(
            path
            for top in ("corpus", "prompts", "index")
            for path in (root / top).rglob("*")
            if (path.is_file() and "longgang" in str(path)) or (path.is_file() and top != "corpus")
        )
        told = same = 0
        raw: list[str] = []
        other: list[str] = []
        for file in files:
            for name, damage in ways.items():
                kept = file.read_bytes()
                damage(file)
                found = _answers(root)
                if file.is_dir():
                    file.rmdir()
                file.write_bytes(kept)
                where = f"{file.relative_to(root)} {name}"
                if found == truth:
                    same += 1
                elif found.startswith("told: "):
                    told += 1
                elif found.startswith("raw: "):
                    raw.append(f"{where}（{found[5:60]}）")
                else:
                    other.append(where)
    said = (
        f"{len(files)} 个文件 × {len(ways)}：说明 {told}，回答相同 {same}，"
        f"没有说明的错误 {len(raw)}，另一种回答 {len(other)}"
    )
    listed = "；".join((raw + other)[:4])
    return [Row("损坏的文件", said + (f"：{listed}" if listed else ""), not raw and not other)]


def _into_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _answers(root: Path) -> str:
    """The text of two answers; "told: …" where the program says what is wrong."""
    try:
        assistant = Assistant.open(Settings(workspace=root, data_dir=root / "var"))
        said = [
            assistant.ask(Conversation("c", ()).say(q), as_of=date.fromisoformat(DAY)).text
            for q in (QUESTIONS[0], QUESTIONS[4])
        ]
    except AssistantError as error:
        return f"told: {error}"
    except Exception as error:  # noqa: BLE001 - what has no words of its own is listed
        return f"raw: {type(error).__name__} {error}"
    return "\n".join(said)


_HASH = """
import hashlib, sys
from datetime import date
from assistant.answer.render import canonical
from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.settings import load_settings
from tests.attack.torture import _questions
assistant, whole = Assistant.open(load_settings()), hashlib.sha256()
for turns in _questions()[::40]:
    conversation = Conversation("c", turns[:-1]).say(turns[-1])
    whole.update(canonical(assistant.ask(conversation, as_of=date.fromisoformat(sys.argv[1]))))
print(whole.hexdigest())
"""


def same_bytes(_seconds: int) -> list[Row]:
    """Other processes, hash seeds, time zones, languages and no network: the same bytes."""
    ways: list[tuple[list[str], dict[str, str]]] = [
        ([], {"PYTHONHASHSEED": "0"}),
        ([], {"PYTHONHASHSEED": "42", "TZ": "America/New_York"}),
        ([], {"LANG": "C", "LC_ALL": "C", "OMP_NUM_THREADS": "1"}),
    ]
    if not why_not():
        ways.append((["unshare", "--net"], {}))
    hashes = []
    for before, more in ways:
        done = subprocess.run(
            [*before, sys.executable, "-c", _HASH, DAY],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "CEWEN_WORKSPACE": str(ROOT), **more},
            capture_output=True,
            text=True,
            check=False,
        )
        hashes.append(done.stdout.strip() or done.stderr[-200:])
    offline = "，其中一个没有网络" if len(ways) > 3 else ""
    said = f"{len(ways)} 个进程{offline}，散列值 {len(set(hashes))} 个"
    return [
        Row(
            "别的散列种子、时区、语言、没有网络",
            said,
            len(set(hashes)) == 1 and len(hashes[0]) == 64,
        )
    ]


_LISTENS = 40
"""Seconds that a server is watched after its answers: a library may report only then."""
_LOCAL = re.compile(r'sin6?_addr=.*"(127\.[\d.]+|::1|0\.0\.0\.0|::)"|AF_UNIX|AF_NETLINK|AF_UNSPEC')


def outbound(_seconds: int) -> list[Row]:
    """No system call reaches out of the machine: not the program's, not a library's."""
    name = "连出去的系统调用（strace：build、ask、search、serve）"
    if not shutil.which("strace"):
        return [Row(name, "没有试：没有 strace", False)]
    with tempfile.TemporaryDirectory() as folder:
        settings = workspace(Path(folder))
        told = Path(folder) / "calls"
        traced = [
            "strace",
            "-D",
            "-f",
            "-qq",
            "--seccomp-bpf",
            "-e",
            "trace=connect,sendto,sendmsg,sendmmsg",
        ]
        traced += ["--output-append-mode", "-o", str(told)]
        home = {"HOME": folder, "XDG_CACHE_HOME": str(Path(folder) / "cache")}
        where = {"PYTHONPATH": str(ROOT), "CEWEN_WORKSPACE": str(settings.workspace)}
        env = {n: v for n, v in os.environ.items() if "TELEMETRY" not in n} | home | where
        for words in (["build"], ["ask", QUESTIONS[0]], ["search", "算力补贴"]):
            command = [*traced, sys.executable, "-m", "assistant", *words]
            subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, check=True)
        program = ["env", "-u", "ORT_DISABLE_TELEMETRY", *traced, sys.executable]
        with running(workspace=settings.workspace, settings=home, program=program) as server:
            for question in QUESTIONS:
                ask(server.url, question)
            time.sleep(_LISTENS)
        calls = told.read_text(errors="replace").splitlines()
        out = [c for c in calls if "sa_family" in c and not _LOCAL.search(c)]
        kept = [p for p in (Path(folder) / "cache").rglob("*") if p.is_file()]
    said = f"{len(calls)} 个网络调用，连出去的 {len(out)}"
    said += f"（{out[0][:90]}）" if out else ""
    return [Row(name, f"{said}；主文件夹里留下的文件 {len(kept)}", not out and not kept)]


def killed_builds(_seconds: int) -> list[Row]:
    """kill -9 while the index is built: the old or the new one stands whole."""
    right = 0
    times = 12
    with tempfile.TemporaryDirectory() as folder:
        settings = workspace(Path(folder))
        truth = _answers(settings.workspace)
        facts = settings.corpus / "facts.yaml"
        rng = random.Random(3)
        for n in range(times):
            facts.write_text(facts.read_text() + f"# {n}\n")
            process = subprocess.Popen(
                [sys.executable, "-m", "assistant", "build"],
                cwd=ROOT,
                env={
                    **os.environ,
                    "PYTHONPATH": str(ROOT),
                    "CEWEN_WORKSPACE": str(settings.workspace),
                },
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            time.sleep(rng.uniform(0.1, 2.5))
            process.kill()
            process.wait()
            built = _cewen(settings.workspace, "build")
            right += built.returncode == 0 and _answers(settings.workspace) == truth
    return [Row(f"{times} 次 kill -9 在建索引时", f"之后照常 {right} 次", right == times)]
