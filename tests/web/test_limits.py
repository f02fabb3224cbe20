"""What one caller can cost: processor time, turns, names, and half-sent requests."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.dialogue.conversation import Conversation
from assistant.errors import CostlyQuestionError, SettingsError
from assistant.settings import Settings
from assistant.web.app import create_app
from assistant.web.gate.deadline import Deadline
from assistant.web.gate.hosts import Hosts
from assistant.web.gate.workload import Turns
from assistant.web.running import connection
from assistant.web.running.connection import Connection, bounded
from tests.fakes import ROOT, FakeAssistant
from tests.waiting import PATIENCE, wait_until

DAY = date(2025, 6, 1)
ASK = "/api/v1/ask"


def spin() -> None:
    while True:
        pass


def test_work_beyond_its_processor_time_is_ended() -> None:
    with pytest.raises(CostlyQuestionError, match="拆成几个短问题"):
        Deadline(0.1).run(spin)


def test_waiting_is_no_work() -> None:
    assert Deadline(0.2).run(lambda: time.sleep(0.5) or "done") == "done"


def test_work_after_the_limit_was_reached_is_not_disturbed() -> None:
    deadline = Deadline(0.1)
    for _ in range(3):
        with pytest.raises(CostlyQuestionError):
            deadline.run(spin)
    assert deadline.run(lambda: "done") == "done"


@pytest.mark.parametrize("character", ["½", "ⅷ", "㌖", "\ufdfa"])
def test_a_question_is_as_long_as_it_is_read(client: TestClient, character: str) -> None:
    # One such character is up to 18 when it is read: 2 000 of them were 36 000.
    told = client.post(ASK, json={"question": character * 2000})
    assert told.status_code == 400
    assert "按展开后计" in told.json()["detail"]
    assert client.post(ASK, json={"question": character * 100}).status_code == 200
    spoken = {"model": "policy-qa", "messages": [{"role": "user", "content": character * 2000}]}
    assert client.post("/v1/chat/completions", json=spoken).status_code == 400


class Endless(FakeAssistant):
    """Answers no question that says so."""

    def steps(self, conversation: Conversation, *, as_of: date) -> Iterator[Any]:
        if "没完" in conversation.question:
            spin()
        yield from super().steps(conversation, as_of=as_of)

    def ask(self, conversation: Conversation, *, as_of: date) -> Any:
        if "没完" in conversation.question:
            spin()
        return super().ask(conversation, as_of=as_of)


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_a_question_that_never_ends_is_told_and_others_go_on(tmp_path: Path, accept: str) -> None:
    settings = Settings(workspace=ROOT, data_dir=tmp_path, question_seconds=0.5)
    with TestClient(create_app(settings, Endless(), today=lambda: DAY)) as client:
        told = client.post(ASK, json={"question": "没完"}, headers={"accept": accept})
        assert (told.status_code, told.json()["code"]) == (400, "question_too_complex")
        assert client.post(ASK, json={"question": "龙岗租算力补多少"}).status_code == 200


def in_order(most: int, waiting: int, steps: Any) -> Any:
    return asyncio.run(steps(Turns(most, waiting)))


def test_who_used_little_goes_first() -> None:
    async def steps(turns: Turns) -> list[str]:
        order: list[str] = []
        await turns.take("greedy")
        turns.give_back("greedy", 5.0)
        await turns.take("first")

        async def wait(address: str) -> None:
            await turns.take(address)
            order.append(address)
            turns.give_back(address, 0.0)

        tasks = [asyncio.create_task(wait("greedy")) for _ in range(3)]
        await asyncio.sleep(0)
        tasks.append(asyncio.create_task(wait("modest")))
        await asyncio.sleep(0)
        turns.give_back("first", 0.0)
        await asyncio.gather(*tasks)
        return order

    assert in_order(1, 10, steps) == ["modest", "greedy", "greedy", "greedy"]


async def used(turns: Turns, address: str, seconds: float) -> None:
    for _ in range(5):
        assert await turns.take(address)
        turns.give_back(address, seconds)


def test_who_asks_what_takes_long_leaves_a_turn_to_others() -> None:
    async def steps(turns: Turns) -> tuple[bool, bool, bool]:
        await used(turns, "long", 2.0)
        await used(turns, "short", 0.1)
        held = await turns.take("long")
        second = asyncio.create_task(turns.take("long", seconds=20))
        await asyncio.sleep(0)
        at_once = await turns.take("short", seconds=0.0)
        was_waiting = not second.done()
        turns.give_back("short", 0.1)
        turns.give_back("long", 2.0)
        return held and await second, at_once, was_waiting

    assert in_order(2, 10, steps) == (True, True, True)
    # Where there is one turn only, nobody would ever get it.
    assert in_order(1, 10, lambda turns: turns.take("long"))


def test_who_had_much_of_late_leaves_a_turn_to_who_had_little() -> None:
    async def steps(turns: Turns) -> list[bool]:
        for _ in range(10):
            await used(turns, "many", 0.2)
        alone = [await turns.take("many", seconds=0.0) for _ in range(2)]
        for _ in alone:
            turns.give_back("many", 0.2)
        await used(turns, "few", 0.1)
        beside = [await turns.take("many", seconds=0.0) for _ in range(2)]
        return [*alone, *beside, await turns.take("few", seconds=0.0)]

    assert in_order(2, 10, steps) == [True, True, True, False, True]


def test_short_requests_of_one_address_may_have_all_turns() -> None:
    async def steps(turns: Turns) -> list[bool]:
        await used(turns, "short", 0.1)
        return [await turns.take("short", seconds=0.0) for _ in range(3)]

    assert in_order(2, 10, steps) == [True, True, False]


def test_in_a_full_queue_who_used_most_makes_room() -> None:
    async def steps(turns: Turns) -> tuple[list[bool], bool]:
        await used(turns, "greedy", 5.0)
        await turns.take("first")
        greedy = [asyncio.create_task(turns.take("greedy", seconds=20)) for _ in range(3)]
        await asyncio.sleep(0)
        modest = asyncio.create_task(turns.take("modest", seconds=20))
        await asyncio.sleep(0)
        again = await turns.take("greedy", seconds=20)
        for address in ("first", "modest", "greedy"):
            turns.give_back(address, 0.0)
            await asyncio.sleep(0)
        return [await task for task in (*greedy, modest)], again

    told, again = in_order(1, 3, steps)
    assert sorted(told[:3]) == [False, True, True]
    assert told[3]
    assert not again


def test_turns_that_are_given_up_are_not_lost() -> None:
    async def steps(turns: Turns) -> bool:
        await turns.take("a")
        assert not await turns.take("b", seconds=0.01)
        gone = asyncio.create_task(turns.take("c"))
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.gather(gone, return_exceptions=True)
        turns.give_back("a", 0.0)
        return await turns.take("d") and len(turns) == 0

    assert in_order(1, 10, steps)


def test_beyond_the_queue_nobody_waits() -> None:
    async def steps(turns: Turns) -> bool:
        await turns.take("a")
        return await turns.take("b")

    assert not in_order(1, 0, steps)


class Held(FakeAssistant):
    """Answers when it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.began = threading.Semaphore(0)
        self.go = threading.Event()

    def ask(self, conversation: Conversation, *, as_of: date) -> Any:
        self.began.release()
        assert self.go.wait(PATIENCE)
        return super().ask(conversation, as_of=as_of)


def test_too_many_at_once_are_told_when_to_come_back_and_health_never_waits(
    tmp_path: Path,
) -> None:
    held = Held()
    settings = Settings(workspace=ROOT, data_dir=tmp_path, concurrency=1, queue=0)
    with TestClient(create_app(settings, held, today=lambda: DAY)) as client:
        first = threading.Thread(
            target=client.post, args=(ASK,), kwargs={"json": {"question": "问"}}
        )
        first.start()
        assert held.began.acquire(timeout=PATIENCE)
        try:
            told = client.post(ASK, json={"question": "再问"})
            assert (told.status_code, told.json()["code"]) == (503, "overloaded")
            assert int(told.headers["retry-after"]) > 0
            assert client.get("/healthz").status_code == 200
            assert "cewen_refused_total 1.0" in client.get("/metrics").text
        finally:
            held.go.set()
            first.join(PATIENCE)
        assert client.post(ASK, json={"question": "又问"}).status_code == 200


def test_one_address_holds_no_more_than_its_share(tmp_path: Path) -> None:
    held = Held()
    settings = Settings(workspace=ROOT, data_dir=tmp_path, address_concurrency=1)
    with TestClient(create_app(settings, held, today=lambda: DAY)) as client:
        first = threading.Thread(
            target=client.post, args=(ASK,), kwargs={"json": {"question": "问"}}
        )
        first.start()
        assert held.began.acquire(timeout=PATIENCE)
        try:
            told = client.post(ASK, json={"question": "再问"})
            assert (told.status_code, told.json()["code"]) == (429, "rate_limited")
        finally:
            held.go.set()
            first.join(PATIENCE)


@pytest.mark.parametrize(
    ("named", "host", "serves"),
    [
        ((), "127.0.0.1:8000", True),
        ((), "[::1]:8000", True),
        ((), "localhost", True),
        ((), "cewen", True),
        ((), "assistant.test:80", True),
        ((), "evil.example.com", False),
        ((), "127.0.0.1.evil.com", False),
        ((), "", False),
        (("portal.gov.cn",), "PORTAL.gov.cn:443", True),
        (("portal.gov.cn",), "portal.gov.cn.", True),
        (("portal.gov.cn",), "127.0.0.1", False),
        (("*.gov.cn",), "portal.gov.cn", True),
        (("*.gov.cn",), "gov.cn", False),
        (("*.gov.cn",), "evilgov.cn", False),
        (("*",), "anything.com", True),
    ],
)
def test_names_that_are_served(named: tuple[str, ...], host: str, serves: bool) -> None:
    assert Hosts(named).serves(host) is serves


def test_a_name_that_is_none_is_told() -> None:
    with pytest.raises(SettingsError, match=r"CEWEN_HOSTS.*'https://x'"):
        Hosts(("https://x",))


def test_another_name_is_refused_even_with_its_own_origin(client: TestClient) -> None:
    evil = {"host": "evil.com", "origin": "http://evil.com"}
    told = client.post(ASK, json={"question": "问"}, headers=evil)
    assert (told.status_code, told.json()["code"]) == (400, "host_not_allowed")
    assert "CEWEN_HOSTS" in told.json()["detail"]
    assert client.get("/healthz", headers={"host": "evil.com"}).status_code == 200


def test_a_proxy_that_lost_the_port_is_told_as_such(client: TestClient) -> None:
    sent = {"host": "localhost", "origin": "http://localhost:8034"}
    told = client.post(ASK, json={"question": "问"}, headers=sent)
    assert told.status_code == 403
    assert "$http_host" in told.json()["detail"]
    assert "CEWEN_SITES" not in told.json()["detail"]


def test_another_method_is_told_which_there_are(client: TestClient) -> None:
    told = client.delete(ASK)
    assert (told.status_code, told.headers["allow"]) == (405, "POST")


@pytest.fixture
def port(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(connection, "SECONDS", 0.3)
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    config = uvicorn.Config(app, http=Connection, log_level="critical", timeout_keep_alive=30)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    wait_until(lambda: server.started)
    yield int(listening.getsockname()[1])
    server.should_exit = True
    thread.join(PATIENCE)
    listening.close()


HEAD = b"POST /api/v1/ask HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n"
HEALTH = b"GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n"


@pytest.mark.parametrize(
    "sent", [b"", HEAD, HEAD + b"content-length: 60\r\n\r\n{", HEALTH + b"GET /he"]
)
def test_a_request_that_is_never_whole_is_ended(port: int, sent: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as caller:
        caller.sendall(sent)
        while caller.recv(65536):
            pass  # ends when the server closes; a server that does not runs into the time limit


def test_a_whole_request_may_take_its_time_and_the_connection_stays(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "SECONDS", PATIENCE)
    made: list[Connection] = []
    begin = Connection.connection_made

    def connection_made(self: Connection, transport: Any) -> None:
        made.append(self)
        begin(self, transport)

    monkeypatch.setattr(Connection, "connection_made", connection_made)
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as caller:
        for _ in range(2):
            caller.sendall(HEALTH[:20])
            caller.sendall(HEALTH[20:])
            got = b""
            while not got.endswith(b'{"status":"ok"}'):
                got += caller.recv(65536)
            assert b"200 OK" in got
            # Nothing runs out while it answers or waits for the next request.
            wait_until(lambda: made[0]._deadline is None)


def connected(port: int, source: str) -> socket.socket:
    """A connection from an address of this machine."""
    address = ("127.0.0.1", port)
    return socket.create_connection(address, timeout=PATIENCE, source_address=(source, 0))


def served(port: int, source: str) -> tuple[socket.socket, bytes]:
    """A connection that asks, and the start of what it is told."""
    caller = connected(port, source)
    caller.sendall(HEALTH)
    return caller, caller.recv(65536)


def test_one_address_has_few_connections_and_a_proxy_as_many_as_it_wants(app: FastAPI) -> None:
    protocol = bounded(2, "127.0.0.9,10.0.0.0/8,proxy.internal")
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, http=protocol, log_level="critical"))
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    wait_until(lambda: server.started)
    port, held = listening.getsockname()[1], []
    try:
        for source in ("127.0.0.2", "127.0.0.2", "127.0.0.3", *["127.0.0.9"] * 4):
            caller, told = served(port, source)
            held.append(caller)
            assert b"200 OK" in told
        caller = connected(port, "127.0.0.2")  # what it sent would reset the closed connection
        held.append(caller)
        assert caller.recv(65536).startswith(b"HTTP/1.1 429")
        assert caller.recv(65536) == b""
        held[0].close()
        wait_until(lambda: protocol.open_by["127.0.0.2"] <= 1)
        caller, told = served(port, "127.0.0.2")
        held.append(caller)
        assert b"200 OK" in told
    finally:
        for caller in held:
            caller.close()
        server.should_exit = True
        thread.join(PATIENCE)
        listening.close()
    assert not protocol.open_by


def test_where_everybody_is_trusted_no_address_is_bounded() -> None:
    assert bounded(2, "*").most == 0
    assert bounded(2, "127.0.0.1").most == 2


def test_a_request_whose_body_never_comes_holds_no_turn(tmp_path: Path) -> None:
    settings = Settings(workspace=ROOT, data_dir=tmp_path, concurrency=1, queue=0)
    app = create_app(settings, FakeAssistant(), today=lambda: DAY)
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, http=Connection, log_level="critical"))
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    wait_until(lambda: server.started)
    try:
        port = listening.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as half:
            half.sendall(HEAD + b"content-length: 60\r\n\r\n{")
            with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as whole:
                whole.sendall(b"GET /api/v1/policies HTTP/1.1\r\nhost: localhost\r\n\r\n")
                assert b"200 OK" in whole.recv(65536)
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
        listening.close()
