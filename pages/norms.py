"""What was promised, what happened, what was answered."""

from timeline.ui import clauses, controls, instruments, layout, norms, responses

data, chosen = controls.chosen_dataset()
clause = clauses.opened(data)

if clause:
    clauses.page(clause, data, chosen)
else:
    layout.header("Norms and responses", data, chosen, norms.finding(data))
    match norms.part():
        case norms.TEXTS:
            instruments.show(data)
        case norms.CROSSWALK:
            clauses.crosswalk(data)
        case part:
            layout.stop_if_empty(data, chosen)
            {norms.CLAUSES: norms.against_cases, norms.RESPONSES: responses.show, norms.INVOKERS: norms.invocations}[part](
                data, chosen
            )
