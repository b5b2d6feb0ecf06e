package dev.throng.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.throng.dist.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What belongs to a release, apart from the Java in it, which takes minutes to make. */
class ReleaseTest {
    private static final Platform LINUX = new Platform("linux", "amd64", Optional.empty());
    private static final Platform MAC = new Platform("darwin", "arm64", Optional.of(Path.of("jmods")));
    private static final String URL = "https://github.com/acme/throng/releases/download/v1.2.3";
    private static final List<Release> RELEASES = List.of(
            new Release("throng", LINUX, "throng-1.2.3-linux-amd64.tar.gz", "aa"),
            new Release("throng", MAC, "throng-1.2.3-darwin-arm64.tar.gz", "bb"),
            new Release("kubectl-throng", LINUX, "kubectl-throng-1.2.3-linux-amd64.tar.gz", "cc"));

    @TempDir
    Path folder;

    @Test
    void anArchiveDependsOnNothingButNamesAndContents() throws IOException {
        Path first = tree("first");
        Path second = tree("second");
        Files.setLastModifiedTime(second.resolve("bin/throng"), FileTime.from(Instant.EPOCH));
        TarGz.write(first, "throng-1", folder.resolve("first.tar.gz"));
        TarGz.write(second, "throng-1", folder.resolve("second.tar.gz"));
        assertThat(folder.resolve("first.tar.gz")).hasSameBinaryContentAs(folder.resolve("second.tar.gz"));
    }

    @Test
    void tarUnpacksItWithLinksAndModes() throws Exception {
        TarGz.write(tree("tree"), "throng-1", folder.resolve("it.tar.gz"));
        assertThat(new ProcessBuilder("tar", "xzf", "it.tar.gz")
                        .directory(folder.toFile())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        assertThat(folder.resolve("throng-1/bin/throng")).isExecutable();
        assertThat(folder.resolve("throng-1/link")).isSymbolicLink().hasContent("text");
    }

    private Path tree(String name) throws IOException {
        Path tree = folder.resolve(name);
        Launcher.executable(Files.createDirectories(tree.resolve("bin")).resolve("throng"), "#!/bin/sh\n");
        Files.writeString(tree.resolve("text"), "text");
        Files.createSymbolicLink(tree.resolve("link"), Path.of("text"));
        return tree;
    }

    @Test
    void checksumsAreReadByTheUsualTool() throws Exception {
        Files.writeString(folder.resolve("a"), "a");
        Files.writeString(folder.resolve("b"), "b");
        Checksums.write(folder);
        assertThat(new ProcessBuilder("sha256sum", "--check", "--strict", "SHA256SUMS")
                        .directory(folder.toFile())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void krewFindsThePlugInOfEachPlatform() {
        Map<?, ?> manifest = (Map<?, ?>)
                new Load(LoadSettings.builder().build()).loadFromString(Manifests.krew("1.2.3", URL, RELEASES));
        assertThat(manifest.get("spec"))
                .extracting(spec -> ((Map<?, ?>) spec).get("platforms"))
                .isEqualTo(List.of(Map.of(
                        "selector",
                        Map.of("matchLabels", Map.of("os", "linux", "arch", "amd64")),
                        "uri",
                        URL + "/kubectl-throng-1.2.3-linux-amd64.tar.gz",
                        "sha256",
                        "cc",
                        "files",
                        List.of(Map.of("from", "kubectl-throng-1.2.3-linux-amd64/*", "to", ".")),
                        "bin",
                        "bin/kubectl-throng")));
    }

    @Test
    void theFormulaHasABlockForEachSystem() throws IOException {
        assertThat(Manifests.homebrew("1.2.3", URL, RELEASES))
                .contains("homepage \"https://github.com/acme/throng\"")
                .contains("  on_linux do\n    on_intel do\n      url \"" + URL + "/throng-1.2.3-linux-amd64.tar.gz\"\n")
                .contains("  on_macos do\n    on_arm do\n      url \"" + URL + "/throng-1.2.3-darwin-arm64.tar.gz\"\n")
                .doesNotContain("kubectl");
    }

    @Test
    void theBillOfMaterialsHasTheJavaRuntimeToo() throws IOException {
        JsonNode libraries = new ObjectMapper().readTree("{\"components\": [{\"name\": \"picocli\"}]}");
        Sbom.write(libraries, List.of(folder.resolve("sbom.json")));
        assertThat(new ObjectMapper()
                        .readTree(folder.resolve("sbom.json").toFile())
                        .get("components"))
                .extracting(component -> component.get("name").asText())
                .containsExactly("picocli", "openjdk");
    }

    @Test
    void launchersAreScriptsThatPosixShellsRead() throws Exception {
        for (Product product : Product.all()) {
            Program program = new Program(folder.resolve("lib"), product.jar(), List.of("-Xlog:aot*=off", "-Da=b c"));
            Launcher.write(product, program, folder);
            Path java = Files.createDirectories(folder.resolve("prefix/runtime/bin"))
                    .resolve("java");
            Launcher.executable(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
            Path installed =
                    Files.createDirectories(folder.resolve("prefix/bin")).resolve(product.name());
            Files.move(folder.resolve(product.name()), installed);
            Path link = Files.createSymbolicLink(folder.resolve("on-the-path"), installed);
            Process process = new ProcessBuilder("sh", link.toString(), "run", "a b.yaml").start();
            String prefix = folder.toRealPath().resolve("prefix").toString();
            assertThat(process.inputReader().lines())
                    .startsWith("-Xlog:aot*=off", "-Da=b c")
                    .endsWith("-jar", prefix + "/lib/" + product.jar() + ".jar", "run", "a b.yaml");
            Files.delete(link);
        }
    }

    @Test
    void otherPlatformsAreNamedWithTheirModules() {
        assertThat(Platform.of("linux-arm64=/jdk/jmods"))
                .hasSize(2)
                .last()
                .isEqualTo(new Platform("linux", "arm64", Optional.of(Path.of("/jdk/jmods"))));
        assertThatThrownBy(() -> Platform.of("arm64")).hasMessageContaining("linux-arm64=FOLDER");
    }
}
