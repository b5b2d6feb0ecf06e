package dev.throng.kubectl.cluster;

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
public record LoadTest(GenericKubernetesResource resource, LoadTestStatus status) {
    public static final String API_VERSION = "throng.dev/v1";
    public static final String KIND = "LoadTest";
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    public static LoadTest of(GenericKubernetesResource resource) {
        Object status = resource.getAdditionalProperties().get("status");
        return new LoadTest(
                resource, status == null ? LoadTestStatus.NONE : JSON.convertValue(status, LoadTestStatus.class));
    }

    public String name() {
        return resource.getMetadata().getName();
    }

    public String namespace() {
        return resource.getMetadata().getNamespace();
    }

    @SuppressWarnings("unchecked") // a structural schema has objects for objects
    public Map<String, Object> spec() {
        Object spec = resource.getAdditionalProperties().get("spec");
        return spec instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    public Optional<String> target() {
        return Optional.ofNullable(spec().get("target")).map(Object::toString);
    }

    /** Whether the operator has looked at what is asked for now. */
    public boolean observed() {
        Long seen = status.observedGeneration();
        Long asked = resource.getMetadata().getGeneration();
        return seen != null && asked != null && seen >= asked;
    }

    public Optional<Condition> condition(String type) {
        return conditions().stream()
                .filter(condition -> type.equals(condition.type()))
                .findFirst();
    }

    public List<Condition> conditions() {
        return Optional.ofNullable(status.conditions()).orElse(List.of());
    }

    public boolean is(String type, ConditionStatus wanted) {
        return condition(type).map(Condition::status).filter(wanted::equals).isPresent();
    }

    /** Whether a run's pods are there, or on their way or off. */
    public boolean isUnderWay() {
        Phase phase = status.phase();
        return phase == Phase.Starting || phase == Phase.Running || phase == Phase.Stopping;
    }

    /** Whether what is asked for now has come to its end, or can't begin. */
    public boolean isOver() {
        return observed() && (status.phase() == Phase.Finished || is("Valid", ConditionStatus.False));
    }

    public Optional<Instant> startedAt() {
        return Optional.ofNullable(status.startedAt()).map(Instant::parse);
    }
}
