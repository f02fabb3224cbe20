"""Names of places: found whole and short, above and below, decided by what stands beside them."""

from __future__ import annotations

import pytest

from assistant.text.gazetteer import (
    Level,
    children,
    find_places,
    lookup,
    parent,
    place_named,
    places,
    short_names,
    zone_at_head,
)
from assistant.text.traditional import to_simplified


def found(text: str) -> list[str]:
    return [str(place) for mention in find_places(text) for place in mention.places]


def test_the_list_holds_every_province_and_the_special_regions() -> None:
    provinces = [place.name for place in places() if place.level is Level.PROVINCE]
    assert len(provinces) == 34
    assert {"香港特别行政区", "澳门特别行政区", "台湾省"} <= set(provinces)
    assert sum(place.level is Level.COUNTY for place in places()) > 2800


def test_every_place_but_a_province_has_its_parent_in_the_list() -> None:
    assert [p for p in places() if p.level is not Level.PROVINCE and parent(p) is None] == []


@pytest.mark.parametrize(
    ("path", "short"),
    [
        (("黑龙江省",), ("黑龙江",)),
        (("宁夏回族自治区",), ("宁夏",)),
        (("新疆维吾尔自治区", "巴音郭楞蒙古自治州"), ("巴音郭楞",)),
        (("贵州省", "黔东南苗族侗族自治州"), ("黔东南",)),
        (("上海市", "浦东新区"), ("浦东",)),
        (("重庆市", "忠县"), ()),
    ],
)
def test_short_names(path: tuple[str, ...], short: tuple[str, ...]) -> None:
    assert short_names(place_named(*path)) == short


def test_a_place_named_before_its_district_decides_which_district() -> None:
    assert found("福建厦门市的海沧区") == ["福建省", "福建省厦门市", "福建省厦门市海沧区"]
    assert found("福州鼓楼区") == ["福建省福州市", "福建省福州市鼓楼区"]
    assert len(find_places("鼓楼区")[0].places) > 2


def test_a_name_of_a_province_and_a_city_keeps_both() -> None:
    assert [place.level for place in lookup("吉林")] == [Level.PROVINCE, Level.CITY]


def test_a_zone_is_below_the_place_it_is_named_after() -> None:
    (zone,) = find_places("福州高新区")
    assert zone.places[0].level is Level.ZONE
    assert zone.places[0].parents == ("福州市", "福建省")
    assert place_named("福建省", "福州市").covers(zone.places[0])


def test_districts_of_a_municipality_are_right_below_it() -> None:
    assert place_named("北京市", "海淀区") in children(place_named("北京市"))


def test_traditional_names_are_found_after_folding() -> None:
    text = "廈門市和紹興市"
    assert [m.text for m in find_places(to_simplified(text))] == ["厦门市", "绍兴市"]
    assert len(to_simplified(text)) == len(text)


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("武汉东湖新技术开发区支持光电子产业措施", ("湖北省", "武汉市", "东湖新技术开发区")),
        ("砚蓼湾生态旅游度假区扶持漆器产业办法", ("砚蓼湾生态旅游度假区",)),
        ("支持砚蓼湾旅游度假区建设若干意见", None),
        ("高新技术产业开发区扶持办法", None),
    ],
)
def test_a_title_begins_with_a_zone_that_no_list_holds(
    title: str, path: tuple[str, ...] | None
) -> None:
    zone = zone_at_head(title)
    assert (zone.path if zone is not None else None) == path


def test_a_body_that_deals_together_with_another_is_no_county() -> None:
    assert [m.text for m in find_places("由商务局会同开发区财政局审核")] == []
    assert [m.text for m in find_places("湖南会同县")] == ["湖南", "会同县"]
