package dev.throng.runner.plan;

import dev.throng.runner.script.json.JsonQuery;

/**
 * Where a variable's value comes from in a response. Missing and not optional: the request fails. Missing and optional:
 * the variable is unset from then on, so that no value of an earlier response is taken for this one's.
 */
public sealed interface Capture {
    int variable();

    boolean optional();

    /** A JSONPath into the body; keeps the value's JSON type. */
    record Json(int variable, boolean optional, JsonQuery path) implements Capture {}

    /** A response header's value. */
    record Header(int variable, boolean optional, String name) implements Capture {}

    /** First group of a regular expression over the body's text, or the whole match when it has no group. */
    record Regex(int variable, boolean optional, dev.throng.runner.script.regex.Regex pattern) implements Capture {}

    /** The value of a cookie that the user holds after the response. */
    record Cookie(int variable, boolean optional, String name) implements Capture {}
}
