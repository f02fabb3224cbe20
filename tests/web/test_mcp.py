"""The tools, called by the protocol's own client: over HTTP and over standard streams."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import threading
from collections.abc import Awaitable, Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from mcp import StdioServerParameters
from mcp.client import Client
from mcp.types import TextContent

from tests.fakes import ROOT
from tests.real_assistant import real, workspace
from tests.waiting import PATIENCE, wait_until


@pytest.fixture
def url(app: FastAPI) -> Iterator[str]:
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    wait_until(lambda: server.started)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/mcp"
    server.should_exit = True
    thread.join(PATIENCE)
    listening.close()


def talk(server: Any, steps: Callable[[Client], Awaitable[Any]]) -> Any:
    async def whole() -> Any:
        async with Client(server) as client:
            return await steps(client)

    return asyncio.run(whole())


def text_of(result: Any) -> str:
    return "".join(part.text for part in result.content if isinstance(part, TextContent))


TOOLS = {
    "ask_policy",
    "search_clauses",
    "get_clause",
    "list_policies",
    "list_rules",
    "estimate_funding",
    "compare_policies",
}


async def everything(client: Client) -> None:
    listed = await client.list_tools()
    assert {tool.name for tool in listed.tools} == TOOLS
    assert all(tool.annotations and tool.annotations.read_only_hint for tool in listed.tools)
    asked = await client.call_tool(
        "ask_policy", {"question": "龙岗租800万算力能补多少？", "as_of": "2025-06-01"}
    )
    assert not asked.is_error
    assert asked.structured_content["estimates"][0]["amount"] == "2400000.00"
    assert "240万元" in text_of(asked)
    facts = {"rule_id": "longgang-2025#2:compute-service", "facts": {"compute_fee_yuan": "800万"}}
    made = await client.call_tool("estimate_funding", {**facts, "as_of": "2025-06-01"})
    assert made.structured_content["amount"] == "2400000.00"
    both = {"policies": ["longgang-2025", "futian-2024"], "as_of": "2025-06-01"}
    compared = await client.call_tool(
        "compare_policies", {**both, "facts": {"compute_fee_yuan": "800万"}}
    )
    rows = compared.structured_content["rows"]
    amounts = {row["rule_id"]: row["estimate"]["amount"] for row in rows}
    assert amounts[facts["rule_id"]] == "2400000.00"
    stated = [Decimal(amount) for amount in amounts.values() if amount is not None]
    assert stated == sorted(stated, reverse=True)
    assert {row["policy_id"] for row in rows} <= set(both["policies"])
    assert "| longgang-2025#2 |" in text_of(compared)
    whole = (await client.call_tool("compare_policies", both)).structured_content
    assert {row["policy_id"] for row in whole["rows"]} == set(both["policies"])
    assert len(whole["rows"]) > len(rows)
    clause = await client.call_tool("get_clause", {"clause_id": "longgang-2025#2"})
    assert "算力服务费用" in clause.structured_content["text"]
    policies = await client.call_tool("list_policies", {"as_of": "2025-06-01"})
    assert len(policies.structured_content["policies"]) == 8
    rules = await client.call_tool("list_rules", {"policy": "longgang-2025"})
    assert rules.structured_content["rules"]
    for name, wrong in (
        ("get_clause", {"clause_id": "longgang-2025#99"}),
        ("ask_policy", {"question": ""}),
        ("list_policies", {"as_of": "明天"}),
        ("compare_policies", {"policies": ["longgang-2025"]}),
        ("compare_policies", {"policies": ["longgang-2025", "nowhere"]}),
    ):
        told = await client.call_tool(name, wrong)
        assert told.is_error
        assert "_" in text_of(told).partition("：")[0]
    text = await client.read_resource("policy://longgang-2025/2")
    assert "算力服务费用" in text.contents[0].text  # type: ignore[union-attr]
    prompt = await client.get_prompt("policy_answer", {"question": "龙岗补多少"})
    assert "ask_policy" in prompt.messages[0].content.text  # type: ignore[union-attr]


def test_every_tool_over_http(app: FastAPI, url: str) -> None:
    app.state.services.opened = real()
    talk(url, everything)


def test_every_tool_over_standard_streams() -> None:
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "assistant", "--workspace", str(workspace()), "mcp"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "CEWEN_DATA_DIR": str(workspace() / "mcp-var")},
        cwd=str(ROOT),
    )
    talk(command, everything)


def test_a_follow_up_goes_on_in_its_conversation(app: FastAPI, url: str) -> None:
    app.state.services.opened = real()

    async def steps(client: Client) -> Any:
        first = await client.call_tool("ask_policy", {"question": "龙岗租800万算力能补多少？"})
        ids = {"conversation_id": first.structured_content["conversation_id"]}
        return await client.call_tool("ask_policy", {"question": "那福田呢", **ids})

    told = talk(url, steps)
    assert "futian-2024" in str(told.structured_content["citations"])


def test_another_host_name_is_refused(client: TestClient) -> None:
    assert client.post("/mcp", json={}, headers={"host": "evil.com"}).status_code == 400
