package dev.throng.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.runner.shape.Shapes;
import dev.throng.runner.verdict.End;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeriesTest {
    @Test
    void whatIsIntendedIsTheShapesHoweverManyWorkersKnowOfIt() {
        Result result =
                SampleRun.usual().run().result(End.COMPLETE, Optional.empty(), Optional.of(Shapes.constant(70, 1000)));
        assertThat(result.workers()).hasSizeGreaterThan(1);
        assertThat(result.series())
                .allSatisfy(point -> assertThat(point.intendedUsers()).isEqualTo(70));
    }
}
