"""What a reader chooses on a page by its address: few values, and a sentence for any other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from layouts.names import unknown_names


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One thing to choose.

    Attributes:
        name: The parameter of the address.
        label: What the form calls it.
        options: Label of each value, in the order shown.
        default: The value when the address names none.
    """

    name: str
    label: str
    options: Mapping[str, str]
    default: str


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The choices an address makes, with one sentence for each that could not be followed."""

    choices: tuple[Choice, ...]
    values: Mapping[str, str]
    notices: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> str:
        return self.values[name]

    @property
    def query(self) -> str:
        """The choices that differ from those of the page itself, as a query string."""
        return self.query_of(*self.values)

    @property
    def state(self) -> tuple[object, ...]:
        """All that a page depends on, for keeping rendered pages."""
        return (*self.values.values(), self.notices)

    def query_of(self, *names: str) -> str:
        """The same of some choices only, for what depends on no other."""
        pairs = [
            (choice.name, self[choice.name])
            for choice in self.choices
            if choice.name in names and self[choice.name] != choice.default
        ]
        return urlencode(pairs)


def read_choices(choices: Sequence[Choice], query: Mapping[str, str]) -> Chosen:
    """What an address chooses; what is not offered falls back, and a notice says so."""
    values, notices = {}, unknown_names(query, [choice.name for choice in choices])
    for choice in choices:
        wanted = query.get(choice.name, choice.default)
        known = wanted in choice.options
        values[choice.name] = wanted if known else choice.default
        if not known:
            notices.append(
                f"{choice.label}: the address asks for something that is not offered here. "
                f"Shown is: {choice.options[choice.default]}."
            )
    return Chosen(choices=tuple(choices), values=values, notices=tuple(notices))
