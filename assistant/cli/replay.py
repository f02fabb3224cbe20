"""cewen replay: compute an old answer again, from the corpus it was given from."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.answer.render import Json, canonical
from assistant.cli.command import Command
from assistant.cli.endings import DONE, MISTAKE
from assistant.cli.options import workspace_option
from assistant.cli.streams import tell
from assistant.cli.verify import stored_receipt
from assistant.errors import CommandError
from assistant.settings import Settings
from assistant.web.api import estimating
from assistant.web.api.estimating import is_of_estimate
from assistant.web.api.receipts import Verdict, changes, check_content, replay
from assistant.web.api.verify_file import receipt_in
from assistant.web.memory.versions import open_version

HELP = """按凭证或回答编号重新计算，输出规范字节；与当时不同时说明是语料、规则还是程序变了。

\b
例：cewen replay 凭证.json
退出码：0 逐字节相同；1 不同。
"""


# Ids that earlier versions gave may begin with a hyphen, like an option.
_IDS = {"ignore_unknown_options": True}


@click.command("replay", cls=Command, help=HELP, context_settings=_IDS)
@click.argument("what", metavar="编号或文件")
@workspace_option
def command(settings: Settings, what: str) -> int:
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
