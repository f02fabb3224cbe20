"""Write docs/benchmarks.md and its charts from benchmarks/results/*.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import charts
import machine

DOCS = Path(__file__).parent.parent / "docs"
_SETS = {
    "policies": "本项目 {documents:,} 条条款（没有用来拟合权重的 {questions:,} 个单条款问句）",
    "stard": "STARD-R {documents:,} 条法条（每六问取一问，{questions:,} 问）",
    "statutes": "{documents:,} 条法条（{questions:,} 问，只看速度）",
}


def load(name: str) -> dict[str, Any] | None:
    path = machine.RESULTS / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def table(head: list[str], rows: list[list[object]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(map(str, row)) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def machine_lines(found: dict[str, Any]) -> str:
    here = found["machine"]
    packages = "，".join(f"{name} {version}" for name, version in here["packages"].items())
    memory = round(int(here["memory"].split()[0]) / 1024**2)
    return (
        f"机器：{here['processor']}，{here['cores']} 核，{memory} GiB 内存，"
        f"Python {here['python']}，{packages}；测完时系统负载 {here['load average']}。\n"
    )


def scale_part() -> str:
    found = load("statutes")
    if found is None:
        return ""
    million = load("million")
    rows = found["result"] + (million["result"] if million else [])
    save_scale_charts(rows)
    head = ["条数", "建立 秒（CPU 秒）", "建立峰值 MB", "索引 MB", "打开 ms", "查询中位 ms"]
    head += ["查询 99% ms", "查询进程 MB", "前十召回（对逐条比较）", "增删一部政策 秒"]
    cells = [
        [
            f"{row['clauses']:,}",
            f"{row['build_s']}（{row['build_cpu_s']}）",
            row["build_peak_mb"],
            row["index_mb"],
            row["open_ms"],
            row["p50_ms"],
            row["p99_ms"],
            row["ask_peak_mb"],
            f"{row['recall_at_10']:.4f}",
            row["update_s"],
        ]
        for row in rows
    ]
    images = "".join(
        f"![{name}](charts/{file}.svg)\n" for name, file in (("建立", "build"), ("查询", "ask"))
    )
    return f"## 规模\n\n{machine_lines(found)}\n{table(head, cells)}\n{images}"


def save_scale_charts(rows: list[dict[str, Any]]) -> None:
    def line(name: str, key: str) -> charts.Line:
        return charts.Line(name, tuple((row["clauses"], row[key]) for row in rows))

    save("build", "建立索引", "秒、MB", [line("秒", "build_s"), line("峰值 MB", "build_peak_mb")])
    save("ask", "一次查询", "毫秒", [line("中位", "p50_ms"), line("99%", "p99_ms")])


def save(file: str, title: str, unit: str, lines: list[charts.Line]) -> None:
    (DOCS / "charts").mkdir(exist_ok=True)
    text = charts.line_chart(title, "条数", unit, lines)
    (DOCS / "charts" / f"{file}.svg").write_text(text, encoding="utf-8")


def stard_part() -> str:
    found = load("stard")
    if found is None:
        return ""
    result = found["result"]
    keys = list(next(iter(result["measures"].values())))
    cells = [
        [name, *(f"{row[k]['mean']:.3f}（{row[k]['low']:.3f}–{row[k]['high']:.3f}）" for k in keys)]
        for name, row in result["measures"].items()
    ]
    folds = [f"{fold['R@10']:.3f}" for fold in result["folds"]]
    weights = "、".join(map(str, result["weights"]))
    untouched = result["untouched"]
    return (
        f"## STARD-R，五折交叉验证\n\n{machine_lines(found)}\n"
        f"{result['questions']} 问，括号内为 95% 区间（对问句重抽样）。\n\n"
        f"{table(['', *keys], cells)}\n"
        f"各折融合的 R@10：{'、'.join(folds)}；各折选出的向量权重：{weights}。"
        f"没有参与过任何选择的第一折：R@10 {untouched['R@10']:.3f}，"
        f"R@100 {untouched['R@100']:.3f}。\n"
    )


def quality(documents: str, system: str, row: dict[str, Any]) -> list[object]:
    """First, five, recall; none where our encoder was trained on these very questions."""
    if documents == "statutes":
        return []
    if documents == "stard" and system == "策问，全程":
        return ["见五折", "见五折", "见五折"]
    return [row["first"], row["five"], row["recall@10"]]


def ratio(value: float) -> str:
    """Two digits, without an exponent."""
    return f"{value:.0f}" if value >= 10 else f"{value:.2g}"


def frameworks_part() -> str:
    found = load("frameworks")
    if found is None:
        return ""
    parts = [f"## 与框架自带检索器相比\n\n{machine_lines(found)}"]
    for name, rows in found["result"].items():
        ours = rows["策问，全程"]
        cells = [
            [
                system,
                *quality(name, system, row),
                row["build_s"],
                row["p50_ms"],
                row["p99_ms"],
                ratio(row["p50_ms"] / ours["p50_ms"]),
            ]
            for system, row in rows.items()
        ]
        named = [] if name == "statutes" else ["首位", "前五", "R@10"]
        head = ["", *named, "建立 s", "中位 ms", "99% ms", "中位，策问为 1"]
        parts.append(f"### {_SETS[name].format_map(ours)}\n\n{table(head, cells)}")
        if name == "policies":
            bars = [(system, row["first"]) for system, row in rows.items()]
            (DOCS / "charts").mkdir(exist_ok=True)
            chart = charts.bar_chart("首位命中", bars)
            (DOCS / "charts" / "frameworks.svg").write_text(chart, encoding="utf-8")
            parts.append("![首位命中](charts/frameworks.svg)\n")
    return "\n".join(parts)


def main() -> None:
    intro = (Path(__file__).parent / "intro.md").read_text(encoding="utf-8")
    parts = [intro, scale_part(), stard_part(), frameworks_part()]
    text = "\n".join(part for part in parts if part)
    (DOCS / "benchmarks.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
