"""What is wrong with hours, in words that say what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from directory.hours.texts import gettext


@dataclass(frozen=True, slots=True)
class Problem:
    """`code` names it for programs; `text` is English, with places for `values`."""

    code: str
    text: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def __str__(self) -> str:
        return gettext(self.text) % self.values


class HoursError(ValueError):
    """These are no hours that we can hold. `problems` say why, each for itself."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return " ".join(str(problem) for problem in self.problems)
