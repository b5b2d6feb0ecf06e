package dev.throng.runner.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowingFleetTest {
    private final List<Integer> asked = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final GrowingFleet fleet = new GrowingFleet(2, 5, asked::add, said::add);

    @Test
    void halfAsManyAgainAreAddedUpToTheMost() {
        seconds(9, true, 2);
        assertThat(asked).isEmpty();
        seconds(1, true, 2);
        assertThat(asked).containsExactly(3);
        seconds(29, true, 3);
        assertThat(asked).as("the new one has time to show that it helps").containsExactly(3);
        seconds(1, true, 3);
        seconds(100, true, 5);
        assertThat(asked).containsExactly(3, 5);
        assertThat(said).first().isEqualTo("the generator is the bottleneck: there are to be 3 workers now");
    }

    @Test
    void aMomentOfItIsNothingAndWhoIsNotThereYetIsWaitedFor() {
        for (int i = 0; i < 10; i++) {
            seconds(9, true, 2);
            seconds(1, false, 2);
        }
        seconds(100, true, 1);
        assertThat(asked).isEmpty();
    }

    private void seconds(int number, boolean bottleneck, int working) {
        for (int i = 0; i < number; i++) {
            fleet.second(bottleneck, working);
        }
    }
}
