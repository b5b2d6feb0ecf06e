package dev.throng.runner.plan.compile.answer;

import dev.throng.api.step.CaptureSpec;
import dev.throng.api.step.Take;
import dev.throng.runner.plan.step.Capture;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.Variables;
import dev.throng.runner.script.compile.Scripts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where variables come from in a response. */
public final class CaptureCompiler {
    private final Scripts scripts;
    private final Variables variables;

    public CaptureCompiler(Scripts scripts, Variables variables) {
        this.scripts = scripts;
        this.variables = variables;
    }

    public List<Capture> compile(@Nullable Map<String, CaptureSpec> specs, Place place) {
        List<Capture> captures = new ArrayList<>();
        if (specs != null) {
            specs.forEach((name, spec) ->
                    one(name, variables.declare(name), spec, place.field(name)).ifPresent(captures::add));
        }
        return captures;
    }

    private Optional<Capture> one(String name, int variable, CaptureSpec spec, Place place) {
        long sources = Stream.of(
                        spec.json(),
                        spec.header(),
                        spec.regex(),
                        spec.cookie(),
                        spec.response(),
                        spec.css(),
                        spec.xpath())
                .filter(Objects::nonNull)
                .count();
        if (sources != 1) {
            place.problem("give exactly one of json, header, regex, cookie, response, css and xpath");
            return Optional.empty();
        }
        boolean optional = Boolean.TRUE.equals(spec.optional());
        Take take = spec.take() == null ? Take.first : spec.take();
        if (spec.json() != null) {
            return Optional.of(
                    new Capture.Json(name, variable, optional, take, scripts.query(spec.json(), place.field("json"))));
        }
        if (spec.css() != null || spec.xpath() != null) {
            return Selectors.of(spec.css(), spec.attribute(), spec.xpath(), place)
                    .map(selector -> new Capture.Element(name, variable, optional, take, selector));
        }
        if (spec.regex() != null) {
            return Optional.of(new Capture.Regex(
                    name, variable, optional, take, scripts.regex(spec.regex(), place.field("regex"))));
        }
        if (spec.header() != null) {
            return Optional.of(new Capture.Header(name, variable, optional, take, spec.header()));
        }
        return Optional.of(
                spec.response() != null
                        ? new Capture.Whole(name, variable, optional, spec.response())
                        : new Capture.Cookie(name, variable, optional, Objects.requireNonNull(spec.cookie())));
    }
}
