package dev.throng.runner.dispatch;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssignmentTest {

    @Test
    void oneWorkerHasAll() {
        assertThat(users(Assignment.single(), 5)).isEqualTo(Map.of(0, 5));
    }

    @Test
    void equalWorkersTakeTurnsInAnOrderThatShifts() {
        assertThat(order(Assignment.initial(List.of(1, 1, 1)), 15)).isEqualTo("012 120 012 201 120".replace(" ", ""));
    }

    @Test
    void sevenUsersOnThreeWorkersAreThreeTwoTwo() {
        assertThat(users(Assignment.initial(List.of(1, 1, 1)), 7).values()).containsExactlyInAnyOrder(3, 2, 2);
    }

    @Test
    void aWorkerOfTwiceTheWeightHasTwiceTheUsers() {
        assertThat(users(Assignment.initial(List.of(2, 1, 1)), 40)).isEqualTo(Map.of(0, 20, 1, 10, 2, 10));
    }

    @Test
    void aLostWorkersUsersGoToTheOthersEvenlyAndNobodyElseMoves() {
        Assignment before = Assignment.initial(List.of(1, 1, 1, 1));
        Assignment after = before.without(2);

        assertThat(counts(after)).isEqualTo(Map.of(0, 840, 1, 840, 3, 840));
        assertThat(moved(before, after)).allMatch(slot -> before.owners().get(slot) == 2);
        assertThat(users(after, 10).values()).containsExactlyInAnyOrder(4, 3, 3);
    }

    @Test
    void aWorkerThatComesBackTakesItsOwnUsersBack() {
        Assignment before = Assignment.initial(List.of(1, 1, 1, 1));

        assertThat(before.without(1).with(1, 1)).isEqualTo(before);
    }

    @Test
    void aReplacementOfALostWorkerHasItsPartButAnotherName() {
        Assignment after = Assignment.initial(List.of(1, 1, 1, 1)).without(3).with(4, 1);

        assertThat(counts(after)).isEqualTo(Map.of(0, 630, 1, 630, 2, 630, 4, 630));
    }

    @Test
    void oneMoreWorkerTakesItsPartAndNoOtherUserMoves() {
        Assignment before = Assignment.initial(List.of(1, 1, 1));
        Assignment after = before.with(3, 1);

        assertThat(counts(after)).isEqualTo(Map.of(0, 630, 1, 630, 2, 630, 3, 630));
        assertThat(moved(before, after))
                .hasSize(630)
                .allMatch(slot -> after.owners().get(slot) == 3);
        assertThat(users(after, 12).values()).allMatch(users -> users >= 2 && users <= 4);
    }

    @Test
    void whenTheLastWorkerIsLostNobodyHasUsersUntilOneComes() {
        Assignment nobody = Assignment.initial(List.of(1, 1)).without(0).without(1);

        assertThat(users(nobody, 5)).isEqualTo(Map.of(Assignment.NOBODY, 5));
        assertThat(users(nobody.with(2, 1), 5)).isEqualTo(Map.of(2, 5));
    }

    @Test
    void leavingTwiceOrJoiningTwiceChangesNothing() {
        Assignment assignment = Assignment.initial(List.of(1, 1));

        assertThat(assignment.without(1).without(1)).isEqualTo(assignment.without(1));
        assertThat(assignment.with(1, 5)).isEqualTo(assignment);
    }

    @Test
    void noWorkerIsFixedToOneClassOfUsers() {
        Assignment assignment = Assignment.initial(List.of(1, 1, 1, 1));
        ClassSequence classes = ClassSequence.of(ClassSequenceTest.parse("A3 B1"));
        Map<Integer, Integer> heavy = new TreeMap<>();
        IntStream.range(0, 400)
                .filter(number -> classes.at(number) == 1)
                .forEach(number -> heavy.merge(assignment.owners().get(number), 1, Integer::sum));

        assertThat(heavy.values()).allMatch(count -> count >= 20 && count <= 30);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            A1           | 4  | 3 | A1 A2 A1
            A1 B1        | 6  | 2 | A2B1 A1B2
            A3 B1 F=2    | 10 | 3 | A2F1 B2F1 A4
            A3 B1 F=2    | 2  | 3 | F1 F1 -
            A5 B1        | 24 | 4 | A4B2 A5B1 A5B1 A6
            A8 B1 C1     | 20 | 4 | A5 A4B1 A3B1C1 A4C1
            """)
    void classesSpreadOverWorkersLikeThis(String classes, int users, int workers, String expected) {
        Assignment assignment = Assignment.initial(Collections.nCopies(workers, 1));
        ClassSequence sequence = ClassSequence.of(ClassSequenceTest.parse(classes));
        List<String> maps = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            Share share = new WorkerShare(assignment, worker, List.of(sequence), List.of(0), Long.MAX_VALUE, List.of());
            Map<String, Integer> map = new TreeMap<>();
            IntStream.range(0, users)
                    .filter(share::user)
                    .mapToObj(number -> ClassSequenceTest.parse(classes)
                            .get(share.userClass(0, number))
                            .name())
                    .forEach(name -> map.merge(name, 1, Integer::sum));
            maps.add(
                    map.isEmpty()
                            ? "-"
                            : map.entrySet().stream()
                                    .map(e -> e.getKey() + e.getValue())
                                    .collect(joining()));
        }
        assertThat(String.join(" ", maps)).isEqualTo(expected);
    }

    @Test
    void aThousandWorkersAreDividedAndRedividedToo() {
        Assignment before = Assignment.initial(Collections.nCopies(1000, 1));

        assertThat(counts(before).values()).allMatch(count -> count == 64);
        assertThat(counts(before.without(7)).values()).allMatch(count -> count == 64 || count == 65);
        assertThat(before.without(7).with(7, 1)).isEqualTo(before);
    }

    @Test
    void uniqueNumbersOfFoundersHaveNoGapsAndNobodyRepeatsThem() {
        Assignment assignment =
                Assignment.initial(List.of(1, 1, 1)).without(1).with(3, 1).with(4, 1);
        List<Long> founders = new ArrayList<>();
        Set<Long> all = new HashSet<>();
        Set<Integer> users = new HashSet<>();
        for (int worker = 0; worker < 5; worker++) {
            Share share = new WorkerShare(
                    assignment,
                    worker,
                    List.of(ClassSequence.of(ClassSequenceTest.parse("A1"))),
                    List.of(0),
                    Long.MAX_VALUE,
                    List.of());
            for (int k = 0; k < 100; k++) {
                assertThat(all.add(share.uniqueNumber(k))).isTrue();
                assertThat(share.openUser(k)).isNotNegative();
                assertThat(users.add(share.openUser(k))).isTrue();
                if (worker < 3) {
                    founders.add(share.uniqueNumber(k));
                }
            }
        }
        assertThat(founders)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 300).mapToObj(Long::valueOf).toList());
    }

    @Test
    void itTravelsAsAFewHundredBytes() {
        Assignment assignment =
                Assignment.initial(List.of(1, 1, 1, 1)).without(2).with(7, 3);

        assertThat(Assignment.fromBytes(assignment.toBytes())).isEqualTo(assignment);
        assertThat(Assignment.initial(List.of(1, 1, 1, 1)).toBytes()).hasSizeLessThan(1000);
    }

    @Test
    void damagedBytesAreRefused() {
        byte[] bytes = Assignment.single().toBytes();
        bytes[bytes.length / 2] ^= 0x55;

        assertThatThrownBy(() -> Assignment.fromBytes(bytes)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Assignment.fromBytes(new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    static Map<Integer, Integer> users(Assignment assignment, int users) {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (int number = 0; number < users; number++) {
            counts.merge(assignment.owners().get(number % assignment.slots()), 1, Integer::sum);
        }
        return counts;
    }

    static Map<Integer, Integer> counts(Assignment assignment) {
        return users(assignment, assignment.slots());
    }

    static List<Integer> moved(Assignment before, Assignment after) {
        return IntStream.range(0, before.slots())
                .filter(slot -> !before.owners().get(slot).equals(after.owners().get(slot)))
                .boxed()
                .toList();
    }

    private static String order(Assignment assignment, int users) {
        return assignment.owners().subList(0, users).stream()
                .map(String::valueOf)
                .collect(joining());
    }
}
