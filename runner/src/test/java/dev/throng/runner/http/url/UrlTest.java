package dev.throng.runner.http.url;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    http://a                       | http://a/
                    HTTP://A.Example               | http://a.example/
                    https://a                      | https://a/
                    http://a:80/x                  | http://a/x
                    https://a:80/x                 | https://a:80/x
                    https://a:443                  | https://a/
                    http://a:/x                    | http://a/x
                    http://a?q=1                   | http://a/?q=1
                    http://a/x?y#z                 | http://a/x?y
                    http://a/x#z?y                 | http://a/x
                    http://u:p@a:8080/x            | http://a:8080/x
                    http://u@v@a/x                 | http://a/x
                    http://[::1]:8080/x            | http://[::1]:8080/x
                    http://[2001:DB8::1]/          | http://[2001:db8::1]/
                    http://a/b/../c/./d            | http://a/c/d
                    http://a/../../x               | http://a/x
                    http://a/x y?q=ü|http://a/x%20y?q=%C3%BC
                    http://bücher.example/         | http://xn--bcher-kva.example/
                    """)
    void splitsAbsoluteUrls(String text, String normal) {
        assertThat(Url.parse(text)).hasToString(normal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "/x",
                "//a/x",
                "http:/a",
                "http:a",
                "http://",
                "http:///x",
                "ftp://a/x",
                "mailto:x@a",
                "http://a:0/",
                "http://a:65536/",
                "http://a:999999/",
                "http://a:b/",
                "http://[::1/",
                "http://a b/"
            })
    void knowsWhatIsNone(String text) {
        assertThat(Url.parse(text)).isNull();
    }

    /** The normal and abnormal examples of RFC 3986 §5.4, as far as they stay within http. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    g             | http://a/b/c/g
                    ./g           | http://a/b/c/g
                    g/            | http://a/b/c/g/
                    /g            | http://a/g
                    //g           | http://g/
                    ?y            | http://a/b/c/d;p?y
                    g?y           | http://a/b/c/g?y
                    #s            | http://a/b/c/d;p?q
                    g#s           | http://a/b/c/g
                    g?y#s         | http://a/b/c/g?y
                    ;x            | http://a/b/c/;x
                    g;x           | http://a/b/c/g;x
                    g;x?y#s       | http://a/b/c/g;x?y
                    ''            | http://a/b/c/d;p?q
                    .             | http://a/b/c/
                    ./            | http://a/b/c/
                    ..            | http://a/b/
                    ../           | http://a/b/
                    ../g          | http://a/b/g
                    ../..         | http://a/
                    ../../        | http://a/
                    ../../g       | http://a/g
                    ../../../g    | http://a/g
                    ../../../../g | http://a/g
                    /./g          | http://a/g
                    /../g         | http://a/g
                    g.            | http://a/b/c/g.
                    .g            | http://a/b/c/.g
                    g..           | http://a/b/c/g..
                    ..g           | http://a/b/c/..g
                    ./../g        | http://a/b/g
                    ./g/.         | http://a/b/c/g/
                    g/./h         | http://a/b/c/g/h
                    g/../h        | http://a/b/c/h
                    g;x=1/./y     | http://a/b/c/g;x=1/y
                    g;x=1/../y    | http://a/b/c/y
                    g?y/./x       | http://a/b/c/g?y/./x
                    g?y/../x      | http://a/b/c/g?y/../x
                    https://b/x   | https://b/x
                    ' /blank '    | http://a/blank
                    /ü            | http://a/%C3%BC
                    """)
    void resolvesReferencesAsTheRfcShows(String reference, String resolved) {
        assertThat(base().resolve(reference)).hasToString(resolved);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://a/", "javascript:alert(1)", "http:g", "//", "//a:99999/"})
    void resolvesNothingElse(String reference) {
        assertThat(base().resolve(reference)).isNull();
    }

    @Test
    void keepsUserInformationApart() {
        Url url = new Url(new Origin(false, "a", 80), "/", "u:p%40");
        assertThat(Url.parse("http://u:p%40@a")).isEqualTo(url);
        assertThat(url.resolve("/x")).isEqualTo(new Url(url.origin(), "/x", null));
    }

    private static Url base() {
        return new Url(new Origin(false, "a", 80), "/b/c/d;p?q", null);
    }
}
