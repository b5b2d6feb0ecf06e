package dev.throng.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.throng.operator.install.Chart;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** After all others, which run the operator with the rights that the chart gives it: it used every one of them. */
@ExtendWith(ApiServer.class)
@Order(Integer.MAX_VALUE)
class RightsTest {

    @Test
    void theOperatorHasNoRightThatItDoesNotUse() {
        Set<String> used = Rights.USED.used();
        assumeTrue(
                used.contains("create throng.dev/loadtests") && used.contains("create /services"),
                "needs the tests of LoadTests and schedules before it");
        assertThat(used).containsExactlyElementsOf(given());
    }

    private static Set<String> given() {
        Set<String> given = new TreeSet<>();
        Chart.objects(ClusterRole.class, Map.of()).stream()
                .filter(role -> role.getMetadata().getName().equals("throng-operator"))
                .flatMap(role -> role.getRules().stream())
                .forEach(rule -> given.addAll(rights(rule)));
        return given;
    }

    private static List<String> rights(PolicyRule rule) {
        return rule.getApiGroups().stream()
                .flatMap(group -> rule.getResources().stream().map(resource -> group + "/" + resource))
                .flatMap(what -> rule.getVerbs().stream().map(verb -> verb + " " + what))
                .toList();
    }
}
