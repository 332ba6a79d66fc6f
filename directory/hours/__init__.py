"""Opening hours, pure: what is open, closed or unknown at any instant, and how to say so.

    >>> from datetime import datetime
    >>> from zoneinfo import ZoneInfo
    >>> schedule = Schedule.from_osm("Mo-Fr 09:00-13:00,14:30-18:00; PH off")
    >>> schedule.state_at(datetime(2026, 11, 24, 14, 0, tzinfo=ZoneInfo("Europe/Berlin"))).value
    'closed'

Nothing in here reads a setting, a database or the clock.
"""

from .dates import Dates, Day, Easter
from .problems import HoursError, Problem
from .schedule import HolidayRule, Interval, Schedule, Season, Special
from .slots import CLOSED, UNKNOWN_DAY, Hours, Slot, State

__all__ = [
    "CLOSED",
    "UNKNOWN_DAY",
    "Dates",
    "Day",
    "Easter",
    "HolidayRule",
    "Hours",
    "HoursError",
    "Interval",
    "Problem",
    "Schedule",
    "Season",
    "Slot",
    "Special",
    "State",
]
