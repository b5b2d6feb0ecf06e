package dev.throng.dist;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an archive is for, in the words of krew and Go.
 *
 * @param jmods its JDK's modules; none for the machine that this is
 */
record Platform(String os, String arch, Optional<Path> jmods) {
    /** This machine, and others: {@code linux-arm64=FOLDER,darwin-arm64=FOLDER}. */
    static List<Platform> of(String others) {
        List<Platform> all = new ArrayList<>();
        all.add(here());
        for (String other : others.isBlank() ? new String[0] : others.split(",")) {
            String[] parts = other.strip().split("[-=]", 3);
            if (parts.length != 3) {
                throw new IllegalArgumentException(
                        "throng.dist.jmods: '" + other + "' is not of the form linux-arm64=FOLDER");
            }
            all.add(new Platform(parts[0], parts[1], Optional.of(Path.of(parts[2]))));
        }
        return List.copyOf(all);
    }

    private static Platform here() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch");
        return new Platform(
                os.startsWith("mac") ? "darwin" : os, "aarch64".equals(arch) ? "arm64" : arch, Optional.empty());
    }

    String name() {
        return os + "-" + arch;
    }
}
