"""Load on the real server over loopback: latency, answers a second, memory.

Starts ``cewen serve`` with worker processes, asks different questions in new conversations over
kept-alive connections, and prints a table. Usage: python benchmarks/server.py [--workers 2]
[--seconds 8] [--clients 8]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
QUESTIONS = (
    "我们在龙岗租了800万算力，能补多少？",
    "龙华的模型备案奖励怎么算？",
    "深圳的训力券面向哪些单位？",
    "前海租办公楼500平方米，一年补多少？",
    "福田区购买备案大模型服务有支持吗？",
    "想在龙岗拿满600万，要花多少算力费？",
    "龙岗和龙华的备案奖励哪个多？",
    "龙华区的政策什么时候到期？",
)


class Client:
    """One kept-alive connection that speaks just enough HTTP."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def __aenter__(self) -> Client:
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._writer.close()

    async def ask(self, question: str) -> float:
        """Seconds until the whole answer is there."""
        body = json.dumps({"question": question, "as_of": "2025-06-01"}).encode()
        head = (
            "POST /api/v1/ask HTTP/1.1\r\nhost: 127.0.0.1\r\n"
            f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
        )
        started = time.perf_counter()
        self._writer.write(head.encode() + body)
        headers = await self._reader.readuntil(b"\r\n\r\n")
        length = next(
            int(line.split(b":")[1])
            for line in headers.lower().split(b"\r\n")
            if line.startswith(b"content-length")
        )
        answer = await self._reader.readexactly(length)
        took = time.perf_counter() - started
        if b" 200 " not in headers.split(b"\r\n")[0] or b'"outcome"' not in answer:
            raise RuntimeError(headers.decode() + answer.decode())
        return took


async def load(port: int, clients: int, seconds: float) -> tuple[list[float], float]:
    """The latencies of all answers, and the time they took together."""
    until = time.perf_counter() + seconds
    latencies: list[float] = []

    async def one(number: int) -> None:
        async with Client(port) as client:
            at = number
            while time.perf_counter() < until:
                latencies.append(await client.ask(QUESTIONS[at % len(QUESTIONS)]))
                at += 1

    started = time.perf_counter()
    await asyncio.gather(*(one(number) for number in range(clients)))
    return latencies, time.perf_counter() - started


def resident_mb(pid: int) -> dict[int, float]:
    """Resident memory of a process and those below it (Linux)."""
    found: dict[int, float] = {}
    waiting = [pid]
    while waiting:
        current = waiting.pop()
        status = Path(f"/proc/{current}/status").read_text()
        kb = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
        found[current] = int(kb) / 1024
        children = Path(f"/proc/{current}/task/{current}/children").read_text()
        waiting += [int(child) for child in children.split()]
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


PATIENCE = 600
"""Seconds: a start takes three alone, and more than a minute beside other work."""


def start(port: int, workers: int, data_dir: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "assistant", "serve"]
    command += ["--port", str(port), "--workers", str(workers)]
    env = {**os.environ, "CEWEN_RATE_LIMIT": "1000000/second", "CEWEN_DATA_DIR": data_dir}
    process = subprocess.Popen(command, cwd=ROOT, env=env)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            asyncio.run(load(port, workers * 2, 0.2))
        except OSError:
            time.sleep(0.1)
        else:
            return process
    process.kill()
    raise SystemExit("服务器没有启动。")


def report(name: str, latencies: list[float], seconds: float) -> None:
    ranked = sorted(latencies)
    p99 = ranked[min(len(ranked) - 1, int(len(ranked) * 0.99))]
    print(
        f"{name:<24} {len(ranked):6d} 次  {len(ranked) / seconds:7.1f} 次/秒  "
        f"p50 {statistics.median(ranked) * 1000:6.1f} ms  p99 {p99 * 1000:6.1f} ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--clients", type=int, default=8)
    given = parser.parse_args()
    port = free_port()
    with tempfile.TemporaryDirectory() as data_dir:
        process = start(port, given.workers, data_dir)
        try:
            report("一个客户端", *asyncio.run(load(port, 1, given.seconds / 2)))
            report(
                f"{given.clients} 个客户端", *asyncio.run(load(port, given.clients, given.seconds))
            )
            memory = resident_mb(process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)
    shown = "、".join(f"{mb:.0f}" for mb in memory.values())
    print(f"常驻内存（MB，各进程）：{shown}（{given.workers} 个工作进程）")


if __name__ == "__main__":
    main()
