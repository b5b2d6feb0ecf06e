package dev.throng.runner.contract;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an operation may answer with a status. Immutable.
 *
 * @param place in the description, for people
 * @param types media types without parameters, or ranges of them, with their schemas; empty when nothing is said of the body
 */
record Answer(String place, Map<String, Optional<BodySchema>> types) {
    @Nullable String broken(@Nullable String contentType, byte[] body, int from, int length) {
        if (types.isEmpty()) {
            return null;
        }
        String wanted = String.join(" or ", types.keySet());
        if (contentType == null) {
            return (length == 0 ? "the body is empty" : "there is no Content-Type") + ", expected " + wanted + " ("
                    + place + ")";
        }
        String type = MediaType.plain(contentType);
        Optional<String> best = MediaType.best(types.keySet(), type);
        if (best.isEmpty()) {
            return "the Content-Type is " + type + ", expected " + wanted + " (" + place + ")";
        }
        Optional<BodySchema> schema = types.get(best.get());
        return schema != null && schema.isPresent() && MediaType.isJson(type)
                ? schema.get().broken(body, from, length)
                : null;
    }
}
