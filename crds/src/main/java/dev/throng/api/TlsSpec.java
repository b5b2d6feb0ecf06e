package dev.throng.api;

import org.jspecify.annotations.Nullable;

/** Trust: the system's authorities unless own ones are given; verification is on unless switched off here. */
public record TlsSpec(
        @Nullable Boolean insecureSkipVerify,
        @Nullable String caFile,
        @Nullable String ca,
        @Nullable String caConfigMap,
        @Nullable String serverName) {}
