"""Expressions of Python as texts with ${…}."""

import ast
import json
import re

_WORD = re.compile(r"[A-Za-z_]\w*\Z")
_PLAIN = (str, int, float, bool, type(None))
_LARGEST = 2**63 - 1
_MOST = 10_000  # characters of a list or an object that the file holds


class Cannot(Exception):
    """This part of the code has no words in a LoadTest."""

    def __init__(self, node, why):
        super().__init__(why)
        self.line = getattr(node, "lineno", 0)


class Text(str):
    """The inside of ${…}."""


class Values:
    """Translates within one function: what its names stand for, and what module and class hold."""

    def __init__(self, known):
        self._known = known
        self.names = {}
        self.lists = {}
        self.objects = {}

    def value(self, node):
        """What a LoadTest holds in this place: texts, numbers, lists and objects."""
        if isinstance(node, ast.Dict):
            return {self._key(key): self.value(item) for key, item in zip(node.keys, node.values, strict=True)}
        if isinstance(node, (ast.List, ast.Tuple)):
            return [self.value(item) for item in node.elts]
        if _dotted(node) in self.objects:
            return self.objects[_dotted(node)]
        held = self._held(node)
        return written(self.inner(node)) if held is None else held

    def _held(self, node):
        """A list or an object that the module or the class holds once it is read; None when it is something else."""
        if not isinstance(node, (ast.Name, ast.Attribute)) or _dotted(node) in self.names:
            return None
        try:
            value = self._known(node)
            # What is empty is there to be filled.
            plain = isinstance(value, (dict, list, tuple)) and value and len(text := json.dumps(value)) <= _MOST
        except Exception:
            return None
        return _escaped(json.loads(text)) if plain else None

    def _key(self, node):
        key = self.value(node) if node is not None else None
        if not isinstance(key, str):
            raise Cannot(node, "a key that is no text")
        return key

    def text(self, node):
        value = self.value(node)
        if isinstance(value, (dict, list)):
            raise Cannot(node, "a list or an object where a text is to be")
        return value if isinstance(value, str) else json.dumps(value)

    def constant(self, node):
        """A value that is known already, or None."""
        try:
            return ast.literal_eval(node)
        except ValueError:
            pass
        try:
            value = self._known(node)
        except Exception:
            return None
        return value if isinstance(value, _PLAIN) else None

    def inner(self, node):
        """A constant, or the inside of ${…}."""
        if isinstance(node, ast.Constant) and isinstance(node.value, _PLAIN):
            return node.value
        if isinstance(node, ast.JoinedStr):
            return "".join(self._part(part) for part in node.values)
        if isinstance(node, ast.Name) and node.id in self.names:
            return self.names[node.id]
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return self._joined(node)
        if isinstance(node, ast.Call):
            return self._call(node)
        if (digits := _digits(node)) is not None:
            return digits
        if _dotted(node) == "self.environment.runner.user_count":
            return Text("users")
        if isinstance(node, ast.Attribute) and _is_self(node.value) and node.attr in self.names.get("self.", ()):
            return Text(node.attr)
        value = self.constant(node)
        if value is None:
            raise Cannot(node, f"the value of {ast.unparse(node)}")
        return value

    def _part(self, part):
        if isinstance(part, ast.Constant):
            return part.value.replace("${", "$${")
        if part.format_spec is not None or part.conversion != -1:
            raise Cannot(part, "a format inside of an f-string")
        return str(written(self.inner(part.value)))

    def _joined(self, node):
        left, right = self.inner(node.left), self.inner(node.right)
        if isinstance(left, (int, float)) and isinstance(right, (int, float)):
            return left + right
        return f"{written(left)}{written(right)}"

    def _call(self, node):
        name = _dotted(node.func)
        if name in ("str", "int") and len(node.args) == 1:
            return self.inner(node.args[0])
        if name in ("random.randint", "randint"):
            return Text(f"random.int({self._list(node.args)})")
        if name in ("random.randrange", "randrange") and len(node.args) == 2:
            return Text(f"random.int({self._source(node.args[0])}, {self._source(node.args[1])} - 1)")
        if name in ("random.choice", "choice") and len(node.args) == 1:
            return Text(f"random.pick({self._choices(node.args[0])})")
        if name in ("random.uniform", "uniform"):
            return Text(f"random.double({self._list(node.args)}, 6)")
        if name in ("random.random",):
            return Text("random.double(0, 1, 6)")
        if name == "round" and len(node.args) == 2:
            drawn = self.inner(node.args[0])
            if isinstance(drawn, Text) and drawn.startswith("random.double(") and drawn.endswith(", 6)"):
                return Text(f"{drawn[:-4]}, {self._source(node.args[1])})")
        if name in ("uuid.uuid4", "uuid4"):
            return Text("random.uuid()")
        if name in ("time.time", "time") and not node.args:
            return Text("now() / 1000")
        if isinstance(node.func, ast.Attribute) and node.func.attr == "join":
            return self._letters(node)
        if name in ("os.getenv", "os.environ.get", "getenv"):
            return Text(f"env({self._list(node.args)})")
        raise Cannot(node, f"the call {ast.unparse(node)}")

    def _letters(self, node):
        """''.join(random.choices(letters, k=8)), or the same drawn one by one."""
        source = node.args[0] if len(node.args) == 1 else None
        empty = isinstance(node.func.value, ast.Constant) and node.func.value.value == ""
        if empty and isinstance(source, ast.Call) and _dotted(source.func) in ("random.choices", "choices"):
            count = next((keyword.value for keyword in source.keywords if keyword.arg == "k"), None)
            alphabet = self.constant(source.args[0])
            if count is not None and isinstance(alphabet, str):
                return _string(self._source(count), alphabet)
        if empty and isinstance(source, (ast.GeneratorExp, ast.ListComp)) and len(source.generators) == 1:
            drawn, times = source.elt, source.generators[0].iter
            if isinstance(drawn, ast.Call) and _dotted(drawn.func) in ("random.choice", "choice") and isinstance(times, ast.Call):
                alphabet = self.constant(drawn.args[0])
                if isinstance(alphabet, str) and _dotted(times.func) == "range" and len(times.args) == 1:
                    return _string(self._source(times.args[0]), alphabet)
        raise Cannot(node, f"the text {ast.unparse(node)}")

    def _choices(self, node):
        if isinstance(node, (ast.List, ast.Tuple)):
            return self._list(node.elts)
        if isinstance(node, ast.Name) and node.id in self.lists:
            return self._list(self.lists[node.id])
        try:
            values = self._known(node)
        except Exception:
            values = None
        if not isinstance(values, (list, tuple)) or not values or not all(isinstance(value, _PLAIN) for value in values):
            raise Cannot(node, f"a choice of {ast.unparse(node)}")
        return ", ".join(source(value) for value in values)

    def _list(self, nodes):
        return ", ".join(self._source(node) for node in nodes)

    def _source(self, node):
        value = self.inner(node)
        if isinstance(value, int) and abs(value) > _LARGEST:
            raise Cannot(node, f"the number {value}, which has more than 64 bits")
        return source(value)


def source(value):
    """A value as it stands inside of ${…}."""
    return str(value) if isinstance(value, Text) else json.dumps(value, ensure_ascii=False)


def written(value):
    """A value as it stands in a LoadTest."""
    return f"${{{value}}}" if isinstance(value, Text) else value


def _string(count, alphabet):
    lower = "abcdefghijklmnopqrstuvwxyz"
    return Text(f"random.string({count})" if alphabet == lower else f"random.string({count}, {json.dumps(alphabet)})")


def _escaped(value):
    if isinstance(value, dict):
        return {key: _escaped(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_escaped(item) for item in value]
    return value.replace("${", "$${") if isinstance(value, str) else value


def _digits(node):
    """uuid4().hex, or as many digits of it as are taken."""
    count = 32
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice) and node.slice.lower is None and node.slice.step is None:
        count = getattr(node.slice.upper, "value", None)
        node = node.value
    of = node.value if isinstance(node, ast.Attribute) and node.attr == "hex" else None
    if isinstance(of, ast.Call) and _dotted(of.func) in ("uuid.uuid4", "uuid4") and isinstance(count, int) and 0 < count <= 32:
        return _string(count, "0123456789abcdef")
    return None


def _dotted(node):
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        left = _dotted(node.value)
        return f"{left}.{node.attr}" if left else ""
    return ""


def _is_self(node):
    return isinstance(node, ast.Name) and node.id == "self"


def json_path(node, root):
    """The JSONPath of data["a"][0].get("b"), when data is the name ``root`` (or a call that ``root`` accepts); else None."""
    if root(node):
        return "$"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get" and node.args:
        left, key = json_path(node.func.value, root), node.args[0]
    elif isinstance(node, ast.Subscript):
        left, key = json_path(node.value, root), node.slice
    else:
        return None
    if left is None or not isinstance(key, ast.Constant):
        return None
    if isinstance(key.value, int):
        return f"{left}[{key.value}]"
    return f"{left}.{key.value}" if _WORD.match(key.value) else f"{left}[{key.value!r}]"
