package dev.throng.runner.plan.compile.answer;

import dev.throng.api.check.CheckSpec;
import dev.throng.api.check.ExpectCaseSpec;
import dev.throng.api.check.ExpectSpec;
import dev.throng.api.schema.Notation;
import dev.throng.runner.plan.option.Quantity;
import dev.throng.runner.plan.step.Expectation;
import dev.throng.runner.plan.step.StatusSet;
import dev.throng.runner.script.Condition;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.Variables;
import dev.throng.runner.script.compile.Scripts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a response must be. */
public final class ExpectCompiler {
    private static final long NO_LIMIT = -1;

    private final Scripts scripts;
    private final Variables variables;
    private final Checks checks;
    private final CheckCompiler parts;

    /** Whether it is about calls of gRPC; null where that is not known. */
    private final @Nullable Boolean rpc;

    /** Of a check, which any request may refer to. @param checks that the scenario has names for */
    public ExpectCompiler(Scripts scripts, Variables variables, Checks checks) {
        this(scripts, variables, checks, null);
    }

    /** @param checks that the scenario has names for */
    public ExpectCompiler(Scripts scripts, Variables variables, Checks checks, @Nullable Boolean rpc) {
        this.rpc = rpc;
        this.scripts = scripts;
        this.checks = checks;
        parts = new CheckCompiler(scripts, checks.schemas());
        this.variables = variables;
    }

    public Expectation compile(@Nullable ExpectSpec expect, Place place) {
        if (expect == null) {
            return Boolean.TRUE.equals(rpc) ? Expectation.RPC : Expectation.DEFAULT;
        }
        return new Expectation(
                expect.anyOf() == null ? List.of(plain(expect, place)) : alternatives(expect, expect.anyOf(), place),
                conditions(expect.that(), place.field("that")),
                named(expect.checks(), place.field("checks")),
                named(expect.soft(), place.field("soft")));
    }

    private StatusSet usual() {
        return Boolean.TRUE.equals(rpc) ? StatusSet.RPC_OK : StatusSet.BELOW_400;
    }

    private Expectation.Case plain(ExpectSpec expect, Place place) {
        return new Expectation.Case(
                statuses(expect.status(), expect.notStatus(), usual(), place),
                parts.of(
                        expect.json(),
                        expect.headers(),
                        expect.cookies(),
                        expect.elements(),
                        expect.body(),
                        expect.schema(),
                        place),
                Optional.empty(),
                limit(expect.maxDuration(), place));
    }

    private List<Expectation.Case> alternatives(ExpectSpec expect, List<ExpectCaseSpec> specs, Place place) {
        boolean beside = Stream.of(
                        expect.status(),
                        expect.notStatus(),
                        expect.json(),
                        expect.headers(),
                        expect.cookies(),
                        expect.elements(),
                        expect.body(),
                        expect.schema(),
                        expect.maxDuration())
                .anyMatch(Objects::nonNull);
        if (beside) {
            place.problem("nothing can stand beside anyOf, move it into the alternatives");
        }
        List<Expectation.Case> cases = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            Place at = place.field("anyOf").item(i);
            if (specs.get(i).status() == null) {
                at.field("status").problem("is missing, say which responses this alternative judges, such as [201]");
            }
            cases.add(alternative(specs.get(i), at));
        }
        if (cases.isEmpty()) {
            place.field("anyOf").problem("needs one alternative at least");
        }
        return cases.isEmpty() ? Expectation.DEFAULT.cases() : cases;
    }

    private Expectation.Case alternative(ExpectCaseSpec spec, Place place) {
        return new Expectation.Case(
                statuses(spec.status(), null, StatusSet.BELOW_400, place),
                parts.of(spec.json(), spec.headers(), null, spec.elements(), spec.body(), spec.schema(), place),
                Optional.empty(),
                limit(spec.maxDuration(), place));
    }

    private List<Expectation.Named> named(@Nullable List<String> names, Place place) {
        List<Expectation.Named> made = new ArrayList<>();
        for (int i = 0; names != null && i < names.size(); i++) {
            checks.find(names.get(i), place.item(i)).ifPresent(check -> made.add(named(check.spec(), check.place())));
        }
        return made;
    }

    private ExpectCompiler anyKind() {
        return rpc == null ? this : new ExpectCompiler(scripts, variables, checks);
    }

    private Expectation.Named named(CheckSpec spec, Place place) {
        return new Expectation.Named(
                String.valueOf(spec.name()),
                anyKind().whole(spec, place),
                conditions(spec.that(), place.field("that")));
    }

    Expectation.Case whole(CheckSpec spec, Place place) {
        return new Expectation.Case(
                statuses(spec.status(), spec.notStatus(), StatusSet.ALL, place),
                parts.of(
                        spec.json(),
                        spec.headers(),
                        spec.cookies(),
                        spec.elements(),
                        spec.body(),
                        spec.schema(),
                        place),
                Optional.empty(),
                limit(spec.maxDuration(), place));
    }

    private StatusSet statuses(
            @Nullable List<String> given, @Nullable List<String> others, StatusSet absent, Place place) {
        if (given != null && others != null) {
            place.problem("status and notStatus exclude each other");
        }
        if (given != null) {
            return isRight(given, rpc, place.field("status")) ? StatusSet.in(given) : absent;
        }
        return others != null && isRight(others, rpc, place.field("notStatus")) ? StatusSet.notIn(others) : absent;
    }

    /** @param rpc whether a call of gRPC is meant, and not a request of HTTP; null when either may be */
    static boolean isRight(List<String> ranges, @Nullable Boolean rpc, Place place) {
        if (ranges.isEmpty()) {
            place.problem("needs one status at least");
            return false;
        }
        boolean right = true;
        for (int i = 0; i < ranges.size(); i++) {
            String range = ranges.get(i);
            if (!Notation.STATUSES.matches(range)) {
                Quantity.wrong(range, Notation.STATUSES, place.item(i));
                right = false;
            } else if (rpc != null && rpc != StatusSet.isRpc(range)) {
                place.item(i)
                        .problem(
                                rpc
                                        ? range
                                                + " is a status of HTTP, a call of gRPC ends with one such as OK or NOT_FOUND"
                                        : range
                                                + " is a status of gRPC, a response of HTTP has one such as 200 or 404");
                right = false;
            } else if (StatusSet.first(range) > StatusSet.last(range)) {
                place.item(i)
                        .problem(range + " goes from the larger to the smaller status: write the smaller one first");
                right = false;
            }
        }
        return right;
    }

    private static long limit(@Nullable String maxDuration, Place place) {
        return Quantity.nanos(maxDuration, NO_LIMIT, place.field("maxDuration"));
    }

    private List<Condition> conditions(@Nullable List<String> texts, Place place) {
        List<Condition> conditions = new ArrayList<>();
        for (int i = 0; texts != null && i < texts.size(); i++) {
            conditions.add(scripts.condition(texts.get(i), variables, place.item(i)));
        }
        return conditions;
    }
}
