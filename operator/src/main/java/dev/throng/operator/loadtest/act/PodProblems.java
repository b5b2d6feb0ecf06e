package dev.throng.operator.loadtest.act;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import dev.throng.api.Problem;
import dev.throng.api.file.bind.Nearest;
import dev.throng.operator.loadtest.desired.Runner;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what is wrong with a LoadTest's pod template at the place where the LoadTest says it. */
final class PodProblems {
    private static final ObjectMapper MODEL = new ObjectMapper();
    private static final String TEMPLATE = "spec.template";
    private static final Pattern UNKNOWN = Pattern.compile("unknown field \"([^\"]+)\"");
    private static final Pattern ITEM = Pattern.compile("\\b(containers|initContainers|volumes)\\[(\\d+)]");

    private static final int MOST_KNOWN = 12;

    private final String place;
    private final JsonNode overlay;

    /**
     * @param field of {@code spec.pods}: master or workers
     * @param overlay what the LoadTest says there
     */
    PodProblems(String field, JsonNode overlay) {
        this.place = "spec.pods." + field;
        this.overlay = overlay;
    }

    /** Containers that seem to be meant for the runner's, but are others. */
    List<Problem> strangers() {
        List<Problem> problems = new ArrayList<>();
        JsonNode containers = overlay.at("/spec/containers");
        for (int i = 0; i < containers.size(); i++) {
            String name = containers.get(i).path("name").asText();
            if (!name.equals(Runner.CONTAINER) && !containers.get(i).has("image")) {
                problems.add(new Problem(place + ".spec.containers[" + i + "].name", stranger(name)));
            }
        }
        return problems;
    }

    private static String stranger(String name) {
        String meant = Nearest.to(name, Set.of(Runner.CONTAINER))
                .map(runner -> "did you mean " + runner + "?")
                .orElse("the one that a run has is called " + Runner.CONTAINER);
        return (name.isEmpty() ? "a container without a name" : "there is no container " + name) + ", " + meant
                + " (One of your own needs an image.)";
    }

    /**
     * What the API server said.
     *
     * @param merged the template that it was shown
     * @param whole its message
     */
    List<Problem> of(KubernetesClientException e, PodTemplateSpec merged, String whole) {
        List<Problem> problems = new ArrayList<>();
        for (Matcher unknown = UNKNOWN.matcher(whole); unknown.find(); ) {
            problems.add(new Problem(path(unknown.group(1), merged), unknown(unknown.group(1))));
        }
        if (problems.isEmpty()) {
            for (StatusCause cause : causes(e)) {
                String field = Objects.requireNonNullElse(cause.getField(), "");
                problems.add(new Problem(
                        field.startsWith(TEMPLATE) ? path(field, merged) : place,
                        (field.startsWith(TEMPLATE) || field.isEmpty() ? "" : field + ": ") + cause.getMessage()));
            }
        }
        return problems.isEmpty()
                ? List.of(new Problem(place, whole))
                : problems.stream().distinct().toList();
    }

    private static List<StatusCause> causes(KubernetesClientException e) {
        return Optional.ofNullable(e.getStatus())
                .flatMap(status -> Optional.ofNullable(status.getDetails()))
                .map(StatusDetails::getCauses)
                .orElse(List.of());
    }

    /** Items are counted as in the overlay, where it has them: by their names. */
    private String path(String field, PodTemplateSpec merged) {
        String below = field.substring(Math.min(field.length(), TEMPLATE.length()));
        return place
                + ITEM.matcher(below).replaceAll(item -> {
                    String list = item.group(1);
                    String name = MODEL.valueToTree(merged)
                            .at("/spec/" + list + "/" + item.group(2) + "/name")
                            .asText();
                    JsonNode own = overlay.at("/spec/" + list);
                    for (int i = 0; i < own.size(); i++) {
                        if (own.get(i).path("name").asText().equals(name)) {
                            return list + "[" + i + "]";
                        }
                    }
                    return list + "[" + name + "]";
                });
    }

    private static String unknown(String field) {
        String parent = field.substring(0, field.lastIndexOf('.'));
        String name = field.substring(field.lastIndexOf('.') + 1);
        Set<String> known = fields(parent.substring(Math.min(parent.length(), TEMPLATE.length())));
        String hint = Nearest.to(name, known)
                .map(near -> "did you mean " + near + "?")
                .orElseGet(() -> {
                    if (names(type(Container.class)).contains(name)) {
                        return "it is one of the container's: write spec: {containers: [{name: " + Runner.CONTAINER
                                + ", " + name + ": …}]}";
                    }
                    return names(type(PodSpec.class)).contains(name)
                            ? "it is one of the pod's: write it under spec"
                            : known.isEmpty() || known.size() > MOST_KNOWN
                                    ? ""
                                    : "there are " + String.join(", ", known);
                });
        return "there is no such field" + (hint.isEmpty() ? "" : ": " + hint);
    }

    /** The fields at a path below a pod template; none where nobody knows. */
    private static Set<String> fields(String path) {
        JavaType type = type(PodTemplateSpec.class);
        for (String step : path.split("\\.")) {
            String name = step.replaceAll("\\[.*", "");
            if (!name.isEmpty()) {
                Optional<JavaType> next = properties(type).stream()
                        .filter(property -> property.getName().equals(name))
                        .map(BeanPropertyDefinition::getPrimaryType)
                        .findFirst();
                if (next.isEmpty()) {
                    return Set.of();
                }
                type = next.get().isCollectionLikeType() ? next.get().getContentType() : next.get();
            }
        }
        return names(type);
    }

    private static JavaType type(Class<?> model) {
        return MODEL.constructType(model);
    }

    private static Set<String> names(JavaType type) {
        Set<String> names = new TreeSet<>();
        properties(type).forEach(property -> names.add(property.getName()));
        names.remove("additionalProperties");
        return names;
    }

    private static List<BeanPropertyDefinition> properties(JavaType type) {
        return MODEL.getSerializationConfig().introspect(type).findProperties();
    }
}
