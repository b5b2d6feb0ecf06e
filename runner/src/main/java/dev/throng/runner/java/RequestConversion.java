package dev.throng.runner.java;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.runner.code.Certificates;
import dev.throng.runner.code.Request;
import dev.throng.runner.code.RequestMode;
import dev.throng.scenario.Events;
import dev.throng.scenario.RequestSpec;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests of the API, as sessions send them. */
final class RequestConversion {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String BOUNDARY = "throng-7d93b1c4e5a24f0c";

    private RequestConversion() {}

    /** @param open counted when the code has judged it */
    static Request of(RequestSpec spec, Map<String, String> headers, boolean open) {
        Events events = spec.events();
        return of(
                spec,
                spec.url(),
                headers,
                open,
                events == null ? RequestMode.WHOLE : new RequestMode.Streamed(Streamed.of(events, spec.name())));
    }

    static Request of(RequestSpec spec, String url, Map<String, String> headers, boolean open, RequestMode way) {
        Events events = spec.events();
        byte[] body = spec.body();
        String type = spec.contentType();
        if (spec.hasJson()) {
            body = json(spec.json());
            type = "application/json";
        } else if (!spec.files().isEmpty()) {
            body = multipart(spec);
            type = "multipart/form-data; boundary=" + BOUNDARY;
        } else if (!spec.fields().isEmpty()) {
            body = form(spec);
            type = "application/x-www-form-urlencoded";
        }
        return new Request(
                spec.method(),
                url,
                spec.name(),
                fieldsOf(spec, headers),
                body,
                type,
                spec.followsRedirects(),
                spec.timeout() == null ? 0 : Math.max(1, spec.timeout().toNanos()),
                events == null || events.isKept(),
                spec.hasChecks() && !open ? judge(spec) : null,
                open,
                Certificates.OF_RUN,
                way);
    }

    private static List<Request.Field> fieldsOf(RequestSpec spec, Map<String, String> headers) {
        List<Request.Field> fields = fields(spec, headers);
        Events events = spec.events();
        if (events == null) {
            return fields;
        }
        if (spec.method().equalsIgnoreCase("HEAD")) {
            throw new IllegalArgumentException("stream(…): what answers a HEAD has no body");
        }
        List<Request.Field> more = new ArrayList<>(fields);
        if (events.format() == Events.Format.EVENTS) {
            addUnlessThere(more, "Accept", "text/event-stream");
        }
        addUnlessThere(more, "Accept-Encoding", "identity");
        return more;
    }

    private static void addUnlessThere(List<Request.Field> fields, String name, String value) {
        if (fields.stream().noneMatch(field -> field.name().equalsIgnoreCase(name))) {
            fields.add(new Request.Field(name, value));
        }
    }

    private static Request.Judge judge(RequestSpec spec) {
        return came -> Checks.problem(spec, new Answer(came, spec));
    }

    static List<Request.Field> fields(RequestSpec spec, Map<String, String> headers) {
        List<RequestSpec.Header> own = spec.headers();
        if (own.isEmpty() && headers.isEmpty()) {
            return List.of();
        }
        List<Request.Field> fields = new ArrayList<>(own.size() + headers.size());
        headers.forEach((name, value) -> {
            if (!replaced(name, own)) {
                fields.add(new Request.Field(name, value));
            }
        });
        for (RequestSpec.Header header : own) {
            fields.add(new Request.Field(header.name(), header.value()));
        }
        return fields;
    }

    private static boolean replaced(String name, List<RequestSpec.Header> own) {
        for (RequestSpec.Header header : own) {
            if (header.name().equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    static byte[] json(@Nullable Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON can be made of it: " + e.getOriginalMessage(), e);
        }
    }

    private static byte[] form(RequestSpec spec) {
        StringBuilder form = new StringBuilder();
        for (RequestSpec.Field field : spec.fields()) {
            form.append(form.isEmpty() ? "" : "&")
                    .append(URLEncoder.encode(field.name(), StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(field.value(), StandardCharsets.UTF_8));
        }
        return form.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] multipart(RequestSpec spec) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        for (RequestSpec.Field field : spec.fields()) {
            part(
                    out,
                    "form-data; name=\"" + quoted(field.name()) + "\"",
                    "",
                    field.value().getBytes(StandardCharsets.UTF_8));
        }
        for (RequestSpec.Part file : spec.files()) {
            part(
                    out,
                    "form-data; name=\"" + quoted(file.field()) + "\"; filename=\"" + quoted(file.fileName()) + "\"",
                    file.contentType(),
                    file.content());
        }
        out.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static void part(ByteArrayOutputStream out, String disposition, String type, byte[] content) {
        if (type.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a file's content type has a line break in it: " + type.strip());
        }
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n"
                + (type.isEmpty() ? "" : "Content-Type: " + type + "\r\n") + "\r\n";
        out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(content);
        out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** As browsers do it. */
    private static String quoted(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }
}
