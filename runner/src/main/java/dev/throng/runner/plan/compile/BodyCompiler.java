package dev.throng.runner.plan.compile;

import dev.throng.api.step.PartSpec;
import dev.throng.api.step.RequestSpec;
import dev.throng.runner.plan.step.Joined;
import dev.throng.runner.plan.step.Step;
import dev.throng.runner.script.Constant;
import dev.throng.runner.script.Place;
import dev.throng.runner.script.Template;
import dev.throng.runner.script.Variables;
import dev.throng.runner.script.compile.Scripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What requests send.
 *
 * @param data that knows where files are
 */
record BodyCompiler(Scripts scripts, Variables variables, DataCompiler data) {
    /** Longer than what fields are likely to hold. */
    private static final String BOUNDARY = "throng-3vB7qLxT9mZcKp2W";

    private static final long MOST_BYTES = 64L << 20;
    private static final String BYTES = "application/octet-stream";

    Optional<Step.Body> compile(RequestSpec request, Place place) {
        List<Step.Body> bodies = new ArrayList<>();
        if (request.json() != null && !request.json().isNull()) {
            bodies.add(new Step.Body("application/json", scripts.json(request.json(), variables, place.field("json"))));
        }
        if (request.form() != null) {
            bodies.add(new Step.Body(
                    "application/x-www-form-urlencoded", scripts.form(request.form(), variables, place.field("form"))));
        }
        if (request.multipart() != null) {
            bodies.add(new Step.Body(
                    "multipart/form-data; boundary=" + BOUNDARY,
                    multipart(request.multipart(), place.field("multipart"))));
        }
        if (request.bodyFile() != null) {
            bodies.add(new Step.Body(BYTES, file(request.bodyFile(), place.field("bodyFile"))));
        }
        if (request.body() != null) {
            bodies.add(new Step.Body(
                    "text/plain; charset=utf-8", scripts.text(request.body(), variables, place.field("body"))));
        }
        if (bodies.size() > 1) {
            place.problem("a request has one body, give one of json, form, multipart, bodyFile and body");
        }
        return bodies.stream().findFirst();
    }

    /** By RFC 7578. */
    private Template multipart(List<PartSpec> specs, Place place) {
        List<Template> parts = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            part(specs.get(i), place.item(i), parts);
        }
        parts.add(Constant.text("--" + BOUNDARY + "--\r\n"));
        return new Joined(parts);
    }

    private void part(PartSpec spec, Place at, List<Template> parts) {
        if (spec.name() == null) {
            at.field("name").problem("is missing, say which field it is");
        }
        if ((spec.value() == null) == (spec.file() == null)) {
            at.problem("give exactly one of value and file");
            return;
        }
        parts.add(Constant.text("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\""));
        parts.add(scripts.quoted(String.valueOf(spec.name()), variables, at.field("name")));
        if (spec.file() != null) {
            String own = spec.file().substring(spec.file().lastIndexOf('/') + 1);
            String name = spec.fileName() == null ? own.replace("${", "$${") : spec.fileName();
            parts.add(Constant.text("\"; filename=\""));
            parts.add(scripts.quoted(name, variables, at.field("fileName")));
        }
        String type = spec.type() == null && spec.file() != null ? BYTES : spec.type();
        if (type != null && type.chars().anyMatch(Character::isISOControl)) {
            at.field("type").problem("stands in a header: write it on one line");
        }
        parts.add(Constant.text((type == null ? "\"" : "\"\r\nContent-Type: " + type) + "\r\n\r\n"));
        parts.add(
                spec.file() == null
                        ? scripts.text(String.valueOf(spec.value()), variables, at.field("value"))
                        : file(spec.file(), at.field("file")));
        parts.add(Constant.text("\r\n"));
    }

    /** Empty where nobody can look, or with a problem where it can't be read. */
    private Template file(String name, Place at) {
        Optional<Path> file = data.file(name, at);
        try {
            if (file.isPresent() && Files.size(file.get()) > MOST_BYTES) {
                at.problem("is longer than 64 MiB, which is the most that is kept to be sent");
            } else if (file.isPresent()) {
                return new Constant("file " + name, Files.readAllBytes(file.get()));
            }
        } catch (IOException unreadable) {
            at.problem("can't be read: " + unreadable.getMessage());
        }
        return new Constant("file " + name, new byte[0]);
    }
}
