"""RemoteEncoder: vectors from an OpenAI-compatible endpoint, ``POST <address>/embeddings``.

Named ``http://host:port/v1#model``. Which prompts a served model wants is not told by the protocol:
they are given as ``#model?query=…&passage=…`` (URL-encoded) where the model's card asks for them.
"""

from __future__ import annotations

import base64
import hashlib
import http.client
import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np

from assistant.errors import EncoderError
from assistant.retrieval.encoder import PROBES, Vectors, unit_rows

_BATCH = 64
_SECONDS = 60.0
_TRIES = 3
_PAUSE = 0.5
_BUSY = {429, 500, 502, 503, 504}


def is_remote(spec: str) -> bool:
    """Whether an encoder is named by an address."""
    return spec.startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to ask, for which model, and what to put before a text."""

    url: str
    model: str
    query_prompt: str = ""
    passage_prompt: str = ""

    @classmethod
    def parse(cls, spec: str) -> Endpoint:
        """Read ``http://host/v1#model?query=…&passage=…``.

        Raises:
            EncoderError: no model is named.
        """
        parts = urlsplit(spec)
        model, _, prompts = parts.fragment.partition("?")
        if not model or not parts.hostname:
            raise EncoderError(
                f"向量服务地址 {parts.scheme}://{parts.hostname or ''}{parts.path} 没有写明模型："
                "应形如 http://主机:端口/v1#模型名。"
            )
        asked = parse_qs(prompts)
        url = parts._replace(fragment="", query="").geturl().rstrip("/")
        return cls(url, model, *(asked.get(name, [""])[0] for name in ("query", "passage")))


class RemoteEncoder:
    """Encodes over HTTP, in batches, trying again while the service is busy."""

    def __init__(self, endpoint: Endpoint, key: str = "") -> None:
        self.name = f"{endpoint.model} @ {urlsplit(endpoint.url).hostname}"
        self._endpoint = endpoint
        self._key = key
        self.dim = 0
        probes = self.encode_passages(PROBES)
        self.dim = int(probes.shape[1])
        rounded = np.round(probes * 100).astype(np.int32).tobytes()
        prompts = f"{endpoint.query_prompt}\x1f{endpoint.passage_prompt}"
        digest = hashlib.sha256(f"{endpoint.model}\x1f{prompts}\x1f".encode() + rounded)
        self.fingerprint = f"remote:{digest.hexdigest()}"

    def encode_queries(self, texts: list[str]) -> Vectors:
        """Vectors of questions."""
        return self._encode(texts, self._endpoint.query_prompt)

    def encode_passages(self, texts: list[str]) -> Vectors:
        """Vectors of chunks."""
        return self._encode(texts, self._endpoint.passage_prompt)

    def _encode(self, texts: list[str], prompt: str) -> Vectors:
        if not texts:
            return np.zeros((0, self.dim), np.float32)
        parts = []
        for first in range(0, len(texts), _BATCH):
            given = [prompt + text or " " for text in texts[first : first + _BATCH]]
            parts.append(self._vectors(self._ask(given), len(given)))
        return unit_rows(np.concatenate(parts))

    def _vectors(self, answer: Any, n: int) -> Vectors:
        try:
            rows = sorted(answer["data"], key=lambda row: row["index"])
            found = np.stack([_vector(row["embedding"]) for row in rows])
        except (KeyError, TypeError, ValueError) as error:
            raise self._error("的回答不是向量") from error
        if len(found) != n or found.ndim != 2 or (self.dim and found.shape[1] != self.dim):
            raise self._error(f"的回答形状不对：{found.shape}，应为 {n} 个 {self.dim or ''} 维向量")
        return found

    def _ask(self, texts: list[str]) -> Any:
        body = {"model": self._endpoint.model, "input": texts, "encoding_format": "float"}
        headers = {"Content-Type": "application/json"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        request = urllib.request.Request(
            f"{self._endpoint.url}/embeddings", json.dumps(body).encode(), headers
        )
        for attempt in range(1, _TRIES + 1):
            try:
                with urllib.request.urlopen(request, timeout=_SECONDS) as response:
                    return json.load(response)
            except urllib.error.HTTPError as error:
                if error.code not in _BUSY or attempt == _TRIES:
                    raise self._error(f"拒绝了请求（HTTP {error.code}）") from error
            except (OSError, http.client.HTTPException) as error:
                if attempt == _TRIES:
                    why = getattr(error, "reason", None) or error
                    raise self._error(f"连不上（{why}）") from error
            except ValueError as error:
                raise self._error("的回答不是 JSON") from error
            time.sleep(_PAUSE * attempt)
        raise AssertionError("the last attempt returns or raises")

    def _error(self, what: str) -> EncoderError:
        return EncoderError(
            f"向量服务 {urlsplit(self._endpoint.url).hostname}"
            f"（模型 {self._endpoint.model}）{what}："
            "请检查地址、模型名、密钥和服务状态。"
        )


def _vector(value: Any) -> Vectors:
    """One embedding: a list of numbers, or base64 of 32-bit floats."""
    if isinstance(value, str):
        return np.frombuffer(base64.b64decode(value), np.dtype("<f4"))
    return np.asarray(value, np.float32)
