"""A LoadTest as YAML."""

import json
import re

from .steps import duration

_BARE = re.compile(r"[A-Za-z_/][\w./-]*( [\w./-]+)*\Z")
_RESERVED = frozenset(["true", "false", "null", "yes", "no", "on", "off", "y", "n", "~"])


def stages(ticks):
    """Stages out of what a load shape wants, second by second: (users, rate)."""
    found = []
    for users, rate in ticks:
        if found and (found[-1][1], found[-1][2]) == (users, rate):
            found[-1][0] += 1
        else:
            found.append([1, users, rate])
    return [{"duration": duration(seconds), "users": users, "spawnRate": rate} for seconds, users, rate in found]


def nothing(left):
    """What is said in place of a document without users."""
    return "\n".join(["# Nothing of it can be carried over; run the locustfile as it is:", *_rest(left)]) + "\n"


def _rest(left):
    return [f"#   {file}:{line}: {what}" for file, line, what in left]


def render(name, spec, left):
    lines = []
    if left:
        lines.append("# Not carried over; do it by hand, or run the locustfile as it is:")
        lines += _rest(left)
    lines += ["apiVersion: throng.dev/v1", "kind: LoadTest", f"metadata: {{name: {name}}}", "spec:"]
    return "\n".join(lines + _fields(spec, "  ")) + "\n"


def _fields(value, indent):
    lines = []
    for key, item in value.items():
        if isinstance(item, list) and any(isinstance(entry, dict) for entry in item) and key not in ("thresholds", "anyOf"):
            lines.append(f"{indent}{key}:")
            for entry in item:
                first, *more = _fields(entry, indent + "  ")
                lines += [f"{indent}- {first.lstrip()}", *more]
        elif isinstance(item, dict) and (key in ("scenario",) or len(_flow(item)) > 100):
            lines += [f"{indent}{key}:", *_fields(item, indent + "  ")]
        else:
            lines.append(f"{indent}{key}: {_flow(item)}")
    return lines


def _flow(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_flow(str(key))}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str):
        bare = _BARE.match(value) and value.lower() not in _RESERVED
        return value if bare else json.dumps(value, ensure_ascii=False)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value)
