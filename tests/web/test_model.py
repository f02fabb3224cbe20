"""The optional language model against a scripted server: it words, guesses, lies, fails, waits."""

from __future__ import annotations

import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import openai
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from fastapi.testclient import TestClient

from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.web.app import create_app
from assistant.web.model import Model
from tests.fakes import ROOT
from tests.real_assistant import DAY, real, workspace
from tests.waiting import PATIENCE
from tests.web.platforms import Loopback, loopback

ASK = "/api/v1/ask"
QUESTION = "龙岗租800万算力能补多少？"
LEAD = "龙岗区“购买算力”最多补 **240万元**。"


@pytest.fixture
def server() -> Iterator[Loopback]:
    with loopback() as opened:
        yield opened


@contextmanager
def opened(folder: Path, server: Loopback, seconds: float) -> Iterator[TestClient]:
    settings = Settings(
        workspace=workspace(),
        data_dir=folder / "var",
        llm_url=f"{server.url}/v1",
        llm_model="qwen",
        llm_seconds=seconds,
    )
    with TestClient(create_app(settings, real(), today=lambda: DAY)) as client:
        yield client


@pytest.fixture
def client(tmp_path: Path, server: Loopback) -> Iterator[TestClient]:
    with opened(tmp_path, server, PATIENCE) as client:
        yield client


def says(server: Loopback, content: str) -> None:
    """What the model answers, as documented for chat completions."""
    message = {"role": "assistant", "content": content}
    server.answers["/v1/chat/completions"] = {
        "id": "c1",
        "object": "chat.completion",
        "created": 1,
        "model": "qwen",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
    }


def ask(client: TestClient, question: str = QUESTION) -> dict:
    answer: dict = client.post(ASK, json={"question": question}).json()
    return answer


def template(answer: dict) -> dict:
    """The answer without what a model added and what is of this request alone."""
    added = ("wording", "proposal", "notice", "id", "conversation_id", "timings_ms")
    return {name: value for name, value in answer.items() if name not in added}


def test_a_wording_that_says_the_same_stands_beside_the_answer(
    client: TestClient, server: Loopback
) -> None:
    says(server, json.dumps(["龙岗区“采购算力”，最多补240万元。"], ensure_ascii=False))
    answer = ask(client)
    assert answer["sentences"][0]["text"] == LEAD  # the answer is the template's
    assert answer["generator"] == "template"
    wording = answer["wording"]
    assert wording["text"] == "龙岗区“采购算力”，最多补240万元。"
    assert wording["AIGC"]["Label"] == "1"
    assert wording["AIGC"]["ProduceID"] == answer["id"]
    assert wording["AIGC"]["ReservedCode1"] == answer["receipt"]["digest"]
    assert answer["notice"].startswith("以下由人工智能改写")
    sent = json.loads(server.got[0][2])
    assert json.loads(sent["messages"][1]["content"]) == [LEAD]  # neither question nor quotes


def test_the_receipt_is_of_the_template_alone(client: TestClient, server: Loopback) -> None:
    says(server, json.dumps(["龙岗区“采购算力”，最多补240万元。"], ensure_ascii=False))
    answer = ask(client)
    checked = client.post("/api/v1/verify", json={"receipt": _receipt(client, answer)}).json()
    assert checked["valid"], checked


def _receipt(client: TestClient, answer: dict) -> dict:
    return client.get(f"/api/v1/answers/{answer['id']}/receipt").json()


@pytest.mark.parametrize(
    "content",
    [
        '["龙岗区“购买算力”最多补 340万元。"]',  # another sum
        '["龙华区“购买算力”最多补 240万元。"]',  # another place
        '["龙岗区“购买算力”至少补 240万元。"]',  # the other bound
        '["龙岗区“购买算力”不补 240万元。"]',  # denied
        '["龙岗区“出售算力”最多补 240万元。"]',  # the opposite
        '["龙岗区“购买算力”最多补 240万元，保证到账。"]',  # more than it says
        '["Longgang pays at most 240万元."]',  # another language
        '["龙岗区“购买算力”最多补 240万元。", "再送一句"]',
        '{"text": "龙岗区"}',
        "好的，我来改写",
        "[" * 50_000,
        "",
    ],
)
def test_what_does_not_say_the_same_is_not_shown(
    client: TestClient, server: Loopback, content: str
) -> None:
    says(server, content)
    answer = ask(client)
    assert len(server.got) == 1
    assert not {"wording", "proposal", "notice"} & answer.keys()
    assert answer["sentences"][0]["text"] == LEAD


@pytest.mark.parametrize("status", [400, 401, 429, 500, 503, 302])
def test_a_model_that_fails_leaves_the_answer(
    client: TestClient, server: Loopback, status: int
) -> None:
    says(server, '["x"]')
    server.statuses = [status]
    answer = ask(client)
    assert answer["sentences"][0]["text"] == LEAD
    assert "wording" not in answer


def test_a_redirect_is_not_followed(client: TestClient, server: Loopback) -> None:
    says(server, '["x"]')
    server.statuses = [307]
    ask(client)
    assert [path for path, _, _ in server.got] == ["/v1/chat/completions"]


def model_at(url: str, folder: Path) -> Model:
    model = Model.of(Settings(workspace=ROOT, data_dir=folder, llm_url=url, llm_model="qwen"))
    assert model is not None
    return model


def test_no_certificates_are_read_for_a_plain_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[ssl.SSLContext] = []
    for name in ("load_verify_locations", "load_default_certs", "set_default_verify_paths"):
        monkeypatch.setattr(ssl.SSLContext, name, lambda self, *_, **__: read.append(self))
    model_at("http://127.0.0.1:9/v1", tmp_path)
    assert not read
    model_at("https://127.0.0.1:9/v1", tmp_path)
    assert read
    assert all(one.verify_mode is ssl.CERT_REQUIRED and one.check_hostname for one in read)


@pytest.fixture
def unvouched(tmp_path: Path) -> Iterator[Loopback]:
    """A server over TLS with a certificate that it wrote itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (tmp_path / "server.pem").write_bytes(secret + certificate.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "server.pem")
    with loopback(context) as opened:
        yield opened


@pytest.mark.parametrize("is_plain", [False, True])
def test_nothing_is_sent_where_nobody_vouches_for_the_certificate(
    tmp_path: Path, unvouched: Loopback, is_plain: bool
) -> None:
    """Neither at an https address, nor by the client of a plain one if it came to one."""
    url = f"{unvouched.url}/v1"
    model = model_at("http://127.0.0.1:9/v1" if is_plain else url, tmp_path)
    model._client.base_url = url
    with pytest.raises(openai.APIConnectionError) as raised:
        model._ask("做什么", "说什么")
    assert "CERTIFICATE_VERIFY_FAILED" in str(raised.value.__cause__)
    assert not unvouched.got


def test_a_model_that_dawdles_is_not_waited_for(tmp_path: Path, server: Loopback) -> None:
    says(server, '["龙岗区“采购算力”，最多补240万元。"]')
    with opened(tmp_path, server, 0.5) as client, server.held:
        answer = ask(client)
    assert "wording" not in answer
    assert answer["sentences"][0]["text"] == LEAD


def test_a_model_that_is_not_there_leaves_the_answer(tmp_path: Path) -> None:
    settings = Settings(
        workspace=workspace(),
        data_dir=tmp_path / "var",
        llm_url="http://127.0.0.1:9/v1",
        llm_model="qwen",
    )
    with TestClient(create_app(settings, real(), today=lambda: DAY)) as client:
        assert ask(client)["sentences"][0]["text"] == LEAD


HARD = "那个给芯片时长花的800万，龙岗那边啥说法来着唉"


@pytest.mark.parametrize(
    ("guess", "is_shown"),
    [
        ("龙岗租用算力花了800万，能补多少？", True),
        ("龙岗租用算力花了900万，能补多少？", False),  # not the user's sum
        ("福田租用算力花了800万，能补多少？", False),  # not the user's place
        ("龙岗租用算力能补多少？", False),  # the sum is gone
        ("无", False),
        ("How much for 800万 in 龙岗?", False),
        ("今天天气好吗800万龙岗", False),
    ],
)
def test_a_guess_has_only_the_users_facts_and_is_one_that_can_be_answered(
    tmp_path: Path, server: Loopback, guess: str, is_shown: bool
) -> None:
    says(server, guess)
    settings = Settings(
        workspace=ROOT,
        data_dir=tmp_path,
        llm_url=f"{server.url}/v1",
        llm_model="qwen",
        llm_seconds=PATIENCE,
    )
    model = Model.of(settings)
    assert model is not None
    refused = {"outcome": "refused", "refusal": {"reason": "out_of_scope"}, "id": "a"}
    found = model.beside(refused, [HARD], ["龙岗", "福田"], lambda text: "天气" not in text)
    assert ("proposal" in found) is is_shown
    if is_shown:
        assert found["proposal"]["question"] == guess
        assert found["notice"].startswith("以下由人工智能推测")


def test_no_model_is_asked_by_default(tmp_path: Path) -> None:
    assert Model.of(Settings(workspace=ROOT, data_dir=tmp_path)) is None


@pytest.mark.parametrize("values", [{"llm_url": "http://a/v1"}, {"llm_model": "b"}])
def test_settings_that_do_not_suffice_are_told(tmp_path: Path, values: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="CEWEN_LLM_URL"):
        Model.of(Settings(workspace=ROOT, data_dir=tmp_path).model_copy(update=values))


def test_the_answer_is_the_same_with_and_without(
    client: TestClient, server: Loopback, tmp_path: Path
) -> None:
    says(server, json.dumps(["龙岗区“采购算力”，最多补240万元。"], ensure_ascii=False))
    bare = Settings(workspace=workspace(), data_dir=tmp_path / "other")
    with TestClient(create_app(bare, real(), today=lambda: DAY)) as other:
        assert template(ask(client)) == template(ask(other))
