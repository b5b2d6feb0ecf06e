package dev.throng.runner.plan.step;

import dev.throng.api.step.ResponsePart;
import dev.throng.api.step.Take;
import dev.throng.runner.script.json.JsonQuery;
import dev.throng.runner.script.markup.Selector;

/**
 * Where a variable's value comes from in a response. Missing and not optional: the request fails. Missing and optional:
 * the variable is unset from then on, so that no value of an earlier response is taken for this one's.
 */
public sealed interface Capture {
    /** What the file calls the variable. */
    String name();

    int variable();

    boolean optional();

    /** Which of several. */
    default Take take() {
        return Take.first;
    }

    /** Where it is looked for, for people: {@code json $.id}. */
    String source();

    /** {@code all of json $..id}. */
    default String which() {
        return take() == Take.first ? "" : take() + " of ";
    }

    /** A JSONPath into the body; keeps the value's JSON type. */
    record Json(String name, int variable, boolean optional, Take take, JsonQuery path) implements Capture {
        public Json(int variable, boolean optional, JsonQuery path) {
            this("", variable, optional, Take.first, path);
        }

        @Override
        public String source() {
            return which() + "json " + path.source();
        }
    }

    /** A response header's value. */
    record Header(String name, int variable, boolean optional, Take take, String header) implements Capture {
        public Header(int variable, boolean optional, String header) {
            this("", variable, optional, Take.first, header);
        }

        @Override
        public String source() {
            return which() + "header " + header;
        }
    }

    /** Texts or attributes of elements of HTML or XML. */
    record Element(String name, int variable, boolean optional, Take take, Selector selector) implements Capture {
        @Override
        public String source() {
            return which() + "element " + selector.source();
        }
    }

    /** First group of a regular expression over the body's text, or the whole match when it has no group. */
    record Regex(String name, int variable, boolean optional, Take take, dev.throng.runner.script.regex.Regex pattern)
            implements Capture {
        public Regex(int variable, boolean optional, dev.throng.runner.script.regex.Regex pattern) {
            this("", variable, optional, Take.first, pattern);
        }

        @Override
        public String source() {
            return which() + "regex " + pattern.source();
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

    /** Something of the response as a whole. */
    record Whole(String name, int variable, boolean optional, ResponsePart part) implements Capture {
        @Override
        public String source() {
            return "the response's " + part;
        }
    }
}
