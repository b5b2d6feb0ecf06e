package dev.throng.runner.plan.compile;

import dev.throng.api.LoadTestSpec;
import dev.throng.api.Problem;
import dev.throng.api.pods.WorkerLossPolicy;
import dev.throng.api.scenario.ScenarioSpec;
import dev.throng.api.verdict.ThresholdSpec;
import dev.throng.runner.grpc.Methods;
import dev.throng.runner.plan.Feed;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.UserClass;
import dev.throng.runner.plan.compile.answer.Checks;
import dev.throng.runner.plan.compile.answer.SchemaCompiler;
import dev.throng.runner.plan.compile.http.CertificateCompiler;
import dev.throng.runner.plan.compile.http.GrpcCompiler;
import dev.throng.runner.plan.compile.http.HttpCompiler;
import dev.throng.runner.plan.compile.http.TargetCompiler;
import dev.throng.runner.plan.compile.load.LoadCompiler;
import dev.throng.runner.plan.http.HttpSettings;
import dev.throng.runner.plan.option.PlanOptions;
import dev.throng.runner.plan.option.Quantity;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.compile.Scripts;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns the resource into the domain: a specification becomes a plan, or the list of everything that is wrong with it. The
 * only place that does, so that the command line, a master, its workers and the operator cannot come to different ends.
 */
public final class PlanCompiler {
    private static final ScenarioSpec NO_SCENARIO =
            new ScenarioSpec(null, null, null, null, null, null, null, null, null, null, null);

    private final LoadTestSpec spec;
    private final PlanOptions options;
    private final boolean partial;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private final Place place = new Place("spec", problems, warnings);

    /** @param partial whether it is a part of what was written */
    private PlanCompiler(LoadTestSpec spec, PlanOptions options, boolean partial) {
        this.spec = spec;
        this.options = options;
        this.partial = partial;
    }

    /** @param name the LoadTest's name */
    public static Compiled compile(String name, LoadTestSpec spec, PlanOptions options) {
        PlanCompiler all = new PlanCompiler(spec, options, false);
        Compiled whole = all.compiled(name);
        if (options.selection().isAll() || whole instanceof Compiled.Refused) {
            return whole;
        }
        LoadTestSpec part = options.selection().of(spec, all.place.field("scenario"));
        return all.problems.isEmpty()
                ? new PlanCompiler(part, options, true).compiled(name)
                : new Compiled.Refused(List.copyOf(all.problems));
    }

    private Compiled compiled(String name) {
        Plan plan = plan(name);
        List<Problem> wrong = problems.stream().distinct().toList();
        return wrong.isEmpty()
                ? new Compiled.Accepted(plan, warnings.stream().distinct().toList())
                : new Compiled.Refused(wrong);
    }

    private static Set<String> classes(List<UserClass> users) {
        return users.stream().map(UserClass::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The file's, and those of whoever starts the run. */
    private List<ThresholdSpec> thresholds() {
        List<ThresholdSpec> all = new ArrayList<>(spec.thresholds() == null ? List.of() : spec.thresholds());
        all.addAll(options.thresholds());
        return all;
    }

    private Plan plan(String name) {
        CodeCompiler code = new CodeCompiler(spec.scenario(), options, place);
        URI target = TargetCompiler.compile(
                spec.target() == null ? code.host() : spec.target(), options.target(), place.field("target"));
        Scripts scripts = new Scripts(options.environment());
        ScenarioSpec scenario = spec.scenario() == null ? NO_SCENARIO : spec.scenario();
        SchemaCompiler schemas = new SchemaCompiler(options.files());
        HttpSettings http = new HttpCompiler(options, scripts)
                .compile(spec.http(), place.field("http"))
                .keeping(schemas.contract(
                        scenario, target.getRawPath(), place.field("scenario").field("openapi")));
        Flows flows = Flows.of(scenario);
        Checks checks = Checks.of(scenario, schemas, place.field("scenario").field("checks"));
        Pools pools = Pools.of(scenario, flows);
        DataCompiler data = new DataCompiler(options, scripts);
        List<Feed> feeds = data.compile(scenario.data(), place.field("scenario").field("data"));
        Set<String> names = new LinkedHashSet<>();
        GrpcCompiler grpc = new GrpcCompiler(spec.grpc(), options, http, target, place.field("grpc"));
        ScenarioCompiler written = new ScenarioCompiler(
                scripts,
                pools,
                flows,
                checks,
                data,
                http,
                grpc,
                target.getRawPath(),
                spec.http(),
                new CertificateCompiler(scripts, options),
                names,
                options.userScale(),
                place);
        OnceCompiler once = OnceCompiler.of(written, scenario);
        if (code.isCode()
                && spec.http() != null
                && CertificateCompiler.isOfEachUser(spec.http().tls())) {
            place.field("http")
                    .field("tls")
                    .problem("users in code have no rows: give one certificate, which all of them show");
        }
        List<UserClass> users = code.isCode() ? code.users() : written.compile(spec.scenario(), once.shared());
        checks.checkOthers(scripts);
        long seed = options.seed().orElse(spec.seed() == null ? options.freshSeed() : spec.seed());
        LoadCompiler.Load load =
                new LoadCompiler(spec, options, place, code.stages(), users, code.isKnown()).compile(seed);
        load.parts().forEach(part -> checkCounts(users, part));
        GradeCheck.check(spec.grades(), place.field("grades"));
        DriftCheck.check(spec, load.phases(), place);
        Export.compile(spec.exports(), scripts, place.field("export"));
        return new Plan(
                name,
                spec,
                target,
                users,
                load.shape(),
                load.parts().stream().map(LoadCompiler.Part::part).toList(),
                once.compile(users),
                load.iterations(),
                feeds,
                load.phases(),
                http,
                new ThresholdCompiler(
                                names,
                                classes(users),
                                Groups.of(users),
                                Tags.of(scenario.users(), flows),
                                partial,
                                code.isCode(),
                                load.phases(),
                                load.parts().stream()
                                        .map(LoadCompiler.Part::part)
                                        .toList(),
                                options.timeScale(),
                                options.iterations().isPresent())
                        .compile(thresholds(), place.field("thresholds")),
                pools.size(),
                scripts.counters(),
                Quantity.duration(spec.gracePeriod(), Duration.ofSeconds(30), place.field("gracePeriod")),
                spec.onWorkerLoss() == null ? WorkerLossPolicy.redistribute : spec.onWorkerLoss(),
                Quantity.positive(spec.workerLossTimeout(), Duration.ofSeconds(5), place.field("workerLossTimeout")),
                seed,
                scripts.fromEnvironment(),
                options.scenario().filter(given -> code.isCode()),
                options.shared(),
                code.isCode() ? grpc.methods() : Methods.NONE);
    }

    /** Fixed counts must leave room, and somebody must be there when they are used up. */
    private void checkCounts(List<UserClass> all, LoadCompiler.Part load) {
        List<UserClass> classes = all.stream()
                .filter(type -> load.part().classes().contains(type.index()))
                .toList();
        if (classes.isEmpty()) {
            return;
        }
        long counted =
                classes.stream().mapToLong(type -> type.count().orElse(0)).sum();
        boolean weighted = classes.stream().anyMatch(type -> type.count().isEmpty());
        Place users = place.field("scenario").field("users");
        String whose =
                all.size() == classes.size() ? "" : " in load " + load.part().name();
        if (load.closedUsers() > 0 && counted > load.closedUsers()) {
            users.problem("the counts add up to " + counted + " users" + whose + ", but only " + load.closedUsers()
                    + " come");
        }
        if (load.closedUsers() > counted && !weighted) {
            users.problem("the counts add up to " + counted + " users" + whose + ", but " + load.closedUsers()
                    + " come; give a class a weight instead of a count");
        }
        if (load.open() && !weighted) {
            users.problem("arrivals" + whose + " are divided by weight, give a class a weight instead of a count");
        }
    }
}
