package dev.throng.runner.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A LoadTest in the making.
 *
 * @param target base URL
 * @param requests in order, or by weight when each is a task of its own
 * @param weighted whether each request is a task of its own
 * @param stages of arrivals, in order; empty for a few users
 * @param sessions of users who make the stages' requests; empty for arrivals
 * @param variables that a user begins with
 * @param notes what could not be carried over, or should be looked at
 */
public record Draft(
        String target,
        List<Request> requests,
        boolean weighted,
        List<Stage> stages,
        Optional<Sessions> sessions,
        Map<String, String> variables,
        List<String> notes)
        implements Made {
    /** Methods that steps have, in lower case. */
    public static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete", "head", "options");

    /** No body. */
    public static final Body NOTHING = new NoBody();

    /** All requests one after the other, by a few users. */
    static Draft inOrder(String target, List<Request> requests, Map<String, String> variables, List<String> notes) {
        return new Draft(target, requests, false, List.of(), Optional.empty(), variables, notes);
    }

    @Override
    public Draft at(String base) {
        return new Draft(base, requests, weighted, stages, sessions, variables, notes);
    }

    /** The same with users in place of arrivals. */
    public Draft thinking(Sessions users) {
        return new Draft(target, requests, weighted, stages, Optional.of(users), variables, notes);
    }

    /** Text of others holds no expressions of ours. */
    public static String literal(String text) {
        return text.replace("${", "$${");
    }

    /**
     * A time of one rate.
     *
     * @param scattered whether arrivals come at random, and not at even distances
     */
    public record Stage(long seconds, double perSecond, boolean scattered) {}

    /**
     * Users who pause between requests.
     *
     * @param law of the pauses, as a wait has it
     * @param rest law of what is left of a pause that has begun at some time
     * @param meanSeconds from one request of a user to its next
     */
    public record Sessions(ObjectNode law, ObjectNode rest, double meanSeconds) {
        /** How many make so many requests per second together. */
        long users(double perSecond) {
            return perSecond > 0 ? Math.max(1, Math.round(perSecond * meanSeconds)) : 0;
        }
    }

    /**
     * One request; texts may hold {@code ${…}} of ours, everything else is escaped already.
     *
     * @param headers by name; those with several values are sent several times
     * @param captures variables and the JSON paths they come from
     * @param status expected; empty for the usual
     * @param follows whether redirects are followed
     * @param pauseMillis before it
     */
    public record Request(
            String name,
            String method,
            String path,
            Map<String, List<String>> headers,
            Body body,
            Map<String, String> captures,
            OptionalInt status,
            boolean follows,
            long pauseMillis,
            int weight) {
        /** One that is a task, of which nothing but its answer is known. */
        public static Request weighted(String name, String method, String path, int status, int weight) {
            boolean usual = status < 300;
            return new Request(
                    name,
                    method,
                    path,
                    Map.of(),
                    NOTHING,
                    Map.of(),
                    usual ? OptionalInt.empty() : OptionalInt.of(status),
                    usual || status >= 400,
                    0,
                    weight);
        }

        static Request step(String name, String method, String path, HeaderFields headers, Body body) {
            return new Request(name, method, path, headers.byName(), body, Map.of(), OptionalInt.empty(), true, 0, 1);
        }

        /** A redirect that is expected is not followed. */
        Request expecting(int answer) {
            boolean redirect = answer >= 300 && answer < 400;
            return new Request(
                    name,
                    method,
                    path,
                    headers,
                    body,
                    captures,
                    OptionalInt.of(answer),
                    follows && !redirect,
                    pauseMillis,
                    weight);
        }

        Request after(long millis) {
            return new Request(name, method, path, headers, body, captures, status, follows, millis, weight);
        }

        Request capturing(String variable, String jsonPath) {
            Map<String, String> more = new LinkedHashMap<>(captures);
            more.put(variable, jsonPath);
            return new Request(name, method, path, headers, body, more, status, follows, pauseMillis, weight);
        }

        public Request sending(String otherPath, Map<String, List<String>> otherHeaders, Body otherBody) {
            return new Request(
                    name, method, otherPath, otherHeaders, otherBody, captures, status, follows, pauseMillis, weight);
        }
    }

    /** What is sent. */
    public sealed interface Body {}

    /** Nothing. */
    public record NoBody() implements Body {}

    /** As it is sent. */
    public record TextBody(String text) implements Body {}

    /** JSON, whose texts may hold expressions. */
    public record JsonBody(JsonNode json) implements Body {}

    /** A form of several parts. */
    public record PartsBody(List<Part> parts) implements Body {
        /** As a request has them. */
        public ArrayNode asJson() {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (Part part : parts) {
                ObjectNode node = list.addObject().put("name", part.name()).put("value", part.value());
                if (!part.type().isEmpty()) {
                    node.put("type", part.type());
                }
            }
            return list;
        }
    }

    /**
     * One of a form.
     *
     * @param type content type; {@code ""} for none
     */
    public record Part(String name, String value, String type) {}

    /** Fields of a form; those with several values are sent several times. */
    public record FormBody(Map<String, List<String>> fields) implements Body {}
}
