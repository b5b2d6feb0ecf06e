package dev.throng.operator.loadtest.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import org.junit.jupiter.api.Test;

/** Containers with Python in them get what it needs, and more where the administrator gives more. */
class PythonMemoryTest {
    @Test
    void raisesWhatIsTooLittle() {
        ResourceRequirements ample = PythonMemory.of(requirements("256Mi", "512Mi"));

        assertThat(ample.getRequests())
                .containsEntry("memory", new Quantity("512Mi"))
                .containsEntry("cpu", new Quantity("250m"));
        assertThat(ample.getLimits()).containsEntry("memory", new Quantity("1Gi"));
    }

    @Test
    void leavesWhatIsEnoughOrNotLimited() {
        ResourceRequirements ample = PythonMemory.of(requirements("2Gi", "3000M"));
        ResourceRequirements none = PythonMemory.of(new ResourceRequirements());

        assertThat(ample).isEqualTo(requirements("2Gi", "3000M"));
        assertThat(none.getLimits()).isEmpty();
    }

    private static ResourceRequirements requirements(String request, String limit) {
        return new ResourceRequirementsBuilder()
                .addToRequests("memory", new Quantity(request))
                .addToRequests("cpu", new Quantity("250m"))
                .addToLimits("memory", new Quantity(limit))
                .build();
    }
}
