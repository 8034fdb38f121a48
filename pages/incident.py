"""One incident: all that was publicly said and done about it."""

from timeline.ui import case, controls

data, chosen = controls.chosen_dataset()
one = case.choose(data, chosen)
case.header(one, data)
case.ladder(one)
case.claims(one)
case.losses(one)
case.norms(one)
case.related(one, data, chosen)
case.sources(one)
case.tables(one)
