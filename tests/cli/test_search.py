import json

from tests.cli.conftest import Inside


def test_search_lists_hits_best_first(here: Inside) -> None:
    done = here("search", "购买算力 服务费用", "-k", "5")
    hits = json.loads(done.stdout)["hits"]
    assert done.returncode == 0
    assert [hit["rank"] for hit in hits] == [1, 2, 3, 4, 5]
    assert hits == sorted(hits, key=lambda hit: -hit["score"])
    assert "longgang-2025#2" in {hit["clause_id"] for hit in hits}
    assert set(hits[0]) == {"clause_id", "score", "rank"}


def test_search_explains_both_signals(here: Inside) -> None:
    content = json.loads(here("search", "算力", "--explain").stdout)
    assert {"sparse", "dense"} < set(content["hits"][0])
    assert 0 <= content["relevance"] <= 1


def test_search_stays_within_the_named_policies(here: Inside) -> None:
    hits = json.loads(here("search", "算力", "--policy", "futian-2024").stdout)["hits"]
    assert {hit["clause_id"].split("#")[0] for hit in hits} == {"futian-2024"}


def test_search_text_names_clause_and_heading(here: Inside) -> None:
    out = here("search", "加大优质优价算力供给", "-k", "1", "--text").stdout
    assert "longgang-2025#2" in out
    assert "加大优质优价算力供给" in out


def test_search_an_unknown_policy_is_a_mistake(here: Inside) -> None:
    here.fails(1, "没有编号为 'no-such-2025' 的政策", "search", "算力", "--policy", "no-such-2025")


def test_search_for_nothing_is_a_mistake(here: Inside) -> None:
    here.fails(1, "问题是空的", "search", " ")


def test_search_wants_a_sensible_number_of_hits(here: Inside) -> None:
    for k in ("0", "-3", "101", "abc", "1.5"):
        here.fails(1, "选项 -k 的值", "search", "算力", "-k", k)
