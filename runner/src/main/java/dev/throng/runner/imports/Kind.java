package dev.throng.runner.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.throng.runner.imports.accesslog.AccessLog;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be imported. */
public enum Kind {
    /** A browser's recording. */
    HAR,
    /** Commands of curl. */
    CURL,
    /** A collection of Postman's. */
    POSTMAN,
    /** A server's or proxy's log. */
    ACCESSLOG,
    /** A description of an API. */
    OPENAPI,
    /** A test plan of JMeter. */
    JMX,
    /** A resource of the k6 operator, with its script. */
    K6_TESTRUN,
    /** A resource of a Locust operator, with its locustfile. */
    LOCUSTTEST;

    /** As it is called on a command line. */
    public static Optional<Kind> named(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    public static String words() {
        return Arrays.stream(values()).map(Kind::word).collect(Collectors.joining(", "));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** By how a file begins. */
    public static Optional<Kind> of(String beginning) {
        String text = (beginning.startsWith("\uFEFF") ? beginning.substring(1) : beginning).strip();
        if (text.startsWith("{")) {
            return ofJson(text);
        }
        if (text.startsWith("<")) {
            return text.contains("<jmeterTestPlan") ? Optional.of(JMX) : Optional.empty();
        }
        if (text.lines().anyMatch(line -> line.matches("[\"']?(openapi|swagger)[\"']?: *[\"']?[23]\\..*"))
                || text.lines()
                        .filter(line -> !line.isBlank() && !line.matches("---.*|\\s*#.*"))
                        .limit(1)
                        .anyMatch(line -> line.matches("\\s*(openapi|swagger): *[\"']?[23]\\..*"))) {
            return Optional.of(OPENAPI);
        }
        if (text.lines().anyMatch(line -> line.matches("apiVersion: *[\"']?k6\\.io/.*"))) {
            return Optional.of(K6_TESTRUN);
        }
        if (text.lines().anyMatch(line -> line.matches("apiVersion: *[\"']?[a-z0-9.-]*locust[a-z0-9.-]*/.*"))) {
            return Optional.of(LOCUSTTEST);
        }
        if (text.lines().anyMatch(line -> line.matches("import .* from [\"']k6(/http)?[\"'];?\\s*"))) {
            return Optional.of(K6_TESTRUN);
        }
        if (text.lines().anyMatch(line -> line.startsWith("curl "))) {
            return Optional.of(CURL);
        }
        return AccessLog.isOne(text) ? Optional.of(ACCESSLOG) : Optional.empty();
    }

    /** By the names of the outermost fields, as far as the beginning goes. */
    private static Optional<Kind> ofJson(String text) {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            Optional<Kind> kind = ofJson(parser);
            if (kind.isPresent()) {
                return kind;
            }
        } catch (IOException end) {
            // The beginning has an end, or is no JSON: nothing is known then.
        }
        return text.contains("getpostman.com") ? Optional.of(POSTMAN) : Optional.empty();
    }

    /**
     * By the names of the outermost fields, wherever in it they are: some programs sort them.
     *
     * @throws IOException it cannot be read
     */
    static Optional<Kind> ofWhole(InputStream json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            return ofJson(parser);
        } catch (JsonProcessingException noJson) {
            return Optional.empty();
        }
    }

    private static Optional<Kind> ofJson(JsonParser parser) throws IOException {
        if (parser.nextToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                switch (parser.currentName()) {
                    case "log" -> {
                        return Optional.of(HAR);
                    }
                    case "item", "collection", "_postman_variable_scope" -> {
                        return Optional.of(POSTMAN);
                    }
                    case "openapi", "swagger" -> {
                        return Optional.of(OPENAPI);
                    }
                    default -> {
                        parser.nextToken();
                        parser.skipChildren();
                    }
                }
            }
        }
        return Optional.empty();
    }
}
