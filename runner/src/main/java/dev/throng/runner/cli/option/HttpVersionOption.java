package dev.throng.runner.cli.option;

import dev.throng.runner.plan.http.HttpVersion;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code auto}, {@code 1.1}, {@code 2}. */
final class HttpVersionOption implements ITypeConverter<HttpVersion> {
    @Override
    public HttpVersion convert(String text) {
        try {
            return HttpVersion.of(text);
        } catch (IllegalArgumentException unknown) {
            throw new TypeConversionException("'" + text + "' is no version of HTTP here; write auto, 1.1 or 2");
        }
    }
}
