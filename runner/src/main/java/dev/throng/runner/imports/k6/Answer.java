package dev.throng.runner.imports.k6;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.throng.runner.imports.Words;

/** A request's response, which values are taken out of; what is, is captured by the request's step. */
record Answer(ObjectNode step, Words names) {
    private static final int MOST = 16;

    /** A variable that holds what is at the path; empty when there are too many already. */
    String json(String path) {
        String last = path.replaceFirst("\\[[^\\]]*]$", "").replaceFirst("^.*[.$\\]]", "");
        return capture("json", path, last.isEmpty() ? "answer" : last);
    }

    String header(String name) {
        return capture("header", name, name);
    }

    String cookie(String name) {
        return capture("cookie", name, name);
    }

    /** Of the response as a whole: its status, its body. */
    String whole(String part) {
        return capture("response", part, part);
    }

    private String capture(String source, String what, String name) {
        ObjectNode captures = step.withObject("/capture");
        for (var capture : captures.properties()) {
            if (capture.getValue().path(source).asText().equals(what)) {
                return capture.getKey();
            }
        }
        if (captures.size() == MOST) {
            return captures.fieldNames().next();
        }
        String fresh = names.fresh(name);
        ObjectNode capture = captures.putObject(fresh).put(source, what);
        if (!source.equals("response")) {
            capture.put("optional", true);
        }
        return fresh;
    }
}
