"""Whatever editors do, in whatever order: the store equals what is public."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.conftest import forget
from tests.search.life import Life
from tests.search.town import Ground
from tests.sizes import pick

#: Actions in all; lives in one go, and at most so many actions in each, the rest being chance.
ACTIONS = pick(300, 2_000)
LIVES, ONE_LIFE = pick((11, 55), (40, 90))


@pytest.fixture
def life(transactional_db: None) -> Iterator[type[Life]]:
    """The machine on a real database, without any transaction around it."""
    ground = Ground()

    def lay() -> None:
        ground.lay()
        forget()

    Life.lay_ground, Life.actions = staticmethod(lay), 0
    yield Life
    ground.copy.close()


@pytest.mark.slow
def test_the_store_follows_a_random_life(life: type[Life]) -> None:
    some = settings(
        max_examples=LIVES,
        stateful_step_count=ONE_LIFE,
        deadline=None,
        database=None,
        # A failing life is told whole: to shorten it would mean to live it hundreds of times.
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    while life.actions < ACTIONS:
        run_state_machine_as_test(life, settings=some)
