package dev.throng.runner.cli.option;

import dev.throng.api.schema.GoDuration;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 500ms}, {@code 1m30s}; a bare number is seconds, as Locust's users write it. */
public final class DurationOption implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        Optional<Duration> duration =
                GoDuration.parse(text.chars().allMatch(c -> c >= '0' && c <= '9') ? text + "s" : text);
        return duration.orElseThrow(() ->
                new TypeConversionException("'" + text + "' is no duration; write it like 500ms, 90s, 5m or 1h30m"));
    }
}
