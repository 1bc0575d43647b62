"""Which state somebody belongs to or acts for, where no words beside the name tell it."""

from __future__ import annotations

from communique.lexicon.offices import states_office
from communique.resolve.clusters import Cluster, Clusters, name_words


def give_countries(clusters: Clusters, publishers_state: str | None) -> None:
    """Give persons the state that their office, their administration or the publisher's officials serve."""
    administrations = {
        name_words(name)[0]: c.country
        for c in clusters.by_key.values()
        for name in c.names
        if c.kind == "government" and c.country and name.endswith("administration")
    }
    for person in clusters.persons():
        if person.country is None:
            person.country, person.country_reason = _country(person, administrations, publishers_state)


def _country(
    person: Cluster, administrations: dict[str, str], publishers_state: str | None
) -> tuple[str | None, str | None]:
    for role in person.roles:
        state = states_office(role)
        if state is not None:
            return state, f"the office of {role!r}"
    for name in person.names:
        if (words := name_words(name)) and words[-1] in administrations:
            return administrations[words[-1]], f"the {words[-1].title()} administration"
    if person.roles and publishers_state is not None:
        return publishers_state, "an office, in a text of that state's own"
    return None, None
