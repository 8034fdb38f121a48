"""One incident: all that was publicly said and done about it."""

from timeline.ui import case, citation, comparison, controls

data, chosen = controls.chosen_dataset()
one = case.choose(data, chosen)
comparison.show(one, data, chosen)
case.header(one)
case.ladder(one)
case.claims(one, data)
case.losses(one)
case.norms(one)
case.related(one, data, chosen)
case.sources(one)
citation.show(one, data)
citation.report(one, data)
case.tables(one)
