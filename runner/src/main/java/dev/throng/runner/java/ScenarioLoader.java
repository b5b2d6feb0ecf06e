package dev.throng.runner.java;

import dev.throng.runner.code.Scenario;
import dev.throng.scenario.User;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The classes of one scenario, with the archives it brings; instrumented as they are loaded. For all threads. */
final class ScenarioLoader extends URLClassLoader {
    private final Map<String, byte[]> classes;

    ScenarioLoader(Map<String, byte[]> classes, List<Path> libraries) {
        super(Scenario.LOADER, urls(libraries), User.class.getClassLoader());
        this.classes = classes;
    }

    private static URL[] urls(List<Path> libraries) {
        URL[] urls = new URL[libraries.size()];
        for (int i = 0; i < urls.length; i++) {
            try {
                urls[i] = libraries.get(i).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException("no place for archives: " + libraries.get(i), e);
            }
        }
        return urls;
    }

    /** Binary names of what was compiled, in the compiler's order. */
    List<String> compiled() {
        return List.copyOf(classes.keySet());
    }

    /** The bytes of one of its classes, as the compiler made them; empty for others. */
    byte[] bytes(Class<?> type) {
        byte[] own = classes.get(type.getName());
        if (own != null) {
            return own;
        }
        try (InputStream in = getResourceAsStream(type.getName().replace('.', '/') + ".class")) {
            return in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException e) {
            return new byte[0];
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            return super.findClass(name);
        }
        byte[] instrumented = CodeInstrumenter.of(bytes, this);
        return defineClass(name, instrumented, 0, instrumented.length);
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        byte[] own = name.endsWith(".class")
                ? classes.get(name.substring(0, name.length() - 6).replace('/', '.'))
                : null;
        return own == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(own);
    }
}
