"""Questions about samples that were taken in by one command; nothing is written by hand.

    python -m benchmarks.imported SHARED FOLDER [--alone|--beside] [--confirmed]    (SHARED/samples,
        or a folder with docs/ and questions/ such as benchmarks/policies)
        [--questions FILE…] [-v]

Takes every sample into an empty workspace of its own (``--alone``), and all of them into one with
the policies of Shenzhen (``--beside``); both where neither is named. ``--confirmed`` accepts every
proposal as it is before asking. Prints for each document the
questions wholly right, those silently wrong and the clauses cited; with ``--questions`` also the
right answers of other question sets before and after the samples stand beside Shenzhen's.
"""

from __future__ import annotations

import argparse
import contextlib
import io
from collections.abc import Sequence
from pathlib import Path

from assistant.assistant import Assistant
from assistant.cli.program import main as run_cli
from assistant.evaluation.gold import load_gold
from assistant.evaluation.judge import missing_clauses
from assistant.evaluation.reply import reply_of
from assistant.evaluation.report import Report, Result
from assistant.evaluation.run import run_evaluation
from assistant.settings import load_settings

ROOT = Path(__file__).parents[1]


def cewen(*arguments: str | Path) -> None:
    """Run a command of the program in this process; its output only where it fails."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run_cli([str(a) for a in arguments])
    if code:
        raise SystemExit(f"{arguments}: {out.getvalue()[-500:]}{err.getvalue()[-500:]}")


def with_samples(
    folder: Path, documents: Sequence[Path], *, is_empty: bool, is_confirmed: bool = False
) -> Assistant:
    """A new workspace with the documents taken in."""
    cewen("init", folder, *(["--empty"] if is_empty else []))
    cewen("--workspace", folder, "add", *documents)
    for document in documents if is_confirmed else ():
        cewen("--workspace", folder, "review", document.stem, "--accept-all", "--by", "甲")
    return Assistant.open(load_settings(str(folder), {}))


def measure(assistant: Assistant, questions: Path, *, is_verbose: bool) -> Report:
    """The questions of one file, asked and judged."""
    report = run_evaluation(assistant, load_gold(questions))
    results = report.results
    silent = sum(result.is_silently_wrong for result in results)
    right = sum(result.is_right for result in results)
    print(
        f"  {questions.stem:<24} 全对 {right}/{len(results)}，悄悄错 {silent}，"
        f"待核定没有写明 {sum(map(_hides_that_unconfirmed, results))}，"
        f"引对条款 {sum(map(_cites, results))}/{sum(bool(r.last.wanted.cite) for r in results)}"
    )
    if is_verbose:
        for result in results:
            if not result.is_right:
                _show(result)
    return report


def _cites(result: Result) -> bool:
    last = result.last
    if not last.wanted.cite or last.answer is None:
        return False
    return not missing_clauses(reply_of(last.answer), last.wanted)


def _hides_that_unconfirmed(result: Result) -> bool:
    """Whether an amount of a rule that nobody confirmed stands without that word or its warning."""
    answer = result.last.answer or {}
    unconfirmed = [e for e in answer.get("estimates", []) if not e.get("confirmed", True)]
    amounts = [e for e in unconfirmed if e.get("amount") is not None]
    codes = {warning["code"] for warning in answer.get("warnings", [])}
    is_told = all("待核定" in (e.get("amount_text") or "") for e in amounts)
    lead = "".join(s["text"] for s in answer.get("sentences", []) if s.get("role") == "lead")
    shown = [str(e.get("amount_text") or "").partition("（")[0] for e in amounts]
    is_led = "待核定" in lead or not any(text and text in lead for text in shown)
    return bool(amounts) and not (is_told and is_led and "unconfirmed" in codes)


def _show(result: Result) -> None:
    mark = "悄悄错" if result.is_silently_wrong else ""
    print(f"    - {result.question.id} {mark} {' / '.join(result.question.turns)}")
    faults = result.last.verdict.faults if result.last.verdict else result.last.error
    print(f"        {faults}")
    answer = result.last.answer or {}
    lead = [s["text"] for s in answer.get("sentences", []) if s.get("role") == "lead"][:1]
    estimates = answer.get("estimates", [])
    given = [(e["rule_id"], e["status"], e["amount"], e["facts"]) for e in estimates]
    left = [u["text"] for u in answer.get("unused", [])]
    print(f"        >> {lead} {given[:3]} 没用上 {left}")


def total(name: str, reports: list[Report]) -> None:
    """One line over all files."""
    results = [result for report in reports for result in report.results]
    n = len(results)
    right = sum(result.is_right for result in results)
    silent = sum(result.is_silently_wrong for result in results)
    print(
        f"{name}：全对 {right}/{n}（{100 * right / n:.1f}%），"
        f"悄悄错 {silent}/{n}（{100 * silent / n:.1f}%）"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--beside", action="store_true")
    parser.add_argument("--confirmed", action="store_true", dest="is_confirmed")
    parser.add_argument("--questions", type=Path, nargs="*", default=[])
    parser.add_argument("-v", action="store_true", dest="is_verbose")
    options = parser.parse_args()
    samples = options.shared / "samples"
    samples = samples if samples.is_dir() else options.shared
    documents = sorted((samples / "docs").glob("*.txt"))
    sets = [samples / "questions" / f"{path.stem}.jsonl" for path in documents]
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.alone or not options.beside:
        reports = []
        for document, questions in zip(documents, sets, strict=True):
            place = options.folder / document.stem
            assistant = with_samples(
                place, [document], is_empty=True, is_confirmed=options.is_confirmed
            )
            reports.append(measure(assistant, questions, is_verbose=options.is_verbose))
        total("每份单独", reports)
    if options.beside or not options.alone:
        place = options.folder / "beside"
        assistant = with_samples(
            place, documents, is_empty=False, is_confirmed=options.is_confirmed
        )
        reports = [measure(assistant, one, is_verbose=options.is_verbose) for one in sets]
        total("与深圳并列", reports)
        own = Assistant.open(load_settings(str(ROOT), {}))
        for questions in options.questions:
            total(f"{questions.stem} 之前", [run_evaluation(own, load_gold(questions))])
            total(f"{questions.stem} 之后", [run_evaluation(assistant, load_gold(questions))])


if __name__ == "__main__":
    main()
