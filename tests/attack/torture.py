"""The attacks of docs/reliability.md once more, in parts of a few minutes that can be resumed.

`make torture` runs the parts that have no result of the last day in artefacts/torture.json and
prints the table; `--part NAME` runs one, `--again` all. `--seconds` is the length of the loads.
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import random
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from assistant.answer.answer import Answer
from assistant.answer.receipt import digest_of
from assistant.answer.render import canonical, to_json
from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.evaluation.guards.__main__ import run as run_guards
from assistant.evaluation.guards.attack import FALSE_ALARM
from assistant.indexing import build
from assistant.settings import Settings
from assistant.web.api import estimating
from assistant.web.api.receipts import (
    Verdict,
    changes,
    check_clauses,
    check_content,
    check_log,
    make_receipt,
    replay,
)
from assistant.web.memory.ledger import commitment_of
from assistant.web.memory.merkle import EMPTY, chained, leaf, path, tree
from assistant.web.memory.versions import keep_version, open_version
from tests.attack import table
from tests.attack.common import DAY, QUESTIONS, Row, ask, workspace
from tests.attack.contained import contained, why_not
from tests.attack.hostile import UNITS, VARIED, of_length
from tests.attack.running import ROOT, Running, running

_MEASURED = 20
"""Seconds in which the server's capacity is measured."""
RESULTS = ROOT / "artefacts" / "torture.json"


def costs(_seconds: int) -> list[Row]:
    """Processor seconds of the dearest 2 000-character question."""
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant.open(workspace(Path(folder)))
        worst, which, growth = 0.0, "", 0.0
        for unit in (*UNITS, *VARIED):
            took = {n: _cost(assistant, unit, n, "，。？") for n in (1000, 2000)}
            if took[2000] > 0.15 or took[2000] > 3 * took[1000]:  # other work makes a run dearer
                took = {n: min(took[n], _cost(assistant, unit, n, "；：！、")) for n in took}
            growth = max(growth, took[2000] / max(took[1000], 0.02))
            if took[2000] > worst:
                worst, which = took[2000], unit
    began = time.process_time()
    for _ in range(2_000_000):
        pass
    said = f"{worst:.2f} s CPU（{which}）；空转二百万次 {time.process_time() - began:.3f} s"
    return [
        Row("2 000 字的问题，最贵的一个", said, worst <= 0.3),
        Row("字数翻倍时的代价", f"最多 {growth:.1f} 倍", growth < 3.5),
    ]


def _cost(assistant: Assistant, unit: str, n: int, heads: str) -> float:
    """Processor seconds of a question so long, the best of one for each head."""
    runs = []
    for head in heads:  # what is asked twice is cheaper the second time
        asked = Conversation("c", ()).say(head + of_length(unit, n - 1))
        began = time.process_time()
        assistant.ask(asked, as_of=date.fromisoformat(DAY))
        runs.append(time.process_time() - began)
    return min(runs)


_SHARE = 0.8
"""Part of what the server can answer that the load asks of it."""
_CLIENTS = 4
_HOSTILE = 120
"""Seconds that hostile clients go on."""
_EVERY = 30
"""Seconds from one swap to the next, builds included."""


@dataclass
class _Load:
    """Clients that ask at a rate each, as fast as they can where it is 0; what came of it."""

    url: str
    wrong: list[str] = field(default_factory=list)
    errors: list[int] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def run(self, seconds: float, each: float) -> list[threading.Thread]:
        """Begin; the threads end by themselves."""
        until = time.monotonic() + seconds
        threads = [
            threading.Thread(target=self._work, args=(n, until, each)) for n in range(_CLIENTS)
        ]
        for thread in threads:
            thread.start()
        return threads

    def _work(self, seed: int, until: float, each: float) -> None:
        rng = random.Random(seed)
        due = time.monotonic() + (rng.random() / each if each else 0.0)
        while time.monotonic() < until:
            if each:
                time.sleep(max(0.0, due - time.monotonic()))
                due = max(due + 1 / each, time.monotonic() - 1)  # what was late is not made up for
            question = rng.choice(QUESTIONS)
            status, body, took = ask(self.url, question)
            self.times.append(took)
            if status != 200:
                self.errors.append(status)
            elif question == QUESTIONS[0] and not _is_whole(body):
                self.wrong.append(str(body["text"])[:100])


def loads(seconds: int) -> list[Row]:
    """Mixed load, 80 % of what the server can do, while a build is swapped in every 30 seconds."""
    with tempfile.TemporaryDirectory() as folder:
        settings = workspace(Path(folder))
        with running(workspace=settings.workspace) as server:
            first = _Load(server.url)
            for thread in first.run(_MEASURED, 0):
                thread.join()
            capacity = len(first.times) / _MEASURED
            load = _Load(server.url)
            until = time.monotonic() + seconds
            threads = load.run(seconds, _SHARE * capacity / _CLIENTS)
            memory: list[float] = []
            swaps, peak = 0, 0.0
            due = time.monotonic()
            while due < until:
                _swap_apart(settings, swaps)
                swaps += 1
                due += _EVERY  # by the clock: a build takes seconds of its own
                held = _watched_memory(server, min(due, until))
                memory.append(min(held))  # once the former version is gone; a leak stays
                peak = max(peak, *held)
            for thread in threads:
                thread.join()
    growth = memory[-1] / memory[0] - 1
    p99 = statistics.quantiles(load.times, n=100)[98] if len(load.times) > 100 else 0.0
    return [
        Row(
            f"{seconds} 秒混合负载（能力 {capacity:.0f} 答/秒的八成），换了 {swaps} 次索引",
            f"{len(load.times)} 答，错误 {len(load.errors)}，"
            f"错误或混杂的回答 {len(load.wrong)}，p99 {p99 * 1000:.0f} ms",
            not load.errors and not load.wrong,
        ),
        Row(
            "负载下的内存",
            f"换第一次之后 {memory[0]:.0f} MB，"
            f"换最后一次之后 {memory[-1]:.0f} MB（{growth:+.1%}）；"
            f"两版同时在时最多 {peak:.0f} MB",
            growth <= 0.05,
        ),
    ]


def _swap_apart(settings: Settings, n: int) -> None:
    """Build in a process of its own, as an operator does: the clients here go on asking."""
    code = (
        "import sys; from pathlib import Path; from assistant.settings import Settings;"
        "from tests.attack.torture import _swap; folder = Path(sys.argv[1]);"
        "_swap(Settings(workspace=folder, data_dir=folder / 'var'), int(sys.argv[2]))"
    )
    command = [sys.executable, "-c", code, str(settings.workspace), str(n)]
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})


def _is_whole(body: Any) -> bool:
    """Whether amount, quote and words are of one version: 30 % of 8 000 000, or 40 %."""
    amount = body["estimates"][0]["amount"]
    quote = body["citations"][0]["quote"]
    return (amount, "30%" in quote) in (("2400000.00", True), ("3200000.00", False))


def _swap(settings: Settings, n: int) -> None:
    """30 % becomes 40 % and back, in the text and in its rule, then a build."""
    import hashlib

    folder = settings.corpus / "longgang-2025"
    old, new = ("30%予以支持,最高不超过600万", "40%予以支持,最高不超过600万")[
        :: 1 if n % 2 == 0 else -1
    ]
    source, policy, rules = (folder / f for f in ("source.txt", "policy.yaml", "rules.yaml"))
    before = hashlib.sha256(source.read_bytes()).hexdigest()
    source.write_text(source.read_text().replace(old, new))
    after = hashlib.sha256(source.read_bytes()).hexdigest()
    policy.write_text(policy.read_text().replace(before, after))
    parts = rules.read_text().split("- id: ")
    for at, part in enumerate(parts):
        if "compute-service" in part[:60]:
            stated = part.replace(old[:3], new[:3])
            parts[at] = stated.replace(f'"0.{old[:2]}"', f'"0.{new[:2]}"')
    rules.write_text("- id: ".join(parts))
    build(settings)


def _watched_memory(server: Running, until: float) -> list[float]:
    """Resident MB, looked at every half second."""
    found = [_memory(server)]
    while time.monotonic() < until:
        time.sleep(min(0.5, max(0.0, until - time.monotonic())))
        found.append(_memory(server))
    return found


def _memory(server: Running) -> float:
    """Resident MB."""
    lines = Path(f"/proc/{server.process.pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def hostile(seconds: int) -> list[Row]:
    """64 clients with the dearest questions from one address; health and others meanwhile.

    The quiet times are taken in the same run, before and after: the machine may have other work.
    """
    with running() as server:
        seconds = min(seconds, _HOSTILE)
        calm, calm_health, _ = _watch(server.url, min(seconds, 30))
        command = [sys.executable, "-m", "tests.attack.hostile", server.url, str(seconds + 2)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as attackers:
            time.sleep(2)
            others, health, refused = _watch(server.url, seconds)
            sent = int(attackers.communicate()[0])
        again, health_again, _ = _watch(server.url, min(seconds, 30))
    slow, usual = _p99(others), _p99(calm + again)
    said = (
        f"p50 {_ms(statistics.median(others))}，p99 {_ms(slow)} ms；平时 "
        f"p50 {_ms(statistics.median(calm + again))}，p99 {_ms(usual)} ms；"
        f"{len(others)} 次中 {refused} 次被拒；敌意问题 {sent} 个有了结果"
    )
    fair = slow <= 5 * usual and refused <= len(others) / 100
    quiet = calm_health + health_again
    healthy = (
        f"p50 {_ms(statistics.median(health))}，p99 {_ms(_p99(health))} ms；平时 "
        f"p50 {_ms(statistics.median(quiet))}，p99 {_ms(_p99(quiet))} ms"
    )
    return [
        Row("64 个敌意客户端时的 /healthz", healthy, _p99(health) <= 0.05),
        Row("此时别人的提问", said, fair),
    ]


def _watch(url: str, seconds: float) -> tuple[list[float], list[float], int]:
    """Seconds of another address's questions and of /healthz, and how many were refused."""
    until = time.monotonic() + seconds
    health: list[float] = []
    others: list[float] = []
    refused = 0
    while time.monotonic() < until:
        began = time.perf_counter()
        with urllib.request.urlopen(f"{url}/healthz", timeout=30):
            health.append(time.perf_counter() - began)
        # Another address: as the proxy on this host would name it.
        status, took = _ask_as(url, "10.0.0.2")
        refused += status != 200
        others.append(took)
    return others, health, refused


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f}"


def _ask_as(url: str, address: str) -> tuple[int, float]:
    body = json.dumps({"question": QUESTIONS[0], "as_of": DAY}).encode()
    headers = {"content-type": "application/json", "x-forwarded-for": address}
    began = time.perf_counter()
    try:
        sent = urllib.request.Request(f"{url}/api/v1/ask", body, headers)
        with urllib.request.urlopen(sent, timeout=60) as got:
            got.read()
            return got.status, time.perf_counter() - began
    except urllib.error.HTTPError as error:
        return error.code, time.perf_counter() - began


def _p99(times: list[float]) -> float:
    return sorted(times)[max(0, round(0.99 * len(times)) - 1)]


def half_open(_seconds: int) -> list[Row]:
    """900 requests that are never whole."""
    head = b"POST /api/v1/ask HTTP/1.1\r\nhost: localhost\r\ncontent-length: 90\r\n\r\n{"
    with running() as server:
        held = []
        for _ in range(900):
            one = socket.create_connection(("127.0.0.1", server.port), timeout=10)
            one.sendall(head)
            held.append(one)
        answered, _, _ = ask(server.url, QUESTIONS[0])
        time.sleep(20)
        still = 0
        for one in held:
            one.setblocking(False)
            try:
                while one.recv(65536):
                    pass
            except BlockingIOError:
                still += 1
            except OSError:
                pass
            one.close()
    said = f"20 秒后还开着 {still} 个；期间提问得到 {answered}"
    return [Row("900 个只发一半的请求", said, still == 0 and answered == 200)]


def kills(_seconds: int) -> list[Row]:
    """kill -9 while answering: nothing acknowledged is lost, the database is whole."""
    with tempfile.TemporaryDirectory() as data:
        acknowledged: list[str] = []
        for _ in range(6):
            with running(settings={"CEWEN_DATA_DIR": data}) as server:
                stop = threading.Event()

                def work(url: str = server.url, stop: threading.Event = stop) -> None:
                    while not stop.is_set():
                        status, body, _ = ask(url, QUESTIONS[0])
                        if status == 200:
                            acknowledged.append(body["id"])

                threads = [threading.Thread(target=work) for _ in range(4)]
                for thread in threads:
                    thread.start()
                time.sleep(3)
                server.process.send_signal(signal.SIGKILL)
                stop.set()
                for thread in threads:
                    thread.join()
        database = sqlite3.connect(Path(data) / "cewen.sqlite")
        sound = database.execute("PRAGMA integrity_check").fetchone()[0]
        kept = {row[0] for row in database.execute("SELECT id FROM answers")}
    lost = len(set(acknowledged) - kept)
    said = f"确认 {len(acknowledged)} 答，丢失 {lost}，数据库 {sound}"
    return [Row("6 次 kill -9", said, lost == 0 and sound == "ok")]


def receipts(_seconds: int) -> list[Row]:
    """10 000 mutated receipts and log entries are all found; 10 000 whole ones verify in time."""
    with tempfile.TemporaryDirectory() as folder:  # to the end: parts are read when first needed
        return _receipts(Assistant.open(workspace(Path(folder))))


def _receipts(assistant: Assistant) -> list[Row]:
    turns = (*QUESTIONS[1:3], QUESTIONS[0])
    answer = assistant.ask(Conversation("c", turns), as_of=date.fromisoformat(DAY))
    salt = "ab" * 16
    place, root = _placed(commitment_of(salt, digest_of(answer)))
    receipt = make_receipt(to_json(answer), turns, salt, place, assistant.corpus)
    facts = {"compute_fee_yuan": "800万"}
    of_estimate = estimating.estimate_receipt(
        assistant, "longgang-2025#2:compute-service", facts, answer.as_of
    )
    place, other_root = _placed(commitment_of(salt, str(of_estimate["digest"])))
    of_estimate = {**of_estimate, "salt": salt, "log": place}

    def holds(one: Any) -> bool:
        verdict = Verdict()
        if "turns" in one and (found := check_content(one, verdict)) is not None:
            check_clauses(one, found, assistant.corpus, verdict)
            check_log(one, verdict, root=root)
        elif "turns" not in one and estimating.check_estimate(one, verdict):
            check_log(one, verdict, root=other_root)
        return verdict.is_valid

    began = time.process_time()
    whole = sum(holds(one) for one in (receipt, of_estimate) for _ in range(5_000))
    took = time.process_time() - began
    rng = random.Random(1)
    missed = 0
    for made in (receipt, of_estimate):
        # The id only says where an answer was kept; a root that is given needs no signature.
        places = [p for p in _leaves(made) if p[0] != "id" and p[-1] != "signature"]
        for _ in range(5_000):
            mutant = copy.deepcopy(made)
            inner: Any = mutant
            where = rng.choice(places)
            for step in where[:-1]:
                inner = inner[step]
            inner[where[-1]] = _changed(inner[where[-1]], rng)
            missed += holds(mutant)
    return [
        Row("10 000 份改动过的凭证（回答和测算各半）和日志位置", f"漏过 {missed}", missed == 0),
        Row(
            "核对 10 000 份凭证",
            f"{took:.1f} s CPU，{whole} 份一致",
            took <= 10 and whole == 10_000,
        ),
    ]


def _placed(commitment: str) -> tuple[Any, str]:
    """A place in a day's log of a thousand, and its root."""
    leaves = [leaf(bytes([n % 256])) for n in range(999)] + [leaf(bytes.fromhex(commitment))]
    root = chained(EMPTY, DAY, 1000, tree(leaves)).hex()
    place = {
        "day": DAY, "index": 999, "size": 1000, "path": [n.hex() for n in path(leaves, 999)],
        "before": EMPTY.hex(), "root": root, "signature": "",
    }  # fmt: skip
    return place, root


def _leaves(part: Any, where: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items: Any = None
    if isinstance(part, dict | list):
        items = part.items() if isinstance(part, dict) else enumerate(part)
    if items is None:
        return [where]
    return [found for key, value in items for found in _leaves(value, (*where, key))]


def _changed(value: Any, rng: random.Random) -> Any:
    if isinstance(value, bool) or value is None:
        return not value
    if isinstance(value, int | float):
        return value + 1
    if not value:
        return "x"
    at = rng.randrange(len(value))
    other = rng.choice([c for c in "0123456789abcdef万元%不" if c != value[at]])
    return value[:at] + other + value[at + 1 :]


def replays(_seconds: int) -> list[Row]:
    """1 000 answers from three versions of the corpus, computed again from their own and the last.

    From its own an answer must come out byte for byte; from another it may differ, and then the
    changed input must be named.
    """
    questions = _questions()
    with tempfile.TemporaryDirectory() as folder:
        settings = workspace(Path(folder))
        kept: dict[str, list[tuple[Any, Answer]]] = {}
        broken: list[str] = []
        for n in range(3):
            if n == 1:
                _swap(settings, 0)
            elif n == 2:
                _reword(settings)
            assistant = Assistant.open(settings)
            version = assistant.corpus.version
            keep_version(settings, version)
            made = kept.setdefault(version, [])
            for turns in questions[n::3]:
                if len(made) == (334 if n == 0 else 333):
                    break
                conversation = Conversation("c", turns[:-1]).say(turns[-1])
                try:
                    answer = assistant.ask(conversation, as_of=date.fromisoformat(DAY))
                except Exception as error:  # noqa: BLE001 - what breaks is listed
                    broken.append(f"{type(error).__name__}：{turns[-1]}")
                    continue
                kept_as = to_json(answer)
                receipt = make_receipt(kept_as, turns, "ab" * 16, None, assistant.corpus)
                made.append((receipt, answer))
        last = assistant
        same, told, unsaid, total = 0, 0, 0, 0
        for version, receipts_ in kept.items():
            then = open_version(settings, version)
            for receipt, answer in receipts_:
                total += 1
                same += canonical(replay(then, receipt)) == canonical(answer)
                now = replay(last, receipt)
                if canonical(now) != canonical(answer):
                    told += bool(changes(answer, now))
                    unsaid += not changes(answer, now)
    return [
        Row(
            f"{len(kept)} 版语料的 {total} 条回答重新计算",
            f"按当时的语料逐字节相同 {same}；按最后一版，{total - told - unsaid} 条相同，"
            f"{told} 条不同并说出变了什么，{unsaid} 条没有说",
            same == total == 1000 and not unsaid,
        ),
        Row("问题集里答到一半出错的问题", "；".join(broken) or "0", not broken),
    ]


def _questions() -> list[tuple[str, ...]]:
    """The conversations of all question sets, each once."""
    files = sorted((ROOT / "eval" / "questions").glob("*.jsonl"))
    lines = (json.loads(line) for file in files for line in file.read_text().splitlines() if line)
    return list(dict.fromkeys(tuple(line["turns"]) for line in lines))


def _reword(settings: Settings) -> None:
    """Another version: only a rules file differs, and no amount does."""
    rules = settings.corpus / "longgang-2025" / "rules.yaml"
    rules.write_text(rules.read_text() + "\n# looked over once more\n")
    build(settings)


def cost_of_receipts(_seconds: int) -> list[Row]:
    """Milliseconds that receipt and log add to an answer."""
    from assistant.answer import receipt as module
    from assistant.web.memory.store import Store

    with tempfile.TemporaryDirectory() as folder:
        settings = workspace(Path(folder))
        assistant = Assistant.open(settings)
        store = Store(settings.data_dir, days=30, limit=10_000)
        conversation = Conversation("c", ()).say(QUESTIONS[0])
        took: dict[bool, list[float]] = {True: [], False: []}
        real = module.with_receipt
        import assistant.assistant as driving

        for n in range(400):
            is_with = n % 2 == 0
            driving.with_receipt = real if is_with else _without  # type: ignore[assignment]
            began = time.process_time()
            made = to_json(assistant.ask(conversation, as_of=date.fromisoformat(DAY)))
            store.save({**made, "id": f"a{n}"}, "", (QUESTIONS[0],))
            took[is_with].append(time.process_time() - began)
        driving.with_receipt = real
    with_, without = (statistics.median(took[is_with][40:]) * 1000 for is_with in (True, False))
    fits = with_ - without <= 1 and without / with_ >= 0.9
    return [Row("凭证和日志的代价", f"p50 {without:.2f} → {with_:.2f} ms CPU", fits)]


def _without(answer: Any, *_: object) -> Any:
    return answer


def as_in_container(_seconds: int) -> list[Row]:
    """The server of another user, with no rights, on a root that cannot be written."""
    reason = why_not()
    if reason:
        return [Row("容器的条件（没有容器引擎时）", f"没有试：{reason}", False)]
    with contained("--workers", "2") as server:
        status, body, _ = ask(server.url, QUESTIONS[0])
        is_bare = int(server.status("CapEff"), 16) == 0 and server.status("NoNewPrivs") == "1"
        is_closed = server.root_is_read_only()
        kept = (server.data / "cewen.sqlite").exists()
    said = (
        f"提问得到 {status}，存下 {'是' if kept else '否'}，"
        f"没有任何特权 {'是' if is_bare else '否'}，根只读 {'是' if is_closed else '否'}"
    )
    holds = status == 200 and bool(body) and kept and is_bare and is_closed
    return [Row("容器的条件：uid 10001、根只读、没有特权（unshare、setpriv）", said, holds)]


_FUZZ = 180
"""Seconds of it here; `make fuzz` takes ten minutes."""


def fuzzed(seconds: int) -> list[Row]:
    """Schemathesis on every route: as documented, no 5xx; `make fuzz` takes longer."""
    command = [sys.executable, "-m", "tests.attack.fuzz", "--seconds", str(min(seconds, _FUZZ))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    told = [
        line.strip() for line in done.stdout.splitlines() if "cases:" in line or "passed" in line
    ]
    said = "；".join(told[-2:]) or done.stdout[-200:]
    return [Row(f"schemathesis，{min(seconds, _FUZZ)} 秒", said, done.returncode == 0)]


def guarded(_seconds: int) -> list[Row]:
    """Changed answers, jailbreaks and injections against the guards."""
    counts = run_guards(120)
    rows = []
    for found in counts:
        for guard in dict.fromkeys(one.guard for one in found.all):
            tries = [o for o in found.all if o.guard == guard and o.kind != FALSE_ALARM]
            calm = [o for o in found.all if o.guard == guard and o.kind == FALSE_ALARM]
            held, n = sum(o.held for o in tries), sum(o.n for o in tries)
            said = f"{n} 次中守住 {held}"
            quiet = all(o.held >= 0.99 * o.n for o in calm)
            if calm:
                said += f"，{sum(o.n for o in calm)} 次误报 {sum(o.n - o.held for o in calm)}"
            least = _LEAST.get(guard, 1.0)
            rows.append(Row(f"守护：{guard}", said, quiet and held >= least * n))
    return rows


_LEAST = {"查出处": 0.0, "重新计算并比对": 0.99, "查改写": 0.99}
"""Shares that must be caught; what a source alone cannot show is caught by computing again."""


PARTS: dict[str, Callable[[int], list[Row]]] = {
    "costs": costs,
    "loads": loads,
    "hostile": hostile,
    "half_open": half_open,
    "kills": kills,
    "receipts": receipts,
    "replays": replays,
    "cost_of_receipts": cost_of_receipts,
    "as_in_container": as_in_container,
    "streams": table.streams,
    "orphans": table.orphans,
    "old_rows": table.old_rows,
    "own_data": table.own_data,
    "names": table.names,
    "quotas": table.quotas,
    "full_disk": table.full_disk,
    "marks": table.marks,
    "texts": table.texts,
    "damaged": table.damaged,
    "same_bytes": table.same_bytes,
    "outbound": table.outbound,
    "killed_builds": table.killed_builds,
    "fuzzed": fuzzed,
    "guarded": guarded,
}


def run(name: str, seconds: int) -> dict[str, Any]:
    """One part: its rows, how long it took and what else the machine did; a crash is a row."""
    print(f"… {name}", file=sys.stderr, flush=True)
    began, load = time.monotonic(), os.getloadavg()[0]
    try:
        rows = PARTS[name](seconds)
    except Exception as error:  # noqa: BLE001 - the other parts go on
        traceback.print_exc()
        rows = [Row(name, f"中断：{type(error).__name__}: {str(error)[:200]}", False)]
    return {
        "rows": [asdict(row) for row in rows],
        "seconds": round(time.monotonic() - began),
        "load": [round(load, 1), round(os.getloadavg()[0], 1)],
        "ended": datetime.now(UTC).isoformat(timespec="minutes"),
    }


def _is_old(part: Any) -> bool:
    """Whether a part has no result of the last day."""
    if not isinstance(part, dict):
        return True
    return datetime.now(UTC) - datetime.fromisoformat(part["ended"]) > timedelta(days=1)


def main() -> int:
    """Run what has no result of the last day yet, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=PARTS, action="append", help="may be given again")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--seconds", type=int, default=300)
    given = parser.parse_args()
    done: dict[str, Any] = {}
    if RESULTS.exists() and not (given.again and not given.part):
        done = json.loads(RESULTS.read_text())
    RESULTS.parent.mkdir(exist_ok=True)
    shown = given.part or list(PARTS)
    for name in shown:
        if given.part or given.again or _is_old(done.get(name)):
            done[name] = run(name, given.seconds)
            RESULTS.write_text(json.dumps(done, ensure_ascii=False, indent=1))
    print(f"{os.cpu_count()} 核；各段开始和结束时的系统负载、用时写在段后。\n")
    print("| 项目 | 结果 | 判定 | 段 |\n|---|---|---|---|")
    for name in shown:
        part = done[name]
        before, after = part["load"]
        told = f"{name}，{part['ended'][:10]}，{part['seconds']} 秒，负载 {before}–{after}"
        for row in part["rows"]:
            verdict = "通过" if row["holds"] else "未通过"
            print(f"| {row['test']} | {row['measured']} | {verdict} | {told} |")
    print(f"\n共 {sum(done[name]['seconds'] for name in shown) / 60:.0f} 分钟。")
    return 0 if all(row["holds"] for name in shown for row in done[name]["rows"]) else 1


if __name__ == "__main__":
    sys.exit(main())
