package dev.throng.runner.plan.http;

import java.util.Arrays;

/** What connections to the target speak. */
public enum HttpVersion {
    /** Over TLS what the server prefers, HTTP/2 if it has that; without TLS HTTP/1.1. */
    AUTO("auto"),
    V1_1("1.1"),
    /** HTTP/2 or nothing: over TLS by ALPN, without TLS by prior knowledge. */
    V2("2");

    private final String word;

    HttpVersion(String word) {
        this.word = word;
    }

    /** @throws IllegalArgumentException when there is no such version */
    public static HttpVersion of(String word) {
        return Arrays.stream(values())
                .filter(version -> version.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(word + " is none of auto, 1.1, 2"));
    }

    /** As users write it. */
    public String word() {
        return word;
    }
}
