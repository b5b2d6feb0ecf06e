package dev.throng.kubectl;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.api.LoadTestStatus;
import dev.throng.api.status.Condition;
import dev.throng.api.status.ConditionStatus;
import dev.throng.api.status.Phase;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A LoadTest as the cluster has it: its spec as it is written, so that nothing of it is lost on the way, and its status as
 * we understand it.
 */
record LoadTest(GenericKubernetesResource resource, LoadTestStatus status) {
    static final String API_VERSION = "throng.dev/v1";
    static final String KIND = "LoadTest";
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    static LoadTest of(GenericKubernetesResource resource) {
        Object status = resource.getAdditionalProperties().get("status");
        return new LoadTest(
                resource, status == null ? LoadTestStatus.NONE : JSON.convertValue(status, LoadTestStatus.class));
    }

    String name() {
        return resource.getMetadata().getName();
    }

    String namespace() {
        return resource.getMetadata().getNamespace();
    }

    @SuppressWarnings("unchecked") // a structural schema has objects for objects
    Map<String, Object> spec() {
        Object spec = resource.getAdditionalProperties().get("spec");
        return spec instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    Optional<String> target() {
        return Optional.ofNullable(spec().get("target")).map(Object::toString);
    }

    /** Whether the operator has looked at what is asked for now. */
    boolean observed() {
        Long seen = status.observedGeneration();
        Long asked = resource.getMetadata().getGeneration();
        return seen != null && asked != null && seen >= asked;
    }

    Optional<Condition> condition(String type) {
        return conditions().stream()
                .filter(condition -> type.equals(condition.type()))
                .findFirst();
    }

    List<Condition> conditions() {
        return Optional.ofNullable(status.conditions()).orElse(List.of());
    }

    boolean is(String type, ConditionStatus wanted) {
        return condition(type).map(Condition::status).filter(wanted::equals).isPresent();
    }

    /** Whether a run's pods are there, or on their way or off. */
    boolean isUnderWay() {
        Phase phase = status.phase();
        return phase == Phase.Starting || phase == Phase.Running || phase == Phase.Stopping;
    }

    /** Whether what is asked for now has come to its end, or can't begin. */
    boolean isOver() {
        return observed() && (status.phase() == Phase.Finished || is("Valid", ConditionStatus.False));
    }

    Optional<Instant> startedAt() {
        return Optional.ofNullable(status.startedAt()).map(Instant::parse);
    }
}
