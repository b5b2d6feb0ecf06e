"""Bodies of tasks as the steps of a LoadTest."""

import ast

from .values import Cannot, Text, Values, _dotted, json_path, written
from .verdicts import expectation

_METHODS = frozenset(["get", "post", "put", "patch", "delete", "head", "options"])
_SILENT = frozenset(["print", "logging", "logger", "log", "self.logger"])


class Steps:
    """One function's steps, and what of it could not be carried over."""

    def __init__(self, function, known, shared, left):
        self.function = function
        self.shared = shared  # of the class: headers, what self holds, lists that ids are put into
        self.values = Values(known)
        self.values.names["self."] = shared.holds
        self.values.objects.update(shared.objects)
        self.steps = []
        self.ends = False
        self._needed = []  # names that what follows is done with only
        self._left = left
        self._responses = {}  # name of a response -> its step
        self._aliases = {}  # name of response.json() -> the response's name
        self._pops = {}
        self._body(function.body)

    def _body(self, statements):
        for statement in statements:
            try:
                self._statement(statement)
            except Cannot as problem:
                self._leave(statement, problem)

    def _leave(self, node, problem):
        self._left.append((problem.line or node.lineno, f"{self.function.name}: {problem}"))

    def _statement(self, node):
        if isinstance(node, (ast.Pass, ast.Global, ast.Nonlocal, ast.Import, ast.ImportFrom)) or _is_text(node):
            return
        if isinstance(node, ast.Return) and node.value is None:
            return
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            self._call(node.value)
        elif isinstance(node, ast.Assign) and len(node.targets) == 1:
            self._assign(node, node.targets[0], node.value)
        elif isinstance(node, ast.With) and len(node.items) == 1:
            self._with(node, node.items[0])
        elif isinstance(node, ast.If):
            self._if(node)
        elif isinstance(node, ast.Try):
            self._body(node.body)
            self._leave(node, Cannot(node, "what it does about exceptions"))
        else:
            raise Cannot(node, f"{type(node).__name__.lower()}: {_first(node)}")

    # Requests

    def _request(self, call):
        """The step of self.client.get(…) and the like; None when it is something else."""
        name = _dotted(call.func)
        if not name.startswith(("self.client.", "self.user.client.", "self.parent.client.")):
            return None
        method, arguments = name.rpartition(".")[2], list(call.args)
        if method == "request" and arguments:
            method = str(self.values.constant(arguments.pop(0))).lower()
        if method not in _METHODS:
            return None
        self._captured(call)
        given = dict(zip(("url", "data", "json"), arguments, strict=False))
        given.update({keyword.arg: keyword.value for keyword in call.keywords if keyword.arg})
        if "url" not in given:
            raise Cannot(call, "a request without an address")
        step = {method: self.values.text(given.pop("url")) or "/"}
        self._address(step, method, given)
        for place, translate in (("name", self.values.text), ("headers", self.values.value), ("json", self.values.value)):
            self._part(step, place, translate, given)
        self._part(step, "data", self.values.value, given)
        if "data" in step:
            value = step.pop("data")
            step["form" if isinstance(value, dict) else "body"] = value
        if "timeout" in given:
            seconds = self.values.constant(given.pop("timeout"))
            step["timeout"] = duration(seconds) if isinstance(seconds, (int, float)) else "30s"
        if "allow_redirects" in given:
            step["followRedirects"] = bool(self.values.constant(given.pop("allow_redirects")))
        given.pop("catch_response", None)
        for place in given:
            self._leave(call, Cannot(call, f"{place}= of {method} {step[method]}"))
        step.update(self._take(step))
        if self._needed:
            step["when"] = f"${{{' && '.join(self._needed)}}}"
        self.steps.append(step)
        return step

    def _part(self, step, place, translate, given):
        """What is not the address may be left out, and is told of."""
        node = given.pop(place, None)
        if node is None:
            return
        try:
            step[place] = translate(node)
        except Cannot as problem:
            self._leave(node, Cannot(node, f"{problem}, so the request has no {place}="))

    def _address(self, step, method, given):
        if "params" in given:
            value = self.values.value(given.pop("params"))
            if not isinstance(value, dict):
                raise Cannot(self.function, "params that are no object")
            step[method] += ("&" if "?" in step[method] else "?") + "&".join(f"{key}={item}" for key, item in value.items())

    def _take(self, step):
        """Values that are popped from lists go before the request that uses them."""
        text = str(step)
        taken = {name: pool for name, pool in self._pops.items() if f"${{{name}}}" in text}
        for name in taken:
            del self._pops[name]
        return {"pop": taken} if taken else {}

    # Statements

    def _call(self, call):
        name = _dotted(call.func)
        if self._request(call) is not None:
            return
        if name.split(".")[0] in _SILENT or name.startswith("self.logger."):
            return
        if name in ("time.sleep", "gevent.sleep", "sleep"):
            seconds = self.values.constant(call.args[0])
            if not isinstance(seconds, (int, float)):
                raise Cannot(call, f"a pause of {ast.unparse(call.args[0])}")
            self.steps.append({"pause": duration(seconds)})
        elif name == "self.client.headers.update" and len(call.args) == 1:
            self.shared.headers.update(self._later(call.args[0]))
        elif name == "self.interrupt":
            self.ends = True
        elif isinstance(call.func, ast.Attribute) and call.func.attr == "append" and self._pool(call.func.value):
            self._push(call)
        elif isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name) and call.func.value.id == "self":
            self._own(call)
        else:
            raise Cannot(call, f"the call {_first(call)}")

    def _own(self, call):
        """A method of the class's own, in place."""
        method = self.shared.methods.get(call.func.attr)
        if method is None or call.args or call.keywords or method is self.function:
            raise Cannot(call, f"the call {_first(call)}")
        self._body(method.body)

    def _later(self, node):
        """Headers may use what the response brings."""
        self._captured(node)
        return self.values.value(node)

    def _assign(self, node, target, value):
        name = target.id if isinstance(target, ast.Name) else None
        if isinstance(value, ast.Call):
            step = self._request(value)
            if step is not None:
                if name:
                    self._responses[name] = step
                return
            if name and isinstance(value.func, ast.Attribute) and value.func.attr == "json":
                of = value.func.value
                if isinstance(of, ast.Name) and of.id in self._responses:
                    self._aliases[name] = of.id
                    return
            if isinstance(value.func, ast.Attribute) and value.func.attr == "pop" and self._pool(value.func.value) and name:
                self._pops[name] = self._pool(value.func.value)
                self.values.names[name] = Text(name)
                return
        if isinstance(target, ast.Subscript) and _dotted(target.value) == "self.client.headers":
            self._captured(value)
            self.shared.headers[str(self.values.constant(target.slice))] = self.values.text(value)
        elif isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == "self":
            self._keep(target.attr, value)
        elif name:
            if not self._capture(name, value):
                self._draw(name, value)
        else:
            raise Cannot(node, f"the assignment {_first(node)}")

    def _keep(self, name, value):
        if isinstance(value, ast.Constant) and value.value is None:
            return
        if isinstance(value, (ast.List, ast.Dict)) and not (value.elts if isinstance(value, ast.List) else value.keys):
            self.shared.pools.add(name)
        elif isinstance(value, ast.Dict):
            self._hold(name, value)
        elif self._capture(name, value):
            self.shared.holds.add(name)
        else:
            self.steps.append({"set": {name: written(self.values.inner(value))}})
            self.shared.holds.add(name)

    def _hold(self, name, value):
        """An object of the user's own; what is random in it would be drawn anew wherever it stands."""
        held = self._later(value)
        if "${random." in str(held):
            raise Cannot(value, f"the value of {_first(value)}")
        self.shared.objects[f"self.{name}"] = self.values.objects[f"self.{name}"] = held

    def _draw(self, name, value):
        """Drawn once, used wherever the name stands."""
        if isinstance(value, (ast.List, ast.Tuple)):
            self.values.lists[name] = value.elts
            return
        if isinstance(value, ast.Dict):
            self.values.objects[name] = self.values.value(value)
            return
        drawn = self.values.inner(value)
        if "${" not in str(drawn) and not isinstance(drawn, Text):
            self.values.names[name] = drawn
        else:
            self.steps.append({"set": {name: written(drawn)}})
            self.values.names[name] = Text(name)

    # What responses bring

    def _response(self, node):
        """The name of the response that response.json(), or a name for it, is of."""
        if isinstance(node, ast.Name) and node.id in self._aliases:
            return self._aliases[node.id]
        json_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "json"
        if json_call and isinstance(node.func.value, ast.Name) and node.func.value.id in self._responses:
            return node.func.value.id
        return None

    def _capture(self, name, value):
        """Takes name = response.json()["id"] into the step; False when it is something else."""
        of = []
        path = json_path(value, lambda node: bool(self._response(node)) and (of.append(self._response(node)) or True))
        if path is None:
            return False
        self._responses[of[0]].setdefault("capture", {})[name] = {"json": path, "optional": True}
        self.values.names[name] = Text(name)
        return True

    def _captured(self, node):
        """Values inside of an expression that come from a response get names."""
        for part in list(ast.walk(node)):
            if isinstance(part, (ast.Subscript, ast.Call)):
                path = json_path(part, lambda inner: bool(self._response(inner)))
                if path and path != "$":
                    name = path.rpartition(".")[2].strip("[]'") or "value"
                    self._capture(name, part)
                    _replace(node, part, ast.copy_location(ast.Name(name, ast.Load()), part))

    # Lists that ids go through

    def _pool(self, node):
        name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else None
        return name if name in self.shared.pools else None

    def _push(self, call):
        pool = self._pool(call.func.value)
        name = f"{pool}Item"
        if not (len(call.args) == 1 and self._capture(name, call.args[0])):
            raise Cannot(call, f"the call {_first(call)}")
        last = next(step for step in reversed(self.steps) if name in step.get("capture", {}))
        last.setdefault("push", {})[pool] = f"${{{name}}}"

    # Conditions

    def _with(self, node, item):
        call = item.context_expr
        name = item.optional_vars.id if isinstance(item.optional_vars, ast.Name) else None
        step = self._request(call) if isinstance(call, ast.Call) else None
        if step is None:
            raise Cannot(node, f"with {ast.unparse(call)}")
        if name:
            self._responses[name] = step
        expect, rest, unclear = expectation(node.body, name, lambda value: self._aliased(value, name))
        for condition in unclear:
            self._leave(condition, Cannot(condition, f"what is expected where {_first(condition)}"))
        if expect:
            step["expect"] = expect
        self._body(rest)

    def _aliased(self, node, name):
        if isinstance(node, ast.Name):
            return self._aliases.get(node.id) == name or node.id in self.shared.bodies
        return self._response(node) == name

    def _guarded(self, node):
        """Takes if not self.token or not self.id: return, for what follows it; False when it is something else."""
        if node.orelse or not isinstance(node.body[-1], ast.Return) or not all(map(_is_silent, node.body)):
            return False
        tests = node.test.values if isinstance(node.test, ast.BoolOp) and isinstance(node.test.op, ast.Or) else [node.test]
        lacking = [_lacking(test) for test in tests]
        if not all(name is not None and (self._pool(name) or self._held(name)) for name in lacking):
            return False
        # Of an empty list nothing is taken, and what would use it is left out.
        self._needed += [held for name in lacking if (held := self._held(name)) and held not in self._needed]
        return True

    def _held(self, node):
        """The variable that a name, or one of self's, stands for."""
        if isinstance(node, ast.Attribute):
            return node.attr if _dotted(node.value) == "self" and node.attr in self.shared.holds else None
        value = self.values.names.get(node.id) if isinstance(node, ast.Name) else None
        return str(value) if isinstance(value, Text) and value.isidentifier() else None

    def _if(self, node):
        if self._guarded(node):
            return
        test = node.test
        pool = self._pool(test) if isinstance(test, (ast.Attribute, ast.Name)) else None
        about = {name.id for name in ast.walk(test) if isinstance(name, ast.Name)}
        if pool or about & (self._responses.keys() | self._aliases.keys()):
            # Captures are made from good responses only, and what is not there leaves headers out.
            self._body(node.body)
            for other in node.orelse:
                if not _is_silent(other):
                    self._leave(other, Cannot(other, f"otherwise: {_first(other)}"))
            return
        raise Cannot(node, f"if {ast.unparse(test)}: …")


def _lacking(test):
    """What is asked for in not x, or x is None."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return test.operand
    none = isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.Is) and isinstance(test.comparators[0], ast.Constant)
    return test.left if none and test.comparators[0].value is None else None


def _is_text(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_silent(node):
    """Logging, forgetting, or nothing."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        return _dotted(node.value.func).split(".")[0] in _SILENT
    if isinstance(node, ast.Assign):
        return isinstance(node.value, ast.Constant) and node.value.value is None
    return isinstance(node, (ast.Pass, ast.Return)) or _is_text(node)


def _first(node):
    line = ast.unparse(node).splitlines()[0]
    return line if len(line) <= 80 else line[:77] + "..."


def _replace(tree, old, new):
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, field, new)
            elif isinstance(value, list) and old in value:
                value[value.index(old)] = new


def duration(seconds):
    """A time as a LoadTest writes it."""
    millis = round(seconds * 1000)
    return f"{millis // 1000}s" if millis % 1000 == 0 else f"{millis}ms"
