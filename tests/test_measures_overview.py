"""How much the collection holds."""

from tests.conftest import claim, data_of, incident
from timeline.filters import IncidentFilter
from timeline.measures import overview


def test_sizes_follow_the_selection() -> None:
    data = data_of(incident("a-2019", attributions=[claim("c", joined_by=["GB"])]), incident("b-2020"))
    assert overview.sizes(data) == {
        "incidents": 2,
        "attribution claims": 2,
        "responses": 0,
        "loss figures": 0,
        "norm links": 0,
        "sources": 2,
    }
    cut = IncidentFilter(status=("unattributed",)).apply(data)
    assert overview.sizes(cut)["attribution claims"] == 0
    assert overview.sizes(cut)["sources"] == 1


def test_statuses_are_counted_in_order() -> None:
    data = data_of(incident("a-2019", attributions=[claim("c")]), incident("b-2020"), incident("c-2020"))
    assert overview.by_status(data) == [("Officially attributed", 1), ("Unattributed", 2)]


def test_titles_of_some_incidents() -> None:
    base = data_of(incident("a-2019", title="Alpha"), incident("b-2020")).base
    assert overview.titles(base, ["a-2019", "none-2000"]) == {"a-2019": "Alpha"}
