package dev.throng.dist;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How package managers find the archives: a plug-in manifest for krew, and a formula for Homebrew. */
final class Manifests {
    private static final String PLUGIN = "kubectl-throng";
    private static final Map<String, String> SYSTEMS = Map.of("linux", "on_linux", "darwin", "on_macos");
    private static final Map<String, String> PROCESSORS = Map.of("amd64", "on_intel", "arm64", "on_arm");

    private Manifests() {}

    static String krew(String version, String url, List<Release> releases) {
        StringBuilder text = new StringBuilder("""
                apiVersion: krew.googlecontainertools.github.com/v1alpha2
                kind: Plugin
                metadata:
                  name: throng
                spec:
                  version: v%s
                  homepage: %s
                  shortDescription: Run, follow and compare load tests in the cluster
                  description: |
                    Runs LoadTests of the Throng operator from a terminal: sends a local file (YAML, Java, a
                    locustfile), follows the run, and ends with the verdict's exit code. Shows what runs (top), its
                    live page (open), its report, its history, and what changed between two runs.
                  caveats: |
                    The operator must be installed in the cluster.
                  platforms:
                """.formatted(version, homepage(url)));
        releases.stream()
                .filter(release -> release.product().equals(PLUGIN))
                .forEach(release -> text.append("""
                  - selector:
                      matchLabels:
                        os: %s
                        arch: %s
                    uri: %s/%s
                    sha256: %s
                    files:
                    - from: %s/*
                      to: .
                    bin: bin/kubectl-throng
                """.indent(2).formatted(
                        release.platform().os(),
                        release.platform().arch(),
                        url,
                        release.file(),
                        release.sha256(),
                        release.file().replace(".tar.gz", ""))));
        return text.toString();
    }

    static String homebrew(String version, String url, List<Release> releases) throws IOException {
        Map<String, String> systems = new TreeMap<>();
        for (Release release : releases) {
            if (!release.product().equals(PLUGIN)) {
                String block = "    %s do\n      url \"%s/%s\"\n      sha256 \"%s\"\n    end\n"
                        .formatted(PROCESSORS.get(release.platform().arch()), url, release.file(), release.sha256());
                systems.merge(release.platform().os(), block, String::concat);
            }
        }
        StringBuilder platforms = new StringBuilder();
        systems.forEach((os, blocks) -> platforms
                .append('\n')
                .append("  ")
                .append(SYSTEMS.get(os))
                .append(" do\n")
                .append(blocks)
                .append("  end\n"));
        return Resource.text("throng.rb")
                .replace("@HOMEPAGE@", homepage(url))
                .replace("@VERSION@", version)
                .replace("@PLATFORMS@", platforms);
    }

    /** Of the project whose releases these are. */
    static String homepage(String url) {
        return url.replaceFirst("/releases/.*", "");
    }
}
