"""Many event streams at once for a minute, and how heavy and quick the first page is.

Starts ``cewen serve`` and keeps 50 clients asking over server-sent events in conversations of their
own. Every other question holds a number that nobody else asks about at that time, and the amount
of its answer must be the one for that number; the others are held against what a single client got
for the same question. An error, a lost stream or a mixed answer ends it with exit code 1. A server
that has too much to do says so (503) and when to come again: the clients do, and it is counted. A
chromium (where there is one) loads the page without cache and tells when something was painted.
Usage: python benchmarks/streams.py [--clients 50] [--seconds 60] [--workers 2]
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import re
import shutil
import signal
import statistics
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field

from server import QUESTIONS, free_port, start

OWN = "我们在龙岗租了{}万元的算力，能补多少？"
_OWN = re.compile(OWN.replace("{}", r"(\d+)"))
GOAL_KB = 60
GOAL_PAINT_MS = 300
GOAL_SENTENCE_MS = 100


@dataclass
class Tally:
    """What happened to all streams; ``busy``: how often one was told to come again."""

    streams: int = 0
    busy: int = 0
    first_sentences: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


class BusyError(RuntimeError):
    """The server has too much to do; ``seconds`` later it may not."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"503, retry after {seconds} s")
        self.seconds = seconds


def refusal(head: str) -> RuntimeError | None:
    """What the head of a response refuses with, None for one that answers."""
    first = head.split("\r\n")[0]
    if " 200 " in first:
        return None
    after = re.search(r"^retry-after: (\d+)", head, re.MULTILINE | re.IGNORECASE)
    return BusyError(int(after[1])) if " 503 " in first and after else RuntimeError(first)


async def stream(port: int, body: dict[str, str]) -> tuple[list[tuple[str, dict]], float, float]:
    """The events of one question, seconds to the first sentence and to the end."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    sent = json.dumps(body, ensure_ascii=False).encode()
    head = (
        "POST /api/v1/ask HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n"
        "accept: text/event-stream\r\ncontent-type: application/json\r\n"
        f"content-length: {len(sent)}\r\n\r\n"
    )
    began = time.perf_counter()
    writer.write(head.encode() + sent)
    status = await reader.readuntil(b"\r\n\r\n")
    if refused := refusal(status.decode("latin-1")):
        writer.close()
        raise refused
    is_chunked = b"chunked" in status.lower()
    text, first = b"", 0.0
    while True:
        part = await _part(reader, is_chunked=is_chunked)
        if not part:
            break
        text += part
        if not first and b"event: said" in text:
            first = time.perf_counter() - began
    writer.close()
    took = time.perf_counter() - began
    events = [_event(block) for block in text.decode().replace("\r\n", "\n").split("\n\n")]
    return [event for event in events if event], first or took, took


async def _part(reader: asyncio.StreamReader, *, is_chunked: bool) -> bytes:
    if not is_chunked:
        return await reader.read(65536)
    size = int((await reader.readline()).strip() or b"0", 16)
    part = await reader.readexactly(size)
    await reader.readline()
    return part


def _event(block: str) -> tuple[str, dict] | None:
    name = re.search(r"^event: (\w+)$", block, re.MULTILINE)
    data = re.search(r"^data: (.+)$", block, re.MULTILINE)
    return (name[1], json.loads(data[1])) if name and data else None


def told(events: list[tuple[str, dict]]) -> str:
    """What an answer says, without what differs from one asking to the next."""
    answer = dict(events[-1][1]["answer"])
    for name in ("id", "conversation_id", "timings_ms"):
        answer.pop(name)
    return json.dumps(answer, ensure_ascii=False, sort_keys=True)


def amount_of(events: list[tuple[str, dict]]) -> str:
    """The amount of the first sum that an answer has, "" for none."""
    estimates = events[-1][1]["answer"]["estimates"]
    return next((e["amount"] for e in estimates if e["amount"]), "")


def check(question: str, events: list[tuple[str, dict]], expected: dict[str, str]) -> str:
    """What is wrong with a stream, "" if nothing."""
    names = [name for name, _ in events]
    if not names or names[-1] != "done" or "error" in names:
        return f"{question}：{names[-3:]}"
    answer = events[-1][1]["answer"]
    if answer["question"] != question:
        return f"{question}：得到了别人的回答 {answer['question']}"
    said = [payload["sentence"]["text"] for name, payload in events if name == "said"]
    if said != [sentence["text"] for sentence in answer["sentences"]]:
        return f"{question}：逐句的内容与整个回答不同"
    number = _OWN.search(question)
    if number:
        amount = f"{min(int(number[1]) * 3000, 6_000_000)}.00"
        return "" if amount_of(events) == amount else f"{question}：金额 {amount_of(events)}"
    if told(events) != expected[question]:
        return f"{question}：与单独提问时的回答不同"
    return ""


async def soak(port: int, clients: int, seconds: float) -> Tally:
    """Ask until the time is over."""
    asked = {q: (await stream(port, {"question": q, "as_of": "2025-06-01"}))[0] for q in QUESTIONS}
    expected = {question: told(events) for question, events in asked.items()}
    tally = Tally()
    until = time.perf_counter() + seconds

    async def one(number: int) -> None:
        at = number
        while time.perf_counter() < until:
            question = QUESTIONS[at % len(QUESTIONS)]
            if at % 2:
                question = OWN.format(number + clients * (at // 2 % 40) + 1)
            at += 1
            try:
                body = {"question": question, "as_of": "2025-06-01"}
                events, first, took = await stream(port, body)
                fault = check(question, events, expected)
            except BusyError as told_when:
                tally.busy += 1
                await asyncio.sleep(told_when.seconds)
                continue
            except (OSError, RuntimeError, ValueError, asyncio.IncompleteReadError) as error:
                fault, first, took = f"{question}：{error!r}", 0.0, 0.0
            tally.streams += 1
            if fault:
                tally.faults.append(fault)
            else:
                tally.first_sentences.append(first)
                tally.whole.append(took)

    await asyncio.gather(*(one(number) for number in range(clients)))
    return tally


def weigh(port: int) -> tuple[float, int]:
    """Kilobytes of the first page and everything it loads, as sent (gzip), and how many files."""
    seen: dict[str, int] = {}
    pending = ["/"]
    while pending:
        path = pending.pop()
        if path in seen:
            continue
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}{path}", headers={"accept-encoding": "gzip"}
        )
        with urllib.request.urlopen(request) as response:
            raw = response.read()
            is_gzip = response.headers.get("content-encoding") == "gzip"
        seen[path] = len(raw)
        text = (gzip.decompress(raw) if is_gzip else raw).decode()
        if path == "/":
            found = re.findall(r'(?:src|href)="\./(static/[^"]+)"', text)
            pending += [f"/{link}" for link in found]
        elif path.partition("?")[0].endswith(".js"):
            folder = path.rpartition("/")[0]
            pending += [f"{folder}/{n}" for n in re.findall(r'from "\./([\w.]+)"', text)]
    return sum(seen.values()) / 1000, len(seen)


def painted_ms(port: int) -> float | None:
    """The median of five first contentful paints of ``/``; None without chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        return None
    from playwright.sync_api import sync_playwright

    times = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for _ in range(5):
            page = browser.new_context().new_page()
            page.goto(f"http://127.0.0.1:{port}/", wait_until="load")
            page.wait_for_function(
                "performance.getEntriesByName('first-contentful-paint').length > 0"
            )
            times.append(
                page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
            )
        browser.close()
    return statistics.median(times)


def ms(values: list[float], share: float) -> float:
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(len(ranked) * share))] * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    port = free_port()
    with tempfile.TemporaryDirectory() as data_dir:
        process = start(port, given.workers, data_dir)
        try:
            alone = [
                asyncio.run(stream(port, {"question": q, "as_of": "2025-06-01"}))[1]
                for q in QUESTIONS
            ]
            weight, files = weigh(port)
            painted = painted_ms(port)
            tally = asyncio.run(soak(port, given.clients, given.seconds))
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)
    print(f"首页 {weight:.1f} kB（gzip，{files} 个文件，目标不超过 {GOAL_KB} kB）")
    paint = "没有 chromium，未测" if painted is None else f"{painted:.0f} ms"
    print(f"首次绘制 {paint}（目标 {GOAL_PAINT_MS} ms 以内）")
    print(
        f"单独提问时第一句 p50 {ms(alone, 0.5):.0f} ms，最慢 {ms(alone, 1):.0f} ms"
        f"（目标 {GOAL_SENTENCE_MS} ms 以内）"
    )
    print(
        f"{given.clients} 路同时 {given.seconds:.0f} 秒：{tally.streams} 次，"
        f"出错 {len(tally.faults)} 次、请稍后再来 {tally.busy} 次"
        f"；第一句 p50 {ms(tally.first_sentences, 0.5):.0f} ms、p99 "
        f"{ms(tally.first_sentences, 0.99):.0f} ms，整个回答 p50 {ms(tally.whole, 0.5):.0f} ms"
    )
    for fault in tally.faults[:10]:
        print(f"  {fault}")
    if tally.faults or weight > GOAL_KB:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
