package dev.throng.runner.plan;

import dev.throng.runner.script.json.JsonQuery;

/**
 * Where a variable's value comes from in a response. Missing and not optional: the request fails. Missing and optional:
 * the variable is unset from then on, so that no value of an earlier response is taken for this one's.
 */
public sealed interface Capture {
    /** What the file calls the variable. */
    String name();

    int variable();

    boolean optional();

    /** Where it is looked for, for people: {@code json $.id}. */
    String source();

    /** A JSONPath into the body; keeps the value's JSON type. */
    record Json(String name, int variable, boolean optional, JsonQuery path) implements Capture {
        public Json(int variable, boolean optional, JsonQuery path) {
            this("", variable, optional, path);
        }

        @Override
        public String source() {
            return "json " + path.source();
        }
    }

    /** A response header's value. */
    record Header(String name, int variable, boolean optional, String header) implements Capture {
        public Header(int variable, boolean optional, String header) {
            this("", variable, optional, header);
        }

        @Override
        public String source() {
            return "header " + header;
        }
    }

    /** First group of a regular expression over the body's text, or the whole match when it has no group. */
    record Regex(String name, int variable, boolean optional, dev.throng.runner.script.regex.Regex pattern)
            implements Capture {
        public Regex(int variable, boolean optional, dev.throng.runner.script.regex.Regex pattern) {
            this("", variable, optional, pattern);
        }

        @Override
        public String source() {
            return "regex " + pattern.source();
        }
    }

    /** The value of a cookie that the user holds after the response. */
    record Cookie(String name, int variable, boolean optional, String cookie) implements Capture {
        public Cookie(int variable, boolean optional, String cookie) {
            this("", variable, optional, cookie);
        }

        @Override
        public String source() {
            return "cookie " + cookie;
        }
    }
}
