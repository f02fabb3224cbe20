"""Log lines with time, level and request id; as JSON one object a line. No question is logged."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime

ACCESS = logging.getLogger("cewen.access")
"""One line a request, at level INFO: only the JSON form shows it."""


class _Json(logging.Formatter):
    """One JSON object a line; ``extra={"told": {…}}`` adds members."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "told", {}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def prepare_logs(form: str) -> None:
    """``json``: every request and event; ``plain``: warnings only, as text. On standard error."""
    handler = logging.StreamHandler(sys.stderr)
    is_json = form == "json"
    plain = logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s")
    handler.setFormatter(_Json() if is_json else plain)
    own = logging.getLogger("cewen")
    own.handlers = [handler]
    own.setLevel(logging.INFO if is_json else logging.WARNING)
    own.propagate = False


def log_request(request_id: str, method: str, route: str, status: int, ms: float) -> None:
    """One request, by its route: addresses and queries may hold what somebody asked."""
    told = {"request_id": request_id, "method": method, "route": route, "status": status}
    ACCESS.info("%s %s %d", method, route, status, extra={"told": {**told, "ms": round(ms, 1)}})
