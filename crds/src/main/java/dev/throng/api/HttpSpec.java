package dev.throng.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the client speaks to the target. */
public record HttpSpec(
        @Nullable TimeoutsSpec timeouts,
        @Nullable TlsSpec tls,
        @Nullable Map<String, String> headers,
        @Nullable Boolean followRedirects,
        @Nullable Integer maxRedirects,
        @Nullable String maxBodySize,
        @Nullable Integer logFailures) {}
