"""Errors as the caller sees them: RFC 9457 with OpenAI's ``error`` object, or a page, in Chinese.

No stack trace ever leaves; the request id joins what the user sees with the server's log.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from assistant import errors
from assistant.web.drawing.page import render_page

log = logging.getLogger("cewen.web")

TITLES = {
    "invalid_request": "请求内容有误",
    "question_too_long": "问题太长",
    "policy_not_found": "没有这项政策",
    "clause_not_found": "没有这个条款",
    "rule_not_found": "没有这条计算规则",
    "answer_not_found": "没有这条回答",
    "company_not_found": "没有存着的企业",
    "commitment_not_found": "日志里没有这个承诺",
    "conversation_not_found": "没有这段对话",
    "model_not_found": "没有这个模型",
    "unsupported_parameter": "不支持这个参数",
    "site_not_found": "没有登记这个网站",
    "origin_not_allowed": "这个网站没有登记",
    "not_found": "没有这个页面",
    "method_not_allowed": "不支持这种请求方式",
    "body_too_large": "请求内容太大",
    "unsupported_media_type": "不支持这种内容类型",
    "rate_limited": "请求太频繁",
    "overloaded": "服务繁忙",
    "switched_off": "暂停回答",
    "key_invalid": "密钥无效",
    "signature_invalid": "签名无效",
    "scope_missing": "密钥没有这项权限",
    "quota_exceeded": "密钥今天的次数用完了",
    "host_not_allowed": "网址的主机名不对",
    "question_too_complex": "问题太复杂",
    "index_not_ready": "问答服务尚未就绪",
    "store_unavailable": "暂时无法保存",
    "internal_error": "服务器内部错误",
}

_BY_ERROR: tuple[tuple[type[errors.AssistantError], int, str], ...] = (
    (errors.UnknownPolicyError, 404, "policy_not_found"),
    (errors.UnknownClauseError, 404, "clause_not_found"),
    (errors.UnknownRuleError, 404, "rule_not_found"),
    (errors.CostlyQuestionError, 400, "question_too_complex"),
    (errors.UserError, 400, "invalid_request"),
    (errors.StoreError, 503, "store_unavailable"),
    (errors.InstallationError, 503, "index_not_ready"),
)

_BY_STATUS = {
    404: ("not_found", "请检查网址，或回到首页。"),
    405: ("method_not_allowed", "请查看 docs 页面里的接口说明。"),
    413: ("body_too_large", "请求内容最多 64 KB，要读的文件最多 10 MB。"),
    415: ("unsupported_media_type", "请用 application/json 提交。"),
}

_FORESEEN = ("overloaded", "switched_off")
"""What is no fault of the program's and need not be logged as one."""

_OPENAI_TYPES = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}


class Problem(Exception):  # noqa: N818  named as in RFC 9457
    """One error to be sent; ``param`` names the part of the request that is wrong.

    ``allow`` are the methods of a route that was asked for with another (RFC 9110, 15.5.6).
    """

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        param: str | None = None,
        retry_after: int | None = None,
        allow: str = "",
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.param = param
        self.retry_after = retry_after
        self.allow = allow

    @property
    def title(self) -> str:
        """The short name of the error."""
        return TITLES.get(self.code, TITLES["invalid_request"])


def problem_of(error: Exception) -> Problem:
    """The problem an exception stands for; what nobody foresaw becomes ``internal_error``."""
    if isinstance(error, Problem):
        return error
    for kind, status, code in _BY_ERROR:
        if isinstance(error, kind):
            is_long = isinstance(error, errors.QuestionError) and "太长" in str(error)
            return Problem(status, "question_too_long" if is_long else code, str(error))
    if isinstance(error, RequestValidationError):
        return _invalid(error)
    if isinstance(error, HTTPException):
        code, detail = _BY_STATUS.get(error.status_code, ("invalid_request", "请检查请求。"))
        allow = (error.headers or {}).get("Allow", "")
        return Problem(error.status_code, code, detail, allow=allow)
    return Problem(500, "internal_error", "请稍后再试；如果一直出错，请把请求编号告诉管理员。")


def _allowed(request: Request) -> str:
    """Every documented method of a path: the router names only those of the first route."""
    found: set[str] = set()
    for template, methods in request.app.openapi()["paths"].items():
        if compile_path(template)[0].match(request.url.path):
            found |= {method.upper() for method in methods}
    return ", ".join(sorted(found))


def problem_json(problem: Problem, request_id: str) -> dict[str, object]:
    """The body: RFC 9457 members, ``code``, ``request_id`` and the ``error`` that SDKs read."""
    kind = _OPENAI_TYPES.get(problem.status)
    kind = kind or ("server_error" if problem.status >= 500 else "invalid_request_error")
    return {
        "type": "about:blank",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "instance": f"urn:request:{request_id}",
        "code": problem.code,
        "request_id": request_id,
        "errors": [{"pointer": f"/{problem.param}", "detail": problem.detail}]
        if problem.param
        else [],
        "error": {
            "message": f"{problem.title}：{problem.detail}",
            "type": kind,
            "param": problem.param,
            "code": problem.code,
        },
    }


def respond(request: Request, error: Exception) -> Response:
    """The response for an exception: a page for a browser's navigation, else problem+json."""
    problem = problem_of(error)
    request_id = request_id_of(request)
    if problem.status >= 500 and problem.code not in _FORESEEN:
        log.error("%s %s", request_id, problem.code, exc_info=error)
    headers = _headers(problem, request_id)
    if _wants_page(request):
        content = {"problem": problem, "request_id": request_id}
        return render_page(request, "problem.html", content, problem.status, headers)
    return JSONResponse(
        problem_json(problem, request_id),
        problem.status,
        headers,
        media_type="application/problem+json",
    )


def add_handlers(app: FastAPI) -> None:
    """Send every error of the application this way."""

    async def handle(request: Request, error: Exception) -> Response:
        response = respond(request, error)
        if response.status_code == 405 and (allowed := _allowed(request)):
            response.headers["allow"] = allowed
        return response

    for kind in (Problem, errors.AssistantError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, handle)


def request_id_of(request: Request) -> str:
    """The id given to the request by the outermost layer."""
    return str(getattr(request.state, "request_id", "unknown"))


def _headers(problem: Problem, request_id: str) -> Mapping[str, str]:
    headers = {"cache-control": "no-store", "x-request-id": request_id}
    if problem.retry_after is not None:
        headers["retry-after"] = str(problem.retry_after)
    if problem.allow:
        headers["allow"] = problem.allow
    if problem.status == 401:
        headers["www-authenticate"] = "Bearer"
    if problem.code == "internal_error":
        headers["x-should-retry"] = "false"
    return headers


def _wants_page(request: Request) -> bool:
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    accepts_page = "text/html" in request.headers.get("accept", "")
    return accepts_page and not path.startswith(("/api/", "/v1/", "/mcp"))


def _invalid(error: RequestValidationError) -> Problem:
    first = error.errors()[0]
    where = [str(part) for part in first["loc"] if part not in ("body", "query", "path")]
    name = "/".join(where)
    if first["type"] == "json_invalid":
        return Problem(400, "invalid_request", "请求内容不是合法的 JSON，请检查引号和逗号。")
    if first["type"] == "missing":
        detail = f"缺少 {name or '请求内容'}，请补上。"
    elif first["type"] == "extra_forbidden":
        detail = f"没有 {name} 这一项，请对照 docs 页面里的说明改名或去掉；没有保存。"
    else:
        detail = f"{name or '请求内容'} 的值不合适，请对照 docs 页面里的说明检查类型和格式。"
    return Problem(400, "invalid_request", detail, name or None)
