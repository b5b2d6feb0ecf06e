"""What a with-block says of its response, as an expectation."""

import ast

from .values import _dotted, json_path


def expectation(body, response, is_content):
    """The expectation of a block that calls success() and failure(), the statements that are about something else, and the
    conditions that have no words in an expectation.

    ``is_content`` says whether a node is the response's JSON.
    """
    cases, rest, unclear = [], [], []
    judged = _walk(body, response, is_content, {"status": None, "json": []}, cases, rest, unclear)
    plain = [case for case in cases if case["status"]]
    if judged and not plain and not unclear:
        unclear = [part.test for statement in body for part in ast.walk(statement) if isinstance(part, ast.If)]
    if not plain:
        return None, rest, unclear
    if len(plain) == 1:
        return _case(plain[0]), rest, unclear
    if any(case["json"] for case in plain):
        return {"anyOf": [_case(case) for case in plain]}, rest, unclear
    return {"status": sorted({status for case in plain for status in case["status"]})}, rest, unclear


def _case(case):
    told = {"status": case["status"]}
    if case["json"]:
        told["json"] = [{"path": path} for path in case["json"]]
    return told


def _walk(statements, response, is_content, so_far, cases, rest, unclear):
    """Whether something was judged here."""
    judged = False
    for statement in statements:
        verdict = _verdict(statement, response)
        if verdict:
            judged = True
            if verdict == "success":
                cases.append({"status": so_far["status"], "json": list(so_far["json"])})
        elif isinstance(statement, ast.If) and _mentions(statement, response):
            told = _told(statement.test, response, is_content)
            if told is None:
                unclear.append(statement.test)
                told = {}
            inside = {
                "status": told.get("status") or so_far["status"],
                "json": so_far["json"] + told.get("json", []),
            }
            judged |= _walk(statement.body, response, is_content, inside, cases, rest, unclear)
            judged |= _walk(statement.orelse, response, is_content, so_far, cases, rest, unclear)
        else:
            rest.append(statement)
    return judged


def _mentions(node, response):
    return any(_verdict(part, response) for part in ast.walk(node) if isinstance(part, ast.Expr))


def _verdict(node, response):
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        name = _dotted(node.value.func)
        if name in (f"{response}.success", f"{response}.failure"):
            return name.rpartition(".")[2]
    return None


def _told(test, response, is_content):
    """What holds inside of an if: statuses, and paths that are there; None when it is about something else."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And):
        told = {}
        for part in test.values:
            inner = _told(part, response, is_content)
            if inner is None:
                return None
            for key, value in inner.items():
                told.setdefault(key, []).extend(value)
        return told
    if not (isinstance(test, ast.Compare) and len(test.ops) == 1):
        return None
    left, operator, right = test.left, test.ops[0], test.comparators[0]
    if _dotted(left) == f"{response}.status_code":
        if isinstance(operator, ast.Eq) and isinstance(right, ast.Constant):
            return {"status": [right.value]}
        if isinstance(operator, ast.In) and isinstance(right, (ast.List, ast.Tuple, ast.Set)):
            return {"status": [item.value for item in right.elts if isinstance(item, ast.Constant)]}
    if isinstance(operator, ast.In) and isinstance(left, ast.Constant) and isinstance(left.value, str):
        path = json_path(right, is_content)
        if path is not None:
            return {"json": [f"{path}.{left.value}"]}
    return None
