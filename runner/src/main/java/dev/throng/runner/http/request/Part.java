package dev.throng.runner.http.request;

import dev.throng.runner.http.url.Line;
import dev.throng.runner.http.url.Origin;
import dev.throng.runner.http.url.Url;
import dev.throng.runner.script.ByteSink;
import dev.throng.runner.script.Scope;
import dev.throng.runner.script.Template;
import java.util.Arrays;

/** A piece of a prepared request. Immutable. */
interface Part {
    /** Appends itself; false when it can't, the reason then being told to the encoder. */
    boolean write(RequestEncoder encoder, Scope scope, ByteSink out);

    /** Bytes that are always the same. */
    record Constant(byte[] bytes) implements Part {
        @Override
        public boolean write(RequestEncoder encoder, Scope scope, ByteSink out) {
            out.append(bytes);
            return true;
        }
    }

    /** A computed path and query below the target. */
    record Path(Template template) implements Part {
        @Override
        public boolean write(RequestEncoder encoder, Scope scope, ByteSink out) {
            int from = out.length();
            if (!template.appendTo(scope, out)) {
                return encoder.unset("path", template);
            }
            normalize(out, from);
            return true;
        }

        /** Makes a request target of what lies behind an index: a slash first, no fragment, visible ASCII only. */
        static void normalize(ByteSink out, int from) {
            if (out.length() == from || out.array()[from] != '/') {
                byte[] written = Arrays.copyOfRange(out.array(), from, out.length());
                out.truncate(from);
                out.append((byte) '/');
                out.append(written);
            }
            Url.encode(out, from);
        }
    }

    /** A field with a computed value; left out while a variable in it is unset. */
    record Field(byte[] nameAndColon, String name, Template value) implements Part {
        private static final byte[] END = {'\r', '\n'};

        @Override
        public boolean write(RequestEncoder encoder, Scope scope, ByteSink out) {
            int before = out.length();
            out.append(nameAndColon);
            int from = out.length();
            if (!value.appendTo(scope, out)) {
                out.truncate(before);
                return true;
            }
            if (breaksLine(out, from)) {
                return encoder.refuse("header " + name + ": line break in its value");
            }
            out.append(END);
            return true;
        }

        private static boolean breaksLine(ByteSink out, int from) {
            byte[] bytes = out.array();
            for (int at = from; at < out.length(); at++) {
                if (bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == 0) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The Cookie field, if the user has cookies for this request. */
    record Cookies() implements Part {
        @Override
        public boolean write(RequestEncoder encoder, Scope scope, ByteSink out) {
            encoder.cookies(out);
            return true;
        }
    }

    /** A whole request with a place for the Cookie field in it. @param ownCookie it has that field already */
    record Spliced(ByteSink whole, int cookiesAt, boolean ownCookie) implements Part {
        @Override
        public boolean write(RequestEncoder encoder, Scope scope, ByteSink out) {
            out.append(whole.array(), 0, cookiesAt);
            if (!ownCookie) {
                encoder.cookies(out);
            }
            out.append(whole.array(), cookiesAt, whole.length() - cookiesAt);
            return true;
        }
    }

    /** A computed body with its length, after all other fields. */
    record Content(Template template) implements Part {
        @Override
        public boolean write(RequestEncoder encoder, Scope scope, ByteSink out) {
            return encoder.content(template, scope, out);
        }
    }

    /**
     * Request line and Host of a step whose computed text may be an absolute URL, at another origin than the target.
     *
     * @param authorization the target's own field, for requests that stay there; may be empty
     * @param hostFollows the step has its own Host
     */
    record Anywhere(String method, Template template, Origin target, String authorization, boolean hostFollows)
            implements Part {
        @Override
        public boolean write(RequestEncoder encoder, Scope scope, ByteSink out) {
            return encoder.anywhere(this, scope, out);
        }

        /** Whether what lies behind an index begins with a scheme. */
        static boolean isAbsolute(ByteSink out, int from) {
            byte[] bytes = out.array();
            int colon = Line.tokenEnd(bytes, from, out.length());
            return colon > from
                    && colon + 2 < out.length()
                    && bytes[colon] == ':'
                    && bytes[colon + 1] == '/'
                    && bytes[colon + 2] == '/';
        }
    }
}
