package dev.throng.runner.cli.option;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code host:port}, {@code [::1]:port}, or a host alone with the usual port. */
public record HostPort(String host, int port) {
    /** Where a master listens unless told otherwise. */
    public static final int USUAL_PORT = 5557;

    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([^\\[\\]:\\s]+))(?::(\\d{1,5}))?");

    public static final class Converter implements ITypeConverter<HostPort> {
        @Override
        public HostPort convert(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw wrong(text);
            }
            int port = form.group(3) == null ? USUAL_PORT : Integer.parseInt(form.group(3));
            if (port > 65_535) {
                throw wrong(text);
            }
            return new HostPort(form.group(1) == null ? form.group(2) : form.group(1), port);
        }

        private static TypeConversionException wrong(String text) {
            return new TypeConversionException("'" + text + "' is no HOST:PORT, such as 127.0.0.1:5557 or [::1]:5557");
        }
    }
}
