package dev.throng.dist.program;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Classes compiled for Java 5, which the archive of classes leaves out: in the image they have the form of Java 8, with the
 * same instructions. Reading picocli's from its jar was half of a worker's start.
 */
final class OldClasses {
    /** The first version that the archive takes. */
    private static final int OLDEST = ClassFile.JAVA_6_VERSION;

    private static final ClassTransform RENEWED = ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
            .andThen((builder, element) -> {
                if (element instanceof ClassFileVersion) {
                    builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
                } else {
                    builder.with(element);
                }
            });

    private OldClasses() {}

    /** Rewrites the jar if it has old classes. */
    static void renew(Path jar) throws IOException {
        Path renewed = jar.resolveSibling(jar.getFileName() + ".new");
        try (JarFile from = new JarFile(jar.toFile())) {
            if (!hasOld(from)) {
                return;
            }
            try (URLClassLoader classes =
                            new URLClassLoader(new URL[] {jar.toUri().toURL()});
                    ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(renewed))) {
                ClassFile form = ClassFile.of(
                        ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(classes)
                                .orElse(ClassHierarchyResolver.defaultResolver())));
                for (JarEntry entry : from.stream().toList()) {
                    byte[] bytes = read(from, entry);
                    write(to, entry, isOld(entry, bytes) ? form.transformClass(form.parse(bytes), RENEWED) : bytes);
                }
            }
        }
        Files.move(renewed, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean hasOld(JarFile jar) throws IOException {
        for (JarEntry entry : jar.stream().toList()) {
            if (isOld(entry, read(jar, entry))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOld(JarEntry entry, byte[] bytes) {
        return entry.getName().endsWith(".class") && ((bytes[6] & 0xff) << 8 | bytes[7] & 0xff) < OLDEST;
    }

    private static byte[] read(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static void write(ZipOutputStream to, JarEntry entry, byte[] bytes) throws IOException {
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(LocalDateTime.ofInstant(Tree.TIME, ZoneOffset.UTC));
        to.putNextEntry(copy);
        to.write(bytes);
        to.closeEntry();
    }
}
