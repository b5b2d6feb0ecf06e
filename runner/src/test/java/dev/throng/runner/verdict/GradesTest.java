package dev.throng.runner.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.verdict.GradeSpec;
import dev.throng.runner.stats.FailureKind;
import dev.throng.runner.verdict.Verdict.Grade;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradesTest {
    @ParameterizedTest
    @CsvSource({
        "50, GOOD, GOOD, GOOD",
        "99, GOOD, GOOD, GOOD",
        "150, ACCEPTABLE, GOOD, GOOD",
        "250, POOR, GOOD, GOOD",
        "350, POOR, ACCEPTABLE, GOOD",
        "700, POOR, POOR, ACCEPTABLE",
        "3000, POOR, POOR, POOR"
    })
    void timesAreGradedByTheUsualTable(double millis, Grade p50, Grade p95, Grade p99) {
        List<Verdict.Grading> rows = Grades.usual()
                .of(new Measuring().requests("/a", 100, millis).totals().judged());
        assertThat(rows.stream().map(Verdict.Grading::grade)).containsExactly(p50, p95, p99, Grade.GOOD);
    }

    @ParameterizedTest
    @CsvSource({"0, GOOD", "1, ACCEPTABLE", "9, ACCEPTABLE", "10, POOR", "500, POOR"})
    void failuresAreGradedToo(int failuresOfThousand, Grade grade) {
        Measuring measuring = new Measuring()
                .requests("/a", 1000 - failuresOfThousand, 1)
                .failures("/a", failuresOfThousand, FailureKind.STATUS, "status 500");
        assertThat(Grades.usual().of(measuring.totals().judged()).getLast().grade())
                .isEqualTo(grade);
    }

    @Test
    void howFastEverythingFailedHasNoGrade() {
        List<Verdict.Grading> rows = Grades.usual()
                .of(new Measuring()
                        .failures("/a", 10, FailureKind.CONNECT, "connection refused")
                        .totals()
                        .judged());
        assertThat(rows.stream().map(Verdict.Grading::grade))
                .containsExactly(Grade.NONE, Grade.NONE, Grade.NONE, Grade.POOR);
        assertThat(Grades.worst(rows)).isEqualTo(Grade.POOR);
    }

    @Test
    void theWorstRowIsTheGradeAndNothingHasNone() {
        assertThat(Grades.worst(Grades.usual()
                        .of(new Measuring().requests("/a", 10, 150).totals().judged())))
                .isEqualTo(Grade.ACCEPTABLE);
        assertThat(Grades.worst(Grades.usual().of(new Measuring().totals().judged())))
                .isEqualTo(Grade.NONE);
    }

    @Test
    void aLoadTestMayHaveLimitsOfItsOwnForAllAndForAName() {
        Grades grades = Grades.of(List.of(
                new GradeSpec("p95", "50ms", "60ms", null),
                new GradeSpec("p95", "200ms", "300ms", "/slow"),
                new GradeSpec("failureRate", "1%", "2%", null)));
        Measuring measuring = new Measuring().requests("/fast", 100, 40).requests("/slow", 100, 150);
        assertThat(grades.byName(measuring.totals()))
                .containsExactly(Map.entry("/fast", Grade.GOOD), Map.entry("/slow", Grade.ACCEPTABLE));
        List<Verdict.Grading> rows = grades.of(measuring.totals());
        assertThat(rows).hasSize(8);
        assertThat(rows.get(1).grade()).as("of all requests").isEqualTo(Grade.POOR);
        assertThat(rows)
                .filteredOn(row -> row.title().equals("p95 of /slow"))
                .singleElement()
                .matches(row -> row.grade() == Grade.GOOD);
        assertThat(rows.get(3).good()).isEqualTo(0.01);
    }
}
