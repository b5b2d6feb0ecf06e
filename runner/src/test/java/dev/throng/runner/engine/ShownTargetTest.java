package dev.throng.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.plan.Plan;
import java.net.URI;
import org.junit.jupiter.api.Test;

class ShownTargetTest {
    @Test
    void showsATargetWithoutItsCredentials() {
        Plan plan = Plans.plan(URI.create("http://al%20ice:s3cret@shop:8000/x"), Plans.users(Plans.get("/")));

        assertThat(plan.shownTarget()).isEqualTo("http://***@shop:8000/x");
        assertThat(plan.shown("target: http://al%20ice:s3cret@shop:8000/x\nusers: 5"))
                .isEqualTo("target: http://***@shop:8000/x\nusers: 5");
    }

    @Test
    void showsATargetWithoutCredentialsAsItIs() {
        Plan plan = Plans.plan(URI.create("http://shop:8000"), Plans.users(Plans.get("/")));

        assertThat(plan.shownTarget()).isEqualTo("http://shop:8000");
        assertThat(plan.shown("me@shop")).isEqualTo("me@shop");
    }
}
