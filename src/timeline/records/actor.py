"""What the record of an actor may say."""

from __future__ import annotations

from pydantic import Field

from timeline.codes import ActorKind
from timeline.records.values import Country, Documented, Slug, Sourced, Text, When


class ActorName(Sourced):
    """A name under which an actor is known."""

    name: Text = Field(description="The name, as its user writes it.")
    used_by: Text = Field(description="Who uses it; who coined it where known.")


class Sponsor(Sourced):
    """A public allegation that a state stands behind an actor."""

    state: Country = Field(description="The state alleged to stand behind it.")
    alleged_by: Text = Field(description="Who alleges it.")
    date: When | None = Field(None, description="When it was alleged.")


class Actor(Documented):
    """A name to which operations are attributed; whether it is one group is its namers' claim."""

    name: Text = Field(description="The name used here.")
    kind: ActorKind = Field(description="What sort of actor.")
    summary: Text = Field(description="One to three sentences: what is said of it, by whom.")
    part_of: Slug | None = Field(None, description="Id of the actor it is said to belong to.")
    attack_id: str | None = Field(None, pattern=r"^G\d{4}$", description="MITRE ATT&CK group id.")
    sponsors: list[Sponsor] = Field([], description="States alleged to stand behind it, each with who says so.")
    names: list[ActorName] = Field([], description="Names used by others.")
