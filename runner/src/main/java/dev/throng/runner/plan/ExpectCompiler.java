package dev.throng.runner.plan;

import dev.throng.api.BodyCheckSpec;
import dev.throng.api.ExpectCaseSpec;
import dev.throng.api.ExpectSpec;
import dev.throng.api.HeaderCheckSpec;
import dev.throng.api.JsonCheckSpec;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.Values;
import dev.throng.runner.script.compile.Scripts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a response must be. */
final class ExpectCompiler {
    private static final long NO_LIMIT = -1;

    private final Scripts scripts;

    ExpectCompiler(Scripts scripts) {
        this.scripts = scripts;
    }

    Expectation compile(@Nullable ExpectSpec expect, Place place) {
        if (expect == null) {
            return Expectation.DEFAULT;
        }
        if (expect.anyOf() != null) {
            return alternatives(expect, expect.anyOf(), place);
        }
        ExpectCaseSpec only = new ExpectCaseSpec(
                expect.status(), expect.json(), expect.headers(), expect.body(), expect.maxDuration());
        return new Expectation(List.of(oneCase(only, place)));
    }

    private Expectation alternatives(ExpectSpec expect, List<ExpectCaseSpec> specs, Place place) {
        boolean beside = expect.status() != null
                || expect.json() != null
                || expect.headers() != null
                || expect.body() != null
                || expect.maxDuration() != null;
        if (beside) {
            place.problem("nothing can stand beside anyOf, move it into the alternatives");
        }
        List<Expectation.Case> cases = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            Place at = place.field("anyOf").item(i);
            if (specs.get(i).status() == null) {
                at.field("status").problem("is missing, say which responses this alternative judges, such as [201]");
            }
            cases.add(oneCase(specs.get(i), at));
        }
        if (cases.isEmpty()) {
            place.field("anyOf").problem("needs one alternative at least");
        }
        return cases.isEmpty() ? Expectation.DEFAULT : new Expectation(cases);
    }

    private Expectation.Case oneCase(ExpectCaseSpec spec, Place place) {
        List<Expectation.Check> checks = new ArrayList<>();
        headers(spec.headers(), place.field("headers"), checks);
        json(spec.json(), place.field("json"), checks);
        body(spec.body(), place.field("body"), checks);
        return new Expectation.Case(
                status(spec.status(), place.field("status")),
                checks,
                Optional.empty(),
                Quantity.nanos(spec.maxDuration(), NO_LIMIT, place.field("maxDuration")));
    }

    private static StatusSet status(@Nullable List<Integer> codes, Place place) {
        if (codes == null) {
            return StatusSet.BELOW_400;
        }
        if (codes.isEmpty()) {
            place.problem("needs one status code at least");
        }
        for (int i = 0; i < codes.size(); i++) {
            if (codes.get(i) < 100 || codes.get(i) > 599) {
                place.item(i).problem(codes.get(i) + " is no status code, they go from 100 to 599");
            }
        }
        return StatusSet.of(codes.stream().filter(code -> code >= 0).toList());
    }

    private void headers(@Nullable List<HeaderCheckSpec> specs, Place place, List<Expectation.Check> checks) {
        for (int i = 0; specs != null && i < specs.size(); i++) {
            HeaderCheckSpec spec = specs.get(i);
            Place at = place.item(i);
            if (spec.name() == null) {
                at.field("name").problem("is missing, say which header");
            } else {
                Expectation.Test test = test(spec.equals(), spec.matches(), at);
                checks.add(new Expectation.HeaderCheck(spec.name(), test));
            }
        }
    }

    private void json(@Nullable List<JsonCheckSpec> specs, Place place, List<Expectation.Check> checks) {
        for (int i = 0; specs != null && i < specs.size(); i++) {
            JsonCheckSpec spec = specs.get(i);
            Place at = place.item(i);
            if (spec.path() == null) {
                at.field("path").problem("is missing, give a JSONPath such as $.data.id");
            } else {
                Expectation.Test test = test(Values.of(spec.equals()), spec.matches(), at);
                checks.add(new Expectation.JsonCheck(scripts.query(spec.path(), at.field("path")), test));
            }
        }
    }

    private Expectation.Test test(@Nullable Object equals, @Nullable String matches, Place place) {
        if (equals != null && matches != null) {
            place.problem("equals and matches exclude each other");
        }
        if (matches != null) {
            return new Expectation.Matches(scripts.regex(matches, place.field("matches")));
        }
        return equals == null ? new Expectation.Present() : new Expectation.Equal(equals);
    }

    private void body(@Nullable BodyCheckSpec spec, Place place, List<Expectation.Check> checks) {
        if (spec == null) {
            return;
        }
        if (spec.contains() != null) {
            checks.add(new Expectation.BodyContains(spec.contains().getBytes(StandardCharsets.UTF_8), spec.contains()));
        }
        if (spec.matches() != null) {
            checks.add(new Expectation.BodyMatches(scripts.regex(spec.matches(), place.field("matches"))));
        }
        if (spec.contains() == null && spec.matches() == null) {
            place.problem("give contains or matches");
        }
    }
}
