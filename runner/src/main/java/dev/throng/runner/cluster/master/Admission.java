package dev.throng.runner.cluster.master;

import dev.throng.runner.cluster.protocol.Orders;
import dev.throng.runner.cluster.protocol.Protocol;
import dev.throng.runner.cluster.protocol.Refusal;
import dev.throng.runner.cluster.protocol.ToMaster;
import dev.throng.runner.cluster.protocol.ToWorker;
import java.util.Optional;

/** Who may take part. The token was looked at before, by whoever carries the messages. */
final class Admission {
    private final MasterSettings settings;

    Admission(MasterSettings settings) {
        this.settings = settings;
    }

    /** Why this one may not take part; empty when it may. */
    Optional<ToWorker.Refused> refuse(ToMaster.Hello hello, RunModel model, long now) {
        if (hello.protocol() != Protocol.VERSION) {
            return refused(
                    Refusal.PROTOCOL,
                    "worker speaks version " + hello.protocol() + " of the protocol, this master " + Protocol.VERSION
                            + ": use the same release of Throng for both");
        }
        if (hello.runId().filter(run -> !run.equals(settings.about().runId())).isPresent()) {
            return refused(
                    Refusal.RUN,
                    "worker belongs to run " + hello.runId().get() + ", this is "
                            + settings.about().runId());
        }
        if (hello.planHash().filter(hash -> !hash.equals(settings.planHash())).isPresent()) {
            return refused(Refusal.PLAN, "worker executes another plan than this run's");
        }
        if (ofAnotherStart(hello, model)) {
            return refused(Refusal.RUN, "worker belongs to another start of this run");
        }
        return named(hello, model, now);
    }

    private static boolean ofAnotherStart(ToMaster.Hello hello, RunModel model) {
        return hello.orders().flatMap(Orders::start).isPresent()
                && model.orders().start().isPresent()
                && hello.orders().flatMap(Orders::start).get().wallMillis()
                        != model.orders().start().get().wallMillis();
    }

    private static Optional<ToWorker.Refused> named(ToMaster.Hello hello, RunModel model, long now) {
        boolean fresh = hello.kind() == ToMaster.Kind.WORKER && hello.next() == 0;
        if (fresh && !model.members().admits(hello.id())) {
            return refused(Refusal.NAME, "a worker named " + hello.id().name() + " is in the run already");
        }
        return fresh && model.tooLate(now) ? refused(Refusal.OVER, "the run is ending") : Optional.empty();
    }

    private static Optional<ToWorker.Refused> refused(Refusal refusal, String reason) {
        return Optional.of(new ToWorker.Refused(refusal, reason));
    }
}
