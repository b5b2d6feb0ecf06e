package dev.throng.runner.http.request;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Basic authentication (RFC 7617) from the user information of a URL. */
final class BasicAuth {
    private BasicAuth() {}

    /** The whole field with its line break; empty when there is no user information. */
    static String field(@Nullable String userInfo) {
        if (userInfo == null) {
            return "";
        }
        // The decoder is made for forms, where a plus is a blank.
        String decoded = URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
        String both = decoded.contains(":") ? decoded : decoded + ":";
        byte[] bytes = both.getBytes(StandardCharsets.UTF_8);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(bytes) + "\r\n";
    }
}
