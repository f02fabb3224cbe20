"""The assistant as tools of the Model Context Protocol, over HTTP (/mcp) and standard streams.

Importing the protocol's package takes a second: this module is imported when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any, TypeVar

from anyio import to_thread
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError, ToolError
from mcp.types import CallToolResult, TextContent, ToolAnnotations

from assistant.answer.render import Json, answer_of, to_markdown
from assistant.errors import UserError
from assistant.policy.clause import ClauseId
from assistant.web.api import comparing, corpus, rules
from assistant.web.api.asking import answer_at_once, begin
from assistant.web.gate.problems import Problem, problem_of
from assistant.web.services import Services

_T = TypeVar("_T")
_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_ABOUT = """策问：产业政策的逐字条款和按条款算出的金额。先用 ask_policy 提问；
金额只引用工具给出的数，
引用条款时写明条款编号（如 longgang-2025#2）和原文。"""


def make_server(shared: Callable[[], Services]) -> MCPServer:
    """The server; ``shared`` gives the services as they are now."""
    server = MCPServer("cewen", title="策问", instructions=_ABOUT)
    _add_tools(server, shared)
    _add_texts(server, shared)
    return server


async def _done(work: Callable[[], _T]) -> _T:
    """The result, computed in a thread; an error is told in the result, with its code."""
    try:
        return await to_thread.run_sync(work)
    except Exception as error:
        problem = problem_of(error)
        raise ToolError(f"{problem.code}：{problem.detail}") from error


def _add_tools(server: MCPServer, shared: Callable[[], Services]) -> None:
    @server.tool(title="提问", annotations=_READS)
    async def ask_policy(
        question: str, as_of: str | None = None, conversation_id: str | None = None
    ) -> CallToolResult:
        """用中文提问产业政策，得到带逐字引用和算式的回答。

        as_of 是按哪一天回答，如 2025-06-01，默认今天；接着问时带上回答里的 conversation_id。
        """

        def work() -> CallToolResult:
            held = copy(shared())
            told = answer_at_once(held, begin(held, question, conversation_id, as_of))
            answer = answer_of(told)
            text = to_markdown(answer) if answer is not None else str(told["text"])
            return CallToolResult(
                content=[TextContent(type="text", text=text)], structured_content=told
            )

        return await _done(work)

    @server.tool(title="检索条款", annotations=_READS)
    async def search_clauses(query: str, k: int = 10, as_of: str | None = None) -> dict[str, Any]:
        """只检索：最相关的条款编号在前，最多 100 条。"""
        return await _done(
            lambda: corpus.search(copy(shared()), q=query, k=min(max(k, 1), 100), as_of=as_of)
        )

    @server.tool(title="条款原文", annotations=_READS)
    async def get_clause(clause_id: str, as_of: str | None = None) -> dict[str, Any]:
        """一个条款的逐字原文和效力，编号如 longgang-2025#2 或 futian-2024#1.2。"""

        def work() -> Json:
            policy, _, n = str(ClauseId.parse(clause_id)).partition("#")
            return corpus.clause(policy, n, copy(shared()), as_of)

        return await _done(work)

    @server.tool(title="政策列表", annotations=_READS)
    async def list_policies(as_of: str | None = None) -> dict[str, Any]:
        """收录的全部政策，及其在某日是否有效。"""
        return await _done(lambda: corpus.policies(copy(shared()), as_of))

    @server.tool(title="规则列表", annotations=_READS)
    async def list_rules(policy: str | None = None) -> dict[str, Any]:
        """可以测算的规则和各自的编号，可按政策编号筛选。"""
        return await _done(lambda: rules.rules(copy(shared()), policy))

    @server.tool(title="政策比较", annotations=_READS)
    async def compare_policies(
        policies: list[str],
        facts: dict[str, Any] | None = None,
        topic: str | None = None,
        as_of: str | None = None,
    ) -> CallToolResult:
        """几项政策并排：同样的事实下各条规则的金额、比例、上限和条件，金额大的在前，不相加。

        policies 是政策编号（2 到 8 个）；facts 如 {"compute_fee_yuan": "800万"}，
        给出时只列用得上它们的规则；topic 是规则的事项（list_rules 里的 topic）。
        """

        def work() -> CallToolResult:
            made = comparing.compare_policies(copy(shared()), policies, facts or {}, topic, as_of)
            text = str(made.pop("text"))
            return CallToolResult(
                content=[TextContent(type="text", text=text)], structured_content=made
            )

        return await _done(work)

    @server.tool(title="测算金额", annotations=_READS)
    async def estimate_funding(
        rule_id: str, facts: dict[str, Any], as_of: str | None = None
    ) -> dict[str, Any]:
        """按一条规则测算最多可得的金额；facts 如 {"compute_fee_yuan": "800万"}。"""

        def work() -> Json:
            body = rules.EstimateBody(rule_id=rule_id, facts=facts, as_of=as_of)
            return rules.estimate(body, copy(shared()))

        return await _done(work)


def _add_texts(server: MCPServer, shared: Callable[[], Services]) -> None:
    @server.resource("policy://{policy}", title="政策原文", mime_type="text/plain")
    async def policy_text(policy: str) -> str:
        """一项政策的收录文本。"""
        return await _found(lambda: shared().assistant.corpus.policy(policy).source)

    @server.resource("policy://{policy}/{n}", title="条款原文", mime_type="text/plain")
    async def clause_text(policy: str, n: str) -> str:
        """一个条款的原文，n 形如 2 或 1.2。"""
        return await _found(lambda: corpus.find_clause(shared(), policy, n).text)

    @server.prompt(title="按政策回答")
    def policy_answer(question: str) -> str:
        """按收录的条款回答，并写明条款编号。"""
        return (
            f"请用 ask_policy 工具回答：{question}\n"
            "只用工具给出的条款和金额；每句话后写明条款编号，金额写明算式；工具没有给出的不要补充。"
        )


async def _found(work: Callable[[], str]) -> str:
    try:
        return await to_thread.run_sync(work)
    except (UserError, Problem) as error:
        raise ResourceNotFoundError(str(error)) from error
