package dev.throng.runner.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.api.report.NoticeForm;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A notice to be sent by a process of its own, and what that says at its end: how the operator and its pod speak. The order
 * comes in environment variables, since of an address that is kept in a Secret nobody but the pod may know.
 */
public final class NoticeOrder {
    /** The variable with the notice's JSON. */
    public static final String NOTICE = "THRONG_NOTICE";

    /** The variable with the receivers, as a JSON list of {@link To}. */
    public static final String RECEIVERS = "THRONG_RECEIVERS";

    /** All the pod's messages together have 4,096 bytes. */
    private static final int LONGEST = 250;

    private static final JsonMapper JSON = new JsonMapper();

    private NoticeOrder() {}

    /**
     * A receiver.
     *
     * @param variable that has its address
     * @param place where the address is kept, for people
     */
    public record To(String name, NoticeForm form, String variable, String place) {}

    public static String write(List<To> receivers) {
        return json(receivers);
    }

    static List<To> receivers(Map<String, String> environment) throws JsonProcessingException {
        return JSON.readValue(environment.getOrDefault(RECEIVERS, "[]"), new TypeReference<>() {});
    }

    static Optional<Receiver> receiver(To to, Map<String, String> environment) {
        return Optional.ofNullable(environment.get(to.variable()))
                .filter(address -> !address.isBlank())
                .map(address -> new Receiver(to.name(), to.form(), address));
    }

    static String report(List<Delivery> deliveries) {
        return json(deliveries.stream()
                .map(one -> new Delivery(one.name(), one.sent(), shortened(one.message())))
                .toList());
    }

    /** What {@link #report} wrote; empty when it is something else. */
    public static List<Delivery> reported(String text) {
        try {
            return JSON.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records that cannot be written", e);
        }
    }
}
