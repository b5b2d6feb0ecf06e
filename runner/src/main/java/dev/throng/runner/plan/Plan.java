package dev.throng.runner.plan;

import dev.throng.api.LoadTestSpec;
import dev.throng.api.pods.WorkerLossPolicy;
import dev.throng.runner.code.Scenario;
import dev.throng.runner.grpc.Methods;
import dev.throng.runner.plan.http.HttpSettings;
import dev.throng.runner.shape.Shape;
import dev.throng.runner.shape.Shapes;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A validated run, ready to be executed: nothing in it can fail for a reason the user could have been told before.
 *
 * @param name the LoadTest's name
 * @param spec what it was compiled from
 * @param target base URL, scheme and authority present, no trailing slash in its path
 * @param users user classes in file order; at least one
 * @param shape intended load; empty when the file has no load model (an interactive run)
 * @param loads what the shape is made of, at least one; most runs have one load for all users
 * @param once what is done once, before and after the load
 * @param iterations what the load ends with, when that is not a time alone
 * @param feeds data that users draw rows from
 * @param phases consecutive parts of the stage clock, without gaps: warm-up, then the stages
 * @param pools number of shared value pools that steps push to and pop from
 * @param counters number of run-wide counters that expressions draw from, {@code counter()} and {@code counter("name")}
 * @param seed seed of everything random in the run
 * @param secrets values that the plan took from the environment: for requests only, not to be shown
 * @param scenario what the users are made of, when they are written in code
 * @param shared text for all users of a scenario in code, from whoever started the run
 * @param methods of gRPC that its code may call
 */
public record Plan(
        String name,
        LoadTestSpec spec,
        URI target,
        List<UserClass> users,
        Optional<Shape> shape,
        List<LoadPart> loads,
        Once once,
        Optional<Iterations> iterations,
        List<Feed> feeds,
        List<Phase> phases,
        HttpSettings http,
        List<Threshold> thresholds,
        int pools,
        int counters,
        Duration gracePeriod,
        WorkerLossPolicy onWorkerLoss,
        Duration workerLossTimeout,
        long seed,
        Set<String> secrets,
        Optional<Scenario> scenario,
        String shared,
        Methods methods) {
    private static final String HIDDEN = "***@";

    /** A plan of declared users. */
    public Plan(
            String name,
            LoadTestSpec spec,
            URI target,
            List<UserClass> users,
            Optional<Shape> shape,
            List<Phase> phases,
            HttpSettings http,
            List<Threshold> thresholds,
            int pools,
            int counters,
            int maxOpenUsers,
            Duration gracePeriod,
            WorkerLossPolicy onWorkerLoss,
            Duration workerLossTimeout,
            long seed,
            Set<String> secrets) {
        this(
                name,
                spec,
                target,
                users,
                shape,
                List.of(LoadPart.only(users, maxOpenUsers)),
                Once.NOTHING,
                Optional.empty(),
                List.of(),
                phases,
                http,
                thresholds,
                pools,
                counters,
                gracePeriod,
                onWorkerLoss,
                workerLossTimeout,
                seed,
                secrets,
                Optional.empty(),
                "",
                Methods.NONE);
    }

    /** The same plan, with what its code gave for all users. */
    public Plan withShared(String given) {
        return new Plan(
                name,
                spec,
                target,
                users,
                shape,
                loads,
                once,
                iterations,
                feeds,
                phases,
                http,
                thresholds,
                pools,
                counters,
                gracePeriod,
                onWorkerLoss,
                workerLossTimeout,
                seed,
                secrets,
                scenario,
                given,
                methods);
    }

    /** The same plan, whose code is called before the load by whoever conducts the run. */
    public Plan withCodeAhead() {
        return new Plan(
                name,
                spec,
                target,
                users,
                shape,
                loads,
                Once.CODED,
                iterations,
                feeds,
                phases,
                http,
                thresholds,
                pools,
                counters,
                gracePeriod,
                onWorkerLoss,
                workerLossTimeout,
                seed,
                secrets,
                scenario,
                shared,
                methods);
    }

    /** The same plan, with other user classes, all in one load. */
    public Plan withUsers(List<UserClass> classes) {
        return new Plan(
                name,
                spec,
                target,
                classes,
                shape,
                List.of(LoadPart.only(classes, maxOpenUsers())),
                once,
                iterations,
                feeds,
                phases,
                http,
                thresholds,
                pools,
                counters,
                gracePeriod,
                onWorkerLoss,
                workerLossTimeout,
                seed,
                secrets,
                scenario,
                shared,
                methods);
    }

    /** A plan of nothing but a user who does its one task once, at once. */
    public Plan of(UserClass onlyOne) {
        return new Plan(
                name,
                spec,
                target,
                List.of(onlyOne),
                Optional.of(Shapes.constant(1, 1)),
                List.of(LoadPart.only(List.of(onlyOne), 0)),
                new Once(Optional.empty(), Optional.empty(), once.given()),
                Optional.of(Iterations.shared(1, 1)),
                List.of(),
                List.of(new Phase(0, onlyOne.name(), false, 0, Long.MAX_VALUE)),
                http,
                List.of(),
                pools,
                counters,
                gracePeriod,
                onWorkerLoss,
                workerLossTimeout,
                seed,
                secrets,
                Optional.empty(),
                "",
                Methods.NONE);
    }

    /** The same users with another load, of which nothing is judged. */
    public Plan calibrating(Shape load, Phase phase) {
        return new Plan(
                name,
                spec,
                target,
                users,
                Optional.of(load),
                loads,
                once,
                Optional.empty(),
                feeds,
                List.of(phase),
                http,
                List.of(),
                pools,
                counters,
                gracePeriod,
                onWorkerLoss,
                workerLossTimeout,
                seed,
                secrets,
                scenario,
                shared,
                methods);
    }

    /** The target as people may see it: without its credentials. Whatever shows a target shows this. */
    public String shownTarget() {
        return shown(target.toString());
    }

    /** A text, as the spec's own, without the target's credentials. */
    public String shown(String text) {
        String credentials = target.getRawUserInfo();
        return credentials == null ? text : text.replace(credentials + "@", HIDDEN);
    }

    /** The most users of the open model at once, over all loads and workers; 0 without open stages. */
    public int maxOpenUsers() {
        return loads.stream().mapToInt(LoadPart::maxOpenUsers).sum();
    }

    /** Number in the whole run of the first user of the open model, beside those of the closed one in other loads. */
    public int firstOpenUser() {
        return loads.size() == 1 ? 0 : shape.map(Shape::mostPresent).orElse(0);
    }

    /** Whether the run is to show that the scenario works, and measures nothing. */
    public boolean isTrial() {
        return iterations.filter(Iterations::trial).isPresent();
    }

    /** Whether it is only to show what the load costs. */
    private boolean isCalibration() {
        return phases.stream().noneMatch(Phase::judged);
    }

    /** What is searched, when the load is not planned but to be found. */
    public Optional<SearchPlan> search() {
        return isTrial() || isCalibration()
                ? Optional.empty()
                : Optional.ofNullable(spec.capacity()).map(SearchPlan::of);
    }
}
