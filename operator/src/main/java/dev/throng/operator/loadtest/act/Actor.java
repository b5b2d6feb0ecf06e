package dev.throng.operator.loadtest.act;

import dev.throng.api.LoadTestStatus;
import dev.throng.api.status.ReportStatus;
import dev.throng.api.status.RunHistoryStatus;
import dev.throng.operator.loadtest.RunId;
import dev.throng.operator.loadtest.decide.Decision;
import dev.throng.operator.loadtest.desired.NoticeJob;
import dev.throng.operator.loadtest.desired.Runner;
import dev.throng.operator.loadtest.follow.FinalReport;
import dev.throng.operator.loadtest.follow.Following;
import dev.throng.operator.loadtest.follow.Master;
import dev.throng.operator.loadtest.follow.Masters;
import dev.throng.operator.loadtest.follow.ReportNotStoredException;
import dev.throng.operator.loadtest.follow.StoredReport;
import dev.throng.operator.loadtest.follow.Tokens;
import dev.throng.operator.loadtest.observe.Observed;
import dev.throng.operator.loadtest.observe.ReportPlace;
import dev.throng.operator.loadtest.observe.Trouble;
import dev.throng.operator.loadtest.targets.TargetEvents;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what was decided. */
public final class Actor {
    private static final Logger LOG = LoggerFactory.getLogger(Actor.class);

    /** How long the API server may refuse a report before the run ends without it. */
    private static final Duration STORE_PATIENCE = Duration.ofMinutes(10);

    /**
     * How long a master may fail to keep its report. Short: what it was given, credentials among it, can't be changed
     * under a run, so only a bucket or a claim that is mended helps.
     */
    private static final Duration KEEP_PATIENCE = Duration.ofMinutes(1);

    private final Maker maker;
    private final ReportStore reports;
    private final TargetEvents target;
    private final Masters masters;
    private final Following following;
    private final NoticeJob notices;

    public Actor(KubernetesClient client, Runner runner, Tokens tokens, Masters masters, Following following) {
        this.maker = new Maker(client, runner, tokens);
        this.reports = new ReportStore(client);
        this.target = new TargetEvents(client);
        this.masters = masters;
        this.notices = new NoticeJob(runner);
        this.following = following;
    }

    /** @throws IOException when the master did not answer; another try may find it there */
    public Acted act(Observed seen, Decision decision) throws IOException {
        switch (decision) {
            case Decision.Rest _, Decision.Hold _, Decision.Size _ -> {}
            case Decision.Reject _, Decision.Accept _ -> makeRoom(seen);
            case Decision.Calibrate calibrate -> {
                return made(() -> maker.calibrate(calibrate.accepted()));
            }
            case Decision.Provide provide -> {
                return made(() -> maker.make(provide.accepted()));
            }
            case Decision.Attend attend -> attend(seen, attend);
            case Decision.Store _ -> {
                return store(seen);
            }
            case Decision.Tell _ -> {
                return tell(seen);
            }
            case Decision.Release release -> release(release);
            case Decision.GiveUp _ -> giveUp(seen.run());
            case Decision.Dismiss dismiss -> giveUp(dismiss.run());
            case Decision.CleanUp cleanUp -> cleanUp(seen, cleanUp.run());
        }
        return Acted.DONE;
    }

    private static Acted made(Runnable making) {
        try {
            making.run();
            return Acted.DONE;
        } catch (KubernetesClientException e) {
            return Acted.refused(ApiErrors.of(e).orElseThrow(() -> e));
        }
    }

    /** What the API server has against it is said, and no run waits for it. */
    private Acted tell(Observed seen) {
        try {
            maker.tell(seen.run(), NoticeContent.job(notices, seen));
            return Acted.DONE;
        } catch (KubernetesClientException e) {
            return Acted.refused(ApiErrors.of(e).orElseThrow(() -> e));
        }
    }

    private void attend(Observed seen, Decision.Attend attend) throws IOException {
        Optional<Master> master = seen.present().masterPod().map(pod -> new Master(seen.run(), pod.ip(), Runner.PORT));
        master.ifPresent(following::follow);
        if (attend.stop() && master.isPresent()) {
            masters.stop(master.get());
        }
        attend.grow().ifPresent(maker::grow);
        attend.replace().forEach(pod -> maker.removePod(seen.run().namespace(), pod));
    }

    private Acted store(Observed seen) throws IOException {
        String host = seen.present()
                .masterPod()
                .orElseThrow(() -> new IOException("the master has no address"))
                .ip();
        Master master = new Master(seen.run(), host, Runner.PORT);
        FinalReport finale = masters.finale(
                master,
                ReportStore.MOST_BYTES,
                result -> target.marked(
                        result, seen.asked().observed(), seen.run().namespace()));
        Instant ended = finale.ending().finishedAt();
        try {
            return Acted.ended(finale.ending(), stored(seen, master, finale));
        } catch (ReportNotStoredException e) {
            Trouble trouble = new Trouble(Trouble.Reason.Refused, String.valueOf(e.getMessage()));
            return seen.now().isAfter(ended.plus(KEEP_PATIENCE))
                    ? instead(seen, finale, trouble)
                    : again(
                            trouble,
                            ended.plus(KEEP_PATIENCE),
                            "kept in the ConfigMap " + seen.run().report());
        } catch (KubernetesClientException e) {
            Trouble trouble = ApiErrors.of(e).orElseThrow(() -> e);
            return seen.now().isAfter(ended.plus(STORE_PATIENCE))
                    ? Acted.endedWithoutReport(finale.ending(), trouble)
                    : again(trouble, ended.plus(STORE_PATIENCE), "lost");
        }
    }

    private static Acted again(Trouble trouble, Instant until, String then) {
        return Acted.refused(new Trouble(
                trouble.reason(),
                trouble.message() + "; it is tried again until " + until.truncatedTo(ChronoUnit.SECONDS)
                        + ", then it is " + then));
    }

    private ReportStatus stored(Observed seen, Master master, FinalReport finale) throws IOException {
        return switch (seen.asked().report()) {
            case ReportPlace.InConfigMap map ->
                reports.store(seen.run(), map.name().orElse(seen.run().report()), finale.report());
            case ReportPlace.InClaim claim -> {
                StoredReport kept = masters.keep(master);
                yield new ReportStatus(null, claim.claim(), kept.location(), kept.bytes());
            }
            case ReportPlace.InBucket _ -> {
                StoredReport kept = masters.keep(master);
                yield new ReportStatus(null, null, kept.location(), kept.bytes());
            }
        };
    }

    /** Rather in a ConfigMap than nowhere. */
    private Acted instead(Observed seen, FinalReport finale, Trouble trouble) {
        try {
            return Acted.endedElsewhere(
                    finale.ending(),
                    trouble,
                    reports.store(seen.run(), seen.run().report(), finale.report()));
        } catch (KubernetesClientException e) {
            Trouble also = ApiErrors.of(e).orElseThrow(() -> e);
            return Acted.endedWithoutReport(
                    finale.ending(), new Trouble(trouble.reason(), trouble.message() + "; " + also.message()));
        }
    }

    /** A master that does not hear it has gone already, or is told again as long as its pod lives. */
    private void release(Decision.Release release) {
        following.forget(release.run());
        try {
            masters.release(new Master(release.run(), release.host(), Runner.PORT));
        } catch (IOException e) {
            LOG.debug("not let go: {}", e.getMessage());
        }
    }

    /** A master that knows that it may go does not use up its grace period. */
    private void cleanUp(Observed seen, RunId run) {
        seen.present().masterPod().ifPresent(pod -> release(new Decision.Release(run, pod.ip())));
        maker.remove(run);
    }

    private void giveUp(RunId run) {
        following.forget(run);
        maker.end(run);
    }

    /** Before another run: what is left of the last one, and the reports that nobody will know of any more. */
    private void makeRoom(Observed seen) {
        if (seen.run().number() > 0) {
            following.forget(seen.run());
            maker.remove(seen.run());
        }
        List<String> known = reports(seen.last());
        int limit = seen.asked().historyLimit();
        Set<String> kept = known.stream().limit(limit).collect(Collectors.toSet());
        known.stream()
                .filter(name -> !name.isEmpty()
                        && !kept.contains(name)
                        && !Optional.of(name).equals(seen.asked().report().configMap()))
                .forEach(name -> reports.remove(seen.run().namespace(), name));
    }

    /** Of the last run and of those before it; an empty name for a run that has none. */
    private static List<String> reports(LoadTestStatus last) {
        Stream<ReportStatus> earlier = (last.history() == null ? List.<RunHistoryStatus>of() : last.history())
                .stream().map(run -> run.report() == null ? NO_REPORT : run.report());
        return Stream.concat(Stream.of(last.report() == null ? NO_REPORT : last.report()), earlier)
                .map(report -> Objects.requireNonNullElse(report.configMap(), ""))
                .toList();
    }

    private static final ReportStatus NO_REPORT = new ReportStatus(null, null, null, null);
}
