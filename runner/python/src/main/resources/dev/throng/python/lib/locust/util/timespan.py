"""Spans of time as the command line takes them."""

import re

_UNITS = {"h": 3600, "m": 60, "s": 1}
_SPAN = re.compile(r"(\d+h)?(\d+m)?(\d+s)?")


def parse_timespan(time_str):
    """Seconds of 20, 20s, 3m, 2h, 1h20m or 3h30m10s."""
    if not time_str:
        return 0
    if time_str.isdigit():
        return int(time_str)
    parts = _SPAN.fullmatch(time_str)
    if parts is None:
        raise ValueError("Invalid time span format. Valid formats: 20, 20s, 3m, 2h, 1h20m, 3h30m10s, etc.")
    return sum(int(part[:-1]) * _UNITS[part[-1]] for part in parts.groups() if part)
