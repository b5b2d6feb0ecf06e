package dev.throng.runner.demo;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as the API sees it.
 *
 * @param path without query, as sent
 * @param query first value of each parameter
 * @param authorization the header, null when absent
 * @param body UTF-8 text, empty when there is none
 */
record Call(
        String method,
        String path,
        Map<String, String> query,
        @Nullable String authorization,
        String body) {

    int number(String parameter, int otherwise, int min, int max) {
        String text = query.get(parameter);
        if (text == null) {
            return otherwise;
        }
        try {
            return Math.clamp(Integer.parseInt(text), min, max);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
