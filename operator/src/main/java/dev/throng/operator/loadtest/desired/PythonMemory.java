package dev.throng.operator.loadtest.desired;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.HashMap;
import java.util.Map;

/** Memory of containers that run locustfiles: Python takes some 350 MiB before the first user is there. */
final class PythonMemory {
    private static final String MEMORY = "memory";
    private static final Quantity LEAST_REQUEST = new Quantity("512Mi");
    private static final Quantity LEAST_LIMIT = new Quantity("1Gi");

    private PythonMemory() {}

    /** The same, but for memory that is too little; what isn't limited stays so. */
    static ResourceRequirements of(ResourceRequirements usual) {
        return new ResourceRequirementsBuilder(usual)
                .withRequests(atLeast(usual.getRequests(), LEAST_REQUEST))
                .withLimits(atLeast(usual.getLimits(), LEAST_LIMIT))
                .build();
    }

    private static Map<String, Quantity> atLeast(Map<String, Quantity> usual, Quantity least) {
        Map<String, Quantity> ample = new HashMap<>(usual);
        ample.computeIfPresent(
                MEMORY,
                (_, given) -> given.getNumericalAmount().compareTo(least.getNumericalAmount()) < 0 ? least : given);
        return ample;
    }
}
