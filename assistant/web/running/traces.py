"""Traces for OpenTelemetry, where an address is set; no question, query or address of a caller.

The package is optional, and imported only then.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from starlette.types import Scope

from assistant.errors import SettingsError

SERVICE = "cewen"


class Traces:
    """Makes one span for each request, below the caller's own if it names one (traceparent)."""

    def __init__(self, address: str, version: str) -> None:
        """Send to ``address``/v1/traces (OTLP over HTTP); "" for no traces.

        Raises:
            SettingsError: no http address, or the package is missing.
        """
        self._tracer: Any = None
        self._provider: Any = None
        if not address:
            return
        if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname:
            raise SettingsError(
                f"设置项 CEWEN_OTLP 的值 {address!r} 看不懂：请写成 http://127.0.0.1:4318。"
            )
        try:
            from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
            from opentelemetry.sdk.resources import Resource
            from opentelemetry.sdk.trace import TracerProvider
            from opentelemetry.sdk.trace.export import BatchSpanProcessor
        except ImportError as cause:
            raise SettingsError(
                "设置了 CEWEN_OTLP，但没有装 OpenTelemetry：请运行 pip install 'cewen[otel]'。"
            ) from cause
        about = Resource.create({"service.name": SERVICE, "service.version": version})
        self._provider = TracerProvider(resource=about)
        exporter = OTLPSpanExporter(endpoint=f"{address.rstrip('/')}/v1/traces")
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer(SERVICE, version)

    @contextmanager
    def request(self, scope: Scope, request_id: str) -> Iterator[Any]:
        """The span of a request; ``done`` ends what is known of it. None where none is made."""
        if self._tracer is None:
            yield None
            return
        from opentelemetry.trace import SpanKind
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        below = TraceContextTextMapPropagator().extract(headers)
        with self._tracer.start_as_current_span(
            scope["method"],
            context=below,
            kind=SpanKind.SERVER,
            attributes={"http.request.method": scope["method"], "cewen.request_id": request_id},
        ) as span:
            yield span

    @staticmethod
    def done(span: Any, scope: Scope, route: str, status: int) -> None:
        """Note the route and the status: addresses and queries may hold what somebody asked."""
        if span is None:
            return
        from opentelemetry.trace import Status, StatusCode

        span.update_name(f"{scope['method']} {route}")
        span.set_attribute("http.route", route)
        span.set_attribute("http.response.status_code", status)
        if status >= 500:
            span.set_status(Status(StatusCode.ERROR))

    def close(self) -> None:
        """Send what is left."""
        if self._provider is not None:
            self._provider.shutdown()
            self._provider = self._tracer = None
