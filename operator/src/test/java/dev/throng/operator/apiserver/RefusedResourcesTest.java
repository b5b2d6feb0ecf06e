package dev.throng.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong is refused at {@code kubectl apply}, with words that tell what to mend. */
@ExtendWith(ApiServer.class)
class RefusedResourcesTest {

    record Wrong(String says, JsonNode resource) {
        @Override
        public String toString() {
            return says;
        }
    }

    @ParameterizedTest
    @MethodSource
    void isRefusedWithTheRightWords(Wrong wrong, KubernetesClient client) {
        var refusal = catchThrowableOfType(
                KubernetesClientException.class, () -> Cases.create(wrong.resource(), "default", client));
        assertThat(refusal).as("accepted: %s", wrong.resource()).isNotNull();
        assertThat(refusal).hasMessageContaining(wrong.says());
        assertThat(refusal.getCode()).isIn(400, 422);
    }

    static Stream<Wrong> isRefusedWithTheRightWords() {
        return Stream.of("refused.yaml", "refused-schedules.yaml")
                .map(file -> Cases.read("/apiserver/" + file))
                .flatMap(cases ->
                        cases.stream().map(item -> new Wrong(item.get("says").asText(), cases.with(item.get("with")))));
    }
}
