import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Run by the build: writes a library of which the classes are in the format of Java 5 anew, in that of Java 8. The JVM's
 * archive of classes cannot hold the old ones, so each start would read and verify them: two hundred, for the command line.
 * What the classes do stays the same.
 *
 * <pre>java ClassFormat.java LIBRARY.jar</pre>
 */
final class ClassFormat {
    private static final int JAVA_8 = 52;

    private ClassFormat() {}

    public static void main(String[] args) throws IOException {
        Path jar = Path.of(args[0]);
        Path renewed = jar.resolveSibling(jar.getFileName() + ".new");
        renew(jar, renewed);
        Files.move(renewed, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void renew(Path jar, Path target) throws IOException {
        try (JarFile file = new JarFile(jar.toFile());
                URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()});
                OutputStream bytes = Files.newOutputStream(target);
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            ClassFile format = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(classes)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
            for (JarEntry entry : Collections.list(file.entries())) {
                ZipEntry same = new ZipEntry(entry.getName());
                same.setTime(entry.getTime());
                out.putNextEntry(same);
                out.write(isClass(entry) ? renewed(format, bytes(file, entry)) : bytes(file, entry));
                out.closeEntry();
            }
        }
    }

    /** Newer formats say for each branch what types are where: the frames are made from the code. */
    private static byte[] renewed(ClassFile format, byte[] bytes) {
        ClassModel old = format.parse(bytes);
        MethodTransform codeAnew = MethodTransform.transformingCode(CodeTransform.ACCEPT_ALL);
        return format.build(old.thisClass().asSymbol(), made -> {
            made.withVersion(JAVA_8, 0);
            for (var element : old) {
                switch (element) {
                    case ClassFileVersion version -> {}
                    case MethodModel method -> made.transformMethod(method, codeAnew);
                    default -> made.with(element);
                }
            }
        });
    }

    /** Module descriptors have a format of their own, and versions for newer JVMs are new enough. */
    private static boolean isClass(JarEntry entry) {
        return entry.getName().endsWith(".class")
                && !entry.getName().endsWith("module-info.class")
                && !entry.getName().startsWith("META-INF/");
    }

    private static byte[] bytes(JarFile file, JarEntry entry) throws IOException {
        try (var in = file.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }
}
