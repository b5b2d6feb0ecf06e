package dev.throng.runner.plan.compile.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.throng.api.check.BodyCheckSpec;
import dev.throng.api.check.ElementCheckSpec;
import dev.throng.api.check.FieldCheckSpec;
import dev.throng.api.check.JsonCheckSpec;
import dev.throng.api.check.SchemaSpec;
import dev.throng.runner.plan.option.Quantity;
import dev.throng.runner.plan.step.Comparison;
import dev.throng.runner.plan.step.Digest;
import dev.throng.runner.plan.step.Expectation;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.Values;
import dev.throng.runner.script.compile.Scripts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the parts of a response must be. */
final class CheckCompiler {
    private final Scripts scripts;
    private final SchemaCompiler schemas;

    CheckCompiler(Scripts scripts, SchemaCompiler schemas) {
        this.scripts = scripts;
        this.schemas = schemas;
    }

    /** What can be told without the body first. @param place of what has these fields */
    List<Expectation.Check> of(
            @Nullable List<JsonCheckSpec> json,
            @Nullable List<FieldCheckSpec> headers,
            @Nullable List<FieldCheckSpec> cookies,
            @Nullable List<ElementCheckSpec> elements,
            @Nullable BodyCheckSpec body,
            @Nullable SchemaSpec schema,
            Place place) {
        List<Expectation.Check> checks = new ArrayList<>();
        fields(headers, "header", place.field("headers"), checks);
        fields(cookies, "cookie", place.field("cookies"), checks);
        json(json, place.field("json"), checks);
        elements(elements, place.field("elements"), checks);
        body(body, place.field("body"), checks);
        if (schema != null) {
            schemas.check(schema, place.field("schema")).ifPresent(checks::add);
        }
        return checks;
    }

    private void fields(
            @Nullable List<FieldCheckSpec> specs, String what, Place place, List<Expectation.Check> checks) {
        for (int i = 0; specs != null && i < specs.size(); i++) {
            FieldCheckSpec spec = specs.get(i);
            Place at = place.item(i);
            if (spec.name() == null) {
                at.field("name").problem("is missing, say which " + what);
                continue;
            }
            List<Expectation.Test> tests = new ArrayList<>();
            one(spec.equals(), spec.matches(), spec.anyOf(), at, tests);
            Expectation.Which which =
                    Boolean.TRUE.equals(spec.not()) ? Expectation.Which.NONE : Expectation.Which.FIRST;
            checks.add(
                    what.equals("header")
                            ? new Expectation.HeaderCheck(spec.name(), all(tests), which)
                            : new Expectation.CookieCheck(spec.name(), all(tests), which));
        }
    }

    private void json(@Nullable List<JsonCheckSpec> specs, Place place, List<Expectation.Check> checks) {
        for (int i = 0; specs != null && i < specs.size(); i++) {
            JsonCheckSpec spec = specs.get(i);
            Place at = place.item(i);
            if (spec.path() == null) {
                at.field("path").problem("is missing, give a JSONPath such as $.data.id");
            } else {
                checks.add(new Expectation.JsonCheck(
                        scripts.query(spec.path(), at.field("path")), test(spec, at), which(spec, at)));
            }
        }
    }

    private void elements(@Nullable List<ElementCheckSpec> specs, Place place, List<Expectation.Check> checks) {
        for (int i = 0; specs != null && i < specs.size(); i++) {
            ElementCheckSpec spec = specs.get(i);
            Place at = place.item(i);
            List<Expectation.Test> tests = new ArrayList<>();
            one(spec.equals(), spec.matches(), spec.anyOf(), at, tests);
            Expectation.Which which = Boolean.TRUE.equals(spec.not())
                    ? Expectation.Which.NONE
                    : Boolean.TRUE.equals(spec.each()) ? Expectation.Which.EACH : Expectation.Which.FIRST;
            Selectors.of(spec.css(), spec.attribute(), spec.xpath(), at)
                    .ifPresent(selector -> checks.add(new Expectation.ElementCheck(selector, all(tests), which)));
        }
    }

    private static Expectation.Which which(JsonCheckSpec spec, Place place) {
        boolean not = Boolean.TRUE.equals(spec.not());
        boolean each = Boolean.TRUE.equals(spec.each());
        if (not && each) {
            place.problem("not and each exclude each other");
        }
        return not ? Expectation.Which.NONE : each ? Expectation.Which.EACH : Expectation.Which.FIRST;
    }

    private Expectation.Test test(JsonCheckSpec spec, Place place) {
        List<Expectation.Test> tests = new ArrayList<>();
        if (spec.type() != null) {
            tests.add(new Expectation.OfType(spec.type()));
        }
        bound(Comparison.GREATER, spec.above(), tests);
        bound(Comparison.GREATER_OR_EQUAL, spec.atLeast(), tests);
        bound(Comparison.LESS, spec.below(), tests);
        bound(Comparison.LESS_OR_EQUAL, spec.atMost(), tests);
        double least = Math.max(or(spec.above(), -Double.MAX_VALUE), or(spec.atLeast(), -Double.MAX_VALUE));
        double most = Math.min(or(spec.below(), Double.MAX_VALUE), or(spec.atMost(), Double.MAX_VALUE));
        if (least > most) {
            place.problem("no number is above " + Values.text(least) + " and below " + Values.text(most));
        }
        one(Values.of(spec.equals()), spec.matches(), spec.anyOf(), place, tests);
        return all(tests);
    }

    private static double or(@Nullable Double given, double absent) {
        return given == null ? absent : given;
    }

    private static void bound(Comparison comparison, @Nullable Double limit, List<Expectation.Test> tests) {
        if (limit != null) {
            tests.add(new Expectation.Bound(comparison, limit));
        }
    }

    /** Adds what a value must be like. @param anyOf texts, or values of JSON */
    private void one(
            @Nullable Object equals,
            @Nullable String matches,
            @Nullable List<?> anyOf,
            Place place,
            List<Expectation.Test> tests) {
        long given = Stream.of(equals, matches, anyOf).filter(Objects::nonNull).count();
        if (given > 1) {
            place.problem("equals, matches and anyOf exclude each other");
        }
        if (matches != null) {
            tests.add(new Expectation.Matches(scripts.regex(matches, place.field("matches"))));
        }
        if (anyOf != null) {
            tests.add(new Expectation.OneOf(
                    anyOf.stream().map(CheckCompiler::value).toList()));
        }
        if (equals != null) {
            tests.add(new Expectation.Equal(equals));
        }
    }

    private static Object value(@Nullable Object given) {
        Object value = given instanceof JsonNode node ? Values.of(node) : given;
        return value == null ? NullNode.getInstance() : value;
    }

    private static Expectation.Test all(List<Expectation.Test> tests) {
        return switch (tests.size()) {
            case 0 -> new Expectation.Present();
            case 1 -> tests.getFirst();
            default -> new Expectation.All(List.copyOf(tests));
        };
    }

    private void body(@Nullable BodyCheckSpec spec, Place place, List<Expectation.Check> checks) {
        if (spec == null) {
            return;
        }
        int before = checks.size();
        if (spec.contains() != null) {
            checks.add(new Expectation.BodyContains(utf8(spec.contains()), spec.contains()));
        }
        if (spec.lacks() != null) {
            checks.add(new Expectation.BodyLacks(utf8(spec.lacks()), spec.lacks()));
        }
        if (spec.matches() != null) {
            checks.add(new Expectation.BodyMatches(scripts.regex(spec.matches(), place.field("matches"))));
        }
        if (spec.atLeast() != null || spec.atMost() != null) {
            checks.add(size(spec, place));
        }
        if (spec.sha256() != null) {
            checks.add(new Expectation.BodyDigest(Digest.SHA256, spec.sha256()));
        }
        if (spec.md5() != null) {
            checks.add(new Expectation.BodyDigest(Digest.MD5, spec.md5()));
        }
        if (checks.size() == before) {
            place.problem("give contains, lacks, matches, atLeast, atMost, sha256 or md5");
        }
    }

    private static Expectation.BodySize size(BodyCheckSpec spec, Place place) {
        long least = Quantity.bytes(spec.atLeast(), 0, place.field("atLeast"));
        long most = Quantity.bytes(spec.atMost(), Long.MAX_VALUE, place.field("atMost"));
        if (least > most) {
            place.field("atMost").problem("no body has at least " + spec.atLeast() + " and at most " + spec.atMost());
        }
        return new Expectation.BodySize(least, most);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
