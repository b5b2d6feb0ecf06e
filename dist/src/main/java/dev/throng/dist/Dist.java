package dev.throng.dist;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.throng.dist.olm.Bundle;
import dev.throng.dist.program.JavaRuntime;
import dev.throng.dist.program.Program;
import dev.throng.dist.program.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code Dist ROOT TARGET VERSION URL jmods=… classes=…}: writes the archives and what belongs to them to {@code
 * TARGET/dist}. Both programs have been packaged before.
 */
final class Dist {
    private final Path root;
    private final Path target;
    private final String version;
    private final Path out;
    private final Optional<Path> classes;

    private Dist(Path root, Path target, String version, Optional<Path> classes) throws IOException {
        this.root = root;
        this.target = target;
        this.version = version;
        this.classes = classes;
        this.out = target.resolve("dist");
        Tree.delete(out);
        Files.createDirectories(out);
    }

    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments[0]).toRealPath();
        Path target = Files.createDirectories(Path.of(arguments[1])).toRealPath();
        String jmods = arguments[4].substring("jmods=".length());
        String classes = arguments[5].substring("classes=".length());
        new Dist(
                        root,
                        target,
                        arguments[2],
                        Optional.of(classes).filter(text -> !text.isBlank()).map(Path::of))
                .write(Platform.of(jmods), arguments[3]);
    }

    private void write(List<Platform> platforms, String url) throws Exception {
        List<Release> releases = new ArrayList<>();
        try (ManPages pages = new ManPages(version)) {
            for (Product product : Product.all()) {
                Path shared = target.resolve("shared").resolve(product.name());
                share(product, shared, pages);
                for (Platform platform : platforms) {
                    releases.add(archive(product, platform, shared));
                }
            }
        }
        bundle(Manifests.homepage(url));
        Files.writeString(out.resolve("throng.yaml"), Manifests.krew(version, url, releases));
        Files.writeString(out.resolve("throng.rb"), Manifests.homebrew(version, url, releases));
        Checksums.write(out);
    }

    /** The operator's, for the Operator Lifecycle Manager: of what the chart renders. */
    private void bundle(String homepage) throws IOException {
        String name = "throng-olm-bundle-" + version;
        Path tree = target.resolve("trees").resolve(name);
        Tree.delete(tree);
        Bundle.write(
                Files.readString(root.resolve("k8s/base/throng.yaml")),
                List.of(
                        Files.readString(root.resolve("k8s/samples/quickstart.yaml")),
                        Files.readString(root.resolve("k8s/gitops/shop/nightly.yaml"))),
                version,
                homepage,
                tree);
        Tree.stamp(tree);
        TarGz.write(tree, name, out.resolve(name + ".tar.gz"));
    }

    /** What is the same on every platform. */
    private void share(Product product, Path shared, ManPages pages) throws Exception {
        Tree.delete(shared);
        Path share = Files.createDirectories(shared.resolve("share"));
        pages.write(product.commands().get(), Files.createDirectories(share.resolve("man/man1")));
        Completions.write(product, shared);
        Files.copy(root.resolve("LICENSE"), shared.resolve("LICENSE"));
        Sbom.write(
                new ObjectMapper().readTree(product.sbom(root).toFile()),
                List.of(shared.resolve("sbom.json"), out.resolve(product.name() + "-" + version + ".sbom.json")));
        if ("throng".equals(product.name())) {
            Path samples = Files.createDirectories(shared.resolve("samples"));
            Files.copy(root.resolve("k8s/samples/quickstart.yaml"), samples.resolve("quickstart.yaml"));
            Tree.copy(root.resolve("k8s/samples/java"), samples.resolve("java"));
        }
    }

    private Release archive(Product product, Platform platform, Path shared) throws Exception {
        String name = product.name() + "-" + version + "-" + platform.name();
        Path tree = target.resolve("trees").resolve(name);
        Tree.copy(shared, tree);
        JavaRuntime runtime = JavaRuntime.link(tree.resolve("runtime"), platform.jmods());
        Program program = Program.stage(
                product.app(root),
                tree.resolve("lib"),
                product.jar(),
                product.flags().toArray(String[]::new));
        Launcher.write(product, program, Files.createDirectories(tree.resolve("bin")));
        if (platform.jmods().isEmpty()) {
            ClassLists lists = new ClassLists(runtime, Training.samples(root, target), classes);
            for (Product.Training training : product.trainings()) {
                lists.archive(program, training, out.resolve(name + "-" + training.archive() + ".classes"));
            }
        }
        Tree.stamp(tree);
        Path file = out.resolve(name + ".tar.gz");
        TarGz.write(tree, name, file);
        System.out.println(file.getFileName() + ", " + (Files.size(file) >> 20) + " MiB");
        return new Release(product.name(), platform, file.getFileName().toString(), Checksums.sha256(file));
    }
}
