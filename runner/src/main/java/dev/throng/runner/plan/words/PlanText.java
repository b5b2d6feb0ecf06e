package dev.throng.runner.plan.words;

import dev.throng.runner.plan.LoadPart;
import dev.throng.runner.plan.Phase;
import dev.throng.runner.plan.Plan;
import dev.throng.runner.plan.Threshold;
import dev.throng.runner.plan.UserClass;
import dev.throng.runner.plan.step.Conversation;
import dev.throng.runner.plan.step.Expectation;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.plan.step.Streaming;
import dev.throng.runner.script.Condition;
import dev.throng.runner.script.Template;
import dev.throng.runner.shape.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** A plan in words, one fact a line. */
public final class PlanText {
    private final StringBuilder text = new StringBuilder();
    private int indent;

    private PlanText() {}

    public static String of(Plan plan) {
        PlanText out = new PlanText();
        out.line(
                "target %s, seed %d, pools %d, counters %d", plan.target(), plan.seed(), plan.pools(), plan.counters());
        out.line("grace %s, loss %s after %s", plan.gracePeriod(), plan.onWorkerLoss(), plan.workerLossTimeout());
        out.line("%s", plan.http());
        plan.shape().ifPresentOrElse(out::shape, () -> out.line("interactive"));
        if (plan.loads().size() > 1) {
            plan.loads().forEach(load -> out.load(load, plan));
        }
        plan.phases().forEach(out::phase);
        plan.thresholds().forEach(out::threshold);
        plan.once().setup().ifPresent(out::user);
        plan.once().teardown().ifPresent(out::user);
        plan.users().forEach(out::user);
        return out.text.toString();
    }

    /** Steps, a line or more for each. */
    static List<String> of(List<Step> steps) {
        PlanText out = new PlanText();
        steps.forEach(out::step);
        return out.text.toString().lines().toList();
    }

    private void shape(Shape shape) {
        String users = LongStream.rangeClosed(0, 8)
                .map(eighth -> at(shape, eighth))
                .mapToObj(nanos -> String.valueOf(shape.usersAt(nanos)))
                .collect(Collectors.joining(" "));
        String rates = LongStream.rangeClosed(0, 8)
                .mapToObj(eighth -> String.valueOf(Math.round(shape.rateAt(at(shape, eighth)))))
                .collect(Collectors.joining(" "));
        line("length %s, at most %d users", nanos(shape.lengthNanos()), shape.maxUsers());
        line("  users each eighth %s, arrivals/s %s", users, rates);
    }

    private void load(LoadPart load, Plan plan) {
        line(
                "load %d %s of %s, %s, from %s to %s, first user %d, at most %d for arrivals",
                load.index(),
                load.name(),
                load.users().stream().sorted().toList(),
                load.intended(),
                nanos(load.fromNanos()),
                nanos(load.toNanos()),
                load.firstUser(),
                load.maxOpenUsers());
        plan.shape().ifPresent(all -> shape(all.parts().get(load.index())));
    }

    private static long at(Shape shape, long eighth) {
        long length = shape.lengthNanos() == Long.MAX_VALUE ? 80_000_000_000L : shape.lengthNanos();
        return Math.min(length - 1, length / 8 * eighth);
    }

    private void phase(Phase phase) {
        line(
                "phase %d %s %s to %s%s",
                phase.index(),
                phase.name(),
                nanos(phase.fromNanos()),
                nanos(phase.toNanos()),
                phase.judged() ? "" : ", not judged");
    }

    private void threshold(Threshold threshold) {
        line(
                "threshold %s: %s %s %s%s%s%s",
                threshold.expression(),
                threshold.metric(),
                threshold.comparison(),
                threshold.limit(),
                threshold.about().map(name -> " for " + name).orElse(""),
                threshold.abortOnFail() ? ", aborts after " + threshold.after() : "",
                threshold.allowNoSamples() ? ", may have no samples" : "");
    }

    private void user(UserClass user) {
        line(
                "user %d %s, %s, %s, %d variables",
                user.index(),
                user.name(),
                user.count().isPresent() ? "count " + user.count().getAsInt() : "weight " + user.weight(),
                user.waiting(),
                user.variables());
        indent++;
        user.initial().forEach(set -> line("variable %d = %s", set.variable(), set.value()));
        steps("on start", user.onStart());
        user.tasks()
                .forEach(task -> steps(
                        "task %d %s, weight %d".formatted(task.index(), task.name(), task.weight()), task.steps()));
        steps("on stop", user.onStop());
        indent--;
    }

    private void steps(String title, List<Step> steps) {
        if (steps.isEmpty()) {
            return;
        }
        line("%s", title);
        indent++;
        steps.forEach(this::step);
        indent--;
    }

    private void step(Step step) {
        switch (step) {
            case Step.Request request -> request(request);
            case Step.Rpc rpc -> {
                request(rpc.request());
                line(
                        "  grpc %s, deadline %s, answers up to %d bytes, %d messages every %s%s%s",
                        rpc.method().path(),
                        nanos(rpc.deadlineNanos()),
                        rpc.mostBytes(),
                        rpc.messages(),
                        nanos(rpc.everyNanos()),
                        rpc.awaitsAnswers() ? " after answers" : "",
                        rpc.goesRound() ? ", round robin" : "");
            }
            case Step.Connect connect -> connect(connect);
            case Step.Talk talk -> talk(talk);
            case Step.HangUp hangUp ->
                line(
                        "close WebSocket %s with %d within %s%s",
                        hangUp.socket(), hangUp.code(), nanos(hangUp.withinNanos()), when(hangUp.when()));
            case Step.Pause pause -> line("pause %s%s", nanos(pause.nanos()), when(pause.when()));
            case Step.Think think -> line("pause by %s%s", think.distribution(), when(think.when()));
            case Step.Stop stop -> line("stop %s%s", stop.what(), when(stop.when()));
            case Step.Set set ->
                set.assignments().forEach(one -> line("set %d = %s%s", one.variable(), one.value(), when(set.when())));
            case Step.Do flow -> {
                String rounds = switch (flow.rounds()) {
                    case Step.Times times -> times.number() + " times";
                    case Step.While loop -> "while " + loop.condition().source();
                    case Step.ForEach each ->
                        "for each %d of %s"
                                .formatted(each.variable(), each.list().source());
                };
                String group = flow.group().map(" as group "::concat).orElse("");
                steps("do %s %s%s%s".formatted(flow.flow(), rounds, group, when(flow.when())), flow.steps());
                steps("otherwise", flow.otherwise());
            }
            case Step.Parallel all -> {
                String each = all.each()
                        .map(one -> " for each %d of %s"
                                .formatted(one.variable(), one.list().source()))
                        .orElse("");
                String group = all.group().map(" as group "::concat).orElse("");
                line("at once %s, %d at a time%s%s%s", all.flow(), all.most(), each, group, when(all.when()));
                indent++;
                all.requests().forEach(this::request);
                indent--;
            }
            case Step.Meet meet ->
                line(
                        "wait at %s for %d users, at most %s%s",
                        meet.name(), meet.users(), nanos(meet.mostNanos()), when(meet.when()));
            case Step.Draw row -> line("draw %d = row of data %d", row.variable(), row.feed());
            case Step.Give give -> line("give variables %s", give.variables());
            case Step.Choose choose -> {
                line("choose%s", when(choose.when()));
                indent++;
                choose.choices()
                        .forEach(choice ->
                                steps("%s, weight %d".formatted(choice.flow(), choice.weight()), choice.steps()));
                indent--;
            }
        }
    }

    private void request(Step.Request request) {
        line("%s %s as %s%s", request.method(), request.path(), request.name(), when(request.when()));
        indent++;
        request.pops().forEach(pop -> line("pop pool %d into %d", pop.pool(), pop.variable()));
        request.headers().forEach(header -> line("%s: %s", header.name(), header.value()));
        request.body().ifPresent(body -> line("body %s: %s", body.contentType(), body.content()));
        request.stream().ifPresent(this::stream);
        request.expect().cases().forEach(this::expected);
        request.captures().forEach(capture -> line("capture %s", capture));
        request.expect().that().forEach(condition -> line("expect that %s", condition.source()));
        request.expect().checks().forEach(check -> named("expect", check));
        request.expect().soft().forEach(check -> named("count", check));
        request.retry()
                .ifPresent(retry -> line(
                        "retry %d times on %s%s after %s, at most %s",
                        retry.times(),
                        retry.on(),
                        retry.noAnswer() ? " or no answer" : "",
                        nanos(retry.backoffNanos()),
                        nanos(retry.mostNanos())));
        request.pushes().forEach(push -> line("push %s to pool %d", push.value(), push.pool()));
        line(
                "within %s%s",
                nanos(request.totalTimeoutNanos()), request.followRedirects() ? "" : ", redirects not followed");
        indent--;
    }

    private void connect(Step.Connect connect) {
        Conversation.Opening opening = connect.opening();
        line(
                "open WebSocket %s, protocols %s%s, measured as %s",
                opening.socket(),
                opening.protocols(),
                opening.compress() ? ", compressed" : "",
                opening.figures().session());
        indent++;
        request(connect.request());
        indent--;
    }

    private void talk(Step.Talk talk) {
        line("message over WebSocket %s as %s%s", talk.socket(), talk.name(), when(talk.when()));
        indent++;
        talk.message()
                .ifPresent(message -> line(
                        "send %s %s%s",
                        message.text() ? "text" : "bytes",
                        message.content(),
                        message.isRepeated()
                                ? " each " + nanos(message.intervalNanos()) + " for " + nanos(message.periodNanos())
                                : ""));
        talk.patience().ifPresent(wait -> line("await %d within %s", wait.count(), nanos(wait.withinNanos())));
        talk.expect().cases().forEach(this::expected);
        talk.captures().forEach(capture -> line("capture %s", capture));
        talk.expect().that().forEach(condition -> line("expect that %s", condition.source()));
        talk.expect().checks().forEach(check -> named("expect", check));
        talk.expect().soft().forEach(check -> named("count", check));
        indent--;
    }

    private void stream(Streaming stream) {
        line(
                "stream of %s%s%s%s%s%s%s, measured as %s",
                stream.format(),
                stream.named().isEmpty() ? "" : " called " + stream.named(),
                stream.token().map(path -> " with " + path.source()).orElse(""),
                stream.until().isEmpty() ? "" : ", until " + stream.until(),
                limit(", ends after ", stream.most(), stream.figures().noun() + "s")
                        + limit(", ends after ", stream.periodNanos(), ""),
                stream.least() == 0 ? "" : ", at least " + stream.least(),
                limit(", the first within ", stream.firstNanos(), "")
                        + limit(", the next within ", stream.nextNanos(), ""),
                stream.figures().count());
    }

    /** @param noun of what is counted; empty for nanoseconds */
    private static String limit(String words, long most, String noun) {
        return most == Streaming.NO_LIMIT ? "" : words + (noun.isEmpty() ? nanos(most) : most + " " + noun);
    }

    private void named(String what, Expectation.Named check) {
        line("%s %s", what, check.name());
        indent++;
        expected(check.whole());
        check.that().forEach(condition -> line("that %s", condition.source()));
        indent--;
    }

    private void expected(Expectation.Case expected) {
        String checks = expected.checks().stream().map(PlanText::check).collect(Collectors.joining(", "));
        line(
                "expect %s%s%s",
                expected.status(),
                checks.isEmpty() ? "" : " with " + checks,
                expected.maxDurationNanos() < 0 ? "" : " within " + nanos(expected.maxDurationNanos()));
    }

    private static String check(Expectation.Check check) {
        return switch (check) {
            case Expectation.JsonCheck json -> json.path() + " " + which(json.which()) + json.test();
            case Expectation.ElementCheck element ->
                "element " + element.selector().source() + " " + which(element.which()) + element.test();
            case Expectation.HeaderCheck header -> header.name() + " " + which(header.which()) + header.test();
            case Expectation.CookieCheck cookie ->
                "cookie " + cookie.name() + " " + which(cookie.which()) + cookie.test();
            case Expectation.BodyContains contains -> "body contains " + contains.text();
            case Expectation.BodyLacks lacks -> "body lacks " + lacks.text();
            case Expectation.BodyMatches matches -> "body matches " + matches.pattern();
            case Expectation.BodySize size -> "body of " + size.minBytes() + " to " + size.maxBytes() + " bytes";
            case Expectation.SchemaCheck schema -> "body by " + schema.schema().name() + ", share " + schema.share();
            case Expectation.BodyDigest digest -> digest.digest() + " " + digest.hex();
        };
    }

    private static String which(Expectation.Which which) {
        return switch (which) {
            case FIRST -> "";
            case EACH -> "each ";
            case NONE -> "not ";
        };
    }

    private static String when(Optional<Condition> when) {
        return when.map(condition -> " when " + condition.source()).orElse("");
    }

    private static String nanos(long nanos) {
        return nanos == Long.MAX_VALUE ? "for ever" : Duration.ofNanos(nanos).toString();
    }

    private void line(String format, Object... arguments) {
        text.append("  ".repeat(indent))
                .append(format.formatted(texts(arguments)))
                .append('\n');
    }

    private static Object[] texts(Object[] arguments) {
        Object[] texts = arguments.clone();
        for (int i = 0; i < texts.length; i++) {
            if (texts[i] instanceof Template template) {
                texts[i] = template.source();
            }
        }
        return texts;
    }
}
