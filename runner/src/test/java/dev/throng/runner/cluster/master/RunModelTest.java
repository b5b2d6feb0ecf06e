package dev.throng.runner.cluster.master;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throng.api.pods.WorkerLossPolicy;
import dev.throng.runner.cluster.protocol.Membership;
import dev.throng.runner.cluster.protocol.Orders;
import dev.throng.runner.cluster.protocol.WorkerId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a master decides, as a function of what happened. */
class RunModelTest {
    private static final long SECOND = 1_000_000_000;
    private static final long T0 = 100 * SECOND;
    private static final WorkerId A = new WorkerId("a", "a1");
    private static final WorkerId B = new WorkerId("b", "b1");

    private static Rules rules(WorkerLossPolicy policy) {
        return new Rules(
                2,
                Duration.ofSeconds(60),
                Duration.ofMillis(100),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                policy,
                Duration.ofSeconds(2),
                60 * SECOND,
                Optional.empty(),
                List.of(),
                false);
    }

    private static RunModel running(WorkerLossPolicy policy) {
        return RunModel.opened(rules(policy), 0)
                .greeted(A, 1, true, 1)
                .greeted(B, 1, true, 2)
                .started(T0, 0);
    }

    private static Orders.Mark onlyMark(RunModel model) {
        assertThat(model.orders().marks()).hasSize(1);
        return model.orders().marks().getFirst();
    }

    @Test
    void itStartsWhenAllAreReady() {
        RunModel model =
                RunModel.opened(rules(WorkerLossPolicy.redistribute), 0).greeted(A, 1, true, 1);
        assertThat(model.mayStart()).isFalse();
        assertThat(model.greeted(B, 1, false, 2).mayStart()).isFalse();
        assertThat(model.greeted(B, 1, false, 2).ready(B, 3).mayStart()).isTrue();
    }

    @Test
    void whoGoesBeforeTheStartIsNotWaitedFor() {
        RunModel model = RunModel.opened(rules(WorkerLossPolicy.redistribute), 0)
                .greeted(A, 1, true, 1)
                .away(A, 2);
        assertThat(model.members().byName()).isEmpty();
    }

    @Test
    void foundersAreNumberedByNameWhoeverCameFirst() {
        RunModel model = RunModel.opened(rules(WorkerLossPolicy.redistribute), 0)
                .greeted(new WorkerId("worker-10", "x"), 1, true, 1)
                .greeted(new WorkerId("worker-9", "y"), 1, true, 2)
                .started(T0, 0);
        assertThat(model.orders().membership().slots().get("worker-9").number()).isZero();
        assertThat(model.orders().membership().slots().get("worker-10").number())
                .isOne();
    }

    @Test
    void aLostWorkersUsersGoToTheOthersAndComeBackWithIt() {
        RunModel lost = running(WorkerLossPolicy.redistribute).lost(A, T0 + 10 * SECOND, T0 + 15 * SECOND);
        RunModel moved = lost.reconciled(T0 + 15 * SECOND);
        assertThat(moved.orders().membership().includes("a")).isFalse();
        assertThat(onlyMark(moved).kind()).isEqualTo("degraded");
        assertThat(onlyMark(moved).fromNanos()).isEqualTo(10 * SECOND);
        assertThat(onlyMark(moved).toNanos()).isEqualTo(15 * SECOND);

        RunModel back = moved.greeted(A, 1, true, T0 + 20 * SECOND).reconciled(T0 + 20 * SECOND);
        assertThat(back.orders().membership().includes("a")).isTrue();
        assertThat(back.orders().membership().slots().get("a").number()).isZero();
        assertThat(onlyMark(back).kind()).isEqualTo("overlap");
    }

    @Test
    void nobodyTakesTheUsersWhenNobodyIsLeft() {
        RunModel lost = running(WorkerLossPolicy.redistribute)
                .lost(A, T0 + 10 * SECOND, T0 + 15 * SECOND)
                .lost(B, T0 + 10 * SECOND, T0 + 15 * SECOND)
                .reconciled(T0 + 15 * SECOND);
        assertThat(lost.orders().marks()).isEmpty();
        assertThat(lost.orders().membership().includes("a")).isTrue();
        assertThat(lost.orders().membership().includes("b")).isTrue();

        RunModel back = lost.greeted(B, 1, true, T0 + 20 * SECOND).reconciled(T0 + 20 * SECOND);
        assertThat(onlyMark(back).message()).startsWith("a was lost");
        assertThat(onlyMark(back).toNanos()).isEqualTo(20 * SECOND);
    }

    @Test
    void changesTakeEffectALittleLaterSoThatAllMakeThemTogether() {
        RunModel moved = running(WorkerLossPolicy.redistribute)
                .lost(A, T0 + 10 * SECOND, T0 + 15 * SECOND)
                .reconciled(T0 + 15 * SECOND);
        assertThat(moved.orders().effectiveNanos()).isEqualTo(15 * SECOND + SECOND / 10);
    }

    @Test
    void aReplacementHasTheUsersAndNoNumberOfItsPredecessor() {
        RunModel lost = running(WorkerLossPolicy.replace).lost(A, T0 + 10 * SECOND, T0 + 15 * SECOND);
        assertThat(lost.reconciled(T0 + 15 * SECOND).orders().membership().includes("a"))
                .isTrue();

        List<Integer> before =
                lost.orders().membership().assignment().orElseThrow().owners();
        WorkerId next = new WorkerId("a", "a2");
        RunModel replaced = lost.greeted(next, 1, true, T0 + 20 * SECOND).reconciled(T0 + 20 * SECOND);
        assertThat(replaced.orders().membership().slots().get("a")).isEqualTo(new Membership.Slot("a2", 2));
        assertThat(replaced.orders().membership().assignment().orElseThrow().owners())
                .isEqualTo(before.stream().map(owner -> owner == 0 ? 2 : owner).toList());
        assertThat(replaced.orders().membership().replaced(A)).isTrue();
        assertThat(onlyMark(replaced).toNanos()).isEqualTo(20 * SECOND);
    }

    @Test
    void whoLeavesGivesItsUsersAwayAtOnceAndIsNotLost() {
        RunModel leaving = running(WorkerLossPolicy.replace).leaving(A, T0 + 10 * SECOND);
        assertThat(leaving.orders().membership().includes("a")).isFalse();
        assertThat(leaving.orders().marks()).isEmpty();
    }

    @Test
    void aNameIsTakenWhileItsHolderLives() {
        RunModel model = running(WorkerLossPolicy.redistribute);
        WorkerId next = new WorkerId("a", "a2");
        assertThat(model.members().admits(next)).isFalse();
        assertThat(model.members().admits(A)).isTrue();
        assertThat(model.away(A, T0).members().admits(next)).isTrue();
        assertThat(model.lost(A, T0, T0).members().admits(next)).isTrue();
    }

    @Test
    void aRunIsOverWhenAllAreDoneAtItsEndAndNotBefore() {
        RunModel early = running(WorkerLossPolicy.redistribute).done(A, T0).done(B, T0);
        assertThat(early.over(T0 + 30 * SECOND, member -> false)).isFalse();
        assertThat(early.over(T0 + 60 * SECOND, member -> false)).isTrue();
    }

    @Test
    void aLostWorkerIsWaitedForALittleAtTheEnd() {
        RunModel model = running(WorkerLossPolicy.redistribute)
                .done(B, T0 + 60 * SECOND)
                .lost(A, T0 + 50 * SECOND, T0 + 55 * SECOND);
        assertThat(model.over(T0 + 66 * SECOND, member -> false)).isFalse();
        assertThat(model.over(T0 + 68 * SECOND, member -> false)).isTrue();
    }

    @Test
    void nobodyWaitsForTheDeadNorForWhoeverNeverHadAnythingToDo() {
        RunModel model = running(WorkerLossPolicy.redistribute)
                .done(B, T0 + 60 * SECOND)
                .lost(A, T0 + 50 * SECOND, T0 + 55 * SECOND);
        assertThat(model.over(T0 + 61 * SECOND, member -> false)).isFalse();
        assertThat(model.dead(A).over(T0 + 61 * SECOND, member -> false)).isTrue();
        assertThat(model.over(T0 + 61 * SECOND, member -> member.id().equals(A)))
                .isTrue();
    }

    @Test
    void whoeverStopsARunWaitsForNobodyWhoIsLost() {
        RunModel model = running(WorkerLossPolicy.redistribute)
                .lost(A, T0 + 5 * SECOND, T0 + 10 * SECOND)
                .ended(Orders.Reason.USER, "", T0 + 20 * SECOND);
        assertThat(model.over(T0 + 21 * SECOND, member -> false)).isFalse();
        assertThat(model.done(B, T0 + 21 * SECOND).over(T0 + 21 * SECOND, member -> false))
                .isTrue();
    }

    @Test
    void nobodyIsLetInWhoWouldNotDriveAnything() {
        RunModel model = running(WorkerLossPolicy.redistribute);
        assertThat(model.tooLate(T0 + 59 * SECOND)).isFalse();
        assertThat(model.tooLate(T0 + 60 * SECOND - SECOND / 10)).isTrue();
    }

    @Test
    void aRunEndsEvenIfAWorkerNeverComesToItsEnd() {
        RunModel model = running(WorkerLossPolicy.redistribute);
        assertThat(model.over(T0 + 70 * SECOND, member -> false)).isFalse();
        assertThat(model.over(T0 + 100 * SECOND, member -> false)).isTrue();
    }

    @Test
    void aRunWithoutWorkersIsForsakenAfterAWhile() {
        RunModel model = running(WorkerLossPolicy.replace)
                .lost(A, T0 + 5 * SECOND, T0 + 10 * SECOND)
                .lost(B, T0 + 5 * SECOND, T0 + 10 * SECOND);
        assertThat(model.forsaken(T0 + 30 * SECOND)).isFalse();
        assertThat(model.forsaken(T0 + 41 * SECOND)).isTrue();
    }

    @Test
    void aMasterThatStartsAgainGoesOnWhereTheWorkersAre() {
        Orders orders = running(WorkerLossPolicy.redistribute).orders();
        RunModel again =
                RunModel.opened(rules(WorkerLossPolicy.redistribute), 0).adopted(orders, 5);
        assertThat(again.orders().start()).isEqualTo(orders.start());
        assertThat(again.orders().epoch()).isGreaterThan(orders.epoch());
        assertThat(again.members().member(A).map(Member::status)).contains(Member.Status.AWAY);
        assertThat(again.members().member(B).map(Member::status)).contains(Member.Status.AWAY);
    }

    @Test
    void whoTakesTheSeatOfOneThatDiedUnnoticedEndsADegradedStretch() {
        RunModel replaced = running(WorkerLossPolicy.redistribute)
                .away(A, T0 + 10 * SECOND)
                .greeted(new WorkerId("a", "a2"), 1, true, T0 + 12 * SECOND);
        assertThat(onlyMark(replaced).kind()).isEqualTo("degraded");
        assertThat(onlyMark(replaced).fromNanos()).isEqualTo(10 * SECOND);
        assertThat(onlyMark(replaced).toNanos()).isEqualTo(12 * SECOND);
    }

    @Test
    void whoIsBackAtOnceLeavesNoMark() {
        RunModel back =
                running(WorkerLossPolicy.redistribute).away(A, T0 + 10 * SECOND).greeted(A, 1, true, T0 + 11 * SECOND);
        assertThat(back.orders().marks()).isEmpty();
    }

    @Test
    void aReplacementMayComeBeforeTheMasterThatStartedAgainKnowsWhoseItIs() {
        Orders orders = running(WorkerLossPolicy.redistribute).orders();
        WorkerId replacement = new WorkerId("a", "a2");
        RunModel again = RunModel.opened(rules(WorkerLossPolicy.redistribute), T0 + 20 * SECOND)
                .greeted(replacement, 1, true, T0 + 21 * SECOND)
                .adopted(orders, T0 + 22 * SECOND);
        assertThat(again.orders().membership().holds(replacement)).isTrue();
        assertThat(again.orders().membership().includes("a")).isTrue();
        assertThat(onlyMark(again).fromNanos()).isEqualTo(20 * SECOND);
        assertThat(onlyMark(again).toNanos()).isEqualTo(22 * SECOND);
    }

    @Test
    void whereACopyEndsItsWorkerFellSilent() {
        Orders orders = running(WorkerLossPolicy.redistribute).orders();
        RunModel again = RunModel.opened(rules(WorkerLossPolicy.redistribute), T0 + 20 * SECOND)
                .adopted(orders, T0 + 22 * SECOND)
                .silent(A, T0 + 15 * SECOND);
        Member member = again.members().member(A).orElseThrow();
        RunModel moved = again.lost(A, member.silentSince(T0 + 22 * SECOND), T0 + 28 * SECOND)
                .reconciled(T0 + 28 * SECOND);
        assertThat(onlyMark(moved).fromNanos()).isEqualTo(15 * SECOND);
    }

    @Test
    void whoComesBackToAMasterThatStartedAgainMayHaveOverlapped() {
        Orders orders = running(WorkerLossPolicy.redistribute)
                .lost(A, T0 + 10 * SECOND, T0 + 15 * SECOND)
                .reconciled(T0 + 15 * SECOND)
                .orders();
        RunModel back = RunModel.opened(rules(WorkerLossPolicy.redistribute), T0 + 20 * SECOND)
                .adopted(orders, T0 + 22 * SECOND)
                .greeted(A, 1, true, T0 + 25 * SECOND);
        Orders.Mark overlap = back.orders().marks().getLast();
        assertThat(overlap.kind()).isEqualTo("overlap");
        assertThat(overlap.fromNanos()).isEqualTo(15 * SECOND);
        assertThat(overlap.toNanos()).isEqualTo(25 * SECOND);
    }

    /** It shows orders in which it has its users; those who took them over come later, with fewer changes than made here. */
    @Test
    void whoWasCutOffAndComesFirstMayHaveOverlapped() {
        RunModel before = running(WorkerLossPolicy.redistribute);
        Orders latest = before.lost(A, T0 + 10 * SECOND, T0 + 15 * SECOND)
                .reconciled(T0 + 15 * SECOND)
                .orders();
        RunModel first = RunModel.opened(rules(WorkerLossPolicy.redistribute), T0 + 20 * SECOND)
                .adopted(before.orders(), T0 + 22 * SECOND)
                .greeted(A, 1, true, T0 + 22 * SECOND);
        RunModel changed = first.stoodStill(A, SECOND, SECOND)
                .stoodStill(A, 3 * SECOND, SECOND)
                .stoodStill(A, 5 * SECOND, SECOND);
        RunModel both = changed.adopted(latest, T0 + 25 * SECOND).greeted(B, 1, true, T0 + 25 * SECOND);
        assertThat(both.orders().epoch()).isGreaterThan(changed.orders().epoch());
        assertThat(both.orders().marks())
                .filteredOn(mark -> mark.kind().equals("overlap"))
                .containsExactly(new Orders.Mark(
                        15 * SECOND,
                        25 * SECOND,
                        "overlap",
                        "a was cut off and may have driven load that others had taken over"));
        assertThat(both.orders().marks())
                .filteredOn(mark -> mark.kind().equals("degraded"))
                .hasSize(3);
        assertThat(both.orders().membership().includes("a")).isFalse();
        assertThat(both.reconciled(T0 + 26 * SECOND).orders().membership().includes("a"))
                .isTrue();
        assertThat(both.adopted(latest, T0 + 27 * SECOND)).isEqualTo(both);
    }

    @Test
    void olderOrdersAreNotAdopted() {
        RunModel model = running(WorkerLossPolicy.redistribute);
        assertThat(model.ended(Orders.Reason.USER, "", T0)
                        .adopted(model.orders(), T0)
                        .orders()
                        .ending())
                .isPresent();
    }

    @Test
    void theFirstEndThatWasAskedForHolds() {
        RunModel model = running(WorkerLossPolicy.redistribute)
                .ended(Orders.Reason.USER, "first", T0 + SECOND)
                .ended(Orders.Reason.BROKEN, "second", T0 + 2 * SECOND);
        assertThat(model.orders().ending().map(Orders.Ending::message)).isEqualTo(Optional.of("first"));
        assertThat(model.endNanos()).isEqualTo(SECOND);
    }

    @Test
    void oneThatIsLostBreaksNothingWhenTheOthersCameToTheEnd() {
        RunModel model = running(WorkerLossPolicy.redistribute)
                .lost(A, T0 + 20 * SECOND, T0 + 25 * SECOND)
                .done(B, T0 + 60 * SECOND);
        assertThat(model.forsaken(T0 + 300 * SECOND)).isFalse();
    }
}
