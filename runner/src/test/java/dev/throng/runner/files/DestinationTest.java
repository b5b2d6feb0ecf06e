package dev.throng.runner.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real files, links, pipes and devices. */
class DestinationTest {
    @TempDir
    private Path folder;

    @Test
    void aRegularFileIsReplacedAsAWholeAndKeepsItsRights() throws IOException {
        Path file = Files.writeString(folder.resolve("result"), "the old one, which is longer");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        write(file, "new");
        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(names()).containsExactly("result");
    }

    @Test
    void whatFailsHalfWayLeavesTheOldFile() throws IOException {
        Path file = Files.writeString(folder.resolve("result"), "old");
        assertThatThrownBy(() -> Destination.of(file).write(out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("the disk is full");
                }))
                .hasMessage("the disk is full");
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("result");
    }

    @Test
    void aLinkStaysALinkAlsoOneThatLedNowhere() throws IOException {
        Path file = Files.writeString(folder.resolve("there"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("there"));
        Path chain = Files.createSymbolicLink(folder.resolve("chain"), link);
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), Path.of("new/later"));
        write(chain, "new");
        write(dangling, "first");
        assertThat(file).hasContent("new");
        assertThat(folder.resolve("new/later")).hasContent("first");
        assertThat(Stream.of(link, chain, dangling)).allMatch(Files::isSymbolicLink);
    }

    @Test
    void aPipeIsWrittenThrough() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        CompletableFuture<String> reader = CompletableFuture.supplyAsync(() -> read(pipe));
        write(pipe, "through");
        assertThat(reader.get(20, TimeUnit.SECONDS)).isEqualTo("through");
        assertThat(Files.readAttributes(pipe, "isOther")).containsEntry("isOther", true);
    }

    @Test
    void aDeviceStaysADeviceAndItsErrorIsTold() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        assertThatThrownBy(() -> write(full, "nothing")).hasMessageContaining("No space left");
        write(Path.of("/dev/null"), "nothing");
        assertThat(Stream.of(full, Path.of("/dev/null"))).noneMatch(Files::isRegularFile);
    }

    @Test
    void aFolderIsRefusedBeforehand() {
        assertThatThrownBy(() -> Destination.of(folder).prepare()).hasMessageContaining("this is a folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"})
    void standardOutputHasMoreThanOneName(String name) {
        Destination destination = Destination.of(Path.of(name));
        assertThat(destination.isStandardOutput()).isTrue();
        assertThat(destination).isEqualTo(Destination.of(Path.of("-")));
    }

    @Test
    void aGrowingFileHasNoHalfPiece() throws IOException {
        Path file = folder.resolve("new/history");
        GrowingFile growing = GrowingFile.begin(file, "head\n");
        growing.append("one\n");
        growing.append("two\n");
        assertThat(file).hasContent("head\none\ntwo\n");
        GrowingFile.begin(file, "head\n");
        assertThat(file).hasContent("head\n");
    }

    private static void write(Path file, String text) throws IOException {
        Destination destination = Destination.of(file);
        destination.prepare();
        destination.write(out -> out.write(text.getBytes(UTF_8)));
    }

    private static String read(Path pipe) {
        try {
            return Files.readString(pipe);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private Stream<String> names() throws IOException {
        return Files.list(folder).map(file -> file.getFileName().toString());
    }
}
