"""The connection to Milvus. The only file that imports pymilvus."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from assistant.errors import EngineError

SECONDS = 20.0
_ALIAS = "cewen"
_LONGEST_TEXT = 256


@dataclass(frozen=True, slots=True)
class Address:
    """Where Milvus listens, as whom to speak to it, and the alias of our collection."""

    uri: str
    alias: str = _ALIAS
    token: str = ""

    @classmethod
    def parse(cls, url: str) -> Address:
        """Read ``http://user:password@host:19530/alias``; all but scheme and host may be left out.

        Raises:
            EngineError: it is no such address.
        """
        parts = urlsplit(url)
        alias = parts.path.strip("/") or _ALIAS
        if parts.scheme not in {"http", "https"} or not parts.hostname or not _is_name(alias):
            raise EngineError(
                f"检索引擎地址的写法不对（{parts.scheme}://{parts.hostname or ''}）："
                "应形如 http://主机:19530/别名，别名只用字母、数字和下划线。"
            )
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        uri = f"{parts.scheme}://{host}:{parts.port or 19530}"
        user = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
        return cls(uri, alias, "" if user == ":" else user)


class Client:
    """pymilvus's client: its failures told in our words, its calls limited in time.

    After a failure the next call connects anew: a server that was restarted is found at once.
    """

    def __init__(self, address: Address) -> None:
        try:
            import pymilvus
        except ImportError as error:
            raise EngineError(
                "使用 Milvus 需要 pymilvus：运行 pip install 'cewen[milvus]'。"
            ) from error
        logging.getLogger("pymilvus").setLevel(logging.CRITICAL)
        self.address = address
        self._library = pymilvus
        self._connection: Any = None

    def call(self, name: str, *given: Any, **named: Any) -> Any:
        """Call a method of the client.

        Raises:
            EngineError: the server cannot be reached or refuses.
        """
        try:
            return getattr(self._connected(), name)(*given, timeout=SECONDS, **named)
        except Exception as error:  # grpc's own errors come through as well
            self.close()
            why = " ".join(str(getattr(error, "message", "") or error).split())[:160]
            raise EngineError(
                f"检索引擎 {self.address.uri} 出错：{why}。"
                "请确认 Milvus 已启动、地址和口令正确，再重试。"
            ) from error

    def _connected(self) -> Any:
        if self._connection is None:
            self._connection = self._library.MilvusClient(
                uri=self.address.uri, token=self.address.token, timeout=SECONDS, dedicated=True
            )
        return self._connection

    def close(self) -> None:
        """Give the connection back."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def schema(self, dim: int) -> Any:
        """Our fields: row, clause, policy with its days, both vectors."""
        kinds = self._library.DataType
        schema = self._library.MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field("row", kinds.INT64, is_primary=True)
        for name in ("clause", "policy"):
            schema.add_field(name, kinds.VARCHAR, max_length=_LONGEST_TEXT)
        for name in ("first_day", "last_day"):
            schema.add_field(name, kinds.INT64)
        schema.add_field("dense", kinds.FLOAT_VECTOR, dim=dim)
        schema.add_field("sparse", kinds.SPARSE_FLOAT_VECTOR)
        return schema

    def indices(self, dense: str) -> Any:
        """An index on each vector field; ``dense`` is the kind of the dense one."""
        chosen = self._library.MilvusClient.prepare_index_params()
        settings = {"M": 32, "efConstruction": 200} if dense == "HNSW" else {}
        chosen.add_index("dense", index_type=dense, metric_type="IP", params=settings)
        chosen.add_index("sparse", index_type="SPARSE_INVERTED_INDEX", metric_type="IP")
        return chosen


def _is_name(text: str) -> bool:
    return text.isascii() and text.replace("_", "a").isalnum() and not text[0].isdigit()
