package dev.throng.runner.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every assignment, through losses and joins drawn at random. */
class AssignmentLawsTest {

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyBeginningOfTheUsersIsEvenOverEqualFoundersButForOne(int workers) {
        Assignment assignment = Assignment.initial(Collections.nCopies(workers + 1, 1));
        int[] users = new int[workers + 1];
        for (int number = 0; number < 3 * assignment.slots(); number++) {
            users[assignment.owners().get(number % assignment.slots())]++;
            if (number % 7 == 0 || number < 200) {
                int most = IntStream.of(users).max().orElseThrow();
                assertThat(most - IntStream.of(users).min().orElseThrow()).isLessThanOrEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyUserHasExactlyOneOwnerThroughAllChanges(int seed) {
        for (Assignment assignment : history(seed)) {
            List<Share> shares = shares(assignment);
            for (int number = 0; number < 500; number++) {
                int user = number;
                assertThat(shares.stream().filter(share -> share.user(user)).count())
                        .isEqualTo(1);
                assertThat(shares.stream().filter(share -> share.arrival(user)).count())
                        .isEqualTo(1);
                assertThat(shares.stream().mapToInt(share -> share.users(user)).sum())
                        .isEqualTo(number);
            }
            assertThat(shares.stream().mapToInt(share -> share.users(1_234_567)).sum())
                    .isEqualTo(1_234_567);
            assertThat(shares.stream().mapToInt(share -> share.maxOpenUsers(0)).sum())
                    .isEqualTo(777);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void onlyALostWorkersUsersMove(int seed) {
        Assignment before = history(seed).getLast();
        for (int lost : before.members().keySet()) {
            List<Integer> moved = AssignmentTest.moved(before, before.without(lost));
            assertThat(moved).allMatch(slot -> before.owners().get(slot) == lost);
            assertThat(moved).hasSize(AssignmentTest.counts(before).getOrDefault(lost, 0));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoJoinsTakesItsPartAndNoOtherUserMoves(int seed) {
        Assignment before = history(seed).getLast();
        Assignment after = before.with(99, 3);
        double part = 3.0 * after.slots() / Proportion.sum(after.members().values());

        assertThat(AssignmentTest.moved(before, after))
                .allMatch(slot -> after.owners().get(slot) == 99)
                .hasSizeBetween((int) part - 2, (int) part + 2);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void partsKeepToTheWeightsThroughAllChanges(int seed) {
        for (Assignment assignment : history(seed)) {
            Map<Integer, Integer> parts = Proportion.divide(assignment.slots(), assignment.members());
            Map<Integer, Integer> counts = AssignmentTest.counts(assignment);
            parts.forEach(
                    (worker, part) -> assertThat(counts.getOrDefault(worker, 0)).isBetween(part - 8, part + 8));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aHandfulOfUsersStaysEvenOverEqualWorkersThroughAllChanges(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Assignment assignment = Assignment.initial(Collections.nCopies(random.nextInt(2, 9), 1));
        for (int next = 20; next < 26; next++) {
            List<Integer> members = List.copyOf(assignment.members().keySet());
            assignment = members.size() > 1 && random.nextBoolean()
                    ? assignment.without(members.get(random.nextInt(members.size())))
                    : assignment.with(next, 1);
            for (int users = 1; users < 300; users++) {
                Map<Integer, Integer> counts = new TreeMap<>(AssignmentTest.users(assignment, users));
                assignment.members().keySet().forEach(id -> counts.putIfAbsent(id, 0));
                assertThat(Collections.max(counts.values()) - Collections.min(counts.values()))
                        .as(users + " users on " + counts)
                        .isLessThanOrEqualTo(5);
            }
        }
    }

    private static List<Share> shares(Assignment assignment) {
        ClassSequence classes = ClassSequence.of(ClassSequenceTest.parse("A1"));
        return assignment.members().keySet().stream()
                .map(id -> (Share)
                        new WorkerShare(assignment, id, List.of(classes), List.of(777), Long.MAX_VALUE, List.of()))
                .toList();
    }

    private static List<Assignment> history(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> weights = random.ints(random.nextInt(1, 8), 1, 5).boxed().toList();
        List<Assignment> history = new ArrayList<>(List.of(Assignment.initial(weights)));
        for (int next = 20; next < 28; next++) {
            Assignment last = history.getLast();
            List<Integer> members = List.copyOf(last.members().keySet());
            boolean loss = members.size() > 1 && random.nextBoolean();
            history.add(
                    loss
                            ? last.without(members.get(random.nextInt(members.size())))
                            : last.with(next, random.nextInt(1, 5)));
        }
        return history;
    }
}
