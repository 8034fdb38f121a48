"""Who blamed whom, how soon, how surely, and who disagreed. Claims, not verdicts."""

from timeline.ui import attribution, controls, layout

data, chosen = controls.chosen_dataset()
layout.header("Attribution", data, chosen, attribution.finding(data) if data.count else "")
layout.stop_if_empty(data, chosen)
attribution.show(data, chosen)
attribution.caveats()
