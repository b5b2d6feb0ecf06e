package dev.throng.python.interpreter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Our Python files, as a folder that an interpreter can import from. They are laid down once per version and user. */
final class Library {
    private static final String ROOT = "/dev/throng/python/lib";

    private Library() {}

    /** The folder. Python keeps what it compiles of them beside them. */
    static Path folder() {
        try {
            Map<String, byte[]> files = files();
            String version = hash(files);
            for (Path place : places()) {
                if (Files.isDirectory(place.resolve(version))) {
                    return place.resolve(version);
                }
                if (isWritable(place)) {
                    return lay(files, place.resolve(version));
                }
            }
            throw new IOException("no folder to write to; set THRONG_CACHE to one");
        } catch (IOException e) {
            throw new UncheckedIOException("the Python library of Throng cannot be laid down: " + e.getMessage(), e);
        }
    }

    /** {@code THRONG_CACHE}, else the user's cache folder, else the machine's folder for what is temporary. */
    private static List<Path> places() {
        return Stream.of(
                        System.getenv("THRONG_CACHE"),
                        System.getenv("XDG_CACHE_HOME"),
                        Optional.ofNullable(System.getProperty("user.home"))
                                .map(home -> home + "/.cache")
                                .orElse(null),
                        System.getProperty("java.io.tmpdir"))
                .filter(folder -> folder != null && !folder.isEmpty())
                .map(folder -> Path.of(folder, "throng", "python"))
                .toList();
    }

    private static boolean isWritable(Path place) {
        try {
            Files.createDirectories(place);
            return Files.isWritable(place);
        } catch (IOException notHere) {
            return false;
        }
    }

    private static Path lay(Map<String, byte[]> files, Path place) throws IOException {
        Path beside = Files.createTempDirectory(place.getParent(), "new");
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = beside.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        try {
            Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException
                | java.nio.file.FileAlreadyExistsException
                | java.nio.file.DirectoryNotEmptyException somebodyElse) {
            return Files.isDirectory(place) ? place : beside;
        }
        return place;
    }

    private static Map<String, byte[]> files() throws IOException {
        URL root = Library.class.getResource(ROOT + "/locust/__init__.py");
        if (root == null) {
            throw new IOException("it is not in this jar");
        }
        try {
            URI uri = root.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return read(Path.of(uri).resolve("../..").normalize());
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return read(jar.provider().getPath(uri).resolve("../..").normalize());
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static Map<String, byte[]> read(Path root) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : (Iterable<Path>) all.filter(path -> path.toString().endsWith(".py"))::iterator) {
                files.put(root.relativize(path).toString(), Files.readAllBytes(path));
            }
        }
        return files;
    }

    private static String hash(Map<String, byte[]> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, content) -> {
                digest.update(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                digest.update(content);
            });
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
