"""Other encoders; slow, since sentence-transformers takes seconds to import."""

import socket
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import EncoderError
from assistant.retrieval.encoders import load_encoder
from assistant.retrieval.sentence import SentenceEncoder
from assistant.retrieval.static import StaticEncoder

TEXTS = ["租用算力", "人才奖励", ""]


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("network is unreachable")

    monkeypatch.setattr("assistant.retrieval.sentence.getproxies", dict)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.slow
def test_a_static_folder_gives_the_same_vectors_through_torch(model_folder: Path) -> None:
    torch_encoder = SentenceEncoder.load(str(model_folder))
    ours = StaticEncoder.load(model_folder)
    assert torch_encoder.dim == ours.dim
    np.testing.assert_allclose(
        torch_encoder.encode_passages(TEXTS), ours.encode_passages(TEXTS), atol=2e-6
    )
    assert torch_encoder.encode_queries([]).shape == (0, ours.dim)
    assert SentenceEncoder.load(str(model_folder)).fingerprint == torch_encoder.fingerprint


@pytest.mark.slow
@pytest.mark.usefixtures("no_network")
def test_a_hub_that_cannot_be_reached_is_told() -> None:
    with pytest.raises(EncoderError, match=r"nobody/no-such-model.*--encoder"):
        load_encoder("nobody/no-such-model")


@pytest.mark.slow
def test_a_half_written_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("[{", "utf-8")
    with pytest.raises(EncoderError, match="打不开"):
        SentenceEncoder.load(str(tmp_path))


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="没有模型文件夹"):
        load_encoder(str(tmp_path / "nowhere"))
    with pytest.raises(EncoderError, match="没有编码器文件夹"):
        load_encoder(tmp_path / "nowhere")


def test_a_static_folder_is_read_with_numpy(model_folder: Path) -> None:
    assert isinstance(load_encoder(model_folder), StaticEncoder)
    assert isinstance(load_encoder(str(model_folder)), StaticEncoder)
