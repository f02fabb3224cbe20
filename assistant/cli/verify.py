"""Receipts and files: verified, and calculated again."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.answer.render import Json, canonical
from assistant.cli.command import Command, workspace_option
from assistant.cli.terminal import DONE, MISTAKE, tell, write_json
from assistant.errors import CommandError, InstallationError, system_reason
from assistant.settings import Settings
from assistant.web.api import estimating
from assistant.web.api.estimating import check_estimate, check_replayed, is_of_estimate
from assistant.web.api.receipts import (
    Verdict,
    changes,
    check_content,
    check_log,
    check_replay,
    make_receipt,
    replay,
)
from assistant.web.api.verify_file import answer_id_in, check_file, form_of, receipt_in
from assistant.web.memory.store import Store
from assistant.web.memory.versions import open_version

_VERIFY_HELP = """核对凭证或导出的 docx、xlsx、md、json 文件：看得见的内容、摘要、日志，并重新计算。

\b
导出的文件要有凭证：在服务器上会按文件里的编号找到；在别处请用 --receipt 给出
（下载自 /api/v1/answers/编号/receipt）。
退出码：0 一致；1 有出入或无法核对；2 程序或数据损坏。

\b
例：cewen verify 回答.xlsx --receipt 凭证.json --root 9f86d0…
"""


@click.command("verify", cls=Command, help=_VERIFY_HELP)
@click.argument("file", metavar="文件")
@click.option("--receipt", metavar="凭证", help="导出文件的凭证")
@click.option("--root", default="", metavar="根", help="日志当天的根（十六进制）")
@click.option("--key", default="", metavar="公钥", help="站点的公钥（十六进制）")
@click.option("--json", "is_json", is_flag=True, help="输出 JSON")
@workspace_option
def verify_command(
    settings: Settings, file: str, receipt: str | None, root: str, key: str, is_json: bool
) -> int:
    """Check one file."""
    content = _read(file)
    found = receipt_in(content)
    form = "" if found else form_of(content)
    if found is None:
        found = receipt_in(_read(receipt)) if receipt else _stored(settings, content, form)
    if found is None:
        raise CommandError(f"找不到 {file} 的凭证：请用 --receipt 给出凭证文件。")
    verdict = Verdict()
    is_whole = (check_estimate if is_of_estimate(found) else _has_content)(found, verdict)
    if is_whole:
        check_log(found, verdict, root=root, key=key)
    if is_whole and not verdict.wrong:
        _compute_again(settings, found, verdict)
        if form:
            _check_file(settings, content, form, found, verdict)
    if is_json:
        write_json(verdict.to_json())
    else:
        _tell(verdict)
    return DONE if verdict.is_valid else MISTAKE


def _has_content(receipt: dict[str, object], verdict: Verdict) -> bool:
    return check_content(receipt, verdict) is not None


def _compute_again(settings: Settings, receipt: dict[str, object], verdict: Verdict) -> None:
    answer = None if is_of_estimate(receipt) else check_content(receipt, Verdict())
    if answer is not None:
        check_replay(receipt, answer, verdict, lambda version: open_version(settings, version))
        return
    try:
        assistant = open_version(settings, str(receipt.get("corpus", "")))
    except InstallationError as error:
        verdict.notes.append(str(error))
        return
    check_replayed(receipt, assistant, verdict)


def _check_file(
    settings: Settings, content: bytes, form: str, receipt: dict[str, object], verdict: Verdict
) -> None:
    answer = check_content(receipt, Verdict())
    if answer is None:
        return
    try:
        assistant = open_version(settings, str(receipt["corpus"]))
    except InstallationError as error:
        verdict.wrong.append(f"无法核对文件里的内容：{error}")
        return
    check_file(content, form, answer, assistant, verdict)


def _tell(verdict: Verdict) -> None:
    for line in verdict.checked:
        print(f"一致 {line}")
    for line in verdict.wrong:
        print(f"不符 {line}")
    for line in verdict.notes:
        print(f"说明 {line}")


def _read(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise CommandError(f"读不了文件 {name}（{system_reason(error)}）：请检查路径。") from error


def _stored(settings: Settings, content: bytes, form: str) -> dict[str, object] | None:
    """The receipt of the answer that the file names, where the server's records are at hand."""
    answer_id = answer_id_in(content, form) if form else ""
    return stored_receipt(settings, answer_id) if answer_id else None


def stored_receipt(settings: Settings, answer_id: str) -> dict[str, object] | None:
    """The receipt of a kept answer; None if there is none."""
    store = Store(
        settings.data_dir,
        days=settings.conversation_days,
        limit=settings.conversation_limit,
        url=settings.database,
    )
    try:
        proof = store.proof(answer_id) if store.answer(answer_id) else None
    finally:
        store.close()
    if proof is None:
        return None
    corpus = open_version(settings, str(proof.answer.get("corpus_version", ""))).corpus
    return make_receipt(*proof, corpus)


_REPLAY_HELP = """按凭证或回答编号重新计算，输出规范字节；与当时不同时说明是语料、规则还是程序变了。

\b
例：cewen replay 凭证.json
退出码：0 逐字节相同；1 不同。
"""


# Ids that earlier versions gave may begin with a hyphen, like an option.
_IDS = {"ignore_unknown_options": True}


@click.command("replay", cls=Command, help=_REPLAY_HELP, context_settings=_IDS)
@click.argument("what", metavar="编号或文件")
@workspace_option
def replay_command(settings: Settings, what: str) -> int:
    """Replay one answer."""
    path = Path(what)
    receipt = receipt_in(path.read_bytes()) if path.is_file() else stored_receipt(settings, what)
    if receipt is None:
        raise CommandError(f"{what[:80]!r} 既不是凭证文件，也不是这里保存的回答编号。")
    if is_of_estimate(receipt):
        return _estimate(settings, receipt)
    verdict = Verdict()
    then = check_content(receipt, verdict)
    if then is None or verdict.wrong:
        raise CommandError(f"凭证有误：{'；'.join(verdict.wrong)}")
    now = replay(open_version(settings, str(receipt["corpus"])), receipt)
    print(canonical(now).decode())
    if canonical(now) == canonical(then):
        return DONE
    changed = changes(then, now)
    tell(
        f"与当时不同：{'、'.join(changed)}已变。" if changed else "输入相同而结果不同：凭证被改过。"
    )
    return MISTAKE


def _estimate(settings: Settings, receipt: Json) -> int:
    verdict = Verdict()
    if not estimating.check_estimate(receipt, verdict):
        raise CommandError(f"凭证有误：{'；'.join(verdict.wrong)}")
    assistant = open_version(settings, str(receipt.get("corpus", "")))
    now = estimating.replay_estimate(assistant, receipt)
    print(estimating.canonical(now).decode())
    if estimating.canonical(now) == estimating.canonical(receipt):
        return DONE
    changed = estimating.changes(receipt, now)
    tell(
        f"与当时不同：{'、'.join(changed)}已变。" if changed else "输入相同而结果不同：凭证被改过。"
    )
    return MISTAKE
