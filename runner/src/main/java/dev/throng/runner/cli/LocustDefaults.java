package dev.throng.runner.cli;

import dev.throng.runner.cli.process.ExitCode;
import dev.throng.runner.cli.process.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options that are not on Locust's command line: from {@code LOCUST_*} variables, then from {@code locust.conf} files. */
final class LocustDefaults implements IDefaultValueProvider {
    private static final Map<String, String> VARIABLES = Map.of(
            "master", "LOCUST_MODE_MASTER",
            "worker", "LOCUST_MODE_WORKER",
            "master-host", "LOCUST_MASTER_NODE_HOST",
            "master-port", "LOCUST_MASTER_NODE_PORT",
            "class-picker", "LOCUST_USERCLASS_PICKER");

    private final Function<String, @Nullable String> environment;
    private final Map<String, String> configured = new HashMap<>();

    /** @param config a further file; null for none */
    LocustDefaults(Function<String, @Nullable String> environment, @Nullable String config) {
        this.environment = environment;
        Stream.of(Path.of(System.getProperty("user.home", ""), ".locust.conf"), Path.of("locust.conf"))
                .filter(Files::isRegularFile)
                .forEach(this::read);
        if (config != null) {
            Path file = Path.of(config);
            if (!Files.isRegularFile(file)) {
                throw new Refusal(ExitCode.INVALID, "--config " + config + ": there is no such file");
            }
            read(file);
        }
    }

    private void read(Path file) {
        try {
            for (String line : Files.readAllLines(file)) {
                String text = line.strip();
                int end = Math.max(text.indexOf('='), text.indexOf(':'));
                int equals = text.indexOf('=') >= 0 ? text.indexOf('=') : end;
                if (text.isEmpty() || "#;[".indexOf(text.charAt(0)) >= 0) {
                    continue;
                }
                String name = equals < 0 ? text : text.substring(0, equals).strip();
                String value = equals < 0 ? "true" : text.substring(equals + 1).strip();
                configured.put(name.replace('_', '-'), unquoted(value));
            }
        } catch (IOException e) {
            throw new Refusal(ExitCode.INVALID, "cannot read " + file + ": " + e.getMessage());
        }
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && (value.startsWith("\"") && value.endsWith("\"") || value.startsWith("'") && value.endsWith("'"));
        boolean list = value.startsWith("[") && value.endsWith("]");
        return quoted || list ? value.substring(1, value.length() - 1) : value;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        String name = option.longestName().replaceFirst("^--", "");
        String said = environment.apply(VARIABLES.getOrDefault(
                name, "LOCUST_" + name.toUpperCase(Locale.ROOT).replace('-', '_')));
        return said != null && !said.isEmpty() ? said : configured.get(name);
    }

    /** Classes of users named by {@code LOCUST_USER_CLASSES} or the files. */
    List<String> userClasses() {
        String said = environment.apply("LOCUST_USER_CLASSES");
        String text = said != null ? said : configured.getOrDefault("user-classes", "");
        return Stream.of(text.split("[,\\s]+")).filter(name -> !name.isEmpty()).toList();
    }
}
